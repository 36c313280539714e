"""What a gazetteer knows of a place, and what is asked of one.

>>> Candidate("Hyesan", PlaceKind.CITY, 41.4017, 128.1778, "PRK", geonameid=2043837).is_point
True

The gazetteer itself (`tocsin.places`) reads a file and is passed in; nothing here does.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tocsin.errors import InvalidValueError


class PlaceKind(StrEnum):
    """What kind of place a name stands for."""

    VENUE = "venue"  # a square, building, street or park
    CITY = "city"  # a city, town, village or quarter
    ADMIN = "admin"  # a province, state or district
    COUNTRY = "country"
    REGION = "region"  # the Middle East, Donbas
    WATER = "water"  # a sea, strait, river or lake


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name.

    Attributes:
        name: Its usual name in English.
        kind: What it is.
        latitude: Degrees north, WGS 84; for an area its middle.
        longitude: Degrees east, WGS 84.
        country: ISO 3166-1 alpha-3 code; None if it lies in none or in several.
        admin1: Name of its province or state; None if unknown or if it is one itself.
        city: Name of the city of a venue; None for everything else.
        geonameid: GeoNames id (of a venue: of its city); None if GeoNames has none.
        within: GeoNames ids of the province and the district it lies in.
        population: Inhabitants; 0 if unknown.
        quality: How good the name is for it: 3 its own, 2 a variant, 1 an alternate name, 0 only
            after a comma ("Springfield, Ill.").

    Raises:
        InvalidValueError: The point is not on the globe.
    """

    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str | None = None
    admin1: str | None = None
    city: str | None = None
    geonameid: int | None = None
    within: tuple[int, ...] = ()
    population: int = 0
    quality: int = 3

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):  # noqa: PLR2004
            raise InvalidValueError(f"no place on the globe: {self.latitude}, {self.longitude}")

    @property
    def is_point(self) -> bool:
        """Whether its coordinates are those of a town or a venue, not the middle of an area."""
        return self.kind in (PlaceKind.VENUE, PlaceKind.CITY)


class Gazetteer(Protocol):
    """Knows which places bear a name."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear a name, the most likely without any context first."""
        ...
