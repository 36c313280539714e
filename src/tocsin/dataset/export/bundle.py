"""The native bundle: CSV files with a description of their columns and of how they hang together.

Events and reports are two tables, as people who code both want them, with a table between them that
says which report tells of which event; behind them stand the articles, every party, every figure
and every word that a value rests on.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack

from tocsin.dataset.export import rows, tables
from tocsin.dataset.export.cells import line_of
from tocsin.dataset.export.columns import Row, Table
from tocsin.dataset.export.contents import decided
from tocsin.dataset.export.job import Job, Loss, Written
from tocsin.dataset.export.loading import load_bundle
from tocsin.dataset.export.package import package_of
from tocsin.dataset.export.version import tool_version
from tocsin.reports import Report

LOSSES = (
    Loss("article texts", "They are left out; a document is known by the hash of its bytes."),
    Loss("evidence of rejected candidates", "The rules that marked them are left out."),
    Loss("how a number was worded by whom", "The rules that read the figures are left out."),
    Loss("empty words", 'An empty title cannot be told from none: both are "".'),
)


def write_bundle(job: Job) -> Written:
    """Write every table as a CSV file, and `datapackage.json` beside them."""
    escape = job.escape is not False
    counts = {f"{table.name}.csv": 0 for table in tables.TABLES}
    with ExitStack() as stack:
        streams = {
            table.name: stack.enter_context(
                (job.folder / f"{table.name}.csv").open(
                    "w", encoding="utf-8", errors="replace", newline=""
                )
            )
            for table in tables.TABLES
        }
        for table in tables.TABLES:
            streams[table.name].write(line_of([column.name for column in table.columns]))
        for table, row in native_rows(job):
            streams[table.name].write(line_of(table.line(row), escape))
            counts[f"{table.name}.csv"] += 1
    package = package_of(tables.TABLES, counts, escape, tool_version())
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    (job.folder / "datapackage.json").write_text(text, "utf-8")
    losses = (*LOSSES, ESCAPED) if escape else LOSSES
    return Written(counts, load_bundle(tables.TABLES), losses, preset=job.chosen)


ESCAPED = Loss(
    "cells that begin like a formula",
    "They have an apostrophe before them, so that no spreadsheet runs them; "
    "`--formulas keep` leaves them as they are.",
)


def native_rows(job: Job) -> Iterator[tuple[Table, Row]]:
    """Every row of every table; a row comes after those that it points to."""
    for article in job.contents.articles():
        yield tables.DOCUMENTS, rows.document_row(article)
    for name in job.survey.absent:
        yield tables.DOCUMENTS, {"document_id": name}
    written = set[str]()
    for event in job.contents.events():
        new = [report for report in event.reports if report.id not in written]
        written.update(report.id for report in new)
        for report in new:
            yield from _of_report(report)
        yield tables.EVENTS, rows.event_row(decided(job.contents, event), job.chosen)
        yield from ((tables.EVENT_REPORT, row) for row in rows.event_report_rows(event))
    for report in job.contents.loose():
        yield from _of_report(report)
    for candidate in job.contents.rejected():
        yield tables.REJECTED, rows.rejected_row(candidate)


def _of_report(report: Report) -> Iterator[tuple[Table, Row]]:
    yield tables.REPORTS, rows.report_row(report)
    yield from ((tables.PARTIES, row) for row in rows.party_rows(report))
    yield from ((tables.FIGURES, row) for row in rows.figure_rows(report))
    yield from ((tables.EVIDENCE, row) for row in rows.evidence_rows(report))
