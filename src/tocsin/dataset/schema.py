"""The tables of a dataset, one description for SQLite and PostgreSQL.

>>> sorted(table.name for table in METADATA.sorted_tables)[:4]
['articles', 'custody', 'decisions', 'event_changes']

A record is kept as its line of JSON, with the columns beside it that people ask for in SQL. Rows
of `articles`, `readings`, `reports`, `rejected`, `decisions` and `custody` are never taken away:
what was read anew is no longer `current`, what was decided otherwise is another decision.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    insert,
    select,
    text,
)

# Version of these tables; a file carries it, and `migrations` leads every earlier one here.
VERSION = 2

METADATA = MetaData()

_AT_ONCE = 500  # rows of one question to PostgreSQL

# A number that we give ourselves, counting up from 1. SQLite finds a row by it without an index.
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
# Compared byte by byte everywhere: the collation of a country would put "2024-06" after a day.
_DAY = Text().with_variant(Text(collation="C"), "postgresql")


def _number(name: str) -> Column[int]:
    return Column(name, _NUMBER, primary_key=True, autoincrement=False)


ARTICLES = Table(
    "articles",
    METADATA,
    _number("key"),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", _DAY),  # as the article tells it
    Column("given", _DAY),  # as a person set it, which counts
    Column("url", Text),
    Column("words", Text, nullable=False, index=True),  # hash of its words: the same text again
    Column("record", LargeBinary, nullable=False),
)
INPUTS = Table(
    "inputs",
    METADATA,
    _number("number"),
    Column("name", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("article", Text),
    Column("sha256", Text, nullable=False),  # of its bytes; empty if they are unknown
    Column("run", _NUMBER, nullable=False),
    Column("at", Text, nullable=False),
)
READINGS = Table(
    "readings",
    METADATA,
    _number("number"),
    Column("article", Text, nullable=False, index=True),
    Column("tool", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("codebooks", Text, nullable=False),
    Column("published", _DAY),  # the day that it was read with
    Column("run", _NUMBER, nullable=False),
    Column("at", Text, nullable=False),
    Column("failure", Text),
    Column("current", Boolean, nullable=False),
)
REPORTS = Table(
    "reports",
    METADATA,
    _number("key"),
    Column("id", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("reading", _NUMBER),  # None: added by hand
    Column("current", Boolean, nullable=False),
    Column("fresh", Boolean, nullable=False),  # new or changed since reports were last linked
    Column("succeeds", Text),  # id of the report of an earlier reader that told the same
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start", _DAY),
    Column("end", _DAY),
    Column("city", Text),
    Column("country", Text),
    Column("size_low", BigInteger),
    Column("size_high", BigInteger),
    Column("sentence", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("report_of_article", "article"),
    Index("report_of_reading", "reading"),
    Index("report_of_type", "type", "country"),
    Index("report_of_day", "start"),
)
# SQLite uses an index of some rows only for a question that names them in the same words.
Index(
    "report_by_id",
    REPORTS.c.id,
    unique=True,
    sqlite_where=text("current = 1"),
    postgresql_where=REPORTS.c.current,
)
Index(
    "report_fresh",
    REPORTS.c.key,
    sqlite_where=text("fresh = 1"),
    postgresql_where=REPORTS.c.fresh,
)
REJECTED = Table(
    "rejected",
    METADATA,
    _number("key"),
    Column("id", Text, nullable=False, index=True),
    Column("article", Text, nullable=False, index=True),
    Column("reading", _NUMBER),
    Column("current", Boolean, nullable=False),
    Column("type", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)
EVENTS = Table(
    "events",
    METADATA,
    _number("key"),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("reason", Text),  # why it is no longer live
    Column("into", Text),  # the event that has its reports now
    Column("at", Text),  # when that came about
    Column("pinned", Boolean, nullable=False),  # put together or parted by a person
    Column("verdict", Text),
    Column("edits", Text, nullable=False),  # values that persons set, by field
    Column("told", Text, nullable=False),  # what its reports told when they were last linked
)
EVENT_REPORTS = Table(
    "event_reports",
    METADATA,
    Column("event", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("report", Text, nullable=False, index=True),
)
EVENT_CHANGES = Table(
    "event_changes",
    METADATA,
    _number("number"),
    Column("run", _NUMBER, nullable=False, index=True),
    Column("event", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("reports", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("into", Text),
)
DECISIONS = Table(
    "decisions",
    METADATA,
    _number("number"),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("field", Text),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", _NUMBER),
    Index("decision_on", "subject", "subject_kind"),
)
RUNS = Table(
    "runs",
    METADATA,
    _number("number"),
    Column("command", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("counts", Text, nullable=False),
)
CUSTODY = Table(
    "custody",
    METADATA,
    _number("number"),
    Column("at", Text),  # None: added by a program that gave no time
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("custody_of", "action", "subject"),
)

# Words of articles and of the sentences of reports, by their keys; each database has its own way.
_SQLITE_WORDS = "USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2')"
_WORDS = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE article_words {_SQLITE_WORDS}",
        f"CREATE VIRTUAL TABLE sentence_words {_SQLITE_WORDS}",
    ],
    "postgresql": [
        # English forms without a list of words that are passed over: SQLite has none either.
        "CREATE TEXT SEARCH DICTIONARY tocsin_forms (TEMPLATE = snowball, Language = english)",
        "CREATE TEXT SEARCH CONFIGURATION tocsin_words (COPY = english)",
        "ALTER TEXT SEARCH CONFIGURATION tocsin_words"
        " ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part"
        " WITH tocsin_forms",
    ]
    + [
        statement
        for name in ("article_words", "sentence_words")
        for statement in (
            f"CREATE TABLE {name} (key bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX {name}_gin ON {name} USING gin (words)",
        )
    ],
}
_KEPT = ("custody", "decisions")
# The database itself refuses to change what is only ever appended to.
_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is only ever appended to'); END"
        for table in _KEPT
        for deed in ("update", "delete")
    ],
    "postgresql": [
        "CREATE FUNCTION tocsin_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is only ever appended to', TG_TABLE_NAME; END $$",
        *(
            f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION tocsin_refuse()"
            for table in _KEPT
        ),
    ],
}


def create(connection: Connection) -> None:
    """Make all tables of this version in a database that has none of them."""
    METADATA.create_all(connection, checkfirst=False)
    for statement in (*_WORDS[connection.dialect.name], *_GUARDS[connection.dialect.name]):
        connection.exec_driver_sql(statement)


def next_number(connection: Connection, column: Column[int]) -> int:
    """The next number of a table; only one writer is in a dataset at a time."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert many rows of the same columns at once."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _insert_arrays(connection, table, rows)
    else:
        connection.execute(insert(table), rows)


def _insert_arrays(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Rows as one array a column: one question to the server, where the driver asks one a row."""
    columns = [table.c[name] for name in rows[0]]
    names = ", ".join(f'"{column.name}"' for column in columns)
    arrays = ", ".join(
        f"CAST(:v{place} AS {_type(connection, column)}[])" for place, column in enumerate(columns)
    )
    statement = f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        values = {
            f"v{place}": array_of([row[column.name] for row in some])
            for place, column in enumerate(columns)
        }
        connection.execute(text(statement), values)


def array_of(values: Sequence[object]) -> str:
    """Values as an array of PostgreSQL; the driver's own takes the word "null" for nothing."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _type(connection: Connection, column: Column[Any]) -> str:
    """Name of the type of a column, without its collation: "TEXT"."""
    return column.type.compile(connection.dialect).partition(" ")[0]
