"""Alerts on the screen. The journal is the channel's memory: what stands there was posted."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path

from pipeline.alerts.render import Renderer
from pipeline.domain import Alert, Case, Incident, Receipt, Route
from pipeline.errors import DeliveryError


class ConsoleSender:
    """Implements `ports.Sender`: one line in `journal`, then the text through `echo` if there is one."""

    def __init__(
        self, journal: Path, renderer: Renderer, *, echo: Callable[[str], None] | None = None
    ) -> None:
        self._journal, self._renderer, self._echo = journal, renderer, echo

    def send(self, alert: Alert, case: Case, incident: Incident, route: Route) -> Receipt:
        text = self._renderer.console(alert, case, incident, route.names)
        line = json.dumps({"key": alert.key, "case": case.id, "text": text}, ensure_ascii=False) + "\n"
        try:
            self._append(line.encode())
        except OSError as error:
            raise DeliveryError("console", f"{self._journal}: {error.strerror}") from error
        if self._echo:
            self._echo(text)
        return Receipt(external_id=alert.key)

    def find(self, alert: Alert, route: Route) -> Receipt | None:  # noqa: ARG002
        posted = any(key == alert.key for key, _ in self.read(self._journal))
        return Receipt(external_id=alert.key) if posted else None

    @staticmethod
    def read(journal: Path) -> list[tuple[str, str]]:
        """Key and text of every alert in a journal; a line cut short by a crash was not posted."""
        found = []
        for line in journal.read_bytes().splitlines() if journal.exists() else []:
            try:
                entry = json.loads(line)
                found.append((str(entry["key"]), str(entry["text"])))
            except (ValueError, KeyError, TypeError):
                continue
        return found

    def _append(self, line: bytes) -> None:
        """One write, on the disk before the alert counts as sent; begins a new line after a torn one."""
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        with self._journal.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                line = line if file.read(1) == b"\n" else b"\n" + line
            os.write(file.fileno(), line)
            os.fsync(file.fileno())
