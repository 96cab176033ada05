"""Compares verdicts with labelled articles. Pure: items and verdicts in, figures out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from classifiers.folding import fold
from pipeline.domain import Classification, Decision, Label, Role, Stage

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


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a yes/no or set comparison."""

    right: int
    found: int
    wanted: int

    def figures(self) -> dict[str, float]:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
                "wanted": self.wanted, "found": self.found}  # fmt: skip


def evaluate(items: Sequence[Mapping[str, Any]], verdicts: Sequence[Classification]) -> dict[str, Any]:
    """All figures of one run, ready for JSON. Fields are scored on the true prosecutions only."""
    pairs = list(zip(items, verdicts, strict=True))
    true = [(item, verdict) for item, verdict in pairs if item["label"] == Label.PROSECUTION.value]
    staged = [(item, verdict) for item, verdict in true if item.get("stage")]
    return {
        "items": len(items),
        "prosecution": _yes_no(pairs, lambda v: v.label is Label.PROSECUTION),
        "alert": _yes_no(pairs, lambda v: v.decision is Decision.ALERT),
        "dropped_prosecutions": _share(v.decision is Decision.DROP for _, v in true),
        "label_accuracy": _share(item["label"] == verdict.label.value for item, verdict in pairs),
        "stage_accuracy": _share(_same_stage(item["stage"], v.stage, near=True) for item, v in staged),
        "stage_exact": _share(_same_stage(item["stage"], v.stage, near=False) for item, v in staged),
        "country_accuracy": _share(i["country"] == v.country for i, v in true if i.get("country")),
        "targets": _sets([(_targets(i), _near([t.value for t in v.targets])) for i, v in true], exact=True),
        "laws": _sets([(i.get("laws") or [], [law.as_written for law in v.laws]) for i, v in true]),
        "persons": _sets([(_names(i), [p.name for p in v.persons if p.role is Role.TARGET]) for i, v in true]),
        "languages": _by_language(pairs),
    }  # fmt: skip


def _yes_no(pairs: Sequence[tuple[Mapping[str, Any], Classification]], says: Any) -> dict[str, float]:
    wanted = [item["label"] == Label.PROSECUTION.value for item, _ in pairs]
    found = [bool(says(verdict)) for _, verdict in pairs]
    right = sum(a and b for a, b in zip(wanted, found, strict=True))
    return Score(right, sum(found), sum(wanted)).figures()


def _by_language(pairs: Sequence[tuple[Mapping[str, Any], Classification]]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[tuple[Mapping[str, Any], Classification]]] = defaultdict(list)
    for item, verdict in pairs:
        groups[item.get("lang") or verdict.language or "unknown"].append((item, verdict))
    return {
        language: {"items": len(group)} | _yes_no(group, lambda v: v.label is Label.PROSECUTION)
        for language, group in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    }


def _share(answers: Iterable[bool]) -> float:
    known = list(answers)
    return round(sum(known) / len(known), 4) if known else 0.0


def _same_stage(wanted: str, found: Stage | None, *, near: bool) -> bool:
    stage = _STAGE_WORDS.get(wanted, wanted)
    if found is None:
        return False
    group = next((g for g in STAGE_GROUPS.values() if stage in g), frozenset({stage}))
    return found.value in group if near else found.value == stage


def _targets(item: Mapping[str, Any]) -> list[str]:
    return _near(_TARGET_WORDS.get(t, t) for t in item.get("target_types") or [])


def _near(kinds: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_NEAR_TARGETS.get(kind, kind) for kind in kinds))


def _names(item: Mapping[str, Any]) -> list[str]:
    return [p["name"] if isinstance(p, dict) else p for p in item.get("persons") or []]


def _sets(pairs: Sequence[tuple[Sequence[str], Sequence[str]]], *, exact: bool = False) -> dict[str, float]:
    """Micro-averaged over all items; texts count as one when they are near."""
    right = wanted_count = found_count = 0
    for wanted, found in pairs:
        left = list(found)
        for one in wanted:
            match = next((other for other in left if _same(one, other, exact=exact)), None)
            if match is not None:
                left.remove(match)
                right += 1
        wanted_count += len(wanted)
        found_count += len(found)
    return Score(right, found_count, wanted_count).figures()


def _same(one: str, other: str, *, exact: bool) -> bool:
    if exact:
        return one == other
    return fuzz.partial_ratio(fold(one), fold(other)) >= SAME_TEXT
