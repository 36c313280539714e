"""The contents of a dataset: what is current in it, and what persons decided of it.

Events that a person rejected are withheld; values that a person set go with their event. Everything
is read some hundreds of records at a time, again and again, so that no export holds it in memory.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tocsin.dataset.filters import Filter, Verdict
from tocsin.dataset.store import Dataset
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article


class OfDataset:
    """Contents that are read from a dataset.

    Args:
        dataset: The dataset; it stays open as long as this is used, and is best read in one
            `snapshot()`, so that all passes see one state.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._edits: dict[str, Mapping[str, object]] = {}
        self._held: set[str] | None = None

    @property
    def place(self) -> str:
        """Name of the file or database, without folders and hosts: they are nobody's business."""
        return self.dataset.place.rstrip("/").rpartition("/")[2]

    @property
    def file(self) -> Path | None:
        """The dataset's own file; None where it is in PostgreSQL."""
        return None if "://" in self.dataset.place else Path(self.dataset.place)

    @property
    def custody(self) -> str | None:
        """Hash of the last entry of the custody log, so that a cut tail shows."""
        return self.dataset.custody.head()

    def events(self) -> Iterator[Event]:
        """Every event with its reports, but those that a person rejected."""
        held = set[str]()
        for kept in self.dataset.kept_events():
            held.update(report.id for report in kept.event.reports)
            if kept.verdict is not Verdict.REJECTED:
                if kept.edits:
                    self._edits[kept.event.id] = kept.edits
                yield kept.event
        self._held = held

    def edits(self, event: str) -> Mapping[str, object]:
        """Values that persons set, by field; known once the event has passed by."""
        return self._edits.get(event, {})

    def withheld(self) -> Iterator[str]:
        """Ids of the events that a person rejected."""
        for kept in self.dataset.kept_events(Filter(verdict=Verdict.REJECTED)):
            yield kept.event.id

    def loose(self) -> Iterator[Report]:
        """Every report that belongs to no event."""
        held = self._held
        if held is None:
            kept = self.dataset.kept_events()
            held = self._held = {report.id for one in kept for report in one.event.reports}
        if self.dataset.counts()["reports"] > len(held):  # else there is none to look for
            for report in self.dataset.reports():
                if report.id not in held:
                    yield report

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out."""
        return self.dataset.rejected()

    def articles(self) -> Iterator[Article]:
        """Every article, with the day of publication that a person set."""
        return self.dataset.articles()

    def reports_of(self, article: str) -> tuple[Report, ...]:
        """All reports of an article, in the order of their anchors."""
        found = self.dataset.reports(Filter(article=article))
        return tuple(sorted(found, key=lambda report: (report.anchor.span, report.id)))
