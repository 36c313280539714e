"""Single cells: days, numbers of people, countries, and lines at the edges of blocks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dataset.foreign.made import event_in, file_of
from tocsin.dataset.foreign.cells import Cells, find_cells
from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.crowds import read_people, size_in_notes
from tocsin.dataset.foreign.days import Order, order_in, read_day
from tocsin.dataset.foreign.lines import Line, find_lines
from tocsin.dataset.foreign.records import People
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.vague import in_numbers_of
from tocsin.errors import InvalidValueError

DAYS = [
    # as written, order of day and month, day
    ("2017-08-09", Order.UNKNOWN, "2017-08-09"),
    ("2017/8/9", Order.UNKNOWN, "2017-08-09"),
    ("20170809", Order.UNKNOWN, "2017-08-09"),
    ("20170809153000", Order.UNKNOWN, "2017-08-09"),
    ("2017-08-09 00:00:00.000", Order.UNKNOWN, "2017-08-09"),
    ("2017-08-09T01:02:03+02:00", Order.UNKNOWN, "2017-08-09"),
    ("9 August 2017", Order.UNKNOWN, "2017-08-09"),
    ("09-Aug-17", Order.UNKNOWN, "2017-08-09"),
    ("August 9, 2017", Order.UNKNOWN, "2017-08-09"),
    ("09-Aug-71", Order.UNKNOWN, "1971-08-09"),
    ("8/8/2017", Order.UNKNOWN, "2017-08-08"),
    ("8/19/2017", Order.UNKNOWN, "2017-08-19"),
    ("19/8/2017", Order.UNKNOWN, "2017-08-19"),
    ("8/9/2017", Order.MONTH_FIRST, "2017-08-09"),
    ("8.9.2017", Order.DAY_FIRST, "2017-09-08"),
    ("8/9/17 12:00 AM", Order.MONTH_FIRST, "2017-08-09"),
]
NO_DAYS = [
    "", "8/9/2017", "2017-02-30", "2017-13-01", "31/31/2017", "9 Sommer 2017", "42956",
    "1066-10-14",
    "2999-01-01", "2017", "2017-08", "sometime", "2017-08-09 or later", "٢٠١٧-٠٨-٠٩", "9" * 50,
]  # fmt: skip


@pytest.mark.parametrize(("words", "order", "day"), DAYS)
def test_days(words: str, order: Order, day: str) -> None:
    found = read_day(words, order)
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize("words", NO_DAYS)
def test_no_days(words: str) -> None:
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["4/5/2017", "4/25/2017"], Order.MONTH_FIRST),
        (["4/5/2017", "25/4/2017"], Order.DAY_FIRST),
        (["4/25/2017", "25/4/2017"], Order.UNKNOWN),
        (["2017-08-09", ""], Order.UNKNOWN),
    ],
)
def test_order_of_a_file(days: list[str], order: Order) -> None:
    assert order_in(days) is order


PEOPLE = [
    ("300", 300, 300),
    ("1,500", 1_500, 1_500),
    ("around 50", 50, 50),
    ("between 200 and 300", 200, 300),
    ("100-999", 100, 999),
    ("50+", 50, None),
    (">10000", 10_000, None),
    ("at least 3", 3, None),
    ("as many as 200", None, 200),
    ("100000;1000000", 100_000, 1_000_000),
    ("hundreds;300", 300, 300),
    ("5000 (police); 20000 (organizers)", 5_000, 20_000),
    ("1.2 million", 1_200_000, 1_200_000),
    ("two dozen", 24, 24),
    ("hundreds", None, None),
    ("1000s", None, None),
    ("tens of thousands", None, None),
    ("999999999999999", None, None),
]


@pytest.mark.parametrize(("words", "low", "high"), PEOPLE)
def test_people(words: str, low: int | None, high: int | None) -> None:
    assert read_people(words) == People(low, high, words=words)


@pytest.mark.parametrize(
    "words", ["", " ", "no report", "[no report]", "Unknown", "TBD", ".", "NA"]
)
def test_nobody(words: str) -> None:
    assert read_people(words) is None


def test_the_last_size_in_the_notes_counts() -> None:
    assert size_in_notes("Two marches. [size=10] Then [size=about 20]") == "about 20"
    assert size_in_notes("[size=" + "[size=" * 50_000) is None


@given(st.text(max_size=80))
def test_any_words_are_read_without_error(words: str) -> None:
    read_day(words)
    read_people(words)
    for key in Key:
        country_of(words, key)
    row = Row(1, {"a": words})
    row.number("a")
    row.count("a")
    row.day("a")


COUNTRIES = [
    ("731", Key.COW, "PRK"),
    ("2", Key.COW, "USA"),
    ("002", Key.COW, "USA"),
    ("255", Key.COW, "DEU"),
    ("260", Key.COW, "DEU"),
    ("345", Key.COW, "SRB"),
    ("260", Key.GW, "DEU"),
    ("678", Key.GW, "YEM"),
    ("4", Key.NUMERIC, "AFG"),
    ("004", Key.NUMERIC, "AFG"),
    ("404.0", Key.NUMERIC, "KEN"),
    ("", Key.NUMERIC, None),
    ("0", Key.NUMERIC, None),
    ("CH", Key.FIPS, "CHN"),
    ("SZ", Key.FIPS, "CHE"),
    ("KS", Key.FIPS, "KOR"),
    ("GM", Key.FIPS, "DEU"),
    ("we", Key.FIPS, "PSE"),
    ("RB", Key.FIPS, "SRB"),
    ("PRK", Key.ALPHA3, "PRK"),
    ("prk", Key.NAME, "PRK"),
    ("Russia (Soviet Union)", Key.NAME, "RUS"),
    ("Cote d'Ivoire", Key.NAME, "CIV"),
    ("Sudan, South Sudan", Key.NAME, None),
    ("French", Key.NAME, None),
]


@pytest.mark.parametrize(("words", "key", "code"), COUNTRIES)
def test_countries(words: str, key: Key, code: str | None) -> None:
    assert country_of(words, key) == code


class Pieces:
    """A stream that gives bytes in the pieces that it was made of."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = [*pieces]

    def read(self, _size: int, /) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ((b"a\r", b"\nb"), ["a", "b"]),
        ((b"a\r", b"b"), ["a", "b"]),
        ((b"a", b"b\n"), ["ab"]),
        ((b"xxxx\r", b"\nb"), [None, "b"]),
        ((b"xxxx\r", b"b\nc"), [None, "b", "c"]),
        ((b"xxxx", b"xxxx", b"x\nb"), [None, "b"]),
        ((b"xxxx",), [None]),
    ],
)
def test_lines_do_not_hang_on_where_blocks_end(
    pieces: tuple[bytes, ...], lines: list[str | None]
) -> None:
    found = find_lines(Pieces(*pieces), 3)
    assert [None if line.too_long else line.text for line in found] == lines


@pytest.mark.parametrize(
    ("lines", "width", "rows"),
    [
        (['a,"b', 'c",d'], 3, [("a", "b\nc", "d")]),
        (['a,"b', 'c",d'], 5, [None, ('c"', "d")]),
        (['a,"b,c', "d,e,f"], 3, [("a", '"b', "c"), ("d", "e", "f")]),
        (['a,"say ""yes""",c'], 3, [("a", 'say "yes"', "c")]),
        (['a,5" pipe,c'], 3, [("a", '5" pipe', "c")]),
        (["", "  ", "a,b"], 2, [("a", "b")]),
    ],
)
def test_cells(lines: list[str], width: int, rows: list[tuple[str, ...] | None]) -> None:
    found = find_cells([Line(at, text) for at, text in enumerate(lines, 1)], ",", width)
    assert [row.cells if isinstance(row, Cells) else None for row in found] == rows


def test_numbers_of_a_table_are_the_longest_that_the_words_hold() -> None:
    made = event_in(file_of("acled"))
    crowds = ["hundreds of thousands", "Several THOUSANDS of people", "a crowd"]
    sizes = [*(People(words=words) for words in crowds), People(7, 7)]
    found = in_numbers_of("mmad-reports", [replace(made, size=size) for size in sizes])
    assert [one.size.number if one.size else 0 for one in found] == [150_000, 2_000, None, 7]


@pytest.mark.parametrize("bounds", [(3, 2), (-1, None), (None, -1)])
def test_nobody_counts_such_people(bounds: tuple[int | None, int | None]) -> None:
    with pytest.raises(InvalidValueError):
        People(*bounds)
