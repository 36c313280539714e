"""`tocsin explain`: why each field of a report has its value."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import console_for, shown
from tocsin.cli.exits import Exit
from tocsin.cli.published import read_dates
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import encode_line
from tocsin.desk.rows import Row, report_rows, silent_fields
from tocsin.engine import code_inputs
from tocsin.reading import ReaderName, reading_with
from tocsin.reports import Rejected, Report
from tocsin.text.inputs import Options, find_articles


def explain(
    report_id: Annotated[
        str, typer.Argument(metavar="REPORT-ID", help="Id of a report, or the beginning of one.")
    ],
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="The articles that were read.")
    ],
    published: Annotated[
        list[str] | None,
        typer.Option(metavar="ID=DATE", help="Publication day, as it was given to code."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    reader: Annotated[
        ReaderName, typer.Option(help="The reader, as it was given to code.")
    ] = ReaderName.LEARNED,
) -> None:
    """Say why each field of a report has its value: the words, and the rule that read them.

    The articles are read again; the same text and options give the same ids. A candidate that was
    left out has an id too, and is explained by its reason.
    """
    inputs = find_articles(paths, options=Options(published=read_dates(published or ())))
    results = code_inputs(inputs, 1, reading_with(reader))
    found = list(_records(results, report_id))
    if len(found) != 1:
        several = ", ".join(sorted(record.id for record in found))
        why = f"several ids begin so: {several}" if found else "no report or candidate has this id"
        console_for(sys.stderr).print(shown(f"{report_id}: {why}"))
        raise typer.Exit(Exit.USAGE if found else Exit.NOTHING_READ)
    if as_json:
        sys.stdout.buffer.write(encode_line(found[0]) + b"\n")
    else:
        console_for(sys.stdout).print(_explained(found[0]))


def _records(results: Iterable[Coded], beginning: str) -> Iterator[Report | Rejected]:
    """Records whose id, or the part behind the article's, begins so; an exact one goes alone."""
    matches = [
        record
        for coded in results
        for record in coded.records
        if record.id.startswith(beginning) or record.id.rpartition(".")[2].startswith(beginning)
    ]
    exact = [record for record in matches if record.id == beginning]
    yield from exact or matches


def _explained(record: Report | Rejected) -> Group:
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
