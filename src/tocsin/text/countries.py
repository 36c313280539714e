"""Which country a text names: by its name, its people, its capital or its government's house.

>>> text = "South Korean officials said Pyongyang fired a missile toward Japan."
>>> [(text[m.span.start : m.span.end], m.alpha3, m.kind.value) for m in find_countries(text)]
[('South Korean', 'KOR', 'demonym'), ('Pyongyang', 'PRK', 'capital'), ('Japan', 'JPN', 'name')]
>>> country_of("South Korea's military")
'KOR'

A mention is words that tell a country, not a decision what they do: whether "Pyongyang" is where
something happened or who did it is for the fields to say. Words that often mean something else
("Georgia", "Jordan", "Washington") are marked as doubtful and not left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from tocsin.data import read_rows
from tocsin.text.span import Span


class CountryWord(StrEnum):
    """What kind of word tells the country."""

    NAME = "name"  # "South Korea", "the U.S.", "England", "Gaza"
    DEMONYM = "demonym"  # "South Korean", "Syrians", "anti-American"
    CAPITAL = "capital"  # "Pyongyang", as a place or as a name of the government
    SEAT = "seat"  # "the Kremlin", "Downing Street"


@dataclass(frozen=True, slots=True)
class CountryMention:
    """Words of a text that tell a country.

    Attributes:
        span: The words, without an article or a possessive.
        alpha3: ISO 3166-1 alpha-3 code (XKX for Kosovo); None for a people or a land of several
            countries ("Kurdish", "Kashmir", "Korea").
        kind: What kind of word it is.
        doubtful: The words often mean something else (a US state, a town, a person).
    """

    span: Span
    alpha3: str | None
    kind: CountryWord
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the tables; without a kind it is stepped over."""

    words: str
    alpha3: str | None
    kind: CountryWord | None
    doubtful: bool


@dataclass(frozen=True)
class _Entry:
    """All words with one first run of letters, the longest first, equals as in the tables."""

    words: tuple[_Word, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Group n is the nth word; compiled when its letters are met, as few of 2,300 are."""
        bodies = "|".join(f"({_body(word)})" for word in self.words)
        return re.compile(rf"(?<![\w@#.])(?:{bodies})")


_REMEMBERED = 120  # code points of a phrase that is not read anew
_LOUD_LENGTH = 4  # "MALI" is a headline's, "LAO" would be too short to trust
_NO_PLURAL = ("s", "ish", "ese", "ch", "men", "sh")
_START = re.compile(r"[^\W\d_]+")
# Spelling that text may vary: white space (also NBSP and line wraps), apostrophes, hyphens.
_SPELLINGS = {
    " ": r"\s{1,3}",
    "'": "['’ʼ`]",
    "-": "[-‐‑–]",
}  # fmt: skip
# A hyphen after one of these makes the country somebody else's doing: "Iran-backed rebels".
_NOT_OWN = re.compile(
    r"[-‐‑](?:backed|funded|trained|style|made|bound|allied|aligned|supported|installed|imposed"
    r"|brokered|sponsored|armed|occupied|friendly|supplied|built)\b"
)
_AGAINST = re.compile(r"\b(?:[Aa]nti|[Pp]ro|[Nn]on|ANTI|PRO)[-‐‑–]\s?\Z")
_PREPOSITION = re.compile(
    r"\b(?:to|against|with|on|over|about|toward|towards|in|from|at|for|by|who|that|which)\b|[,;(]"
)
_BELONGING = ("in", "from", "at", "for", "by", ",", "(")


def find_countries(text: str) -> Iterator[CountryMention]:
    """Find every word that tells a country, in the order of the text, the longest words first.

    Case counts ("turkey", "us" and "polish" are left alone), except that a name may stand in
    capitals ("IRAN VOWS REVENGE"). Names that only hold a country's word ("New Mexico") are
    stepped over. A city other than a capital is not looked for.

    Args:
        text: Any string.

    Yields:
        One mention for each place where such a word stands; spans never overlap.
    """
    entries = _entries()
    end = 0
    for start in _START.finditer(text):
        entry = entries.get(start.group())
        if entry is None or start.start() < end:
            continue
        if match := entry.pattern.match(text, start.start()):
            end = match.end()
            word = entry.words[(match.lastindex or 1) - 1]
            if word.kind is not None:
                span = Span(match.start(), end)
                yield CountryMention(span, word.alpha3, word.kind, word.doubtful)


def country_of(words: str) -> str | None:
    """The country that a party belongs to by its own words, as an alpha-3 code.

    "U.S. officials", "the government of Syria", "Pyongyang" and "a resident of Iran" tell one; the
    first words that modify the head count before any that follow a preposition, so the "U.S.
    ambassador to China" is American.

    Returns:
        The code; None if no words tell one, or if they tell several ("U.S. and Chinese officials").
    """
    return (_country_of if len(words) <= _REMEMBERED else _country_of.__wrapped__)(words)


@lru_cache(maxsize=1 << 13)
def _country_of(words: str) -> str | None:
    """The country of a phrase; parties come back in the same words all over the news."""
    cut = _PREPOSITION.search(words)
    head_end = cut.start() if cut else len(words)
    own = [mention for mention in find_countries(words) if _is_own(words, mention)]
    leading = [mention for mention in own if mention.span.start < head_end]
    told = leading or [mention for mention in own if _belongs(words, mention)]
    codes = {mention.alpha3 for mention in told}
    return codes.pop() if len(codes) == 1 else None


def names_of(alpha3: str) -> tuple[str, ...]:
    """The English names of a country, the usual one first; empty for an unknown code."""
    for row in read_rows("countries.tsv"):
        if row["alpha3"] == alpha3:
            return (row["name"], *_split(row["long_name"]), *_split(row["other"]))
    return ()


def _is_own(words: str, mention: CountryMention) -> bool:
    """Whether the country is the party's own: not in "anti-American", not in "Iran-backed"."""
    before = words[max(0, mention.span.start - 6) : mention.span.start]
    return not (_AGAINST.search(before) or _NOT_OWN.match(words, mention.span.end))


def _belongs(words: str, mention: CountryMention) -> bool:
    """Whether the preposition before a mention tells belonging: "a resident of Iran"."""
    cues = list(_PREPOSITION.finditer(words, 0, mention.span.start))
    return not cues or cues[-1].group() in _BELONGING


@cache
def _entries() -> dict[str, _Entry]:
    """Entries by their first run of letters, as spelled, in the plural and in capitals."""
    table: dict[str, list[_Word]] = {}
    for word in _words():
        _add(table, word)
    for word in _words():
        loud = word.words.upper()
        if loud != word.words and len(loud) >= _LOUD_LENGTH:
            _add(table, replace(word, words=loud))
    return {
        key: _Entry(tuple(sorted(words, key=lambda word: -len(word.words))))
        for key, words in table.items()
    }


def _words() -> Iterator[_Word]:
    """Every word of the tables with its country, its kind, and whether it is doubtful."""
    for row in read_rows("countries.tsv"):
        doubtful = set(_split(row["doubtful"]))
        names = (row["name"], *_split(row["long_name"]), *_split(row["other"]))
        kinds = (
            (CountryWord.NAME, names),
            (CountryWord.DEMONYM, _split(row["demonyms"])),
            (CountryWord.CAPITAL, _split(row["capitals"])),
        )
        for kind, words in kinds:
            for word in words:
                yield _Word(word, row["alpha3"], kind, word in doubtful)
    for row in read_rows("country-words.tsv"):
        special = None if row["kind"] == "NONE" else CountryWord[row["kind"]]
        yield _Word(row["words"], row["alpha3"] or None, special, False)


def _add(table: dict[str, list[_Word]], word: _Word) -> None:
    """File a word under its first run of letters, and under that run's plural."""
    first = _START.match(word.words)
    key = first.group() if first else word.words
    table.setdefault(key, []).append(word)
    if key == word.words and word.kind is CountryWord.DEMONYM:
        table.setdefault(key + ("S" if key.isupper() else "s"), []).append(word)


def _body(word: _Word) -> str:
    """Pattern of a word with all its spellings, ending at a word's end."""
    words = word.words
    body = "".join(_SPELLINGS.get(char, re.escape(char)) for char in words)
    if words.endswith("."):
        return body[:-2] + r"(?:\.(?!\w)|(?=[^\w.]|\Z))"  # "the U.S, which" has lost a dot
    if word.kind is CountryWord.DEMONYM and not words.lower().endswith(_NO_PLURAL):
        body += "S?" if words.isupper() else "s?"
    return body + (r"(?![\w$€£])" if words == "US" else r"(?!\w)")


def _split(cell: str) -> Iterable[str]:
    """The words of a cell."""
    return tuple(word for word in cell.split("|") if word)
