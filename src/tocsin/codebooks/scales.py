"""What a codebook makes of words without a number, at export and nowhere earlier.

>>> from tocsin.fields.size import find_sizes
>>> text = "Tens of thousands of people marched."
>>> [figure] = find_sizes(text)
>>> people_of(figure, text, "mmad"), people_of(figure, text, "ccc")
(15000, 20000)

The same words from the same evidence become different numbers in different datasets, so the
words are kept everywhere and the number is made here.
"""

from collections.abc import Iterable
from functools import cache

from tocsin.data import read_rows
from tocsin.errors import InvalidValueError
from tocsin.text.numbers import Figure, Hedge


def people_of(figure: Figure, text: str, codebook: str) -> float | None:
    """How many people a codebook writes down for a figure.

    A range is its middle; a floor or a ceiling is the number told. Words of scale are what the
    codebook's table says, and None where it keeps them as words ("several hundred", "a crowd").

    Args:
        figure: The figure, as found in the text.
        text: The text that the figure's span indexes into.
        codebook: "mmad" or "ccc".

    Raises:
        InvalidValueError: There is no such codebook.
    """
    scale = _scale(codebook)
    if figure.low is not None and figure.high is not None:
        return (figure.low + figure.high) / 2
    told = figure.low if figure.low is not None else figure.high
    if told is not None or figure.hedge is not Hedge.SCALE:
        return told
    words = " ".join(text[figure.span.start : figure.span.end].lower().split())
    return next((people for phrase, people in scale if phrase in words), None)


def average(figures: Iterable[Figure], text: str, codebook: str) -> float | None:
    """The mean over competing figures, as MMAD averages them; None where none has a number.

    >>> from tocsin.fields.size import find_sizes
    >>> text = "Hundreds of people came, said one paper; 300 people came, said another."
    >>> average(find_sizes(text), text, "mmad")
    250.0

    Raises:
        InvalidValueError: There is no such codebook.
    """
    read = [people_of(figure, text, codebook) for figure in figures]
    numbers = [number for number in read if number is not None]
    return sum(numbers) / len(numbers) if numbers else None


@cache
def _scale(codebook: str) -> tuple[tuple[str, int], ...]:
    """A codebook's words of scale, the longest first ("hundreds of thousands")."""
    rows = [row for row in read_rows("scales.tsv") if row["codebook"] == codebook]
    if not rows:
        raise InvalidValueError(f"no scale of vague words for the codebook {codebook!r}")
    pairs = [(row["words"], int(row["people"])) for row in rows]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
