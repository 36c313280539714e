"""Words as they are compared: without endings, and weighed by how rarely news uses them.

>>> stems_of("The protesters' protests, protested")
['the', 'protester', 'protest', 'protest']
>>> rarity("the") < rarity("protest") < rarity("zeppelin")
True

How rare a word is comes from a table and not from the articles at hand, so that two reports are
compared alike whatever else is linked with them.
"""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from math import log, sqrt
from typing import NamedTuple, TypeVar

from tocsin.data import read_rows

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y")
_LEAST = 4  # letters that an ending must leave: "press" is not "pre"
_Term = TypeVar("_Term", str, int)
_ALL = "*"  # the row of the table that counts all articles


class Vector(NamedTuple):
    """Terms and what each weighs, in the order of the terms; a dictionary takes thrice the room."""

    terms: Sequence[str | int]
    weights: "array[float]"


NO_WORDS = Vector((), array("f"))


def stems_of(text: str) -> list[str]:
    """The stems of a text's words in the order of the text; what stands behind "'" is left out."""
    found = (match.group() for match in _WORD.finditer(text.replace("’", "'")))
    return [stem(word.casefold()) for word in found if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its ending: "bombings" is "bomb"; short words stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def rarity(word: str) -> float:
    """Logarithm of how few articles hold a stem; one that is not in the table is the rarest."""
    rarities = _rarities()
    return rarities.get(word, rarities[_ALL])


def code_of(words: str) -> int:
    """A number for words, the same in every process; of other words another one, near surely."""
    encoded = words.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(encoded, digest_size=8).digest(), "big") >> 2


def weights_of(words: Iterable[str]) -> Vector:
    """The distinct stems as a vector of length one; no words give an empty one."""
    return scaled({word: rarity(word) for word in words})


def scaled(weights: Mapping[_Term, float]) -> Vector:
    """The same vector with length one; one of length zero becomes empty."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    if not length:
        return NO_WORDS
    items = sorted(weights.items())
    terms = tuple(term for term, _ in items)
    return Vector(terms, array("f", [weight / length for _, weight in items]))


def cosine(left: Vector, right: Vector) -> float:
    """How much two vectors of length one have in common, from 0 to 1."""
    held = dict(zip(left.terms, left.weights, strict=True))
    pairs = zip(right.terms, right.weights, strict=True)
    return sum(held[term] * weight for term, weight in pairs if term in held)


@cache
def _rarities() -> dict[str, float]:
    counts = {row["stem"]: int(row["articles"]) for row in read_rows("word-rarity.tsv")}
    total = counts.pop(_ALL)
    rarities = {word: log((total + 1) / (count + 1)) for word, count in counts.items()}
    return {**rarities, _ALL: log((total + 1) / 2)}
