"""An event for people: what its reports tell for each field, who says so, and the sentences."""

from collections.abc import Iterator
from typing import Any

import msgspec
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.cli.event_words import days_of, place_of
from tocsin.cli.explained import explained
from tocsin.cli.summary import number_of
from tocsin.dataset.decided import Subject, SubjectKind
from tocsin.dataset.events import KeptEvent, Tombstone
from tocsin.dataset.store import Dataset
from tocsin.desk.rows import chain_words
from tocsin.linking.values import Told
from tocsin.project.overview import FieldReadings, event_row, field_readings
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article


def show_event(dataset: Dataset, kept: KeptEvent) -> Group:
    """An event with its fields, its reports and what persons decided of it."""
    row = event_row(kept)
    head = shown(f"{row.id}  {row.type}  {days_of(row)}  {place_of(row)}", "bold")
    counts = f"{number_of(len(row.reports), 'report')} in {number_of(len(row.articles), 'article')}"
    history = ", then ".join(status.value for status in kept.event.history)
    told = [counts, history, f"verdict: {row.verdict}" if row.verdict else ""]
    titles = {name: dataset.article(name) for name in row.articles}
    parts: list[Any] = [head, shown("; ".join(filter(None, told))), Text(), _fields(kept), Text()]
    for report in kept.event.reports:
        parts += _report(report, titles[report.article])
    for words in _decided(dataset, kept):
        parts.append(shown(words, "magenta"))
    return Group(*parts)


def show_report(record: Report | Rejected, event: KeptEvent | None) -> Group:
    """A report or candidate with its words, and the event that it is of."""
    if isinstance(record, Rejected):
        return explained(record)
    of = f"of event {event.event.id}" if event else "not linked yet: tocsin code"
    return Group(explained(record), shown(of))


def show_tombstone(stone: Tombstone) -> Group:
    """An event that is no more, and where its reports went."""
    into = f"; its reports are in {stone.into} now" if stone.into else ""
    why = f"{stone.event} is no event any more ({stone.reason.value}) since {stone.at}{into}"
    return Group(shown(why))


def event_facts(dataset: Dataset, kept: KeptEvent) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "kind": "event",
        **msgspec.to_builtins(event_row(kept)),
        "fields": msgspec.to_builtins(field_readings(kept)),
        "told_by": msgspec.to_builtins(kept.event.reports),
        "decisions": [msgspec.to_builtins(one) for one in dataset.decisions.all(_subject(kept))],
    }


def _fields(kept: KeptEvent) -> Table:
    """A row for each value that a report tells."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("field", "value", "who says so", "told by"):
        table.add_column(name, overflow="fold")
    for field in field_readings(kept):
        for index, (value, speakers, reports) in enumerate(_values(field)):
            label = field.field if index == 0 else ""
            table.add_row(*map(shown, (label, value, speakers, reports)))
    return table


def _values(field: FieldReadings) -> Iterator[tuple[str, str, str]]:
    """Each different value of a field, by whom it is said, and in which reports."""
    if field.edit is not None:
        yield f"{field.edit}", "", "a person set it"
    same: dict[str, list[Told]] = {}
    for told in field.readings:
        same.setdefault(_value(told), []).append(told)
    for value, readings in same.items():
        speakers = dict.fromkeys(_speakers(told) for told in readings)
        reports = dict.fromkeys(told.report for told in readings)
        yield value, "; ".join(speakers), ", ".join(reports)
    if field.discrepancy:
        values = [f"{preset} {_number(value)}" for preset, value in field.settled.items() if value]
        yield "", "", f"they differ by {field.discrepancy}: {', '.join(values)}"


def _speakers(told: Told) -> str:
    """Who says so: "a resident › RFA"; the article where nobody is named."""
    return " › ".join(" ".join(one.split()) for one in told.speakers) or "the article"


def _value(told: Told) -> str:
    words = " ".join(told.words.split())
    if told.value is None:
        return f"“{words}”"
    value = _number(told.value)
    return value if value == words or isinstance(told.value, str) else f"{value} (“{words}”)"


def _number(value: str | int | None) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _report(report: Report, article: Article | None) -> Iterator[Any]:
    """A report: its article, its sentence, and the chain of who says so."""
    title = (article.title if article else None) or report.article
    day = article.published.day.isoformat() if article and article.published else "no date"
    outlet = f", {article.outlet}" if article and article.outlet else ""
    yield shown(f"{report.id}  {title} ({day}{outlet})")
    yield Padding(shown(f"“{' '.join(report.sentence.words.split())}”", "italic dim"), (0, 0, 0, 2))
    if report.sources:
        yield Padding(shown(f"says {chain_words(report.sources)}", "dim"), (0, 0, 0, 2))


def _subject(kept: KeptEvent) -> Subject:
    return Subject(SubjectKind.EVENT, kept.event.id)


def _decided(dataset: Dataset, kept: KeptEvent) -> Iterator[str]:
    """What persons decided of an event, the first decision first."""
    for one in dataset.decisions.all(_subject(kept)):
        change = f": {one.before} → {one.after}" if one.after is not None else ""
        why = f" ({one.by.why})" if one.by.why else ""
        field = f" {one.field}" if one.field else ""
        yield f"{one.by.at:%Y-%m-%d} {one.by.who}: {one.kind.value}{field}{change}{why}"
