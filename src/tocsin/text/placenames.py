"""All places that a text names: towns, countries, regions, waters and venues, each with its place.

Names come from the gazetteer, venues and villages that no gazetteer knows from the words around
them; a venue whose name holds a city's lies in that city.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tocsin.text.capitals import given_names, ordinary_words
from tocsin.text.gazetteer import Gazetteer, PlaceKind
from tocsin.text.resolution import PlaceMention, resolve
from tocsin.text.span import Span, covers, overlaps
from tocsin.text.toponyms import PlaceRole, find_toponyms
from tocsin.text.venues import Venue, find_unlisted, find_venues, venue_in

_TOWN = re.compile(
    r"(?:(?P<of>[\w\s’'-]{0,40}\b(?:town|village|city|township|suburb|settlement|district)\s{1,3}of\s{1,3})"
    r"|the\s{1,3})?(?P<name>[A-Z][\w’'-]{3,24}(?:\s{1,2}[A-Z][\w’'-]{1,24}){0,2}?)"
    r"(?:\s{1,3}(?:town|village|township|suburb|settlement))?"
)
_AT = re.compile(r"\b(in|at|near|outside|from|into)\s{1,3}\Z", re.IGNORECASE)


def find_places(
    text: str,
    gazetteer: Gazetteer,
    names: Sequence[tuple[Span, str]] = (),
    home: str | None = None,
) -> tuple[PlaceMention, ...]:
    """Find every place that a text names, and which place it most likely is.

    Args:
        text: Any string.
        gazetteer: Says which words are names of places.
        names: Named entities of a parser with their OntoNotes labels: a name that it takes for a
            person is no place. Empty if there is no parser.
        home: Alpha-3 code of the country that the outlet writes for; None if unknown.

    Returns:
        Mentions in the order of the text; spans overlap only where a venue's name holds a city's
        ("Homs City Hall"): then the venue comes first and is `inside` the city. Venues come with
        and without a place; organisations are not found.
    """
    persons = [span for span, label in names if label == "PERSON"]
    toponyms = find_toponyms(text, gazetteer, persons)
    resolved = resolve(text, toponyms, home)
    known = {index for mention in resolved for index in range(*mention.span)}
    unlisted = [
        _unknown(text, town.span, PlaceKind.CITY, town.cue)
        for town in find_unlisted(text)
        if town.span.start not in known
    ]
    return _with_venues(text, resolved, unlisted, list(find_venues(text)))


def read_place(text: str, span: Span) -> PlaceMention | None:
    """The venue or town that somebody says a phrase names, where `find_places` finds nothing.

    Args:
        text: Any text.
        span: The phrase: "the village of Xyqala", "Marble Gym".

    Returns:
        A venue for a noun of a kind of place, a town for a name after "town of" or a preposition of
        place; None for anything else.
    """
    if venue := venue_in(text, span):
        return _unknown(text, venue, PlaceKind.VENUE, None)
    match = _TOWN.fullmatch(text, span.start, span.end)
    located = _AT.search(text, max(0, span.start - 16), span.start)
    if match is None or not (match["of"] or located):
        return None
    name = match["name"]
    if name.isupper() or not given_names().isdisjoint(name.split()) or name in ordinary_words():
        return None
    return _unknown(text, Span(*match.span("name")), PlaceKind.CITY, located and located[1].lower())


def _unknown(text: str, span: Span, kind: PlaceKind, cue: str | None) -> PlaceMention:
    """A place that no gazetteer knows."""
    words = " ".join(text[span.start : span.end].split())
    return PlaceMention(span, words, PlaceRole.PLACE, kind, None, cue=cue)


def _with_venues(
    text: str,
    resolved: Sequence[PlaceMention],
    unlisted: Sequence[PlaceMention],
    venues: Sequence[Venue],
) -> tuple[PlaceMention, ...]:
    """Mentions with the venues among them; a venue that the gazetteer knows stays as it is."""
    towns = sorted([*resolved, *unlisted], key=lambda mention: mention.span)
    held: dict[Span, Span] = {}  # a town's name by the venue's name that holds it
    added = []
    for venue in venues:
        inner = _overlapping(towns, venue.span)
        if any(mention.kind is PlaceKind.VENUE for mention in inner):
            continue
        added.append(_unknown(text, venue.span, PlaceKind.VENUE, venue.cue))
        held |= {m.span: venue.span for m in inner if covers(venue.span, m.span)}
    merged = sorted([*towns, *added], key=lambda mention: (mention.span.start, -mention.span.end))
    index_of = {mention.span: index for index, mention in enumerate(merged)}
    city_in = {venue: town for town, venue in reversed(held.items())}
    return tuple(
        _placed(
            mention,
            PlaceRole.PART_OF_NAME if mention.span in held else mention.role,
            _index(mention, resolved, city_in, index_of),
        )
        for mention in merged
    )


def _placed(mention: PlaceMention, role: PlaceRole, inside: int | None) -> PlaceMention:
    """A mention with its role and what it lies in; the same one where nothing changes."""
    if mention.role is role and mention.inside == inside:
        return mention
    return replace(mention, role=role, inside=inside)


def _overlapping(towns: Sequence[PlaceMention], span: Span) -> list[PlaceMention]:
    """The towns that share a character with a span; towns are in the order of the text."""
    index = max(0, bisect_right(towns, span.start, key=lambda mention: mention.span.start) - 1)
    found = []
    while index < len(towns) and towns[index].span.start < span.end:
        if overlaps(towns[index].span, span):
            found.append(towns[index])
        index += 1
    return found


def _index(
    mention: PlaceMention,
    resolved: Sequence[PlaceMention],
    city_in: dict[Span, Span],
    index_of: dict[Span, int],
) -> int | None:
    """Where the mention that a mention lies in stands among all."""
    if mention.span in city_in:
        return index_of[city_in[mention.span]]
    return index_of[resolved[mention.inside].span] if mention.inside is not None else None
