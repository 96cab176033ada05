"""How much of a name may leave the house, as one rule for every way out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.domain.cases import Case, Person
from pipeline.domain.vocabulary import NamePolicy

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WITHHELD = "[name withheld]"


def clean(text: str) -> str:
    """Without control, zero-width and direction signs; the joiners that scripts need stay."""
    return _UNSEEN.sub("", text)


def covered_name(person: Person, policy: NamePolicy) -> str:
    """The name as written, its initials, or a sign that it is withheld. Minors are always withheld."""
    if person.minor or policy is NamePolicy.WITHHOLD:
        return WITHHELD
    if policy is NamePolicy.SHOW:
        return clean(person.name)
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"\w+", person.latin or person.name))


def words_may_show(persons: Iterable[Person], policy: NamePolicy) -> bool:
    """Whether headlines and quotes may be seen: names in them are inflected, so that they cannot be covered."""
    return policy is NamePolicy.SHOW and not any(person.minor for person in persons)


def shown_outlets(case: Case, policy: NamePolicy) -> list[str]:
    """The outlets a case is turned on, none below `show`: some are one person's."""
    return list(case.outlets) if policy is NamePolicy.SHOW else []
