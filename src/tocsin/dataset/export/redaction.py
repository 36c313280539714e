"""Contents without the words by which witnesses could be found.

What is masked is decided article by article in one look through everything: the private persons
among those who say so, their names wherever else they stand, every venue, and whatever looks like
an e-mail address, a telephone number or an account. Then each record is given masked.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce

from tocsin.dataset.export.contents import Contents
from tocsin.dataset.export.job import Loss
from tocsin.dataset.export.masks import Masks, gather
from tocsin.dataset.export.redacted_records import Redactor
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article
from tocsin.text.gazetteer import Gazetteer


class Redacted:
    """Contents with witnesses masked, venues rounded to the city, and no article texts.

    Args:
        contents: The contents as they are.
        gazetteer: Where the coordinates of a city are looked up, for events at a venue of it; None
            leaves those events without coordinates.
    """

    file = None
    custody = None

    def __init__(self, contents: Contents, gazetteer: Gazetteer | None = None) -> None:
        self.contents = contents
        self.gazetteer = gazetteer
        self._edited: dict[str, Masks] = {}

    @property
    def place(self) -> str:
        """What the records come from."""
        return self.contents.place

    def events(self) -> Iterator[Event]:
        """Every event with its reports, masked."""
        for event in self.contents.events():
            if self.contents.edits(event.id):
                masks = [self._masks.get(report.article, _NONE) for report in event.reports]
                self._edited[event.id] = reduce(Masks.joined, masks)
            yield Event(event.id, tuple(map(self._report, event.reports)))

    def edits(self, event: str) -> Mapping[str, object]:
        """Values that persons set, masked; a venue that they set is left out."""
        found = self.contents.edits(event)
        masks = self._edited.get(event, _NONE)
        return {
            field: masks.apply(value) if isinstance(value, str) else value
            for field, value in found.items()
            if field != "venue"
        }

    def withheld(self) -> Iterator[str]:
        """Ids of the events that persons rejected."""
        return self.contents.withheld()

    def loose(self) -> Iterator[Report]:
        """Every report that belongs to no event, masked."""
        return map(self._report, self.contents.loose())

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out, masked."""
        for candidate in self.contents.rejected():
            yield self._redactor(candidate.article).rejected(candidate)

    def articles(self) -> Iterator[Article]:
        """Every article, masked and without its text."""
        for article in self.contents.articles():
            yield self._redactor(article.id).article(article)

    def reports_of(self, article: str) -> tuple[Report, ...]:
        """All reports of an article, masked."""
        return tuple(map(self._report, self.contents.reports_of(article)))

    def losses(self) -> Iterable[Loss]:
        """What the redaction takes away."""
        masks = self._masks.values()
        people = sum(bool(one.names or one.sources) for one in masks)
        venues = sum(bool(one.venues) for one in masks)
        return (
            Loss("article texts", "Dropped."),
            Loss("witnesses", f"Private persons who say so are masked in {people} articles."),
            Loss("venues", f"Rounded to the city in {venues} articles."),
            Loss("addresses, numbers, accounts", "Masked wherever they stand."),
            Loss("bylines", "Dropped."),
            Loss(
                "offsets of masked words",
                'Their rule ends in "-redacted", and their offsets say nothing.',
            ),
        )

    def _report(self, report: Report) -> Report:
        return self._redactor(report.article).report(report)

    def _redactor(self, article: str) -> Redactor:
        return Redactor(self._masks.get(article, _NONE), self.gazetteer)

    @cached_property
    def _masks(self) -> dict[str, Masks]:
        return gather(self.contents)


_NONE = Masks()
