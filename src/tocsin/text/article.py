"""An article: its untouched text, and what is known about it from outside the text.

The text never changes after reading: every span of every later stage indexes into it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.text.span import Span


class DateBasis(StrEnum):
    """Which rule gave the publication date."""

    GIVEN = "given"  # the user said so
    RECORD = "record"  # the field `published` of an input record
    PUBLISHED_LINE = "published-line"  # "Published: July 2, 2024"
    BYLINE = "byline"  # "By Jane Doe | July 2, 2024"
    DATE_LINE = "date-line"  # a line that holds nothing but a date
    DATELINE = "dateline"  # "PYONGYANG, July 2, 2024 (Reuters) -"


@dataclass(frozen=True, slots=True)
class Published:
    """The day on which an article was published.

    Attributes:
        day: The calendar day at the outlet; no time of day is kept.
        basis: The rule that gave it.
        span: The words that say so; None where they stand outside the text.
    """

    day: date
    basis: DateBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it came in.

    Attributes:
        id: Name of the article in its input, unique within a run.
        text: The article as given, decoded and otherwise untouched.
        title: The headline; it need not stand in the text.
        outlet: Who published it, as worded in the input.
        author: The byline's name or names, as worded.
        dateline: The place at the head of a wire story ("Skopje"), as worded.
        published: Publication day and the rule that gave it; None if nothing tells.
        url: Where it was published, as given; never fetched.
        sha256: Hash of the bytes that it came from, in hex.
        dateline_span: The dateline's words from place to dash; None if there is none.
        note: What reading it had to say: 'published "soon" is no date'; empty if nothing.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    dateline: str | None = None
    published: Published | None = None
    url: str | None = None
    sha256: str = ""
    dateline_span: Span | None = None
    note: str = ""
