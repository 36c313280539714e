"""What the place of an act may be: nowhere, a country, a place told by words.

Facts on an option are plain words ("same:city", "in:domestic"); what each is worth was learned by
`training/places/fit.py` and stands in `place-weights.tsv`. The choice is made in `where`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from tocsin.data import read_rows
from tocsin.errors import InvalidValueError
from tocsin.text.bearing import Act, bearing, is_spread, is_target
from tocsin.text.countries import country_of
from tocsin.text.gazetteer import Candidate, PlaceKind
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Evidence, distance, quote
from tocsin.text.toponyms import PlaceRole


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


@dataclass(frozen=True, slots=True)
class Option:
    """A place that an act may have, and the facts that speak for or against it."""

    where: Where
    facts: tuple[str, ...]


# Kinds of acts that differ in how their place is told: deeds happen somewhere even if nobody says
# where, words may be said from anywhere.
_KIND_OF_ACT = {
    "PROTEST": "protest",
    "ASSAULT": "deed",
    "COERCE": "deed",
    "MOBILIZE": "deed",
    "RETREAT": "deed",
    "CONCEDE": "deed",
    "SANCTION": "deed",
    "AID": "aid",
    "CONSULT": "talk",
    "AGREE": "talk",
    "COOPERATE": "talk",
}
_TOLD_BEFORE = 25  # mentions before the sentence that are weighed
_BESIDE = 120  # characters between a venue and its city
_PARAGRAPH = 200  # characters within which a venue told before has its city
_LEAD = 400  # characters of an article's first sentences
_SMALL = 15_000  # inhabitants
_OFTEN = (2, 4)  # mentions of a city that make it a theme of the article


def options_for(act: Act, mentions: Sequence[PlaceMention], setting: Setting) -> list[Option]:
    """All places that an act may have: nowhere, a country, a place told in or before its sentence.

    Returns:
        At least one option; "nowhere" first, then countries, then mentions, the nearer first.
    """
    here = [m for m in mentions if act.sentence.start <= m.span.start < act.sentence.end]
    before = [m for m in mentions if m.span.start < act.sentence.start]
    return [
        nowhere(setting),
        *_countries(act, mentions, setting),
        *mentioned(act, here, mentions, setting),
        *mentioned(act, before[-_TOLD_BEFORE:], mentions, setting),
    ]


def nowhere(setting: Setting) -> Option:
    """The option that an act happened nowhere in particular."""
    kind, domestic = kind_of_act(setting), domestic_country(setting)
    known = "domestic" if domestic else "mixed" if any(setting.parties) else "unknown"
    facts = (
        f"none:{kind}",
        f"none:{setting.type}",
        f"none:{kind}:{known}:{sides_known(setting)}",
        f"none:home:{setting.home == domestic}",
    )
    return Option(Where(), facts)


def _countries(act: Act, mentions: Sequence[PlaceMention], setting: Setting) -> Iterator[Option]:
    """Countries that the parties and the article tell, each once."""
    domestic, kind = domestic_country(setting), kind_of_act(setting)
    actors = setting.parties[: len(setting.parties) - len(setting.recipients)]
    filed = next((m.country for m in mentions if m.role is PlaceRole.DATELINE), None)
    before = [told.country for told in setting.earlier if told.country]
    tellers = (
        (f"domestic:{sides_known(setting)}", domestic),
        ("actor", None if domestic else next(filter(None, actors), None)),
        ("recipient", None if domestic else next(filter(None, setting.recipients), None)),
        ("home", setting.home),
        ("dateline", filed or country_of(setting.dateline or "")),
        ("earlier", before[-1] if before else None),
    )
    told: dict[str, list[str]] = {}
    for teller, code in tellers:
        if code:
            told.setdefault(code, []).append(teller)
    for code, names in told.items():
        facts = [f"country:{kind}:{name}" for name in names]
        facts.append(f"country:{setting.type}:{code == domestic}")
        if domestic and code != domestic:
            facts.append("country:foreign")
        if is_spread(act):
            facts.append(f"country:{kind}:spread")
        yield Option(Where(country=code, precision=Precision.COUNTRY), tuple(facts))


def mentioned(
    act: Act, near: Sequence[PlaceMention], mentions: Sequence[PlaceMention], setting: Setting
) -> Iterator[Option]:
    """Places told by words, the nearest to the act first."""
    cities = Counter(
        m.name
        for m in mentions
        if m.kind is PlaceKind.CITY and m.role in (PlaceRole.PLACE, PlaceRole.DATELINE)
    )
    ordered = sorted(near, key=lambda m: distance(act.anchor, m.span))
    usable = [
        m
        for m in ordered
        if m.role not in (PlaceRole.DEMONYM, PlaceRole.ACTOR) and not is_target(act, m)
    ]
    back = bool(near) and near[0].span.start < act.sentence.start
    if back:
        wide = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.WATER)
        usable = [m for m in usable if m.kind not in wide]
    for rank, mention in enumerate(usable):
        around = near
        if back:
            first, last = mention.span.start - _PARAGRAPH, mention.span.end + _PARAGRAPH
            around = [m for m in near if first < m.span.end and m.span.start < last]
        where = where_told(act.text, _surroundings(mention, around, mentions), "place-in-text")
        if where.country is None:
            where = replace(where, country=domestic_country(setting))
        facts = bearing(act, mention, rank) + tuple(_told(mention, rank, back, cities, setting))
        yield Option(where, facts)


def _told(
    mention: PlaceMention, rank: int, back: bool, cities: Counter[str], setting: Setting
) -> Iterator[str]:
    """Facts on a place in the setting of its act."""
    kind, country, domestic = kind_of_act(setting), mention.country, domestic_country(setting)
    parties = {code for code in setting.parties if code}
    yield f"{kind}:{'before' if back else 'same'}:{mention.kind}"
    if back:
        yield f"{kind}:back:{min(rank, 3)}"
    if mention.role is PlaceRole.DATELINE:
        yield f"{kind}:dateline"
    known = "party" if country in parties else "foreign" if parties else "anywhere"
    yield f"{kind}:in:{'unknown' if not country else 'domestic' if country == domestic else known}"
    if country == setting.home:
        yield "home"
    if mention.span.start < _LEAD:
        yield f"{kind}:lead"
    if mention.kind is PlaceKind.CITY:
        yield from _theme(mention, kind, cities, setting)


def _theme(
    mention: PlaceMention, kind: str, cities: Counter[str], setting: Setting
) -> Iterator[str]:
    """Facts on how much an article is about a city."""
    told = [where.city for where in setting.earlier if where.city]
    yield f"{kind}:told:{sum(cities[mention.name] >= step for step in _OFTEN)}"
    if cities and mention.name == cities.most_common(1)[0][0]:
        yield f"{kind}:top"
    if mention.name in told:
        yield f"{kind}:earlier"
    if told and told[-1] == mention.name:
        yield f"{kind}:last"
    if mention.place and mention.place.population < _SMALL:
        yield "small"


def weight_of(option: Option) -> float:
    """What the facts of an option are worth together."""
    weights = _weights()
    return sum(weights.get(fact, 0.0) for fact in option.facts)


@cache
def _weights() -> dict[str, float]:
    """What each fact is worth, in log odds."""
    return {row["fact"]: float(row["weight"]) for row in read_rows("place-weights.tsv")}


def kind_of_act(setting: Setting) -> str:
    """Kind of act."""
    return _KIND_OF_ACT.get(setting.type, "word")


def domestic_country(setting: Setting) -> str | None:
    """The country of all parties, if it is one; a protest's own side alone says where it is."""
    named = _actors(setting) if setting.type == "PROTEST" else setting.parties
    parties = {code for code in named if code}
    return next(iter(parties)) if len(parties) == 1 else None


def _actors(setting: Setting) -> tuple[str | None, ...]:
    return setting.parties[: len(setting.parties) - len(setting.recipients)]


def sides_known(setting: Setting) -> int:
    """How many sides have a known country: actors, recipients."""
    return any(map(bool, _actors(setting))) + any(map(bool, setting.recipients))


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


def where_told(text: str, told: Sequence[PlaceMention], rule: str) -> Where:
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
