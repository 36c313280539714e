"""A row of somebody's event dataset as one record, whatever scheme it was coded in.

>>> march = CodedEvent(
...     scheme="mmad-events", id="1", line=2,
...     days=Days(date(2017, 8, 9), date(2017, 8, 9)), place=Place(country="PRK"),
... )
>>> str(march.days), march.place.country, march.type
('2017-08-09', 'PRK', None)

What a scheme does not tell is None. What stood in the row and could not be read is kept as a
fault beside the values that could; a row of which nothing could be read is an `UnreadRow`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.fields.scene import Precision
from tocsin.fields.stance import Side
from tocsin.fields.what import EventType


class DayPrecision(StrEnum):
    """How well a dataset knows the days of an event."""

    DAY = "day"  # the day, or the first and the last day
    WEEK = "week"  # some day of about a week
    MONTH = "month"  # some day of a month
    YEAR = "year"  # some day of a year, or of a span that the coder could only guess


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an event, both inclusive.

    Attributes:
        start: First day on which it may have happened.
        end: Last such day; equal to `start` for one day.
        precision: Whether these are its days, or only bounds to them.

    Raises:
        InvalidValueError: The end lies before the start.
    """

    start: date
    end: date
    precision: DayPrecision = DayPrecision.DAY

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidValueError(f"no event lasts from {self.start} to {self.end}")

    def __str__(self) -> str:
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()} to {self.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place, as a dataset tells it.

    Attributes:
        country: ISO 3166-1 alpha-3 code, from whatever key the dataset has; None if unknown.
        name: Town or place, as written in the dataset.
        admin: Province or state.
        venue: Square, building or street.
        latitude: Degrees north; given exactly when the longitude is.
        longitude: Degrees east.
        precision: The finest level that the dataset vouches for.
        geonameid: GeoNames id of the town.
        looked_up: Whether the point is not the dataset's own, but that of the town in a gazetteer.

    Raises:
        InvalidValueError: Half a coordinate, or one outside the globe.
    """

    country: str | None = None
    name: str | None = None
    admin: str | None = None
    venue: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = Precision.NONE
    geonameid: int | None = None
    looked_up: bool = False

    def __post_init__(self) -> None:
        lat, lon = self.latitude, self.longitude
        if (lat is None) != (lon is None):
            raise InvalidValueError(f"half a coordinate: {lat}, {lon}")
        if lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004
            raise InvalidValueError(f"no place on the globe: {lat}, {lon}")

    @property
    def is_point(self) -> bool:
        """Whether its coordinates are those of a town or of something in it."""
        return self.latitude is not None and self.precision in (Precision.VENUE, Precision.CITY)

    def __str__(self) -> str:
        parts = (self.venue, self.name, self.admin, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class People:
    """A number of people, as a dataset tells it.

    Attributes:
        low: Fewest; None where only a ceiling or words are told.
        high: Most; None where only a floor or words are told.
        best: The number that the dataset itself settles on; None where it settles on none.
        words: How the dataset words it; empty where it has numbers only.

    Raises:
        InvalidValueError: A number is negative, or low exceeds high.
    """

    low: int | None = None
    high: int | None = None
    best: float | None = None
    words: str = ""

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if bounds != sorted(bounds) or any(number < 0 for number in (*bounds, self.best or 0)):
            raise InvalidValueError(f"nobody counts {self.low} to {self.high} people")

    @property
    def number(self) -> float | None:
        """One number: the dataset's own, else the middle of its bounds, else the bound it has."""
        if self.best is not None:
            return self.best
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        return sum(bounds) / len(bounds) if bounds else None

    def __str__(self) -> str:
        if self.low is None and self.high is None:
            return self.words if self.best is None else f"{self.best:,.0f}"
        if self.low is None:
            return f"up to {self.high:,}"
        if self.high is None:
            return f"{self.low:,} or more"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """An event as one row of a dataset tells it.

    Attributes:
        scheme: Name of the scheme ("acled").
        id: The row's own id; where the scheme has none, its keys joined, else its line.
        line: Line of the file on which the row begins, or the number of the row in a document.
        days: When; None where the row tells no day.
        place: Where.
        type: What, in our terms; None where the scheme's word has no counterpart.
        mode: Mode within the type; None where the scheme tells none that we have.
        words: What, in the scheme's own words.
        side: Stance of a protest to its government.
        size: People taking part.
        killed: People killed.
        injured: People injured.
        arrested: People arrested.
        actors: Who did it, as named in the row.
        recipients: To whom it was done.
        sources: Who tells it: outlets or addresses.
        reports: How many reports the row stands for; None if not told.
        faults: What in the row could not be read, in words.
        row: The cells of the row by column, without the empty ones.
    """

    scheme: str
    id: str
    line: int
    days: Days | None
    place: Place
    type: EventType | None = None
    mode: str | None = None
    words: str = ""
    side: Side | None = None
    size: People | None = None
    killed: People | None = None
    injured: People | None = None
    arrested: People | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reports: int | None = None
    faults: tuple[str, ...] = ()
    row: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)


class RowReason(StrEnum):
    """Why a line of a dataset gave no event."""

    TOO_LONG = "too-long"  # a line, a cell or a file beyond the limits
    TOO_WIDE = "too-wide"  # more cells than columns, and no telling which are too many
    TOO_SHORT = "too-short"  # too few cells for the columns that count
    BROKEN_QUOTES = "broken-quotes"  # a quotation mark that never closes
    NOT_JSON = "not-json"  # no JSON, or not the kind of value that belongs there
    NO_DAY = "no-day"  # no day, or one that is none
    NO_EVENT = "no-event"  # a row that says that nothing happened
    DAMAGED = "damaged"  # a packed file that breaks off
    HEADER_AGAIN = "header-again"  # the header once more, as where files were joined


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A line that gave no event.

    Attributes:
        line: Its number, or the number of the row in a document.
        reason: Why.
        note: What stood there, in words.
    """

    line: int
    reason: RowReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file was taken for.

    Attributes:
        scheme: Name of the scheme ("acled").
        form: How its rows are written: "csv", "json", "json-lines", "geojson", "dataset".
        delimiter: What parts the cells; empty where nothing does.
        header: Whether the file names its columns.
        columns: The columns, as named in the file or, without a header, by the scheme.
        unused: Those of them that are kept in the row and read into no field.
        absent: Columns of the scheme that we would read and that the file does not have.
    """

    scheme: str
    form: str
    delimiter: str = ""
    header: bool = True
    columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
