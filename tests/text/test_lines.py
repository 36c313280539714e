"""Lines: what is one paragraph, in wrapped texts and in texts with one paragraph a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.lines import find_blocks

WRAPPED = """\
               The Example: University of Somewhere

Students block the bridge

SECTION: NEWS; Pg. 1

About two hundred students blocked the old bridge on Thursday morning and
asked the council to lower the price of bus tickets. The police kept the
road closed until noon, and nobody was hurt.

"We will be back next week and the week after that, until they listen," a
speaker said.
"""
TELETYPE = """\
THE UNION OF
BUS DRIVERS BEGAN AN INDEFINITE STRIKE AT MIDNIGHT AND SAID THAT NO BUS
WOULD LEAVE THE DEPOTS BEFORE ITS DEMANDS WERE MET IN FULL.

   THE MINISTER OF TRANSPORT SAID THAT THE STRIKE WAS AGAINST THE LAW AND
THAT DRIVERS WHO DID NOT RETURN WOULD LOSE THEIR PAY.
"""


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in find_blocks(text)]


def test_wrapped_lines_stay_together() -> None:
    found = blocks(WRAPPED)
    assert [words[:12] for words in found] == [
        "The Example:",
        "Students blo",
        "SECTION: NEW",
        "About two hu",
        '"We will be ',
    ]
    assert found[3].endswith("nobody was hurt.")


def test_a_wrapped_text_in_capitals_with_indented_first_lines() -> None:
    assert [words[:12] for words in blocks(TELETYPE)] == ["THE UNION OF", "THE MINISTER"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\nTwo.\r\rThree.", ["One.", "Two.", "Three."]),
        ("One.\u2028Two.\x0bThree.", ["One.", "Two.", "Three."]),
        ("  \n\n One. \n \n", ["One."]),
        (
            "The mayor, who spoke from a balcony for an \nhour, left at noon.",
            ["The mayor, who spoke from a balcony for an \nhour, left at noon."],
        ),
        ("A list of towns:\nlima\ncusco", ["A list of towns:", "lima", "cusco"]),
        ("", []),
        ("\n" * 1000, []),
    ],
)
def test_one_paragraph_a_line(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_lines_that_would_have_fitted_are_not_joined() -> None:
    text = (
        "Rain in Lima\nMany people came to the square\nNo bus\nThe mayor left early\nSnow on Monday"
    )
    assert blocks(text) == text.split("\n")


LINES = st.lists(st.sampled_from(["A word", "and more", "", "   ", "X" * 75, "The end.", "\r"]))


@given(st.one_of(st.text(), LINES.map("\n".join)))
def test_every_character_but_white_space_is_in_one_block(text: str) -> None:
    end = 0
    for start, stop in find_blocks(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()
