"""Whether two rows may tell of one event, and how well they fit.

>>> from datetime import date
>>> from tocsin.dataset.foreign.records import Days, Place
>>> theirs, ours = (
...     CodedEvent(scheme=name, id="1", line=1, days=Days(date(2024, 6, day), date(2024, 6, day)),
...                place=Place("PRK", "Hyesan", precision=Precision.CITY))
...     for name, day in (("mmad-events", 25), ("tocsin-events", 26))
... )
>>> likeness(theirs, ours, Window(days=1)) > 0, likeness(theirs, ours, Window(days=0))
(True, None)

Four things must not contradict one another: day, country, place and type. Within that the rows
that agree better are paired before others; sides and sizes only tip the scales, since they are
what a comparison wants to learn about.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, log10, radians, sin, sqrt

from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Days, People, Place
from tocsin.fields.scene import Precision

_EARTH = 6371.0  # kilometres
_PARTS = re.compile(r"[,;/()]| and ")
_WORDS = re.compile(r"[^\w]+")
_LONGEST_NAME, _MOST_NAMES = 300, 12
# How much a day or a place speaks for a pair. Two that are both vague ("in June", "in Kenya") speak
# for nothing: their product stays below the least.
_VAGUE_DAY, _VAGUE_PLACE, _SAME_ADMIN, _NO_PLACE = 0.35, 0.3, 0.6, 0.3
# Unless both are vague in the same way: "in June" twice, "in Kenya" twice.
_SAME_MONTH, _SAME_COUNTRY = 0.6, 0.5
_LEAST = 0.15
_DAY, _PLACE, _TYPE, _MODE, _SIDE, _SIZE = 3.0, 3.0, 1.0, 0.3, 0.6, 0.4
_SAME_ROW = 2.0  # two releases of one dataset
FINE = (Precision.CITY, Precision.VENUE)


@dataclass(frozen=True, slots=True)
class Window:
    """How far two rows may lie apart.

    Attributes:
        days: Days between the end of one and the start of the other.
        km: Kilometres between their points.
        any_type: Whether rows of different types may be paired.
    """

    days: int = 1
    km: float = 50.0
    any_type: bool = False


def likeness(theirs: CodedEvent, ours: CodedEvent, window: Window) -> float | None:
    """How well two rows fit, above 0; None where they contradict one another."""
    if theirs.type and ours.type and theirs.type is not ours.type and not window.any_type:
        return None
    if theirs.days is None or ours.days is None:
        return None
    day = _day(theirs.days, ours.days, window.days)
    if day is None:
        return None
    place = _place(theirs.place, ours.place, window.km)
    if place is None or day * place < _LEAST:
        return None
    return _DAY * day + _PLACE * place + _rest(theirs, ours)


def fit_of(theirs: CodedEvent, ours: CodedEvent, window: Window) -> float:
    """How well two rows fit, 0 to 1; 1 where day, place and type are the same."""
    score = likeness(theirs, ours, window) or 0.0
    return round(min(1.0, max(0.0, score / (_DAY + _PLACE + _TYPE))), 2)


def kilometres(one: Place, other: Place) -> float | None:
    """Distance between two points on the ground; None where one has none."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(chord)))


@lru_cache(maxsize=65_536)
def names_of(name: str) -> frozenset[str]:
    """The names of places in a cell, without case, accents and punctuation.

    >>> sorted(names_of("San José, Limón"))
    ['limon', 'san jose']
    """
    parts = _PARTS.split(name[:_LONGEST_NAME].lower())[:_MOST_NAMES]
    return frozenset(folded for part in parts if (folded := _fold(part)))


def gap(one: Days, other: Days) -> int:
    """Days between two spans; 0 where they touch or overlap."""
    return max(0, (one.start - other.end).days, (other.start - one.end).days)


def ratio(one: People | None, other: People | None) -> float | None:
    """How many times the larger of two numbers is the smaller; None where one is not told."""
    if one is None or other is None or one.number is None or other.number is None:
        return None
    small, large = sorted((one.number, other.number))
    return 1.0 if small == large else large / small if small > 0 else None


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _WORDS.sub(" ", plain).strip()


def _day(theirs: Days, ours: Days, most: int) -> float | None:
    apart = gap(theirs, ours)
    if apart > most:
        return None
    same = theirs.start == ours.start and theirs.end == ours.end
    if DayPrecision.DAY is theirs.precision is ours.precision:
        return 1.0 if same else 0.9 if apart == 0 else 0.75 / apart
    return _SAME_MONTH if same and theirs.precision is ours.precision else _VAGUE_DAY


def _place(theirs: Place, ours: Place, km: float) -> float | None:
    """How much the places speak for one event; None where they contradict one another."""
    if theirs.country and ours.country and theirs.country != ours.country:
        return None
    if theirs.is_point and ours.is_point:
        apart = kilometres(theirs, ours)
        return None if apart is None or apart > km else 1.0 - 0.4 * apart / (km or 1.0)
    if not theirs.country or not ours.country:
        return _without_country(theirs, ours)
    if theirs.precision in FINE and ours.precision in FINE and theirs.name and ours.name:
        return _by_name(theirs.name, ours.name)
    if theirs.admin and ours.admin and names_of(theirs.admin) & names_of(ours.admin):
        return _SAME_ADMIN
    both = theirs.precision is ours.precision is Precision.COUNTRY
    return _SAME_COUNTRY if both else _VAGUE_PLACE


def _by_name(theirs: str, ours: str) -> float | None:
    left, right = names_of(theirs), names_of(ours)
    if left == right:
        return 0.95
    return 0.8 if left & right else None


def _without_country(theirs: Place, ours: Place) -> float | None:
    """Places of which one has no country: only a name can join them, or that both have none."""
    if theirs.name and ours.name:
        return _by_name(theirs.name, ours.name)
    return _NO_PLACE


def _rest(theirs: CodedEvent, ours: CodedEvent) -> float:
    """What type, mode, side and size add; a side that contradicts takes away."""
    score = _TYPE if theirs.type and theirs.type is ours.type else 0.0
    score += _SAME_ROW if (theirs.scheme, theirs.id) == (ours.scheme, ours.id) else 0.0
    score += _MODE if theirs.mode and theirs.mode == ours.mode else 0.0
    if theirs.side and ours.side:
        score += _SIDE if theirs.side is ours.side else -_SIDE
    times = ratio(theirs.size, ours.size)
    return score + (_SIZE / (1 + 2 * log10(times)) if times else 0.0)
