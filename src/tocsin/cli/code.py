"""`tocsin code`: articles to reports."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tocsin.cli.consoles import console_for
from tocsin.cli.interrupt import Interrupt
from tocsin.cli.output import write_all
from tocsin.cli.progress import progress
from tocsin.cli.published import read_dates
from tocsin.cli.summary import Summary
from tocsin.cli.tables import table_chunks
from tocsin.codebooks.manual import manual_row
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import encode_line, input_line
from tocsin.desk.page import write_page
from tocsin.engine import code_inputs
from tocsin.reading import ReaderName, reading_with
from tocsin.reports import Report
from tocsin.text.inputs import Options, find_articles


class Format(StrEnum):
    """What `tocsin code` writes."""

    TABLE = "table"  # for people, at the terminal
    JSONL = "jsonl"  # every field of every record, one a line
    MANUAL = "manual"  # one object an article, in the form of the coding manual
    HTML = "html"  # one page with every article and its evidence


def code(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Articles: text files, JSON Lines, folders; - is standard input.",
        ),
    ],
    published: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=DATE",
            help="Publication day of an article whose text does not tell it; may come often.",
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="What to write.", show_default=True)
    ] = Format.TABLE,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes that read; the output is the same.")
    ] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Tell what became of each input as JSON.")
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, metavar="P", help="Leave out reports whose confidence is below P."
        ),
    ] = 0.0,
    reader: Annotated[
        ReaderName, typer.Option(help="Which of the shipped readers marks the acts.")
    ] = ReaderName.LEARNED,
) -> None:
    """Read the reports of articles.

    What became of each input goes to standard error.

    Exit codes: 0 all inputs were read; 1 some were not; 3 none was; 4 no language model.
    """
    if format_ is Format.HTML and out is None and sys.stdout.isatty():
        raise typer.BadParameter("a page needs a file: add --out page.html", param_hint="--format")
    dates = read_dates(published or ())
    summary = Summary(given=tuple(dates))
    errors = console_for(sys.stderr)
    with Interrupt().watched() as interrupt, progress(errors) as count:
        found = find_articles(paths, options=Options(published=dates))
        results = interrupt.until_pressed(code_inputs(found, workers, reading_with(reader)))
        kept = summary.watch(_confident(count(results), min_confidence, summary))
        write_all(_WRITERS[format_](kept, out), out)
        summary.interrupted = interrupt.pressed
    if as_json:
        sys.stderr.buffer.write(summary.to_json() + b"\n")
    else:
        summary.print(errors)
    raise typer.Exit(summary.exit)


def _confident(results: Iterable[Coded], least: float, summary: Summary) -> Iterator[Coded]:
    """Results without the reports of low confidence; one that carries none is kept."""
    for coded in results:
        kept = tuple(
            record
            for record in coded.records
            if not isinstance(record, Report)
            or record.confidence is None
            or record.confidence >= least
        )
        summary.below += len(coded.records) - len(kept)
        yield replace(coded, records=kept)


def _table(results: Iterable[Coded], out: Path | None) -> Iterator[bytes]:
    shown = out is None and sys.stdout.isatty()
    return table_chunks(results, console_for(sys.stdout).width if shown else None)


def _jsonl(results: Iterable[Coded], _out: Path | None) -> Iterator[bytes]:
    for coded in results:
        for record in (input_line(coded), *coded.records):
            yield encode_line(record) + b"\n"


def _manual(results: Iterable[Coded], _out: Path | None) -> Iterator[bytes]:
    for coded in results:
        if coded.input.article and coded.failure is None:
            row = manual_row(coded.input.article, coded.reports)
            yield msgspec.json.encode(row) + b"\n"


def _html(results: Iterable[Coded], _out: Path | None) -> Iterator[bytes]:
    yield write_page(list(results)).encode("utf-8", "replace")


_WRITERS: dict[Format, Callable[[Iterable[Coded], Path | None], Iterator[bytes]]] = {
    Format.TABLE: _table,
    Format.JSONL: _jsonl,
    Format.MANUAL: _manual,
    Format.HTML: _html,
}
