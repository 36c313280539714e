"""Headline, byline and first sentence that a feed ran into one line, told apart.

>>> line = "Miners end strike By JANE DOE JOHANNESBURG (AP) — Miners returned to work."
>>> [(line[start:end], kind.value) for (start, end), kind in split_head(line, Span(0, len(line)))]
[('Miners end strike', 'headline'), ('By JANE DOE', 'byline'), \
('JOHANNESBURG (AP) — Miners returned to work.', 'body')]

What stands before the dateline of a story can only be its headline and its authors.
"""

import re

from tocsin.text.dateline import find_dateline
from tocsin.text.paragraph import ParagraphKind
from tocsin.text.span import Span

Part = tuple[Span, ParagraphKind]

# A headline of more than one sentence and a half is the story itself: "... said. BERLIN (AP) -".
_LONGEST_HEADLINE = 250
_INNER_STOP = re.compile(r"[.!?][\"”’]?\s+\S")
_UPPER = r"[^\W\d_a-zß-ÿ]"
_BY = re.compile(rf"\s(?P<by>(?:By|by|BY)\s{_UPPER}\S*\s.{{2,100}}(?<![.!?]))$", re.DOTALL)
# Xinhua and ANA print the author's name between headline and dateline without a "by".
_UNMARKED = frozenset({"ana", "xinhua"})
_NAME = rf"{_UPPER}[^\W\d_]+(?:-{_UPPER}[^\W\d_]+)?"
_TRAILING_NAME = re.compile(rf"(?<=[\w\"'”’])\s(?P<by>(?:ANA\sReporter|{_NAME}\s{_NAME}))$")
_NOTE = re.compile(  # an editor's note: "(SUBS: ADDS POLICE COMMENT)", "(PICS AVAILABLE AT ...)"
    r"\((?:[A-Z\d]{2,12}\s){0,2}(?:SUBS|ADDS?|ADDED|CLARIFIES|CORRECTS?|CHANGES|UPDATES?|EDS|ATT|PICS?"
    r"|PICTURES?|GRAPHICS?|RECASTS|REPEATS|WRITES|REFILES|NOTE)\b[^()]{0,200}\)\s"
    r"|\(=\([A-Z+]{3,30}\)=\)\s"
)
_RELEASE = (
    re.compile(  # "Issued by: Party  Attention: News Editors  For immediate release: 3 May 2006"
        r"Issued\sby:[^:]{1,120}?\s+Attention:\s+News\s+Editors\s+For\s+immediate\s+release:"
        r"(?:\s+\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})?\s+"
    )
)
_LEADING_BY = re.compile(  # "by Jane Doe Two people ...": a name of two words, or one in capitals
    rf"[Bb]y\s(?:{_UPPER}{{2,}}(?:[\s-]{_UPPER}{{2,}}){{1,2}}(?:\s\w+){{0,1}}?(?:\sWriters?)?|{_NAME}\s{_NAME})"
    rf"\s(?={_UPPER}|\d)"
)


def split_head(text: str, span: Span) -> tuple[Part, ...]:
    """Split the first paragraph of a text where a feed ran several into one.

    Args:
        text: Plain text; any string is accepted.
        span: Its first paragraph, without white space at the ends.

    Returns:
        The parts in order, without white space at their ends; the last is BODY, and the only one
        if nothing was run together. A headline without a dateline behind it is not told apart.
    """
    parts: list[Part] = []
    start = span.start
    for pattern, kind in (
        (_NOTE, ParagraphKind.BOILERPLATE),
        (_RELEASE, ParagraphKind.BYLINE),
        (_LEADING_BY, ParagraphKind.BYLINE),
    ):
        match = pattern.match(text, start, span.end)
        if match and match.end() < span.end:
            parts.append((_trim(text, start, match.end()), kind))
            start = match.end()
    start = _trim(text, start, span.end).start
    dateline = find_dateline(text, start, span.end)
    if dateline is not None and dateline.span.start > start:
        agency = text[slice(*dateline.agency)].casefold() if dateline.agency else ""
        headline = _split_headline(text, _trim(text, start, dateline.span.start), agency)
        if headline:
            parts += headline
            start = dateline.span.start
    return (*parts, (Span(start, span.end), ParagraphKind.BODY))


def _split_headline(text: str, head: Span, agency: str) -> list[Part]:
    """Headline and byline of what stands before a dateline; nothing if it is a story of its own."""
    words = text[head.start : head.end]
    found = _BY.search(words) or (_TRAILING_NAME.search(words) if agency in _UNMARKED else None)
    split = head.start + found.start("by") if found else head.end
    headline = _trim(text, head.start, split)
    told = text[headline.start : headline.end]
    if not told or len(told) > _LONGEST_HEADLINE or _INNER_STOP.search(told):
        return []
    byline = [(_trim(text, split, head.end), ParagraphKind.BYLINE)] if found else []
    return [(headline, ParagraphKind.HEADLINE), *byline]


def _trim(text: str, start: int, end: int) -> Span:
    """A range without the white space at its ends; empty at its end if nothing is left."""
    words = text[start:end]
    left = end - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))
