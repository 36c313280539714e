"""Crowd sizes: what is read, what is left alone, and which belong to an event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.size import find_sizes, size_of_event
from tocsin.text.numbers import Hedge
from tocsin.text.span import Span

READ = [
    # text, words of the span, low, high, hedge
    ("80,000 residents crowded a stadium", "80,000 residents", 80_000, 80_000, Hedge.NONE),
    (
        "about 200 mostly young anti-government protesters shouted",
        "about 200 mostly young anti-government protesters", 200, 200, Hedge.ABOUT,
    ),
    ("women wept where thousands cried in anger", "thousands", None, None, Hedge.SCALE),
    ("Thousands of people marched", "Thousands of people", None, None, Hedge.SCALE),
    ("The vigil was attended by 3,000.", "3,000", 3_000, 3_000, Hedge.NONE),
    ("The march drew 10,000 people", "10,000 people", 10_000, 10_000, Hedge.NONE),
    ("some 1.5 million North Koreans", "some 1.5 million North Koreans", 1_500_000, 1_500_000,
     Hedge.ABOUT),
    ("more than 300 angry, masked students", "more than 300 angry, masked students", 300, None,
     Hedge.OVER),
    ("up to 500 women's rights activists", "up to 500 women's rights activists", None, 500,
     Hedge.UNDER),
    ("a 50-strong mob threw stones", "50-strong mob", 50, 50, Hedge.NONE),
    ("A massive crowd filled the square", "A massive crowd", None, None, Hedge.VAGUE),
    ("About 60 gathered outside", "About 60", 60, 60, Hedge.ABOUT),
    ("Dozens of members of the union left", "Dozens of members", None, None, Hedge.SCALE),
]  # fmt: skip
LEFT_ALONE = [
    # money
    "They raised $80,000", "a fine of 500 rupees", "thousands of dollars went missing",
    "a €3 million budget", "£20 a head", "worth 500 million", "5,000 yuan each",
    "the bill cost thousands", "$2 billion in aid", "R7,500 in cash",
    # ages and years
    "a man aged 45", "a 65-year-old man", "Ali, 25, stood there", "In 2024 protesters said",
    "since 2011, protesters have said", "74 years of war", "June 25 protesters", "25 June marchers",
    "on the 23rd", "at 10:30",
    # shares and distances
    "80 percent of voters", "5% of turnout", "two thirds of seats", "12 km from the city",
    "30 miles away", "five minutes later", "three hours", "2,000 metres up", "one in ten",
    "a 40-kilometre march",
    # votes, arms, ships and names
    "two ballistic missiles", "the 6.25 War", "12 warships sailed", "a vote of 52 to 48",
    "the three countries", "fired 40 rockets", "two B-52 bombers of", "Resolution 2375",
    "12 burned cars", "Article 19 activists",
    # inhabitants, and the harmed
    "a city of 2 million people", "a village with 300 residents", "home to 30,000 people",
    "13 people were killed", "police arrested 30 protesters", "over 40 others were wounded",
    "killing at least 20 civilians", "two dead", "30 students were detained", "12 arrests",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "low", "high", "hedge"), READ)
def test_reads(text: str, words: str, low: int | None, high: int | None, hedge: Hedge) -> None:
    [size] = find_sizes(text)
    assert text[slice(*size.span)] == words
    assert (size.low, size.high, size.hedge) == (low, high, hedge)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert list(find_sizes(text)) == []


WORDS = [
    "9", "3", "80,000", "-", "to", "million", "about", "dozens", "of", "men", ".", "crowd", "a",
    "massive", "people", "killed", "were", "at", "drew", "rally", "the", "and", "\n\n",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    start = 0
    for size in find_sizes(text):
        assert start <= size.span.start < size.span.end <= len(text)
        start = size.span.start


@given(
    st.integers(0, 10_000_000).filter(lambda number: number != 1),
    st.sampled_from(["people", "residents", "North Koreans"]),
)
def test_a_written_number_comes_back(number: int, noun: str) -> None:
    [size] = find_sizes(f"There {number:,} {noun} came.")
    assert (size.low, size.high) == (number, number)


def test_a_marked_figure_goes_before_any_other() -> None:
    text = "Some 200 students marched past 50 workers."
    figures = list(find_sizes(text))
    chosen = size_of_event(
        Span(18, 25), Span(0, len(text)), figures, text=text, marked=[Span(31, 41)]
    )
    assert [figure.low for figure in chosen] == [50]


def test_another_sentences_figure_is_not_taken() -> None:
    text = "Students marched. In Lyon, 50 workers struck."
    assert size_of_event(Span(9, 16), Span(0, 17), list(find_sizes(text)), text=text) == ()
