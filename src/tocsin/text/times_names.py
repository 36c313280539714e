"""Days and happenings that go by a name: "Christmas", "the 74th anniversary of the Korean War".

>>> from tocsin.text.times_words import read_words
>>> words = read_words("Two days before Christmas Eve")
>>> join_names(words)
>>> words.values[-1], holiday("Christmas Eve", 2024)
('Christmas Eve', '2024-12-24')

"The 6.25 War" is a name and no number: joined to one word, nothing else reads its digits.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.text.span import Span
from tocsin.text.times_calendar import easter, orthodox_easter
from tocsin.text.times_words import CODES, Words, join


class Happening(NamedTuple):
    """A named happening: its day, and whether the bare name is used as a date ("since 9/11")."""

    day: str
    dated: bool


@cache
def _days() -> dict[str, str]:
    """Rule of every holiday's day, by name."""
    return {row["name"]: row["day"] for row in read_rows("holidays.tsv")}


@cache
def _lunar_days(column: str) -> dict[int, str]:
    """Month and day of a feast of the lunisolar calendars, by year."""
    return {int(row["year"]): row[column] for row in read_rows("lunar-days.tsv")}


@cache
def happenings() -> dict[str, Happening]:
    """Every happening of the table, by each of its names."""
    return {
        alias: Happening(row["day"], row["dated"] == "yes")
        for row in read_rows("anniversaries.tsv")
        for alias in row["aliases"].split("|")
    }


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """All names as one expression, and each name by its form without odd spaces and quotes."""
    names = sorted([*_days(), *happenings()], key=lambda name: (-len(name), name))
    forms = [re.escape(name).replace("\\ ", r"\s{1,3}").replace("'", "['’]?") for name in names]
    return re.compile(f"(?:{'|'.join(forms)})(?![\\w])"), {_plain(name): name for name in names}


def _plain(name: str) -> str:
    return " ".join(re.sub("['’]", "", name).split())


def join_names(words: Words) -> None:
    """Make one word of each name; its value is the name as the tables have it."""
    pattern, names = _pattern()
    for match in reversed(list(pattern.finditer(words.text))):
        first = bisect_left(words.starts, match.start())
        last = bisect_left(words.starts, match.end())
        if first < len(words.starts) and words.starts[first] == match.start():
            name = names.get(_plain(match[0]))
            if name is not None and words.ends[last - 1] == match.end():
                kind = "HOLIDAY" if name in _days() else "NAMED"
                join(words, Span(first, last), CODES[kind], name)


def holiday(name: str, year: int) -> str | None:
    """ISO date of a holiday in a year; None outside the years of the calendar."""
    try:
        return _holiday(_days()[name], year)
    except (ValueError, OverflowError):
        return None


def _holiday(rule: str, year: int) -> str:
    """ISO date by rule: "12-25", "easter-2", "11 4th 4" (fourth Thursday of November)."""
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule[6:]))).isoformat()
    if rule.startswith("orthodox"):
        return (orthodox_easter(year) + timedelta(days=int(rule[8:]))).isoformat()
    if rule.startswith("lunar "):
        rule = _lunar_days(rule[6:]).get(year, "")
    if " " not in rule:
        return date.fromisoformat(f"{year:04d}-{rule}").isoformat()
    month, nth, weekday = rule.split(" ")
    if nth == "last":
        end = date(year, int(month), monthrange(year, int(month))[1])
        return (end - timedelta(days=(end.isoweekday() - int(weekday)) % 7)).isoformat()
    start = date(year, int(month), 1)
    days = (int(weekday) - start.isoweekday()) % 7 + 7 * (int(nth[0]) - 1)
    return (start + timedelta(days=days)).isoformat()
