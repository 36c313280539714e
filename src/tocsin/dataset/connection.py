"""The way to a database: a file or a PostgreSQL URL, one transaction a command, errors in words.

>>> masked("postgresql://anna:secret@db.example/korea")
'postgresql://anna:***@db.example/korea'

There is one writer at a time and any number of readers. A transaction is kept whole or undone
whole, also when the program is killed in the middle of it.
"""

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from tocsin.errors import DatasetError

BUSY_SECONDS = 30  # how long one program waits while another writes
_WRITER = 0x746F6373  # "tocs": the lock of the one who writes to a PostgreSQL database
_IS_URL = re.compile(r"[A-Za-z][A-Za-z0-9+]{1,30}://")
_DRIVER = "postgresql+pg8000"


class Database:
    """A database that may be written to by one at a time.

    Args:
        place: A file, or the URL of a PostgreSQL database.

    Raises:
        DatasetError: The URL is none, or the driver is not installed.
    """

    def __init__(self, place: str | Path) -> None:
        url = _url(place)
        self.path = Path(place) if url is None else None
        self.place = masked(str(place))
        self._password = (url.password if url is not None else None) or ""
        self._engine = _sqlite(str(place)) if url is None else _postgresql(url)
        self._open = threading.local()

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction of this thread, or a new one that ends with the block."""
        if (connection := self._held()) is not None:
            if not connection.get_execution_options().get("writes"):
                raise DatasetError(f"{self.place}: nothing can be written inside a snapshot")
            yield connection
            return
        with self._block(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One state of the database for everything that this thread reads in the block."""
        if (connection := self._held()) is not None:
            yield connection
            return
        with self._block(writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The transaction of this thread, or a connection for a single question."""
        if (connection := self._held()) is not None:
            yield connection
            return
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    def _held(self) -> Connection | None:
        return getattr(self._open, "connection", None)

    @contextmanager
    def _block(self, *, writes: bool) -> Iterator[Connection]:
        """A connection that everything in this thread uses until the block ends."""
        with self._in_words(), self._engine.connect() as connection:
            options = connection.execution_options(writes=writes)
            if not writes and connection.dialect.name == "postgresql":
                options = connection.execution_options(isolation_level="REPEATABLE READ")
            self._open.connection = options
            try:
                yield options
            finally:
                self._open.connection = None

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Errors of the database as ours, with the place and without the password."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise DatasetError(self._told(cause)) from None

    def _told(self, cause: BaseException | None) -> str:
        """What went wrong, for people."""
        words = _words_of(cause)
        if self._password:
            words = words.replace(self._password, "***")
        if "unable to open" in words or "create a connection" in words:
            return f"{self.place} cannot be opened: {words}"
        if isinstance(cause, sqlite3.DatabaseError) and "not a database" in words:
            return f"{self.place} is not a dataset of tocsin: {words}"
        if "locked" in words or "lock timeout" in words:
            return f"{self.place} is being written by another program; try again"
        return f"{self.place}: {words}"


def masked(place: str) -> str:
    """A file or URL as it may be shown: without the password."""
    if not _IS_URL.match(place):
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return place.partition("://")[0] + "://***"


def _words_of(cause: BaseException | None) -> str:
    """The message of an error; PostgreSQL's come as a table of one-letter keys."""
    found = cause.args[0] if cause is not None and cause.args else cause
    return str(found.get("M", found)) if isinstance(found, dict) else str(found)


def _url(place: str | Path) -> URL | None:
    """The URL of a PostgreSQL database; None for a file."""
    if isinstance(place, Path) or not _IS_URL.match(place):
        return None
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise DatasetError(f"{masked(place)} is no URL of a database") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername=_DRIVER)
    if not url.drivername.startswith("postgresql+"):
        raise DatasetError(
            f"{masked(place)}: a dataset is a file or a PostgreSQL database, not {url.drivername}"
        )
    return url


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url)
    except ModuleNotFoundError as error:
        raise DatasetError(
            f"{error.name} is missing; install the driver with: pip install 'tocsin[postgres]'"
        ) from None
    except NoSuchModuleError:
        raise DatasetError(f"no driver {url.drivername!r} for PostgreSQL") from None


def _sqlite(path: str) -> Engine:
    url = URL.create("sqlite", database=path)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    """Leave transactions to us, and write every one to the disk before it counts as kept."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: one that first reads could find the file changed, and fail.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
