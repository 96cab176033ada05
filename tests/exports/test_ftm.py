"""FollowTheMoney entities, held against the schemata of the package, which are kept beside these tests."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain import NamePolicy
from pipeline.exports.choice import Count
from pipeline.exports.ftm import entities, entity_id
from pipeline.exports.rows import Row
from pipeline.exports.schemes import Translation
from pipeline.exports.vocabularies import Scheme, read_vocabulary
from pipeline.settings import ROOT
from tests.exports import records

DATA = Path(__file__).resolve().parent.parent / "data" / "exports"
FORMS = {"date": r"\d{4}(-\d\d(-\d\d)?)?(T[\d:.]+(\+00:00|Z)?)?", "country": "[a-z]{2}", "url": "https?://.+"}
SPEECH = read_vocabulary(ROOT / "config" / "vocabularies", Scheme.FTM)


def made(names: NamePolicy = NamePolicy.SHOW) -> list[Row]:
    return list(entities(records.cases(), Translation(vocabulary=SPEECH, names=names), Count()))


SCHEMATA: dict[str, Any] = json.loads((DATA / "ftm_schemata.json").read_text("utf-8"))["schemata"]


@pytest.mark.parametrize("names", NamePolicy)
def test_every_entity_has_the_properties_that_its_schema_knows_and_requires(names: NamePolicy) -> None:
    for entity in made(names):
        schema = SCHEMATA[entity["schema"]]
        assert set(schema["required"]) <= set(entity["properties"]), entity
        assert set(entity["properties"]) <= set(schema["properties"]), entity


@pytest.mark.parametrize(("kind", "form"), FORMS.items())
def test_dates_countries_and_addresses_are_written_as_their_type_wants(kind: str, form: str) -> None:
    for entity in made():
        for name, values in entity["properties"].items():
            if SCHEMATA[entity["schema"]]["properties"][name]["type"] == kind:
                assert all(re.fullmatch(form, value) for value in values), (entity["schema"], name)


def test_every_reference_leads_to_an_entity_of_the_right_kind() -> None:
    by_id = {entity["id"]: entity for entity in made()}
    for entity in by_id.values():
        for name, values in entity["properties"].items():
            wanted = SCHEMATA[entity["schema"]]["properties"][name]
            if wanted["type"] == "entity":
                assert all(wanted["range"] in SCHEMATA[by_id[value]["schema"]]["is"] for value in values), (
                    entity
                )


def test_ids_stay_the_same_and_tell_nothing() -> None:
    assert made() == made()
    assert entity_id("case", "lagos") == "fc9ef7098a8a71bc861cc7ec54eeae74963f1e46"
    assert entity_id("person", "lagos", "p1") != entity_id("person", "dhaka", "p1")


def test_an_outlet_is_an_organization_where_a_case_is_turned_on_outlets_only() -> None:
    by_name = {e["properties"]["name"][0]: e["schema"] for e in made() if "name" in e["properties"]}
    assert by_name["Atlas Haber"] == "Organization"
    assert by_name["Ada Bello"] == "Person"


def test_quotes_and_headlines_go_with_the_names() -> None:
    assert "Ada Bello was arrested" in str(made())
    assert "Ada Bello" not in str(made(NamePolicy.INITIALS))


def test_every_entity_bears_its_mark() -> None:
    for entity in made():
        told = [*entity["properties"].get("notes", []), *entity["properties"].get("description", [])]
        assert "TLP:AMBER+STRICT" in told
