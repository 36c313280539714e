r"""Which lines of a plain text belong together.

>>> text = "One paragraph a line.\nAnother."
>>> [text[start:end] for start, end in find_blocks(text)]
['One paragraph a line.', 'Another.']

News arrives in two shapes: one paragraph a line, or lines wrapped at a column with blank lines
between paragraphs. Whether a line was wrapped is asked of the text as a whole: in a wrapped text
the first word of a line would hardly ever have fitted on the line before.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tocsin.text.span import Span

# Whatever `str.splitlines` takes for a line end, bar the three ASCII separators \x1c to \x1e.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_STOPPED = re.compile(r"[.!?:;…][\"'”’)\]]{0,3}$")
# Mail and news readers wrap at 65 to 80 columns, newspaper archives at 80; nothing wraps at 120.
_WIDEST_WRAP = 120
_FEWEST_PAIRS = 3
# Wrapped texts of newspaper archives and wire dumps have .8 to 1.0 here, others below .2.
_WRAPPED_SHARE = 0.6
# A shorter line that ends without a stop is a heading or an item of a list, not a broken sentence.
_SHORTEST_BROKEN = 40


def find_blocks(text: str) -> tuple[Span, ...]:
    """Find the paragraphs of a text, whatever they are for.

    Args:
        text: Plain text; any string is accepted.

    Returns:
        One span a paragraph, in order, without white space at its ends; together they hold every
        character that is not white space. Indented first lines without a blank line between
        paragraphs are not told apart from wrapped lines.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines)
    capitals = width > 0 and text.isupper()
    blocks: list[Span] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _continues(text, (previous, line), width, capitals=capitals):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(Span(line.start, line.end))
        previous = line
    return tuple(blocks)


class _Line(NamedTuple):
    """A line without white space at its ends, and the column in which it ends."""

    start: int
    end: int
    column: int


def _lines(text: str) -> list[_Line]:
    """Every line with something on it."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            start = match.start() + indent
            found.append(_Line(start, start + len(words), indent + len(words)))
    return found


def _wrap_width(text: str, lines: Sequence[_Line]) -> int:
    """The column at which the lines of a text were wrapped; 0 if they were not."""
    if len(lines) <= _FEWEST_PAIRS:
        return 0
    columns = sorted(line.column for line in lines)
    width = columns[(len(columns) * 19) // 20]  # the odd long address may stand out
    if width > _WIDEST_WRAP:
        return 0
    pairs = [pair for pair in pairwise(lines) if _adjacent(text, *pair)]
    full = sum(_was_full(text, *pair, width) for pair in pairs)
    return width if len(pairs) >= _FEWEST_PAIRS and full >= _WRAPPED_SHARE * len(pairs) else 0


def _continues(text: str, pair: tuple[_Line, _Line], width: int, *, capitals: bool) -> bool:
    """Whether the second of two lines goes on with the paragraph of the first."""
    previous, line = pair
    if not _adjacent(text, previous, line):
        return False
    if width and _was_full(text, previous, line, width):
        return True
    return (
        (capitals or text[line.start].islower())
        and (width > 0 or previous.end - previous.start >= _SHORTEST_BROKEN)
        and not _STOPPED.search(text, max(previous.start, previous.end - 4), previous.end)
    )


def _adjacent(text: str, previous: _Line, line: _Line) -> bool:
    """Whether no blank line stands between two lines."""
    gap = text[previous.end : line.start]
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n") <= 1


def _was_full(text: str, previous: _Line, line: _Line, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    word = text[line.start : min(line.end, line.start + width)].split(maxsplit=1)[0]
    return previous.column + 1 + len(word) > width
