"""Publication days that the user gives: `--published ID=DATE`.

>>> dates = read_dates(["a1=2017-08-09"])
>>> list(dates.give([])), dates.unmatched()
([], ('a1',))
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath

import typer

from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.inputs import Input, InputStatus


class GivenDates:
    """Days by the name of their article, and which of the names were met."""

    def __init__(self, days: dict[str, date]) -> None:
        self._days = days
        self._met: set[str] = set()

    def give(self, inputs: Iterable[Input]) -> Iterator[Input]:
        """The same inputs, each with its given day, which goes before any day in the text."""
        for item in inputs:
            day = self._day(item, item.article) if item.article else None
            if item.article is None or day is None:
                yield item
                continue
            article = replace(item.article, published=Published(day, DateBasis.GIVEN))
            needed = item.status is InputStatus.NEEDS_DATE
            status, note = (InputStatus.OK, "") if needed else (item.status, item.note)
            yield replace(item, article=article, status=status, note=note)

    def unmatched(self) -> tuple[str, ...]:
        """Names that no input had, in the order in which they were given."""
        return tuple(name for name in self._days if name not in self._met)

    def _day(self, item: Input, article: Article) -> date | None:
        """The day for an article by its id, its file's name, or that name without its ending."""
        path = PurePath(item.name)
        for name in (article.id, item.name, path.name, path.stem):
            if name in self._days:
                self._met.add(name)
                return self._days[name]
        return None


def read_dates(options: Iterable[str]) -> GivenDates:
    """Days from options of the form "ID=2017-08-09"; an id may hold "=" itself.

    Raises:
        typer.BadParameter: An option has another form, or the day is not in the calendar.
    """
    days: dict[str, date] = {}
    for option in options:
        name, equals, day = option.rpartition("=")
        try:
            days[name] = date.fromisoformat(day)
        except ValueError:
            equals = ""
        if not equals or not name:
            raise typer.BadParameter(
                f"{option!r} is not of the form ID=YYYY-MM-DD", param_hint="--published"
            )
    return GivenDates(days)
