"""Killed, injured, arrested: what is read, what is a total, and what belongs to an event."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.size import find_sizes
from tocsin.fields.toll import TollKind, find_tolls, people_told, toll_of_event
from tocsin.text.harm import read_stretches
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
    ("No-one was injured", [(INJURED, "No-one", 0, 0)]),
    (
        "No arrests or injuries were reported",
        [(ARRESTED, "No arrests", 0, 0), (INJURED, "No arrests or injuries", 0, 0)],
    ),
    ("no protesters were arrested", [(ARRESTED, "no protesters", 0, 0)]),
    ("Ali Hassan, 16, was shot dead", [(KILLED, "Ali Hassan", 1, 1)]),
    ("gunmen murdered Ali Hassan in May", [(KILLED, "Ali Hassan", 1, 1)]),
    ("He was kidnapped and killed", [(KILLED, "He", 1, 1)]),
    ("a policeman and his wife were killed", [(KILLED, "a policeman and his wife", 2, 2)]),
    ("it killed a clerk and his wife in May", [(KILLED, "a clerk and his wife", 2, 2)]),
    (
        "five officials and a priest had been arrested",
        [(ARRESTED, "five officials and a priest", 6, 6)],
    ),
    ("three girls were stabbed and killed", [(KILLED, "three girls", 3, 3)]),
    (
        "Over 90 students and police officers were injured",
        [(INJURED, "Over 90 students", 90, None)],
    ),
    ("another five people, arrested on Monday,", [(ARRESTED, "five people", 5, 5)]),
    ("Police made a number of arrests", [(ARRESTED, "a number of arrests", None, None)]),
    ("dozens of deaths followed", [(KILLED, "dozens of deaths", None, None)]),
    ("it killed two guards and 40 in Kandra", [(KILLED, "two guards", 2, 2)]),
    ("an arrest was made", [(ARRESTED, "an arrest", 1, 1)]),
    ("12 wounded soldiers were flown out", [(INJURED, "12 wounded soldiers", 12, 12)]),
    ("the fire took the lives of 12 people", [(KILLED, "12 people", 12, 12)]),
    ("at least one suspect had been arrested", [(ARRESTED, "at least one suspect", 1, None)]),
    (
        "Six men, two of them teachers, were arrested",
        [(ARRESTED, "Six men", 6, 6)],
    ),
    ("Several suspects have been arrested", [(ARRESTED, "Several suspects", None, None)]),
]
LEFT_ALONE = [
    "He was not hurt", "no one would be arrested", "the arrest warrant", "12 dead cars lay there",
    "killed 13 goats", "a dead end", "the hurt of many years", "the bill was killed",
    "They shot 40 films", "Civilians were killed", "several parents of boys that died",
    "The men who held her hostage were arrested", "40 relatives of those who were killed",
    "an unknown number of people were hurt", "wounded pride", "two detention centres",
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


OF_EVENT = [
    # anchor, the act's sentence (the first) and what follows, kind and words of what is chosen
    ("bombing", "A bombing killed 12 people.", {KILLED: "12 people"}),
    (
        "bombing",
        "A bombing shook Kandra. It left 12 dead and 30 wounded.",
        {KILLED: "12", INJURED: "30"},
    ),
    ("bombing", "A bombing shook Kandra. Police arrested six men.", {}),
    ("arrests", "Police made arrests. Six men were detained.", {ARRESTED: "Six men"}),
    ("arrests", "Police made arrests. Six men were killed.", {}),
    ("attack", "In the attack 12 people were killed; the attacker was shot dead.",
     {KILLED: "12 people"}),
    ("shot", "He died after he was shot.", {KILLED: "He"}),
    ("blast", "A raid killed 5 people, and a blast killed 9 people later.", {KILLED: "9 people"}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "text", "words"), OF_EVENT)
def test_chooses_the_tolls_of_an_event(act: str, text: str, words: dict[TollKind, str]) -> None:
    anchor = Span(text.index(act), text.index(act) + len(act))
    end = text.index(".") + 1
    neighbours = [Span(end, len(text))] if end < len(text) else []
    tolls = list(find_tolls(text))
    chosen = toll_of_event(anchor, Span(0, end), tolls, text=text, neighbours=neighbours)
    assert {kind: text[slice(*figure.span)] for kind, [figure] in chosen.items()} == words


PEOPLE = [
    ("six men", 6), ("the six strikers", 6), ("around 15 party workers", 15), ("a reporter", 1),
    ("The remaining person", 1), ("his brother", 1), ("Ali Hassan", 1),
    ("a former mayor, Ali Hassan", 1), ("200 miners of Kandra", 200),
]  # fmt: skip
NO_NUMBER = [
    "protesters", "several men", "leaders and organisers", "the ministry", "France", "NATO",
    "the XYZ", "a group of men", "Two", "United Nations", "", "...", "members of the opposition",
]  # fmt: skip


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_counts_the_people_of_a_phrase(text: str, people: int) -> None:
    span = Span(len("Police held "), len("Police held ") + len(text))
    figure = people_told(f"Police held {text} on Monday.", span)
    assert figure is not None
    assert (figure.low, figure.high, figure.span) == (people, people, span)


@pytest.mark.parametrize("text", NO_NUMBER)
def test_counts_no_people_where_none_are_told(text: str) -> None:
    assert people_told(text, Span(0, len(text))) is None


@given(st.text())
def test_people_of_any_phrase_are_counted_without_error(text: str) -> None:
    figure = people_told(text, Span(0, len(text)))
    assert figure is None or figure.low is None or figure.low >= 0


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


@pytest.mark.parametrize("unit", ["1 ", "killed ", "no injuries or ", "10 killed and ", "were "])
def test_a_long_line_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.perf_counter()
    for _ in find_tolls(text):
        pass
    assert time.perf_counter() - start < 20


HARM_WORDS = ["10", "killed", "and", "wounded", "people", "a", "man", "was", "no", ".", "\n\n"]


@given(st.lists(st.sampled_from(HARM_WORDS)).map(" ".join))
def test_numbers_read_once_serve_sizes_and_tolls(text: str) -> None:
    told = tuple(read_stretches(text))
    assert list(find_tolls(text, told)) == list(find_tolls(text))
    assert list(find_sizes(text, told)) == list(find_sizes(text))
