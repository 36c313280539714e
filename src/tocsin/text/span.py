"""Where words stand in an article, and which words a value rests on.

>>> text = "A rally was held in Pyongyang."
>>> span = Span(20, 29)
>>> quote(text, span, "place-after-in").words
'Pyongyang'
"""

from dataclasses import dataclass
from typing import NamedTuple

from tocsin.errors import InvalidValueError


class Span(NamedTuple):
    """Half-open range of code points in `Article.text`: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that a value rests on, and the rule that read them.

    Attributes:
        span: Where the words stand in `Article.text`.
        words: `Article.text[span.start:span.end]`, kept so that a row can be read without its text.
        rule: Short name of the rule that made a value of the words ("weekday-before-publication").

    Raises:
        InvalidValueError: The span is empty or negative, or does not have the length of the words.
    """

    span: Span
    words: str
    rule: str

    def __post_init__(self) -> None:
        if (
            self.span.start < 0
            or self.span.end - self.span.start != len(self.words)
            or not self.words
        ):
            raise InvalidValueError(f"no words {self.words!r} can stand at {tuple(self.span)}")


def quote(text: str, span: Span, rule: str) -> Evidence:
    """Evidence for the words of `text` at `span`.

    Raises:
        InvalidValueError: The span is empty or reaches outside the text.
    """
    return Evidence(span, text[span.start : span.end], rule)


def overlaps(left: Span, right: Span) -> bool:
    """Whether two spans share at least one code point; an empty span shares none."""
    return max(left.start, right.start) < min(left.end, right.end)


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def distance(left: Span, right: Span) -> int:
    """Code points between two spans; 0 where they touch or overlap."""
    return max(0, max(left.start, right.start) - min(left.end, right.end))
