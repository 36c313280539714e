"""Words of scale as numbers: one text, two codebooks."""

import pytest

from tocsin.codebooks.scales import average, people_of, scale_of
from tocsin.codebooks.shipped import shipped_scheme
from tocsin.fields.size import find_sizes

WORDS = [
    # text, mmad, ccc
    ("Dozens of people", 25, None),
    ("Hundreds of people", 200, 200),
    ("Thousands of people", 2_000, 2_000),
    ("Tens of\nthousands of people", 15_000, 20_000),
    ("Hundreds of thousands of people", 150_000, 200_000),
    ("several hundred people", None, None),
    ("a massive crowd", None, None),
    ("about 80,000 people", 80_000, 80_000),
    ("more than 300 people", 300, 300),
    ("up to 300 people", 300, 300),
    ("200 to 300 people", 250, 250),
]


def people(text: str, codebook: str) -> list[float | None]:
    numbers = shipped_scheme(codebook).numbers
    return [people_of(size, text[slice(*size.span)], numbers) for size in find_sizes(text)]


@pytest.mark.parametrize(("text", "mmad", "ccc"), WORDS)
def test_words_become_the_codebooks_number(text: str, mmad: int | None, ccc: int | None) -> None:
    assert people(text, "mmad") == [mmad]
    assert people(text, "ccc") == [ccc]


@pytest.mark.parametrize(
    ("text", "mean"),
    [
        ("100,000 people came, or 1,000,000 people", 550_000),
        ("hundreds of people; 300 people", 250),
        ("a massive crowd", None),
        ("a massive crowd; 300 people", 300),
    ],
)
def test_competing_figures_are_averaged(text: str, mean: float | None) -> None:
    assert average(people(text, "mmad")) == mean


def test_words_of_scale_are_whole_words() -> None:
    text = "Thousands of people came."
    [figure] = find_sizes(text)
    assert scale_of(figure, text, {"thousand": 1}) is None
    assert scale_of(figure, text, {"thousands of people": 2, "thousands": 1}) is not None
    assert scale_of(figure, text, {"thousands of people": 2, "thousands": 1}) == (
        "thousands of people"
    )
