"""The head of a wire story: "SKOPJE, March 3 (Reuters) -".

>>> find_dateline("SKOPJE, March 3 (Reuters) - Crowds filled the square.")
Dateline(span=Span(start=0, end=27), place=Span(start=0, end=6), date=Span(start=8, end=15), \
agency=Span(start=17, end=24))

A dateline tells where (and on which day) a story was filed, not where anything happened. It
opens the first paragraph, or follows the headline where a feed ran both into one line.
"""

import re
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.text.span import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story was filed, when, and by which agency, each by the words that say so.

    Attributes:
        span: From the place to the dash or colon, inclusive.
        place: The town, with its country or state where given ("SEOUL, South Korea").
        date: The day ("March 3", "July 2, 2024"); None if not given.
        agency: The name in brackets ("Reuters"); None if not given.
    """

    span: Span
    place: Span
    date: Span | None
    agency: Span | None


# How far into a paragraph its dateline may stand: behind a headline and a byline at most.
_REACH = 400
_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_UPPER = r"[^\W\d_a-zß-ÿ]"
# Names in capitals: "SEOUL/UNITED NATIONS", "O'SMACH", "ST. LOUIS".
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|['’./-](?=[^\W\d_])|\.(?=\s)|\s(?={_UPPER}{{2}})){{2,40}}"
_NAME = rf"{_UPPER}[\w'’.-]{{1,20}}"
_REGION = rf"(?:,\s{_NAME}(?:\s(?:of|and|the|{_NAME})){{0,4}})?"
_DASH = rf"\s?(?:[-–—]{{1,2}}|_)(?=\s|{_UPPER})"
_WIRE = re.compile(
    rf"(?<!\w)(?P<place>(?:(?P<capitals>{_CAPITALS})|(?:(?P<first>[A-Z][\w.]{{1,6}})\s)?{_NAME})"
    rf"{_REGION})(?:,?\s(?P<date>{_DAY}))?"
    rf"\s?\((?P<agency>(?:dpa|{_UPPER}[\w ,/&.-]{{1,30}}))\)(?:{_DASH}|:(?=\s))"
)
_BARE = re.compile(
    rf"(?:^|(?<=[.?!]\s))(?P<place>(?P<capitals>{_CAPITALS}){_REGION})(?:,?\s(?P<date>{_DAY}))?"
    rf"(?:\s{_DASH}|\s?[–—]|:(?=\s))"
)
# "Skopje - Crowds ...": a name of one or two words and a dash with space on both sides.
_MIXED = re.compile(
    rf"(?P<place>{_NAME}(?:\s{_NAME})?)(?:,\s(?P<date>{_DAY}))?\s[-–—]{{1,2}}\s(?=[A-Z\"“])"
)
_AFTER_BY = re.compile(r"\b[Bb][Yy]\s$")
_AUTHOR = re.compile(r"\S+\s\S+\s(?=\S)")  # "JANE DOE " in "JANE DOE BANGKOK"
_AFTER_DASH = re.compile(r"\s[-–—]\s$")
_FIRST_WORD = re.compile(r"\S+\s(?=\S)")


def find_dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """Find the dateline of a story.

    Args:
        text: Plain text; any string is accepted.
        start: Where the paragraph starts.
        end: Where it ends; None for the end of the text.

    Returns:
        The first dateline, or None. A network's name in brackets alone ("(CNN)") is none, and so
        is a word in capitals that is known to be no town ("QUESTION:").
    """
    stop = len(text) if end is None else end
    head = text[start : min(stop, start + _REACH)]
    match = _wire(head) or _BARE.search(head) or _MIXED.match(head)
    if match is None or match["place"].casefold() in _words("label"):
        return None
    known = match.groupdict()

    def span(group: str) -> Span | None:
        return (
            Span(start + match.start(group), start + match.end(group)) if known.get(group) else None
        )

    first = _place_start(head, match)
    place = Span(start + first, start + match.end("place"))
    return Dateline(Span(place.start, start + match.end()), place, span("date"), span("agency"))


def _wire(head: str) -> re.Match[str] | None:
    """First town with an agency in brackets; in capitals or with a known agency inside a line."""
    for match in _WIRE.finditer(head):
        if match["capitals"] or match.start() == 0:
            return match
        if match["agency"].casefold() in _words("agency"):
            return match
    return None


def _place_start(head: str, match: re.Match[str]) -> int:
    """Where the town starts, without the words before it that feeds run into it.

    "By JANE DOE BANGKOK (AP)" and "- NATO BRUSSELS (Sputnik)" leave "BANGKOK" and
    "BRUSSELS"; "police Brussels (dpa)" is "Brussels", and "talks New York (dpa)" keeps "New".
    """
    start = match.start("place")
    before = head[max(0, start - 4) : start]
    if match.groupdict().get("capitals"):
        swallowed = (_AFTER_BY.search(before) and _AUTHOR.match(match["capitals"])) or (
            _AFTER_DASH.search(before) and _FIRST_WORD.match(match["capitals"])
        )
        return start + (swallowed.end() if swallowed else 0)
    first = match.groupdict().get("first")
    if first and start > 0 and first.casefold() not in _words("first"):
        return start + len(first) + 1
    return start


@cache
def _words(kind: str) -> frozenset[str]:
    """All words of a kind in the table of wire heads."""
    return frozenset(row["word"] for row in read_rows("wire.tsv") if row["kind"] == kind)
