r"""What kind of paragraph each part of an article is.

>>> text = "Watch LIVE\n\nMiners march in Lima\n\nBy Jane Doe\n\nThousands marched on Monday."
>>> [paragraph.kind.value for paragraph in find_paragraphs(text)]
['boilerplate', 'headline', 'byline', 'body']

A paragraph is judged by its own words first (`furniture`), then by what stands around it. In
doubt it is BODY: furniture read as a story costs a little time, a story read as furniture costs
an event.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tocsin.data import read_rows
from tocsin.text.dateline import find_dateline
from tocsin.text.furniture import DATE_LINE, read_furniture
from tocsin.text.head import split_head
from tocsin.text.lines import find_blocks
from tocsin.text.paragraph import Paragraph, ParagraphKind
from tocsin.text.span import Span

__all__ = ["Paragraph", "ParagraphKind", "find_paragraphs"]

_LONGEST_HEADLINE = 200
# Some papers end their headlines with a stop: "Miners win." Longer ones are first sentences.
_LONGEST_STOPPED = 110
_LONGEST_HEADING = 100
_LONGEST_TAGLINE = 40
_LONGEST_NAME = 5
_LONGEST_BIO = 400
_LONGEST_JUDGED = 1000
_SHORTEST_PROSE = 60
# How many paragraphs from the end an author may be described in.
_TAIL = 4
_STOP = re.compile(r"[.!?…:;,](?:[\"'”’)\]]|\[\d{1,3}\]){0,4}$")
_INNER_STOP = re.compile(r"[^.\s]{3}[.!?][\"”’]?\s+[\"“A-Z]")
_TOLD = re.compile(
    r"\b(?:said|says|told|today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
# Newspaper archives print the outlet's name and the date above the headline, and fields below it.
_ARCHIVE = re.compile(r"(?:SECTION|LENGTH|BYLINE):")
_HEAD = 12
_TAGLINE = re.compile(r"(?:[\w'’-]+[,.]?\s?){1,5}[.!]?")
_PERSON = re.compile(  # two names, or three with an initial or a particle
    r"[A-Z][\w.-]{0,20}\s(?:(?:[A-Z]\.?|[Dd]e|[Vv]an|[Vv]on|[Aa]l|[Bb]in)\s){0,2}[A-Z][\w'’-]{1,20}(?<!['’]s)"
)
_ABOUT = re.compile(r"\s(?:\w+\s){0,2}?(?:is|was|writes|covers|works|has|reports|studies|lives)\b")
_BIO = re.compile(
    r"[^.!?]{2,200}[.!?]?[^.!?]{0,100}\bcan\sbe\sreached\s(?:at|by|on)\b|(?:[A-Z][\w.'’-]{0,20}\s){1,4}(?:is|are)\s(?:an?|the)\s[^.]{0,120}?\b(?:writer|reporter|editor"
    r"|correspondent|columnist|journalist|freelancer|contributor|blogger|intern|producer)s?\b"
)


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Find every paragraph of a text and what it is for.

    Args:
        text: Plain text of an article; any string is accepted.

    Returns:
        The paragraphs in order, without white space at their ends; together they hold every
        character that is not white space, once. Where a feed ran headline, byline and story into
        one line, each is a paragraph of its own.
    """
    blocks = find_blocks(text)
    lines = _with_split_head(text, [(span, read_furniture(_start(text, span))) for span in blocks])
    told = [_Line(_start(text, span), kind) for span, kind in lines]
    _mark_authors(told)
    _mark_head(told)
    _mark_headings(told)
    return tuple(
        Paragraph(span, line.kind or ParagraphKind.BODY)
        for (span, _), line in zip(lines, told, strict=True)
    )


@dataclass(slots=True)
class _Line:
    """The start of a paragraph, and what it is for as far as known yet."""

    words: str
    kind: ParagraphKind | None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as told, not as a title."""
        size = len(self.words)
        return size > _LONGEST_HEADLINE or (size >= _SHORTEST_PROSE and self.is_stopped)

    @property
    def is_stopped(self) -> bool:
        """Whether it ends as a sentence or a clause does."""
        return _STOP.search(self.words, max(0, len(self.words) - 12)) is not None


def _start(text: str, span: Span) -> str:
    """As much of a paragraph as its kind can depend on, so that judging is never slow."""
    return text[span.start : min(span.end, span.start + _LONGEST_JUDGED)]


def _with_split_head(
    text: str, lines: Sequence[tuple[Span, ParagraphKind | None]]
) -> list[tuple[Span, ParagraphKind | None]]:
    """Put the parts of the first paragraph that is no furniture in its place."""
    first = next((index for index, (_, kind) in enumerate(lines) if kind is None), None)
    if first is None:
        return list(lines)
    parts = split_head(text, lines[first][0])
    if len(parts) == 1:
        return list(lines)
    return [*lines[:first], *parts, *lines[first + 1 :]]


def _mark_authors(lines: Sequence[_Line]) -> None:
    """Mark a name with the description of its bearer below it, and authors described at the end."""
    for name, about in pairwise(lines):
        if (
            about.kind is None
            and len(about.words) <= _LONGEST_BIO
            and _PERSON.fullmatch(name.words)
        ):
            first_name = name.words.split()[0]
            if about.words.startswith(first_name) and _ABOUT.match(about.words, len(first_name)):
                name.kind = about.kind = ParagraphKind.BYLINE
    unknown = [line for line in lines if line.kind is None]
    for line in unknown[-_TAIL:]:
        if len(unknown) > _TAIL and len(line.words) <= _LONGEST_BIO and _BIO.match(line.words):
            line.kind = ParagraphKind.BYLINE


def _mark_head(lines: Sequence[_Line]) -> None:
    """Mark headline, tagline and names before the first paragraph that tells something."""
    if any(line.kind is ParagraphKind.HEADLINE for line in lines):
        return
    start = next((index for index, line in enumerate(lines) if _tells(line)), len(lines))
    titles = [index for index in range(start) if lines[index].kind is None]
    for index in _before_headline(lines, titles):
        lines[index].kind = ParagraphKind.BOILERPLATE
        titles.remove(index)
    if not titles:
        titles = [start] if _is_stopped_headline(lines, start) else []
    elif lines[titles[0]].is_stopped and not lines[titles[0]].words.endswith((";", "!", "…")):
        titles = titles if _is_stopped_headline(lines, titles[0]) else []
    if titles:
        _mark_titles(lines, titles)


def _mark_titles(lines: Sequence[_Line], titles: Sequence[int]) -> None:
    """Mark the headline, its second line, and what stands between them and the story."""
    first = titles[0]
    lines[first].kind = ParagraphKind.HEADLINE
    if lines[first].words.endswith(";") and lines[first + 1 :] and lines[first + 1].kind is None:
        lines[first + 1].kind = ParagraphKind.HEADLINE
    for index in titles[1:]:
        line = lines[index]
        if line.kind is None and not line.is_stopped:
            person = _PERSON.fullmatch(line.words)
            line.kind = ParagraphKind.BYLINE if person else ParagraphKind.HEADING


def _tells(line: _Line) -> bool:
    """Whether a paragraph is of the story itself, as far as known yet."""
    return line.kind is ParagraphKind.BODY or (line.kind is None and line.is_prose)


def _before_headline(lines: Sequence[_Line], titles: Sequence[int]) -> list[int]:
    """Titles that stand before the headline: an outlet's slogan, or its name above the date."""
    if not titles or titles[0] + 1 >= len(lines):
        return []
    first = titles[0]
    if len(titles) > 1 and _is_masthead(lines[first].words):
        return [first, *_before_headline(lines, titles[1:])]
    if first == 0 and DATE_LINE.fullmatch(lines[1].words):
        return [first] if any(_ARCHIVE.match(line.words) for line in lines[:_HEAD]) else []
    slogan = lines[first].words
    return [
        first
        for second in titles[1:2]
        if len(slogan) <= _LONGEST_TAGLINE
        and slogan.endswith((".", "!"))
        and _TAGLINE.fullmatch(slogan)
        and not lines[second].is_stopped
    ]


def _is_masthead(words: str) -> bool:
    """Whether a line is nothing but an outlet's name: "The Daily Example"."""
    names = words.split()
    return (
        len(words) <= _LONGEST_TAGLINE
        and 1 < len(names) <= _LONGEST_NAME
        and all(name[0].isupper() for name in names)
        and names[-1].casefold() in _papers()
    )


@cache
def _papers() -> frozenset[str]:
    """Words that end a newspaper's name."""
    return frozenset(row["word"] for row in read_rows("outlets.tsv") if row["kind"] == "proper")


def _is_stopped_headline(lines: Sequence[_Line], start: int) -> bool:
    """Whether the first sentence of a text stands alone above its story: "X trashes Y."."""
    story = [line for line in lines[start + 1 :] if line.kind is None][:2]
    if len(story) < 2 or len(lines[start].words) > _LONGEST_STOPPED:  # noqa: PLR2004
        return False
    words = lines[start].words
    below = story[0]
    return (
        not _INNER_STOP.search(words)
        and not _TOLD.search(words)
        and not words.endswith((":", ","))
        and find_dateline(words) is None
        and (words.endswith(";") or (below.is_prose and len(below.words) > len(words)))
    )


def _mark_headings(lines: Sequence[_Line]) -> None:
    """Mark short lines without a stop between the paragraphs of the story."""
    begun = False
    for line in lines:
        if _tells(line):
            begun = True
        elif begun and line.kind is None and len(line.words) <= _LONGEST_HEADING:
            title = line.words[0].isupper() or line.words[0].isdigit() or line.words[0] in "'\"‘“"
            asks = line.words.endswith("?")
            if title and (asks or not line.is_stopped):
                line.kind = ParagraphKind.HEADING
