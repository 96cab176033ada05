"""FollowTheMoney entities, held against the schemata of the package where it is installed."""

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

SPEECH = read_vocabulary(ROOT / "config" / "vocabularies", Scheme.FTM)


def made(names: NamePolicy = NamePolicy.SHOW) -> list[Row]:
    return list(entities(records.cases(), Translation(vocabulary=SPEECH, names=names), Count()))


@pytest.fixture(scope="module")
def model() -> Any:
    return pytest.importorskip("followthemoney").model


@pytest.mark.parametrize("names", NamePolicy)
def test_every_entity_is_valid_and_no_value_is_lost_in_cleaning(model: Any, names: NamePolicy) -> None:
    for entity in made(names):
        schema = model.get(entity["schema"])
        assert set(schema.required) <= set(entity["properties"]), entity
        kept = model.get_proxy(dict(entity), cleaned=False).to_dict()["properties"]
        assert {k: sorted(v) for k, v in kept.items()} == {
            k: sorted(v) for k, v in entity["properties"].items()
        }


def test_every_reference_leads_to_an_entity_of_the_right_kind(model: Any) -> None:
    by_id = {entity["id"]: entity for entity in made()}
    for entity in by_id.values():
        for name, values in entity["properties"].items():
            wanted = model.get(entity["schema"]).get(name)
            if wanted.type.name == "entity":
                assert all(model.get(by_id[value]["schema"]).is_a(wanted.range) for value in values), entity


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
