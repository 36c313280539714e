"""A paragraph, and what it is for."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.text.span import Span


class ParagraphKind(StrEnum):
    """What a paragraph is for; only BODY, HEADLINE, HEADING and CAPTION can tell an event."""

    BODY = "body"
    HEADLINE = "headline"
    HEADING = "heading"  # a line between paragraphs: "A rising fear"
    CAPTION = "caption"  # what a photo shows, with its credit
    BYLINE = "byline"  # author, author's description, "Published: ..."
    BOILERPLATE = "boilerplate"  # tagline, "Watch LIVE", "Most recent", share bars


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its kind; the span carries no white space at its ends."""

    span: Span
    kind: ParagraphKind
