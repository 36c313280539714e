"""The records of an act's place: the place itself, and what else is known where it is read.

The places that an act may have are listed in `options`, the choice is made in `where`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.gazetteer import Candidate, PlaceKind
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Evidence, Span, quote


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
class Told:
    """Where another act of the same article took place.

    Attributes:
        where: Its place.
        type: Name of its event type.
        at: Where its anchor begins.
    """

    where: Where
    type: str
    at: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around an act's own sentence and may tell its place.

    Attributes:
        type: Name of the event type ("PROTEST").
        dateline: The place at the head of a wire story, as worded; None if there is none.
        home: Alpha-3 code of the country that most of the article's places lie in.
        parties: Countries of the actors, then of the recipients, None where one is unknown.
        recipients: Countries of the recipients alone.
        marked: Words that a reader marked as the act's place.
    """

    type: str
    dateline: str | None = None
    home: str | None = None
    parties: tuple[str | None, ...] = ()
    recipients: tuple[str | None, ...] = ()
    marked: tuple[Span, ...] = ()


_SHORT = 3  # letters of a town that may be an abbreviation: "KL"
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


def kind_of_act(setting: Setting) -> str:
    """Kind of act."""
    return _KIND_OF_ACT.get(setting.type, "word")


def domestic_country(setting: Setting) -> str | None:
    """The country of all parties, if it is one; a protest's own side alone says where it is."""
    named = actors_of(setting) if setting.type == "PROTEST" else setting.parties
    parties = {code for code in named if code}
    return next(iter(parties)) if len(parties) == 1 else None


def actors_of(setting: Setting) -> tuple[str | None, ...]:
    """Countries of the actors, None where one is unknown."""
    return setting.parties[: len(setting.parties) - len(setting.recipients)]


def sides_known(setting: Setting) -> int:
    """How many sides have a known country: actors, recipients."""
    return any(map(bool, actors_of(setting))) + any(map(bool, setting.recipients))


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
        city=_in_small(city.name) if city else venue.place.city if venue and venue.place else None,
        admin=admin_words if finest is Precision.ADMIN else None,
        country=known.country if known else None,
        precision=finest,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        geonameid=_city_id(venue, city),
        evidence=evidence,
        point=point.kind if point else None,
    )


def _in_small(name: str) -> str:
    """A town's name as the rest of the article would spell it: "Orsha" for a dateline's "ORSHA"."""
    return name.title() if name.isupper() and len(name) > _SHORT else name


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
