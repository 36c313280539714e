"""Single people told without a number: "an off-duty policeman", "Ali Hassan, 16", "he".

>>> [pieces] = stretches("An off-duty policeman was shot.")
>>> person_before(pieces, 5)
Person(first=0, end=5, people=1)

One person is one, nobody is none; people without a number ("civilians") are not read at all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.text.numerals import MONTHS, Piece, stretches, word_at, word_set
from tocsin.text.people import STOPS, plural, singular

__all__ = ["Person", "person_after", "person_before", "stretches"]

_PHRASE = 8  # pieces of a noun phrase for one person
_NAME = 5  # pieces of a name
_DETERMINERS = word_set("a an another the his her their its this that fellow our my")
_HE = word_set("he she him her")
_NOBODY = word_set("nobody none")
_AFTER_NAME = word_set("who and or when while but that last this next early late yesterday today")
_BEFORE_PLACE = word_set("in on at from of near to by for with outside the against")
_NO_NAMES = (
    STOPS
    | MONTHS
    | word_set(
        "monday tuesday wednesday thursday friday saturday sunday police government islamic state"
        " united un nato eu army islam christianity no none nobody many several both and or"
    )
)


class Person(NamedTuple):
    """One person, or nobody, at `pieces[first:end]`; `people` is 1 or 0."""

    first: int
    end: int
    people: int


def person_after(pieces: Sequence[Piece], at: int) -> Person | None:
    """The person whose first piece is at an index: "an off-duty policeman", "Ali Hassan"."""
    if word_at(pieces, at) not in _DETERMINERS:
        return _name_after(pieces, at)
    for index in range(at + 1, at + _PHRASE):
        word = word_at(pieces, index)
        if singular(word) and not singular(word_at(pieces, index + 1)):
            return Person(at, index + 1, 1)
        if not _modifies(word):
            break
    return None


def person_before(pieces: Sequence[Piece], end: int) -> Person | None:
    """The person, or the word for nobody, that ends before an index."""
    nobody = _nobody_before(pieces, end)
    if nobody is not None:
        return nobody
    last = word_at(pieces, end - 1)
    if last in _HE:
        return Person(end - 1, end, 1)
    if not singular(last):
        return _name_before(pieces, end)
    for first in range(end - 2, max(end - 2 - _PHRASE, -1), -1):
        word = word_at(pieces, first)
        if word in _DETERMINERS:
            return Person(first, end, 1)
        if not _modifies(word):
            break
    return None


def _nobody_before(pieces: Sequence[Piece], end: int) -> Person | None:
    """The words for nobody that end before an index: "nobody", "no-one", "no protesters"."""
    last, before = word_at(pieces, end - 1), word_at(pieces, end - 2)
    if last in _NOBODY:
        return Person(end - 1, end, 0)
    if last == "one" and before in ("-", "‑") and word_at(pieces, end - 3) == "no":
        return Person(end - 3, end, 0)
    return Person(end - 2, end, 0) if before == "no" and plural(pieces[end - 1]) else None


def _modifies(word: str) -> bool:
    """Whether a word can stand between "a" and its noun."""
    return (
        word in ("-", "off", "year")
        or word.isdecimal()
        or (word.isalpha() and word not in _NO_NAMES)
    )


def _name_after(pieces: Sequence[Piece], at: int) -> Person | None:
    """Somebody told by name alone: "killed Ali Hassan, 16"."""
    end = at
    while end < min(len(pieces), at + _NAME) and _is_name(pieces[end]):
        end += 1
    after = word_at(pieces, end)
    leads_on = after.isalpha() and after not in STOPS and after not in _AFTER_NAME
    return None if end == at or leads_on else Person(at, end, 1)


def _name_before(pieces: Sequence[Piece], end: int) -> Person | None:
    """Somebody told by name alone, before a verb: "Ali Hassan, 16, was"."""
    last = end
    if word_at(pieces, last - 1) == ",":
        last -= 1
        aged = word_at(pieces, last - 1).isdecimal() and word_at(pieces, last - 2) == ","
        last -= 2 if aged else 0
    first = last
    while first > max(0, last - _NAME) and _is_name(pieces[first - 1]):
        first -= 1
    if first == last or word_at(pieces, first - 1) in _BEFORE_PLACE:
        return None
    return Person(first, last, 1)


def _is_name(piece: Piece) -> bool:
    """Whether a piece looks like a part of somebody's name."""
    word = piece.word
    return piece.capital and word.isalpha() and not plural(piece) and word not in _NO_NAMES
