"""Plain text to an article: what is known comes first, then what the text says, then nothing."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import UnreadableInputError
from tocsin.text.article import DateBasis
from tocsin.text.plain import LONGEST_ARTICLE, Known, read_plain

STORY = "Thousands of miners marched through the centre of the city on Monday, police said."
PAGE = f"""Facts, Courage, Light.

Miners March  Across the North

Jane Doe
Jane is a young writer who loves mountains, trains and long films about both of them.
Published: July 2, 2024

LIMA, July 1 (Reuters) - {STORY}
"""


def test_what_the_text_says() -> None:
    article = read_plain(PAGE, name="a")
    assert article.id == "a"
    assert article.title == "Miners March Across the North"
    assert article.author == "Jane Doe"
    assert article.outlet is None  # an agency's story may be printed by anybody
    assert article.dateline == "LIMA"
    assert article.dateline_span is not None
    assert article.text[slice(*article.dateline_span)] == "LIMA, July 1 (Reuters) -"
    assert article.published is not None
    assert article.published.day == date(2024, 7, 2)
    assert article.published.span is not None
    assert article.text[slice(*article.published.span)] == "July 2, 2024"
    assert article.sha256 == sha256(PAGE.encode()).hexdigest()
    assert article.text == PAGE


def test_what_is_known_comes_first() -> None:
    known = Known(
        "id", "Title", "Outlet", date(2020, 1, 2), DateBasis.RECORD, "u", "Author", "note"
    )
    article = read_plain(PAGE, name="a", known=known)
    assert (article.id, article.title, article.outlet) == ("id", "Title", "Outlet")
    assert (article.url, article.author, article.note) == ("u", "Author", "note")
    assert article.published is not None
    assert (article.published.day, article.published.basis) == (date(2020, 1, 2), DateBasis.RECORD)
    assert article.published.span is None


def test_nothing_is_guessed() -> None:
    article = read_plain(STORY, name="a")
    found = (article.title, article.author, article.outlet, article.dateline, article.published)
    assert found == (None, None, None, None, None)
    assert article.note == ""


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe, The Example", "Jane Doe"),
        ("BYLINE: Jane Doe", "Jane Doe"),
        ("By JANE DOE and JOHN ROE | July 2, 2024", "JANE DOE and JOHN ROE"),
        ("Published: July 2, 2024", None),
        ("SECTION: NEWS; Pg. 1", None),
    ],
)
def test_authors(byline: str, author: str | None) -> None:
    assert read_plain(f"Miners march\n\n{byline}\n\n{STORY}", name="a").author == author


def test_the_dateline_of_a_story_run_into_its_headline() -> None:
    article = read_plain(f"Miners march in Lima By JANE DOE LIMA, Peru (AP) — {STORY}", name="a")
    assert article.title == "Miners march in Lima"
    assert article.author == "JANE DOE"
    assert article.dateline == "LIMA, Peru"


def test_a_dateline_stands_at_the_start_of_a_paragraph() -> None:
    text = f"{STORY} They left. LIMA, Peru (AP) — {STORY}"
    assert read_plain(text, name="a").dateline is None


def test_bytes_are_decoded_and_noted() -> None:
    article = read_plain("“São Paulo” é".encode("cp1252"), name="a")
    assert article.text == "“São Paulo” é"
    assert article.note == "read as cp1252"
    damaged = read_plain("“São Paulo” é".encode() + b"\xff", name="a")
    assert damaged.note == "some bytes are not UTF-8 and were replaced"
    assert read_plain(b"\xef\xbb\xbfMiners march", name="a").text == "Miners march"


@pytest.mark.parametrize("source", ["", " \n\t", b"", b"\n" * 100_000, b"\xef\xbb\xbf", "\xa0"])
def test_nothing_is_no_article(source: str | bytes) -> None:
    with pytest.raises(UnreadableInputError, match="no text"):
        read_plain(source, name="a")


def test_bytes_that_are_not_text_are_refused() -> None:
    with pytest.raises(UnreadableInputError, match="NUL"):
        read_plain(b"GIF89a\x00\x01", name="a")


@given(st.text())
def test_any_text_stays_as_it_is(text: str) -> None:
    if text.strip():
        assert read_plain(text, name="a").text == text


def test_a_text_longer_than_any_article_is_cut_and_says_so() -> None:
    article = read_plain("Miners marched. " * 10_000, name="a")
    assert len(article.text) == LONGEST_ARTICLE
    assert article.note == "only the first 100,000 of 160,000 characters were read"


def test_a_line_of_outlet_author_and_date_gives_author_and_day() -> None:
    line = "The Ribeira Post | By Ana Silva | Published: January 18, 2023"
    story = "PORTO, Portugal — About 400 bus drivers went on strike on Tuesday, the union said."
    article = read_plain(f"Bus Drivers Walk Out\n\n{line}\n\n{story}", name="a")
    assert article.published is not None
    assert article.published.day.isoformat() == "2023-01-18"
    assert (article.title, article.author) == ("Bus Drivers Walk Out", "Ana Silva")


def test_an_outlets_name_and_slogan_are_not_the_headline() -> None:
    head = "The Ribeira Post\nNews, told plainly.\n\nBus Drivers Walk Out\n\nBy Ana Silva\n\n"
    assert (
        read_plain(head + "Bus drivers went on strike.", name="a").title == "Bus Drivers Walk Out"
    )
