"""`tocsin rerun`: do a run again, and see whether the same comes out."""

import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from tocsin.cli.consoles import console_for, print_to, shown
from tocsin.cli.exits import Exit
from tocsin.cli.interrupt import Interrupt
from tocsin.cli.output import write_all
from tocsin.cli.progress import counting
from tocsin.cli.projects import AsJson, InProject
from tocsin.cli.summary import number_of
from tocsin.dataset.lines import encode_line
from tocsin.project.folder import find_project
from tocsin.project.record import read_record
from tocsin.project.rerun import Rerun


def rerun(  # noqa: PLR0913, PLR0917 - one argument an option
    manifest: Annotated[
        Path, typer.Argument(metavar="MANIFEST", help="Record of a run: runs/0002-code.jsonl.")
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Only tell whether the same comes out.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes that read; the output is the same.")
    ] = 1,
    folder: InProject = None,
    as_json: AsJson = False,
) -> None:
    """Read the original files of a run again, with its options, and compare byte by byte.

    The dataset is not touched. Without --check the reports go to standard output as JSON Lines.
    What differs (versions, originals, articles, events) goes to standard error.

    Exit code 1 if anything differs.
    """
    record = read_record(manifest)
    errors = console_for(sys.stderr)
    with (
        find_project(folder).open() as dataset,
        Interrupt().watched() as interrupt,
        counting(errors, "articles", len(record.articles)) as count,
    ):
        again = Rerun(record, dataset, workers)
        results = count(interrupt.until_pressed(again.results()))
        lines = (encode_line(one) + b"\n" for coded in results for one in coded.records)
        if check:
            deque(lines, maxlen=0)
        else:
            write_all(lines, out)
    told = {
        "same": not again.differences and not interrupt.pressed,
        "articles": len(record.articles),
        "events_compared": again.compares_events,
        "finished": record.end is not None,
        "interrupted": interrupt.pressed,
        "differences": msgspec.to_builtins(again.differences),
    }
    stream = sys.stdout if check else sys.stderr
    if as_json:
        stream.buffer.write(msgspec.json.encode(told) + b"\n")
    else:
        print_to(stream, *_parts(again, interrupted=interrupt.pressed))
    if interrupt.pressed:
        raise typer.Exit(Exit.INTERRUPTED)
    raise typer.Exit(Exit.SOME_UNREAD if again.differences else Exit.OK)


def _parts(again: Rerun, *, interrupted: bool) -> Iterator[Text]:
    """What differs, then in a sentence whether the same came out."""
    for one in again.differences:
        yield shown(f"{one.subject}: was {one.then}, is {one.now}", "red")
    read = number_of(len(again.record.articles), "article")
    if interrupted:
        yield Text("Interrupted: not all articles were compared.")
    elif again.differences:
        yield shown(f"{read}: {number_of(len(again.differences), 'difference')}", "bold")
    else:
        events = " and events" if again.compares_events else ""
        yield shown(f"{read}: the same reports{events}, byte by byte", "bold")
    if not again.compares_events:
        yield Text("Events were not compared: they rest on other runs too, or the run did not end.")
