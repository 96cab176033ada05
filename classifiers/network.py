"""Teaches the top layers and their heads on labelled passages. Needs torch (the `train` extra)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from classifiers.corpus import Example, token_tags
from classifiers.encoder import Matrix, Reading
from classifiers.export import Top, pack, write_onnx
from classifiers.heads import TARGETS, Linear

EPOCHS, BATCH, SEED = 5, 16, 7
RATE, HEAD_RATE, WARM = 2.5e-4, 1e-3, 0.06
"""Learning rates of layers and heads (AdamW), and the share of steps in which they rise; then they fall to zero."""
SHARES = {"label": 1.0, "stage": 0.5, "targets": 0.5, "country": 0.3, "tags": 0.5}
"""Weights of the five tasks in the loss."""
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One example with the states below the part that is taught."""

    states: Matrix
    tags: list[int]
    example: Example


def lesson(reading: Reading, example: Example) -> Lesson:
    return Lesson(reading.states.astype(np.float16), token_tags(reading.places, example.spans), example)


class Pupil(torch.nn.Module):
    """Top layers (none for another encoder than the shipped one) with a linear head for each task."""

    def __init__(self, top: Top | None, size: int, classes: Mapping[str, int]) -> None:
        super().__init__()
        torch.manual_seed(SEED)
        self.top = top
        self.drop = torch.nn.Dropout(0.1)
        self.heads = torch.nn.ModuleDict(
            {name: torch.nn.Linear(size, count) for name, count in classes.items()}
        )

    def forward(self, states: torch.Tensor, there: torch.Tensor) -> dict[str, torch.Tensor]:
        if self.top is not None:
            states = self.top(states, torch.where(there, 0.0, -1e4)[:, None, None, :])
        weights = there.unsqueeze(-1).float()
        mean = self.drop((states * weights).sum(1) / weights.sum(1))
        found = {name: head(mean) for name, head in self.heads.items() if name != "tags"}
        return found | {"tags": self.heads["tags"](self.drop(states))}


def teach(pupil: Pupil, lessons: Sequence[Lesson], weights: Sequence[float], say: Progress) -> None:
    """Fit in place. `weights` are those of the five labels. The same seed gives the same network on one machine."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    layers = [p for name, p in pupil.named_parameters() if name.startswith("top.")]
    groups = [{"params": list(pupil.heads.parameters()), "lr": HEAD_RATE}]
    groups += [{"params": layers, "lr": RATE}] if layers else []
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM * steps), (steps - step) / steps)
    )
    share = torch.tensor(list(weights), dtype=torch.float32)
    pupil.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in _batches(lessons, rng):
            optimiser.zero_grad()
            loss = _loss(pupil, batch, share)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        say(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(lessons):.3f}")
    pupil.eval()


def _batches(lessons: Sequence[Lesson], rng: random.Random) -> Iterator[list[Lesson]]:
    """Lessons of like length together, in random order."""
    order = sorted(range(len(lessons)), key=lambda i: len(lessons[i].tags) + rng.random() * 24)
    batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(batches)
    yield from ([lessons[i] for i in batch] for batch in batches)


def _loss(pupil: Pupil, batch: Sequence[Lesson], share: torch.Tensor) -> torch.Tensor:
    longest = max(len(one.tags) for one in batch)
    states = torch.zeros(len(batch), longest, batch[0].states.shape[1])
    there = torch.zeros(len(batch), longest, dtype=torch.bool)
    tags = torch.full((len(batch), longest), -100)
    for row, one in enumerate(batch):
        states[row, : len(one.tags)] = torch.from_numpy(one.states.astype(np.float32))
        there[row, : len(one.tags)] = True
        tags[row, : len(one.tags)] = torch.tensor(one.tags)
    found = pupil(states, there)
    label = torch.tensor([one.example.label for one in batch])
    losses = {"label": functional.cross_entropy(found["label"], label, weight=share, label_smoothing=0.05)}
    losses["tags"] = functional.cross_entropy(found["tags"].flatten(0, 1), tags.flatten())
    for name in ("stage", "country"):
        rows = [row for row, one in enumerate(batch) if getattr(one.example, name) is not None]
        if rows:
            wanted = torch.tensor([getattr(batch[row].example, name) for row in rows])
            losses[name] = functional.cross_entropy(found[name][rows], wanted)
    aimed = [row for row, one in enumerate(batch) if one.example.targets is not None]
    if aimed:
        kinds = torch.zeros(len(aimed), len(TARGETS))
        for row, index in enumerate(aimed):
            kinds[row, list(batch[index].example.targets or ())] = 1.0
        losses["targets"] = functional.binary_cross_entropy_with_logits(found["targets"][aimed], kinds) * 4
    return torch.stack([SHARES[name] * loss for name, loss in losses.items()]).sum()


def linear_heads(pupil: Pupil) -> dict[str, Linear]:
    """The heads as plain numbers."""
    return {
        name: Linear(head.weight.detach().numpy().T.copy(), head.bias.detach().numpy().copy())
        for name, head in pupil.heads.items()
    }


def save_top(pupil: Pupil, folder: Path) -> None:
    """Write top.onnx, int8; the pupil's layers are packed and learn no more."""
    if pupil.top is not None:
        size = next(iter(pupil.heads.values())).in_features
        write_onnx(pack(pupil.top, 8), torch.zeros(1, 8, int(size)), folder / "top.onnx")
