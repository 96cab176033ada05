"""Which changes of the law concern which open cases. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.cases.law_sections import paths, touch
from pipeline.domain import (
    Classification,
    Label,
    Law,
    LawCause,
    LawChange,
    LawEvent,
    LawEventKind,
    LawFit,
    Reliance,
    RelyingCase,
)

CHANGES = frozenset({
    LawEventKind.STRUCK_DOWN, LawEventKind.AMENDED, LawEventKind.REPEALED, LawEventKind.SUSPENDED,
    LawEventKind.REINSTATED, LawEventKind.UPHELD, LawEventKind.REPLACED_BY, LawEventKind.WITHDRAWN,
})  # fmt: skip
"""Events that open cases feel; the birth of a law and a new name are none."""
_POINTERS = {LawEventKind.REPLACED_BY, LawEventKind.RENAMED}
_SURENESS = list(LawFit)


@dataclass(frozen=True, slots=True)
class LawWatch:
    """Implements `ports.LawRules` on the register's laws by id."""

    laws: Mapping[str, Law]

    @property
    def histories(self) -> dict[str, tuple[LawEvent, ...]]:
        return {law.id: law.history for law in self.laws.values()}

    def news(self, known: Mapping[str, Sequence[LawEvent]]) -> list[LawChange]:
        """What the register says now and did not say before. The history of a law that is itself new is no news."""
        return [
            LawChange(
                law_id=law.id, cause=LawCause.REGISTER, event=event.event, event_date=event.date,
                section=event.section, other_law=event.law,
            )
            for law in self.laws.values() if law.id in known
            for event in fresh(known[law.id], law.history) if event.event in CHANGES
        ]  # fmt: skip

    def told(self, verdict: Classification, day: str | None) -> list[LawChange]:
        """A change for each law of the register, and each section, that an article tagged `legislation` names."""
        if verdict.label is not Label.LEGISLATION:
            return []
        named: dict[str, set[str]] = defaultdict(set)
        for law in verdict.laws:
            if law.id is not None and law.id in self.laws:
                named[law.id].update([law.section] if law.section else [])
        return [
            LawChange(
                law_id=law_id, cause=LawCause.ARTICLE, event_date=day, section=section,
                article_id=verdict.article_id,
            )
            for law_id, sections in named.items() for section in (*sorted(sections),) or (None,)
        ]  # fmt: skip

    def concerned(self, change: LawChange) -> list[str]:
        """The ids of the law itself and of those that took its place.

        What befell one section says nothing of a later law, unless it is that law that replaced the section.
        """
        found = [change.law_id]
        if change.event in _POINTERS and change.other_law:
            found.append(change.other_law)
        if change.section is not None:
            return found
        for law_id in found:  # grows: a law may have been replaced more than once
            law = self.laws.get(law_id)
            later = [event.law for event in law.history if event.event in _POINTERS] if law else []
            found += [one for one in dict.fromkeys(later) if one and one not in found]
        return found

    def relying(self, change: LawChange, relied: Iterable[Reliance]) -> list[RelyingCase]:
        """Of the cases that rely on a law concerned those that the change is about, the surest fit first."""
        by_case: dict[str, list[Reliance]] = defaultdict(list)
        for one in relied:
            by_case[one.case_id].append(one)
        fits = {case_id: _fit(change, named) for case_id, named in by_case.items()}
        found = [RelyingCase(case_id=case_id, fit=fit) for case_id, fit in fits.items() if fit]
        return sorted(found, key=lambda one: (_SURENESS.index(one.fit), one.case_id))


def fresh(before: Sequence[LawEvent], after: Sequence[LawEvent]) -> list[LawEvent]:
    """The events that are new. One whose date is only known better now (2026, then 2026-03), is not."""
    left = list(before)
    unknown = [event for event in after if not _taken(left, event, exactly=True)]
    return [event for event in unknown if not _taken(left, event, exactly=False)]


def _taken(left: list[LawEvent], event: LawEvent, *, exactly: bool) -> bool:
    """Whether the event is among those left, of which it is then taken away."""
    for index, old in enumerate(left):
        same_date = old.date == event.date or (not exactly and _may_be_one(old.date, event.date))
        if same_date and _same_fact(old, event):
            del left[index]
            return True
    return False


def _same_fact(old: LawEvent, event: LawEvent) -> bool:
    same_section = paths(old.section or "") == paths(event.section or "")
    return old.event is event.event and same_section and old.law in (None, event.law)


def _may_be_one(date: str, other: str) -> bool:
    return "unknown" in (date, other) or date.startswith(other) or other.startswith(date)


def _fit(change: LawChange, named: Sequence[Reliance]) -> LawFit | None:
    """None for a case that names another section of the law than the one that changed."""
    own = [one for one in named if one.law_id == change.law_id]
    if own and change.section is None:
        return LawFit.WHOLE
    sections = [one.section for one in own if one.section]
    if any(touch(change.section or "", section) for section in sections):
        return LawFit.SECTION
    if own and not sections:
        return LawFit.UNSAID
    return LawFit.SUCCESSOR if len(own) < len(named) else None
