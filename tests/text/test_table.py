"""Records: what a line becomes, and what a bad line costs."""

from datetime import date
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.article import Article, DateBasis
from tocsin.text.table import Record, read_records
from tocsin.text.unread import InputStatus, Unread


def read(**record: str | int | None) -> Article | Unread:
    line = msgspec.json.encode(record)
    [found] = read_records([line + b"\r\n"], "news.jsonl")
    if isinstance(found, Unread):
        return found
    assert found.line == line
    assert found.article.sha256 == sha256(line).hexdigest()
    return found.article


def test_a_full_record() -> None:
    article = read(
        id="a1", title="T", text="Miners came.", published="2024-07-02", publisher="P", url="u", x=1
    )
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text) == ("a1", "T", "Miners came.")
    assert (article.outlet, article.url) == ("P", "u")
    assert article.published is not None
    assert (article.published.day, article.published.basis) == (date(2024, 7, 2), DateBasis.RECORD)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-07-02", "2024-07-02"),
        ("2024-07-02T23:59:00+09:00", "2024-07-02"),
        ("1998-03-22T14:57:00", "1998-03-22"),
        ("2024-07-02 10:00", "2024-07-02"),
        (" 2024-07-02 ", "2024-07-02"),
        ("", None),
        (None, None),
    ],
)
def test_dates(published: str | None, day: str | None) -> None:
    article = read(id=1, text="Miners came.", published=published)
    assert isinstance(article, Article)
    assert article.id == "1"
    assert (article.published and article.published.day.isoformat()) == day
    assert article.note == ""


@pytest.mark.parametrize(
    "published", ["soon", "2024-13-01", "02/07/2024", "2024-07", "20240702X", "2024-07-02+09"]
)
def test_a_date_that_is_none_is_noted(published: str) -> None:
    article = read(text="Miners came.", published=published)
    assert isinstance(article, Article)
    assert article.published is None
    assert article.note == f"published {published!r} is no date of the form 2024-07-02"


def test_a_record_without_an_id_is_named_after_its_line() -> None:
    lines = [b"\xef\xbb\xbf\n", b'{"text": "Miners came."}\r\n', b"", b'{"text": "They left."}']
    assert [
        found.article.id
        for found in read_records(lines, "d/news.jsonl")
        if isinstance(found, Record)
    ] == [
        "news-2",
        "news-4",
    ]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"{", InputStatus.BAD_RECORD),
        (b"[1]", InputStatus.BAD_RECORD),
        (b'{"text": 5}', InputStatus.BAD_RECORD),
        (b'{"text": "\xff"}', InputStatus.BAD_RECORD),
        (b"[" * 100_000, InputStatus.BAD_RECORD),
        (b"not json", InputStatus.BAD_RECORD),
        (b'{"id": "a"}', InputStatus.NO_TEXT),
        (b'{"text": null}', InputStatus.NO_TEXT),
        (b'{"text": " \\n "}', InputStatus.NO_TEXT),
        (b'{"text": "' + b"x" * 1000 + b'"}', InputStatus.TOO_LARGE),
    ],
)
def test_a_bad_line_costs_that_line_alone(line: bytes, status: InputStatus) -> None:
    good = b'{"text": "Miners came."}'
    largest = 200_000 if line.startswith(b"[[") else 500
    first, bad, last = read_records([good, line, good], "n.jsonl", largest=largest)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(bad, Unread)
    assert (bad.name, bad.status) == ("n.jsonl, line 2", status)
    assert bad.note


@given(st.lists(st.binary()))
def test_any_lines_are_read_without_error(lines: list[bytes]) -> None:
    assert len(list(read_records(lines, "n"))) <= len(lines)
