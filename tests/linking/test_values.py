"""One value of many readings: all are kept, each preset chooses, the discrepancy says how far."""

import pytest

from tests.linking.made import count, day, place, rally
from tocsin.errors import InvalidValueError
from tocsin.linking.events import Event
from tocsin.linking.values import FIELDS, Preset, discrepancy, readings_of, settle

EVENT = Event(
    "e1",
    (
        rally("a", when=day("2024-06-25"), size=count("80,000 people", 80_000, 80_000, "police")),
        rally("b", when=day("2024-06"), size=count("30,000", 30_000, 30_000, "the rector")),
        rally("c", when=day("2024-06-25"), size=count("thousands", None, None, "a student")),
        rally("d", when=day(None), size=count("40,000", 40_000, 40_000), where=place("Karvia")),
    ),
)
SETTLED = [
    # field, conservative, informative, representative, discrepancy
    ("size", 30_000, 80_000, 40_000, 0.625),
    ("start", "2024-06", "2024-06-25", "2024-06-25", 0.667),
    ("city", "Karvia", "Karvia", "Karvia", 0.0),
    ("venue", "Osta Square", "Osta Square", "Osta Square", 0.0),
    ("killed", None, None, None, 0.0),
]


@pytest.mark.parametrize(("field", "least", "most", "middle", "apart"), SETTLED)
def test_presets(field: str, least: object, most: object, middle: object, apart: float) -> None:
    assert settle(EVENT, field, Preset.CONSERVATIVE) == least
    assert settle(EVENT, field, Preset.INFORMATIVE) == most
    assert settle(EVENT, field, Preset.REPRESENTATIVE) == middle
    assert discrepancy(EVENT, field) == apart


def test_towns_that_differ_are_settled_only_by_a_preset_that_chooses() -> None:
    event = Event("e1", (rally("a", where=place("Karvia")), rally("b", where=place("Bystra"))))
    assert settle(event, "city", Preset.CONSERVATIVE) is None
    assert settle(event, "city", Preset.REPRESENTATIVE) == "Karvia"
    assert discrepancy(event, "city") == 1.0


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
