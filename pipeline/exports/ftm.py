"""Cases as FollowTheMoney entities (https://followthemoney.tech). Pure; ids are digests of ours and stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from pipeline.domain import ACCUSED, Case, Gender, Incident, Person, Source, Stage, TargetType, Verification
from pipeline.domain.names import clean, covered_name, words_may_show
from pipeline.exports.choice import Count
from pipeline.exports.rows import Row
from pipeline.exports.schemes import Translation
from pipeline.exports.values import Subject, line, when
from pipeline.exports.vocabularies import Of

OPENING = frozenset({Stage.COMPLAINT_FILED, Stage.CHARGED, Stage.ON_TRIAL})
CLOSING = frozenset({Stage.ACQUITTED, Stage.DROPPED, Stage.PARDONED})


def entities(cases: Iterable[Case], speech: Translation, count: Count) -> Iterator[Row]:
    """One entity a line: the case, its persons and their parts in it, its incidents, its articles. Dismissed cases
    are left out and counted."""
    for case in cases:
        if case.verification is Verification.DISMISSED:
            count.left_out += 1
            continue
        yield _court_case(case, speech)
        for person in case.persons:
            yield _party(case, person, speech)
            yield _part(case, person, speech)
        for incident in case.incidents:
            yield _event(case, incident, speech)
        for source in {s.article_id: s for i in case.incidents for s in i.sources}.values():
            yield _article(case, source, speech)
            yield _documentation(case, source)


def entity_id(kind: str, *ids: str) -> str:
    return hashlib.sha1("/".join(("overreach", kind, *ids)).encode(), usedforsecurity=False).hexdigest()


def _entity(schema: str, key: str, properties: dict[str, object]) -> Row:
    """Properties are lists of texts; what is not known is not there."""
    known = {name: texts for name, value in properties.items() if (texts := _texts(value))}
    return {"id": key, "schema": schema, "properties": known}


def _texts(value: object) -> list[str]:
    members = value if isinstance(value, list | tuple) else [value]
    texts = (_text(member) for member in members)
    return list(dict.fromkeys(text for text in texts if text))


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else clean(str(value)).strip() if value else ""


def _mark(case: Case) -> list[str]:
    return [f"TLP:{case.tlp}", f"verification: {case.verification.value.replace('_', ' ')}"]


def _court_case(case: Case, speech: Translation) -> Row:
    return _entity("CourtCase", entity_id("case", case.id), {
        "name": line(Subject(case=case)),
        "status": speech.term(Of.STAGE, case.status.value, "CourtCase.status"),
        "type": [law.as_written for law in case.laws],
        "caseNumber": case.external_ids,
        "country": (case.country or "").lower(),
        "fileDate": _first(case, OPENING),
        "closeDate": _last(case, CLOSING),
        "keywords": [*(target.value for target in case.targets), *case.platforms, *case.topics],
        "notes": [*_mark(case), *([f"accused: {case.accused}"] if case.accused else [])],
        "createdAt": case.opened_at,
        "modifiedAt": case.changed_at,
    })  # fmt: skip


def _party(case: Case, person: Person, speech: Translation) -> Row:
    schema = _schema(case, person)
    seen = not person.minor and covered_name(person, speech.names) == clean(person.name)
    topics = [speech.term(Of.TARGET, kind.value, "Person.topics") for kind in case.targets]
    return _entity(schema, _person_id(case, person), {
        "name": covered_name(person, speech.names),
        "alias": [person.latin, *person.aliases] if seen else [],
        "gender": speech.term(Of.GENDER, person.gender.value, "Person.gender") if schema == "Person" else None,
        "topics": topics if person.role in ACCUSED and len(case.targets) == 1 else [],
        "notes": _mark(case),
    })  # fmt: skip


def _schema(case: Case, person: Person) -> str:
    """A named target is an outlet where a case is turned on outlets only; where on others too, nobody can tell."""
    if (
        person.role not in ACCUSED
        or TargetType.MEDIA_OUTLET not in case.targets
        or person.gender is not Gender.UNKNOWN
    ):
        return "Person"
    return "Organization" if len(case.targets) == 1 else "LegalEntity"


def _part(case: Case, person: Person, speech: Translation) -> Row:
    return _entity("CourtCaseParty", entity_id("part", case.id, person.id), {
        "party": _person_id(case, person),
        "case": entity_id("case", case.id),
        "role": speech.term(Of.ROLE, person.role.value, "CourtCaseParty.role"),
        "description": _mark(case),
    })  # fmt: skip


def _event(case: Case, incident: Incident, speech: Translation) -> Row:
    said = words_may_show(case.persons, speech.names)
    dated = when(incident)
    return _entity("Event", entity_id("incident", incident.id), {
        "name": speech.term(Of.STAGE, incident.stage.value, "Event.name"),
        "date": dated.iso() if dated else "",
        "country": (case.country or "").lower(),
        "location": incident.place or case.place,
        "involved": [_person_id(case, person) for person in case.persons if person.role in ACCUSED],
        "summary": [item.quote for item in incident.evidence] if said else [],
        "proof": [entity_id("article", source.article_id) for source in incident.sources],
        "recordId": incident.id,
        "notes": _mark(case),
    })  # fmt: skip


def _article(case: Case, source: Source, speech: Translation) -> Row:
    said = words_may_show(case.persons, speech.names)
    return _entity("Article", entity_id("article", source.article_id), {
        "fileName": f"{source.article_id}.txt",
        "title": source.title if said else "",
        "publisher": source.feed_name,
        "publishedAt": source.published,
        "sourceUrl": source.url,
        "language": speech.term(Of.LANGUAGE, source.language or "", "Article.language"),
        "notes": [*_mark(case), *([f"sha256 of the text: {source.text_sha256}"] if source.text_sha256 else [])],
    })  # fmt: skip


def _documentation(case: Case, source: Source) -> Row:
    return _entity("Documentation", entity_id("documentation", case.id, source.article_id), {
        "document": entity_id("article", source.article_id),
        "entity": entity_id("case", case.id),
        "role": source.reason or "report",
        "date": source.published,
        "description": _mark(case),
    })  # fmt: skip


def _person_id(case: Case, person: Person) -> str:
    return entity_id("person", case.id, person.id)


def _first(case: Case, stages: frozenset[Stage]) -> str:
    return next((known.iso() for i in case.incidents if i.stage in stages and (known := when(i))), "")


def _last(case: Case, stages: frozenset[Stage]) -> str:
    """Only where nothing follows: an acquittal that was appealed closed nothing."""
    latest = next((i for i in reversed(case.incidents) if i.stage is not Stage.UNKNOWN), None)
    known = when(latest) if latest and latest.stage in stages else None
    return known.iso() if known else ""
