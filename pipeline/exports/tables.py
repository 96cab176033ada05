"""What a terminal shows of cases and laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from pipeline.domain import Case, Law, LawEvent, Treaties


def case_table(cases: Iterable[Case], law_name: Callable[[str], str]) -> Table:
    """Cases for a terminal: country, who by kind (never by name), law, stages, a quote, numbers of reports."""
    table = Table(title="cases", box=SIMPLE_HEAD)
    columns = {
        "case": 10,
        "where": 7,
        "target": 14,
        "law": 36,
        "stages": 27,
        "in the words of the report": 40,
        "articles": 10,
    }
    for name, width in columns.items():
        table.add_column(name, no_wrap=True, overflow="ellipsis", width=width)
    for case in cases:
        laws = dict.fromkeys(law_name(law.id) if law.id else law.as_written for law in case.laws)
        stages = dict.fromkeys(incident.stage.value for incident in case.incidents)
        quotes = {
            e.field: e.quote for i in case.incidents for e in i.evidence if e.field in {"laws", "stage"}
        }
        table.add_row(
            case.id[:8], case.country or "?", ", ".join(case.targets) or "not said", next(iter(laws), "not named"),
            " → ".join(stages), " … ".join(quotes.values()),
            str(len({source.article_id for i in case.incidents for source in i.sources})),
        )  # fmt: skip
    return table


def coverage_row(country: str, laws: Sequence[Law], treaties: Treaties) -> list[str]:
    """One country of `laws coverage`."""
    languages = sorted({lang for law in laws for lang in (*law.names, *law.cued_names)})
    joined = treaties.countries.get(country, {})
    return [
        country, str(len(laws)), str(sum(len(law.provisions) for law in laws)), " ".join(languages),
        *(joined[treaty].status if treaty in joined else "unknown" for treaty in treaties.names),
        min(law.checked_on for law in laws).isoformat(),
    ]  # fmt: skip


def law_text(law: Law) -> str:
    """A law for reading: names, history, provisions."""
    names = [f"  {lang}: {', '.join(names)}" for lang, names in {**law.names}.items()]
    cued = [f"  {lang}: {', '.join(names)}" for lang, names in law.cued_names.items()]
    history = [f"  {_event(event)}" for event in law.history]
    provisions = [f"  {p.section}: {p.criminalises} ({_months(p.max_prison_months)})" for p in law.provisions]
    return "\n".join([
        f"{law.name} ({law.id})", f"{law.country}, {law.kind.value}, {law.year}, confidence {law.confidence.value}",
        "names enough alone:", *names, "names that need the country or another cue:", *cued,
        "history:", *history, "provisions:", *provisions, "sources:", *(f"  {s}" for s in law.sources),
    ])  # fmt: skip


def _months(months: int | None) -> str:
    if months is None:
        return "maximum prison term unknown"
    return f"up to {months} months in prison" if months else "fine only"


def _event(event: LawEvent) -> str:
    section = f" section {event.section}" if event.section else ""
    court = f" by {event.court}" if event.court else ""
    return f"{event.date} {event.event.value}{section}{court}{f': {event.note}' if event.note else ''}"
