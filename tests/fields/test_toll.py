"""Killed, injured, arrested: what is read, what is a total, and what belongs to an event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.toll import TollKind, find_tolls, toll_of_event
from tocsin.text.span import Span

KILLED, INJURED, ARRESTED = TollKind.KILLED, TollKind.INJURED, TollKind.ARRESTED

READ = [
    ("a blast killing at least 13 people", [(KILLED, "at least 13 people", 13, None)]),
    (
        "13 people were killed and over 40 others wounded",
        [(KILLED, "13 people", 13, 13), (INJURED, "over 40 others", 40, None)],
    ),
    (
        "84 were killed and roughly 200 wounded",
        [(KILLED, "84", 84, 84), (INJURED, "roughly 200", 200, 200)],
    ),
    ("a fire left two dead", [(KILLED, "two", 2, 2)]),
    ("no one was hurt", [(INJURED, "no one", 0, 0)]),
    ("Nobody was arrested", [(ARRESTED, "Nobody", 0, 0)]),
    (
        "There were no casualties",
        [(INJURED, "no casualties", 0, 0), (KILLED, "no casualties", 0, 0)],
    ),
    ("with no reports of injuries", [(INJURED, "no reports of injuries", 0, 0)]),
    ("police detained 30 people", [(ARRESTED, "30 people", 30, 30)]),
    ("dozens were arrested", [(ARRESTED, "dozens", None, None)]),
    ("a total of 24 arrests", [(ARRESTED, "24 arrests", 24, 24)]),
    ("a soldier was killed", [(KILLED, "a soldier", 1, 1)]),
    ("gunmen killed a policeman", [(KILLED, "a policeman", 1, 1)]),
    ("an off-duty policeman was shot dead", [(KILLED, "an off-duty policeman", 1, 1)]),
    ("after the death of two students", [(KILLED, "two students", 2, 2)]),
    ("floods claimed 12 lives", [(KILLED, "12 lives", 12, 12)]),
    ("left 5 dead and 20 injured", [(KILLED, "5", 5, 5), (INJURED, "20", 20, 20)]),
    ("the death toll rose to 55", [(KILLED, "55", 55, 55)]),
    ("killing 14 and wounding 22.", [(KILLED, "14", 14, 14), (INJURED, "22", 22, 22)]),
    (
        "killed three women and three children",
        [(KILLED, "three women and three children", 6, 6)],
    ),
    (
        "27 students and five teachers were shot dead",
        [(KILLED, "27 students and five teachers", 32, 32)],
    ),
    (
        "nine people, including three children, were killed",
        [(KILLED, "nine people", 9, 9)],
    ),
    (
        "more than 60 civilians were killed and injured",
        [
            (INJURED, "more than 60 civilians", None, None),
            (KILLED, "more than 60 civilians", None, None),
        ],
    ),
    ("two soldiers killed 12 militants", [(KILLED, "12 militants", 12, 12)]),
    ("Several suspects have been arrested", [(ARRESTED, "Several suspects", None, None)]),
]
LEFT_ALONE = [
    "He was not hurt", "no one would be arrested", "the arrest warrant", "12 dead cars lay there",
    "killed 13 goats", "a dead end", "the hurt of many years", "the bill was killed",
    "They shot 40 films", "wounded pride", "two detention centres",
]  # fmt: skip
TOTALS = [
    "More than 200,000 people have been killed since 2011.",
    "Since the start of the war, 300 soldiers have been killed.",
    "In the past decade 40 people were killed.",
    "So far this year 40 people have been arrested.",
]


@pytest.mark.parametrize(("text", "tolls"), READ)
def test_reads(text: str, tolls: list[tuple[TollKind, str, int | None, int | None]]) -> None:
    found = [
        (toll.kind, text[slice(*toll.figure.span)], toll.figure.low, toll.figure.high)
        for toll in find_tolls(text)
    ]
    assert found == tolls
    assert not any(toll.total for toll in find_tolls(text))


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert list(find_tolls(text)) == []


@pytest.mark.parametrize("text", TOTALS)
def test_marks_totals(text: str) -> None:
    [toll] = find_tolls(text)
    assert toll.total
    span = Span(0, len(text))
    assert toll_of_event(span, span, [toll], text=text) == {}


WORDS = [
    "13", "people", "were", "killed", "and", "injured", "a", "soldier", "no", "casualties", "of",
    "death", "others", ".", "arrested", "the", "one", "lives", "claimed", "dead", "\n\n", "not",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    start = 0
    for toll in find_tolls(text):
        assert start <= toll.figure.span.start < toll.figure.span.end <= len(text)
        start = toll.figure.span.start


@given(st.integers(2, 1_000_000), st.sampled_from(["killed", "wounded", "arrested"]))
def test_a_written_toll_comes_back(number: int, word: str) -> None:
    for text in (f"They say {number:,} people were {word} there.", f"It {word} {number:,} people."):
        [toll] = find_tolls(text)
        assert (toll.figure.low, toll.figure.high) == (number, number)
