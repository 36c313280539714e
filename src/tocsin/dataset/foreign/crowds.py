"""Numbers of people as coders write them into a cell.

>>> people = read_people("between 200 and 300")
>>> people.low, people.high, people.words
(200, 300, 'between 200 and 300')
>>> read_people("100000;1000000").high, read_people("hundreds").low, read_people("no report")
(1000000, None, None)

Words without a number stay words: what a codebook makes of "hundreds" stands in the column beside.
"""

import re
from functools import lru_cache

from tocsin.dataset.foreign.records import People
from tocsin.text.numbers import find_numbers

_NOTHING = frozenset(
    ("no report", "unknown", "unclear", "unspecified", "tbd", "none", "na", "n/a", ".", "?", "-")
)
_LONGEST = 300  # characters of a cell that are read
_MANY = re.compile(r"\b10{1,6}['’]?s\b")  # "100s": words of scale, written in digits
_DIGITS = re.compile(r"\d{1,12}", re.ASCII)
_MOST = 1_000_000_000  # more people than that were never anywhere
# What ACLED's coders write at the end of their notes (until 2022), then among the tags.
_IN_NOTES = re.compile(r"\[size ?[=:] ?([^\]\[]{1,200})\]", re.IGNORECASE)
_IN_TAGS = re.compile(r"crowd size ?[=:] ?([^;]{1,200})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_people(words: str) -> People | None:
    """The people that a cell tells.

    Args:
        words: Any string.

    Returns:
        The bounds over all numbers in it with its words; None where it tells nothing.
    """
    words = " ".join(words[:_LONGEST].split())
    if not words or words.lower().strip("[]() ") in _NOTHING:
        return None
    if _DIGITS.fullmatch(words):
        return _people(int(words), int(words), words)
    return _people(*_bounds(_MANY.sub("dozens", words)), words)


def size_in_tags(tags: str) -> str | None:
    """The crowd size among ACLED's tags, as worded.

    >>> size_in_tags("women targeted: girls; crowd size=around 50")
    'around 50'
    """
    match = _IN_TAGS.search(tags)
    return match[1].strip() if match else None


def size_in_notes(notes: str) -> str | None:
    """The crowd size at the end of ACLED's notes, as worded.

    >>> size_in_notes("On 30 June, teachers marched in Quito. [size=no report]")
    'no report'
    """
    told = [match[1].strip() for match in _IN_NOTES.finditer(notes)]
    return told[-1] if told else None


def _bounds(words: str) -> tuple[int | None, int | None]:
    """Fewest and most over all numbers; a floor alone stays one ("50+"), so does a ceiling."""
    told = list(find_numbers(words))
    lows = [number.low for number in told if number.low is not None]
    highs = [number.high for number in told if number.high is not None]
    if not lows or not highs:
        return (min(lows) if lows else None), (max(highs) if highs else None)
    return min(lows + highs), max(lows + highs)


def _people(low: int | None, high: int | None, words: str) -> People:
    sane = max(low or 0, high or 0) <= _MOST
    return People(low, high, words=words) if sane else People(words=words)
