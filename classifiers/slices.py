"""Figures of one run by slice, and how far its probabilities can be trusted. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain import Classification, Decision, Label

Pair = tuple[Mapping[str, Any], Classification]
BINS = 10
"""Bins of equal width of the calibration error (Guo et al. 2017, arXiv 1706.04599, use 15 on far larger sets)."""
THRESHOLDS = tuple(step / 100 for step in range(1, 100))
"""Points of the curve: those that `config/classifier.yml`, with its two decimals, can choose between."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a yes/no or set comparison. `right_found` is given where it is not `right`: where one thing that was
    found answers two that were wanted."""

    right: int
    found: int
    wanted: int
    right_found: int | None = None

    def figures(self) -> dict[str, float]:
        right = self.right if self.right_found is None else self.right_found
        precision = right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4),
                "wanted": self.wanted, "found": self.found}  # fmt: skip


def is_prosecution(item: Mapping[str, Any]) -> bool:
    return bool(item["label"] == Label.PROSECUTION.value)


def calls_it(verdict: Classification) -> bool:
    return verdict.label is Label.PROSECUTION


def alerts(verdict: Classification) -> bool:
    return verdict.decision is Decision.ALERT


def yes_no(pairs: Sequence[Pair], says: Callable[[Classification], bool]) -> dict[str, float]:
    """How well `says` tells the true prosecutions from the rest."""
    return called(
        [is_prosecution(item) for item, _ in pairs], [says(verdict) for _, verdict in pairs]
    ).figures()


def called(wanted: Sequence[bool], found: Sequence[bool]) -> Score:
    right = sum(a and b for a, b in zip(wanted, found, strict=True))
    return Score(right, sum(found), sum(wanted))


def by(pairs: Sequence[Pair], key: Callable[[Pair], str]) -> dict[str, dict[str, float]]:
    """The figures of `prosecution` of each group with its number of items, the largest group first."""
    return {name: {"items": len(group)} | yes_no(group, calls_it) for name, group in _groups(pairs, key)}


def negative_kinds(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Of each kind of article that is no prosecution the shares that were called one, or alerted on, all the same.

    Articles that do not say of which kind they are (`negative_kind`) are left out.
    """
    wrong = [pair for pair in pairs if pair[0].get("negative_kind") and not is_prosecution(pair[0])]
    return {
        kind: {
            "items": len(group),
            "called_prosecution": share([calls_it(verdict) for _, verdict in group]),
            "alerted": share([alerts(verdict) for _, verdict in group]),
        }
        for kind, group in _groups(wrong, lambda pair: str(pair[0]["negative_kind"]))
    }


def _groups(pairs: Sequence[Pair], key: Callable[[Pair], str]) -> list[tuple[str, list[Pair]]]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))


def share(answers: Sequence[bool]) -> float:
    return round(sum(answers) / len(answers), 4) if answers else 0.0


def decisions(pairs: Sequence[Pair]) -> dict[str, dict[str, int]]:
    """By true label how many articles were alerted on, left to a person, and dropped."""
    counts = Counter((item["label"], verdict.decision) for item, verdict in pairs)
    present = {item["label"] for item, _ in pairs}
    return {
        label.value: {decision.value: counts[label.value, decision] for decision in Decision}
        for label in Label
        if label.value in present
    }


def reliability(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """The articles in bins by their probability of prosecution; bins without any are left out."""
    bins: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        bins[min(int(pair[1].probability * BINS), BINS - 1)].append(pair)
    return [
        {
            "from": number / BINS,
            "to": (number + 1) / BINS,
            "mean_probability": round(sum(verdict.probability for _, verdict in group) / len(group), 4),
            "share_true": share([is_prosecution(item) for item, _ in group]),
            "items": len(group),
        }
        for number, group in sorted(bins.items())
    ]


def calibration_error(bins: Sequence[Mapping[str, float]]) -> float:
    """The expected calibration error: how far the bins' probabilities are from the true shares, by their items."""
    total = sum(one["items"] for one in bins)
    gaps = (one["items"] * abs(one["mean_probability"] - one["share_true"]) for one in bins)
    return round(sum(gaps) / total, 4) if total else 0.0


def curve(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """Precision and recall of calling it a prosecution from each threshold on; ends where nothing is called."""
    points = []
    for threshold in THRESHOLDS:
        figures = yes_no(pairs, lambda verdict, least=threshold: verdict.probability >= least)  # type: ignore[misc]
        if figures["found"]:
            points.append({"threshold": threshold} | {k: figures[k] for k in ("precision", "recall", "f1")})
    return points
