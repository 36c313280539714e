"""All places that a text names: towns, countries, regions, waters and venues, each with its place.

Names come from the gazetteer, venues and villages that no gazetteer knows from the words around
them; a venue whose name holds a city's lies in that city.
"""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.text.gazetteer import Gazetteer, PlaceKind
from tocsin.text.resolution import PlaceMention, resolve
from tocsin.text.span import Span, covers, overlaps
from tocsin.text.toponyms import PlaceRole, find_toponyms
from tocsin.text.venues import Venue, find_unlisted, find_venues


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
        PlaceMention(
            town.span,
            " ".join(text[town.span.start : town.span.end].split()),
            PlaceRole.PLACE,
            PlaceKind.CITY,
            None,
            cue=town.cue,
        )
        for town in find_unlisted(text)
        if town.span.start not in known
    ]
    return _with_venues(text, resolved, unlisted, list(find_venues(text)))


def _with_venues(
    text: str,
    resolved: Sequence[PlaceMention],
    unlisted: Sequence[PlaceMention],
    venues: Sequence[Venue],
) -> tuple[PlaceMention, ...]:
    """Mentions with the venues among them; a venue that the gazetteer knows stays as it is."""
    places = [*resolved, *unlisted]
    holders: list[tuple[Span, PlaceMention]] = []
    for venue in venues:
        inner = [m for m in places if overlaps(m.span, venue.span)]
        if any(m.kind is PlaceKind.VENUE for m in inner):
            continue
        words = " ".join(text[venue.span.start : venue.span.end].split())
        mention = PlaceMention(
            venue.span, words, PlaceRole.PLACE, PlaceKind.VENUE, None, cue=venue.cue
        )
        holders.append((venue.span, mention))
    merged = sorted(
        [*places, *(mention for _, mention in holders)],
        key=lambda mention: (mention.span.start, -mention.span.end),
    )
    return _linked(places, merged, [span for span, _ in holders])


def _linked(
    places: Sequence[PlaceMention], merged: Sequence[PlaceMention], holders: Sequence[Span]
) -> tuple[PlaceMention, ...]:
    """Indices of containers set anew after venues have been put in between."""
    index_of = {mention.span: index for index, mention in enumerate(merged)}
    result = []
    for mention in merged:
        inside = places[mention.inside].span if mention.inside is not None else None
        role = mention.role
        if mention.span in holders and mention.place is None:
            inner = [m.span for m in places if covers(mention.span, m.span)]
            inside = inner[0] if inner else None
        elif any(covers(span, mention.span) for span in holders):
            role = PlaceRole.PART_OF_NAME
        result.append(replace(mention, role=role, inside=index_of.get(inside) if inside else None))
    return tuple(result)
