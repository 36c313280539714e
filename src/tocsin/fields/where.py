"""Where: the place of an event, as precise as the text is.

Finding the names of places, and which place a name means, is the work of `tocsin.text`; here one of
them is chosen for an act. A place that is only threatened, addressed or talked about is not where
anything happened, and neither is the desk a story was filed from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.gazetteer import Candidate, Gazetteer, PlaceKind
from tocsin.text.resolution import PlaceMention, resolve
from tocsin.text.span import Evidence, Span, covers, distance, overlaps, quote
from tocsin.text.toponyms import PlaceRole, find_toponyms
from tocsin.text.venues import Venue, find_venues

__all__ = [
    "Candidate",
    "Gazetteer",
    "PlaceMention",
    "PlaceRole",
    "Precision",
    "Setting",
    "Where",
    "find_places",
    "inherit_place",
    "place_of_event",
]


class Precision(StrEnum):
    """How precisely the text places an event."""

    VENUE = "venue"
    CITY = "city"
    ADMIN = "admin"
    COUNTRY = "country"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event took place.

    Attributes:
        venue: Square, building or street, as worded, without its article.
        city: City, town or village.
        admin: Province or state, only where the text gives nothing finer.
        country: ISO 3166-1 alpha-3 code; None if unknown.
        precision: The finest level that the text tells.
        latitude: Degrees north, WGS 84; None for a country, a province or an unknown place.
        longitude: Degrees east, WGS 84; given exactly when the latitude is.
        geonameid: GeoNames id of the city; None if unknown.
        evidence: The words that tell the place.
        point: What the coordinates are those of: "venue", or "city" where the text names a venue
            that no gazetteer knows; None without coordinates.

    Raises:
        InvalidValueError: Half a coordinate, or one outside the globe.
    """

    venue: str | None = None
    city: str | None = None
    admin: str | None = None
    country: str | None = None
    precision: Precision = Precision.NONE
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    evidence: tuple[Evidence, ...] = ()
    point: PlaceKind | None = None

    def __post_init__(self) -> None:
        lat, lon = self.latitude, self.longitude
        if (lat is None) != (lon is None):
            raise InvalidValueError(f"half a coordinate: {lat}, {lon}")
        if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004
            raise InvalidValueError(f"no place on the globe: {lat}, {lon}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around an act's own sentence and may tell its place.

    Attributes:
        type: Name of the event type ("PROTEST").
        dateline: The place at the head of a wire story, as worded; None if there is none.
        home: Alpha-3 code of the country that most of the article's places lie in.
        parties: Countries of the actors, then of the recipients, None where one is unknown.
        earlier: Places of the events told before in the same article, the nearest last.
        recipients: Countries of the recipients alone.
    """

    type: str
    dateline: str | None = None
    home: str | None = None
    parties: tuple[str | None, ...] = ()
    earlier: tuple[Where, ...] = field(default=(), repr=False)
    recipients: tuple[str | None, ...] = ()


# Cues by how surely they say that something happened there.
_AT = frozenset(
    {"in", "at", "inside", "outside", "near", "on", "across", "around", "through", "throughout"}
    | {"within"}
)
_WEAK = frozenset(
    {"from", "into", "to", "off", "along", "behind", "opposite", "before", "aboard", "beside"}
    | {"over", "via", "of"}
)
_REACH = 240.0  # characters between an act and its place; beyond them another act is nearer
_ATTRIBUTIVE = 24  # characters between a place and the noun that it goes with
# Deeds happen somewhere even if nobody says where; words may be said from anywhere.
_DEEDS = frozenset(
    {"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "CONCEDE", "SANCTION"}
)
_BESIDE = 80  # characters between a venue and its city
_BREAK = re.compile(
    r"[;“”\"]|,\s{1,2}(?:who|which|where|while|after|before|as|when|but|and)\b"
    r"|\b(?:that|who|which|while|after|because|although|whereas|since|when)\b"
)
_THREATENED = re.compile(
    r"\b(?:attacks?|strikes?|assault|invasion|war|threats?|sanctions|action|measures|aggression)"
    r"\s{1,2}(?:on|against)\s{1,2}(?:the\s{1,2})?\Z"
)


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
    toponyms = [  # left in, since a toponym names its container by index
        replace(toponym, role=PlaceRole.PART_OF_NAME)
        if any(overlaps(toponym.span, person) for person in persons)
        else toponym
        for toponym in find_toponyms(text, gazetteer)
    ]
    return _with_venues(text, resolve(text, toponyms, home), list(find_venues(text)))


def place_of_event(
    anchor: Span,
    sentence: Span,
    mentions: Sequence[PlaceMention],
    *,
    text: str,
    marked: Sequence[Span] = (),
) -> Where:
    """The place that governs an act, by the words of its own sentence.

    Args:
        anchor: The word that names the act.
        sentence: Its sentence.
        mentions: All places of the text, as `find_places` gives them.
        text: The text.
        marked: Words that a reader marked as the act's place; they come first.

    Returns:
        The place; one of precision NONE if the sentence tells none. `inherit_place` looks further.
    """
    told = [m for m in mentions if any(overlaps(m.span, span) for span in marked)]
    if told:
        return _where(text, told, "place-marked")
    here = [m for m in mentions if covers(sentence, m.span)]
    scored = [(_fit(anchor, m, text), -index, m) for index, m in enumerate(here)]
    fitting = [entry for entry in scored if entry[0] > 0]
    if not fitting:
        return Where()
    best = max(fitting, key=lambda entry: entry[:2])[2]
    return _where(text, _surroundings(best, here, mentions), "place-in-sentence")


def _fit(anchor: Span, mention: PlaceMention, text: str) -> float:
    """How well a mention fits an act as its place; 0 or less if it does not."""
    if mention.role is not PlaceRole.PLACE:
        return 0.0
    if mention.cue is None:
        return _attributive(anchor, mention)
    if _THREATENED.search(text, max(0, mention.span.start - 40), mention.span.start):
        return 0.0
    before = mention.span.start < anchor.start
    strength = 1.0 if mention.cue in _AT else 0.6 if mention.cue in _WEAK else 0.0
    if mention.cue == "from" and before:
        strength = 0.2
    low, high = sorted((anchor, mention.span))
    breaks = len(_BREAK.findall(text[low.end : high.start]))
    return strength - distance(anchor, mention.span) / _REACH - 0.25 * breaks - 0.15 * before


def _attributive(anchor: Span, mention: PlaceMention) -> float:
    """How well a place fits that stands right before the act's noun: "the Paris attacks"."""
    gap = anchor.start - mention.span.end
    return 0.8 if 0 <= gap <= _ATTRIBUTIVE else 0.0


def _surroundings(
    best: PlaceMention, here: Sequence[PlaceMention], mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The chosen mention with what stands beside it or holds it: "at a stadium in Homs, Syria"."""
    chosen = [best]
    wanted = PlaceKind.CITY if best.kind is PlaceKind.VENUE else PlaceKind.VENUE
    beside = [
        mention
        for mention in here
        if mention.kind is wanted
        and mention.role is PlaceRole.PLACE
        and distance(mention.span, best.span) <= _BESIDE
    ]
    if best.kind in (PlaceKind.VENUE, PlaceKind.CITY) and beside:
        chosen.append(min(beside, key=lambda mention: distance(mention.span, best.span)))
    for mention in tuple(chosen):
        outer = mention.inside
        while outer is not None and mentions[outer] not in chosen:
            chosen.append(mentions[outer])
            outer = mentions[outer].inside
    return chosen


def _where(text: str, told: Sequence[PlaceMention], rule: str) -> Where:
    """The finest place that some mentions tell together."""
    by_kind = {mention.kind: mention for mention in reversed(told)}
    venue, city = by_kind.get(PlaceKind.VENUE), by_kind.get(PlaceKind.CITY)
    admin = by_kind.get(PlaceKind.ADMIN) or by_kind.get(PlaceKind.REGION)
    known = next((m.place for m in (venue, city, admin, *told) if m and m.place), None)
    point = next((m.place for m in (venue, city) if m and m.place), None)
    part = next((m for m in told if m.direction and m.kind is PlaceKind.COUNTRY), None)
    evidence = tuple(quote(text, m.span, rule) for m in sorted(told, key=lambda m: m.span))
    admin_words = _part_of(part) if part else admin.name if admin else None
    finest = _precision(venue, city, admin_words, known)
    return Where(
        venue=venue.name if venue else None,
        city=city.name if city else venue.place.city if venue and venue.place else None,
        admin=admin_words if finest is Precision.ADMIN else None,
        country=known.country if known else None,
        precision=finest,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        geonameid=_city_id(venue, city),
        evidence=evidence,
        point=point.kind if point else None,
    )


def _precision(
    venue: PlaceMention | None,
    city: PlaceMention | None,
    admin: str | None,
    known: Candidate | None,
) -> Precision:
    """The finest level that is told."""
    levels = (
        (venue, Precision.VENUE),
        (city, Precision.CITY),
        (admin, Precision.ADMIN),
        (known and known.country, Precision.COUNTRY),
    )
    return next((level for told, level in levels if told), Precision.NONE)


def _part_of(mention: PlaceMention) -> str:
    """A country's part as it is worded: "northern Iraq"."""
    return f"{mention.direction} {mention.name}"


def _city_id(venue: PlaceMention | None, city: PlaceMention | None) -> int | None:
    """GeoNames id of the city, or of a known venue's city."""
    place = next((m.place for m in (city, venue) if m and m.place), None)
    return place.geonameid if place else None


def _with_venues(
    text: str, places: Sequence[PlaceMention], venues: Sequence[Venue]
) -> tuple[PlaceMention, ...]:
    """Mentions with the venues among them; a venue that the gazetteer knows stays as it is."""
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


def inherit_place(where: Where, setting: Setting) -> Where:
    """The place of an act with what its own sentence leaves out.

    A deed that is told without a place happened in the country of those who took part, if it is one
    country; words between parties of several countries were said nowhere in particular. A venue
    without a city stands in the city of the event told before it.

    Args:
        where: What `place_of_event` read.
        setting: The parties and what was told before.

    Returns:
        The same place, or one with a country or a city that the article tells elsewhere.
    """
    parties = {code for code in setting.parties if code}
    domestic = next(iter(parties)) if len(parties) == 1 else None
    crowd = {code for code in _actors(setting) if code}
    if setting.type == "PROTEST" and len(crowd) == 1 and where.country not in (None, *crowd):
        return Where(
            country=next(iter(crowd)), precision=Precision.COUNTRY, evidence=where.evidence
        )
    country = where.country or _country(setting, domestic, parties)
    if country is None:
        return where
    if where.venue and not where.city:
        before = [told for told in setting.earlier if told.city and told.country == country]
        if before:
            return _in_city(where, before[-1])
    precision = where.precision
    if precision is Precision.NONE:
        precision = Precision.COUNTRY
    return replace(where, country=country, precision=precision)


def _actors(setting: Setting) -> tuple[str | None, ...]:
    """Countries of the actors alone."""
    return setting.parties[: len(setting.parties) - len(setting.recipients)]


def _country(setting: Setting, domestic: str | None, parties: set[str]) -> str | None:
    """The country of an act whose sentence tells no place."""
    both = any(_actors(setting)) and any(setting.recipients)
    if setting.type not in _DEEDS:
        return domestic if both and domestic == setting.home else None
    if domestic:
        return domestic
    if setting.type == "AID":
        return next((code for code in setting.recipients if code), None)
    return setting.home if not parties or setting.home in parties else None


def _in_city(where: Where, city: Where) -> Where:
    """A venue in a city that was told before."""
    return replace(
        where,
        city=city.city,
        country=city.country,
        latitude=city.latitude,
        longitude=city.longitude,
        geonameid=city.geonameid,
        point=PlaceKind.CITY if city.latitude is not None else None,
        evidence=where.evidence + city.evidence,
    )
