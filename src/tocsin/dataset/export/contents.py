"""What is exported: events with their reports, loose reports, rejected candidates, articles.

>>> contents = Records((), (), (), (Article("a", "They marched."),))
>>> [article.id for article in contents.articles()]
['a']

A dataset is read again and again from its file, so that no export holds all of it in memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from tocsin.dataset.store import Dataset
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article


class Contents(Protocol):
    """Gives the records of an export, the same ones in the same order however often asked."""

    @property
    def place(self) -> str:
        """What the records come from, for the manifest."""
        ...

    @property
    def file(self) -> Path | None:
        """The SQLite file that holds just these records; None if there is none."""
        ...

    def events(self) -> Iterator[Event]:
        """Every event with its reports."""
        ...

    def loose(self) -> Iterator[Report]:
        """Every report that belongs to no event."""
        ...

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out."""
        ...

    def articles(self) -> Iterator[Article]:
        """Every article with its text, where that is at hand."""
        ...

    def reports_of(self, article: str) -> tuple[Report, ...]:
        """All reports of an article, in the order of their anchors."""
        ...


@dataclass(frozen=True)
class Records:
    """Contents that are in memory.

    Attributes:
        linked: Events with their reports.
        reports: Reports that belong to no event.
        candidates: Candidates that were left out.
        documents: Articles.
        place: What they come from.
        file: The SQLite file that holds just these; None if there is none.
    """

    linked: tuple[Event, ...]
    reports: tuple[Report, ...] = ()
    candidates: tuple[Rejected, ...] = ()
    documents: tuple[Article, ...] = ()
    place: str = "records"
    file: Path | None = None

    def events(self) -> Iterator[Event]:
        """Every event with its reports."""
        return iter(self.linked)

    def loose(self) -> Iterator[Report]:
        """Every report that belongs to no event."""
        return iter(self.reports)

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out."""
        return iter(self.candidates)

    def articles(self) -> Iterator[Article]:
        """Every article."""
        return iter(self.documents)

    def reports_of(self, article: str) -> tuple[Report, ...]:
        """All reports of an article."""
        return tuple(self._by_article.get(article, ()))

    @cached_property
    def _by_article(self) -> Mapping[str, list[Report]]:
        return _grouped(self)


class OfDataset:
    """Contents that are read from a dataset.

    Args:
        dataset: The dataset; it stays open as long as this is used.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @property
    def place(self) -> str:
        """Name of the file, without its folders: they are nobody's business."""
        return Path(self.dataset.path).name

    @property
    def file(self) -> Path | None:
        """The dataset's own file."""
        return Path(self.dataset.path)

    def events(self) -> Iterator[Event]:
        """Every event with its reports."""
        return self.dataset.events()

    def loose(self) -> Iterator[Report]:
        """Every report that belongs to no event."""
        linked = {report.id for event in self.dataset.events() for report in event.reports}
        return (report for report in self.dataset.reports() if report.id not in linked)

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out."""
        return self.dataset.rejected()

    def articles(self) -> Iterator[Article]:
        """Every article."""
        return self.dataset.articles()

    def reports_of(self, article: str) -> tuple[Report, ...]:
        """All reports of an article."""
        return tuple(self._by_article.get(article, ()))

    @cached_property
    def _by_article(self) -> Mapping[str, list[Report]]:
        return _grouped(self)


@dataclass(frozen=True)
class Survey:
    """What was seen in one look through all contents.

    Attributes:
        events: How many events there are.
        reports: How many reports, in events and loose.
        loose: How many of them belong to no event.
        rejected: How many candidates were left out.
        shelf: Every article that a record names, by id, without its text; one that is not at hand
            is known by its id alone.
        absent: Ids of the articles that are not at hand.
        textless: Ids of the articles whose text is not at hand.
        readers: Names of the readers that marked the reports.
        sha256: Hash over all records in their order.
    """

    events: int
    reports: int
    loose: int
    rejected: int
    shelf: Mapping[str, Article] = field(repr=False)
    absent: tuple[str, ...]
    textless: tuple[str, ...]
    readers: tuple[str, ...]
    sha256: str


def survey(contents: Contents) -> Survey:
    """Look through all contents once."""
    look = _Look()
    for article in contents.articles():
        look.article(article)
    for event in contents.events():
        look.event(event)
    loose = 0
    for report in contents.loose():
        look.report(report)
        loose += 1
    rejected = 0
    for candidate in contents.rejected():
        look.see(candidate)
        look.named.setdefault(candidate.article)
        rejected += 1
    absent = tuple(name for name in look.named if name not in look.shelf)
    return Survey(
        events=look.events,
        reports=look.reports,
        loose=loose,
        rejected=rejected,
        shelf=look.shelf | {name: Article(name, "") for name in absent},
        absent=absent,
        textless=tuple(look.textless),
        readers=tuple(sorted(look.readers)),
        sha256=look.digest.hexdigest(),
    )


class _Look:
    """What is counted while the records pass by."""

    def __init__(self) -> None:
        self.digest = sha256()
        self.encoder = msgspec.json.Encoder()
        self.events = self.reports = 0
        self.named: dict[str, None] = {}  # a set that keeps its order
        self.readers: set[str] = set()
        self.shelf: dict[str, Article] = {}
        self.textless: list[str] = []

    def see(self, record: Article | Report | Rejected) -> None:
        """Take a record into the hash."""
        self.digest.update(self.encoder.encode(record))

    def article(self, article: Article) -> None:
        self.see(article)
        self.shelf[article.id] = replace(article, text="")
        if not article.text:
            self.textless.append(article.id)

    def event(self, event: Event) -> None:
        self.digest.update(self.encoder.encode(event.id))
        self.events += 1
        for report in event.reports:
            self.report(report)

    def report(self, report: Report) -> None:
        self.see(report)
        self.reports += 1
        self.named.setdefault(report.article)
        self.readers.add(report.reader)


def _grouped(contents: Contents) -> dict[str, list[Report]]:
    """The reports by article."""
    found: dict[str, list[Report]] = {}
    for event in contents.events():
        for report in event.reports:
            found.setdefault(report.article, []).append(report)
    for report in contents.loose():
        found.setdefault(report.article, []).append(report)
    for reports in found.values():
        reports.sort(key=lambda report: (report.anchor.span, report.id))
    return found
