"""Published coding schemes: the rows that a codebook makes of events, byte for byte as they look.

The codebook makes every cell and line (`tocsin.codebooks.coding`); here the lines go into files.
Cells stay exact unless they are asked to be safe in spreadsheets: a dataset that programs compare
byte by byte must not gain apostrophes. `crosswalk.csv` says which of our events and reports stand
behind each row.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from tocsin.codebooks.coding import Coding, Context, Row
from tocsin.codebooks.lines import header_line, row_line
from tocsin.codebooks.losses import LossReport
from tocsin.codebooks.parse import facts_used
from tocsin.codebooks.responses import responses_to
from tocsin.codebooks.scheme import Cell, Format, Scheme
from tocsin.dataset.export.cells import line_of, safe
from tocsin.dataset.export.contents import decided_events
from tocsin.dataset.export.job import Job, LeftOut, Loading, Loss, Written
from tocsin.dataset.export.loading import load_table
from tocsin.linking.events import Event
from tocsin.linking.values import Preset

CROSSWALK = "crosswalk.csv"
_HEAD = ("file", "row", "event_id", "report_id")


def scheme_writer(scheme: Scheme) -> Callable[[Job], Written]:
    """The writer of a scheme."""
    return lambda job: write_scheme(job, scheme)


def write_scheme(job: Job, scheme: Scheme) -> Written:
    """Write every table of a scheme, and the crosswalk.

    All events are held at once only for a scheme that asks what the state did about them.
    """
    events: Iterable[Event] = decided_events(job.contents)
    responses = None
    if "responses" in facts_used(scheme):
        events = tuple(events)
        responses = responses_to(events)
    context = Context(
        articles=job.survey.shelf,
        preset=job.preset,
        gazetteer=job.gazetteer,
        responses=responses,
    )
    coding = Coding(scheme, context)
    with ExitStack() as stack:
        files = _Files(scheme, job.folder, stack, job.escape is True)
        for row in coding.rows(events):
            files.write(row)
    return _written(scheme, coding.losses(), files.counts, job.escape is True)


class _Files:
    """The open files of an export."""

    def __init__(self, scheme: Scheme, folder: Path, stack: ExitStack, escape: bool) -> None:
        self.scheme = scheme
        self.escape = escape
        self.counts = {table.file: 0 for table in scheme.tables}
        self.streams: Mapping[str, TextIO] = {
            table.name: _opened(stack, folder / table.file, table.dialect.encoding)
            for table in scheme.tables
        }
        for table in scheme.tables:
            self.streams[table.name].write(header_line(table))
        self.crosswalk = _opened(stack, folder / CROSSWALK, "utf-8")
        self.crosswalk.write(line_of(_HEAD))

    def write(self, row: Row) -> None:
        """Write a row and its lines of the crosswalk."""
        table = self.scheme.table(row.table)
        cells = row.cells
        if self.escape and table.dialect.format is Format.DELIMITED:
            cells = tuple(map(_safe, cells))
        self.streams[table.name].write(row_line(table, cells))
        self.counts[table.file] += 1
        number = self.counts[table.file]
        for event, report in row.told:
            self.crosswalk.write(line_of((table.file, number, event, report)))


def _opened(stack: ExitStack, path: Path, encoding: str) -> TextIO:
    # What an encoding cannot write becomes a question mark: some schemes are not in UTF-8.
    return stack.enter_context(path.open("w", encoding=encoding, errors="replace", newline=""))


def _safe(cell: Cell) -> Cell:
    return safe(cell) if isinstance(cell, str) else cell


def _written(
    scheme: Scheme, report: LossReport, counts: Mapping[str, int], escaped: bool
) -> Written:
    return Written(
        rows=counts,
        loads=_loads(scheme),
        losses=tuple(Loss(one.field, f"No column: {one.words}") for one in report.fields)
        + ((_ESCAPED,) if escaped else ()),
        left_out=tuple(LeftOut(one.rule, one.words, one.ids) for one in report.left_out),
        told=report.markdown(),
        codebook={
            "name": scheme.name,
            "title": scheme.title,
            "version": scheme.version,
            "source": scheme.source,
            "sha256": scheme.sha256,
        },
        preset=Preset(report.preset),
    )


def _loads(scheme: Scheme) -> tuple[Loading, ...]:
    """The lines for each table, program by program."""
    tables = [load_table(table) for table in scheme.tables]
    return tuple(
        Loading(loads[0].program, "\n".join(load.lines for load in loads))
        for loads in zip(*tables, strict=True)
    )


_ESCAPED = Loss(
    "cells that begin like a formula", "They have an apostrophe before them: `--formulas escape`."
)
