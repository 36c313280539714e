"""What a noun phrase says about the party it names: its sector, its country, its head noun.

>>> text = "a spokesman for South Korea's military"
>>> kind = read_kind(text, Span(0, len(text)))
>>> kind.sector, kind.country, kind.head
('MIL', 'KOR', 'spokesman')

The head noun decides ("police in riot gear"); a relational head ("leader", "member", "spokesman")
passes the question on to what it belongs to, first to the words before it, then to those after
"of". Sectors are given as their codes in the coding manual.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.data import read_rows
from tocsin.text.countries import CountryWord, country_of, find_countries
from tocsin.text.organisations import Organisation, OrganisationMention, organisations_among
from tocsin.text.phrases import (
    Word,
    find_words,
    head_end,
    is_name_word,
    small_words,
    without_determiners,
)
from tocsin.text.span import Span, overlaps

_DEPTH = 4  # "members of a group of residents of the city": no phrase nests deeper
_HEDGE_WORDS = 5
_NATIONAL = frozenset({"GOV", "JUD", "LEG", "MIL", "OTH"})  # what is another's inside an IGO
_ABROAD_WORDS = 6  # words of a phrase in which "foreign" speaks of its head
_OFFICES_ABROAD = frozenset(
    {"minister", "ministers", "ministry", "secretary", "affairs", "office", "policy", "service"}
)
_LED = re.compile(
    r"\b[\w.]{1,20}[-‐‑](?=led\b(?!\s+(?:\w+\s+)?(?:coalition|alliance|forces?|troops|raids?)))"
    r"|\bethnic\s+\w{1,20}"
)
_LONGEST = 4  # words of the longest entry of sectors.tsv
_DEALS = frozenset({"on", "to", "against", "over", "about", "toward", "towards", "with"})
# What a title or a quantity may be followed by and still be one phrase with what comes after.
_LINKS = ("of", "for", "from", "at", "in", "with", "to")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun phrase says.

    Attributes:
        sector: Code of a sector; None if the words tell none (a person's name).
        country: ISO 3166-1 alpha-3 code by the words themselves; None if they tell none, or many.
        head: Head noun in the singular and in lower case; empty if none is known.
        name: Full name of the organisation that is the head; None if none is.
        span: The words that tell the sector; None if none do.
        person: Start of the personal name that follows a title ("President | Obama"); None if none.
        abroad: Whether it is said to be of several countries or of another one ("foreign donors").
        open: Whether a relational head was left without what it belongs to ("aides").
    """

    sector: str | None = None
    country: str | None = None
    head: str = ""
    name: str | None = None
    span: Span | None = None
    person: int | None = None
    abroad: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    """A row of `sectors.tsv`."""

    words: str
    sector: str
    kind: str
    title: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a phrase: words `start` to `end`, by the table or by an organisation's name."""

    start: int
    end: int
    noun: _Noun | None
    mention: OrganisationMention | None = None


def read_kind(
    text: str, span: Span, organisations: Sequence[OrganisationMention] | None = None
) -> Kind:
    """Read what a noun phrase says about the party it names.

    Args:
        text: Any string.
        span: The phrase; words after the first eighty are not looked at.
        organisations: The organisations that stand in the phrase, where somebody knows them from
            the whole article; by default all that the tables know.
    """
    words = find_words(text, span)
    if not words:
        return Kind()
    span = Span(span.start, words[-1].span.end)
    mentions = tuple(organisations_among(words)) if organisations is None else organisations
    kind = _read(text, words, mentions, _DEPTH)
    country = _told_country(text, span, mentions) or kind.country
    country = country or next(find_regions(text, _belonging(words)), None)
    abroad = _is_abroad(words)
    if (country, abroad) == (kind.country, kind.abroad):
        return kind
    return replace(kind, country=country, abroad=abroad)


def _told_country(text: str, span: Span, mentions: Sequence[OrganisationMention]) -> str | None:
    """Country by the words themselves, those inside an organisation's name left out."""
    phrase = text[span.start : span.end]
    if mentions:
        bare = list(phrase)
        for mention in mentions:
            start, end = mention.span.start - span.start, mention.span.end - span.start
            bare[start:end] = "_" * (end - start)
        phrase = "".join(bare)
    return country_of(_LED.sub("", phrase))


def find_regions(text: str, words: Sequence[Word]) -> Iterator[str]:
    """Countries of the states, provinces and large cities named: "Ohio Gov. John Kasich"."""
    regions, openings = _regions(), _openings()
    for index, word in enumerate(words):
        if not word.is_capitalised or openings.isdisjoint((word.plain[:2], word.plain[:1])):
            continue
        for end in (index + 2, index + 1):
            last = words[min(end, len(words)) - 1]
            name = text[word.span.start : last.span.start + len(last.plain)]
            if country := regions.get(" ".join(name.split())):
                yield country
                break


def _belonging(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to what a party deals with: "the committee | on Benghazi"."""
    for index, word in enumerate(words):
        if index and word.lower in _DEALS:
            return words[:index]
    return words


def _is_abroad(words: Sequence[Word]) -> bool:
    """Whether a phrase tells of several countries or another one: "foreign donors"."""
    for index, word in enumerate(words[:_ABROAD_WORDS]):
        if word.lower not in small_words("abroad") or (index and word.plain[0].isupper()):
            continue
        following = words[index + 1].lower if index + 1 < len(words) else ""
        if following not in _OFFICES_ABROAD:  # a foreign minister is his own country's
            return True
    return False


@cache
def _regions() -> dict[str, str]:
    return {row["name"]: row["country"] for row in read_rows("country-parts.tsv")}


@cache
def _openings() -> frozenset[str]:
    """How a word may start that opens the name of a region: by two letters, or a lone one."""
    return frozenset(name[:2] if name[:2].isalpha() else name[:1] for name in _regions())


def is_title(words: str) -> bool:
    """Whether words can stand as a title before a person's name ("Prime Minister")."""
    return words.lower().rstrip(".") in titles()


@cache
def titles() -> frozenset[str]:
    """The nouns that can stand as a title before a person's name, in lower case."""
    return frozenset(words for words, noun in _nouns().items() if noun.title)


def is_modifier(word: str) -> bool:
    """Whether a word can tell the sector of a title after it ("police | chief")."""
    return word.lower() in _modifiers()


def singular(word: str) -> str:
    """A noun in the singular, in lower case, as far as the table knows it: "allies" to "ally"."""
    lower, nouns = word.lower(), _nouns()
    if lower in nouns or not lower.endswith(("s", "men")):
        return lower
    for ending, single in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        stem = lower.removesuffix(ending) + single
        if lower.endswith(ending) and stem in nouns:
            return stem
    return lower


def _read(
    text: str, words: Sequence[Word], mentions: Sequence[OrganisationMention], depth: int
) -> Kind:
    """Kind of a phrase by its head; "dozens of students" by what follows the quantity."""
    words = _without_hedge(words)
    fixed = [mention.span for mention in mentions]
    end = head_end(words, text, [*fixed, *_titles_with_of(words)])
    core, rest = words[:end], words[end:]
    if depth and rest and rest[0].lower == "of" and _is_quantity(core):
        return _read(text, rest[1:], mentions, depth - 1)
    head = _find_head(core, mentions)
    if head is None:
        # "al-Qaida operatives", "a police station": an unknown noun is what stands before it
        return _of_country(text, core) or _before(core[:-1], mentions, by_name=True) or Kind()
    own = _of_head(core, head)
    if own.sector in _NATIONAL and (body := _body_before(core[: head.start], mentions)):
        return replace(own, sector=body.sector, country=None, name=None)
    if head.noun is None or head.noun.kind not in ("of", "crowd"):
        return (
            own
            if own.country
            else replace(own, country=_country_of_any(core[: head.start], mentions))
        )
    by_name = head.noun.kind == "of"
    whole = _before(core[: head.start], mentions, by_name=by_name)
    if whole is None and by_name and depth and len(rest) > 1 and rest[0].lower in _LINKS:
        following = _read(text, rest[1:], mentions, depth - 1)
        whole = following if following.sector and following.head else None
    if whole is not None:
        country = whole.country or _country_of_any(core[: head.start], mentions)
        return replace(whole, head=own.head, name=None, person=own.person, country=country)
    country = _country_of_any(core[: head.start], mentions)
    return replace(own, country=country, open=head.noun.kind == "of")


def _body_before(
    words: Sequence[Word], mentions: Sequence[OrganisationMention]
) -> Organisation | None:
    """An international organisation that a head noun belongs to: "ICC | prosecutor"."""
    if not words:
        return None
    place = Span(words[0].span.start, words[-1].span.end)
    for mention in mentions:
        if overlaps(place, mention.span) and mention.organisation.sector == "IGO":
            return mention.organisation
    return None


def _of_head(core: Sequence[Word], head: _Head) -> Kind:
    """Kind of a phrase by its head alone."""
    person = core[head.end].span.start if head.end < len(core) else None
    at = Span(core[head.start].span.start, core[head.end - 1].span.end)
    if head.mention is not None:
        found = head.mention.organisation
        return Kind(found.sector, found.country, found.name.lower(), found.name, at, person)
    noun = head.noun
    return Kind(noun.sector, None, noun.words, None, at, person) if noun else Kind()


def _titles_with_of(words: Sequence[Word]) -> Iterator[Span]:
    """Nouns of the table that hold a preposition: "Secretary of | State John Kerry"."""
    for index in range(1, len(words) - 1):
        if words[index].lower != "of":
            continue
        for end in (index + 2, index + 3):
            if end <= len(words) and _noun(words[index - 1 : end]) is not None:
                yield Span(words[index - 1].span.start, words[end - 1].span.end)


def _without_hedge(words: Sequence[Word]) -> Sequence[Word]:
    """A phrase without what qualifies its number: "up to | 100 people"."""
    for index, word in enumerate(words[:_HEDGE_WORDS]):
        if word.plain[0].isdigit():
            return words[index:]
        if word.lower not in small_words("hedge"):
            break
    return words


def _is_quantity(core: Sequence[Word]) -> bool:
    """Whether words only count what follows: "about 300", "a group", "tens of thousands"."""
    last = core[-1].lower
    noun = _nouns().get(singular(last))
    return last[0].isdigit() or last == "group" or (noun is not None and noun.kind == "part")


def _find_head(core: Sequence[Word], mentions: Sequence[OrganisationMention]) -> _Head | None:
    """The last noun of a phrase that the tables know, with nothing but a name after it."""
    for end in range(len(core), 0, -1):
        mention = next((m for m in mentions if m.span.end == _end(core[end - 1])), None)
        if mention is not None:
            start = next(
                (i for i in range(end) if core[i].span.start >= mention.span.start), end - 1
            )
            return _Head(start, end, None, mention)
        for start in range(max(0, end - _LONGEST), end) if _may_end(core[end - 1]) else ():
            if any(m.span.start < core[start].span.start < m.span.end for m in mentions):
                continue  # no "union leader" in "European Union leaders"
            noun = _noun(core[start:end], named=end < len(core))
            if noun is not None and (end == len(core) or noun.title):
                return _Head(start, end, noun)
        if not is_name_word(core[end - 1]):
            return None
    return None


def _may_end(word: Word) -> bool:
    """Whether a row of the table can end in a word: the quick look that spares the long ones."""
    lower, ends = word.lower, _ends()
    return singular(word.plain) in ends or lower.removesuffix("s") in ends or lower in _titles()


@cache
def _ends() -> frozenset[str]:
    """The last words of the head nouns."""
    return frozenset(words.rpartition(" ")[2] for words in _nouns())


def _noun(words: Sequence[Word], *, named: bool = False) -> _Noun | None:
    """The table's row for these words, the last of them in the singular if need be."""
    front = [word.lower for word in words[:-1]]
    if named and not front and words[0].lower in _titles():
        return _titles()[words[0].lower]
    noun = _nouns().get(" ".join([*front, singular(words[-1].plain)]))
    if noun is None:
        plural = words[-1].lower
        noun = _nouns().get(" ".join([*front, plural.removesuffix("s")]))
    return None if noun is None or noun.kind in ("part", "modifier") else noun


def _before(
    words: Sequence[Word], mentions: Sequence[OrganisationMention], *, by_name: bool
) -> Kind | None:
    """What the words before a relational head tell, the nearest first: "union | leaders"."""
    for word in reversed(words):
        for mention in mentions:
            if by_name and mention.span.start <= word.span.start < mention.span.end:
                found = mention.organisation
                return Kind(found.sector, found.country, "", None, mention.span)
        noun = _modifiers().get(word.lower)
        if noun is None and by_name:
            noun = _noun([word])
        if noun is not None and noun.kind != "crowd" and (by_name or noun.kind == "modifier"):
            return Kind(noun.sector, None, "", None, word.span)
    return None


def _of_country(text: str, core: Sequence[Word]) -> Kind | None:
    """A country named for its government, or its people: "Pyongyang", "the Syrians"."""
    all_of_them = bool(core) and core[0].lower == "the"
    one_of_them = bool(core) and core[0].lower in ("a", "an")
    core = without_determiners(core)
    if not core:
        return None
    span = Span(core[0].span.start, core[-1].span.end)
    words = text[span.start : span.end]
    mentions = list(find_countries(words))
    if not mentions or mentions[-1].span.end < len(words.rstrip("'’s.")):
        return None
    last = mentions[-1]
    plural = last.kind is CountryWord.DEMONYM and core[-1].lower.endswith(("s", "ese"))
    # "the Saudis" negotiate, "Singaporeans" and "500 Germans" march
    people = (plural and not all_of_them) or one_of_them
    return Kind("CVL" if people else "GOV", last.alpha3, "", None, span)


def _country_of_any(words: Sequence[Word], mentions: Sequence[OrganisationMention]) -> str | None:
    """Country of an organisation among words: "the FBI's agents"."""
    for word in reversed(words):
        for mention in mentions:
            if mention.span.start <= word.span.start < mention.span.end:
                return mention.organisation.country
    return None


def _end(word: Word) -> int:
    """Where a word ends without its possessive."""
    return word.span.start + len(word.plain)


def _rows(*kinds: str) -> dict[str, _Noun]:
    """Rows of the table by their words, for some kinds of row."""
    return {
        row["words"]: _Noun(row["words"], row["sector"], row["kind"], row["post"] == "yes")
        for row in read_rows("sectors.tsv")
        if row["kind"] in kinds
    }


@cache
def _nouns() -> dict[str, _Noun]:
    """Head nouns by their words."""
    return _rows("noun", "of", "crowd", "part")


@cache
def _titles() -> dict[str, _Noun]:
    """Nouns that are titles only before a name."""
    return _rows("title")


@cache
def _modifiers() -> dict[str, _Noun]:
    """Words that tell the sector of a relational head that follows them."""
    return _rows("modifier")
