"""Compares verdicts with labelled articles. Pure: items and verdicts in, figures out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from rapidfuzz import fuzz

from classifiers import slices
from classifiers.folding import fold
from classifiers.slices import Pair, Score
from pipeline.domain import Classification, Decision, LawMention, PersonMention, Role, Stage

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

STAGE_GROUPS: Mapping[str, frozenset[str]] = {
    "investigation": frozenset({"complaint_filed", "summoned", "questioned", "search_or_seizure"}),
    "custody": frozenset({"warrant_issued", "arrested", "detained", "remanded", "bail_denied"}),
    "trial": frozenset({"charged", "on_trial"}),
    "verdict": frozenset({"convicted", "sentenced"}),
    "appeal": frozenset({"appeal_filed", "appeal_decided"}),
    "freed": frozenset({"released", "bail_granted", "pardoned"}),
    "cleared": frozenset({"acquitted", "dropped"}),
}
"""A near stage is right when it falls in the same group."""

_STAGE_WORDS = {
    "investigated": "questioned", "investigation": "questioned", "summons": "summoned", "arrest": "arrested",
    "detention": "detained", "charge": "charged", "trial": "on_trial", "conviction": "convicted",
    "sentence": "sentenced", "appeal": "appeal_filed", "acquittal": "acquitted", "release": "released",
    "bail": "bail_granted", "raid": "search_or_seizure", "complaint": "complaint_filed",
}  # fmt: skip
_TARGET_WORDS = {"opposition": "opposition_politician"}
_NEAR_TARGETS = {
    "media_worker": "journalist", "human_rights_defender": "activist", "trade_unionist": "activist",
    "student": "ordinary_user", "blogger": "ordinary_user",
}  # fmt: skip
"""Labelled sets with fewer kinds of target than DESIGN's call these by the near one; both sides are mapped."""
SAME_TEXT = 80
"""Partial ratio (0-100) from which two names of a person or law are taken for one."""


_NUMBER = re.compile(r"(?<![\d(])\d+(?:[./-]\d+)*(?:/?[a-z]{1,2}(?![a-z]))?")
"""A section's number in folded text, without the subsection in brackets: the 24 of `24(1)(b)`, 207.3, 217/a, 388-1."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def evaluate(items: Sequence[Mapping[str, Any]], verdicts: Sequence[Classification]) -> dict[str, Any]:
    """All figures of one run, ready for JSON. Fields are scored on the true prosecutions only, and targets, laws and
    persons only where the article's labels say something of them: an empty list is a label, a missing key is none."""
    pairs = list(zip(items, verdicts, strict=True))
    bins = slices.reliability(pairs)
    return {
        "items": len(items),
        "prosecution": slices.yes_no(pairs, slices.calls_it),
        "alert": slices.yes_no(pairs, slices.alerts),
        **_fields([pair for pair in pairs if slices.is_prosecution(pair[0])]),
        "label_accuracy": _share(item["label"] == verdict.label.value for item, verdict in pairs),
        "decisions": slices.decisions(pairs),
        "languages": slices.by(pairs, lambda pair: str(pair[0].get("lang") or pair[1].language or "unknown")),
        "countries": slices.by(pairs, lambda pair: str(pair[0].get("country") or "unknown")),
        "negative_kinds": slices.negative_kinds(pairs),
        "ece": slices.calibration_error(bins),
        "reliability": bins,
        "curve": slices.curve(pairs),
    }


def _fields(true: Sequence[Pair]) -> dict[str, Any]:
    staged = [(item, verdict) for item, verdict in true if item.get("stage")]
    return {
        "dropped_prosecutions": _share(v.decision is Decision.DROP for _, v in true),
        "stage_accuracy": _share(_same_stage(item["stage"], v.stage, near=True) for item, v in staged),
        "stage_exact": _share(_same_stage(item["stage"], v.stage, near=False) for item, v in staged),
        "country_accuracy": _share(i["country"] == v.country for i, v in true if i.get("country")),
        "targets": _target_score(_labelled(true, "target_types")).figures(),
        "laws": _law_score(_labelled(true, "laws")).figures(),
        "persons": _person_score(_labelled(true, "persons")).figures(),
    }


def _labelled(pairs: Sequence[Pair], key: str) -> list[Pair]:
    return [pair for pair in pairs if pair[0].get(key) is not None]


def _share(answers: Iterable[bool]) -> float:
    return slices.share(list(answers))


def _same_stage(wanted: str, found: Stage | None, *, near: bool) -> bool:
    stage = _STAGE_WORDS.get(wanted, wanted)
    if found is None:
        return False
    group = next((g for g in STAGE_GROUPS.values() if stage in g), frozenset({stage}))
    return found.value in group if near else found.value == stage


# --- sets: micro-averaged over all items -------------------------------------------------------------------


def _target_score(pairs: Sequence[Pair]) -> Score:
    sets = [
        (
            _near(_TARGET_WORDS.get(t, t) for t in item["target_types"]),
            _near(t.value for t in verdict.targets),
        )
        for item, verdict in pairs
    ]
    return _one_to_one(sets, lambda one, other: one == other)


def _near(kinds: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_NEAR_TARGETS.get(kind, kind) for kind in kinds))


def _person_score(pairs: Sequence[Pair]) -> Score:
    """Those on whom the case is turned, by any spelling."""
    sets = [(_people(i), [p for p in v.persons if p.role is Role.TARGET]) for i, v in pairs]
    return _one_to_one(sets, _same_person)


def _people(item: Mapping[str, Any]) -> list[frozenset[str]]:
    """The spellings of each target. A person is a text, with that of `persons_latin` in its place, or an object with
    name, latin and role; one without a role is a target."""
    latin: Sequence[str | None] = item.get("persons_latin") or []
    found = []
    for person, other in zip_longest(item["persons"], latin[: len(item["persons"])]):
        known = person if isinstance(person, dict) else {"name": person}
        if known.get("role", Role.TARGET.value) == Role.TARGET.value:
            found.append(frozenset(filter(None, (known["name"], known.get("latin"), other))))
    return found


def _same_person(wanted: frozenset[str], found: PersonMention) -> bool:
    return any(_alike(one, other) for one in wanted for other in (found.name, found.latin) if other)


def _one_to_one(
    sets: Iterable[tuple[Sequence[Wanted], Sequence[Found]]], same: Callable[[Wanted, Found], bool]
) -> Score:
    """Each wanted thing takes the first found one that is the same and still free."""
    right = wanted_count = found_count = 0
    for wanted, found in sets:
        left = list(found)
        for one in wanted:
            match = next((i for i, other in enumerate(left) if same(one, other)), None)
            if match is not None:
                del left[match]
                right += 1
        wanted_count += len(wanted)
        found_count += len(found)
    return Score(right, found_count, wanted_count)


def _law_score(pairs: Sequence[Pair]) -> Score:
    """A law and its section are one mention here and often two labels there (`Cybercrimes Act`, `Section 24`), so both
    sides are asked by themselves: is a label answered by any mention, does a mention answer any label."""
    right = right_found = wanted_count = found_count = 0
    for item, verdict in pairs:
        wanted = list(dict.fromkeys([*item["laws"], *(item.get("sections") or [])]))
        right += sum(any(_same_law(one, law) for law in verdict.laws) for one in wanted)
        right_found += sum(any(_same_law(one, law) for one in wanted) for law in verdict.laws)
        wanted_count += len(wanted)
        found_count += len(verdict.laws)
    return Score(right, found_count, wanted_count, right_found=right_found)


def _same_law(wanted: str, found: LawMention) -> bool:
    """Near words without another number in them, or the section's number. A label with a year in it is the name of a
    law; its numbers are no sections."""
    numbers, others = _numbers(wanted), _numbers(found.as_written)
    if numbers.isdisjoint(_numbers(found.section or "")) or _YEAR.search(fold(wanted)):
        apart = numbers and others and numbers.isdisjoint(others)
        return not apart and _alike(wanted, found.as_written)
    return True


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(fold(text)))


def _alike(one: str, other: str) -> bool:
    return fuzz.partial_ratio(fold(one), fold(other)) >= SAME_TEXT
