r"""On which day an article was published, by its own words.

>>> text = "Miners march\nBy Jane Doe\nPublished: July 2, 2024\nThousands marched on Monday."
>>> found = find_published(text, find_paragraphs(text), None)
>>> found.day.isoformat(), found.basis.value
('2024-07-02', 'published-line')

Only a full date with its year counts, and only where articles print the day they were published:
around the story, not in it. The clock and the file's own date are never asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tocsin.text.article import DateBasis, Published
from tocsin.text.dateline import Dateline
from tocsin.text.furniture import DATE_LINE
from tocsin.text.layout import Paragraph, ParagraphKind, find_paragraphs
from tocsin.text.span import Span

__all__ = ["find_paragraphs", "find_published"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
_REST = r"[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"\b(?:(?P<m1>{_NAMES}){_REST}\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m2>{_NAMES}){_REST},?[\s-](?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y4>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:published|posted|first\spublished|this\sstory\sis\sfrom|issued|immediate\srelease|date:)",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_MONTHS_OF_YEAR = 12


def find_published(
    text: str, paragraphs: Sequence[Paragraph], dateline: Dateline | None
) -> Published | None:
    """Find the publication day of an article in its text.

    Args:
        text: The article.
        paragraphs: Its paragraphs.
        dateline: Its dateline, if it has one.

    Returns:
        The day by the strongest rule that applies: a line that says "published" (then "updated"),
        a byline with a date, a line that is only a date, a dateline with a year. None if no full
        date is told; "3/4/2024" alone is none, since it names two days.
    """
    found = sorted(_dated_lines(text, paragraphs), key=lambda pair: pair[0])
    if found:
        return found[0][1]
    if dateline is not None and dateline.date is not None:
        return _read_date(text, dateline.date, DateBasis.DATELINE)
    return None


def _dated_lines(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Published]]:
    """Dates of the lines around a story, each with the rank of its rule, in order."""
    for paragraph in paragraphs:
        words = text[paragraph.span.start : paragraph.span.end]
        if paragraph.kind is not ParagraphKind.BYLINE:
            continue
        if DATE_LINE.fullmatch(words):
            rank, basis = 3, DateBasis.DATE_LINE
        elif _FIRST.search(words):
            rank, basis = 0, DateBasis.PUBLISHED_LINE
        elif _LATER.search(words):
            rank, basis = 1, DateBasis.PUBLISHED_LINE
        else:
            rank, basis = 2, DateBasis.BYLINE
        published = _read_date(text, paragraph.span, basis)
        if published is not None:
            yield rank, published


def _read_date(text: str, span: Span, basis: DateBasis) -> Published | None:
    """The first full date within a span; None if there is none, or it is no day of a calendar."""
    match = _DATE.search(text, span.start, span.end)
    day = _day(match) if match else None
    return Published(day, basis, Span(*match.span())) if match and day else None


def _day(match: re.Match[str]) -> date | None:
    """The day that a matched date names."""
    if match["y4"]:
        first, second = int(match["a"]), int(match["b"])
        if first != second and max(first, second) <= _MONTHS_OF_YEAR:
            return None
        year, month, day = int(match["y4"]), min(first, second), max(first, second)
    elif match["y3"]:
        year, month, day = int(match["y3"]), int(match["m3"]), int(match["d3"])
    else:
        name = match["m1"] or match["m2"]
        year, month = int(match["y1"] or match["y2"]), _MONTHS.index(name.lower()[:3]) + 1
        day = int(match["d1"] or match["d2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
