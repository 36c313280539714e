"""Find the quotations in a text, whatever marks it uses.

>>> text = 'He said: "We heard ‘no’ twice." The “rally" ended.'
>>> [text[start:end] for start, end in find_quotations(text)]
['"We heard ‘no’ twice."', '‘no’', '“rally"']

Marks are paired by a stack within one paragraph, and the shape of the text decides what a mark
does: typists close with “ and open with ”, and an apostrophe looks like a closing mark. A double
mark that is never closed speaks to the end of its paragraph, as news style has it when a speech
goes on in the next one; a single mark that is never closed is an apostrophe.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tocsin.text.span import Span

# Four or more in a row are an ornament; skipping them also keeps hostile text cheap.
_MARK = re.compile(r"[\"“”„‟«»‹›‘’'`]{4,}|''|``|[\"“”„‟«»‹›‘’'`]|\n[^\S\n]*\n")
_OPENERS = {"“": "double", "„": "double", "‟": "double", "``": "double", "«": "angle",
            "‹": "angle", "‘": "single", "`": "single"}  # fmt: skip
_CLOSERS = {"”": "double", "»": "angle", "›": "angle"}
_EITHER = {'"': "double", "''": "double", "'": "single", "’": "single"}
_ORNAMENT = 4
# Nobody nests deeper; hostile text does, and each closing mark would search the whole stack.
_DEEPEST = 6


class _Open(NamedTuple):
    """A mark that still waits for its partner."""

    family: str
    start: int


def find_quotations(text: str) -> tuple[Span, ...]:
    """Find every quotation, nested ones too, with its marks.

    Quotation marks around a single word ("so-called") count as well. A quotation that runs over
    paragraphs gives one span a paragraph. Dialogue that is introduced by a dash is not found.

    Args:
        text: Any string.

    Returns:
        Spans in the order of their start; an outer quotation stands before those inside it.
    """
    return tuple(sorted(_pairs(text), key=lambda span: (span.start, -span.end)))


def outermost(quotations: tuple[Span, ...]) -> tuple[Span, ...]:
    """Those of the quotations, as `find_quotations` orders them, that lie in no other one."""
    kept: list[Span] = []
    for span in quotations:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def touching(quotations: tuple[Span, ...], span: Span) -> Iterator[Span]:
    """Those of the outermost quotations that share a character with a span, in order."""
    place = bisect_right(quotations, span.start, key=lambda mark: mark.end)
    while place < len(quotations) and quotations[place].start < span.end:
        yield quotations[place]
        place += 1


def _pairs(text: str) -> Iterator[Span]:
    """Pair the marks of each paragraph."""
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            yield from _left_open(text, stack, match.start())
            stack.clear()
        elif len(mark) < _ORNAMENT:
            yield from _pair(text, match, stack)
    yield from _left_open(text, stack, len(text))


def _pair(text: str, match: re.Match[str], stack: list[_Open]) -> Iterator[Span]:
    """Let one mark close what is open, or put it on the stack."""
    mark, start = match.group(), match.start()
    family = _OPENERS.get(mark) or _CLOSERS.get(mark) or _EITHER[mark]
    if _closes(text, match, stack, family):
        opened = stack.pop()
        while opened.family != family:
            opened = stack.pop()
        yield Span(opened.start, match.end())
    elif _opens(text, match):
        if stack and family == "double" and _starts_line(text, start):
            yield from _left_open(text, stack, start)
            stack.clear()
        if len(stack) < _DEEPEST:
            stack.append(_Open(family, start))


def _closes(text: str, match: re.Match[str], stack: list[_Open], family: str) -> bool:
    """Whether a mark ends an open quotation: 'go."' does, ' "go' does not."""
    if not any(opened.family == family for opened in stack):
        return False
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    if match.group() in _CLOSERS:
        return True
    if match.group() in _OPENERS:  # “go,“ he said
        return not before.isspace() and not after.isalnum()
    if family == "single":
        return not before.isspace() and not after.isalnum()
    return not before.isspace() or not after.strip() or not after.isalnum()


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a mark can begin a quotation: not in "don't", "6\\"" or after the last word."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if match.group() in _CLOSERS or match.group() == "’":
        return not before.strip() and after.isalnum() and match.group() != "’"
    return not before.isalnum() and bool(after)


def _starts_line(text: str, offset: int) -> bool:
    """Whether nothing but the line's start stands before a mark."""
    return offset == 0 or text[offset - 1] == "\n"


def _left_open(text: str, stack: list[_Open], end: int) -> Iterator[Span]:
    """The outermost double quotation that no mark closed, to the paragraph's end."""
    for opened in stack:
        if opened.family != "single":
            while text[end - 1].isspace():
                end -= 1
            if end - opened.start > 1:
                yield Span(opened.start, end)
            return
