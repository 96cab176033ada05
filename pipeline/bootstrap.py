"""Builds the parts and puts them together. The only file that knows every one of them."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from classifiers.cascade import Cascade
from classifiers.encoder import Encoder, HubEncoder, ShippedEncoder
from classifiers.heads import load_heads
from classifiers.lexicon import Words
from classifiers.verdict import Thresholds
from pipeline import watchlist
from pipeline.alerts.console import ConsoleSender
from pipeline.alerts.mail import DigestMailer, MailSender, SmtpSettings
from pipeline.alerts.render import Renderer
from pipeline.alerts.slack import SlackSender
from pipeline.countries import country_names
from pipeline.domain import Channel, Feed, Law, LawMention, Lexicon, Treaties
from pipeline.feeds.fetch import HttpFetcher
from pipeline.ports import Sender
from pipeline.sandbox import Sandbox, SandboxedExtractor
from pipeline.settings import Settings, read_settings
from pipeline.store.case_store import CaseStore
from pipeline.store.database import Database
from pipeline.store.digest_store import DigestStore
from pipeline.store.feed_store import ArticleStore, FeedStore
from pipeline.store.law_store import LawStore
from pipeline.store.outbox import Outbox
from pipeline.watchlist_schema import ClassifierFile


def now() -> datetime:
    return datetime.now(UTC)


class Parts:
    """The parts of one installation, each built when first used."""

    def __init__(
        self, settings: Settings | None = None, *, echo: Callable[[str], None] | None = None
    ) -> None:
        """`echo` shows console alerts; without it they are only written down, and no log has their texts."""
        self.settings = settings or read_settings()
        self._echo = echo
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    # --- what is configured ------------------------------------------------------------------------------

    @cached_property
    def laws(self) -> dict[str, Law]:
        return watchlist.read_laws(self.settings.config_dir / "laws")

    @cached_property
    def treaties(self) -> Treaties:
        return watchlist.read_treaties(self.settings.config_dir / "treaties.yml")

    @cached_property
    def lexicons(self) -> dict[str, Lexicon]:
        return watchlist.read_lexicons(self.settings.config_dir / "lexicon")

    @cached_property
    def watched(self) -> tuple[Feed, ...]:
        return watchlist.read_feeds(self.settings.feeds_dir or self.settings.config_dir / "feeds")

    @cached_property
    def alerts(self) -> watchlist.AlertsConfig:
        return watchlist.read_alerts(self.settings.alerts_file or self.settings.config_dir / "alerts.yml")

    def read_configuration(self) -> None:
        """Read feeds and alerts now: a wrong record stops the start, not the step that comes to it."""
        _ = self.watched, self.alerts

    # --- the store ---------------------------------------------------------------------------------------

    @cached_property
    def database(self) -> Database:
        """SQLite makes itself ready; a server's tables are changed only by `overreach db upgrade`."""
        database = Database(self.settings.database_url.get_secret_value())
        if database.is_sqlite:
            database.upgrade()
        else:
            database.check()
        return database

    @cached_property
    def feeds(self) -> FeedStore:
        return FeedStore(self.database)

    @cached_property
    def articles(self) -> ArticleStore:
        return ArticleStore(self.database)

    @cached_property
    def cases(self) -> CaseStore:
        return CaseStore(self.database)

    @cached_property
    def digests(self) -> DigestStore:
        return DigestStore(self.database)

    @cached_property
    def law_changes(self) -> LawStore:
        return LawStore(self.database)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.database, owner=_owner(), is_dead=_is_dead)

    # --- parts -------------------------------------------------------------------------------------------

    @cached_property
    def fetcher(self) -> HttpFetcher:
        return self._stack.enter_context(
            HttpFetcher(contact=self.settings.contact, allow=self.settings.allow_networks)
        )

    @cached_property
    def sandbox(self) -> Sandbox:
        return self._stack.enter_context(Sandbox())

    @cached_property
    def extractor(self) -> SandboxedExtractor:
        return SandboxedExtractor(self.sandbox)

    @cached_property
    def words(self) -> Words:
        cities = watchlist.read_places(self.settings.config_dir / "places.tsv")
        return Words(self.lexicons, self.laws.values(), country_names(self.lexicons), cities)

    @cached_property
    def _classifier_file(self) -> ClassifierFile:
        return watchlist.read_classifier(self.settings.config_dir / "classifier.yml")

    @cached_property
    def encoder(self) -> Encoder:
        """The shipped one, or what `classifier.yml` names in its place."""
        config, threads = self._classifier_file, self.settings.threads
        if config.encoder == ShippedEncoder.name:
            return ShippedEncoder(self.settings.weights_dir, threads=threads)
        return HubEncoder(config.encoder, revision=config.revision, threads=threads)

    @cached_property
    def classifier(self) -> Cascade:
        limits, folder = self._classifier_file.thresholds, self.settings.weights_dir
        return Cascade(
            self.words,
            self.encoder,
            load_heads(folder, self.encoder.name),
            thresholds=Thresholds(
                alert=limits.alert, label=limits.label, review=limits.review, chosen_by=limits.chosen_by
            ),
            version=f"{_digest([folder / 'manifest.json'])}/{_digest(self._config_files())}",
        )

    def _config_files(self) -> list[Path]:
        root = self.settings.config_dir
        return sorted(
            [
                *root.glob("laws/*.yml"),
                *root.glob("lexicon/*.yml"),
                root / "places.tsv",
                root / "classifier.yml",
            ]
        )

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(law_name=self.law_name, zone=self.settings.zone, serious=self.serious)

    def serious(self, mentions: Sequence[LawMention]) -> bool:
        """Whether a law that a case names reaches the UN Convention's line for a serious crime."""
        months = self.treaties.serious_crime_months
        laws = [(self.laws.get(mention.id or ""), mention.section) for mention in mentions]
        return any(law.reaches(months, section) is True for law, section in laws if law)

    def law_name(self, law_id: str) -> str:
        law = self.laws.get(law_id)
        return law.name if law else law_id

    @cached_property
    def _smtp(self) -> SmtpSettings | None:
        s = self.settings
        if not s.smtp_host:
            return None
        password = s.smtp_password.get_secret_value() if s.smtp_password else ""
        return SmtpSettings(
            host=s.smtp_host, port=s.smtp_port, security=s.smtp_security, username=s.smtp_username,
            password=password, sender=s.mail_from, unsubscribe_url=s.unsubscribe_url,
        )  # fmt: skip

    @cached_property
    def senders(self) -> dict[Channel, Sender]:
        """The channels that are set up; an alert for another one fails with a clear reason."""
        journal = self.settings.state_dir / "alerts.jsonl"
        found: dict[Channel, Sender] = {
            Channel.CONSOLE: ConsoleSender(journal, self.renderer, echo=self._echo)
        }
        if self.settings.slack_token:
            token = self.settings.slack_token.get_secret_value()
            found[Channel.SLACK] = SlackSender(token, self.renderer, base_url=self.settings.slack_api_url)
        if self._smtp:
            found[Channel.MAIL] = MailSender(self._smtp, self.renderer)
        return found

    @cached_property
    def mailer(self) -> DigestMailer:
        return DigestMailer(self._smtp, self.renderer, folder=self.settings.out_dir)


def _digest(paths: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _owner() -> str:
    """This process, so that another can tell whether it still lives."""
    me = psutil.Process()
    return f"{socket.gethostname()}/{me.pid}/{me.create_time():.0f}"


def _is_dead(owner: str) -> bool:
    """Whether a process of this machine has ended; of another machine's nothing is known."""
    host, pid, started = owner.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        return f"{psutil.Process(int(pid)).create_time():.0f}" != started
    except psutil.NoSuchProcess:
        return True
