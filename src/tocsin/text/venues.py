"""Squares, buildings and streets by their words: "a stadium", "the Hyesan Movie Theater".

>>> text = "They met at a stadium, then in front of the Riverside Movie Theater in Homs."
>>> [text[venue.span.start : venue.span.end] for venue in find_venues(text)]
['stadium', 'Riverside Movie Theater']

A venue needs no gazetteer: a noun for a kind of place after a preposition of place is enough, with
the words that go with it. Which city it stands in is told by other words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.text.span import Span


@dataclass(frozen=True, slots=True)
class Venue:
    """Words for a venue.

    Attributes:
        span: The phrase without its article: "Hyesan Movie Theater", "stadium".
        cue: The preposition before it in lower case.
        proper: Whether it is a name ("Kim Il-sung Square") or a common noun ("a stadium").
    """

    span: Span
    cue: str
    proper: bool


# Nouns for what stands at one spot of a city. Not "area", "site", "scene" or "town": they say less.
_NOUNS = (
    "square|stadium|arena|park|plaza|roundabout|intersection|junction|crossroads|street|avenue"
    "|boulevard|road|highway|motorway|freeway|bridge|tunnel|hall|auditorium|gymnasium|gym|center|centre"
    "|theater|theatre|cinema|museum|library|gallery|monument|memorial|statue|tower|palace|castle"
    "|parliament|statehouse|legislature|capitol|ministry|courthouse|court|prison|jail|penitentiary"
    "|embassy|consulate|mission|headquarters|hq|offices|office|building|buildings|complex|compound"
    "|police station|station|checkpoint|checkpost|outpost|barracks|base|airbase|air base|camp"
    "|airport|airfield|port|harbor|harbour|dock|pier|terminal|depot|crossing|border crossing"
    "|factory|plant"
    "|refinery|mine|farm|ranch|pipeline|dam|university|campus|college|school|classroom|academy"
    "|hospital|clinic|morgue|church|cathedral|chapel|mosque|synagogue|temple|shrine|monastery|cemetery"
    "|graveyard|hotel|restaurant|cafe|café|bar|pub|nightclub|club|casino|market|marketplace|bazaar"
    "|mall|supermarket|store|shop|bakery|bank|house|home|residence|villa|apartment|mansion|garden"
    "|gardens|beach|field|grounds|ground|fairgrounds|racecourse|convention|expo|festival|concert"
    "|marathon|newsroom|studio|bus|train|ferry|ship|vessel|plane"
)
# Verbs whose object is where they are done; they stand for "at".
_VERBS = (
    "crowded|packed|filled|flooded|thronged|stormed|occupied|surrounded|besieged|entered|blocked"
)
_LOWER = re.compile(
    r"\b(?i:(in|at|inside|outside|near|on|through|around|across|into|to|from|by|before|toward|towards"
    r"|behind|opposite|along|within|aboard|beside|of|" + _VERBS + r"))\s{1,3}"
    r"(?:a|an|the|their|his|her|its|this|that|one|another|two|several|some)\s{1,3}"
    r"(?P<phrase>(?:[\w’'-]{1,20}\s{1,2}){0,3}?(?:" + _NOUNS + r"))\b(?![-’'])",
)
_PROPER = re.compile(
    r"\b(?P<cue>(?i:in|at|inside|outside|near|on|through|around|across|into|to|from|by|before|toward"
    r"|towards|behind|opposite|along|within|of|" + _VERBS + r"))\s{1,3}(?:the\s{1,3})?"
    r"(?P<phrase>(?:[A-Z][\w’'.-]{0,20}\s{1,2}){1,4}?"
    r"(?:(?:of|de|du|la|the|and)\s{1,2}){0,2}(?:[A-Z][\w’'-]{0,20}\s{1,2}){0,2}?"
    r"(?i:" + _NOUNS + r"))\b(?![-])"
)
# Words that show that a phrase is no venue: a sentence's verb, a time, a body of people.
_NOT_INSIDE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|and|or|but|who|that|which|when|as|for|of|to|in"
    r"|on|at|by|with|from|day|year|week|month|international|supreme|high|federal|constitutional)\b"
)


def find_venues(text: str) -> Iterator[Venue]:
    """Find every venue after a preposition of place, in the order of the text.

    Args:
        text: Any string.

    Yields:
        Venues that do not overlap; a name before a common noun where both would fit.
    """
    proper = [_venue(match, match["cue"], True) for match in _PROPER.finditer(text)]
    common = [
        _venue(match, match[1], False)
        for match in _LOWER.finditer(text)
        if not _NOT_INSIDE.search(match["phrase"])
    ]
    end = 0
    for venue in sorted([*proper, *common], key=lambda venue: (venue.span.start, -venue.proper)):
        if venue.span.start >= end:
            yield venue
            end = venue.span.end


def _venue(match: re.Match[str], cue: str, proper: bool) -> Venue:
    """The phrase of a match as a venue."""
    place = "at" if cue.lower() in _VERBS.split("|") else cue.lower()
    return Venue(Span(*match.span("phrase")), place, proper)


_PHRASE = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts)?\s{0,3}"
    r"(?P<venue>(?:[\w’'.-]{1,24}\s{1,3}){0,4}?(?:(?i:" + _NOUNS + r")))"
)


def venue_in(text: str, span: Span) -> Span | None:
    """The venue that a phrase is, without its article; None if it ends in no kind of place."""
    match = _PHRASE.fullmatch(text, span.start, span.end)
    if match is None or _NOT_INSIDE.search(match["venue"]):
        return None
    return Span(*match.span("venue"))


_UNLISTED = re.compile(
    r"\b(?:(?P<cue>(?i:in|at|near|from|outside|into|to|around))\s{1,3}(?:the\s{1,3})?(?:\w{1,12}\s{1,3}){0,2}?"
    r"(?:village|town|city|township|suburb|hamlet|settlement)\s{1,3}of\s{1,3}(?P<after>[A-Z][\w’'-]{1,24}"
    r"(?:\s{1,2}[A-Z][\w’'-]{1,24}){0,2})"
    r"|(?P<cue2>(?i:in|at|near|from|outside))\s{1,3}(?P<before>[A-Z][\w’'-]{2,24}(?:\s{1,2}[A-Z][\w’'-]{1,24}){0,2}?)"
    r"(?=\s{1,3}(?:village|town|township)\b|,\s{1,2}(?:south|north|east|west)\w{0,4}\s{1,2}of\b))"
)


def find_unlisted(text: str) -> Iterator[Venue]:
    """Find towns and villages that the text itself calls so: "the village of Safina".

    Yields:
        Their names in the order of the text, whether or not a gazetteer knows them.
    """
    for match in _UNLISTED.finditer(text):
        group, cue = ("after", "cue") if match["after"] else ("before", "cue2")
        yield Venue(Span(*match.span(group)), match[cue].lower(), True)
