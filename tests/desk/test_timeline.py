"""The timeline: distinct days in their order, with what lies between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.desk.timeline import columns

GAPS = [
    ("2024-06-25", "2024-06-26", ""),
    ("2024-06-25", "2024-06-27", "2 days"),
    ("2024-06-25", "2024-08-26", "2 months"),
    ("2024-01-01", "2026-01-01", "2 years"),
    ("2024-06", "2024-06-02", ""),
    ("2023", "2024-06-25", "18 months"),
]


@pytest.mark.parametrize(("first", "second", "gap"), GAPS)
def test_a_gap_is_told_in_its_natural_unit(first: str, second: str, gap: str) -> None:
    assert [column.gap for column in columns([second, first])] == ["", gap]


def test_labels_show_no_more_than_is_known() -> None:
    labels = [column.label for column in columns(["2024-06-05", "2024-06", "2024"])]
    assert labels == ["2024", "Jun 2024", "5 Jun 2024"]


@pytest.mark.parametrize("start", ["2023-02-31", "0000-01-01", "9999-12-31"])
def test_a_day_that_is_not_in_the_calendar_has_its_column(start: str) -> None:
    assert [column.start for column in columns([start, start])] == [start]


days = st.dates().map(str)
starts = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


@given(st.lists(starts))
def test_any_dates_stand_once_and_in_order(starts: list[str]) -> None:
    assert [column.start for column in columns(starts)] == sorted(set(starts))
