"""Values for tests, with what a test does not care for filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from pipeline.domain import (
    Article,
    ArticleState,
    Case,
    Classification,
    Decision,
    Evidence,
    Feed,
    FeedKind,
    Incident,
    Label,
    LawMention,
    Person,
    PersonMention,
    Precision,
    Role,
    Source,
    Stage,
    TargetType,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def a_feed(name: str = "voice", **more: Any) -> Feed:
    base = Feed(id=name, name=name.title(), url=f"https://{name}.example/feed", kind=FeedKind.NEWS,
                languages=("en",), countries=("NG",))  # fmt: skip
    return replace(base, **more)


def an_article(name: str = "a1", **more: Any) -> Article:
    base = Article(
        id=name, feed_id="voice", identity=name, url=f"https://voice.example/{name}", title="Reporter charged",
        text="The reporter Ada Bello was charged under the Cybercrimes Act.", language="en", published=NOW,
        first_seen=NOW, text_sha256="0" * 64, state=ArticleState.NEW,
    )  # fmt: skip
    return replace(base, **more)


def telling(*people: PersonMention) -> str:
    """A text that names these people and nobody else."""
    return f"The reporter {' and '.join(one.name for one in people)} was charged under the Cybercrimes Act."


def a_person(name: str = "Ada Bello", **more: Any) -> PersonMention:
    return replace(PersonMention(name=name, latin=name, role=Role.TARGET), **more)


def a_verdict(article: str = "a1", **more: Any) -> Classification:
    base = Classification(
        article_id=article, language="en", label=Label.PROSECUTION, probability=0.9, decision=Decision.ALERT,
        targets=(TargetType.JOURNALIST,), persons=(a_person(),), stage=Stage.CHARGED, country="NG",
        laws=(LawMention(id="ng-cybercrimes-2015", as_written="Cybercrimes Act"),),
        evidence=(Evidence(field="stage", quote="charged", start=9, end=16, part="title"),), version="test",
    )  # fmt: skip
    return replace(base, **more)


def an_incident(name: str = "i1", **more: Any) -> Incident:
    source = Source(article_id="a1", feed_name="Voice", url="https://voice.example/a1",
                    title="Ada Bello charged over post", language="en", published=NOW)  # fmt: skip
    base = Incident(
        id=name, case_id="c" * 32, stage=Stage.CHARGED, date=date(2026, 11, 23), precision=Precision.DAY,
        first_reported=NOW, sources=(source,),
        evidence=(Evidence(field="stage", quote="Ada Bello was charged", start=0, end=21),),
    )  # fmt: skip
    return replace(base, **more)


def a_case(**more: Any) -> Case:
    base = Case(
        id="c" * 32, country="NG", opened_at=NOW, changed_at=NOW,
        laws=(LawMention(id="ng-cybercrimes-2015", as_written="Cybercrimes Act"),),
        targets=(TargetType.JOURNALIST,), incidents=(an_incident(),),
        persons=(Person(id="p1", name="Ada Bello", latin="Ada Bello", role=Role.TARGET),), probability=0.9,
    )  # fmt: skip
    return replace(base, **more)
