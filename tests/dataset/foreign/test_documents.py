"""JSON: lines, lists and answers; PLOVER's trees, features, and our own records."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.dataset.foreign.made import ROWS, event_in, read
from tocsin.dataset.coded import Coded
from tocsin.dataset.foreign.reading import open_events
from tocsin.dataset.foreign.records import CodedEvent, RowReason, UnreadRow
from tocsin.dataset.lines import encode_line
from tocsin.dataset.store import Dataset
from tocsin.errors import UnreadableInputError
from tocsin.linking.events import link

PLOVER = {
    "id": "p1",
    "has_event": True,
    "date": "2017-08-09",
    "enddate": "2017-08-10",
    "event": ["PROTEST"],
    "mode": ["riot"],
    "actor": [{"code": "PRK", "entity_text": "workers"}, {"code": "PRK LAB"}],
    "recipient": "the mayor",
    "event_loc": {
        "city": "Hyesan", "province": "Ryanggang", "country_code": "PRK", "lat": 41.4,
        "lon": 128.18, "resolution": 4, "geonameid": 2043979,
    },
    "size": {"dead": 2, "injured": "dozens", "arrested": None},
    "cite_info": {"publication": "Some Agency", "url": "https://a.example"},
}  # fmt: skip


def lines_of(*objects: object) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in objects)


def test_plover_is_read_from_lines_and_lists() -> None:
    for data in (lines_of(PLOVER), json.dumps([PLOVER], indent=2).encode()):
        event = event_in(data)
        assert (event.id, str(event.days), event.mode) == ("p1", "2017-08-09 to 2017-08-10", "riot")
        assert (event.actors, event.recipients) == (("workers", "PRK LAB"), ("the mayor",))
        assert (event.place.name, event.place.admin, event.place.country) == (
            "Hyesan", "Ryanggang", "PRK",
        )  # fmt: skip
        assert event.place.is_point
        assert [str(event.killed), str(event.injured), event.arrested] == ["2", "dozens", None]
        assert event.sources == ("Some Agency", "https://a.example")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"has_event": False}, RowReason.NO_EVENT),
        ({"date": None}, RowReason.NO_DAY),
        ({"date": ["2017-08-09"]}, RowReason.NO_DAY),
    ],
)
def test_plover_without_an_event_or_a_day(change: dict[str, object], reason: RowReason) -> None:
    _, [event], [row] = read(lines_of(PLOVER, PLOVER | change))
    assert (event.id, row.line, row.reason) == ("p1", 2, reason)


@pytest.mark.parametrize(
    "change",
    [
        {"event": "protest", "mode": "riot"},
        {"actor": "workers", "size": [], "event_loc": [], "cite_info": 3},
        {"actor": None, "event_loc": {"resolution": {}, "lat": "north", "lon": []}},
        {"mode": [None, 7, "riot"]},
    ],
)
def test_plover_of_other_hands(change: dict[str, object]) -> None:
    assert event_in(lines_of(PLOVER | change)).type == "PROTEST"


def test_answers_of_an_interface_are_tables() -> None:
    row = ROWS["acled"] | {"fatalities": 0, "iso": 404, "latitude": -1.28, "tags": None}
    for data in (
        json.dumps({"status": 200, "success": True, "data": [row, "no object"]}),
        json.dumps({"count": 2, "data": [row, ["no object"]]}, indent=1),
    ):
        layout, [event], [unread] = read(data.encode())
        assert layout is not None
        assert (layout.scheme, layout.form) == ("acled", "json")
        assert (event.place.country, str(event.killed), event.size) == ("KEN", "0", None)
        assert (unread.line, unread.reason) == (2, RowReason.NOT_JSON)


def test_lines_that_are_no_json_cost_themselves_alone() -> None:
    data = lines_of(ROWS["acled"]) + b"{broken\n\n" + lines_of(ROWS["acled"])
    layout, events, [unread] = read(data)
    assert layout is not None
    assert (layout.form, [event.line for event in events]) == ("json-lines", [1, 4])
    assert (unread.line, unread.reason) == (2, RowReason.NOT_JSON)


def test_features_have_their_point_in_the_geometry() -> None:
    properties = {name: text for name, text in ROWS["tocsin-events"].items() if "itude" not in name}
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [128.18, 41.4]},
        "properties": properties,
    }
    bare = {"type": "Feature", "geometry": None, "properties": properties}
    data = json.dumps({"type": "FeatureCollection", "features": [feature, bare]}).encode()
    layout, events, _ = read(data)
    assert layout is not None
    assert layout.form == "geojson"
    assert [event.place.latitude for event in events] == [41.4, None]


def test_deep_trees_are_no_harm() -> None:
    for data in (b"[" * 100_000, b'{"a":' * 100_000, lines_of(PLOVER) + b'{"a":' * 100_000):
        read(data)


def events_in(path: Path) -> list[CodedEvent]:
    return [record for record in open_events(path).records if isinstance(record, CodedEvent)]


def test_our_lines_and_datasets_tell_the_same(rally: Coded, tmp_path: Path) -> None:
    lines, dataset = tmp_path / "ours.jsonl", tmp_path / "ours.tocsin"
    lines.write_bytes(b"".join(encode_line(record) + b"\n" for record in rally.records))
    linked = link(rally.records)
    dated = [event for event in linked if event.reports[0].when.start]
    with Dataset(dataset) as store:
        store.add(linked)
    from_lines, from_dataset = events_in(lines), events_in(dataset)
    assert [event.id for event in from_dataset] == [event.id for event in dated]
    assert sorted(event.id for event in from_lines) == sorted(event.id for event in from_dataset)
    for event, coded in zip(dated, from_dataset, strict=True):
        report = event.reports[0]
        assert (coded.type, coded.mode) == (report.what.type, report.what.mode)
        assert (coded.place.country, coded.place.name) == (report.where.country, report.where.city)
        assert coded.days is not None
        assert coded.days.start.isoformat().startswith(report.when.start or "?")


def test_what_has_no_day_in_our_files_is_named(rally: Coded, tmp_path: Path) -> None:
    report = rally.reports[0]
    undated = replace(report, when=replace(report.when, start=None, end=None))
    path = tmp_path / "ours.jsonl"
    path.write_bytes(encode_line(undated) + b"\nno json\n")
    reasons = [
        record.reason for record in open_events(path).records if isinstance(record, UnreadRow)
    ]
    assert reasons == [RowReason.NO_DAY, RowReason.NOT_JSON]


def test_events_of_our_lines_name_their_reports(rally: Coded, tmp_path: Path) -> None:
    report = rally.reports[0]
    event = {"record": "event", "schema": 1, "id": "e9", "reports": [report.id, "absent"]}
    path = tmp_path / "ours.jsonl"
    path.write_bytes(encode_line(report) + b"\n" + lines_of(event))
    assert [event.id for event in events_in(path)] == ["e9"]


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("name,price\nnails,3\n")
    for name in ("absent.csv", "", "prices.csv"):
        with pytest.raises(UnreadableInputError):
            open_events(tmp_path / name)


def test_a_file_is_closed_behind_its_last_row(tmp_path: Path) -> None:
    path = tmp_path / "acled.jsonl"
    path.write_bytes(lines_of(ROWS["acled"]))
    [event] = events_in(path)
    assert event.days is not None
    assert event.days.start == date(2019, 8, 2)
