"""Marked words made whole: names, abbreviations, loose ends."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.marks.edges import joined, whole
from tocsin.text.span import Span, covers

WHOLE = [
    # sentence, marked, whole
    ("On Monday Kim Jong Un spoke.", "Kim Jong", "Kim Jong Un"),
    ("He warned the United States again.", "States", "the United States"),
    ("threats from the U.S. over trade", "U.S", "the U.S."),
    ("A crowd of students marched.", "crowd of", "A crowd"),
    ("said Prime Minister Ana Brnabic on Friday", "Brnabic", "Prime Minister Ana Brnabic"),
    ("Police arrested twelve people.", "twelve people", "twelve people"),
    ("On Tuesday Peru recalled its envoy.", "Peru", "Peru"),
    ("In Lima Police fired.", "Police", "Lima Police"),
]


@pytest.mark.parametrize(("text", "marked", "expected"), WHOLE)
def test_made_whole(text: str, marked: str, expected: str) -> None:
    start = text.index(marked)
    span = whole(text, Span(start, start + len(marked)), Span(0, len(text)))
    assert text[span.start : span.end] == expected


def test_parts_of_one_phrase_are_joined() -> None:
    text = "a crowd of North Koreans and soldiers"
    spans = [Span(0, 7), Span(11, 24), Span(29, 37)]
    assert joined(text, spans) == (Span(0, 24), Span(29, 37))


def test_a_number_is_part_of_the_phrase_around_it() -> None:
    assert joined("About 12,000 people came.", [Span(0, 5), Span(13, 19)]) == (Span(0, 19),)


@given(st.text(max_size=80), st.data())
def test_any_words_stay_inside_their_sentence(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    start, end = sorted((data.draw(bounds), data.draw(bounds)))
    span = whole(text, Span(start, end), Span(0, len(text)))
    assert covers(Span(0, len(text)), span)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6))
def test_joined_spans_are_in_order_and_apart(places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in places]
    result = joined("x" * 60, spans)
    assert all(left.end < right.start for left, right in itertools.pairwise(result))
    assert all(any(covers(whole_, span) for whole_ in result) for span in spans)
