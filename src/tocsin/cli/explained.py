"""A report or candidate for people: each field with its value, its words and the rule.

What `tocsin explain` prints of articles that it reads, and `tocsin show` of those in a project.
"""

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.desk.rows import Row, report_rows, silent_fields
from tocsin.reports import Rejected, Report


def explained(record: Report | Rejected) -> Group:
    """All that is known of a record, and why."""
    head = shown(f"{record.id}  in article {record.article}", "bold")
    sentence = shown(f"“{' '.join(record.sentence.words.split())}”", "italic")
    if isinstance(record, Rejected):
        into = f"; added to {record.into}" if record.into else ""
        why = f"{record.type} at “{record.anchor.words}” was left out: {record.reason.value}{into}"
        return Group(head, sentence, shown(why))
    table = Table(box=None, pad_edge=False, header_style="dim")
    names = ("field", "value", *(("sure",) if record.confidences else ()), "words", "rule")
    for name in names:
        table.add_column(name, overflow="fold", max_width=44)
    for row in report_rows(record):
        for label, value, *rest in _cells(row):
            sure = (_sure(row) if label else "",) if record.confidences else ()
            table.add_row(*map(shown, (label, value, *sure, *rest)))
    confidence = (
        "not calibrated" if record.confidence is None else f"{record.confidence:.2f} (calibrated)"
    )
    told = f"\nread by {record.reader}; confidence {confidence}"
    return Group(head, sentence, Text(), table, Text(told), *_silent(record))


def _sure(row: Row) -> str:
    """The probability that a second coder agrees, pointed out where it is small: "0.41 ?"."""
    if row.confidence is None:
        return ""
    return f"{row.confidence:.2f}{' ?' if row.unsure else ''}"


def _silent(report: Report) -> Iterator[Text]:
    """How sure it is that the article does not tell what was left empty."""
    if silent := silent_fields(report):
        told = ", ".join(f"{name} {sure:.2f}" for name, sure in silent.items())
        yield shown(f"left empty: {told}")


def _cells(row: Row) -> Iterator[tuple[str, str, str, str]]:
    """A line for each piece of evidence; the value stands in the first alone."""
    value = f"{row.value} ({row.note})" if row.note else row.value
    if not row.evidence:
        yield row.label, value, "", ""
    for index, evidence in enumerate(row.evidence):
        words = f"“{' '.join(evidence.words.split())}” at {evidence.span.start}"
        yield ("" if index else row.label, "" if index else value, words, evidence.rule)
