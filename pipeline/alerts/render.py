"""Cases as text for each channel. Escaping happens here, once for each sink."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.alerts.chart import chart
from pipeline.alerts.digest import DigestView, view
from pipeline.alerts.names import (
    country_name,
    law_shown,
    neutral_line,
    shown_name,
    without_names,
)
from pipeline.domain import (
    ACCUSED,
    Alert,
    AlertKind,
    Case,
    Evidence,
    Incident,
    LawMention,
    NamePolicy,
    Precision,
    Source,
    Subscriber,
    Week,
)
from pipeline.domain.names import clean, shown_outlets

SERIOUS = "the law's maximum reaches four years, the line from which states share evidence"
CAVEAT = "unverified, found automatically"
LONGEST_SECTION = 2900
"""Slack refuses a section over 3,000 characters."""
MOST_SOURCES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """A rendered digest; the HTML names its picture `cid:chart`."""

    subject: str
    html: str
    text: str
    picture: bytes

    def standalone(self) -> str:
        """The HTML with its picture inside, for a browser."""
        inline = "data:image/png;base64," + base64.b64encode(self.picture).decode()
        return self.html.replace("cid:chart", inline)


class Renderer:
    """Knows how laws are named and in which zone times are told."""

    def __init__(
        self,
        *,
        law_name: Callable[[str], str],
        zone: ZoneInfo,
        serious: Callable[[Sequence[LawMention]], bool] = lambda _: False,
    ) -> None:
        self._law_name, self._zone, self._serious = law_name, zone, serious
        self._pages = Environment(
            loader=PackageLoader("pipeline.alerts"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._texts = self._pages.overlay(autoescape=False)
        for environment in (self._pages, self._texts):
            environment.filters |= {"line": self._line_of, "when": when, "country": country_name}

    # --- alerts ------------------------------------------------------------------------------------------

    def console(self, alert: Alert, case: Case, incident: Incident, policy: NamePolicy) -> str:
        """Several lines of plain text."""
        kind = "NEW CASE" if alert.kind is AlertKind.NEW_CASE else "NEW INCIDENT"
        rows = [f"{kind}  {self.headline(case, incident, policy)}", *self._facts(case, incident, policy)]
        rows += [f"source: {clean(s.feed_name)}  {s.url or ''}" for s in incident.sources[:MOST_SOURCES]]
        rows.append(f"case {case.id[:12]}  TLP:{case.tlp}  {CAVEAT}")
        return "\n  ".join(clean(row) for row in rows)

    def slack(
        self, alert: Alert, case: Case, incident: Incident, policy: NamePolicy
    ) -> tuple[str, list[dict[str, Any]]]:
        """Fallback text and blocks for one incident."""
        kind = "New case" if alert.kind is AlertKind.NEW_CASE else "New incident"
        title = f"*{kind}:* {escape(self.headline(case, incident, policy))}"
        facts = "\n".join(escape(row) for row in self._facts(case, incident, policy))
        links = "\n".join(_slack_link(source) for source in incident.sources[:MOST_SOURCES])
        footer = f"case {case.id[:12]} · TLP:{case.tlp} · {CAVEAT}"
        return title, [_section(title), *([_section(facts)] if facts else []),
                       *([_section(links)] if links else []), _context(footer)]  # fmt: skip

    def slack_parent(self, case: Case, policy: NamePolicy) -> tuple[str, list[dict[str, Any]]]:
        """The first message of a thread as it stands now: status and stages so far."""
        latest = case.incidents[-1]
        title = f"*Case:* {escape(self.headline(case, latest, policy))}"
        stages = " → ".join(incident.stage.value.replace("_", " ") for incident in case.incidents[-20:])
        footer = f"case {case.id[:12]} · {len(case.incidents)} incidents · TLP:{case.tlp} · {CAVEAT}"
        return title, [_section(title), _section(f"Stages so far: {escape(stages)}"), _context(footer)]

    def headline(self, case: Case, incident: Incident, policy: NamePolicy) -> str:
        """The publisher's headline carries names, so below `show` a neutral line stands in its place."""
        if (
            policy is NamePolicy.SHOW
            and not any(person.minor for person in case.persons)
            and incident.sources
        ):
            return clean(incident.sources[0].title)
        return neutral_line(case, incident.stage, self._law_name)

    def _facts(self, case: Case, incident: Incident, policy: NamePolicy) -> list[str]:
        people = [shown_name(p, policy) for p in case.persons if p.role in ACCUSED]
        law = law_shown(case.laws, self._law_name)
        quote = _quote(incident, case, policy)
        rows = {
            "stage": f"{incident.stage.value.replace('_', ' ')}, {when(incident)}",
            "accused under": law or "law not named",
            "UN Convention": SERIOUS if self._serious(case.laws) else "",
            "person": ", ".join(people[:10]),
            "outlet": ", ".join(shown_outlets(case, policy)[:5]),
            "in the words of the report": f"“{quote}”" if quote else "",
        }
        return [f"{name}: {value}" for name, value in rows.items() if value]

    # --- digest ------------------------------------------------------------------------------------------

    def digest(self, week: Week, subscriber: Subscriber) -> DigestPage:
        """Subject, HTML, plain text and picture of one subscriber's digest."""
        shown = view(week, subscriber)
        given = {"view": shown, "policy": subscriber.names, "caveat": CAVEAT, "renderer": self,
                 "start": shown.start.astimezone(self._zone), "end": shown.end.astimezone(self._zone)}  # fmt: skip
        return DigestPage(
            subject=_subject(shown),
            html=self._pages.get_template("digest.html").render(given),
            text=self._texts.get_template("digest.txt").render(given),
            picture=chart(shown),
        )

    def _line_of(self, incident: Incident, case: Case, policy: NamePolicy) -> str:
        return self.headline(case, incident, policy)


def when(incident: Incident) -> str:
    """The date as precisely as it is known."""
    if incident.date is None or incident.precision is Precision.UNKNOWN:
        return f"date unknown, reported {incident.first_reported:%-d %B %Y}"
    forms = {Precision.DAY: "%-d %B %Y", Precision.MONTH: "%B %Y", Precision.YEAR: "%Y"}
    return incident.date.strftime(forms[incident.precision])


def escape(text: str) -> str:
    """For Slack's mrkdwn: also stops <!channel> and links in foreign text."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _slack_link(source: Source) -> str:
    name = escape(source.feed_name)
    if not source.url or any(sign in source.url for sign in "<>|"):
        return name
    return f"<{source.url.replace('&', '&amp;')}|{name}>"


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:LONGEST_SECTION]}}


def _context(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _quote(incident: Incident, case: Case, policy: NamePolicy) -> str:
    """The words the stage rests on; a quote of names is not shown below `show`."""
    wanted: Sequence[Evidence] = [e for e in incident.evidence if e.field in {"stage", "laws"}]
    words = " … ".join(dict.fromkeys(e.quote for e in wanted[:3]))
    return clean(without_names(words, case.persons, policy))


def _subject(shown: DigestView) -> str:
    return f"Overreach digest {shown.iso}: {len(shown.lines)} cases, {shown.incidents} incidents"
