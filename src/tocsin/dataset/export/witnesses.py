"""Which of those who say so are private persons, and by which words they could be known.

>>> is_private("Ali Hassan, a baker"), is_private("the interior minister"), is_private("residents")
(True, False, False)
>>> is_private("a resident"), is_private("a man who lives opposite the prison")
(False, True)

Officials, outlets, organisations, countries, groups and people told by nothing but "a resident" may
be named; everybody else is taken for a private person. Where the words leave it open, they are
masked: to hide an official costs a reader a name, to show a witness may cost a life.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tocsin.data import read_rows
from tocsin.fields.cues import names_outlet
from tocsin.fields.noun_phrases import is_plural
from tocsin.text.kinds import Kind, is_title, read_kind
from tocsin.text.numerals import word_set
from tocsin.text.offices import find_office
from tocsin.text.organisations import find_organisations
from tocsin.text.span import Span

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "PTY", "LEG", "JUD", "SPY", "IGO", "OPP"})
_LEADING = _OFFICIAL | {"NGO", "BUS", "REB"}  # sectors that "its chairman" speaks for in public
_BODIES = frozenset({"paper", "body", "court", "official"})  # classes of nouns for no one person
_PERSONS = frozenset({"outlet", "anonymous"})  # classes of nouns that may stand for a person
_GENERIC = word_set(
    "a an the one another some local anonymous unnamed unidentified former other source resident"
    " witness eyewitness villager survivor student protester protestor demonstrator worker man"
    " woman person citizen activist participant bystander neighbour neighbor journalist reporter"
    " correspondent analyst expert of from in at near city town village province country area"
    " region victim victims he she they it who him her them"
)
_TITLES = word_set("mr mrs ms miss dr prof professor sir madam mx")
_PLACING = re.compile(r"\b(?:of|from|in|at|near|on|for|with|to|by)\s+\Z")
_RUN = re.compile(
    r"(?<!\w)[^\W\d_a-zß-öø-ÿ][\w’'-]{0,30}(?!\w)(?:\.(?!\w))?"
    r"(?:\s{1,3}(?:(?:al|el|bin|ibn|bint|de|da|del|van|von|der|den|la)\s{1,3})?"
    r"[^\W\d_a-zß-öø-ÿ][\w’'-]{0,30}(?!\w)(?:\.(?!\w))?){0,4}"
)
_SAID = "said|says|told|tells|added|recalled|explained|described|claimed|wrote|remembered"
_BEFORE = re.compile(
    rf"\b(?:{_SAID})\s{{1,3}}(?:(?:a|an|the)\s{{1,3}})?(?:[\w’'-]{{1,20}}\s{{1,3}}){{0,4}}\Z"
)
_AFTER = re.compile(rf"(?:\s{{0,3}},[^,.\n]{{1,60}},)?\s{{1,3}}(?:{_SAID})\b")
_TITLE = re.compile(r"(?:[\w’'-]{1,20}\s{1,3}){0,5}\Z")
_NEAR = 10  # letters before a name in which a preposition of place stands
_REACH = 120  # letters before a name in which a cue or a title stands
_LEAST = 3  # letters of a part of a name that is masked on its own


def is_private(phrase: str, officials: frozenset[str] = frozenset()) -> bool:
    """Whether a source is a private person who could be known by these words.

    Args:
        phrase: The source as worded.
        officials: Names and surnames, in small letters, of officials whom the article names
            elsewhere (`names_of`). A surname alone is theirs; a relative has a first name too.
    """
    plain = " ".join(phrase.split())
    words = [word.strip(".,;:'’\"“”()").lower() for word in plain.split()]
    if not plain or all(word in _GENERIC for word in words):
        return False
    kind = read_kind(plain, Span(0, len(plain)))
    names = list(names_in(plain))
    if kind.sector in _OFFICIAL or _holds_office(plain, names):
        return False
    if any(name.lower() in officials for name in names):
        return False
    if _is_body(plain, words, kind):
        return False
    return bool(names) or not (is_plural(plain) or words[-1] in _crowds())


def names_in(phrase: str) -> Iterator[str]:
    """The personal names in a phrase: "Ali Hassan" of "Ali Hassan, a baker from Homs"."""
    for match in _RUN.finditer(phrase):
        parts = match.group().split()
        while parts and _is_no_name(parts[0].rstrip(".").lower()):
            parts = parts[1:]
        given = any(part in _given_names() for part in parts)
        before = phrase[max(0, match.start() - _NEAR) : match.start()]
        if parts and parts[0][0].isalpha() and (given or not _PLACING.search(before)):
            yield " ".join(parts)


def _is_no_name(word: str) -> bool:
    """Whether a capitalised word opens a phrase without being a name: "Mr", "The", "Residents"."""
    return word in _TITLES or word in _GENERIC or word in _crowds() or word in _classes()


def names_of(phrases: Iterable[str]) -> frozenset[str]:
    """Every name in phrases and its last word, in small letters."""
    return frozenset(
        form.lower()
        for phrase in phrases
        for name in names_in(phrase)
        for form in (name, name.split()[-1])
    )


def parts_of(name: str) -> Iterator[str]:
    """What a person may be called by: the whole name, and each part that is not too short."""
    yield name
    for part in name.split():
        if len(part.strip(".")) >= _LEAST and part.lower() not in _GENERIC:
            yield part


def voices_in(sentence: str, officials: frozenset[str]) -> Iterator[str]:
    """Names of private persons who speak in a sentence, whether or not the reader heard them."""
    for match in _RUN.finditer(sentence):
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        if _BEFORE.search(before) or _AFTER.match(sentence, match.end()):
            title = _TITLE.search(before)
            phrase = (title.group() if title else "") + match.group()
            if is_private(phrase, officials):
                yield from names_in(match.group())


def _holds_office(phrase: str, names: list[str]) -> bool:
    """Whether the tables know the person, or words behind a comma give an office."""
    if any(find_office(name, None) for name in (phrase, *names)):
        return True
    behind = [read_kind(part, Span(0, len(part))) for part in phrase.split(",")[1:]]
    return any(is_title(kind.head) and kind.sector in _LEADING for kind in behind)


def _is_body(phrase: str, words: list[str], kind: Kind) -> bool:
    """Whether a phrase is an outlet, an organisation, a country or a paper, and no person."""
    if kind.person is not None or any(part in _given_names() for part in phrase.split()):
        return False
    if words[0] == "the" and phrase[4:5].isupper() and not _people() & set(words):
        return True  # "The Atlantic", "the MDA": nobody is called so
    classes = {_classes().get(word, "") for word in words}
    if classes & _BODIES or any(map(names_outlet, phrase.split())):
        return True
    if classes & _PERSONS and not list(names_in(phrase)):
        return len(words) <= _SHORT
    if kind.name or any(find_organisations(phrase)):
        return True
    return bool(kind.country) and not kind.head


_SHORT = 4  # words of "a source", "the state news agency": longer ones tell more


@cache
def _people() -> frozenset[str]:
    """Nouns for one person."""
    return frozenset(row["singular"] for row in read_rows("people.tsv"))


@cache
def _crowds() -> frozenset[str]:
    """Nouns for people."""
    return frozenset(row["plural"] for row in read_rows("people.tsv"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("first-names.tsv"))


@cache
def _classes() -> dict[str, str]:
    return {row["noun"]: row["class"] for row in read_rows("voice-nouns.tsv")}
