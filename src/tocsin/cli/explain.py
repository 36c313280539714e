"""`tocsin explain`: why each field of a report has its value."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from tocsin.cli.consoles import console_for, shown
from tocsin.cli.exits import Exit
from tocsin.cli.explained import explained
from tocsin.cli.published import read_dates
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import encode_line
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
        console_for(sys.stdout).print(explained(found[0]))


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
