"""Which reports or events are asked for: by type, country, days, words, article or verdict.

>>> Filter(countries=("PRK",), until=date(2024, 6, 30)).types
()

What a filter does not name does not matter. An event is found if one and the same report of it
matches everything that is asked of reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select

from tocsin.dataset.fulltext import matches
from tocsin.dataset.schema import ARTICLES, EVENT_REPORTS, EVENTS, REPORTS
from tocsin.errors import InvalidValueError


class Verdict(StrEnum):
    """What a person thinks of an event as a whole."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"  # it stays in the dataset, and in no export that honours verdicts
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for.

    Attributes:
        types: Event types, such as "PROTEST"; none for all. So for what follows.
        countries: Countries as ISO 3166 alpha-3.
        since: The first day, included; what may lie on it or later is found.
        until: The last day, included. What has no day at all is not found by days.
        text: Words and "phrases" in the sentence or the article, as in a search.
        article: Id of an article.
        verdict: What a person thinks of an event; reports are found by it through their event.

    Raises:
        InvalidValueError: The first day lies after the last.
    """

    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str | None = None
    article: str | None = None
    verdict: Verdict | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise InvalidValueError(f"no day is since {self.since} and until {self.until}")


ALL = Filter()


def of_reports(where: Filter, dialect: str) -> list[ColumnElement[bool]]:
    """Conditions on current reports."""
    found = [REPORTS.c.current, *_of_one_report(where, dialect)]
    if where.verdict is not None:
        judged = select(EVENTS.c.id).where(EVENTS.c.live, EVENTS.c.verdict == where.verdict.value)
        of = select(EVENT_REPORTS.c.report).where(EVENT_REPORTS.c.event.in_(judged))
        found.append(REPORTS.c.id.in_(of))
    return found


def of_events(where: Filter, dialect: str) -> list[ColumnElement[bool]]:
    """Conditions on live events."""
    found: list[ColumnElement[bool]] = [EVENTS.c.live]
    if where.verdict is not None:
        found.append(EVENTS.c.verdict == where.verdict.value)
    if asked := list(_of_one_report(where, dialect)):
        told = (
            select(EVENT_REPORTS.c.event)
            .join(REPORTS, REPORTS.c.id == EVENT_REPORTS.c.report)
            .where(REPORTS.c.current, *asked)
        )
        found.append(EVENTS.c.id.in_(told))
    return found


def _of_one_report(where: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    report = REPORTS.c
    if where.types:
        yield report.type.in_(where.types)
    if where.countries:
        yield report.country.in_(where.countries)
    if where.article is not None:
        yield report.article == where.article
    # A day may be known by its month or year only: "2024-06" begins before and, with something
    # behind it, ends after every day of it.
    if where.until is not None:
        yield func.coalesce(report.start, report.end) <= where.until.isoformat()
    if where.since is not None:
        yield func.coalesce(report.end, report.start).concat("-99") >= where.since.isoformat()
    if where.text is not None:
        articles = select(ARTICLES.c.id).where(
            matches(dialect, "article_words", ARTICLES.c.key, where.text)
        )
        in_sentence = matches(dialect, "sentence_words", report.key, where.text)
        yield or_(in_sentence, report.article.in_(articles))
