"""Lines as other programs read them."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.codebooks.columns import number_text
from tocsin.codebooks.lines import header_line, row_line
from tocsin.codebooks.scheme import CellType, Column, Dialect, Format, Quoting, Table, Unit

COLUMNS = (Column("words"), Column("number", CellType.NUMBER), Column("day", CellType.DATE))
ROW = ('a "b", c', 15_000.0, None)


def table(**dialect: object) -> Table:
    return Table("t", "t.csv", Unit.EVENT, COLUMNS, Dialect(**dialect))  # type: ignore[arg-type]


WRITTEN = [
    ({"quoting": Quoting.MINIMAL}, 'words,number,day\n"a ""b"", c",15000,\n'),
    ({"quoting": Quoting.TEXT, "missing": "NA"}, '"words","number","day"\n"a ""b"", c",15000,NA\n'),
    ({"quoting": Quoting.ALL}, '"words","number","day"\n"a ""b"", c","15000",""\n'),
    ({"quoting": Quoting.NONE, "delimiter": "\t", "missing": "None"},
     'words\tnumber\tday\na "b", c\t15000\tNone\n'),
    ({"quoting": Quoting.NONE}, 'words,number,day\na "b"  c,15000,\n'),
    ({"header": False, "line_end": "\r\n"}, '"a ""b"", c",15000,\r\n'),
    ({"format": Format.JSON_LINES}, '{"words": "a \\"b\\", c", "number": 15000.0}\n'),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "text"), WRITTEN)
def test_a_table_is_written_to_the_letter(dialect: dict[str, object], text: str) -> None:
    assert header_line(table(**dialect)) + row_line(table(**dialect), ROW) == text


def test_a_column_may_have_its_own_missing_value_quotes_and_digits() -> None:
    columns = (
        Column("a", missing="-"),
        Column("b", quoted=True),
        Column("c", CellType.NUMBER, digits=2),
    )
    own = Table("t", "t.csv", Unit.EVENT, columns)
    assert row_line(own, (None, "x", 1.005)) == '-,"x",1\n'
    assert row_line(own, ("y", None, 2.678)) == "y,,2.68\n"


def test_names_with_dots_are_objects_in_json() -> None:
    columns = (Column("place.lat"), Column("place.city.name"), Column("place.none"))
    nested = Table("t", "t", Unit.EVENT, columns, Dialect(Format.JSON_LINES))
    assert json.loads(row_line(nested, (1.5, "Karvia", None))) == {
        "place": {"lat": 1.5, "city": {"name": "Karvia"}}
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (-0.00001, "-0.00001"),
        (1 / 3, "0.333333333333333"),
    ],
)
def test_numbers_have_no_exponent(number: float, text: str) -> None:
    assert number_text(number) == text


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=40)), min_size=3, max_size=3),
    st.sampled_from([Quoting.MINIMAL, Quoting.TEXT, Quoting.ALL]),
    st.sampled_from(",;\t|"),
)
def test_any_words_are_read_back_by_another_program(
    words: list[str | None], quoting: Quoting, delimiter: str
) -> None:
    own = Table(
        "t", "t", Unit.EVENT, (Column("a"), Column("b"), Column("c")),
        Dialect(quoting=quoting, delimiter=delimiter),
    )  # fmt: skip
    line = row_line(own, words)
    assert line.count("\n") == 1
    [read] = csv.reader(io.StringIO(line), delimiter=delimiter)
    kept = [" ".join((word or "").replace("\0", " ").split()) for word in words]
    assert [" ".join(one.split()) for one in read] == kept


@given(st.lists(st.text(max_size=40), min_size=3, max_size=3))
def test_without_quotes_a_row_has_as_many_cells_as_columns(words: list[str]) -> None:
    own = table(quoting=Quoting.NONE, delimiter="\t", missing="None")
    line = row_line(own, words)
    assert line.endswith("\n")
    assert len(line[:-1].split("\t")) == 3
    assert len(line.splitlines()) == 1 or not line.isprintable()
