"""The record of a case, computed from its reports and from what people decided. Pure.

A case says nothing that no report of it says; a person's value outranks the machine's for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.cases.misuse import Invoked, axes
from pipeline.cases.people import latin, same_outlet, same_person
from pipeline.domain import (
    ACCUSED,
    Answer,
    CaseField,
    Classification,
    Complainant,
    Fact,
    FactState,
    FieldDecision,
    Gender,
    LawMention,
    OffenceFamily,
    PersonMention,
    Record,
    Someone,
    TargetType,
)

T = TypeVar("T")
LEAST_SHARE = 0.2
"""A kind of target, platform or offence that fewer of the reports name is taken for a slip of the machine."""
_LISTS = {CaseField.TARGETS, CaseField.OUTLETS, CaseField.LAWS, CaseField.EXTERNAL_ID}


def record_of(
    verdicts: Sequence[Classification], decisions: Iterable[FieldDecision], invoked: Callable[[str], Invoked]
) -> Record:
    """Verdicts in the order in which the reports came out; decisions in the order in which they were made."""
    judged = _judged(decisions)
    facts: list[Fact] = []

    def settled(field: CaseField, values: Iterable[str]) -> list[str]:
        kept, told = _settled(field, list(dict.fromkeys(values)), judged, verdicts[-1].version)
        facts.extend(told)
        return kept

    country = _first(settled(CaseField.COUNTRY, _most(v.country for v in verdicts)[:1]))
    place = _first(settled(CaseField.PLACE, _most(v.place for v in verdicts if v.country == country)[:1]))
    laws = _laws(verdicts)
    kept_laws = settled(CaseField.LAWS, [law.id or law.as_written for law in laws])
    targets = settled(CaseField.TARGETS, _often([v.targets for v in verdicts]))
    outlets = settled(CaseField.OUTLETS, _outlets(verdicts) if TargetType.MEDIA_OUTLET in targets else ())
    family = _first(settled(CaseField.FAMILY, _known(v.family for v in verdicts))) or OffenceFamily.UNKNOWN
    complained = _first(settled(CaseField.COMPLAINANT, _known(v.complainant for v in verdicts)))
    crossed = (
        _first(settled(CaseField.CROSS_BORDER, _known(v.cross_border for v in verdicts))) or Answer.UNKNOWN
    )
    persons = _people(verdicts)
    found = Record(
        country=country, place=place,
        laws=tuple(_law(name, laws) for name in kept_laws),
        targets=tuple(TargetType(value) for value in targets),
        persons=persons,
        accused=max([sum(p.role in ACCUSED for p in persons), *(v.accused or 0 for v in verdicts)]),
        family=OffenceFamily(family), complainant=Complainant(complained or Complainant.UNKNOWN),
        privacy=tuple(dict.fromkeys(measure for v in verdicts for measure in v.privacy)),
        cross_border=Answer(crossed),
        outlets=tuple(outlets),
        platforms=tuple(_often([v.platforms for v in verdicts])),
        topics=tuple(_often([v.topics for v in verdicts])),
        axes=(), tlp=_first(settled(CaseField.TLP, ())) or "AMBER+STRICT",
        external_ids=tuple(settled(CaseField.EXTERNAL_ID, ())), facts=(),
        probability=max(v.probability for v in verdicts),
    )  # fmt: skip
    answers = axes(
        laws=[invoked(law.id) for law in found.laws if law.id], unknown_laws=any(law.id is None for law in found.laws),
        targets=found.targets, topics=found.topics, platforms=found.platforms, family=found.family,
        complainant=found.complainant, judged={f: values[-1:] for f, values in judged.accepted.items()},
    )  # fmt: skip
    return replace(found, axes=answers, facts=tuple(facts))


@dataclass(frozen=True, slots=True)
class _Judged:
    accepted: dict[CaseField, list[str]]
    rejected: dict[CaseField, set[str]]
    by: dict[tuple[CaseField, str], str]


def _judged(decisions: Iterable[FieldDecision]) -> _Judged:
    """The last judgement on each value stands; of a field with one value, the last accepted one."""
    accepted: dict[CaseField, list[str]] = {}
    rejected: dict[CaseField, set[str]] = {}
    by: dict[tuple[CaseField, str], str] = {}
    for one in decisions:
        values, refused = accepted.setdefault(one.field, []), rejected.setdefault(one.field, set())
        by[one.field, one.value] = one.who
        if one.value in values:
            values.remove(one.value)
        refused.discard(one.value)
        if one.state is FactState.ACCEPTED:
            values.append(one.value)
        else:
            refused.add(one.value)
    return _Judged(accepted, rejected, by)


def _settled(
    field: CaseField, machine: list[str], judged: _Judged, version: str
) -> tuple[list[str], list[Fact]]:
    """The values that stand, and all values with where each stands."""
    accepted, rejected = judged.accepted.get(field, []), judged.rejected.get(field, set())
    facts = [
        Fact(field=field, value=v, state=FactState.REJECTED, who=judged.by[field, v])
        for v in sorted(rejected)
    ]
    if field in _LISTS:
        kept = list(dict.fromkeys([*accepted, *(v for v in machine if v not in rejected)]))
        facts += [_fact(field, value, judged, version) for value in kept]
        return kept, facts
    if accepted:
        facts.append(
            Fact(
                field=field, value=accepted[-1], state=FactState.ACCEPTED, who=judged.by[field, accepted[-1]]
            )
        )
        others = [*accepted[:-1], *machine]
        facts += [
            Fact(field=field, value=v, state=FactState.OBSOLETE, version=version)
            for v in dict.fromkeys(others) if v != accepted[-1]
        ]  # fmt: skip
        return accepted[-1:], facts
    kept = [value for value in machine if value not in rejected]
    return kept, facts + [_fact(field, value, judged, version) for value in kept[:1]]


def _fact(field: CaseField, value: str, judged: _Judged, version: str) -> Fact:
    if value in judged.accepted.get(field, []):
        return Fact(field=field, value=value, state=FactState.ACCEPTED, who=judged.by[field, value])
    return Fact(field=field, value=value, state=FactState.SUGGESTED, version=version)


def _first(values: Sequence[T]) -> T | None:
    return values[0] if values else None


def _most(values: Iterable[str | None]) -> list[str]:
    """The values that are known, those that most reports give first, then the earliest."""
    return [value for value, _ in Counter(filter(None, values)).most_common()]


def _known(values: Iterable[str]) -> list[str]:
    return _most(str(value) for value in values if value != "unknown")


def _often(lists: Sequence[Sequence[str]]) -> list[str]:
    counts = Counter(str(value) for values in lists for value in dict.fromkeys(values))
    return [value for value, count in counts.most_common() if count >= LEAST_SHARE * len(lists)]


def _laws(verdicts: Iterable[Classification]) -> list[LawMention]:
    """Each law once, with its section where any report gives one."""
    found: dict[str, LawMention] = {}
    for law in (law for verdict in verdicts for law in verdict.laws):
        key = law.id or law.as_written.casefold()
        held = found.get(key)
        if held is None or (law.section and not held.section):
            found[key] = law
    return list(found.values())


def _law(name: str, laws: Iterable[LawMention]) -> LawMention:
    """The mention that a kept value stands for; one that only a person gave is a law of the register."""
    return next(
        (law for law in laws if name in (law.id, law.as_written)), LawMention(id=name, as_written=name)
    )


def _outlets(verdicts: Iterable[Classification]) -> list[str]:
    """Each outlet once, in the spelling that came first, those that most reports name first."""
    groups: list[list[str]] = []
    for name in (name for verdict in verdicts for name in verdict.outlets):
        mine = next((group for group in groups if same_outlet(name, group[0])), None)
        if mine is None:
            groups.append([name])
        else:
            mine.append(name)
    return [group[0] for group in sorted(groups, key=len, reverse=True)]


def _people(verdicts: Iterable[Classification]) -> tuple[Someone, ...]:
    """Mentions of one person in any spelling are one; the accused first."""
    groups: list[list[tuple[PersonMention, str | None]]] = []
    for verdict in verdicts:
        for mention in verdict.persons:
            same = next((group for group in groups if _same(mention, group)), None)
            if same is None:
                groups.append([(mention, verdict.language)])
            else:
                same.append((mention, verdict.language))
    found = [_someone(group) for group in groups]
    return tuple(sorted(found, key=lambda one: one.role not in ACCUSED))


def _same(mention: PersonMention, group: Sequence[tuple[PersonMention, str | None]]) -> bool:
    return any(same_person(mention.name, other.name) for other, _ in group)


def _someone(group: Sequence[tuple[PersonMention, str | None]]) -> Someone:
    mentions = [mention for mention, _ in group]
    names = Counter(mention.name for mention in mentions)
    name = max(names, key=lambda one: (len(one.split()), names[one], len(one)))
    language = next(lang for mention, lang in group if mention.name == name)
    genders = {mention.gender for mention in mentions} - {Gender.UNKNOWN}
    roles = Counter(mention.role for mention in mentions)
    return Someone(
        name=name, latin=latin(name, language), role=max(roles, key=lambda one: (roles[one], one in ACCUSED)),
        minor=any(mention.minor for mention in mentions),
        gender=genders.pop() if len(genders) == 1 else Gender.UNKNOWN,
        aliases=tuple(sorted(set(names) - {name})),
    )  # fmt: skip
