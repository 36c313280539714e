"""Which of the places that bear a name is meant: all of a text's names are weighed together.

A candidate is likely for what it is (inhabitants, its own name or a rare one) and for what the text
tells: the place after the comma, the countries and provinces named, and other names that lie near.
All mentions of one name are taken for one place, unless the text itself tells them apart.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.text.gazetteer import Candidate, PlaceKind
from tocsin.text.span import Span
from tocsin.text.toponyms import PlaceRole, Toponym

_OWN, _VARIANT = 3, 2  # qualities of a name: its own, and a variant of it
_ALTERNATIVES = 5
_CONSIDERED = 60  # of hundreds of namesakes none beyond these is ever meant without a comma
_NEAR_KM = 150.0
_POINTS = 100  # places that nearness is measured to; no article needs more
# What has no inhabitants is in our tables because news speaks of it.
_KNOWN = {PlaceKind.REGION: 1e8, PlaceKind.WATER: 1e6, PlaceKind.VENUE: 1e6}
_WIDTH = {PlaceKind.REGION: 4, PlaceKind.COUNTRY: 3, PlaceKind.ADMIN: 2, PlaceKind.CITY: 1}
# Weights of a conditional logit; the order is that of `_features`.
_SEAT = 0.8  # worth of being a seat of government: of two Washingtons the city
WEIGHTS = (0.9, 1.5, 0.8, 6.0, 4.0, 2.0, 1.5, 1.2, 1.0, 3.0, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words of a text that name a place, and the place that they most likely mean.

    Attributes:
        span: The name, without article, possessive or direction.
        name: The same words with plain spaces.
        role: What it is there for.
        kind: What kind of place is meant.
        place: The likeliest place; None for a venue that no gazetteer knows ("a stadium").
        alternatives: The other candidates, the likelier first, at most five.
        cue: The preposition before it in lower case ("in"); None if there is none.
        direction: The part of it that is meant ("northern"); None if all of it.
        inside: Index of the mention that says where it lies ("Paris, Texas"); None if none does.
    """

    span: Span
    name: str
    role: PlaceRole
    kind: PlaceKind
    place: Candidate | None
    alternatives: tuple[Candidate, ...] = ()
    cue: str | None = None
    direction: str | None = None
    inside: int | None = None

    @property
    def country(self) -> str | None:
        """Alpha-3 code of the country it lies in or is; None if unknown."""
        return self.place.country if self.place else None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole text tells about where it plays.

    Attributes:
        named: Countries named or told by their people, with counts.
        countries: Share of each country among the likeliest places.
        provinces: Share of each province among them.
        points: Points of the likeliest places with their names' keys.
        areas: GeoNames ids of provinces, districts and countries that are named themselves.
    """

    named: Counter[str]
    countries: dict[str, float]
    provinces: dict[int, float]
    points: tuple[tuple[str, float, float], ...]
    areas: frozenset[int]


def resolve(
    text: str, toponyms: Sequence[Toponym], home: str | None = None
) -> tuple[PlaceMention, ...]:
    """Choose a place for each name.

    Args:
        text: The text they stand in.
        toponyms: All its names, as `find_toponyms` gives them.
        home: Alpha-3 code of the country that the outlet writes for; None if unknown.

    Returns:
        One mention for each toponym, in the same order.
    """
    first = {_key(text, toponym): toponym.candidates[0] for toponym in toponyms}
    for _ in range(2):
        context = _read_context(text, toponyms, first, home)
        ranked = _rank(text, toponyms, context)
        first = {key: places[0] for key, places in ranked.items()}
    return tuple(_mention(text, toponym, ranked, toponyms) for toponym in toponyms)


def _mention(
    text: str,
    toponym: Toponym,
    ranked: dict[str, list[Candidate]],
    toponyms: Sequence[Toponym],
) -> PlaceMention:
    """A toponym with its places in the order of their likelihood."""
    places = ranked[_key(text, toponym)]
    if toponym.inside is not None:
        outer = toponyms[toponym.inside].candidates
        places = sorted(places, key=lambda place: not any(_lies_in(place, area) for area in outer))
    words = " ".join(text[toponym.span.start : toponym.span.end].split())
    return PlaceMention(
        toponym.span,
        words,
        toponym.role,
        places[0].kind,
        places[0],
        tuple(places[1 : 1 + _ALTERNATIVES]),
        toponym.cue,
        toponym.direction,
        toponym.inside,
    )


def _rank(text: str, toponyms: Sequence[Toponym], context: _Context) -> dict[str, list[Candidate]]:
    """Candidates of each name, the likeliest first."""
    neighbours: dict[str, _Neighbours] = {}
    for toponym in toponyms:
        if toponym.inside is not None:
            outer = toponyms[toponym.inside]
            neighbours.setdefault(_key(text, toponym), _Neighbours()).outer += outer.candidates
            neighbours.setdefault(_key(text, outer), _Neighbours()).inner += toponym.candidates
    ranked: dict[str, list[Candidate]] = {}
    for toponym in toponyms:
        key = _key(text, toponym)
        if key not in ranked:
            places = toponym.candidates[:_CONSIDERED]
            if len(places) == 1:
                ranked[key] = list(places)
                continue
            beside = neighbours.get(key, _Neighbours())
            scores = [_score(_features(place, key, beside, context)) for place in places]
            scores[0] += _SEAT * toponym.seat
            order = sorted(range(len(places)), key=lambda index: -scores[index])
            ranked[key] = [places[index] for index in order]
    return ranked


@dataclass(slots=True)
class _Neighbours:
    """Candidates of the names that a comma puts around a name, and of those it puts inside it."""

    outer: tuple[Candidate, ...] = ()
    inner: tuple[Candidate, ...] = ()


def _score(features: tuple[float, ...]) -> float:
    """How likely a place is meant, on no particular scale."""
    return sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))


def _features(
    place: Candidate, key: str, beside: _Neighbours, context: _Context
) -> tuple[float, ...]:
    """What speaks for a place: what it is, then what the text tells."""
    country = place.country or ""
    province = place.within[0] if place.within else 0
    return (
        math.log10(max(place.population, _KNOWN.get(place.kind, 10))),
        float(place.quality >= _VARIANT),
        float(place.kind is PlaceKind.COUNTRY and place.quality == _OWN),
        float(any(_lies_in(place, area) for area in beside.outer)),
        float(any(_lies_in(inner, place) for inner in beside.inner)),
        float(country in context.named),
        context.countries.get(country, 0.0),
        context.provinces.get(province, 0.0),
        float(any(area in context.areas for area in place.within)),
        _nearness(place, key, context),
        float(place.kind is PlaceKind.CITY),
        float(place.quality == 0),
    )


def _lies_in(place: Candidate, area: Candidate) -> bool:
    """Whether a place lies in an area by the gazetteer's own tree, not by distance."""
    if _WIDTH.get(area.kind, 0) <= _WIDTH.get(place.kind, 0):
        return False
    if area.kind is PlaceKind.COUNTRY:
        return place.country == area.country
    if area.kind is PlaceKind.CITY:
        return place.city is not None and place.geonameid == area.geonameid
    return area.geonameid in place.within


def _nearness(place: Candidate, key: str, context: _Context) -> float:
    """1 beside another named place, falling to 0 at some hundreds of kilometres."""
    if not place.is_point:
        return 0.0
    others = [
        _kilometres(place.latitude, place.longitude, lat, lon)
        for other, lat, lon in context.points
        if other != key
    ]
    return math.exp(-min(others) / _NEAR_KM) if others else 0.0


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a plane with shortened parallels; exact enough for what is near."""
    east = (lon - other_lon + 180) % 360 - 180
    shortened = math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, east * shortened)


def _read_context(
    text: str, toponyms: Sequence[Toponym], first: dict[str, Candidate], home: str | None
) -> _Context:
    """What the likeliest places of all names tell together."""
    named: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    provinces: Counter[int] = Counter()
    points: dict[str, tuple[float, float]] = {}
    areas: set[int] = set()
    for toponym in toponyms:
        key = _key(text, toponym)
        place = first[key]
        if place.kind is PlaceKind.COUNTRY and place.country:
            named[place.country] += 1
        if place.country:
            countries[place.country] += 1
        for province in place.within[:1]:
            provinces[province] += 1
        if place.kind is PlaceKind.ADMIN and place.geonameid:
            areas.add(place.geonameid)
            provinces[place.geonameid] += 1
        if place.is_point:
            points[key] = (place.latitude, place.longitude)
    if home:
        named[home] += 1
    total = max(1, countries.total())
    return _Context(
        named,
        {country: count / total for country, count in countries.items()},
        {province: count / total for province, count in provinces.items()},
        tuple((key, lat, lon) for key, (lat, lon) in points.items())[:_POINTS],
        frozenset(areas),
    )


def _key(text: str, toponym: Toponym) -> str:
    """What makes two mentions one name: their words, or their country for demonyms."""
    if toponym.role is PlaceRole.DEMONYM:
        return toponym.candidates[0].country or toponym.candidates[0].name
    return text[toponym.span.start : toponym.span.end].casefold()
