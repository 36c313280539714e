"""Numbers of people as a text words them: digits, words, ranges, hedges.

>>> text = "Between two and three thousand came; more than 40 stayed, dozens slept there."
>>> [(number.low, number.high, number.hedge.value) for number in find_numbers(text)]
[(2000, 3000, 'none'), (40, None, 'over'), (None, None, 'scale')]

A number is what a source said, not what we believe: a hedge stays a word (`Hedge`) and never
becomes a margin that nobody stated, and words of scale stay without a number until a codebook
gives them one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tocsin.errors import InvalidValueError
from tocsin.text.numerals import (
    ONES,
    STARTS,
    Cardinal,
    Piece,
    joined,
    read_cardinal,
    starts_number,
    stretches,
    word_at,
    word_set,
)
from tocsin.text.span import Span


class Hedge(StrEnum):
    """How the source qualified its number."""

    NONE = "none"  # "80,000 residents"
    ABOUT = "about"  # "about 80,000", "some 80,000"
    OVER = "over"  # "more than 80,000": a floor only
    UNDER = "under"  # "up to 80,000": a ceiling only
    SCALE = "scale"  # "tens of thousands": words without a number
    VAGUE = "vague"  # "a massive crowd": not even a scale


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as one source put it.

    Words without a number ("thousands", "a massive crowd") have neither bound: only a codebook
    makes a number of them, at export.

    Attributes:
        low: Fewest meant; None if the source gave only a ceiling, or words.
        high: Most meant, inclusive; None if the source gave only a floor, or words.
        hedge: How the source qualified it.
        span: The words that say so, with the noun they count: "about 80,000 people".

    Raises:
        InvalidValueError: A bound is negative, low exceeds high, or bounds and hedge disagree.
    """

    low: int | None
    high: int | None
    hedge: Hedge
    span: Span

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if bounds != sorted(bounds) or any(bound < 0 for bound in bounds):
            raise InvalidValueError(f"nobody counts {self.low} to {self.high} people")
        if bool(bounds) == (self.hedge in (Hedge.SCALE, Hedge.VAGUE)):
            raise InvalidValueError(f"a figure hedged {self.hedge.value!r} with bounds {bounds}")


_WORDING = {
    Hedge.ABOUT: (
        "about", "around", "some", "roughly", "approximately", "approx", "approx .", "circa",
        "estimated", "an estimated", "more or less", "perhaps", "probably", "maybe",
        "somewhere around", "in the region of", "around about", "just about", "~", "≈",
    ),
    Hedge.OVER: (
        "more than", "over", "at least", "upwards of", "upward of", "above", "well over",
        "just over", "slightly over", "a little over", "slightly more than", "a little more than",
        "not less than", "no less than", "not fewer than", "no fewer than", "a minimum of",
        "in excess of", "exceeding", "greater than", "≥", ">",
    ),
    # A number that was nearly reached is a ceiling: the coding manual's coders read it so.
    Hedge.UNDER: (
        "nearly", "almost", "close to", "just under", "just shy of", "up to", "as many as",
        "as much as", "fewer than", "less than", "at most", "under", "below", "no more than",
        "not more than", "a maximum of", "≤", "<",
    ),
}  # fmt: skip
_PHRASES = [(tuple(words.split()), hedge) for hedge, all_ in _WORDING.items() for words in all_]
_BY_FIRST_WORD = {
    word: sorted(
        ((phrase, hedge) for phrase, hedge in _PHRASES if phrase[0] == word),
        key=lambda entry: -len(entry[0]),
    )
    for word in sorted({phrase[0] for phrase, _ in _PHRASES})
}
_AFTER = {
    ("plus",): Hedge.OVER,
    ("odd",): Hedge.ABOUT,
    ("or", "more"): Hedge.OVER,
    ("or", "so"): Hedge.ABOUT,
    ("or", "fewer"): Hedge.UNDER,
    ("or", "less"): Hedge.UNDER,
}
_MOST_HEDGES = 3  # "perhaps as many as about"
_DASHES = frozenset(("-", "‑", "–", "—"))
_TO = _DASHES | {"to", "or"}
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MANY = frozenset(("several", "many", "numerous", "countless", "various", "multiple"))
_ASKING = frozenset(("how", "so", "too", "not", "as"))
_SIZES = word_set("large huge big great small significant growing good limited record")
_FIRST_WORDS = _MANY | _SIZES | {*_BY_FIRST_WORD, "between", "number", "numbers"}
_OPENERS = _FIRST_WORDS | STARTS | {"a", "an"}
_AFTER_A = _SIZES | {"number", "handful", "few", "estimated", "little", "minimum", "maximum"}
_CURRENCY = word_set("$ € £ ¥ ₹ ₦ us$ usd eur gbp rs rs. inr")
_COUNTED_OFF = word_set("% percent pct dollars euros pounds rupees yen yuan rand roubles")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text words it, whatever it counts.

    Attributes:
        low: Fewest meant; None if the words give only a ceiling, or no number.
        high: Most meant, inclusive; None if the words give only a floor, or no number.
        hedge: How the words qualify it.
        span: The words, with their hedge and without what they count: "about 80,000".
    """

    low: int | None
    high: int | None
    hedge: Hedge
    span: Span


class Reading(NamedTuple):
    """A number and the pieces that it is read from: `pieces[first:end]`.

    Attributes:
        number: The number.
        first: Index of its first piece, the hedge included.
        core: Index of its first piece after the hedge.
        end: Index of the first piece after it.
    """

    number: Number
    first: int
    core: int
    end: int


def find_numbers(text: str) -> Iterator[Number]:
    """Find every number that could count people, in the order of the text.

    Ordinals, decimals without a unit ("6.25"), sums of money, percentages, times of day and digits
    within a name ("G20", "B-52") are not numbers that count people and are left out. What a number
    counts is not asked here: years and ages come back as numbers.

    Args:
        text: Plain text of an article or of a part of it; any string is accepted.

    Yields:
        One number per mention; a range is one number, and mentions never overlap.
    """
    for pieces in stretches(text):
        for reading in read_numbers(pieces):
            yield reading.number


def bounds_over(figures: Iterable[Figure]) -> tuple[int | None, int | None]:
    """The lowest and the highest number over competing figures, words without a number aside.

    One floor alone stays a floor ("more than 200" gives 200 and None); beside another number it is
    one of the numbers told.

    >>> span = Span(0, 1)
    >>> bounds_over([Figure(55, None, Hedge.OVER, span), Figure(60, 60, Hedge.NONE, span)])
    (55, 60)
    """
    told = [figure for figure in figures if (figure.low, figure.high) != (None, None)]
    lows = [figure.low for figure in told if figure.low is not None]
    highs = [figure.high for figure in told if figure.high is not None]
    if not highs or not lows:
        return (min(lows) if lows else None), (max(highs) if highs else None)
    everything = lows + highs
    return min(everything), max(everything)


def read_numbers(pieces: Sequence[Piece]) -> Iterator[Reading]:
    """Every number in a stretch of pieces, in order and without overlap."""
    end = 0
    for at, piece in enumerate(pieces):
        if at < end or not (piece.word in _OPENERS or piece.word[0].isdecimal()):
            continue
        reading = _reading(pieces, at) if _may_start(pieces, at) else None
        if reading is not None:
            yield reading
            end = reading.end


def _may_start(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number, its hedge included, can start at a piece."""
    word, after = pieces[at].word, word_at(pieces, at + 1)
    if word in ("a", "an"):
        return starts_number(word, after) or after in _AFTER_A
    return word[0].isdecimal() or word in _FIRST_WORDS or starts_number(word, after)


def _reading(pieces: Sequence[Piece], first: int) -> Reading | None:
    """The number whose hedge, or first word, is `pieces[first]`."""
    hedge, core = _hedges(pieces, first)
    between = word_at(pieces, core) == "between"
    inner, start = _hedges(pieces, core + between)
    cardinal = read_cardinal(pieces, start)
    if cardinal is None:
        end = _vague(pieces, core)
        return _built(pieces, (first, core, end), (None, None, Hedge.VAGUE)) if end else None
    ranged = _range(pieces, cardinal, between=between)
    if _bare_unit(pieces, start) or (between and ranged is None):
        return None
    low, high, end = ranged or (cardinal.value, cardinal.value, cardinal.end)
    after, end = _trailing(pieces, end)
    if _money_or_share(pieces, start, end):
        return None
    bounds = _bounded(low, high, after or hedge or inner)
    return _built(pieces, (first, core, end), bounds)


def _built(
    pieces: Sequence[Piece],
    indexes: tuple[int, int, int],
    bounds: tuple[int | None, int | None, Hedge],
) -> Reading:
    """A reading of `pieces[first:end]` with its bounds and hedge."""
    first, core, end = indexes
    span = Span(pieces[first].start, pieces[end - 1].end)
    return Reading(Number(*bounds, span), first, core, end)


def _bounded(
    low: int | None, high: int | None, hedge: Hedge | None
) -> tuple[int | None, int | None, Hedge]:
    """Both bounds as the hedge leaves them: a floor has no high, a ceiling no low."""
    if low is None and high is None:
        return None, None, Hedge.SCALE
    if low is None:
        return None, high, Hedge.UNDER
    if high is None:
        return low, None, Hedge.OVER
    if low < high:
        return low, high, Hedge.ABOUT if hedge is Hedge.ABOUT else Hedge.NONE
    under, over = hedge is Hedge.UNDER, hedge is Hedge.OVER
    return (None if under else low), (None if over else high), hedge or Hedge.NONE


def _range(
    pieces: Sequence[Piece], left: Cardinal, *, between: bool
) -> tuple[int | None, int | None, int] | None:
    """Both ends of a range and the index after it: "3-4 thousand" is 3,000 to 4,000."""
    word = word_at(pieces, left.end)
    if word not in _TO and not (between and word == "and"):
        return None
    _, start = _hedges(pieces, left.end + 1)
    right = read_cardinal(pieces, start)
    if right is None or (word in _DASHES and _starts_anew(pieces, left, start)):
        return None
    low, high = _lifted(left, right), right.value
    if low is not None and high is not None and low > high:
        return None
    return low, high, right.end


def _starts_anew(pieces: Sequence[Piece], left: Cardinal, start: int) -> bool:
    """Whether a sentence begins behind a dash: "LIMA, May 3, 2021 - Some 5,000 miners"."""
    year = _YEAR.fullmatch(word_at(pieces, left.end - 1)) is not None
    return start > left.end + 1 or (year and "," in word_at(pieces, start))


def _lifted(left: Cardinal, right: Cardinal) -> int | None:
    """The left end of a range in the unit of the right one, where it names none itself."""
    if left.value is None or left.small is not None or not right.small or right.value is None:
        return left.value
    lifted = left.value * round(right.value / right.small)
    return lifted if lifted <= right.value else left.value


def _hedges(pieces: Sequence[Piece], index: int) -> tuple[Hedge | None, int]:
    """The strongest of the hedges that start at a piece, and the index after the last."""
    strongest: Hedge | None = None
    for _ in range(_MOST_HEDGES):
        found = _hedge(pieces, index)
        if found is None:
            break
        hedge, index = found
        if strongest in (None, Hedge.ABOUT):
            strongest = hedge
    return strongest, index


def _hedge(pieces: Sequence[Piece], index: int) -> tuple[Hedge, int] | None:
    """The longest hedge that starts at a piece, and the index after it."""
    for phrase, hedge in _BY_FIRST_WORD.get(word_at(pieces, index), ()):
        if all(word_at(pieces, index + at) == word for at, word in enumerate(phrase)):
            return hedge, index + len(phrase)
    return None


def _trailing(pieces: Sequence[Piece], index: int) -> tuple[Hedge | None, int]:
    """A hedge after the number, and the index after it: "40+", "100 or more", "50 or so"."""
    if word_at(pieces, index) == "-" and word_at(pieces, index + 1) in ("plus", "odd"):
        return _AFTER[(word_at(pieces, index + 1),)], index + 2
    if word_at(pieces, index) == "+":
        return (Hedge.OVER, index + 1) if joined(pieces, index) else (None, index)
    pair = (word_at(pieces, index), word_at(pieces, index + 1))
    return (_AFTER[pair], index + 2) if pair in _AFTER else (None, index)


def _vague(pieces: Sequence[Piece], index: int) -> int | None:
    """The index after a word for an unknown number: "several", "a large number of".

    "An unknown number of" says that the source does not know, and is nothing.
    """
    word = word_at(pieces, index)
    if word in _MANY:
        return index + 1 if word_at(pieces, index - 1) not in _ASKING else None
    at = index + (word in ("a", "an"))
    if at > index and word_at(pieces, at) == "few":
        return at + 1
    at += word_at(pieces, at) in _SIZES
    noun = word_at(pieces, at)
    several = noun == "numbers" or (noun in ("number", "handful") and word in ("a", "an"))
    return at + 1 if several and word_at(pieces, at + 1) == "of" else None


def _bare_unit(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a unit belongs to a number that was left out: the "hundred" of "$3 hundred"."""
    before = word_at(pieces, index - 1)
    unit = word_at(pieces, index) in ("hundred", "thousand", "dozen")
    return unit and (before[:1].isdecimal() or before in ONES)


def _money_or_share(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a number is a sum of money or a percentage."""
    after = word_at(pieces, end)
    share = after == "per" and word_at(pieces, end + 1) == "cent"
    return word_at(pieces, start - 1) in _CURRENCY or after in _COUNTED_OFF or share
