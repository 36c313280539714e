"""Facts about where: the place as told, and the town and country as other datasets key them."""

import unicodedata
from collections.abc import Callable
from typing import cast

from tocsin.codebooks.asking import Fact
from tocsin.codebooks.case import Case
from tocsin.codebooks.countries import CountryKeys, keys_of
from tocsin.fields.where import Where
from tocsin.text.gazetteer import Candidate, PlaceKind

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
     "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "ð": "d",
     "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "‐": "-"}
)  # fmt: skip


def _read_where(case: Case) -> Where:
    """The place of the report that tells the settled town, and the point best of those."""
    city, country = case.settled("city"), case.settled("country")
    fitting = [
        report.where
        for report in case.reports
        if report.where.city == city and report.where.country == country
    ]
    pointed = [where for where in fitting if where.latitude is not None]
    return next(iter(pointed or fitting), Where())


def _where(case: Case) -> Where:
    """The same, read once a case."""
    if "where" not in case.facts:
        case.facts["where"] = _read_where(case)
    return cast("Where", case.facts["where"])


def _town(case: Case) -> Candidate | None:
    """The gazetteer's entry of the town."""
    where = _where(case)
    if where.city is None:
        return None
    return case.around.city(where.city, where.country, where.geonameid)


def _country(read: Callable[[CountryKeys], object]) -> Callable[[Case], object]:
    """A key of the country."""

    def key(case: Case) -> object:
        keys = keys_of(case.word("country"))
        return read(keys) if keys else None

    return key


def _province(case: Case) -> str | None:
    told = case.word("admin")
    if told is not None:
        return told
    town = _town(case)
    return town.admin1 if town else None


def _geonameid(case: Case) -> int | None:
    """Of the town; none where no town is told."""
    where, town = _where(case), _town(case)
    if where.city is None:
        return None
    return where.geonameid or (town.geonameid if town else None)


def _city_point(case: Case) -> tuple[float, float] | None:
    """Coordinates of the town, not of the venue in it."""
    town, where = _town(case), _where(case)
    if town is not None:
        return town.latitude, town.longitude
    if where.latitude is None or where.longitude is None or where.point is PlaceKind.VENUE:
        return None
    return where.latitude, where.longitude


def _half(read: Callable[[Case], tuple[float, float] | None], at: int) -> Callable[[Case], object]:
    def half(case: Case) -> float | None:
        point = read(case)
        return None if point is None else point[at]

    return half


def _city_name(case: Case) -> str | None:
    """The gazetteer's name of the town, else the article's."""
    town = _town(case)
    return town.name if town else case.word("city")


def _ascii_name(case: Case) -> str | None:
    """The town's name in plain letters: "Sao Paulo"; letters that have none are left out."""
    name = _city_name(case)
    if name is None:
        return None
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return plain.encode("ascii", "ignore").decode().strip() or None


def _location(case: Case) -> str | None:
    """The finest place that has a name of its own: town, province, country."""
    keys = keys_of(case.word("country"))
    return case.word("city") or case.word("admin") or (keys.name if keys else None)


def _precision(case: Case) -> str:
    """The finest level that is told and settled."""
    levels = ("venue", "city", "admin", "country")
    return next((level for level in levels if case.settled(level) is not None), "none")


def _place_words(case: Case) -> str | None:
    where = _where(case)
    return ", ".join(evidence.words for evidence in where.evidence) or None


FACTS = (
    Fact("iso3", "country", "country, ISO 3166-1 alpha-3", lambda case: case.word("country")),
    Fact("iso_num", "country", "country, ISO 3166-1 numeric", _country(lambda k: k.iso_num)),
    Fact(
        "cowcode",
        "country",
        "number of the country in the state system of the Correlates of War",
        _country(lambda keys: keys.cowcode),
    ),
    Fact(
        "gwcode",
        "country",
        "number of the country in the list of Gleditsch and Ward",
        _country(lambda keys: keys.gwcode),
    ),
    Fact("country_name", "country", "usual name of the country", _country(lambda k: k.name)),
    Fact(
        "region", "country", "region of the world, as ACLED parts it", _country(lambda k: k.region)
    ),
    Fact(
        "mm_region",
        "country",
        "region of the world, as Mass Mobilization parts it",
        _country(lambda keys: keys.mm_region or None),
    ),
    Fact("province", "province", "province or state, told or that of the town", _province),
    Fact("admin", "province", "province or state, only where told", lambda c: c.word("admin")),
    Fact("city", "city", "town, as told", lambda case: case.word("city")),
    Fact("city_name", "city", "the gazetteer's name of the town", _city_name),
    Fact("city_ascii", "city", "the same in plain letters", _ascii_name),
    Fact("geonameid", "city", "GeoNames id of the town", _geonameid),
    Fact("venue", "venue", "square, street or building", lambda case: case.word("venue")),
    Fact("location", "city", "the finest of town, province and country", _location),
    Fact("place_words", "evidence", "the words that tell the place", _place_words),
    Fact("latitude", "coordinates", "of the venue, else of the town", lambda c: _where(c).latitude),
    Fact(
        "longitude", "coordinates", "of the venue, else of the town", lambda c: _where(c).longitude
    ),
    Fact("city_latitude", "coordinates", "of the town", _half(_city_point, 0)),
    Fact("city_longitude", "coordinates", "of the town", _half(_city_point, 1)),
    Fact(
        "place_precision",
        "precision of the place",
        "the finest level told: venue, city, admin, country, none",
        _precision,
    ),
)
