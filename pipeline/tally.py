"""What a step did, in numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Tally:
    """What a step did, by name; the only thing a DAG task hands on."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, name: str, number: int = 1) -> None:
        self.counts[name] += number

    def __getitem__(self, name: str) -> int:
        return self.counts.get(name, 0)
