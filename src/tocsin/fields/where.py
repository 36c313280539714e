"""Where: the place of an event, as precise as the text is."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.span import Evidence


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

    def __post_init__(self) -> None:
        lat, lon = self.latitude, self.longitude
        if (lat is None) != (lon is None):
            raise InvalidValueError(f"half a coordinate: {lat}, {lon}")
        if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004
            raise InvalidValueError(f"no place on the globe: {lat}, {lon}")
