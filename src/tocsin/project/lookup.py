"""What an id means: an event, a report, a candidate that was left out, or an article.

People type the beginning of an id, or the end of it that is not the article's. What fits several
things is answered with all of them, never with one that was guessed.
"""

from collections.abc import Iterator
from itertools import islice

from tocsin.dataset.events import KeptEvent, Tombstone
from tocsin.dataset.filters import Filter
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError, ProjectError
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article

Thing = KeptEvent | Tombstone | Report | Rejected | Article
_NAMED = 5  # candidates that an error names


def find_thing(dataset: Dataset, words: str) -> Thing:
    """What an id, or a part of one that fits nothing else, means.

    An exact id goes first, then the beginning of an article's id, then that of an event's or a
    report's, then any part of an article's id or name.

    Raises:
        ProjectError: Nothing has such an id, or several things have.
    """
    exact = dataset.event(words) or _record(dataset, words) or dataset.article(words)
    if exact is not None:
        return exact
    article, why = _article(dataset, words)
    if article is not None and article.id.startswith(words):
        return article
    found = list(islice(_beginning(dataset, words), _NAMED + 1))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(_id(thing) for thing in found[:_NAMED])
        more = ", ..." if len(found) > _NAMED else ""
        raise ProjectError(f"{words!r} fits several: {names}{more}")
    if article is None:
        raise ProjectError(f"no event or report has such an id, and {why}")
    return article


def event_of(dataset: Dataset, report: Report) -> KeptEvent | None:
    """The event that a report is of; None where it was not linked yet."""
    for kept in dataset.kept_events(Filter(article=report.article)):
        if any(one.id == report.id for one in kept.event.reports):
            return kept
    return None


def _article(dataset: Dataset, words: str) -> tuple[Article | None, str]:
    """The one article that a part of an id or name fits, or why there is none."""
    try:
        return dataset.find_article(words), ""
    except DatasetError as error:
        return None, str(error)


def _record(dataset: Dataset, words: str) -> Report | Rejected | None:
    """The report or candidate of an exact id: the article's id, a dot, a hash."""
    article, dot, _ = words.rpartition(".")
    if not dot:
        return None
    return next((one for one in _records(dataset, article) if one.id == words), None)


def _records(dataset: Dataset, article: str | None) -> Iterator[Report | Rejected]:
    yield from dataset.reports(Filter(article=article))
    yield from dataset.rejected(article)


def _beginning(dataset: Dataset, words: str) -> Iterator[KeptEvent | Report | Rejected]:
    """What has an id that begins so, or whose part behind the article's does."""
    if not words:
        return
    for kept in dataset.kept_events():
        if kept.event.id.startswith(words):
            yield kept
    for record in _records(dataset, None):
        behind = words.startswith(f"{record.article}.") and record.id.startswith(words)
        if behind or record.id.rpartition(".")[2].startswith(words):
            yield record


def _id(thing: KeptEvent | Report | Rejected) -> str:
    return thing.event.id if isinstance(thing, KeptEvent) else thing.id
