"""Where sentences begin and end.

>>> text = "Gen. Smith left at 6 p.m. Monday. “We won!” the U.S. envoy said."
>>> paragraphs = (Paragraph(Span(0, len(text)), ParagraphKind.BODY),)
>>> [text[span.start : span.end] for span, _ in find_sentences(text, paragraphs)]
['Gen. Smith left at 6 p.m. Monday.', '“We won!” the U.S. envoy said.']

A stop ends a sentence unless what stands around it says otherwise: an abbreviation before it, a
small letter after it. Where a stop after an acronym could be either ("the U.S. The ..."), the next
word decides: only words that rarely follow a name begin a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tocsin.data import read_rows
from tocsin.text.paragraph import Paragraph, ParagraphKind
from tocsin.text.span import Span

__all__ = ["Paragraph", "ParagraphKind", "find_sentences"]

# Nothing that people write as one sentence is longer; what is gets cut at a space.
_LONGEST = 2_000
_LONGEST_WORD = 30
# So many characters of any text with capitals hold the first word and a name.
_JUDGED = 300
_FEWEST_CAPITALS = 2
_CAPITAL = re.compile("[A-Z]")
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
_STOP = re.compile(
    # a straight quote with a letter behind it opens: 'said."We won.'
    r"[.!?…]{1,8}(?:[”’»)\]]|\[\d{1,3}\]|[\"'](?![^\W_])){0,4}"
    # a blank follows, or the next sentence was glued on by whoever scraped the page
    r"(?:(?=\s)|(?<=[a-z\d)\"”’][.!?][\"”’])(?=[A-Z\"“])|(?<=[a-z)][.!?])(?=[\"“]?[A-Z][a-z]+[\s,’']))"
)
_NEXT = re.compile(
    rf"\s*(?P<quote>[{re.escape(_OPENERS)}—–-]{{0,4}}\s?)(?P<word>[^\W_][\w.'’-]{{0,30}})?"
)
_SPEAKER = re.compile(
    r"\s+(?:[A-Z][\w.'’-]{0,20}\s){1,3}(?:said|says|asked|told|added|wrote|tweeted|replied|declared)\b"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.){1,6}[^\W\d_]{0,2}|Ph\.D")
_SHOUTED = re.compile(r"[^a-z]+")


def find_sentences(text: str, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Span, int], ...]:
    """Find the sentences of a text.

    Args:
        text: Plain text; any string is accepted.
        paragraphs: Its paragraphs, in order.

    Returns:
        Each sentence's span without white space at its ends, and the index of its paragraph, in
        order; every paragraph's characters that are not white space are in exactly one sentence.
        Sentences never cross paragraphs. One of more than 2,000 characters is cut at a space.
    """
    found: list[tuple[Span, int]] = []
    for index, paragraph in enumerate(paragraphs):
        for span in _sentences(text, paragraph.span):
            found.extend((piece, index) for piece in _cut(text, span))
    return tuple(found)


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Sentences of one paragraph, of any length."""
    start = paragraph.start
    small = _is_small(text, paragraph)
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _ends(text, start, match, small=small):
            yield Span(start, match.end())
            start = match.end()
            while start < paragraph.end and text[start].isspace():
                start += 1
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _is_small(text: str, paragraph: Span) -> bool:
    """Whether a paragraph has lost its capitals ("the congress met. it decided ...")."""
    head = text[paragraph.start : min(paragraph.end, paragraph.start + _JUDGED)]
    return len(head) == _JUDGED and len(_CAPITAL.findall(head)) < _FEWEST_CAPITALS


def _ends(text: str, start: int, match: re.Match[str], *, small: bool) -> bool:
    """Whether a stop ends the sentence that began at `start`."""
    following = _NEXT.match(text, match.end())
    word = (following["word"] if following else None) or ""
    if word[:1].islower() and not small:
        return False
    stop = match.group()
    if stop[-1] in _CLOSERS and _SPEAKER.match(text, match.end()):  # "“Who?” Doe asked"
        return False
    before = _word_before(text, start, match.start())
    if not stop.startswith(".") or stop.startswith(".."):
        return stop != "!" or before not in _abbreviations("shout")
    if stop == ".":
        return _ends_at_dot(before, word, alone=match.start() - len(before) == start, small=small)
    return before.casefold().lstrip(_OPENERS) not in _abbreviations("title") or stop[-1] not in ")]"


def _ends_at_dot(before: str, word: str, *, alone: bool, small: bool) -> bool:
    """Whether a dot between two words ends a sentence; `alone` if the first word opens it."""
    bare = before.lstrip(_OPENERS)
    key = bare.casefold() if small or _SHOUTED.fullmatch(bare) else bare
    if not bare or (alone and bare.isdecimal()):  # "1. Close the border"
        return bool(before) and not bare.isdecimal()
    if (
        len(bare) == 1 and bare.isalpha() and (small or bare.isupper())
    ):  # initials; "I" is also a word and a numeral
        return _starts(word)
    if key in _abbreviations("title") or bare in _abbreviations("title"):
        return False
    if key in _abbreviations("number") or bare in _abbreviations("number"):
        return not word[:1].isdecimal() and (key not in _abbreviations("month") or _starts(word))
    if (
        _ACRONYM.fullmatch(bare)
        or key in _abbreviations("either")
        or bare in _abbreviations("either")
    ):
        return _starts(word)
    return True


def _starts(word: str) -> bool:
    """Whether a word begins a sentence rather than going on after an abbreviation."""
    return not word or word.split("'")[0].split("’")[0].casefold() in _abbreviations("starter")


def _word_before(text: str, start: int, end: int) -> str:
    """The word that a stop follows: "U.S" in "the U.S."."""
    head = text[max(start, end - _LONGEST_WORD) : end]
    words = head.split()
    return words[-1] if words and not head[-1].isspace() else ""


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence in pieces of bearable length, cut at spaces where there are any."""
    start, end = span
    while end - start > _LONGEST:
        blank = max(
            text.rfind(" ", start + 1, start + _LONGEST),
            text.rfind("\n", start + 1, start + _LONGEST),
        )
        stop = blank if blank > start else start + _LONGEST
        piece = text[start:stop].rstrip()
        yield Span(start, start + len(piece))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


@cache
def _abbreviations(kind: str) -> frozenset[str]:
    """All words of a kind in the table of abbreviations."""
    return frozenset(row["word"] for row in read_rows("stops.tsv") if row["kind"] == kind)
