"""Who held which office on a day: heads of state and government, ministers, leaders of parties.

>>> office = find_office("Donald Trump", "2016-07-01")
>>> office.sector, office.office, office.country
('OPP', 'candidate', 'USA')
>>> find_office("Trump", "2017-08-09").office
'president'

What somebody was is a fact with a date and stands in `offices.tsv`; which of two persons of one
name is meant is decided by the day alone, so callers who know a fuller name ask with that.
"""

import re
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.text.phrases import find_words
from tocsin.text.span import Span

_STALE = 0.5  # years: news goes on calling people by the office they have just left


@dataclass(frozen=True, slots=True)
class Office:
    """A row of the table.

    Attributes:
        name: Usual English name of the person.
        country: ISO 3166-1 alpha-3 code; None for an international organisation.
        office: What it is.
        sector: Sector of the coding manual while in office.
        start: First day, as an ISO date or its prefix.
        end: Last day in the same form; empty while in office.
    """

    name: str
    country: str | None
    office: str
    sector: str
    start: str
    end: str


_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def find_office(name: str, day: str | None) -> Office | None:
    """The office that a person held on a day, or failing that the one nearest to the day.

    Args:
        name: A name in any form of the table; case counts not.
        day: ISO date or its prefix ("2017-08"); None takes the latest office.
    """
    offices = _offices().get(_key(name), ())
    day = _plain(day)
    if not offices or day is None:
        return offices[-1] if offices else None
    return min(offices, key=lambda office: _years_off(office, day))


def is_held(office: Office, day: str | None) -> bool:
    """Whether an office was held within half a year of a day; True where no day is known."""
    day = _plain(day)
    return day is None or _years_off(office, day) < _STALE


def _plain(day: str | None) -> str | None:
    """A day without its time of day; None for what is no day."""
    match = _DAY.match(day or "")
    return match.group() if match else None


@cache
def forms_of_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every form of every name as lower-case words, by the first of them, the longest first."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for form in _offices():
        forms.setdefault(form[0], []).append(form)
    return {key: tuple(sorted(entries, key=len, reverse=True)) for key, entries in forms.items()}


def _years_off(office: Office, day: str) -> float:
    """How far a day lies outside an office, in years; 0 within it."""
    if office.start[: len(day)] <= day[: len(office.start)] and (
        not office.end or day[: len(office.end)] <= office.end[: len(day)]
    ):
        # of two that hold, the later one: who became minister is no candidate any more
        return -_years(office.start) / 10_000
    return min(abs(_years(day) - _years(bound)) for bound in (office.start, office.end) if bound)


def _years(day: str) -> float:
    """An ISO date or its prefix as years: "2017-07" is 2017.5."""
    parts = [int(part) for part in day.split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 0
    return parts[0] + month / 12 + (parts[2] / 366 if len(parts) > 2 else 0)  # noqa: PLR2004


def _key(name: str) -> tuple[str, ...]:
    """A name as lower-case words."""
    return tuple(word.lower for word in find_words(name, Span(0, len(name))))


@cache
def _offices() -> dict[tuple[str, ...], tuple[Office, ...]]:
    """Offices by every form of the holder's name, in the order of the table."""
    table: dict[tuple[str, ...], list[Office]] = {}
    for row in read_rows("offices.tsv"):
        office = Office(
            row["name"],
            row["country"] or None,
            row["office"],
            row["sector"],
            row["start"],
            row["end"],
        )
        for form in (row["name"], *filter(None, row["forms"].split("|"))):
            table.setdefault(_key(form), []).append(office)
    return {key: tuple(offices) for key, offices in table.items()}
