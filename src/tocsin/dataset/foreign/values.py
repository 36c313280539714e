"""What the readers of several schemes make of a row: its days, its place, its people."""

from datetime import date, timedelta

from tocsin.dataset.foreign.days import last_of_month
from tocsin.dataset.foreign.records import DayPrecision, Days, People, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.fields.scene import Precision

_HALF_WEEK = timedelta(days=3)
_MOST = 1_000_000_000


def span(row: Row, start: date | None, end: date | None, precision: DayPrecision) -> Days | None:
    """The days from one to the other; an end before the start is a fault, and left out."""
    if start is None:
        return None
    if end is not None and end < start:
        row.faults.append(f"the end, {end.isoformat()}, lies before the start")
        end = None
    return Days(start, end or start, precision)


def around(day: date, precision: DayPrecision) -> Days:
    """The days for which one day stands, where only its week or month is known."""
    if precision is DayPrecision.WEEK:
        return Days(day - _HALF_WEEK, day + _HALF_WEEK, precision)
    if precision is DayPrecision.MONTH:
        return Days(day.replace(day=1), last_of_month(day.year, day.month), precision)
    return Days(day, day, precision)


def place_in(  # noqa: PLR0913 -- the parts of a place, each from a column of its own
    row: Row,
    country: str | None,
    name: str | None,
    *,
    point: tuple[str, str],
    precision: Precision = Precision.CITY,
    admin: str | None = None,
    venue: str | None = None,
    geonameid: str = "",
) -> Place:
    """The place of a row.

    Args:
        row: The row.
        country: Its country, alpha-3.
        name: Town or place.
        point: Columns of latitude and longitude.
        precision: What the scheme vouches for; a row that names no place has only its country.
        admin: Province.
        venue: Square or building.
        geonameid: Column of the GeoNames id, if there is one.
    """
    latitude, longitude = row.point(*point) or (None, None)
    if precision is Precision.CITY and name is None and latitude is None:
        precision = Precision.ADMIN if admin else Precision.COUNTRY
    if precision is Precision.COUNTRY and country is None:
        precision = Precision.NONE
    id_ = row.count(geonameid) if geonameid else None
    return Place(country, name, admin, venue, latitude, longitude, precision, id_)


def counted(row: Row, column: str, words: str = "") -> People | None:
    """The people of a column that holds a number, whole or a mean."""
    number = row.number(column)
    if number is None or not 0 <= number <= _MOST:
        return None
    if number != int(number):
        return People(best=number, words=words)
    return People(int(number), int(number), number, words)


def ranged(row: Row, low: str, best: str, high: str) -> People | None:
    """The people of three columns: fewest, best, most; a bound that contradicts is a fault."""
    numbers = (row.count(low), row.number(best), row.count(high))
    if numbers == (None, None, None):
        return None
    least, settled, most = numbers
    if least is not None and most is not None and least > most:
        row.faults.append(f"{low}: {least} exceeds {high}: {most}")
        least = most = None
    if settled is not None and settled < 0:
        row.faults.append(f"{best}: {settled} is no count")
        settled = None
    return People(least, most, settled) if (least, most, settled) != (None, None, None) else None
