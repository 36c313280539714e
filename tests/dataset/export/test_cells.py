"""Cells: no spreadsheet runs them, and what they held comes back."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.dataset.export.cells import line_of, plain, safe

RUN = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    '"=1',  # readers that split once more swallow the mark
    "''=1",
    "＝1",
    "a;=1",
    "a,@x",
    "a\tx;\n-1",
    "=cmd|' /C calc'!A0",
]
LEFT_ALONE = ["", "'tis", "a = b", "a-b", "x; -1", "1+1", "e@example.org", "’=1"]
_STARTS = "=+-@＝＋－＠"


@pytest.mark.parametrize("text", RUN)
def test_what_would_run_is_made_safe(text: str) -> None:
    made = safe(text)
    assert made != text
    for cell in re.split(r"[,;|\t\r\n]", made):
        assert not cell.lstrip('"').startswith(tuple(_STARTS))
    assert plain(made) == text


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_would_not_run_is_left_alone(text: str) -> None:
    assert safe(text) == text


CELLS = st.one_of(st.text(), st.lists(st.sampled_from([*"=+-@'\",;|\t\r\n x", "＝"])).map("".join))


@given(CELLS)
def test_any_text_comes_back_and_starts_no_formula(text: str) -> None:
    made = safe(text)
    assert plain(made) == text
    assert not made.startswith((*_STARTS, "\t", "\r", "\n"))


@given(st.lists(CELLS.filter(lambda text: "\0" not in text), min_size=2), st.booleans())
def test_any_line_is_read_back_by_python(cells: list[str], escape: bool) -> None:
    [row] = csv.reader(io.StringIO(line_of(cells, escape), newline=""), strict=True)
    assert [plain(cell) if escape else cell for cell in row] == cells


def test_numbers_flags_and_silence() -> None:
    assert line_of([-1, -0.5, True, False, None, "x"]) == "-1,-0.5,true,false,,x\n"


def test_a_zero_byte_is_replaced() -> None:
    assert line_of(["a\0b"]) == "a\ufffdb\n"


def test_a_long_hostile_cell_takes_no_time() -> None:
    for letter in "\"';=\n":
        text = letter * 1_000_000
        assert plain(safe(text)) == text
