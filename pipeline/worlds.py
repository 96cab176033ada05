"""What each step is given to work with."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline import ports
from pipeline.domain import Channel, Route

Clock = Callable[[], datetime]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Polling:
    """The parts of `poll`. `silent` articles never alert; `workers` hosts are fetched from at once."""

    feeds: ports.FeedStore
    fetcher: ports.Fetcher
    parser: ports.Parser
    clock: Clock
    rng: random.Random
    workers: int = 8
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """The parts of `extract`; `languages` are those of each feed."""

    articles: ports.ArticleStore
    fetcher: ports.Fetcher
    extractor: ports.Extractor
    languages: Mapping[str, tuple[str, ...]]
    workers: int = 8


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The parts of `alert`."""

    outbox: ports.Outbox
    senders: Mapping[Channel, ports.Sender]
    routes: Mapping[str, Route]
    clock: Clock
