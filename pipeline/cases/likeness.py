"""How surely two reports are of one case: features of the pair, weighed by two logistic regressions. Pure.

`weights.json` beside this file was fitted on tests/data/linking and mended by hand; docs/decisions.md 22 tells how.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.cases.people import SAME_PERSON, block_keys, contained, likeness, same_outlet, skeletons
from pipeline.cases.report import pairs_told
from pipeline.domain import ACCUSED, Report, Role, Stage, TargetType

NAMELESS_DAYS = 6
_RANK = {stage: rank for rank, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports weighed: `share` is the probability of one case, `named` whether a name speaks for it, `why` says on
    what it rests without saying a name; `person` is the new report's name, for comparing, not for showing."""

    share: float
    named: bool
    why: str
    person: str = ""


def tie(one: Report, other: Report) -> Tie | None:
    """Weigh a pair. None where nothing speaks for one case: no name met, and both name somebody, or too far apart."""
    name = _name(one, other)
    if name is not None:
        person, found = name
        return Tie(_share("named", found | _circumstances(one, other)), True, _why(found), person)
    if one.accused and other.accused:
        return None
    if abs((one.reported - other.reported).days) > NAMELESS_DAYS or not _one_country(one, other):
        return None
    found = _circumstances(one, other)
    return Tie(_share("nameless", found), False, "names nobody; " + _agreeing(found))


def _name(one: Report, other: Report) -> tuple[str, dict[str, float]] | None:
    """The best pair of accused names, or a name of one that stands in the text of the other, which names nobody."""
    mine, theirs = one.accused, other.accused
    best, person, words = 0.0, "", 0
    for name in mine:
        for known in theirs:
            alike = likeness(name, known)
            if alike > best:
                best, person = alike, name
                words = min(len(skeletons(name)), len(skeletons(known)))
    if best >= SAME_PERSON:
        return person, {"like": best, "full": float(words > 1)}
    if bool(mine) != bool(theirs):
        pairs = pairs_told((other if mine else one).keys)
        if hidden := next((name for name in mine or theirs if not pairs.isdisjoint(block_keys(name))), None):
            return hidden, {"in_text": 1.0, "full": 1.0}
    for name in mine:
        if any(contained(name, known) for known in theirs):
            return name, {"part": 1.0}
    outlet = None if mine and theirs else _outlet(one, other)
    return (outlet, {"outlet": 1.0}) if outlet else None


def _outlet(one: Report, other: Report) -> str | None:
    """The outlet on which both are turned, where one of them names no person."""
    aimed = all(TargetType.MEDIA_OUTLET in report.targets for report in (one, other))
    if not aimed or not _one_country(one, other):
        return None
    return next((name for name in one.outlets if any(same_outlet(name, a) for a in other.outlets)), None)


def _one_country(one: Report, other: Report) -> bool:
    return one.country == other.country and one.country is not None


def _circumstances(one: Report, other: Report) -> dict[str, float]:
    """What else agrees and disagrees. Every feature is 0 where either report does not say."""
    first, second = sorted((one, other), key=lambda report: (report.reported, report.article_id))
    gap = (second.reported - first.reported).days
    found = {
        "one": 1.0,
        "other_country": float(bool(one.country and other.country and one.country != other.country)),
        "gap": math.log1p(gap),
        "same_week": float(gap <= 7),
        "years": float(gap > 500),
        "onward": float(_RANK[second.stage] >= _RANK[first.stage]),
        "backward": float(gap > 45 and _begins(second) and not _begins(first)),
        "same_stage": float(one.stage is other.stage and one.stage is not Stage.UNKNOWN),
    }
    for name in ("laws", "targets", "platforms", "topics", "numbers", "sections"):
        found |= _overlap(name, set(getattr(one, name)), set(getattr(other, name)))
    if one.language == other.language:
        found["words"] = _shared(one.words, other.words)
    if one.marks and other.marks:
        found |= {
            "marked": 1.0,
            "marks": len({*one.marks} & {*other.marks}) / min(len(one.marks), len(other.marks)),
        }
    if found["other_country"] and found.get("laws_apart"):
        found["elsewhere"] = 1.0
    found |= _places(one.place, other.place)
    found["others"] = float(_others_meet(one, other))
    return found


def _begins(report: Report) -> bool:
    """Whether the step opens a case: somebody long sentenced who is arrested has a second one."""
    return Stage.UNKNOWN is not report.stage and _RANK[report.stage] <= _RANK[Stage.REMANDED]


def _overlap(name: str, one: set[str], other: set[str]) -> dict[str, float]:
    if not one or not other:
        return {}
    shared = len(one & other)
    return {f"{name}_meet": shared / min(len(one), len(other)), f"{name}_apart": float(not shared)}


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """Jaccard's index."""
    together = {*one} | {*other}
    return len({*one} & {*other}) / len(together) if together else 0.0


def _places(one: str | None, other: str | None) -> dict[str, float]:
    if not one or not other:
        return {}
    met = bool(set(skeletons(one)) & set(skeletons(other)))
    return {"place_meet": float(met), "place_apart": float(not met)}


def _others_meet(one: Report, other: Report) -> bool:
    """Whether an official, complainant, lawyer or relative, or an outlet, stands in both."""
    mine = [m.name for m in one.mentions if m.role not in ACCUSED and m.role is not Role.UNKNOWN]
    theirs = [m.name for m in other.mentions if m.role not in ACCUSED and m.role is not Role.UNKNOWN]
    if any(likeness(a, b) >= SAME_PERSON for a in mine for b in theirs):
        return True
    return any(same_outlet(a, b) for a in one.outlets for b in other.outlets)


@cache
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        files("pipeline.cases").joinpath("weights.json").read_text("utf-8")
    )
    return found


def _share(kind: str, found: dict[str, float]) -> float:
    weights = _weights()[kind]
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-score))


def _why(found: dict[str, float]) -> str:
    if "in_text" in found:
        return "its person stands in the other's text"
    if "part" in found:
        return "a part of the name is the same"
    if "outlet" in found:
        return "is turned on its outlet"
    return f"names its person (likeness {found['like']:.2f})"


def _agreeing(found: dict[str, float]) -> str:
    named = {
        "laws_meet": "law", "targets_meet": "kind of target", "platforms_meet": "platform", "topics_meet": "offence",
        "numbers_meet": "numbers", "place_meet": "place", "same_stage": "stage", "others": "another person",
    }  # fmt: skip
    met = [words for name, words in named.items() if found.get(name)]
    return f"same country, week{''.join(f', {words}' for words in met)}"
