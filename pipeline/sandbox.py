"""Untrusted input is read in a child process that can be killed: a thread that hangs cannot be stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as TooLong
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType, TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.articles import extract
from pipeline.domain import Page, ParsedFeed
from pipeline.errors import ExtractError, FeedFormatError, OverreachError
from pipeline.feeds import parse

T = TypeVar("T")
LIMIT = 10.0
"""Seconds for one body: real feeds take milliseconds, the worst real page 0.2 s."""


class _Process(SpawnProcess):
    """A child that does not import its parent's program: an Airflow task's cannot be imported twice."""

    def start(self) -> None:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = program


class _Context(SpawnContext):
    Process = _Process


class Sandbox:
    """Child processes that are started when first needed and replaced when they hang or die."""

    def __init__(self, *, workers: int = 2, limit: float = LIMIT) -> None:
        self._limit = limit
        self._pool = ProcessPool(max_workers=workers, max_tasks=2000, context=_Context())

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.stop()
        self._pool.join()

    def run(self, act: Callable[..., T], *given: object, otherwise: OverreachError) -> T:
        """The act's result; `otherwise` is raised where it took too long or its process died."""
        try:
            result: T = self._pool.schedule(act, args=given, timeout=self._limit).result()
        except (TooLong, ProcessExpired) as error:
            raise otherwise from error
        return result


class SandboxedParser:
    """Implements `ports.Parser`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def parse(self, page: Page, *, subject: str) -> ParsedFeed:
        otherwise = FeedFormatError(subject, f"not read in {LIMIT:.0f} s")
        return self._sandbox.run(_parse, page, subject, otherwise=otherwise)


class SandboxedExtractor:
    """Implements `ports.Extractor`. Only pages go to the child; a feed's own text is bounded already."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def extract(self, page: Page) -> str:
        otherwise = ExtractError(f"not read in {LIMIT:.0f} s")
        return self._sandbox.run(extract.extract, page, otherwise=otherwise)

    def text_of(self, html: str) -> str:
        return extract.text_of(html)

    def language(self, text: str, hints: Sequence[str]) -> str | None:
        return extract.language(text, hints)


def _parse(page: Page, subject: str) -> ParsedFeed:
    """Module-level, so that a child process can find it."""
    return parse.parse(page, subject=subject)
