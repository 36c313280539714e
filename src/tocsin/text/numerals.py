"""Cardinal numbers in a row of words: digits, spelled-out numbers, and words of scale.

>>> [pieces] = stretches("two dozen, then 1,500")
>>> read_cardinal(pieces, 0)
Cardinal(value=24, words=False, plural=False, small=2, end=2)

A text is cut once into pieces (words, digits, signs); everything after that is a walk over the
pieces, so that no text can make a pattern backtrack.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_PIECE = re.compile(
    r"(?:[A-Z]\.){2,5}|\d(?:[\d.,]{0,30}\d)?|[^\W\d_]{1,60}(?:['’][^\W\d_]{1,9})?|\S"
)
_PARAGRAPH = re.compile(r"\n[ \t\r\xa0]{0,20}\n")
_STRETCH = 4_000  # code points read at a time, so that one endless line needs no endless memory
_PLAIN = re.compile(r"\d{1,12}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:\.\d{3}){1,3}")
_DECIMAL = re.compile(r"\d{1,9}[.,]\d{1,3}")
_SPACES = frozenset(" \xa0\u2009\u202f")


def word_set(line: str) -> frozenset[str]:
    """The words of a line, to be looked up."""
    return frozenset(line.split())


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)}
UNITS = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "lakh": 100_000,
    "million": 1_000_000, "mln": 1_000_000, "billion": 1_000_000_000,
    "bn": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
_SCALES = word_set("tens dozens scores hundreds thousands lakhs millions billions")
_FEW = ("several", "few", "couple", "many")  # before "hundred", "dozen": words without a number
MONTHS = word_set(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)

# Words that a number in words can start with, but for "a" and "an".
STARTS = frozenset(
    {*ONES, *TENS, *_SCALES, *_FEW, "hundred", "thousand", "dozen", "half", "quarter"}
)


class Piece(NamedTuple):
    """A word, a run of digits or a sign.

    Attributes:
        start: First code point in the text.
        end: Code point after the last.
        word: The characters in lower case, a curly apostrophe made plain.
        capital: Whether it starts with a capital letter.
    """

    start: int
    end: int
    word: str
    capital: bool


class Cardinal(NamedTuple):
    """A number that ends before piece `end`.

    Attributes:
        value: The number; None for words of scale ("thousands").
        words: Whether it has words of scale only.
        plural: Whether its last word is one of scale, which "of" may follow ("dozens of").
        small: What stands before the last unit ("3" in "3 thousand"); None without a unit.
        end: Index of the first piece after it.
    """

    value: int | None
    words: bool
    plural: bool
    small: float | None
    end: int


def stretches(text: str) -> Iterator[list[Piece]]:
    """The pieces of a text in order, a few paragraphs at a time."""
    start = 0
    while start < len(text):
        end = _cut(text, start)
        yield list(map(_piece, _PIECE.finditer(text, start, end)))
        start = end


def read_cardinal(pieces: Sequence[Piece], index: int) -> Cardinal | None:
    """The number whose first word is `pieces[index]`; None if no number starts there."""
    word = word_at(pieces, index)
    if word[:1].isdecimal():
        return _digits(pieces, index)
    if not starts_number(word, word_at(pieces, index + 1)):
        return None
    return _scale(pieces, index) or _spelled(pieces, index)


def starts_number(word: str, after: str) -> bool:
    """Whether a number in words can start with a word: the quick look that spares the long one."""
    if word in ("a", "an"):
        return after in UNITS or after in STARTS or after in _SCALES
    return word in STARTS


def word_at(pieces: Sequence[Piece], index: int) -> str:
    """The piece at an index; empty before the first and after the last."""
    return pieces[index].word if 0 <= index < len(pieces) else ""


def joined(pieces: Sequence[Piece], index: int) -> bool:
    """Whether nothing stands between a piece and the one before it."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def _piece(match: re.Match[str]) -> Piece:
    """A match as a piece, as it is looked up."""
    word = match.group()
    start, end = match.span()
    return Piece(start, end, word.lower().replace("’", "'"), word[0].isupper())


def _cut(text: str, start: int) -> int:
    """Where the stretch from `start` ends: after a paragraph, else after a word."""
    limit = start + _STRETCH
    if limit >= len(text):
        return len(text)
    ends = [match.end() for match in _PARAGRAPH.finditer(text, start, limit)]
    if ends:
        return ends[-1]
    sign = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
    return sign + 1 if sign > start else limit


def _scale(pieces: Sequence[Piece], index: int) -> Cardinal | None:
    """Words of scale: "thousands", "tens of thousands", "several hundred", "a few dozen"."""
    at = index + (word_at(pieces, index) == "a" and word_at(pieces, index + 1) in _FEW)
    few = word_at(pieces, at) in _FEW
    if few:
        at += 1 + (word_at(pieces, at + 1) == "of")
    first = word_at(pieces, at)
    if first not in _SCALES and not (few and first in UNITS):
        return None
    at += 1
    while word_at(pieces, at) in ("of", "and", "upon") and word_at(pieces, at + 1) in _SCALES:
        at += 2
    return Cardinal(None, True, word_at(pieces, at - 1) in _SCALES, None, at)


def _spelled(pieces: Sequence[Piece], index: int) -> Cardinal | None:
    """A number in words: "twenty-five", "a hundred", "two and a half million"."""
    start = _article(pieces, index)
    if start is not None:
        value, at = start
        return _with_units(pieces, value, at)
    small = _below_hundred(pieces, index)
    if small is not None:
        return _with_units(pieces, *small)
    if word_at(pieces, index) in ("hundred", "thousand", "dozen"):  # "around hundred people"
        return _with_units(pieces, 1, index)
    return None


def _article(pieces: Sequence[Piece], index: int) -> tuple[float, int] | None:
    """What "a", "half a", "a quarter of a" multiply, and where the unit stands."""
    at, value = index, 1.0
    if word_at(pieces, at) in ("a", "an"):
        at += 1
    if word_at(pieces, at) in ("half", "quarter"):
        value = 0.5 if word_at(pieces, at) == "half" else 0.25
        at += 1
        for filler in ("of", "-", "a"):
            at += word_at(pieces, at) == filler
    return (value, at) if at > index and word_at(pieces, at) in UNITS else None


def _below_hundred(pieces: Sequence[Piece], index: int) -> tuple[int, int] | None:
    """A spelled number below a hundred and the index after it: "twenty-five", "twelve"."""
    word = word_at(pieces, index)
    if word in ONES:
        return ONES[word], index + 1
    if word not in TENS:
        return None
    at = index + 1
    hyphen = word_at(pieces, at) in ("-", "‑", "–")
    ones = ONES.get(word_at(pieces, at + hyphen), 0)
    if 0 < ones < 10:  # noqa: PLR2004
        return TENS[word] + ones, at + hyphen + 1
    return TENS[word], at


def _digits(pieces: Sequence[Piece], index: int) -> Cardinal | None:
    """A number in digits, with the unit that may follow: "80,000", "1.5 million", "35 000"."""
    word = word_at(pieces, index)
    if not word[:1].isdecimal() or not word.isascii() or _glued(pieces, index):
        return None
    if _PLAIN.fullmatch(word):
        word, at = _spaced(pieces, index)
        return _with_units(pieces, int(word), at)
    suffixed = word_at(pieces, index + 1) in UNITS or word_at(pieces, index + 1) in _SUFFIXES
    if _DECIMAL.fullmatch(word) and (suffixed or not _GROUPED.fullmatch(word)):
        read = _with_units(pieces, float(word.replace(",", ".")), index + 1)
        return read if read and read.small is not None else None
    if _GROUPED.fullmatch(word):
        return _with_units(pieces, int(word.replace(",", "").replace(".", "")), index + 1)
    return None


def _glued(pieces: Sequence[Piece], index: int) -> bool:
    """Whether digits belong to a name or a longer sign: "G20", "B-52", "23rd", "10:30"."""
    if joined(pieces, index):
        before = word_at(pieces, index - 1)
        dashed = before in "-‑" and joined(pieces, index - 1)
        if before[-1:].isalnum() or before in "_.,:/'’#$€£¥₹":
            return True
        if dashed and word_at(pieces, index - 2)[-1:].isalpha():
            return word_at(pieces, index - 2) not in UNITS
    if not joined(pieces, index + 1):
        return False
    after = word_at(pieces, index + 1)
    return (after[:1].isalnum() and after not in _SUFFIXES) or after in "_:/%°"


def _spaced(pieces: Sequence[Piece], index: int) -> tuple[str, int]:
    """Digits whose thousands are set apart by single spaces: "35 000"; not after a month."""
    word, at = pieces[index].word, index + 1
    if len(word) > 3 or word_at(pieces, index - 1).rstrip(".") in MONTHS:  # noqa: PLR2004
        return word, at
    while at < len(pieces) and at <= index + 3:
        digits = pieces[at].word
        apart = pieces[at].start - pieces[at - 1].end == 1 and len(digits) == 3  # noqa: PLR2004
        if not (apart and digits.isdecimal() and digits.isascii()):
            break
        word, at = word + digits, at + 1
    return word, at


def _with_units(pieces: Sequence[Piece], value: float, at: int) -> Cardinal | None:
    """A number with its units and what they add up to: "two hundred and fifty thousand"."""
    total, part, small = 0.0, value, None
    if word_at(pieces, at) == "and" and word_at(pieces, at + 1) == "a":
        half = word_at(pieces, at + 2) == "half" and word_at(pieces, at + 3) in UNITS
        part, at = (part + 0.5, at + 3) if half else (part, at)
    while True:
        at += word_at(pieces, at) in ("-", "‑") and word_at(pieces, at + 1) in UNITS
        unit = _unit(pieces, at)
        if unit is None:
            break
        small, part, at = part, part * unit, at + 1
        total, part = (total, part) if unit == 100 else (total + part, 0.0)  # noqa: PLR2004
        more = _more(pieces, at, unit)
        if more is not None:
            part, at = part + more[0], more[1]
    whole = total + part
    return Cardinal(round(whole), False, False, small, at) if whole < 1e15 else None  # noqa: PLR2004


def _unit(pieces: Sequence[Piece], at: int) -> int | None:
    """The unit at a piece: a word, or a letter joined to digits ("5k")."""
    word = word_at(pieces, at)
    if word in _SUFFIXES and word_at(pieces, at - 1)[-1:].isdecimal():
        return _SUFFIXES[word] if joined(pieces, at) or word != "k" else None
    return UNITS.get(word)


def _more(pieces: Sequence[Piece], at: int, unit: int) -> tuple[int, int] | None:
    """What a smaller number adds after a unit: "hundred (and) fifty", "thousand two hundred"."""
    if unit not in (100, 1_000, 1_000_000, 1_000_000_000):
        return None
    at += word_at(pieces, at) == "and"
    return _below_hundred(pieces, at)
