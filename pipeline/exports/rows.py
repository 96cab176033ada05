"""Cases, persons, incidents and articles as rows of our own columns, with dates that the writers turn into text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.domain import (
    ACCUSED,
    Article,
    Case,
    Classification,
    Evidence,
    Incident,
    LawMention,
    NamePolicy,
    Person,
    PersonMention,
    Source,
)
from pipeline.domain.names import covered_name, shown_outlets, words_may_show

Row = dict[str, Any]
DEFAULT_TLP = "AMBER+STRICT"
SHOW = NamePolicy.SHOW


def verdict_json(verdict: Classification) -> Row:
    """One line of `classify`."""
    return {
        "id": verdict.article_id,
        "language": verdict.language,
        "label": verdict.label.value,
        "probability": verdict.probability,
        "decision": verdict.decision.value,
        "targets": [target.value for target in verdict.targets],
        "persons": [_mention(person) for person in verdict.persons],
        "stage": verdict.stage.value if verdict.stage else None,
        "laws": [_law(law) for law in verdict.laws],
        "country": verdict.country,
        "family": verdict.family.value,
        "complainant": verdict.complainant.value,
        "privacy": [measure.value for measure in verdict.privacy],
        "cross_border": verdict.cross_border.value,
        "evidence": [_evidence(item, said=True) for item in verdict.evidence],
        "version": verdict.version,
    }


def case_row(case: Case, names: NamePolicy = SHOW) -> Row:
    """One row of `export cases`. Below `show`, or with a minor in the case, headlines and quotes are left out."""
    said = words_may_show(case.persons, names)
    return {
        "unit": "case",
        "id": case.id,
        "country": case.country,
        "place": case.place,
        "status": case.status.value,
        "verification": case.verification.value,
        "needs_review": case.needs_review,
        "tlp": case.tlp,
        "opened_at": case.opened_at,
        "changed_at": case.changed_at,
        "next_hearing": case.next_hearing,
        "probability": case.probability,
        "laws": [_law(law) for law in case.laws],
        "targets": [target.value for target in case.targets],
        "persons": [_person(person, names) for person in case.persons],
        "accused": case.accused,
        **_expression(case, names),
        "axes": [
            {"axis": a.axis.value, "leaning": a.leaning.value, "reason": a.reason if said else ""}
            for a in case.axes
        ],
        "flags": list(case.flags),
        "external_ids": list(case.external_ids),
        "facts": [
            {
                "field": fact.field.value, "value": fact.value, "state": fact.state.value,
                "by": ("" if names is not SHOW else fact.who) if fact.who else None, "version": fact.version,
                "evidence": [_evidence(item, said) for item in fact.evidence],
            }
            for fact in case.facts
        ],
        "related": list(case.related),
        "merged_into": case.merged_into,
        "incidents": [_incident(incident, said) for incident in case.incidents],
        "article_ids": sorted({s.article_id for i in case.incidents for s in i.sources}),
    }  # fmt: skip


def person_rows(case: Case, names: NamePolicy = SHOW, *, accused_only: bool = False) -> Iterator[Row]:
    """One row a person of a case; the same human being in two cases is two rows."""
    for person in case.persons:
        if accused_only and person.role not in ACCUSED:
            continue
        yield {
            "unit": "person",
            **_person(person, names),
            "case_id": case.id,
            "country": case.country,
            "case_status": case.status.value,
            "case_targets": [target.value for target in case.targets],
            "verification": case.verification.value,
            "tlp": case.tlp,
        }


def incident_row(case: Case, incident: Incident, names: NamePolicy = SHOW) -> Row:
    return {
        "unit": "incident",
        "case_id": case.id,
        "country": case.country,
        "tlp": case.tlp,
        **_incident(incident, words_may_show(case.persons, names)),
    }


def article_row(article: Article, names: NamePolicy = SHOW) -> Row:
    """One row of `export articles`; an article has no mark of its own, so it bears the default one."""
    return {
        "unit": "article",
        "id": article.id,
        "feed_id": article.feed_id,
        "url": article.url,
        "title": article.title if names is SHOW else "",
        "language": article.language,
        "state": article.state.value,
        "published": article.published,
        "text_sha256": article.text_sha256,
        "tlp": DEFAULT_TLP,
    }


def _expression(case: Case, names: NamePolicy) -> Row:
    return {
        "family": case.family.value,
        "complainant": case.complainant.value,
        "privacy": [measure.value for measure in case.privacy],
        "cross_border": case.cross_border.value,
        "outlets": shown_outlets(case, names),
        "platforms": list(case.platforms),
        "topics": list(case.topics),
    }


def _person(person: Person, names: NamePolicy) -> Row:
    seen = names is SHOW and not person.minor
    return {
        "id": person.id, "name": covered_name(person, names), "latin": person.latin if seen else "",
        "aliases": list(person.aliases) if seen else [], "role": person.role.value, "minor": person.minor,
        "gender": person.gender.value,
    }  # fmt: skip


def _incident(incident: Incident, said: bool) -> Row:
    return {
        "id": incident.id,
        "stage": incident.stage.value,
        "date": incident.date,
        "precision": incident.precision.value,
        "first_reported": incident.first_reported,
        "place": incident.place,
        "hearing": incident.hearing,
        "article_ids": [source.article_id for source in incident.sources],
        "sources": [_source(source, said) for source in incident.sources],
        "evidence": [_evidence(item, said) for item in incident.evidence],
    }


def _source(source: Source, said: bool) -> Row:
    return {
        "article_id": source.article_id, "feed_name": source.feed_name, "url": source.url,
        "title": source.title if said else "", "language": source.language, "published": source.published,
        "text_sha256": source.text_sha256, "reason": source.reason,
    }  # fmt: skip


def _law(law: LawMention) -> Row:
    return {"id": law.id, "as_written": law.as_written, "section": law.section}


def _mention(person: PersonMention) -> Row:
    return {
        "name": person.name, "latin": person.latin, "role": person.role.value, "minor": person.minor,
        "gender": person.gender.value,
    }  # fmt: skip


def _evidence(item: Evidence, said: bool) -> Row:
    quote = item.quote if said else ""
    return {"field": item.field, "quote": quote, "start": item.start, "end": item.end, "part": item.part}
