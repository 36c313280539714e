"""`tocsin code`: articles to reports."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tocsin.cli.code_project import code_project
from tocsin.cli.consoles import console_for
from tocsin.cli.interrupt import Interrupt
from tocsin.cli.output import write_all
from tocsin.cli.progress import progress
from tocsin.cli.projects import InProject
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
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Articles: text files, JSON Lines, folders; - is standard input. "
            "Without any, what is new in the project.",
        ),
    ] = None,
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
        ReaderName | None,
        typer.Option(
            help="Which of the shipped readers marks the acts; without it learned, or the one that"
            " the project's settings name."
        ),
    ] = None,
    folder: InProject = None,
) -> None:
    """Read the reports of articles: of the files that are named, or of what is new in the project.

    With files, reports go to standard output and what became of each input to standard error; no
    project is looked at. Without files, the articles of the project that are new, were dated since,
    or were read by another version are read and linked; what changed in the events is printed.

    Exit codes: 0 all inputs were read; 1 some were not; 3 none was; 4 no language model.
    """
    if not paths:
        _refuse_options(context)
        raise typer.Exit(code_project(folder, reader, workers, as_json=as_json))
    if folder is not None:
        raise typer.BadParameter("files are read without a project", param_hint="--project")
    if format_ is Format.HTML and out is None and sys.stdout.isatty():
        raise typer.BadParameter("a page needs a file: add --out page.html", param_hint="--format")
    dates = read_dates(published or ())
    summary = Summary(given=tuple(dates))
    errors = console_for(sys.stderr)
    with Interrupt().watched() as interrupt, progress(errors) as count:
        found = find_articles(paths, options=Options(published=dates))
        results = interrupt.until_pressed(
            code_inputs(found, workers, reading_with(reader or ReaderName.LEARNED))
        )
        kept = summary.watch(_confident(count(results), min_confidence, summary))
        write_all(_WRITERS[format_](kept, out), out)
        summary.interrupted = interrupt.pressed
    if as_json:
        sys.stderr.buffer.write(summary.to_json() + b"\n")
    else:
        summary.print(errors)
    raise typer.Exit(summary.exit)


def _refuse_options(context: typer.Context) -> None:
    """Say so where an option is given that means nothing in a project."""
    for name in ("published", "format_", "out", "min_confidence"):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            option = "--" + name.replace("_", "-").rstrip("-")
            raise typer.BadParameter(
                "it is for files that are named; no file is", param_hint=option
            )


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
