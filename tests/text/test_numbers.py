"""Numbers: what is read, what it is worth, and what is no number of people."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InvalidValueError
from tocsin.text.numbers import Figure, Hedge, bounds_over, find_numbers
from tocsin.text.span import Span

SPAN = Span(0, 1)
NONE, ABOUT, OVER, UNDER = Hedge.NONE, Hedge.ABOUT, Hedge.OVER, Hedge.UNDER
SCALE, VAGUE = Hedge.SCALE, Hedge.VAGUE

READ = [
    # text, words of the span, low, high, hedge
    ("80,000 residents came", "80,000", 80_000, 80_000, NONE),
    ("35\xa0000 residents came", "35\xa0000", 35_000, 35_000, NONE),
    ("2.500 residents came", "2.500", 2_500, 2_500, NONE),
    ("About 80,000 residents", "About 80,000", 80_000, 80_000, ABOUT),
    ("some 1.5 million marched", "some 1.5 million", 1_500_000, 1_500_000, ABOUT),
    ("an estimated 400 came", "an estimated 400", 400, 400, ABOUT),
    ("50 or so stayed", "50 or so", 50, 50, ABOUT),
    ("more  than\n300 came", "more  than\n300", 300, None, OVER),
    ("at least some 40 came", "at least some 40", 40, None, OVER),
    ("a little over 45 came", "a little over 45", 45, None, OVER),
    ("40+ came", "40+", 40, None, OVER),
    ("100 or more came", "100 or more", 100, None, OVER),
    ("up to 500 people", "up to 500", None, 500, UNDER),
    ("perhaps as many as 500", "perhaps as many as 500", None, 500, UNDER),
    ("nearly 300 came", "nearly 300", None, 300, UNDER),
    ("fewer than twenty came", "fewer than twenty", None, 20, UNDER),
    ("5,000 to 7,000 marchers", "5,000 to 7,000", 5_000, 7_000, NONE),
    ("3-4 thousand workers", "3-4 thousand", 3_000, 4_000, NONE),
    ("30–70 workers", "30–70", 30, 70, NONE),
    ("between 200 and 300 men", "between 200 and 300", 200, 300, NONE),
    ("between two and three million", "between two and three million", 2_000_000, 3_000_000, NONE),
    ("four or five men", "four or five", 4, 5, NONE),
    ("about 40 to 50 men", "about 40 to 50", 40, 50, ABOUT),
    ("between 650 and thousands", "between 650 and thousands", 650, None, OVER),
    ("two dozen people", "two dozen", 24, 24, NONE),
    ("a hundred people", "a hundred", 100, 100, NONE),
    ("around hundred people", "around hundred", 100, 100, ABOUT),
    ("half a million people", "half a million", 500_000, 500_000, NONE),
    ("a quarter of a million people", "a quarter of a million", 250_000, 250_000, NONE),
    ("two and a half million", "two and a half million", 2_500_000, 2_500_000, NONE),
    ("two hundred and fifty thousand", "two hundred and fifty thousand", 250_000, 250_000, NONE),
    ("ninety-five men", "ninety-five", 95, 95, NONE),
    ("half a dozen men", "half a dozen", 6, 6, NONE),
    ("5k people", "5k", 5_000, 5_000, NONE),
    ("tens of thousands of people", "tens of thousands", None, None, SCALE),
    ("hundreds of thousands marched", "hundreds of thousands", None, None, SCALE),
    ("several hundred men", "several hundred", None, None, SCALE),
    ("a few dozen men", "a few dozen", None, None, SCALE),
    ("a couple of hundred men", "a couple of hundred", None, None, SCALE),
    ("at least dozens came", "at least dozens", None, None, SCALE),
    ("dozens to hundreds of men", "dozens to hundreds", None, None, SCALE),
    ("a large number of men", "a large number", None, None, VAGUE),
    ("many men", "many", None, None, VAGUE),
]
LEFT_ALONE = [
    "the 6.25 War", "on the 23rd", "$80,000", "€3 hundred", "$ 500", "80 percent",
    "80 per cent", "5%", "at 10:30", "B-52 and G20", "COVID-19", "500 dollars", "how many came",
    "an 1800s house", "R7,500", "10km", "12345678901234567890",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "low", "high", "hedge"), READ)
def test_reads(text: str, words: str, low: int | None, high: int | None, hedge: Hedge) -> None:
    [number] = find_numbers(text)
    assert text[slice(*number.span)] == words
    assert (number.low, number.high, number.hedge) == (low, high, hedge)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert list(find_numbers(text)) == []


@pytest.mark.parametrize("text", ["a 9-3 majority", "from 2011-12", "500-60"])
def test_a_falling_pair_is_no_range(text: str) -> None:
    assert all(number.low == number.high for number in find_numbers(text))


def test_a_year_is_no_thousand_of_the_number_after_it() -> None:
    assert [number.low for number in find_numbers("in 2011 300 men came")] == [2011, 300]


@pytest.mark.parametrize(
    ("low", "high", "hedge"),
    [(9, 3, NONE), (-1, 5, NONE), (None, -1, UNDER), (None, None, NONE), (5, 5, SCALE)],
)
def test_refuses_impossible_figures(low: int | None, high: int | None, hedge: Hedge) -> None:
    with pytest.raises(InvalidValueError):
        Figure(low, high, hedge, SPAN)


@pytest.mark.parametrize(
    ("figures", "bounds"),
    [
        ([], (None, None)),
        ([(200, None, OVER)], (200, None)),
        ([(200, None, OVER), (300, None, OVER)], (200, None)),
        ([(None, 20, UNDER), (8, 8, NONE)], (8, 20)),
        ([(55, None, OVER), (60, 60, NONE), (43, 43, NONE)], (43, 60)),
        ([(None, None, SCALE), (20_000, 20_000, ABOUT)], (20_000, 20_000)),
        ([(70, None, OVER), (60, 60, NONE)], (60, 70)),
    ],
)
def test_bounds_over_competing_figures(
    figures: list[tuple[int | None, int | None, Hedge]], bounds: tuple[int | None, int | None]
) -> None:
    assert bounds_over(Figure(*figure, SPAN) for figure in figures) == bounds


WORDS = [
    "9", "3", "80,000", "1.5", "-", "–", "to", "or", "and", "a", "half", "million", "thousands",
    "about", "more", "than", "dozens", "of", "men", ".", "+", "between", "several", "twenty", "$",
]  # fmt: skip
ANY = st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join))


@given(ANY)
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        end = number.span.end
        Figure(number.low, number.high, number.hedge, number.span)


@given(st.integers(0, 1_000_000_000))
def test_a_number_in_digits_comes_back(value: int) -> None:
    for written in (f"{value:,}", str(value), f"{value:,}".replace(",", "\u202f")):
        [number] = find_numbers(f"{written} people came.")
        assert (number.low, number.high) == (value, value)


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """A number in English words."""
    for unit, word in ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")):
        if value >= unit:
            rest = f" {spelled(value % unit)}" if value % unit else ""
            return f"{spelled(value // unit)} {word}{rest}"
    if value >= 100:
        rest = f" and {spelled(value % 100)}" if value % 100 else ""
        return f"{spelled(value // 100)} hundred{rest}"
    if value < 20:
        return ONES[value]
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


@given(st.integers(0, 1_000_000_000))
def test_a_number_in_words_comes_back(value: int) -> None:
    [number] = find_numbers(f"{spelled(value)} people came.")
    assert (number.low, number.high) == (value, value)


@pytest.mark.parametrize("unit", ["1", "1,", "1 ", "two ", "(", '"', " ", "about ", "1-", "of "])
def test_a_long_line_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    for _ in find_numbers(text):
        pass
    assert time.perf_counter() - start < 10
