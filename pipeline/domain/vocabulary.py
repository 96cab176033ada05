"""The closed sets: labels, stages, kinds of target and the like, as StrEnums."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """What an article is about; `prosecution` is the one that alerts."""

    PROSECUTION = "prosecution"
    LEGISLATION = "legislation"
    CYBERCRIME = "cybercrime"
    OTHER_REPRESSION = "other_repression"
    OTHER = "other"


class Decision(StrEnum):
    """What happens to a classified article."""

    ALERT = "alert"
    REVIEW = "review"
    DROP = "drop"


class Stage(StrEnum):
    """Legal stages of an incident, in the usual order of a case."""

    COMPLAINT_FILED = "complaint_filed"
    SUMMONED = "summoned"
    QUESTIONED = "questioned"
    SEARCH_OR_SEIZURE = "search_or_seizure"
    WARRANT_ISSUED = "warrant_issued"
    ARRESTED = "arrested"
    DETAINED = "detained"
    REMANDED = "remanded"
    BAIL_GRANTED = "bail_granted"
    BAIL_DENIED = "bail_denied"
    CHARGED = "charged"
    ON_TRIAL = "on_trial"
    CONVICTED = "convicted"
    SENTENCED = "sentenced"
    ACQUITTED = "acquitted"
    DROPPED = "dropped"
    APPEAL_FILED = "appeal_filed"
    APPEAL_DECIDED = "appeal_decided"
    RELEASED = "released"
    PARDONED = "pardoned"
    DIED_IN_CUSTODY = "died_in_custody"
    EXILED = "exiled"
    UNKNOWN = "unknown"


class TargetType(StrEnum):
    """Who a case is turned on."""

    JOURNALIST = "journalist"
    MEDIA_WORKER = "media_worker"
    BLOGGER = "blogger"
    HUMAN_RIGHTS_DEFENDER = "human_rights_defender"
    ACTIVIST = "activist"
    OPPOSITION_POLITICIAN = "opposition_politician"
    LAWYER = "lawyer"
    ACADEMIC = "academic"
    STUDENT = "student"
    ARTIST = "artist"
    TRADE_UNIONIST = "trade_unionist"
    ORDINARY_USER = "ordinary_user"
    MEDIA_OUTLET = "media_outlet"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a named person does in a case."""

    TARGET = "target"
    COMPLAINANT = "complainant"
    CO_ACCUSED = "co_accused"
    LAWYER = "lawyer"
    OFFICIAL = "official"
    RELATIVE = "relative"
    UNKNOWN = "unknown"


ACCUSED = frozenset({Role.TARGET, Role.CO_ACCUSED})
"""Those on whom a case is turned."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class FeedKind(StrEnum):
    NEWS = "news"
    NGO = "ngo"
    COURT = "court"
    API = "api"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class LawKind(StrEnum):
    CYBERCRIME_LAW = "cybercrime_law"
    FAKE_NEWS_LAW = "fake_news_law"
    ICT_LAW = "ict_law"
    TELECOM_LAW = "telecom_law"
    ELECTRONIC_TRANSACTIONS = "electronic_transactions"
    ONLINE_SPEECH_LAW = "online_speech_law"
    SPEECH_OFFENCE = "speech_offence"


class OffenceFamily(StrEnum):
    """Content (what was said), cyber-enabled (fraud by computer), cyber-dependent (intrusion)."""

    CONTENT = "content"
    CYBER_ENABLED = "cyber_enabled"
    CYBER_DEPENDENT = "cyber_dependent"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What a text says of a yes-or-no matter; not knowing is an answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Complainant(StrEnum):
    """Who set the law in motion."""

    OFFICIAL = "official"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class PrivacyMeasure(StrEnum):
    """What was done to somebody's devices and data in a case."""

    DEVICE_SEIZED = "device_seized"
    FORCED_PASSWORD = "forced_password"
    SURVEILLANCE = "surveillance"


class LawEventKind(StrEnum):
    """Facts in the life of a statute or of one of its sections."""

    INTRODUCED = "introduced"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    RENAMED = "renamed"
    REPLACED_BY = "replaced_by"
    STRUCK_DOWN = "struck_down"
    UPHELD = "upheld"
    REINSTATED = "reinstated"
    SUSPENDED = "suspended"
    REPEALED = "repealed"
    WITHDRAWN = "withdrawn"


class ArticleState(StrEnum):
    """Where an article stands in the flow; each step moves it one on."""

    NEW = "new"
    EXTRACTED = "extracted"
    CLASSIFIED = "classified"
    LINKED = "linked"
    DROPPED = "dropped"


class NamePolicy(StrEnum):
    """How much of a person's name a route may show."""

    SHOW = "show"
    INITIALS = "initials"
    WITHHOLD = "withhold"


class Channel(StrEnum):
    CONSOLE = "console"
    SLACK = "slack"
    MAIL = "mail"


class Verification(StrEnum):
    """Who stands behind a case: the machine alone, people, or nobody since a person dismissed it."""

    MACHINE = "machine"
    ONE_REVIEWER = "one_reviewer"
    TWO_REVIEWERS = "two_reviewers"
    DISMISSED = "dismissed"


class ReviewVerdict(StrEnum):
    """What a person says of a case. `needs_info` leaves it waiting; `duplicate` says another case tells it."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    DUPLICATE = "duplicate"
    NEEDS_INFO = "needs_info"


class ReviewReason(StrEnum):
    NOT_CYBERCRIME_LAW = "not_cybercrime_law"
    NOT_EXPRESSION = "not_expression"
    ORDINARY_CRIME = "ordinary_crime"
    NOT_A_TARGET = "not_a_target"
    OLD_NEWS = "old_news"
    WRONG_COUNTRY = "wrong_country"
    DUPLICATE_OF = "duplicate_of"
    TRANSLATION_ERROR = "translation_error"
    OTHER = "other"


class AlertKind(StrEnum):
    NEW_CASE = "new_case"
    NEW_INCIDENT = "new_incident"
