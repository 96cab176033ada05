"""The one error tree. Every error knows its subject and says what to do; none of them logs itself.

OverreachError
├── ConfigError            a file of config/ or a setting is wrong: the start stops
├── InputError             a line or file handed to a command is not readable
├── StoreError             the database cannot be reached or is not migrated
├── FetchError             an address did not give what it should
│   ├── ForbiddenAddress       the address may not be reached (guard)
│   └── FeedFormatError        the body is no feed
├── ExtractError           a page gave no readable text
├── EncoderError           weights are missing, changed or do not fit
└── DeliveryError          a channel did not take an alert
"""

from __future__ import annotations


class OverreachError(Exception):
    """Base of every error that Overreach raises on purpose; its text is one line for a person."""


class ConfigError(OverreachError):
    """A configuration file or setting is wrong. `where` names file and key."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where


class InputError(OverreachError):
    """A line of an input file is wrong. `where` names file and line."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where


class StoreError(OverreachError):
    """The database cannot be used; the text never holds its password."""


class FetchError(OverreachError):
    """An address failed. `weight` says how hard: 1 hard, 0.5 soft, 0.25 passing (LESSONS of feed readers).

    `retry_after` is in seconds where the server named a time.
    """

    def __init__(
        self, subject: str, reason: str, *, weight: float = 1.0,
        retry_after: float | None = None, status: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(f"{subject}: {reason}")
        self.subject, self.reason = subject, reason
        self.weight, self.retry_after, self.status = weight, retry_after, status


class ForbiddenAddress(FetchError):
    """The name resolves to an address that must not be reached from here."""


class FeedFormatError(FetchError):
    """The body is not RSS, Atom or JSON Feed."""


class ExtractError(OverreachError):
    """No readable text came out of a page."""


class EncoderError(OverreachError):
    """The encoder's files are missing, changed or do not fit together."""


class DeliveryError(OverreachError):
    """A channel did not take a message.

    permanent: trying again cannot help (revoked token, unknown channel).
    uncertain: the message may have arrived (lost answer); look before sending again.
    retry_after: seconds the channel asked to wait.
    """

    def __init__(
        self, channel: str, reason: str, *, permanent: bool = False,
        uncertain: bool = False, retry_after: float | None = None,
    ) -> None:  # fmt: skip
        super().__init__(f"{channel}: {reason}")
        self.channel, self.reason = channel, reason
        self.permanent, self.uncertain, self.retry_after = permanent, uncertain, retry_after
