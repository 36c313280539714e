"""What of a report is compared: its days as numbers, its names as stems, its figures as bounds.

>>> days_of("2024-06", "2024-06")
Days(first=739038, last=739067, grain=<Grain.MONTH: 'month'>)
>>> days_of(None, None).grain.value
'none'

A report is read once and compared often, so what comparing needs is made once: nothing here
says more than the report does.
"""

from calendar import day_name, monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from tocsin.drafts import Count
from tocsin.fields.stance import Side
from tocsin.fields.what import EventType, Form, Status
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Where
from tocsin.fields.who import Party, Sector
from tocsin.linking.words import NO_WORDS, Vector, rarity, stems_of, weights_of
from tocsin.reports import Report
from tocsin.text.numbers import Hedge

NO_END = date.max.toordinal()  # last day of what goes on
_YEAR, _MONTH = 4, 7  # characters of "2024" and "2024-06"
_HELD = 20_000  # parties and places, which reports that name the same ones share
_COMMON = 1.6  # rarity of a word that stands in a fifth of all articles: it names nobody


class Grain(StrEnum):
    """How exactly a text dates an event."""

    DAY = "day"
    RANGE = "range"  # several days, both told
    OPEN = "open"  # a first or a last day alone
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class Days(NamedTuple):
    """The days on which an event may have been, as ordinals; both 0 where nothing is told."""

    first: int
    last: int
    grain: Grain


class Bounds(NamedTuple):
    """How many people a count allows; words of scale allow all that people mean by them."""

    low: int
    high: int
    words: str


class Name(NamedTuple):
    """A party: the rare stems of its name or wording, its country, its sector."""

    stems: frozenset[str]
    country: str | None
    sector: Sector


class Spot(NamedTuple):
    """A place: its parts as stems and as worded, its country, its coordinates.

    `told` is whether words tell the country; that of a venue alone was taken from the parties.
    """

    venue: frozenset[str]
    city: str
    admin: str
    country: str | None
    latitude: float | None
    longitude: float | None
    words: str
    told: bool


class Story(NamedTuple):
    """What is known of an article: its weightiest words, its day of publication (0: unknown)."""

    words: Vector
    published: int


UNKNOWN_STORY = Story(NO_WORDS, 0)


@dataclass(frozen=True, slots=True)
class Facts:
    """A report as it is compared.

    Attributes:
        id: Id of the report.
        article: Id of its article.
        type: Its type.
        mode: Its mode.
        form: Its form.
        status: Its status.
        side: Side of a protest.
        days: When it may have been.
        instead: The day that a weekday may mean instead, which is a week later; 0 if none. "On
            Tuesday", published on a Monday, is six days before or, where it is Tuesday already,
            the next day: of 15 such days in coded articles 7 were.
        dated: Whether the words name the day themselves.
        spot: Where it was.
        actors: Who did it.
        recipients: To whom.
        counts: Size, killed, injured and arrested.
        anchor: Stem of the word that names the act.
        words: The words of its sentence as a vector of length one.
        story: What is known of its article.
    """

    id: str
    article: str
    type: EventType
    mode: str | None
    form: Form | None
    status: Status
    side: Side | None
    days: Days
    instead: int
    dated: bool
    spot: Spot
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    counts: tuple[Bounds | None, Bounds | None, Bounds | None, Bounds | None]
    anchor: str
    words: Vector
    story: Story = UNKNOWN_STORY


def facts_of(report: Report, story: Story = UNKNOWN_STORY) -> Facts:
    """What of a report is compared.

    Args:
        report: The report.
        story: What is known of its article.
    """
    anchor = stems_of(report.anchor.words)
    return Facts(
        id=report.id,
        article=report.article,
        type=report.what.type,
        mode=report.what.mode,
        form=report.what.form,
        status=report.what.status,
        side=report.stance.side if report.stance else None,
        days=days_of(report.when.start, report.when.end),
        instead=_instead(report.when, story.published),
        dated=report.when.resolution is Resolution.DATED,
        spot=_spot(report.where),
        actors=_names(report.actors),
        recipients=_names(report.recipients),
        counts=_counts(report),
        anchor=intern(max(anchor, key=lambda word: (rarity(word), word), default="")),
        words=weights_of(map(intern, stems_of(report.sentence.words))),
        story=story,
    )


_WEEK = 7
_WEEKDAYS = frozenset(name.casefold() for name in day_name)


def _instead(when: When, published: int) -> int:
    """A week after the day of a bare weekday, where that is the day after publication; else 0."""
    days = days_of(when.start, when.end)
    if when.resolution is not Resolution.RELATIVE or days.grain is not Grain.DAY:
        return 0
    words = {word for told in when.evidence for word in told.words.casefold().split()}
    if not words & _WEEKDAYS or "last" in words:
        return 0
    return days.first + _WEEK if published and days.first + _WEEK == published + 1 else 0


@lru_cache(maxsize=20_000)
def days_of(start: str | None, end: str | None) -> Days:
    """The days that two ISO prefixes allow; a missing one leaves its side open."""
    told = start or end
    if told is None:
        return Days(0, 0, Grain.NONE)
    first = _edge(start or told, last=False)
    last = _edge(end or told, last=True)
    if start is None:
        return Days(0, last, Grain.OPEN)
    if end is None:
        return Days(first, NO_END, Grain.OPEN)
    shortest = min(len(start), len(end))
    if shortest == _YEAR:
        return Days(first, last, Grain.YEAR)
    if shortest == _MONTH:
        return Days(first, last, Grain.MONTH)
    return Days(first, last, Grain.DAY if first == last else Grain.RANGE)


def _edge(told: str, *, last: bool) -> int:
    """First or last day of an ISO prefix; a day that no calendar has is the month's last."""
    year = int(told[:_YEAR]) or 1
    month = int(told[5:7]) if len(told) > _YEAR else (12 if last else 1)
    length = monthrange(year, month)[1]
    day = int(told[8:10]) if len(told) > _MONTH else (length if last else 1)
    return date(year, month, min(day, length)).toordinal()


def _names(parties: tuple[Party, ...]) -> tuple[Name, ...]:
    return tuple(_name(f"{one.name or ''} {one.text}", one.country, one.sector) for one in parties)


@lru_cache(maxsize=_HELD)
def _name(words: str, country: str | None, sector: Sector) -> Name:
    told = frozenset(intern(word) for word in stems_of(words) if rarity(word) > _COMMON)
    return Name(told, country, sector)


def _spot(where: Where) -> Spot:
    told = bool(where.evidence) and bool(where.city or not where.venue)
    parts = (where.venue, where.city, where.admin, where.country)
    return _place(parts, (where.latitude, where.longitude), told)


@lru_cache(maxsize=_HELD)
def _place(
    parts: tuple[str | None, ...], point: tuple[float | None, float | None], told: bool
) -> Spot:
    """A spot from venue, city, admin and country, from its coordinates, and from `Spot.told`."""
    venue, city, admin, country = parts
    towns = stems_of(city or "")
    venues = frozenset(stems_of(venue or "")) - frozenset(towns)
    return Spot(
        frozenset(intern(word) for word in venues if rarity(word) > _COMMON / 2),
        intern(" ".join(towns)),
        intern(" ".join(stems_of(admin or ""))),
        country,
        *point,
        next((part for part in parts if part), ""),
        told,
    )


# What people mean by words of scale, wide enough that no usage is left out; how one codebook
# writes them down is another question (`tocsin.codebooks.scales`). The longest come first.
_SCALES = (
    ("hundreds of thousands", 100_000, 2_000_000),
    ("tens of thousands", 10_000, 200_000),
    ("thousand", 1_000, 100_000),
    ("hundred", 100, 5_000),
    ("dozen", 12, 500),
    ("score", 12, 500),
    ("million", 700_000, 20_000_000),
    ("handful", 1, 30),
    ("several", 2, 30),
)
_MOST = 10**9


_NO_COUNTS = (None, None, None, None)


def _counts(report: Report) -> tuple[Bounds | None, Bounds | None, Bounds | None, Bounds | None]:
    found = (
        _bounds(report.size),
        _bounds(report.killed),
        _bounds(report.injured),
        _bounds(report.arrested),
    )
    return found if any(found) else _NO_COUNTS


def _bounds(count: Count | None) -> Bounds | None:
    """What a count allows over all its readings; None where no words of it tell a number."""
    if count is None:
        return None
    words = count.readings[0].words if count.readings else ""
    found = [_reading(reading.figure.hedge, reading.words) for reading in count.readings]
    scales = [scale for scale in found if scale]
    lows = [low for low, _ in scales] + ([] if count.low is None else [count.low])
    highs = [high for _, high in scales] + ([] if count.high is None else [count.high])
    if not lows and not highs:
        return None
    return Bounds(min(lows, default=0), max(highs, default=_MOST), words)


def _reading(hedge: Hedge, words: str) -> tuple[int, int] | None:
    if hedge is not Hedge.SCALE:
        return None
    plain = " ".join(words.casefold().split())
    return next(((low, high) for scale, low, high in _SCALES if scale in plain), None)
