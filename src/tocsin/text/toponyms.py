"""Which words of a text name a place, and in what role, before anybody asks which place it is.

A name is found by its capitals and by being in the gazetteer; the words around it tell its role:
where something is ("in Homs"), who acts ("Damascus vowed"), whom a word belongs to ("Syrians"),
a part of another name ("the Baltimore Police"), or where the story was filed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.text.capitals import (
    LINKING,
    TITLE,
    Word,
    find_runs,
    find_surnames,
    given_names,
    is_article,
    ordinary_words,
)
from tocsin.text.countries import CountryMention, CountryWord, find_countries, names_of
from tocsin.text.gazetteer import Candidate, Gazetteer, PlaceKind
from tocsin.text.span import Span, overlaps


class PlaceRole(StrEnum):
    """What the words that name a place are there for."""

    PLACE = "place"  # "in Homs"
    ACTOR = "actor"  # "Damascus vowed", "denouncing Washington"
    DEMONYM = "demonym"  # "Syrian", "the Syrians"
    PART_OF_NAME = "part-of-name"  # "the Baltimore Police", "Paris Saint-Germain"
    DATELINE = "dateline"  # "HOMS, Syria (AP) -"


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, with all places that bear the name.

    Attributes:
        span: The name, without article, possessive or direction.
        role: What it is there for.
        candidates: Places that bear it, the likeliest without context first.
        cue: The preposition before it in lower case ("in"); None if there is none.
        direction: A part of it that is meant: "northern" in "northern Iraq"; None if all of it.
        inside: The toponym after the comma says where it lies: "Paris, Texas"; index into the
            sequence that `find_toponyms` gives, None if there is none.
        seat: It is a seat of government, and the first candidate is that city.
    """

    span: Span
    role: PlaceRole
    candidates: tuple[Candidate, ...]
    cue: str | None = None
    direction: str | None = None
    inside: int | None = None
    seat: bool = False


_CAPITAL = re.compile(r"[ \u00a0](?=[A-ZÀ-ÖØ-Þ])")
_SHORTEST = 3  # letters of a place's name
_CODE = 4  # letters of a word in capitals that is an abbreviation rather than a name
_VARIANT = 2  # quality of a name that needs no context
_LARGE = 200_000  # inhabitants of a city whose alternate names need no context
_TOWN = 15_000  # inhabitants of a city whose alternate names need a preposition of place
_SAMPLE = 20_000  # characters that show whether a text has capitals
_HEADLINE = 200  # characters below which small letters may be chance
_LOWER_NAME = re.compile(
    r"(?m)(?:\b(?:in|at|near|from|outside|across|around|throughout)\s{1,3}(?:the\s{1,3})?"
    r"|^[ \t]{0,8})"
    r"(?=(?P<name>[a-z][\w'’-]{2,30}(?:\s{1,3}[a-z][\w'’-]{2,30}){0,2}))"
)
_LOWER_DATELINE = re.compile(r"[ \t]{0,2}(?::|\()")
_LONGEST = 6  # words of a place's name
_ARTICLES = frozenset({"the", "a", "an"})
_DIRECTION = re.compile(
    r"\b((?:north|south|east|west|central|mid)(?:ern)?(?:[ -]?(?:east|west|central)(?:ern)?)?"
    r"|northeast(?:ern)?|northwest(?:ern)?|southeast(?:ern)?|southwest(?:ern)?"
    r"|downtown|inner|greater|rural|upper|lower)\s{1,3}\Z",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(in|at|near|from|outside|inside|into|to|across|around|through|throughout|over|within|of|off"
    r"|between|via|toward|towards|for|against|with|by|on)\s{1,3}(?:the\s{1,3})?"
    r"(?:(?:city|town|village|province|state|region|district|capital|port|county|island|township)"
    r"\s{1,3}of\s{1,3})?\Z",
    re.IGNORECASE,
)
_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "outside", "inside", "into", "across", "around", "through"}
    | {"throughout", "within", "off", "to", "via"}
)
# Subjects of these verbs act or speak: a capital before one is its government.
_ACTS = re.compile(
    r"(?:['’]s)?\s{1,3}(?:(?:has|have|had|also|would|will|did|does|could|may|is|was)\s{1,3}){0,2}"
    r"(?:say|said|says|vow|warn|threat|accus|condemn|denounc|criticiz|criticis|demand|urg|call(?:s|ed)"
    r"|insist|reject|den(?:y|ies|ied)|agree|refus|fir(?:ed|es|ing)|launch|test(?:s|ed)|deploy|sent|sends"
    r"|want|plan|impos|announc|propos|support|back(?:s|ed)|oppos|claim|respon|retaliat|consider"
    r"|believ|fear|hope|seek|sought|tr(?:y|ies|ied)|continu|strengthen|recogni|withdr|suspend|expel"
    r"|seem|appear|react|pledg|promis|offer|approv|declar|view|express|maintain|argu)\w{0,6}\b"
)
_ADDRESSED = re.compile(
    r"\b(?:denounc\w{1,3}|accus\w{1,3}|urg\w{1,3}|warn\w{0,3}|threaten\w{0,3}|condemn\w{0,3}|against"
    r"|criticiz\w{1,3}|criticis\w{1,3}|blam\w{1,3}|between|toward|towards|with|pressur\w{0,3}"
    r"|ask\w{0,3}|told|sanctions on|ties with|talks with)\s{1,3}(?:the\s{1,3})?\Z"
)
_CAPITALISED = re.compile(r"\b([A-Z][\w’'-]{2,20})[ \u00a0]\Z")
_INSIDE = re.compile(
    r"\s{0,2}[,(]\s{0,2}(?:(?:in|the|northern|southern|eastern|western|central)\s{1,2}){0,3}"
)
_DATELINE = re.compile(
    r"(?m)^[ \t\u00a0]{0,8}([A-Z][A-Z'’.\- ]{1,30}[A-Z]|[A-Z][\w'’.\- ]{1,30}[\w.])"
    r"(?:,[ \u00a0]{0,2}([A-Z][\w'’. ]{1,30}))?"
    r"(?:,?[ \u00a0]{1,2}(?:[A-Z][a-z]{2,8}\.?[ \u00a0]\d{1,2})(?:,[ \u00a0]\d{4})?)?"
    r"[ \u00a0]{0,2}(?:\([\w ./\-]{2,40}\))?[ \u00a0]{0,2}(?:--|[—–]|-[ \u00a0])"
)


def find_toponyms(
    text: str, gazetteer: Gazetteer, persons: Sequence[Span] = ()
) -> tuple[Toponym, ...]:
    """Find all names of places, in the order of the text.

    Args:
        text: Any string.
        gazetteer: Says which words are names of places.
        persons: Spans that a parser takes for persons: they hold no place.

    Returns:
        Toponyms whose spans never overlap. Demonyms ("Syrians") stand for their country. Venues
        are among them only if the gazetteer knows them.
    """
    countries = {mention.span.start: mention for mention in find_countries(text)}
    if _is_lower(text):
        return tuple(_scan_lower(text, gazetteer))
    runs = list(find_runs(text))
    surnames = frozenset(find_surnames(text, runs))
    found = [
        toponym
        for toponym in _scan(text, runs, gazetteer, countries)
        if not _is_surname(text, toponym, surnames)
        and not any(overlaps(toponym.span, person) for person in persons)
    ]
    datelines = [Span(*match.span(1)) for match in _DATELINE.finditer(text)]
    roles = [_role(text, toponym, datelines) for toponym in found]
    return tuple(
        _placed(toponym, roles[index], _container(text, found, index))
        for index, toponym in enumerate(found)
    )


def _placed(toponym: Toponym, role: PlaceRole, inside: int | None) -> Toponym:
    """A toponym with its role and what it lies in; the same one where nothing changes."""
    if toponym.role is role and toponym.inside == inside:
        return toponym
    return replace(toponym, role=role, inside=inside)


def _is_surname(text: str, toponym: Toponym, surnames: frozenset[str]) -> bool:
    """Whether a name is that of a person told of elsewhere in the text: "Welch said"."""
    words = text[toponym.span.start : toponym.span.end]
    if toponym.role is PlaceRole.DEMONYM or words not in surnames:
        return False
    country = toponym.candidates[0].kind is PlaceKind.COUNTRY
    return not country and not _is_located(toponym)


def _is_lower(text: str) -> bool:
    """Whether a text has been put into small letters: its capitals then tell nothing."""
    letters = text[:_SAMPLE]
    return len(letters) > _HEADLINE and sum(map(str.isupper, letters)) * 200 < len(letters)


def _scan_lower(text: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Names of towns and more right after a preposition of place, in a text of small letters."""
    end = 0
    for match in _LOWER_NAME.finditer(text):
        words = match["name"].split()
        for length in range(len(words), 0, -1):
            name = re.match(r"\s{1,3}".join(map(re.escape, words[:length])), match["name"])
            candidates = gazetteer.candidates(name.group()) if name else ()
            known = [place for place in candidates if place.quality >= _VARIANT]
            ordinary = length == 1 and words[0] in ordinary_words()
            if name and known and known[0].population >= _TOWN and not ordinary:
                span = Span(match.start("name"), match.start("name") + name.end())
                filed = _LOWER_DATELINE.match(text, span.end) is not None
                heads = not match.group().strip()  # at the head of a line only a dateline is a name
                if span.start >= end and (filed or not heads):
                    role = PlaceRole.DATELINE if heads else PlaceRole.PLACE
                    yield replace(_toponym(text, span, candidates), role=role)
                    end = span.end
                break


def _scan(
    text: str,
    runs: list[list[Word]],
    gazetteer: Gazetteer,
    countries: dict[int, CountryMention],
) -> Iterator[Toponym]:
    """Names run by run, the longest that the gazetteer knows first; roles are still to be set."""
    end = 0
    for run in runs:
        index = 0
        while index < len(run):
            words = run[index : index + _LONGEST]
            toponym, length = _at(text, words, gazetteer, countries)
            if toponym is not None and toponym.span.start >= end:
                yield toponym
                end = toponym.span.end
            index += length


def _at(
    text: str, words: list[Word], gazetteer: Gazetteer, countries: dict[int, CountryMention]
) -> tuple[Toponym | None, int]:
    """The place named at the first of the words, and how many words it takes."""
    mention = countries.get(words[0].start)
    if words[0].text.lower() in _ARTICLES:
        return None, 1
    for length in range(len(words), 0, -1):
        span = Span(words[0].start, words[length - 1].end)
        if mention is not None and span.end <= mention.span.end and not _is_seat(mention):
            break
        if words[length - 1].text in LINKING:
            continue
        candidates = gazetteer.candidates(text[span.start : span.end])
        if candidates and _is_place(text, words, length, candidates):
            return _toponym(text, span, candidates), length
    if mention is None:
        return _compound(text, words[0], gazetteer), 1
    taken = sum(word.start < mention.span.end for word in words)
    return _country(text, mention, gazetteer), taken


def _capital_first(
    candidates: tuple[Candidate, ...], mention: CountryMention
) -> tuple[Candidate, ...]:
    """Put a seat of government before its namesakes: Washington is the city, not the state."""
    if mention.kind is not CountryWord.CAPITAL:
        return candidates
    return tuple(
        sorted(
            candidates,
            key=lambda place: (
                place.kind is not PlaceKind.CITY or place.country != mention.alpha3,
                -place.population,
            ),
        )
    )


def _is_seat(mention: CountryMention) -> bool:
    """Whether the words are a government's house, which the gazetteer may know as a venue."""
    return mention.kind is CountryWord.SEAT


def _compound(text: str, word: Word, gazetteer: Gazetteer) -> Toponym | None:
    """The place in the first part of a compound: "Damascus-based"."""
    head = word.text.replace("‑", "-").partition("-")[0]
    if head == word.text or len(head) <= _SHORTEST or is_article(word.text):
        return None
    candidates = gazetteer.candidates(head)
    if not candidates or candidates[0].population < _LARGE:
        return None
    return _toponym(text, Span(word.start, word.start + len(head)), candidates)


def _country(text: str, mention: CountryMention, gazetteer: Gazetteer) -> Toponym | None:
    """A country by its name, its people or its capital."""
    words = text[mention.span.start : mention.span.end]
    demonym = mention.kind is CountryWord.DEMONYM
    if mention.kind is CountryWord.SEAT or (demonym and mention.alpha3 is None):
        return None
    names = names_of(mention.alpha3) if demonym and mention.alpha3 else (words,)
    candidates = gazetteer.candidates(names[0])
    if demonym:
        country = tuple(place for place in candidates if place.kind is PlaceKind.COUNTRY)
        return Toponym(mention.span, PlaceRole.DEMONYM, country or candidates)
    if not candidates:
        return None
    toponym = _toponym(text, mention.span, _capital_first(candidates, mention))
    return replace(toponym, seat=mention.kind is CountryWord.CAPITAL)


def _toponym(text: str, span: Span, candidates: tuple[Candidate, ...]) -> Toponym:
    """A toponym with the words before it read."""
    before = text[max(0, span.start - 40) : span.start]
    direction = _DIRECTION.search(before)
    if direction:
        before = before[: direction.start()]
    cue = _CUE.search(before)
    return Toponym(
        span,
        PlaceRole.PLACE,
        candidates,
        cue[1].lower() if cue else None,
        direction[1].lower() if direction else None,
    )


def _is_place(text: str, words: list[Word], length: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether words that could name a place do so here, by their form and what stands beside."""
    first, last = words[0], words[length - 1]
    phrase = text[first.start : last.end]
    best = candidates[0]
    before = text[max(0, first.start - 24) : first.start]
    if best.quality == 0:
        return before.rstrip().endswith((",", "("))
    if length == 1 and len(phrase) <= (_CODE if phrase.isupper() else _SHORTEST - 1):
        return False
    cue = _CUE.search(before)
    located = cue is not None and cue[1].lower() in _LOCATIVE
    if length == 1 and phrase.lower() in ordinary_words():
        return located and best.population > _TOWN and text[last.end : last.end + 1] in ",."
    if phrase.isupper() and len(words) == _LONGEST:  # a text in capitals tells no names apart
        return located or best.population >= _LARGE
    if TITLE.search(before) or _is_person(text, before, words, length):
        return False
    own = any(place.quality >= _VARIANT for place in candidates)
    return own or best.population >= _LARGE or (located and best.population >= _TOWN)


def _is_person(text: str, before: str, words: list[Word], length: int) -> bool:
    """Whether a given name stands before the words or they are one before another capital."""
    previous = before.rstrip().rpartition(" ")[2]
    if previous in given_names() and before.endswith((" ", "\u00a0")):
        return True
    following = text[words[length - 1].end : words[length - 1].end + 2]
    named = words[0].text in given_names() and length == 1
    return named and _CAPITAL.match(following) is not None


def _role(text: str, toponym: Toponym, datelines: list[Span]) -> PlaceRole:
    """What a name is there for."""
    if toponym.role is not PlaceRole.PLACE:
        return toponym.role
    if any(span.start <= toponym.span.start < span.end for span in datelines):
        return PlaceRole.DATELINE
    if _capital_follows(text, toponym.span) or _is_last_of_name(text, toponym):
        return PlaceRole.PART_OF_NAME
    if toponym.candidates[0].kind in (PlaceKind.COUNTRY, PlaceKind.CITY) and not _is_located(
        toponym
    ):
        before = text[max(0, toponym.span.start - 32) : toponym.span.start]
        if _ACTS.match(text, toponym.span.end) or _ADDRESSED.search(before):
            return PlaceRole.ACTOR
    return PlaceRole.PLACE


def _capital_follows(text: str, span: Span) -> bool:
    """Whether another capitalised word follows at once: "Baltimore Police"."""
    return _CAPITAL.match(text, span.end) is not None


def _is_last_of_name(text: str, toponym: Toponym) -> bool:
    """Whether a land is the last word of another name: "Radio Free Asia"."""
    if toponym.direction or toponym.candidates[0].kind in (PlaceKind.CITY, PlaceKind.VENUE):
        return False
    before = _CAPITALISED.search(text, max(0, toponym.span.start - 24), toponym.span.start)
    return before is not None and before[1].lower() not in ordinary_words()


def _is_located(toponym: Toponym) -> bool:
    """Whether a preposition says that something is there."""
    return toponym.cue in _LOCATIVE


def _container(text: str, found: list[Toponym], index: int) -> int | None:
    """Index of the place that a comma or a bracket says this one lies in: "Paris, Texas"."""
    if index + 1 >= len(found):
        return None
    here, following = found[index], found[index + 1]
    between = text[here.span.end : following.span.start]
    if not _INSIDE.fullmatch(between):
        return None
    container = following.candidates[0].kind
    wide = {PlaceKind.COUNTRY: 3, PlaceKind.ADMIN: 2, PlaceKind.CITY: 1, PlaceKind.VENUE: 0}
    return (
        index + 1
        if any(
            wide.get(outer.kind, 0) > wide.get(inner.kind, 0) or outer.quality == 0
            for inner in here.candidates
            for outer in following.candidates[:3]
        )
        and container is not PlaceKind.VENUE
        else None
    )
