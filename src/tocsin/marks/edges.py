"""Whole names and phrases out of marked words: a marked half of a name is made whole.

>>> text = "On Monday Kim Jong Un visited the United States."
>>> span = whole(text, Span(10, 18), Span(0, len(text)))
>>> text[span.start : span.end]
'Kim Jong Un'

A network marks word by word, so that a mark may end inside a name ("Kim Jong" of "Kim Jong Un") or
on a word that wants another ("a crowd of"). What is added are only words of the same name, an
article before it, and the dot of an abbreviation.
"""

import re
from collections.abc import Iterable

from tocsin.text.span import Span, covers

_NAME = r"[^\W\d_a-z][\w'’.&-]{0,40}"
_BEFORE = re.compile(rf"(?:\b(?:{_NAME})\s{{1,2}})\Z")
_AFTER = re.compile(rf"\s{{1,2}}({_NAME})(?<![.'’-])")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s{1,2}\Z", re.IGNORECASE)
_LOOSE_END = re.compile(
    r"(?:\s{1,2}(?:of|the|a|an|and|or|by|in|to|for|from|with)|[\s,;:(\[\"“])+\Z"
)
_LOOSE_START = re.compile(r"(?:(?:of|and|or|by|to|for|from|with|that)\s{1,2}|[\s,;:)\]\"”])+")
_JOIN = re.compile(r"\s{0,2}(?:(?:of|[\d][\d,.]{0,12})\s{1,2})?")
_REACH = 60  # characters looked at on either side: longer names are not made whole
# Words with a capital that are no part of the name after them.
_STARTERS = frozenset(
    {
        "On", "In", "At", "The", "A", "An", "After", "Before", "When", "While", "As", "But",
        "And", "For", "From", "With", "By", "To", "If", "It", "He", "She", "They", "We", "I",
        "This", "That", "These", "Those", "According", "Meanwhile", "However", "Last", "Earlier",
        "Later", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    }
)  # fmt: skip


def whole(text: str, span: Span, sentence: Span) -> Span:
    """The span with loose words at its ends left out and broken names made whole.

    Args:
        text: The article.
        span: Marked words, inside the sentence.
        sentence: Where to stay.

    Returns:
        A span inside the sentence; the same one where nothing is broken or nothing would be left.
    """
    start, end = span
    if (loose := _LOOSE_START.match(text, start, end)) and loose.end() < end:
        start = loose.end()
    if (loose := _LOOSE_END.search(text, start, end)) and loose.start() > start:
        end = loose.start()
    start, end = _leftward(text, start, sentence), _rightward(text, start, end, sentence)
    if text[end : end + 1] == "." and "." in text[start:end].rpartition(" ")[2]:
        end += 1  # "the U.S" and its dot
    return Span(start, min(end, sentence.end)) if start < end else span


def _leftward(text: str, start: int, sentence: Span) -> int:
    """Start of the name that the word at `start` ends, with its article."""
    while text[start : start + 1].isupper():
        found = _BEFORE.search(text, max(sentence.start, start - _REACH), start)
        if found is None or found.group().strip() in _STARTERS:
            break
        start = found.start()
    article = _ARTICLE.search(text, max(sentence.start, start - 5), start)
    return article.start() if article else start


def _rightward(text: str, start: int, end: int, sentence: Span) -> int:
    """End of the name whose first words end at `end`."""
    last = text[start:end].split()[-1:]
    if not last or not last[0][:1].isupper() or last[0].endswith((".", "'s", "’s")):
        return end
    while found := _AFTER.match(text, end, min(sentence.end, end + _REACH)):
        end = found.end(1)
    return end


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, none inside another; what only a space, "of" or a number parts is one."""
    result: list[Span] = []
    for span in sorted(set(spans)):
        if result and (covers(result[-1], span) or _touch(text, result[-1], span)):
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _touch(text: str, left: Span, right: Span) -> bool:
    """Whether nothing but a space, "of" or a number stands between two spans, or they overlap."""
    return right.start <= left.end or bool(_JOIN.fullmatch(text, left.end, right.start))
