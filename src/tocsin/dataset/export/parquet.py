"""The native tables as Parquet, for those who load millions of rows.

DuckDB writes them (the extra `tocsin[parquet]`): it is the smallest library that does, and it takes
the rows from a file as they come, so that no table is held in memory.
"""

from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec

from tocsin.dataset.export import tables
from tocsin.dataset.export.bundle import LOSSES, native_rows
from tocsin.dataset.export.columns import Table, Type
from tocsin.dataset.export.job import Job, Loading, Written
from tocsin.errors import ResourceError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.FLAG: "BOOLEAN",
}
_LARGEST = 1 << 25  # bytes of one row that are still read; twice as much memory is set aside


def write_parquet(job: Job) -> Written:
    """Write every table as a Parquet file.

    Raises:
        ResourceError: DuckDB is not installed.
    """
    duckdb = _duckdb()
    counts = dict.fromkeys((f"{table.name}.parquet" for table in tables.TABLES), 0)
    encoder = msgspec.json.Encoder()
    with ExitStack() as stack:
        streams = {
            table.name: stack.enter_context(_rows_of(job, table).open("wb"))
            for table in tables.TABLES
        }
        for table, row in native_rows(job):
            streams[table.name].write(encoder.encode(row) + b"\n")
            counts[f"{table.name}.parquet"] += 1
    # One thread, so that the same rows give the same bytes.
    connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "512MB"})
    try:
        for table in tables.TABLES:
            _convert(connection, job, table)
    finally:
        connection.close()
    return Written(counts, _LOADS, LOSSES, preset=job.chosen)


def _convert(connection: "DuckDBPyConnection", job: Job, table: Table) -> None:
    """Turn the rows of one table, written as JSON, into its file."""
    source, target = _rows_of(job, table), job.folder / f"{table.name}.parquet"
    columns = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in table.columns)
    connection.execute(
        f"COPY (SELECT * FROM read_json(?, format='newline_delimited', columns={{{columns}}},"  # noqa: S608 - names of our own
        f" maximum_object_size={_LARGEST})) TO '{_quoted(target)}'"
        " (FORMAT parquet, COMPRESSION zstd)",
        [str(source)],
    )
    source.unlink()


def _rows_of(job: Job, table: Table) -> Path:
    """The file that holds the rows of a table until they are turned into Parquet."""
    return job.folder / f"{table.name}.rows"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _duckdb() -> ModuleType:
    try:
        import duckdb  # an optional extra, imported where it is asked for
    except ImportError as error:
        raise ResourceError(
            "Parquet needs DuckDB, which is not installed: pip install 'tocsin[parquet]'"
        ) from error
    return duckdb


_LOADS = (
    Loading("pandas", 'import pandas as pd\nevents = pd.read_parquet("events.parquet")'),
    Loading("R", 'events <- arrow::read_parquet("events.parquet")'),
    Loading("Stata", "* Stata reads no Parquet before version 19: export csv instead"),
)
