"""Which rows may tell of one event, which are paired, and what is said of the pairs."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.dataset.foreign.assignment import assign
from tocsin.dataset.foreign.comparison import Agreement, Comparison, Side, compare_sides
from tocsin.dataset.foreign.likeness import Window, kilometres, likeness
from tocsin.dataset.foreign.pairs import pair
from tocsin.dataset.foreign.pinning import pinned
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Days, People, Place
from tocsin.dataset.foreign.selection import Selection, shared_by
from tocsin.fields.scene import Precision
from tocsin.fields.stance import Side as Stance
from tocsin.fields.what import EventType
from tocsin.text.gazetteer import Candidate, PlaceKind

CITY, ADMIN, COUNTRY = Precision.CITY, Precision.ADMIN, Precision.COUNTRY
NAIROBI = Place("KEN", "Nairobi", "Nairobi", None, -1.2833, 36.8167, CITY)
MOMBASA = Place("KEN", "Mombasa", None, None, -4.05, 39.6667, CITY)
DAY = date(2019, 8, 2)
WINDOW = Window()


def event(day: int = 0, place: Place = NAIROBI, name: str = "a", **fields: object) -> CodedEvent:
    """A protest so many days after the first, in Nairobi unless another place is given."""
    when = DAY + timedelta(days=day)
    values: dict[str, object] = {
        "scheme": "made", "id": name, "line": 1, "days": Days(when, when), "place": place,
        "type": EventType.PROTEST,
    }  # fmt: skip
    return CodedEvent(**{**values, **fields})  # type: ignore[arg-type]


JUNE = Days(date(2019, 7, 20), date(2019, 8, 19), DayPrecision.MONTH)

MAY_BE_ONE = [
    ("the same", event(), event()),
    ("a day apart", event(), event(1)),
    ("a suburb", event(place=Place("KEN", "Ruiru", None, None, -1.15, 36.96, CITY)), event()),
    ("a name without a point", event(place=Place("KEN", "NAIROBI", precision=CITY)), event()),
    ("one of two towns",
     event(place=Place("KEN", "Mombasa and Nairobi", precision=CITY)), event()),
    ("accents", event(place=Place("BRA", "São Paulo", precision=CITY)),
     event(place=Place("BRA", "Sao Paulo", precision=CITY))),
    ("somewhere in the country", event(place=Place("KEN", precision=COUNTRY)), event()),
    ("in the same province",
     event(place=Place("KEN", None, "Nairobi", precision=ADMIN)), event()),
    ("no type told", event(type=None), event()),
    ("some day of a month", event(days=JUNE), event()),
    ("a long sit-in", event(days=Days(DAY - timedelta(days=40), DAY + timedelta(days=40))),
     event()),
    ("no country told", event(place=Place(None, "Nairobi", precision=CITY)), event()),
    ("two sides", event(side=Stance.PRO), event(side=Stance.ANTI)),
]  # fmt: skip
CANNOT_BE_ONE = [
    ("two days apart", event(), event(2)),
    ("two towns", event(), event(place=MOMBASA)),
    ("two names", event(place=Place("KEN", "Kisumu", precision=CITY)), event()),
    ("two countries", event(), event(place=Place("UGA", "Nairobi", precision=CITY))),
    ("two types", event(), event(type=EventType.ASSAULT)),
    ("no day", event(days=None), event()),
    ("vague twice", event(days=JUNE, place=Place("KEN", precision=COUNTRY)), event()),
]  # fmt: skip


def names(rows: list[tuple[str, CodedEvent, CodedEvent]]) -> list[str]:
    return [name for name, _, _ in rows]


@pytest.mark.parametrize(("_name", "one", "other"), MAY_BE_ONE, ids=names(MAY_BE_ONE))
def test_may_be_one(_name: str, one: CodedEvent, other: CodedEvent) -> None:
    assert (likeness(one, other, WINDOW) or 0) > 0
    assert likeness(one, other, WINDOW) == likeness(other, one, WINDOW)
    assert pair([one], [other], WINDOW).both == ((0, 0),)
    assert pair([other], [one], WINDOW).both == ((0, 0),)


@pytest.mark.parametrize(("_name", "one", "other"), CANNOT_BE_ONE, ids=names(CANNOT_BE_ONE))
def test_cannot_be_one(_name: str, one: CodedEvent, other: CodedEvent) -> None:
    assert likeness(one, other, WINDOW) is None
    assert likeness(other, one, WINDOW) is None
    assert pair([one], [other], WINDOW).both == ()


def test_windows_are_as_wide_as_asked() -> None:
    assert pair([event()], [event(5)], Window(days=5)).both == ((0, 0),)
    assert pair([event()], [event(place=MOMBASA)], Window(km=500)).both == ((0, 0),)
    other = event(type=EventType.ASSAULT)
    assert pair([event()], [other], Window(any_type=True)).both == ((0, 0),)
    assert pair([event()], [event(1)], Window(days=0)).both == ()


def test_each_row_is_in_one_pair_and_the_best_fit_goes_first() -> None:
    theirs = [event(0), event(1), event(1, side=Stance.PRO)]
    ours = [event(1, side=Stance.PRO), event(1, side=Stance.ANTI), event(0), event(0)]
    assert pair(theirs, ours, WINDOW).both == ((0, 2), (1, 1), (2, 0))


def test_equal_rows_are_paired_in_order() -> None:
    rows = [event() for _ in range(40)]
    assert pair(rows, rows, WINDOW).both == tuple((at, at) for at in range(40))


def test_too_many_partners_are_counted() -> None:
    found = pair([event()], [event() for _ in range(1_200)], WINDOW)
    assert (found.both, found.cut) == (((0, 0),), 1)


SCORES = st.lists(
    st.dictionaries(st.integers(0, 4), st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.25]), max_size=5),
    max_size=5,
)


def best_sum(scores: list[dict[int, float]]) -> float:
    """The greatest sum over all ways to pair, by trying each."""
    ways = product(*[[None, *row] for row in scores])
    sums = [0.0]
    for way in ways:
        taken = [right for right in way if right is not None]
        if len(set(taken)) == len(taken):
            sums.append(sum(row[right] for row, right in zip(scores, way, strict=True)
                            if right is not None))  # fmt: skip
    return max(sums)


@settings(deadline=None)
@given(SCORES)
def test_no_other_pairs_would_fit_better(scores: list[dict[int, float]]) -> None:
    found = assign(scores)
    assert len(set(found.values())) == len(found)
    assert sum(scores[left][right] for left, right in found.items()) == best_sum(scores)


PLACES = [NAIROBI, MOMBASA, Place("KEN", "Nairobi", precision=CITY), Place("KEN"), Place(),
          Place("KEN", "Nairobi", precision=ADMIN),
          Place("KEN", None, None, None, -1.3, 36.8, CITY),
          Place(None, None, None, None, -1.3, 36.8, CITY),
          Place("KEN", None, "Nairobi"), Place("KEN", precision=CITY)]  # fmt: skip
EVENTS = st.builds(
    event,
    st.integers(-2, 2),
    st.sampled_from(PLACES),
    type=st.sampled_from([None, EventType.PROTEST, EventType.ASSAULT]),
    side=st.sampled_from([None, Stance.PRO, Stance.ANTI]),
    size=st.sampled_from([None, People(0, 0), People(100, 200), People(words="many")]),
)


@settings(deadline=None)
@given(EVENTS, EVENTS)
def test_likeness_is_mutual_and_the_index_misses_no_pair(
    one: CodedEvent, other: CodedEvent
) -> None:
    fits = likeness(one, other, WINDOW)
    assert likeness(other, one, WINDOW) == fits
    assert bool(pair([one], [other], WINDOW).both) == (fits is not None and fits > 0)


def test_distances_are_those_on_the_ground() -> None:
    assert kilometres(NAIROBI, MOMBASA) == pytest.approx(440, abs=5)
    assert kilometres(NAIROBI, NAIROBI) == 0
    assert kilometres(NAIROBI, Place("KEN")) is None
    far = Place(None, None, None, None, 0, 179.9), Place(None, None, None, None, 0, -179.9)
    assert kilometres(*far) == pytest.approx(22, abs=1)


class Towns:
    """A gazetteer of one town under two names, and of one of its name in another country."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        if name not in ("Kiev", "Kyiv"):
            return ()
        return (
            Candidate("Kiev", PlaceKind.CITY, 30.0, -90.0, "USA"),
            Candidate("Kyiv oblast", PlaceKind.ADMIN, 50.3, 30.5, "UKR"),
            Candidate("Kyiv", PlaceKind.CITY, 50.45, 30.52, "UKR"),
        )


def test_towns_without_a_point_are_looked_up() -> None:
    kiev, kyiv = (event(place=Place("UKR", name, precision=CITY)) for name in ("Kiev", "Kyiv"))
    assert pair([kiev], [kyiv], WINDOW).both == ()
    found = pinned([kiev, kyiv], Towns())
    assert [(one.place.latitude, one.place.looked_up) for one in found] == [(50.45, True)] * 2
    assert pair(found[:1], found[1:], WINDOW).both == ((0, 0),)


@pytest.mark.parametrize(
    "place",
    [
        Place("UKR", "Kiev, Odessa", precision=CITY),
        Place("UKR", "Odessa", precision=CITY),
        Place(None, "Kiev", precision=CITY),
        Place("POL", "Kiev", precision=CITY),
        Place("UKR", "Kiev", precision=ADMIN),
        Place("UKR", "Kiev", None, None, 50.0, 30.0, CITY),
        Place("UKR"),
    ],
)
def test_other_places_stay_as_they_are(place: Place) -> None:
    assert pinned([event(place=place)], Towns())[0].place is place


def compared(theirs: list[CodedEvent], ours: list[CodedEvent]) -> Comparison:
    return compare_sides(Side("a", None, tuple(theirs)), Side("b", None, tuple(ours)), WINDOW)


def field(found: Comparison, name: str) -> Agreement:
    return next(one for one in found.agreement if one.field == name)


def test_agreement_is_over_the_pairs_that_both_tell() -> None:
    theirs = [
        event(0, mode="riot", side=Stance.PRO, size=People(100, 100), killed=People(0, 0)),
        event(10, side=Stance.ANTI, size=People(1_000, 2_000)),
        event(20, size=People(words="many")),
        event(40, name="lost"),
    ]
    ours = [
        event(0, mode="demonstrate", side=Stance.PRO, size=People(110, 110)),
        event(11, side=Stance.PRO, size=People(5_000, None)),
        event(20, size=People(50, 50), killed=People(2, 2)),
        event(60, name="new"),
        event(70, name="new too"),
    ]
    found = compared(theirs, ours)
    assert [len(found.pairs), len(found.only_theirs), len(found.only_ours)] == [3, 1, 2]
    assert [one.id for one in found.only_theirs] == ["lost"]
    told = {one.field: (one.same, one.n, one.only_theirs, one.only_ours) for one in found.agreement}
    assert told["days"] == (2, 3, 0, 0)
    assert told["mode"] == (0, 1, 0, 0)
    assert told["side"] == (1, 2, 0, 0)
    assert told["size"] == (1, 2, 0, 1)
    assert told["killed"] == (0, 0, 1, 1)
    assert field(found, "killed").share is None
    assert field(found, "size").share == 0.5
    assert field(found, "town").middle == 0
    differences = [(one.field, one.theirs, one.ours) for one in found.pairs[1].differences]
    assert differences == [
        ("days", "2019-08-12", "2019-08-13"),
        ("side", "anti", "pro"),
        ("size", "1,000 to 2,000", "5,000 or more"),
    ]


SIZES: list[tuple[Mapping[str, object], Mapping[str, object], bool]] = [
    ({"low": 100, "high": 100}, {"low": 120, "high": 120}, True),
    ({"low": 100, "high": 100}, {"low": 130, "high": 130}, False),
    ({"low": 100, "high": None}, {"low": 500, "high": 500}, True),
    ({"low": None, "high": 100}, {"low": 500, "high": 500}, False),
    ({"low": 100, "high": 999}, {"low": 900, "high": 2_000}, True),
    ({"best": 2_000.0}, {"low": 2_000, "high": 2_000}, True),
    ({"low": 0, "high": 0}, {"low": 0, "high": 0}, True),
    ({"low": 0, "high": 0}, {"low": 1, "high": 1}, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SIZES)
def test_numbers_are_the_same_within_their_bounds_or_a_quarter(
    one: dict[str, float], other: dict[str, float], same: bool
) -> None:
    found = compared([event(size=People(**one))], [event(size=People(**other))])  # type: ignore[arg-type]
    assert field(found, "size").n == 1
    assert bool(field(found, "size").same) == same


def test_only_what_is_asked_for_is_held() -> None:
    assert Selection().holds(event(days=None, place=Place(), type=None))
    assert not Selection(types=(EventType.PROTEST,)).holds(event(type=None))
    assert not Selection(countries=("KEN",)).holds(event(place=Place()))
    assert not Selection(until=DAY).holds(event(1))
    assert Selection(since=DAY, until=DAY).holds(event(days=JUNE))
    assert not Selection(since=DAY).holds(event(days=None))


def test_what_both_cover_is_their_countries_and_the_days_between() -> None:
    uganda = Place("UGA", "Kampala", precision=CITY)
    theirs = [event(0), event(30), event(40, uganda)]
    ours = [event(10), event(90)]
    common = shared_by(theirs, ours)
    assert common.countries == ("KEN",)
    assert (common.since, common.until) == (DAY + timedelta(10), DAY + timedelta(40))
    assert [common.holds(one) for one in theirs] == [False, True, False]
    assert shared_by([event(place=Place())], ours).countries == ()
    assert shared_by([], ours).countries == ()
