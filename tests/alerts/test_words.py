"""What an alert says and what it does not say."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from pipeline.alerts.render import Renderer
from pipeline.domain import Alert, AlertKind, NamePolicy, Stage
from tests.builders import a_case, an_incident

RENDERER = Renderer(law_name=lambda _: "Cybercrimes Act 2015", zone=ZoneInfo("UTC"))
ALERT = Alert(id="1", key="k", kind=AlertKind.NEW_CASE, route="desk", case_id="c", incident_id="i1")
GUILT = ("guilty", "criminal", "offender", "committed", "crime of")


@pytest.mark.parametrize("policy", [NamePolicy.INITIALS, NamePolicy.WITHHOLD])
def test_below_show_no_word_of_a_name_is_in_any_channels_text(policy: NamePolicy) -> None:
    case, incident = a_case(), an_incident()
    title, blocks = RENDERER.slack(ALERT, case, incident, policy)
    parent, more = RENDERER.slack_parent(case, policy)
    text = RENDERER.console(ALERT, case, incident, policy)
    everything = json.dumps([title, blocks, parent, more, text])
    assert "Ada" not in everything
    assert "Bello" not in everything
    assert ("A. B." in everything) is (policy is NamePolicy.INITIALS)


def test_a_minor_is_not_named_even_where_names_are_shown() -> None:
    case = a_case(persons=tuple(replace(p, minor=True) for p in a_case().persons))
    assert "Bello" not in RENDERER.console(ALERT, case, an_incident(), NamePolicy.SHOW)


def test_where_names_are_shown_the_publishers_headline_stands() -> None:
    text = RENDERER.console(ALERT, a_case(), an_incident(), NamePolicy.SHOW)
    assert "Ada Bello charged over post" in text


@pytest.mark.parametrize("stage", list(Stage))
def test_wording_presumes_innocence_at_every_stage(stage: Stage) -> None:
    text = RENDERER.console(ALERT, a_case(), an_incident(stage=stage), NamePolicy.INITIALS).lower()
    assert not any(word in text for word in GUILT)
    assert "unverified" in text
    assert "accused under" in text


def test_slack_cannot_be_made_to_call_a_channel_or_hide_a_link() -> None:
    evil = replace(
        an_incident().sources[0], feed_name="<!channel> & <http://x|y>", url="https://e.example/<b>|c"
    )
    title, blocks = RENDERER.slack(ALERT, a_case(), an_incident(sources=(evil,)), NamePolicy.INITIALS)
    written = json.dumps([title, blocks])
    assert "<!channel>" not in written
    assert "<http://x" not in written


def test_a_block_is_never_longer_than_slack_takes() -> None:
    long = an_incident(evidence=tuple(replace(an_incident().evidence[0], quote="x" * 9000) for _ in range(3)))
    _, blocks = RENDERER.slack(ALERT, a_case(), long, NamePolicy.INITIALS)
    assert all(len(block["text"]["text"]) <= 3000 for block in blocks if block["type"] == "section")


def test_direction_signs_of_foreign_text_do_not_reach_the_reader() -> None:
    source = replace(an_incident().sources[0], feed_name="Voi\u202ece\u200b")
    assert "\u202e" not in RENDERER.console(
        ALERT, a_case(), an_incident(sources=(source,)), NamePolicy.INITIALS
    )
