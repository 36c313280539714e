"""Rows of the Crowd Counting Consortium's compiled files.

>>> row = Row(2, {"date": "2022-06-24", "locality": "Phoenix", "state": "AZ",
...     "type": "march; rally", "size_text": "hundreds",
...     "size_low": "200", "size_high": "200", "size_mean": "200"})
>>> event = read(row)
>>> event.place.country, str(event.size), event.size.words, event.side
('USA', '200', 'hundreds', None)

Its valence (left or right) says nothing of a stance to the government, and is read as no side.
"""

import re

from tocsin.dataset.foreign.crowds import read_people
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, People, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, ranged, span
from tocsin.dataset.foreign.vocabulary import kind_of
from tocsin.fields.what import EventType

# Territories that have a country code of their own.
_TERRITORIES = {"PR": "PRI", "GU": "GUM", "VI": "VIR", "AS": "ASM", "MP": "MNP"}
_SOURCE = re.compile(r"source_?(\d{1,3})")
_PARTS = re.compile(r"[;,/]")


def read(row: Row) -> CodedEvent:
    """A row of CCC; it has no id but the day, the town and what makes two of one day differ."""
    state = row.text("state")
    words = row.text("type") or ""
    keys = (row.text("date"), row.text("locality"), state, str(row.line))
    return CodedEvent(
        scheme="ccc",
        id="-".join(key for key in keys if key),
        line=row.line,
        days=span(row, row.day("date"), None, DayPrecision.DAY),
        place=_place(row, state),
        type=EventType.PROTEST,
        mode=_mode(words),
        words=words,
        size=_size(row),
        killed=_told(row, "participant_deaths"),
        injured=_told(row, "injuries_crowd"),
        arrested=_told(row, "arrests"),
        actors=row.texts(("organizations", "actors"), ";"),
        sources=row.texts(_sources(row)),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _place(row: Row, state: str | None) -> Place:
    return place_in(
        row,
        _TERRITORIES.get(state or "", "USA"),
        row.text("resolved_locality", "locality"),
        point=("lat", "lon"),
        admin=state,
        venue=row.text("location_detail"),
    )


def _mode(words: str) -> str | None:
    """The mode of the first kind that is more than a demonstration; else a demonstration."""
    if not words:
        return None
    kinds = (kind_of("ccc", part.strip())[1] for part in _PARTS.split(words[:300]))
    return next((mode for mode in kinds if mode), "demonstrate")


def _size(row: Row) -> People | None:
    numbers, words = ranged(row, "size_low", "size_mean", "size_high"), row.text("size_text") or ""
    if numbers is None:
        return read_people(words)
    return People(numbers.low, numbers.high, numbers.best, words)


def _told(row: Row, column: str) -> People | None:
    """A toll, which coders type as a number or in words ("at least 3")."""
    words = row.text(column)
    return read_people(words) if words else None


def _sources(row: Row) -> list[str]:
    """The columns of its sources, in the order of their numbers, however many a file has."""
    found = [(int(match[1]), name) for name in row.cells if (match := _SOURCE.fullmatch(name))]
    return [name for _, name in sorted(found)]
