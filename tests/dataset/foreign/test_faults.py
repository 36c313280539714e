"""Files as people really have them: what is put right, what is said, and what is never lost."""

import gzip
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.dataset.foreign.made import COLUMNS, ROWS, cells_of, event_in, file_of, read, text_of
from tocsin.dataset.foreign.cells import Cells, find_cells
from tocsin.dataset.foreign.lines import LONGEST_LINE, Line, find_lines
from tocsin.dataset.foreign.own import days_between
from tocsin.dataset.foreign.reading import find_events
from tocsin.dataset.foreign.records import RowReason, UnreadRow

MMAD = file_of("mmad-events")
PYONGYANG = "731-1871859-2017-08-09-0"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + MMAD,
        MMAD.replace(b"\n", b"\r\n"),
        MMAD.replace(b"\n", b"\r"),
        MMAD.decode().encode("utf-16"),
        MMAD.replace(b",", b";"),
        MMAD.replace(b",", b"\t"),
        MMAD.upper(),
        b"Downloaded on a Monday\n\n" + MMAD,
        MMAD.rstrip(b"\n") + b",,,\n",
        MMAD.replace(b"217.5", b'"217.5"'),
        gzip.compress(MMAD),
        MMAD.replace(b"\n731,", b"\n1,731,"),  # rows numbered by R, the header not
        MMAD.replace(b"cowcode,", b"index,cowcode,").replace(b"\n731,", b"\n1,731,"),
        MMAD.replace(b"731,", b"731.0,").replace(b",0,3,", b",0.0,3,"),
        MMAD.replace(b"NA", b"."),
        MMAD.replace(b"NA", b"None"),
        MMAD.replace(b"NA", b""),
        MMAD.replace(b",mean_avg_numparticipants", b"").replace(b",217.5", b""),
        MMAD.replace(b"2017-08-09", b"20170809"),
        MMAD.replace(b"2017-08-09", b"09-Aug-2017"),
        MMAD.replace(b"2017-08-09", b"2017-08-09T00:00:00Z"),
    ],
)
def test_the_row_is_found_all_the_same(data: bytes) -> None:
    event = event_in(data)
    assert str(event.days) == "2017-08-09"
    assert (event.place.country, event.side, event.reports) == ("PRK", "pro", 3)


@pytest.mark.parametrize("name", ["São Paulo", "Plzeň"])
def test_encodings_are_told_line_by_line(name: str) -> None:
    rows = file_of("mmad-events", {"asciiname": name}).decode()
    assert event_in(rows.encode("utf-8")).place.name == name
    if name == "São Paulo":
        mixed = rows.encode("latin-1") + text_of([cells_of("mmad-events", asciiname=name)]).encode()
        _, events, _ = read(mixed)
        assert [event.place.name for event in events] == [name, name]


def test_order_of_day_and_month_is_asked_of_the_whole_file() -> None:
    days = ["4/5/2017", "25/5/2017"]
    _, events, unread = read(file_of("mmad-events", *({"event_date": day} for day in days)))
    assert [str(event.days) for event in events] == ["2017-05-04", "2017-05-25"]
    assert unread == []
    _, events, [row] = read(file_of("mmad-events", {"event_date": "4/5/2017"}))
    assert (events, row.reason) == ([], RowReason.NO_DAY)


def test_extra_tabs_within_a_row_are_left_out() -> None:
    cells = cells_of("polecat")
    shifted = [*cells[:9], "", "", *cells[9:]]
    trailing = [*cells, "", ""]
    data = text_of([shifted, trailing], "\t", COLUMNS["polecat"]).encode()
    _, events, unread = read(data)
    assert unread == []
    assert [event.place.name for event in events] == ["Goma", "Goma"]
    assert events[0].faults == ("2 empty cells too many are left out",)
    assert events[1].faults == ()


def test_a_row_with_text_too_many_is_unread() -> None:
    cells = cells_of("mmad-events")
    data = text_of([[*cells[:3], "text", *cells[3:]]], ",", COLUMNS["mmad-events"]).encode()
    _, events, [row] = read(data)
    assert (events, row.reason, row.line) == ([], RowReason.TOO_WIDE, 2)


def test_a_header_with_names_too_many_is_no_harm() -> None:
    """Some files of POLECAT name a column that none of their rows has."""
    header = list(COLUMNS["polecat"])
    header.insert(34, "Headline")
    _, [event], unread = read(text_of([cells_of("polecat")], "\t", header).encode())
    assert unread == []
    assert (event.sources, event.place.name) == (("Some Agency",), "Goma")


def test_a_short_row_is_read_while_what_counts_is_there() -> None:
    data = text_of([cells_of("ucdp-ged")[:47], ["1", "2"]], ",", COLUMNS["ucdp-ged"]).encode()
    _, [event], [row] = read(data)
    assert event.faults == ("the last cells are missing",)
    assert row.reason == RowReason.TOO_SHORT


def test_headers_in_the_middle_are_named() -> None:
    _, events, [row] = read(MMAD + MMAD)
    assert [event.id for event in events] == [PYONGYANG] * 2
    assert (row.reason, row.line) == (RowReason.HEADER_AGAIN, 3)


def test_cells_run_over_lines() -> None:
    data = file_of("acled", {"notes": 'One "day",\n\nthey marched.\n[size=90]', "tags": ""})
    event = event_in(data)
    assert (str(event.size), event.line) == ("90", 2)


def test_a_quotation_mark_that_never_closes_costs_one_row_at_most() -> None:
    rows = file_of("mmad-events", {}, {}, {}).decode().split("\n")
    rows[2] = rows[2].replace("Pyongyang", '"Pyongyang')
    _, events, unread = read("\n".join(rows).encode())
    assert [event.line for event in events] == [2, 3, 4]
    assert unread == []
    rows[2] = rows[2].replace('"Pyongyang', '"Pyong,yang')
    _, events, [row] = read("\n".join(rows).encode())
    assert [event.line for event in events] == [2, 4]
    assert (row.reason, row.line) == (RowReason.BROKEN_QUOTES, 3)


def test_a_quotation_mark_does_not_swallow_the_row_of_the_next() -> None:
    rows = file_of("mmad-events", {}, {}).decode().split("\n")
    rows[1] = rows[1].replace("Pyongyang", '"Pyongyang')
    rows[2] = rows[2].replace("Pyongyang", '"Pyongyang"')
    _, events, _ = read("\n".join(rows).encode())
    assert [event.line for event in events] == [2, 3]


def test_lines_beyond_the_limit_are_named() -> None:
    long = b"731," + b"x" * LONGEST_LINE + b"\n"
    _, events, [row] = read(MMAD + long + MMAD.split(b"\n", 1)[1])
    assert len(events) == 2
    assert (row.reason, row.line) == (RowReason.TOO_LONG, 3)


@pytest.mark.parametrize(
    ("scheme", "drop"), [("gdelt-events", "ADM2Code"), ("acled", "event_id_cnty")]
)
def test_older_and_narrower_files_are_recognised(scheme: str, drop: str) -> None:
    names = [name for name in COLUMNS[scheme] if drop not in name]
    row = [ROWS[scheme].get(name, "") for name in names]
    header = () if scheme.startswith("gdelt") else names
    layout, [event], _ = read(text_of([row], "\t", header).encode())
    assert layout is not None
    assert (layout.scheme, event.days is not None) == (scheme, True)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"\0\0\0", "it is empty"),
        (b"PK\x03\x04rest", "it is packed, or a spreadsheet: unpack it or save it as CSV"),
        (b"name,price\nnails,3\n", "no scheme has columns such as 'name,price'"),
        (b"{}", "no scheme has columns such as '{}'"),
        (b'[{"a": 1}]', "no scheme has columns such as '[{\"a\": 1}]'"),
        (gzip.compress(MMAD)[:20], "it breaks off"),
    ],
)
def test_what_is_of_no_scheme_says_why(data: bytes, note: str) -> None:
    found = find_events(io.BytesIO(data))
    assert found.layout is None
    assert list(found.records) == []
    assert found.note.startswith(note)


def test_a_packed_file_that_breaks_off_says_so() -> None:
    data = file_of("mmad-events", *({"numreports": str(number)} for number in range(9_000)))
    _, events, unread = read(gzip.compress(data)[:-400])
    assert events
    assert unread[-1].reason == RowReason.DAMAGED


PIECES = [
    MMAD, file_of("acled"), file_of("polecat"), file_of("gdelt-events"), b'"', b",", b"\t", b"\n",
    b"\r", b"{", b"}", b"[", b"]", b":", b'{"record":"report","schema":1}',
    b"\xef\xbb\xbf", b"\xe3",
    b'{"event":["PROTEST"],"date":"2017-08-09","actor":[]}', b"event_date", b"9/9/99", b"-1e9",
    b"\xff\xfe", b"\x1f\x8b", b"\0", b"NA", b";", b"cowcode", b"event_date,side,cowcode\n",
    b"1,2,3\n",
    b'"features":[', b'{"type":"Feature","properties":{"event_id":1}}', b"99999999999999999999",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES)).map(b"".join)))
def test_any_bytes_are_read_without_error(data: bytes) -> None:
    layout, events, unread = read(data)
    assert layout is not None or not (events or unread)
    assert all(event.days is not None for event in events)


@pytest.mark.parametrize("day", ["9" * 30, "2017-02-30", "0", "2017-99", "-1"])
def test_what_no_day_can_be_is_none(day: str) -> None:
    assert days_between(day, None) is None


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(ROWS)), st.data())
def test_any_cells_are_read_without_error(scheme: str, data: st.DataObject) -> None:
    odd = ["", "NA", "-1", "1e99", "0", "9" * 30, "2017-02-30", "<1", "x;y", "999", "3.5", "'"]
    words = st.one_of(st.text(max_size=12), st.sampled_from(odd))
    names = data.draw(st.lists(st.sampled_from(COLUMNS[scheme]), max_size=6))
    change = {name: data.draw(words).replace("\0", "") for name in names}
    file = file_of(scheme, change)
    _, events, unread = read(file)
    assert len(events) + len(unread) <= len(file.splitlines())  # an end in a cell may part it


@given(st.binary(max_size=60), st.integers(1, 9))
@example(b"ab\r", 2)  # a line just short enough, whose end may not be all there yet
def test_lines_are_those_of_the_bytes(data: bytes, longest: int) -> None:
    found = list(find_lines(io.BytesIO(data), longest))
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert [line.number for line in found] == list(range(1, len(lines) + 1))
        assert [line.too_long for line in found] == [len(line) > longest for line in lines]


@pytest.mark.parametrize("line", ['"', '"a', 'a,"b', '"",""', '"a""', ',"","', '"a","b'])
def test_quotation_marks_take_linear_time(line: str) -> None:
    """Lines of which each opens a cell cost a bounded number of looks ahead."""
    lines = [Line(number, line) for number in range(5_000)]
    rows = list(find_cells(lines, ",", 2))
    assert len(rows) <= 5_000
    assert all(isinstance(row, Cells | UnreadRow) for row in rows)
