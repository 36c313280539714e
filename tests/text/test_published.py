"""Publication days: which lines tell one, which comes first, and what tells none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.article import DateBasis
from tocsin.text.dateline import find_dateline
from tocsin.text.layout import find_paragraphs
from tocsin.text.published import find_published

STORY = "Thousands of miners marched through the centre of the city on Monday, police said."
READ = [
    # line above the story, day, basis
    ("Published: July 2, 2024", "2024-07-02", DateBasis.PUBLISHED_LINE),
    ("Published 2 July 2024 10:15 GMT", "2024-07-02", DateBasis.PUBLISHED_LINE),
    ("Posted on Sept. 9th, 2015", "2015-09-09", DateBasis.PUBLISHED_LINE),
    ("Updated: 2017-09-15 17:52", "2017-09-15", DateBasis.PUBLISHED_LINE),
    ("Example | Updated: 2017-09-15 17:52", "2017-09-15", DateBasis.PUBLISHED_LINE),
    ("This story is from March 2, 2002", "2002-03-02", DateBasis.PUBLISHED_LINE),
    ("Date: 25/12/2016", "2016-12-25", DateBasis.PUBLISHED_LINE),
    ("Date: 12/25/2016", "2016-12-25", DateBasis.PUBLISHED_LINE),
    ("By Jane Doe | July 2, 2024", "2024-07-02", DateBasis.BYLINE),
    ("January 16, 2012 Monday", "2012-01-16", DateBasis.DATE_LINE),
    ("Friday, August 21, 2015", "2015-08-21", DateBasis.DATE_LINE),
    ("2015-08-21", "2015-08-21", DateBasis.DATE_LINE),
    ("Published: July 3, 2024\nUpdated: July 5, 2024", "2024-07-03", DateBasis.PUBLISHED_LINE),
    ("Updated: July 5, 2024\nPublished: July 3, 2024", "2024-07-03", DateBasis.PUBLISHED_LINE),
    ("July 1, 2024\nPublished: July 3, 2024", "2024-07-03", DateBasis.PUBLISHED_LINE),
    ("July 1, 2024\nBy Jane Doe, July 3, 2024", "2024-07-03", DateBasis.BYLINE),
    ("Issued by: A  Attention: News Editors  For immediate release:  3 May 2006  A B", "2006-05-03",
     DateBasis.PUBLISHED_LINE),
]  # fmt: skip
LEFT_ALONE = [
    "Published: July 2",  # no year
    "Published: Monday",
    "By Jane Doe | July 2",
    "Date: 3/4/2024",  # April or March
    "Published: February 31, 2024",  # no day of a calendar
    "LOAD-DATE: December 10, 2015",  # when an archive took it in
    "Copyright 2012 The Example",
    "Correction, July 3, 2024",
    "By Jane Doe, load-date July 2",
    "A photo taken on June 2, 2023, of a march. (Image: John Roe/AFP)",
    "On June 2, 2023, thousands of miners marched through the centre of the city.",
]


def published(text: str) -> tuple[str, DateBasis, str] | None:
    found = find_published(text, find_paragraphs(text), find_dateline(text))
    if found is None or found.span is None:
        return None
    return found.day.isoformat(), found.basis, text[slice(*found.span)]


@pytest.mark.parametrize(("lines", "day", "basis"), READ)
def test_reads(lines: str, day: str, basis: DateBasis) -> None:
    found = published(
        f"Miners march\n\n{lines}\n\n{STORY}" if "Issued" not in lines else lines + STORY
    )
    assert found is not None
    assert found[:2] == (day, basis)
    assert day[:4] in found[2]


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_leaves_alone(line: str) -> None:
    assert published(f"Miners march\n\n{line}\n\n{STORY}") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"LIMA, July 2, 2024 (Reuters) - {STORY}", "2024-07-02"),
        (f"LIMA, July 2 (Reuters) - {STORY}", None),
    ],
)
def test_a_dateline_tells_the_day_only_with_its_year(text: str, day: str | None) -> None:
    found = published(text)
    assert (found and found[0]) == day
    assert found is None or found[1] is DateBasis.DATELINE


PIECES = st.sampled_from(
    ["Published: ", "July ", "31", "2, ", "2024", "0000-99-99", "\n", "By A B ", "99/99/2024"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_read_without_error(text: str) -> None:
    found = find_published(text, find_paragraphs(text), find_dateline(text))
    if found is not None and found.span is not None:
        assert 0 <= found.span.start < found.span.end <= len(text)
