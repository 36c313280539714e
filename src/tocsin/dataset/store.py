"""The dataset: articles with their bytes, reports, events, decisions, and what was left out.

>>> import tempfile, pathlib
>>> folder = tempfile.TemporaryDirectory()
>>> with Dataset(pathlib.Path(folder.name) / "korea.tocsin") as dataset:
...     dataset.add([])
...     list(dataset.events())
0
[]
>>> folder.cleanup()

It is one SQLite file, or a PostgreSQL database. A record is kept as its line of JSON, with the
columns beside it that people ask for in SQL. Nothing in it is overwritten: what is read anew, or
decided otherwise, is written behind what was there.
"""

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from tocsin.dataset.adding import add_records
from tocsin.dataset.articles import find_article, read_article, read_articles
from tocsin.dataset.connection import Database
from tocsin.dataset.custody import Custody
from tocsin.dataset.decisions import Decisions
from tocsin.dataset.events import KeptEvent, Tombstone, find_event, kept_events
from tocsin.dataset.filters import ALL, Filter
from tocsin.dataset.inputs import Inputs
from tocsin.dataset.linked import Linked
from tocsin.dataset.migrations import prepare
from tocsin.dataset.originals import Originals
from tocsin.dataset.readings import Readings
from tocsin.dataset.records import read_rejected, read_reports
from tocsin.dataset.runs import Runs
from tocsin.dataset.schema import ARTICLES, DECISIONS, EVENTS, INPUTS, REJECTED, REPORTS, RUNS
from tocsin.dataset.search import Hit, search
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article


class Dataset:
    """A dataset in a file, which is made if there is none, or in a PostgreSQL database.

    Args:
        place: The file, or a URL such as "postgresql://anna@localhost/korea". Other programs may
            read it at the same time; one of them writes, the others wait.
        originals: Folder of the original bytes; None for "originals" beside the file. A dataset in
            PostgreSQL keeps none unless it is named.

    Attributes:
        inputs: What was handed in, and what became of it.
        readings: What articles told, and which are to be read.
        linked: How reports were put together into events.
        decisions: What persons decided.
        runs: Which commands worked on it.
        custody: The custody log.

    Raises:
        DatasetError: It is no dataset, or a later version of tocsin wrote it.
    """

    def __init__(self, place: str | Path, *, originals: Path | None = None) -> None:
        self._database = Database(place)
        self._close = weakref.finalize(self, self._database.close)
        if originals is None and self._database.path is not None:
            originals = self._database.path.parent / "originals"
        self._originals = Originals(originals)
        self.inputs = Inputs(self._database, self._originals)
        self.readings = Readings(self._database)
        self.linked = Linked(self._database)
        self.decisions = Decisions(self._database)
        self.runs = Runs(self._database)
        self.custody = Custody(self._database, self._originals)
        try:
            prepare(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._close()

    @property
    def place(self) -> str:
        """The file or URL as it may be shown: without the password."""
        return self._database.place

    @property
    def originals_folder(self) -> Path | None:
        """Folder of the original bytes; None if none are kept."""
        return self._originals.folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written in the block, or, if it ends with an error, none of it.

        Others wait as long as it lasts, so work of hours is done in many such blocks.
        """
        with self._database.writing():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the dataset in the block, whatever others write meanwhile."""
        with self._database.snapshot():
            yield

    def add(self, records: Iterable[Event | Report | Rejected | Article]) -> int:
        """Add records by hand, all of them or, where one cannot be added, none.

        Args:
            records: Events (each with its reports), reports that belong to no event yet, rejected
                candidates, articles; in any order and mixture.

        Returns:
            How many records the dataset did not hold before. Adding twice changes nothing; an
            event with further reports behind those that it has keeps its id and gains them.

        Raises:
            DatasetError: A record has the id of one in the dataset and says something else.
        """
        with self._database.writing() as connection:
            return add_records(connection, records)

    def events(self, where: Filter = ALL) -> Iterator[Event]:
        """Events with their reports, in the order in which they were founded."""
        return (kept.event for kept in kept_events(self._database, where))

    def kept_events(self, where: Filter = ALL) -> Iterator[KeptEvent]:
        """The same events with their versions and what persons decided of them."""
        return kept_events(self._database, where)

    def event(self, event: str) -> KeptEvent | Tombstone | None:
        """The event of an id, or what became of it; None if there never was one."""
        return find_event(self._database, event)

    def reports(self, where: Filter = ALL) -> Iterator[Report]:
        """Reports that are current, in the order in which they were added."""
        return read_reports(self._database, where)

    def rejected(self, article: str | None = None) -> Iterator[Rejected]:
        """Candidates that were left out, of all articles or of one, in the order of adding."""
        return read_rejected(self._database, article)

    def articles(self) -> Iterator[Article]:
        """Articles with the days that persons gave them, in the order in which they were added."""
        return read_articles(self._database)

    def article(self, article: str) -> Article | None:
        """The article of an id; None if there is none."""
        return read_article(self._database, article)

    def find_article(self, words: str) -> Article:
        """The article that a person means by an id, a name, or a part of either.

        Raises:
            DatasetError: There is none, or more than one; the message names some of them.
        """
        return find_article(self._database, words)

    def original(self, sha256: str) -> bytes:
        """The original bytes of a hash.

        Raises:
            DatasetError: They are not there, or are no longer what they were.
        """
        return self._originals.read(sha256)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Sentences of reports, then articles, that hold all words and "phrases" of a text.

        Args:
            text: What to look for; accents and case do not matter.
            limit: The most hits of each kind.
        """
        return search(self._database, text, limit)

    def counts(self) -> dict[str, int]:
        """How many there are of each kind, by name."""
        asked = {
            "articles": select(func.count()).select_from(ARTICLES),
            "reports": select(func.count()).where(REPORTS.c.current),
            "rejected": select(func.count()).where(REJECTED.c.current),
            "events": select(func.count()).where(EVENTS.c.live),
            "removed": select(func.count()).where(~EVENTS.c.live),
            "decisions": select(func.count()).select_from(DECISIONS),
            "inputs": select(func.count()).select_from(INPUTS),
            "runs": select(func.count()).select_from(RUNS),
        }
        with self._database.reading() as connection:
            return {name: connection.execute(one).scalar_one() for name, one in asked.items()}
