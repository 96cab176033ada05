"""How much of a name a route may show, and a line about a case that names nobody. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from babel import Locale

from pipeline.domain import ACCUSED, Case, LawMention, NamePolicy, Person, Stage, TargetType
from pipeline.domain.names import clean, covered_name

LawName = Callable[[str], str]
_TERRITORIES = Locale.parse("en").territories

DID = {
    Stage.COMPLAINT_FILED: "accused in a complaint", Stage.SUMMONED: "summoned",
    Stage.QUESTIONED: "questioned", Stage.SEARCH_OR_SEIZURE: "searched",
    Stage.WARRANT_ISSUED: "sought by warrant", Stage.ARRESTED: "arrested", Stage.DETAINED: "detained",
    Stage.REMANDED: "remanded in custody", Stage.BAIL_GRANTED: "granted bail",
    Stage.BAIL_DENIED: "denied bail", Stage.CHARGED: "charged", Stage.ON_TRIAL: "on trial",
    Stage.CONVICTED: "convicted", Stage.SENTENCED: "sentenced", Stage.ACQUITTED: "acquitted",
    Stage.DROPPED: "no longer prosecuted", Stage.APPEAL_FILED: "in appeal",
    Stage.APPEAL_DECIDED: "heard on appeal", Stage.RELEASED: "released", Stage.PARDONED: "pardoned",
    Stage.DIED_IN_CUSTODY: "died in custody", Stage.EXILED: "in exile", Stage.UNKNOWN: "in proceedings",
}  # fmt: skip
"""Each stage as a fact of procedure; none says that anything was committed."""


def country_name(iso: str | None) -> str:
    return str(_TERRITORIES.get(iso, iso)) if iso else "country unknown"


def shown_name(person: Person, policy: NamePolicy) -> str:
    """The name with its Latin letters, its initials, or that it is withheld. Minors are always withheld."""
    name = covered_name(person, policy)
    in_latin = policy is NamePolicy.SHOW and not person.minor and person.latin not in ("", person.name)
    return f"{name} ({clean(person.latin)})" if in_latin else name


def neutral_line(case: Case, stage: Stage, law_name: LawName) -> str:
    """`Journalist arrested, accused under the Cybercrimes Act 2015 (Nigeria)`: a headline without names."""
    who = _who(case)
    law = law_shown(case.laws, law_name)
    under = f", accused under {law}" if law else ""
    return f"{who} {DID[stage]}{under} ({country_name(case.country)})"


def law_shown(laws: Iterable[LawMention], law_name: LawName) -> str:
    """The first law by its register name, else as written."""
    known = sorted(laws, key=lambda law: law.id is None)
    if not known:
        return ""
    law = known[0]
    name = law_name(law.id) if law.id else law.as_written
    return clean(f"{name}, {law.section}" if law.section else name)


def _who(case: Case) -> str:
    accused = [p for p in case.persons if p.role in ACCUSED]
    kind = (case.targets[0] if case.targets else TargetType.UNKNOWN).value.replace("_", " ")
    kind = "person" if kind == "unknown" else kind
    return f"{len(accused)} persons ({kind})" if len(accused) > 1 else kind.capitalize()


def without_names(text: str, persons: Iterable[Person], policy: NamePolicy) -> str:
    """A text in which the case's persons stand as the policy allows; every word of a name is covered."""
    for person in persons:
        if policy is NamePolicy.SHOW and not person.minor:
            continue
        words = {word for name in (person.name, person.latin) for word in name.split() if len(word) > 1}
        for whole in sorted({person.name, person.latin, *words}, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(whole)}(?!\w)", "[…]", text, flags=re.IGNORECASE)
    return re.sub(r"(\[…\]\s*)+", "[…] ", text).strip()
