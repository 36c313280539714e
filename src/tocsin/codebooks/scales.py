"""What a codebook makes of words without a number, at export and nowhere earlier.

>>> from tocsin.fields.size import find_sizes
>>> text = "Tens of thousands of people marched."
>>> [figure] = find_sizes(text)
>>> [people_of(figure, text, {"tens of thousands": people}) for people in (15_000, 20_000)]
[15000, 20000]

The same words from the same evidence become different numbers in different datasets, so the
words are kept everywhere and the number is made here, by the table of the scheme.
"""

from collections.abc import Iterable, Mapping

from tocsin.text.numbers import Figure, Hedge


def people_of(figure: Figure, words: str, numbers: Mapping[str, int]) -> float | None:
    """How many people a codebook writes down for a figure.

    A range is its middle; a floor or a ceiling is the number told. Words of scale are what the
    table says, and None where it keeps them as words ("several hundred", "a crowd").

    Args:
        figure: The figure.
        words: The words that give it ("Tens of thousands of people").
        numbers: Words of scale, in small letters, and the people that they stand for.
    """
    if figure.low is not None and figure.high is not None:
        if figure.low == figure.high:
            return figure.low
        return (figure.low + figure.high) / 2
    told = figure.low if figure.low is not None else figure.high
    if told is not None:
        return told
    phrase = scale_of(figure, words, numbers)
    return numbers[phrase] if phrase is not None else None


def scale_of(figure: Figure, words: str, numbers: Mapping[str, int]) -> str | None:
    """The longest words of scale of a table in the words of a figure.

    >>> from tocsin.fields.size import find_sizes
    >>> text = "Hundreds of thousands of people came."
    >>> [figure] = find_sizes(text)
    >>> scale_of(figure, text, {"hundreds": 200, "hundreds of thousands": 150_000})
    'hundreds of thousands'
    """
    if figure.hedge is not Hedge.SCALE:
        return None
    told = f" {' '.join(words.lower().split())} "
    fitting = (phrase for phrase in numbers if f" {phrase} " in told)
    return max(fitting, key=lambda phrase: (len(phrase), phrase), default=None)


def average(numbers: Iterable[float | None]) -> float | None:
    """The mean over competing figures; None where none has a number.

    >>> average([200, None, 300])
    250.0
    """
    told = [number for number in numbers if number is not None]
    return sum(told) / len(told) if told else None
