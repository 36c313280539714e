"""One value of many readings: all are kept, each preset chooses, the discrepancy says how far."""

from dataclasses import replace

import pytest

from tests.linking.made import count, day, place, rally, words
from tocsin.errors import InvalidValueError
from tocsin.fields.stance import Side, Stance
from tocsin.linking.events import Event
from tocsin.linking.values import FIELDS, Preset, discrepancy, divergence, readings_of, settle

EVENT = Event(
    "e1",
    (
        rally("a", when=day("2024-06-25"), size=count("80,000 people", 80_000, 80_000, "police")),
        rally("b", when=day("2024-06"), size=count("30,000", 30_000, 30_000, "the rector")),
        rally("c", when=day("2024-06-25"), size=count("thousands", None, None, "a student")),
        rally("d", when=day(None), size=count("40,000", 40_000, 40_000), where=place("Karvia")),
    ),
)
# Worked by hand with the rules of eventreport 0.1.1: for the conservative model numbers take the
# smallest, the start the earliest, the end the latest, a place the commonest at the least
# precision; for the informative one the largest, the latest start, the earliest end, the greatest
# precision; for the representative one the mode, of numbers the smallest mode; words the mode.
SETTLED = [
    # field, conservative, informative, representative, discrepancy, divergence
    ("size", 30_000, 80_000, 30_000, 0.625, 2),
    ("start", "2024-06", "2024-06-25", "2024-06-25", 0.333, 1),
    ("end", "2024-06", "2024-06-25", "2024-06-25", 0.333, 1),
    ("country", "SRB", "SRB", "SRB", 0.0, 0),
    ("city", "Karvia", "Karvia", "Karvia", 0.0, 0),
    ("venue", None, "Osta Square", "Osta Square", 0.0, 0),
    ("form", "rally", "rally", "rally", 0.0, 0),
    ("killed", None, None, None, 0.0, 0),
]


@pytest.mark.parametrize("row", SETTLED, ids=[row[0] for row in SETTLED])
def test_presets(row: tuple[str, object, object, object, float, int]) -> None:
    field, *settled, apart, others = row
    assert [settle(EVENT, field, preset) for preset in Preset] == settled
    assert (discrepancy(EVENT, field), divergence(EVENT, field)) == (apart, others)


def numbers(*sizes: int) -> Event:
    return Event("e1", tuple(rally(str(i), size=count(f"{n}", n, n)) for i, n in enumerate(sizes)))


@pytest.mark.parametrize(
    ("sizes", "settled", "apart", "others"),
    [
        ((10, 10), (10, 10, 10), 0.0, 0),
        ((5, 15), (5, 15, 5), 0.667, 1),
        ((30, 35, 30), (30, 35, 30), 0.143, 1),
        ((1, 2, 2, 3, 4, 4), (1, 4, 2), 0.75, 3),
        ((0, 0), (0, 0, 0), 0.0, 0),
    ],
)
def test_numbers(
    sizes: tuple[int, ...], settled: tuple[int, ...], apart: float, others: int
) -> None:
    event = numbers(*sizes)
    assert tuple(settle(event, "size", preset) for preset in Preset) == settled
    assert (discrepancy(event, "size"), divergence(event, "size")) == (apart, others)


def test_towns_that_differ_are_settled_only_by_a_preset_that_chooses() -> None:
    event = Event("e1", (rally("a", where=place("Karvia")), rally("b", where=place("Bystra"))))
    assert settle(event, "city", Preset.CONSERVATIVE) is None
    assert settle(event, "city", Preset.REPRESENTATIVE) == "Karvia"
    assert (discrepancy(event, "city"), divergence(event, "city")) == (0.5, 1)


def test_a_place_is_as_exact_as_its_least_or_most_exact_report() -> None:
    places = [place("Karvia", "Osta Square"), place("Karvia", "Osta Square"), place(None)]
    event = Event("e1", tuple(rally(str(i), where=where) for i, where in enumerate(places)))
    assert [settle(event, "city", preset) for preset in Preset] == [None, "Karvia", "Karvia"]
    assert [settle(event, "country", preset) for preset in Preset] == ["SRB"] * 3
    silent = Event("e2", (rally("a", where=place(None, None, None)), *event.reports[:1]))
    assert settle(silent, "venue", Preset.CONSERVATIVE) == "Osta Square"


def test_days_that_differ_give_the_widest_the_narrowest_the_commonest() -> None:
    twice = replace(day("2024-06-25"), evidence=(words("Tuesday"),))
    days = [day("2024-06-24", "2024-06-27"), day("2024-06-26"), day("2024-06-25"), twice]
    event = Event("e1", tuple(rally(str(i), when=when) for i, when in enumerate(days)))
    settled = [(settle(event, "start", one), settle(event, "end", one)) for one in Preset]
    assert settled == [
        ("2024-06-24", "2024-06-27"),
        ("2024-06-25", "2024-06-25"),
        ("2024-06-25", "2024-06-25"),
    ]
    apart = Event("e1", event.reports[1:3])
    settled = [(settle(apart, "start", one), settle(apart, "end", one)) for one in Preset]
    assert settled == [
        ("2024-06-25", "2024-06-26"),
        ("2024-06-25", "2024-06-25"),
        ("2024-06-25", "2024-06-25"),
    ]


def test_words_are_settled_by_most_and_a_tie_stays_open_for_the_careful() -> None:
    sides = [Side.ANTI, Side.PRO, Side.PRO]
    event = Event("e1", tuple(rally(str(i), stance=Stance(one)) for i, one in enumerate(sides)))
    assert [settle(event, "side", preset) for preset in Preset] == ["pro", "pro", "pro"]
    assert discrepancy(event, "side") == 0.333
    tie = Event("e1", event.reports[:2])
    assert [settle(tie, "side", preset) for preset in Preset] == [None, "anti", "anti"]


def test_each_figure_stays_with_its_speaker() -> None:
    told = readings_of(EVENT, "size")
    assert [(one.report, one.words, one.speakers) for one in told] == [
        ("a.1", "80,000 people", ("police",)),
        ("b.1", "30,000", ("the rector",)),
        ("c.1", "thousands", ("a student",)),
        ("d.1", "40,000", ("police",)),
    ]


def test_every_field_is_read_and_no_other() -> None:
    for field in FIELDS:
        readings_of(EVENT, field)
    with pytest.raises(InvalidValueError, match="colour"):
        readings_of(EVENT, "colour")
    with pytest.raises(InvalidValueError, match="colour"):
        settle(EVENT, "colour", Preset.INFORMATIVE)
