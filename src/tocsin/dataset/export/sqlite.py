"""SQLite: the dataset file itself, copied as it is at one moment while others may write to it.

Records that stand in no file, and redacted ones, are put into a new dataset.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.store import Dataset

FILE = "dataset.sqlite"
_PAGES = 4096  # copied at a time; between two steps others may write
_SETTLED = Loss(
    "settled values",
    "Events name their reports and hold no value of their own; the CSV bundle has them.",
)


def write_sqlite(job: Job) -> Written:
    """Write one file that SQLite, Datasette, DuckDB and tocsin read."""
    target = job.folder / FILE
    source = job.contents.file
    if source is None:
        _fill(job, target)
    else:
        _copy(source, target)
    return Written({FILE: job.survey.events}, _LOADS, (_SETTLED,))


def _copy(source: Path, target: Path) -> None:
    """Copy a database page by page; what others commit meanwhile makes the copy begin anew."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=_PAGES)
        _alone(new)


def _fill(job: Job, target: Path) -> None:
    """Put the records into a new dataset."""
    contents = job.contents
    with Dataset(target) as dataset:
        dataset.add(
            record
            for records in (
                contents.articles(),
                contents.events(),
                contents.loose(),
                contents.rejected(),
            )
            for record in records
        )
    with closing(sqlite3.connect(target)) as new:
        _alone(new)


def _alone(connection: sqlite3.Connection) -> None:
    """Leave one file: a write-ahead log beside it would have to travel with it."""
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()


_LOADS = (
    Loading(
        "pandas",
        "import sqlite3\nimport pandas as pd\n"
        'with sqlite3.connect("dataset.sqlite") as connection:\n'
        '    reports = pd.read_sql("SELECT * FROM reports", connection)',
    ),
    Loading(
        "R",
        'connection <- DBI::dbConnect(RSQLite::SQLite(), "dataset.sqlite")\n'
        'reports <- DBI::dbGetQuery(connection, "SELECT * FROM reports")',
    ),
    Loading("Stata", "* Stata reads SQLite by ODBC only: export csv instead"),
)
