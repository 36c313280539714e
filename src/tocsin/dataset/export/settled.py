"""One time and one place of an event, each made by a preset so that its parts belong together.

Fields are settled one by one (`tocsin.linking.values`), and the parts of a place could then come
from two reports: the square of one town beside the name of another. Here the country and the city
are settled first, and a venue or coordinates are taken only from a report that agrees with them.
"""

from dataclasses import dataclass

from tocsin.fields.where import Precision, Where
from tocsin.linking.events import Event
from tocsin.linking.facts import Grain, days_of
from tocsin.linking.values import Preset, settle
from tocsin.text.gazetteer import PlaceKind


@dataclass(frozen=True, slots=True)
class Days:
    """When an event was: first and last day as ISO prefixes, and how exactly that is."""

    start: str | None
    end: str | None

    @property
    def precision(self) -> str:
        """The grain: "day", "range", "month"."""
        return days_of(self.start, self.end).grain.value if self.start or self.end else Grain.NONE


def settled_days(event: Event, preset: Preset) -> Days:
    """The days of an event; where a chosen end lies before the chosen start, the start alone."""
    start, end = settle(event, "start", preset), settle(event, "end", preset)
    first, last = (None if day is None else str(day) for day in (start, end))
    if first and last and first[: len(last)] > last[: len(first)]:
        return Days(first, first)
    return Days(first, last)


def settled_place(event: Event, preset: Preset) -> Where:
    """The place of an event, without evidence: country, then city, then what agrees with them.

    Of the reports that agree the first that has coordinates gives them; one that has those of the
    settled venue goes before one that has those of the city.
    """
    places = [report.where for report in event.reports]
    if len(places) == 1:
        return places[0]
    country = _word(settle(event, "country", preset))
    city = _word(settle(event, "city", preset))
    fitting = [
        place
        for place in places
        if (place.city or city) == city and (place.country or country) == country
    ]
    named = {place.venue for place in fitting if place.venue}
    venue = _word(settle(event, "venue", preset))
    venue = venue if venue in named else None
    admin = None if city or venue else _word(settle(event, "admin", preset))
    pinned = [place for place in fitting if place.latitude is not None and place.city == city]
    at_venue = [
        place for place in pinned if place.venue == venue and place.point is PlaceKind.VENUE
    ]
    in_city = [place for place in pinned if place.point is not PlaceKind.VENUE]
    pin = next(iter([*(at_venue if venue else []), *in_city]), Where())
    return Where(
        venue=venue,
        city=city,
        admin=admin,
        country=country,
        precision=_precision(venue, city, admin, country),
        latitude=pin.latitude,
        longitude=pin.longitude,
        geonameid=next((place.geonameid for place in fitting if place.city == city), None),
        point=pin.point,
    )


def _word(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _precision(
    venue: str | None, city: str | None, admin: str | None, country: str | None
) -> Precision:
    told = (
        (venue, Precision.VENUE),
        (city, Precision.CITY),
        (admin, Precision.ADMIN),
        (country, Precision.COUNTRY),
    )
    return next((precision for word, precision in told if word), Precision.NONE)
