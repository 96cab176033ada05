"""Reads `config/*.yml` into domain objects; a wrong record stops the start, naming file and key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from pipeline.domain import (
    Channel,
    Feed,
    Law,
    LawEvent,
    Lexicon,
    NamePolicy,
    Provision,
    Route,
    Subscriber,
    Treaties,
    TreatyStatus,
)
from pipeline.errors import ConfigError
from pipeline.watchlist_schema import (
    AlertsFile,
    ClassifierFile,
    FeedFile,
    FeedRecord,
    LawFile,
    LawRecord,
    LexiconFile,
    ProvisionRecord,
    Record,
    TreatiesFile,
)

R = TypeVar("R", bound=Record)
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsConfig:
    """Who is told what: routes for alerts, subscribers of the digest, how old news may be to alert."""

    window_days: int
    routes: tuple[Route, ...]
    subscribers: tuple[Subscriber, ...]


def read_laws(folder: Path) -> dict[str, Law]:
    """The law register by id. Raises ConfigError for a bad record, a double id or an ambiguous name."""
    laws: dict[str, Law] = {}
    for path, file in _files(folder, LawFile):
        if path.stem != file.country.lower():
            raise ConfigError(f"{path}: country", f"{file.country} does not fit the file's name")
        for index, record in enumerate(file.laws):
            where = f"{path}: laws.{index}.id"
            if not record.id.startswith(f"{file.country.lower()}-"):
                raise ConfigError(where, f"{record.id} must begin with {file.country.lower()}-")
            if record.id in laws:
                raise ConfigError(where, f"{record.id} is used twice")
            laws[record.id] = _law(file.country, record)
    _refuse_shared_names(folder, laws)
    _refuse_unknown_laws(folder, laws)
    return laws


def read_treaties(path: Path) -> Treaties:
    """`treaties.yml`: who joined what. Raises ConfigError."""
    file = _load(path, TreatiesFile)
    return Treaties(
        names={treaty.id: treaty.name for treaty in file.treaties},
        countries={
            country: {
                treaty: TreatyStatus(status=r.status, date=r.date, confidence=r.confidence)
                for treaty, r in statuses.items()
            }
            for country, statuses in file.countries.items()
        },
        serious_crime_months=file.serious_crime_months,
    )


def read_lexicons(folder: Path) -> dict[str, Lexicon]:
    """The words of the trade by language. Raises ConfigError."""
    lexicons: dict[str, Lexicon] = {}
    for path, file in _files(folder, LexiconFile):
        if path.stem != file.language:
            raise ConfigError(f"{path}: language", f"{file.language} does not fit the file's name")
        lexicons[file.language] = _lexicon(file)
    return lexicons


def read_feeds(folder: Path) -> tuple[Feed, ...]:
    """Every feed, in file order. Raises ConfigError for a double id or address."""
    feeds: list[Feed] = []
    for path, file in _files(folder, FeedFile):
        known = {f.id for f in feeds}, {f.url for f in feeds}
        for index, record in enumerate(file.feeds):
            for key, seen in (("id", known[0]), ("url", known[1])):
                value = getattr(record, key)
                if value in seen:
                    raise ConfigError(f"{path}: feeds.{index}.{key}", f"{value} is used twice")
                seen.add(value)
            feeds.append(_feed(record))
    return tuple(feeds)


def read_alerts(path: Path) -> AlertsConfig:
    """`alerts.yml`: routes and subscribers. Raises ConfigError."""
    file = _load(path, AlertsFile)
    for key, names in (("routes", [r.name for r in file.routes]), ("digest", [s.name for s in file.digest])):
        double = [name for name, count in Counter(names).items() if count > 1]
        if double:
            raise ConfigError(f"{path}: {key}", f"{double[0]} is used twice")
    return AlertsConfig(
        window_days=file.window_days,
        routes=tuple(
            Route(
                name=r.name, channel=Channel(r.channel), to=r.to, countries=tuple(r.countries),
                names=NamePolicy(r.names), broadcast=r.broadcast,
            )
            for r in file.routes
        ),
        subscribers=tuple(
            Subscriber(
                name=s.name, address=s.address, countries=tuple(s.countries), names=NamePolicy(s.names)
            )
            for s in file.digest
        ),
    )  # fmt: skip


def read_classifier(path: Path) -> ClassifierFile:
    """`classifier.yml`: the encoder and the thresholds. Raises ConfigError."""
    return _load(path, ClassifierFile)


def read_places(path: Path) -> dict[str, tuple[str, ...]]:
    """`places.tsv`: names of cities by ISO code of the country. Raises ConfigError naming file and line."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise ConfigError(str(path), error.strerror or "cannot be read") from error
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        iso, tab, names = line.partition("\t")
        if not tab or not re.fullmatch("[A-Z]{2}", iso) or iso in found or not all(names.split("|")):
            raise ConfigError(f"{path}: line {number}", "wanted: a new country, a tab, names split by |")
        found[iso] = tuple(names.split("|"))
    return found


def _feed(record: FeedRecord) -> Feed:
    return Feed(
        id=record.id, name=record.name, url=record.url, kind=record.kind, format=record.format,
        languages=tuple(record.languages), countries=tuple(record.countries),
        cadence_minutes=record.cadence_minutes, trusted_because=record.trusted_because,
        checked_on=record.checked_on, confidence=record.confidence,
    )  # fmt: skip


def _law(country: str, record: LawRecord) -> Law:
    return Law(
        id=record.id, country=country, kind=record.kind, name=record.name, year=record.year,
        number=record.number, official=record.official, names=_tuples(record.names),
        cued_names=_tuples(record.cued_names),
        history=tuple(LawEvent(**event.model_dump()) for event in record.history),
        provisions=tuple(_provision(provision) for provision in record.provisions),
        sources=tuple(record.sources), checked_on=record.checked_on, confidence=record.confidence,
    )  # fmt: skip


def _provision(record: ProvisionRecord) -> Provision:
    months = record.max_prison_months
    return Provision(
        section=record.section, criminalises=record.criminalises, family=record.family,
        max_prison_months=months if isinstance(months, int) else None, against_speech=record.against_speech,
        as_amended=record.as_amended, names=_tuples(record.names),
    )  # fmt: skip


def _lexicon(file: LexiconFile) -> Lexicon:
    return Lexicon(
        language=file.language, name=file.name, words_are_spaced=file.words_are_spaced,
        home=tuple(file.home), everyday=frozenset(file.everyday),
        prefixes=tuple(file.prefixes), suffixes=tuple(file.suffixes),
        after_names=frozenset(file.after_names), sections=tuple(file.sections), concepts=_tuples(file.concepts),
        places=_tuples(file.places),
    )  # fmt: skip


def _tuples(lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _files(folder: Path, kind: type[R]) -> Iterator[tuple[Path, R]]:
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise ConfigError(str(folder), "no .yml file found; is OVERREACH_CONFIG_DIR right?")
    for path in paths:
        yield path, _load(path, kind)


def _load(path: Path, kind: type[R]) -> R:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        raise ConfigError(str(path), error.strerror or "cannot be read") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{path}{line}", str(getattr(error, "problem", error))) from error
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "(whole file)"
        raise ConfigError(f"{path}: {key}", first["msg"]) from error


def _refuse_shared_names(folder: Path, laws: Mapping[str, Law]) -> None:
    """A name that is enough alone must mean one law, and none in another country, not even with a cue."""
    holders: dict[str, set[str]] = defaultdict(set)
    for law in laws.values():
        for name in chain.from_iterable(law.names.values()):
            holders[name.casefold()].add(law.id)
        for name in chain.from_iterable(law.cued_names.values()):
            holders[name.casefold()].add(law.country)
    for law in laws.values():
        for language, name in ((key, name) for key, names in law.names.items() for name in names):
            if others := holders[name.casefold()] - {law.id, law.country}:
                where = f"{folder / law.country.lower()}.yml: {law.id}.names.{language}"
                raise ConfigError(where, f"{name!r} is also a name of {', '.join(sorted(others))}")


def _refuse_unknown_laws(folder: Path, laws: Mapping[str, Law]) -> None:
    for law in laws.values():
        for event in law.history:
            if event.law and event.law not in laws:
                where = f"{folder / law.country.lower()}.yml: {law.id}.history"
                raise ConfigError(where, f"unknown law {event.law}")
