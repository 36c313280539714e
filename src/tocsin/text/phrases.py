"""Words of a phrase, and where its head ends and what follows the head begins.

>>> text = "about 300 members of Italy's railway union"
>>> words = find_words(text, Span(0, len(text)))
>>> [word.plain for word in words]
['about', '300', 'members', 'of', 'Italy', 'railway', 'union']
>>> [word.plain for word in words[: head_end(words, text)]]
['about', '300', 'members']

A noun phrase of news English carries its kind on one word: the last before the first preposition,
relative clause or comma. No parser is asked, so a phrase reads the same wherever it stands.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.text.span import Span

LIMIT = 80  # words of a phrase that are looked at; nobody names a party in more

_SHORT = 160  # code points of a phrase that cannot have more words than the limit

_WORD = re.compile(r"[^\W_](?:\w|[.'’ʼ&\-‐‑](?=\w)|,(?=\d))*")
_POSSESSIVE = re.compile(r"'s\Z|(?<=s)'\Z", re.IGNORECASE)
# What ends the head of a noun phrase: "police | in the city", "a man | accused of ..."


@cache
def small_words(kind: str) -> frozenset[str]:
    """The small words of a class of `small-words.tsv`, in lower case."""
    return frozenset(row["word"] for row in read_rows("small-words.tsv") if row["class"] == kind)


class Word(NamedTuple):
    """A word with its place.

    Attributes:
        span: Where it stands.
        plain: The word with straight apostrophes and without a possessive ending.
        lower: The plain word in lower case.
        is_capitalised: Whether it starts with a capital letter, or is a small part of a name
            ("al-Abadi").
    """

    span: Span
    plain: str
    lower: str
    is_capitalised: bool


def find_words(text: str, span: Span, limit: int | None = LIMIT) -> tuple[Word, ...]:
    """The words of a part of a text, in order, no more than `limit` of them."""
    if span.end - span.start <= _SHORT and (limit is None or limit >= _SHORT // 2):
        return _words_of_phrase(text, span)
    matches = _WORD.finditer(text, span.start, span.end)
    return tuple(map(_word, matches if limit is None else islice(matches, limit)))


@lru_cache(maxsize=256)
def _words_of_phrase(text: str, span: Span) -> tuple[Word, ...]:
    """All words of a phrase; half a dozen questions are asked of each, one after the other."""
    return tuple(map(_word, _WORD.finditer(text, span.start, span.end)))


def _word(match: re.Match[str]) -> Word:
    """A match as a word."""
    plain = match.group()
    if not plain.isalnum():
        plain = plain.replace("’", "'").replace("ʼ", "'").replace("‐", "-")
        plain = _POSSESSIVE.sub("", plain) or plain
    lower = plain.lower()
    capital = plain[0].isupper() or lower.startswith(("al-", "el-"))
    return Word(Span._make(match.span()), plain, lower, capital)


def head_end(words: Sequence[Word], text: str, fixed: Sequence[Span] = ()) -> int:
    """How many words belong to the head and what stands before it.

    Args:
        words: Words of a noun phrase.
        text: The text they stand in; a comma or bracket between two words ends the head too.
        fixed: Names that are never cut ("Bureau of Alcohol, Tobacco and Firearms").
    """
    for index, word in enumerate(words[1:], 1):
        if any(span.start < word.span.start < span.end for span in fixed):
            continue
        gap = text[words[index - 1].span.end : word.span.start]
        if word.plain in small_words("ends-head") or any(mark in gap for mark in ",;:()[]–—"):
            return index
        if word.plain in small_words("participle") and _is_followed(words, index):
            return index
    return len(words)


def _is_followed(words: Sequence[Word], index: int) -> bool:
    """Whether a participle stands after its noun: "men | armed with", not "armed men"."""
    following = words[index + 1 : index + 2]
    return not following or following[0].plain in small_words("ends-head")


def without_determiners(words: Sequence[Word]) -> Sequence[Word]:
    """The words after leading articles and pronouns ("the other parties" to "parties")."""
    for index, word in enumerate(words):
        if word.lower not in small_words("determiner"):
            return words[index:]
    return words[:0]


def is_name_word(word: Word) -> bool:
    """Whether a word can be part of a personal name."""
    return word.is_capitalised or word.lower in small_words("particle")
