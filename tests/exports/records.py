"""Four invented cases with everything in them that an export may write or lose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from pipeline.domain import (
    Answer,
    Axis,
    AxisAnswer,
    Case,
    CaseField,
    Complainant,
    Evidence,
    Fact,
    FactState,
    Gender,
    Incident,
    LawMention,
    Leaning,
    OffenceFamily,
    Person,
    Precision,
    PrivacyMeasure,
    Role,
    Source,
    Stage,
    TargetType,
    Verification,
)

SEEN = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
HELD = {Stage.ARRESTED, Stage.DETAINED, Stage.REMANDED, Stage.BAIL_DENIED}
FREE = {Stage.RELEASED, Stage.BAIL_GRANTED, Stage.ACQUITTED, Stage.DROPPED, Stage.PARDONED}


def a_source(name: str, title: str = "Ada Bello held over a post") -> Source:
    return Source(
        article_id=name, feed_name="Makurdi Voice", url=f"https://voice.example/{name}", title=title,
        language="en", published=SEEN, text_sha256="0a" * 32, reason="named",
    )  # fmt: skip


def an_incident(
    name: str, stage: Stage, day: date | None, precision: Precision = Precision.DAY, **more: Any
) -> Incident:
    base = Incident(
        id=name, case_id="lagos", stage=stage, date=day, precision=precision, first_reported=SEEN,
        sources=(a_source(f"a-{name}"),),
    )  # fmt: skip
    return replace(base, **more)


def lagos() -> Case:
    """A journalist and others, held and let out on bail, confirmed by a person."""
    quote = Evidence(field="stage", quote="Ada Bello was arrested", start=4, end=26)
    return Case(
        id="lagos", country="NG", place="Lagos", opened_at=SEEN, changed_at=LATER,
        laws=(LawMention(id="ng-cybercrimes-2015", as_written="Cybercrimes Act", section="24"),),
        targets=(TargetType.JOURNALIST, TargetType.ACTIVIST),
        persons=(
            Person(id="p1", name="Ada Bello", latin="Ada Bello", role=Role.TARGET, gender=Gender.FEMALE,
                   aliases=("A. O. Bello",)),
            Person(id="p2", name="Musa Okoro", latin="Musa Okoro", role=Role.CO_ACCUSED, gender=Gender.MALE),
            Person(id="p3", name="Femi Ade", latin="Femi Ade", role=Role.OFFICIAL),
            Person(id="p4", name="Ngozi Eze", latin="Ngozi Eze", role=Role.LAWYER),
        ),
        incidents=(
            an_incident("i1", Stage.COMPLAINT_FILED, date(2026, 10, 1), Precision.MONTH),
            an_incident("i2", Stage.SEARCH_OR_SEIZURE, date(2026, 11, 2)),
            an_incident("i3", Stage.ARRESTED, date(2026, 11, 3), place="Ikeja", evidence=(quote,)),
            an_incident("i4", Stage.CHARGED, date(2026, 11, 10), hearing=date(2026, 12, 9)),
            an_incident("i5", Stage.BAIL_GRANTED, date(2026, 11, 20)),
        ),
        probability=0.93, verification=Verification.ONE_REVIEWER, family=OffenceFamily.CONTENT,
        complainant=Complainant.PRIVATE, privacy=(PrivacyMeasure.DEVICE_SEIZED,), cross_border=Answer.NO,
        platforms=("facebook", "x"), topics=("insult",), accused=4,
        axes=(AxisAnswer(axis=Axis.PROTECTED, leaning=Leaning.YES, reason="Ada Bello is a reporter"),),
        flags=("charged before arrest",), external_ids=("FHC/L/12C/2026",),
        facts=(Fact(field=CaseField.COUNTRY, value="NG", state=FactState.ACCEPTED, who="Reviewer One",
                    evidence=(quote,)),),
        related=("dhaka",),
    )  # fmt: skip


def ankara() -> Case:
    """An outlet, charged on a day that nobody knows; found by the machine alone."""
    outlet = Person(id="p5", name="Atlas Haber", latin="Atlas Haber", role=Role.TARGET)
    return Case(
        id="ankara", country="TR", opened_at=SEEN, changed_at=SEEN, targets=(TargetType.MEDIA_OUTLET,),
        persons=(outlet,), accused=1, laws=(LawMention(id=None, as_written="5651 sayılı Kanun"),),
        incidents=(an_incident("i6", Stage.CHARGED, None, Precision.UNKNOWN),), needs_review=True,
    )  # fmt: skip


def dhaka() -> Case:
    """A blogger who is a minor, still held; confirmed by two persons."""
    child = Person(id="p6", name="রহিম উদ্দিন", latin="Rahim Uddin", role=Role.TARGET, minor=True)
    return Case(
        id="dhaka", country="BD", opened_at=SEEN, changed_at=LATER, persons=(child,), accused=1,
        targets=(TargetType.BLOGGER, TargetType.STUDENT), verification=Verification.TWO_REVIEWERS,
        incidents=(an_incident("i7", Stage.ARRESTED, date(2026, 11, 18)),),
    )  # fmt: skip


def dismissed() -> Case:
    """A case that a person said is none, of an unknown country."""
    return Case(
        id="nowhere", country=None, opened_at=SEEN, changed_at=SEEN, verification=Verification.DISMISSED,
        incidents=(an_incident("i8", Stage.UNKNOWN, None, Precision.UNKNOWN),),
    )  # fmt: skip


def cases() -> list[Case]:
    return [lagos(), ankara(), dhaka(), dismissed()]


def held(incidents: Sequence[Incident], at: date) -> Answer:
    """Who is in custody, in few words: the last stage before the day decides."""
    known = [i.stage for i in incidents if i.date and i.date < at and i.stage in HELD | FREE]
    return Answer.UNKNOWN if not known else Answer.YES if known[-1] in HELD else Answer.NO
