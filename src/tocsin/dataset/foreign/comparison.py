"""How far two datasets tell of the same events, and in the same way.

The share of equal values of a field is over the pairs in which both tell it, and its n stands
beside it: what one dataset does not have is no disagreement.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from tocsin.dataset.foreign.likeness import Window, fit_of, kilometres, names_of, ratio
from tocsin.dataset.foreign.pairs import pair
from tocsin.dataset.foreign.records import CodedEvent, Days, Layout, People, Place, UnreadRow
from tocsin.dataset.foreign.vague import in_numbers_of

_CLOSE_KM = 10.0  # two points of one town, as two gazetteers place it
_CLOSE_TIMES = 1.25  # numbers that differ by less are one number, rounded twice


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two datasets.

    Attributes:
        name: Its name, as the user gave it.
        layout: What it was taken for.
        events: Its events.
        unread: What in it was none.
        apart: How many events lie outside of what was asked for.
    """

    name: str
    layout: Layout | None
    events: tuple[CodedEvent, ...]
    unread: tuple[UnreadRow, ...] = ()
    apart: int = 0

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were unread for each reason, the most frequent first."""
        return dict(Counter(row.reason.value for row in self.unread).most_common())

    @property
    def extent(self) -> tuple[date, date] | None:
        """The first and the last day of its events."""
        days = [event.days for event in self.events if event.days]
        return (min(day.start for day in days), max(day.end for day in days)) if days else None

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its events, in the order of the alphabet."""
        return tuple(sorted({event.place.country for event in self.events if event.place.country}))


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a pair tells in two ways."""

    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that tell of one event, and what they tell differently.

    Attributes:
        theirs: The one row.
        ours: The other.
        fit: How well they fit, 0 to 1; 1 where day, place and type are the same.
        differences: What they tell differently.
    """

    theirs: CodedEvent
    ours: CodedEvent
    fit: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the pairs agree on a field.

    Attributes:
        field: Its name.
        n: Pairs in which both tell it.
        same: Those of them that tell the same.
        only_theirs: Pairs in which only theirs tells it.
        only_ours: Pairs in which only ours tells it.
        middle: For a number the middle of how many times one is the other; for a place the middle
            distance in kilometres; None where there is none.
    """

    field: str
    n: int
    same: int
    only_theirs: int
    only_ours: int
    middle: float | None = None

    @property
    def share(self) -> float | None:
        """The part of the pairs that tell the same; None where no pair tells it twice."""
        return self.same / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two datasets side by side.

    Attributes:
        theirs: The one.
        ours: The other.
        pairs: The events that both have, in the order of theirs.
        only_theirs: The events that only theirs has.
        only_ours: The events that only ours has.
        agreement: How often the pairs agree, field by field.
        cut: How many rows had too many possible partners to weigh them all.
    """

    theirs: Side
    ours: Side
    pairs: tuple[Pair, ...]
    only_theirs: tuple[CodedEvent, ...]
    only_ours: tuple[CodedEvent, ...]
    agreement: tuple[Agreement, ...]
    cut: int = 0


def compare_sides(theirs: Side, ours: Side, window: Window) -> Comparison:
    """Compare two datasets.

    Args:
        theirs: The one.
        ours: The other.
        window: How far the two rows of a pair may lie apart.

    Crowds of which one side has only words count by the other's table of words, if it has one.
    """
    theirs, ours = _in_numbers(theirs, ours), _in_numbers(ours, theirs)
    found = pair(theirs.events, ours.events, window)
    both = [(theirs.events[left], ours.events[right]) for left, right in found.both]
    lefts, rights = {left for left, _ in found.both}, {right for _, right in found.both}
    return Comparison(
        theirs,
        ours,
        tuple(
            Pair(left, right, fit_of(left, right, window), tuple(_differences(left, right)))
            for left, right in both
        ),
        tuple(event for at, event in enumerate(theirs.events) if at not in lefts),
        tuple(event for at, event in enumerate(ours.events) if at not in rights),
        tuple(_agreement(field, both) for field in _FIELDS),
        found.cut,
    )


def _in_numbers(side: Side, other: Side) -> Side:
    scheme = other.layout.scheme if other.layout else ""
    return replace(side, events=in_numbers_of(scheme, side.events))


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that two rows may tell differently.

    Attributes:
        name: Its name.
        of: Its value in a row; None or empty where the row does not tell it.
        same: Whether two values are the same.
        measure: How far two values lie apart; None where they have no measure.
    """

    name: str
    of: Callable[[CodedEvent], object]
    same: Callable[[object, object], bool]
    measure: Callable[[CodedEvent, CodedEvent], float | None] | None = None


def _agreement(field: _Field, both: Sequence[tuple[CodedEvent, CodedEvent]]) -> Agreement:
    told = [(field.of(left), field.of(right)) for left, right in both]
    twice = [(left, right) for left, right in told if left and right]
    measured: list[float] = []
    if field.measure is not None:
        found = (field.measure(left, right) for left, right in both)
        measured = [value for value in found if value is not None]
    return Agreement(
        field.name,
        len(twice),
        sum(field.same(left, right) for left, right in twice),
        sum(bool(left) and not right for left, right in told),
        sum(bool(right) and not left for left, right in told),
        round(median(measured), 2) if measured else None,
    )


def _differences(left: CodedEvent, right: CodedEvent) -> Iterable[Difference]:
    for field in _FIELDS:
        one, other = field.of(left), field.of(right)
        if one and other and not field.same(one, other):
            yield Difference(field.name, str(one), str(other))


def _same_days(one: object, other: object) -> bool:
    """Whether two spans are one, or both are vague and overlap."""
    if not isinstance(one, Days) or not isinstance(other, Days):
        return False
    if one.precision is other.precision and (one.start, one.end) == (other.start, other.end):
        return True
    vague = one.precision != "day" or other.precision != "day"
    return vague and one.start <= other.end and other.start <= one.end


def _same_place(one: object, other: object) -> bool:
    """Whether two towns share a name, or stand within a few kilometres."""
    if not isinstance(one, Place) or not isinstance(other, Place):
        return False
    if names_of(one.name or "") & names_of(other.name or ""):
        return True
    apart = kilometres(one, other) if one.is_point and other.is_point else None
    return apart is not None and apart <= _CLOSE_KM


def _same_people(one: object, other: object) -> bool:
    """Whether two numbers are about equal, or each lies within the bounds of the other."""
    if not isinstance(one, People) or not isinstance(other, People):
        return False
    times = ratio(one, other)
    return (times is not None and times <= _CLOSE_TIMES) or _overlap(one, other)


def _overlap(one: People, other: People) -> bool:
    if None in (one.low, one.high) and None in (other.low, other.high):
        return False
    floor = max(one.low or 0, other.low or 0)
    ceilings = [high for high in (one.high, other.high) if high is not None]
    return bool(ceilings) and floor <= min(ceilings)


def _town(event: CodedEvent) -> Place | None:
    """The place of a row that names a town."""
    return event.place if event.place.name else None


def _numbered(people: People | None) -> People | None:
    """People of whom there is a number."""
    return people if people is not None and people.number is not None else None


def _equal(one: object, other: object) -> bool:
    return one == other


def _distance(left: CodedEvent, right: CodedEvent) -> float | None:
    both = left.place.is_point and right.place.is_point
    return kilometres(left.place, right.place) if both else None


_FIELDS = (
    _Field("type", lambda event: event.type, _equal),
    _Field("mode", lambda event: event.mode, _equal),
    _Field("days", lambda event: event.days, _same_days),
    _Field("country", lambda event: event.place.country, _equal),
    _Field("town", _town, _same_place, _distance),
    _Field("side", lambda event: event.side, _equal),
    _Field("size", lambda event: _numbered(event.size), _same_people,
           lambda left, right: ratio(left.size, right.size)),
    _Field("killed", lambda event: _numbered(event.killed), _same_people),
    _Field("injured", lambda event: _numbered(event.injured), _same_people),
    _Field("arrested", lambda event: _numbered(event.arrested), _same_people),
)  # fmt: skip
