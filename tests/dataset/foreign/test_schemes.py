"""Every scheme: recognised, and each field read from its own columns."""

from typing import Any

import pytest

from tests.dataset.foreign.made import COLUMNS, ROWS, cells_of, event_in, file_of, read, text_of
from tocsin.dataset.foreign.records import CodedEvent, RowReason
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.schemes import schemes

EVENTS = {name: event_in(file_of(name)) for name in ROWS}

FIELDS: list[tuple[str, dict[str, Any]]] = [
    ("acled", {
        "id": "KEN101", "days": "2019-08-02", "country": "KEN", "town": "Nairobi",
        "admin": "Nairobi", "type": "PROTEST", "mode": "demonstrate", "size": "200 to 300",
        "words": "Protests: Peaceful protest", "killed": "0", "precision": "city",
        "actors": ("Protesters (Kenya)", "Teachers (Kenya)", "Students (Kenya)"),
        "sources": ("Daily Kite", "Evening Kite"), "side": None,
    }),
    ("mmad-events", {
        "id": "731-1871859-2017-08-09-0", "days": "2017-08-09", "country": "PRK",
        "town": "Pyongyang", "geonameid": 1871859, "side": "pro", "size": "218", "reports": 3,
        "type": "PROTEST", "mode": None,
    }),
    ("mmad-reports", {
        "id": "9", "side": "anti", "size": "100,000 to 1,000,000", "number": 550_000,
        "actors": ("students", "workers"), "sources": ("Some Agency",), "reports": 1,
    }),
    ("massmob", {
        "id": "5", "days": "2012-04-03 to 2012-04-05", "country": "KEN", "town": "Nairobi",
        "side": "anti", "size": "1,000 to 1,999", "actors": ("teachers",), "precision": "city",
        "sources": ("Daily Kite", "Evening Kite"),
    }),
    ("ccc", {
        "days": "2022-06-24", "country": "USA", "town": "Phoenix", "admin": "AZ",
        "mode": "strike", "size": "200 to 300", "number": 250, "arrested": "3 or more",
        "killed": "1", "actors": ("Union A", "Union B"), "side": None,
        "sources": ("https://a.example", "https://b.example"),
    }),
    ("polecat", {
        "id": "20240625-7", "days": "2024-06-25", "country": "COD", "town": "Goma",
        "admin": "North Kivu", "type": "ASSAULT", "mode": "aerial", "geonameid": 216281,
        "actors": ("gunmen",), "recipients": ("A", "B"), "words": "ASSAULT: drone",
    }),
    ("ucdp-ged", {
        "id": "77", "days": "2020-05-01", "country": "YEM", "town": "Sanaa", "type": "ASSAULT",
        "mode": "clash", "killed": "10 to 15", "number_killed": 12, "size": None,
        "actors": ("Side A",), "recipients": ("Side B",), "sources": ("police", "Some Agency"),
        "reports": 2,
    }),
    ("gdelt-events", {
        "id": "900", "days": "2017-08-09", "country": "CHE", "town": "Basel",
        "admin": "Basel-Stadt", "type": "CONSULT", "words": "CAMEO 042", "reports": 10,
        "actors": ("STUDENT",), "recipients": ("GOVERNMENT",),
    }),
    ("gdelt-mentions", {
        "id": "900", "days": "2017-08-09", "country": None, "type": None,
        "sources": ("a.example", "https://a.example/1"),
    }),
    ("tocsin-events", {
        "id": "e1", "days": "2024-06-25", "country": "PRK", "town": "Hyesan", "side": "pro",
        "size": "80,000", "sources": ("a resident", "Radio"), "reports": 2,
        "actors": ("residents", "workers"),
    }),
    ("tocsin-reports", {
        "id": "a1.r1", "days": "2024-06-01 to 2024-06-30", "country": "PRK", "mode": "clash",
        "precision": "country", "killed": "3 or more",
    }),
]  # fmt: skip


def told(event: CodedEvent, field: str) -> object:
    """A field of an event, in the words that the table above has for it."""
    place = {"country": "country", "town": "name", "admin": "admin", "precision": "precision",
             "geonameid": "geonameid"}  # fmt: skip
    if field in place:
        return getattr(event.place, place[field])
    if field == "number":
        return event.size.number if event.size else None
    if field == "number_killed":
        return event.killed.number if event.killed else None
    value = getattr(event, field)
    return str(value) if field in ("days", "size", "killed", "arrested") and value else value


@pytest.mark.parametrize(("scheme", "fields"), FIELDS, ids=[scheme for scheme, _ in FIELDS])
def test_fields_are_read(scheme: str, fields: dict[str, Any]) -> None:
    event = EVENTS[scheme]
    assert {field: told(event, field) for field in fields} == fields
    assert event.scheme == scheme
    assert event.faults == ()


@pytest.mark.parametrize("scheme", ROWS)
def test_a_file_is_recognised_with_all_its_columns(scheme: str) -> None:
    layout, _, _ = read(file_of(scheme))
    assert layout is not None
    assert (layout.scheme, layout.columns, layout.absent) == (scheme, COLUMNS[scheme], ())
    known = {found.name: found for found in schemes()}[scheme]
    assert set(layout.unused) == set(known.columns) - known.reads


@pytest.mark.parametrize("scheme", ROWS)
def test_columns_said_to_be_read_are_those_asked_for(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of columns says what is read; this is what keeps it true."""
    asked: set[str] = set()
    original = Row.text

    def text(self: Row, *columns: str) -> str | None:
        asked.update(columns)
        return original(self, *columns)

    monkeypatch.setattr(Row, "text", text)
    known = {found.name: found for found in schemes()}[scheme]
    filled = dict.fromkeys(known.columns, "1") | ROWS[scheme]
    known.read(Row(1, filled))
    filled = dict.fromkeys(known.columns, "") | ROWS[scheme]  # what stands in for what is missing
    instead = ("iso", "ccode", "country_id", "tags", "resolved_locality", "Recipient Name")
    filled |= dict.fromkeys((*instead, "Actor Name", "size_low", "size_mean", "size_high"), "")
    known.read(Row(1, filled))
    assert asked & set(known.columns) == known.reads


@pytest.mark.parametrize("scheme", [name for name in ROWS if not name.startswith("tocsin")])
def test_a_file_without_a_header_is_recognised_by_its_rows(scheme: str) -> None:
    data = text_of([cells_of(scheme)] * 3).encode()
    layout, events, unread = read(data)
    assert layout is not None
    assert (layout.scheme, layout.header, unread) == (scheme, False, [])
    assert [event.days for event in events] == [EVENTS[scheme].days] * 3


@pytest.mark.parametrize(
    ("scheme", "value", "kind"),
    [
        ("acled", {"sub_event_type": "Violent demonstration", "event_type": "Riots"}, "riot"),
        ("acled", {"sub_event_type": "Something new", "event_type": "Battles"}, "clash"),
        ("acled", {"sub_event_type": "Other", "event_type": "Strategic developments"}, None),
        ("polecat", {"Event Type": "PROTEST", "Event Mode": "hunger"}, "hunger-strike"),
        ("polecat", {"Event Type": "ASSAULT", "Event Mode": "crowd-control"}, "disperse"),
        ("gdelt-events", {"EventCode": "1452"}, "riot"),
        ("gdelt-events", {"EventCode": "0871"}, "ceasefire"),
        ("gdelt-events", {"EventCode": "010"}, None),
        ("ucdp-ged", {"type_of_violence": "3"}, None),
        ("ccc", {"type": "protest"}, "demonstrate"),
    ],
)
def test_modes(scheme: str, value: dict[str, str], kind: str | None) -> None:
    assert event_in(file_of(scheme, value)).mode == kind


@pytest.mark.parametrize(
    ("scheme", "change", "days"),
    [
        ("acled", {"time_precision": "2"}, "2019-07-30 to 2019-08-05"),
        ("acled", {"time_precision": "3"}, "2019-08-01 to 2019-08-31"),
        ("acled", {"event_date": "02 August 2019"}, "2019-08-02"),
        ("massmob", {"startday": "."}, "2012-04-01 to 2012-04-30"),
        ("massmob", {"startday": ".", "startmonth": "."}, "2012-01-01 to 2012-12-31"),
        ("massmob", {"endday": "1"}, "2012-04-03"),
        ("ucdp-ged", {"date_end": "2020-05-31", "date_prec": "4"}, "2020-05-01 to 2020-05-31"),
        ("ccc", {"date": "6/7/2022"}, "2022-06-07"),
        ("tocsin-events", {"event_date_end": "2024-07"}, "2024-06-25 to 2024-07-31"),
    ],
)
def test_days(scheme: str, change: dict[str, str], days: str) -> None:
    assert str(event_in(file_of(scheme, change)).days) == days


@pytest.mark.parametrize(
    ("change", "size"),
    [
        ({"tags": "", "notes": "They marched. [size=about 50]"}, "50"),
        ({"tags": "", "notes": "They marched. [size=no report]"}, None),
        ({"tags": "crowd size=no report"}, None),
        ({"tags": "crowd size=hundreds"}, "hundreds"),
        ({"tags": "women targeted: girls; crowd size=at least 1,500"}, "1,500 or more"),
        ({"tags": "", "notes": "None were counted."}, None),
    ],
)
def test_sizes_of_acled(change: dict[str, str], size: str | None) -> None:
    found = event_in(file_of("acled", change)).size
    assert (str(found) if found else None) == size


def test_a_year_without_a_protest_is_no_event() -> None:
    _, events, [unread] = read(file_of("massmob", {"protest": "0"}))
    assert (events, unread.reason) == ([], RowReason.NO_EVENT)


def test_points_are_kept_only_where_they_are_on_the_globe() -> None:
    event = event_in(file_of("acled", {"latitude": "365"}))
    assert event.place.latitude is None
    assert event.faults == ("latitude: '365.0, 36.8167' is no place on the globe",)


@pytest.mark.parametrize(
    ("scheme", "change", "precision"),
    [
        ("acled", {"geo_precision": "3"}, "admin"),
        ("acled", {"geo_precision": "2.0"}, "city"),
        ("ucdp-ged", {"where_prec": "6"}, "country"),
        ("ucdp-ged", {"where_prec": "7"}, "none"),
        ("gdelt-events", {"ActionGeo_Type": "1"}, "country"),
        ("polecat", {"City": "None"}, "admin"),
        ("massmob", {"location": "Nationwide"}, "country"),
    ],
)
def test_precision_of_places(scheme: str, change: dict[str, str], precision: str) -> None:
    place = event_in(file_of(scheme, change)).place
    assert place.precision == precision
    assert place.is_point == (precision == "city")
