"""Doing a run again: from the same bytes, with the same options, to the same bytes.

What a record speaks of is read once more from the originals, not from the dataset, so the check
goes all the way: bytes, text, reports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from tocsin.dataset.coded import Coded
from tocsin.dataset.store import Dataset
from tocsin.engine import code_inputs
from tocsin.errors import DatasetError, TocsinError
from tocsin.linking.events import link
from tocsin.project.record import (
    ArticleLine,
    RunRecord,
    article_line,
    differing,
    events_hash,
)
from tocsin.project.versions import versions
from tocsin.reading import ReaderName, reading_with
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.files import read_article
from tocsin.text.inputs import Input, Options, find_articles
from tocsin.text.unread import InputStatus


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not what the record says.

    Attributes:
        subject: What it is: "article march", "version spacy", "events".
        then: What the record says.
        now: What came out this time.
    """

    subject: str
    then: str
    now: str


class Rerun:
    """A run that is done again.

    Args:
        record: The record of the run.
        dataset: The dataset whose originals it read.
        workers: Processes to read with.

    Attributes:
        differences: What is not as the record says; complete when `results` has come to its end.
    """

    def __init__(self, record: RunRecord, dataset: Dataset, workers: int = 1) -> None:
        self.record = record
        self._dataset = dataset
        self._workers = workers
        self._reader = ReaderName(str(record.run.options.get("reader", ReaderName.LEARNED)))
        self.differences = [
            Difference(f"version of {name}", *pair)
            for name, pair in differing(record.run.versions, versions(self._reader)).items()
        ]

    @property
    def compares_events(self) -> bool:
        """Whether the events can be made again: they were made of the reports of this run alone."""
        return self.record.end is not None and self.record.end.events is not None

    def results(self) -> Iterator[Coded]:
        """The articles of the run, read again, in its order; the differences fill meanwhile."""
        lines = {line.id: line for line in self.record.articles}
        reports: list[Report] = []
        inputs = self._inputs(lines.values())
        for coded in code_inputs(inputs, self._workers, reading_with(self._reader)):
            if coded.input.article is None:
                then = lines[coded.input.name].source
                self.differences.append(
                    Difference(f"original of {coded.input.name}", then, coded.input.note)
                )
            else:
                self._compare(lines[coded.input.article.id], article_line(coded))
                reports += coded.reports
                yield coded
        self._compare_events(reports)

    def _compare(self, then: ArticleLine, now: ArticleLine) -> None:
        if then != now:
            self.differences.append(Difference(f"article {then.id}", _told(then), _told(now)))

    def _compare_events(self, reports: list[Report]) -> None:
        end = self.record.end
        if end is None or end.events is None:
            return
        articles = (self._article(line) for line in self.record.articles)
        now = events_hash(link(reports, [article for article in articles if article]))
        if now != end.events:
            self.differences.append(Difference("events", end.events, now))

    def _inputs(self, lines: Iterable[ArticleLine]) -> Iterator[Input]:
        for line in lines:
            try:
                source = self._dataset.original(line.source)
            except DatasetError as error:
                yield Input(line.id, InputStatus.UNREADABLE, None, str(error))
            else:
                article = _article(source, line, self.record)
                yield Input(line.id, InputStatus.OK, article)

    def _article(self, line: ArticleLine) -> Article | None:
        try:
            return _article(self._dataset.original(line.source), line, self.record)
        except TocsinError:
            return None


def _article(source: bytes, line: ArticleLine, record: RunRecord) -> Article:
    """The article of original bytes, under its own id and with the day that it was read with."""
    outlet = record.run.options.get("outlet")
    options = Options(stdin=BytesIO(source), any_language=True)
    found = next((one.article for one in find_articles(["-"], options=options)), None)
    article = found or read_article(source)
    named = replace(article, id=line.id, outlet=article.outlet or (str(outlet) if outlet else None))
    if line.published is None or (
        named.published and named.published.day.isoformat() == line.published
    ):
        return named
    return replace(named, published=Published(date.fromisoformat(line.published), DateBasis.GIVEN))


def _told(line: ArticleLine) -> str:
    """What was read of an article, in short."""
    if line.lines is None:
        return "could not be read"
    return f"{line.reports} reports, {line.rejected} left out, hash {line.lines[:12]}"
