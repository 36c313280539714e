"""Runs of words that belong to an argument: where they begin, end, part and are bridged."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.marks.candidates import find_runs

RUNS = [
    # inside, begins, runs at a threshold of .5
    ([0.1, 0.9, 0.8, 0.1], [0.0, 0.9, 0.0, 0.0], [(1, 3)]),
    ([0.9, 0.3, 0.8], [0.9, 0.0, 0.0], [(0, 3)]),  # a gap of one word is bridged
    ([0.9, 0.1, 0.8], [0.9, 0.0, 0.0], [(0, 1), (2, 3)]),  # but not by just any word
    ([0.9, 0.3, 0.3, 0.8], [0.9, 0.0, 0.0, 0.0], [(0, 1), (3, 4)]),  # nor is a gap of two
    ([0.9, 0.8], [0.9, 0.9], [(0, 1), (1, 2)]),  # two that touch
    ([0.9, 0.3, 0.8], [0.9, 0.9, 0.0], [(0, 1), (1, 3)]),  # the bridge begins the next
    ([0.9, 0.3, 0.8], [0.9, 0.9, 0.9], [(0, 1), (2, 3)]),  # a bridge cannot stand alone
    ([0.1, 0.1], [0.9, 0.9], []),
    ([], [], []),
]


@pytest.mark.parametrize(("inside", "begins", "expected"), RUNS)
def test_finds_runs(
    inside: list[float], begins: list[float], expected: list[tuple[int, int]]
) -> None:
    found = find_runs(np.array(inside, np.float32), np.array(begins, np.float32), 0.5)
    assert [(start, stop) for start, stop, _ in found] == expected


SHARES = st.floats(0, 1, width=32)


@given(st.lists(st.tuples(SHARES, SHARES)), st.floats(0.05, 0.95))
def test_runs_are_in_order_and_hold_every_word_that_belongs(
    shares: list[tuple[float, float]], threshold: float
) -> None:
    inside = np.array([share for share, _ in shares], np.float32)
    begins = np.array([share for _, share in shares], np.float32)
    held: list[int] = []
    for start, stop, score in find_runs(inside, begins, threshold):
        assert start < stop
        assert score == inside[start:stop].max() >= np.float32(threshold)
        held += range(start, stop)
    assert held == sorted(set(held))
    assert set(np.flatnonzero(inside >= threshold).tolist()) <= set(held)
