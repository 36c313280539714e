"""What is exported: events with their reports, loose reports, rejected candidates, articles.

>>> contents = Records((), (), (), (Article("a", "They marched."),))
>>> [article.id for article in contents.articles()]
['a']

Contents are gone through several times and never held: how they come out of a dataset is said in
`tocsin.dataset.export.of_dataset`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from tocsin.dataset.export.decided import as_decided
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

    @property
    def custody(self) -> str | None:
        """Hash of the last entry of the custody log; None where there is no log."""
        ...

    def events(self) -> Iterator[Event]:
        """Every event with its reports, as the articles tell it."""
        ...

    def edits(self, event: str) -> Mapping[str, object]:
        """Values of an event that persons set, by field; known once the event has passed by."""
        ...

    def withheld(self) -> Iterator[str]:
        """Ids of the events that persons rejected, which are not among the others."""
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
        custody: Hash of the last entry of a custody log; None where there is none.
        decided: Values that persons set, by event and field.
    """

    linked: tuple[Event, ...]
    reports: tuple[Report, ...] = ()
    candidates: tuple[Rejected, ...] = ()
    documents: tuple[Article, ...] = ()
    place: str = "records"
    file: Path | None = None
    custody: str | None = None
    decided: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        """Every event with its reports."""
        return iter(self.linked)

    def edits(self, event: str) -> Mapping[str, object]:
        """Values of an event that persons set."""
        return self.decided.get(event, {})

    def withheld(self) -> Iterator[str]:
        """Nothing is withheld."""
        return iter(())

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
        edited: Ids of the events of which persons set values.
        unedited: Ids of those of which a value could not be put into any report.
        withheld: Ids of the events that persons rejected.
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
    edited: tuple[str, ...]
    unedited: tuple[str, ...]
    withheld: tuple[str, ...]
    sha256: str


def survey(contents: Contents) -> Survey:
    """Look through all contents once."""
    look = _Look()
    for article in contents.articles():
        look.article(article)
    for event in contents.events():
        look.event(event, contents.edits(event.id))
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
        edited=tuple(look.edited),
        unedited=tuple(look.unedited),
        withheld=tuple(contents.withheld()),
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
        self.edited: list[str] = []
        self.unedited: list[str] = []

    def see(self, record: Article | Report | Rejected) -> None:
        """Take a record into the hash."""
        self.digest.update(self.encoder.encode(record))

    def article(self, article: Article) -> None:
        self.see(article)
        self.shelf[article.id] = replace(article, text="")
        if not article.text:
            self.textless.append(article.id)

    def event(self, event: Event, edits: Mapping[str, object]) -> None:
        self.digest.update(self.encoder.encode(event.id))
        if edits:
            self.digest.update(self.encoder.encode(dict(edits)))
            self.edited.append(event.id)
            self.unedited.extend([event.id] if as_decided(event, edits)[1] else [])
        self.events += 1
        for report in event.reports:
            self.report(report)

    def report(self, report: Report) -> None:
        self.see(report)
        self.reports += 1
        self.named.setdefault(report.article)
        self.readers.add(report.reader)


def decided_events(contents: Contents) -> Iterator[Event]:
    """Every event with the values that persons set in all its reports."""
    for event in contents.events():
        yield decided(contents, event)


def decided(contents: Contents, event: Event) -> Event:
    """An event with the values that persons set."""
    edits = contents.edits(event.id)
    return as_decided(event, edits)[0] if edits else event


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
