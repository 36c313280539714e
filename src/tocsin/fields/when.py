"""When: the day of an event, by the article's own words.

>>> from datetime import date
>>> from tocsin.text.times import find_times
>>> text = "Residents rallied on Tuesday after the drill of June 20."
>>> times = find_times(text, date(2024, 7, 2))
>>> when = day_of_event(Span(10, 17), Span(0, len(text)), times, text=text)
>>> when.start, when.resolution.value, [evidence.words for evidence in when.evidence]
('2024-07-02', 'relative', ['Tuesday'])

A sentence often holds several times and several acts. The one that governs an act stands nearest to
it with the fewest clause borders between them; a time inside "after the drill of June 20" belongs
to the drill. Where no expression governs, the field says so; what neighbouring sentences tell is
joined in by `inherit_day`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.errors import InvalidValueError
from tocsin.text.span import Evidence, Span, distance, overlaps, quote
from tocsin.text.times import Resolution as Resolution
from tocsin.text.times import TimeExpression
from tocsin.text.times_rules import Kind

_PREFIX = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """The day or days of an event.

    Attributes:
        start: First day as an ISO 8601 prefix: "2024-06-25", "2024-06" (some day of June), "2024";
            None where the text cannot tell.
        end: Last day, inclusive, in the same form; equal to `start` for one day.
        resolution: How the days came about, or why there are none.
        evidence: The words that tell it, even where they could not be resolved.

    Raises:
        InvalidValueError: A bound is no ISO date prefix, or the end lies before the start.
    """

    start: str | None
    end: str | None
    resolution: Resolution
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        for bound in (self.start, self.end):
            if bound is not None and not _PREFIX.fullmatch(bound):
                raise InvalidValueError(f"not a date, a month or a year: {bound!r}")
        if self.start and self.end and self.start[: len(self.end)] > self.end[: len(self.start)]:
            raise InvalidValueError(f"an event cannot last from {self.start} to {self.end}")


NOT_TOLD = When(None, None, Resolution.NOT_TOLD)

# Words between an act and a time that begin another clause, with what each costs in code points.
_BORDER = re.compile(
    r"(?P<hard>[.!?;]\s|\b(?:who|which|whose|where|when|while|although|though|because|whereas)\b)"
    r"|(?P<after>\b(?:after|following|before|ahead\s+of|since|despite|amid)\b)"
    r"|(?P<soft>,|\b(?:and|but|that|as|said|saying|told)\b|[\"“”])"
)
_COSTS = {"hard": 60, "after": 70, "soft": 12}
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?\Z", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:-|–|—|to|through|until|till|and)\s*(?:the\s+)?", re.IGNORECASE)
_LOOK_BACK = 16  # code points before an expression in which its preposition stands


def day_of_event(  # noqa: PLR0913 -- what a reader knows of one act; a record would be made only here
    anchor: Span,
    sentence: Span,
    times: Sequence[TimeExpression],
    *,
    text: str,
    marked: Sequence[Span] = (),
    published: date | None = None,
    status: str = "happened",
) -> When:
    """The day that the sentence of an act tells for it.

    Args:
        anchor: The word that names the act.
        sentence: The sentence to look in.
        times: The time expressions of the article, in the order of the text.
        text: The article.
        marked: Words that a reader marked as the act's time: these come first.
        published: Publication day; "this week" ends on it for an act that has happened.
        status: The act's status; an ongoing act has no last day.

    Returns:
        The day, range or month of the expression that governs the act; without one, an empty value
        that says so. Other sentences are not looked at.
    """
    here = [t for t in times if overlaps(t.span, sentence) and t.kind in (Kind.DATE, Kind.TIME)]
    chosen = [t for t in here if any(overlaps(t.span, span) for span in marked)] or here
    if not chosen:
        return NOT_TOLD
    best = min(chosen, key=lambda t: (_cost(anchor, t, text), t.span))
    when = _when(best, here, text, status)
    return _clip(when, published) if published and status == "happened" else when


def _clip(when: When, published: date) -> When:
    """A range that reaches past publication ends there, for an act that has happened."""
    today = published.isoformat()
    if when.end and when.start and len(when.end) == len(today) and when.start < today < when.end:
        return replace(when, end=today)
    return when


def _cost(anchor: Span, time: TimeExpression, text: str) -> int:
    """How far a time stands from an act: code points, and the borders of clauses between them."""
    left, right = sorted((anchor, time.span))
    between = text[left.end : right.start]
    borders = sum(_COSTS[match.lastgroup or "soft"] for match in _BORDER.finditer(between))
    vague = 40 if time.start is None and time.resolution is Resolution.VAGUE else 0
    return distance(anchor, time.span) + borders + vague


def _when(time: TimeExpression, here: Sequence[TimeExpression], text: str, status: str) -> When:
    """The value of the chosen expression, with the other end of its range."""
    first, last = _range(time, here, text)
    evidence = tuple(quote(text, t.span, _rule(t)) for t in dict.fromkeys((first, last)))
    start, end = _prefix(first.start), _prefix(last.end)
    before = text[max(0, first.span.start - _LOOK_BACK) : first.span.start]
    if status == "ongoing" or (_SINCE.search(before) and first is last):
        end = None
    if _UNTIL.search(before) and first is last:
        start, end = None, _prefix(last.end)
    if start and end and start[: len(end)] > end[: len(start)]:
        start, end = _prefix(time.start), _prefix(time.end)
    return When(start, end, time.resolution, evidence)


def _prefix(bound: str | None) -> str | None:
    """A bound as the field keeps it; years before the calendar have none."""
    return bound if bound is not None and _PREFIX.fullmatch(bound) else None


def _rule(time: TimeExpression) -> str:
    return f"time-{time.resolution.value}"


def _range(
    time: TimeExpression, here: Sequence[TimeExpression], text: str
) -> tuple[TimeExpression, TimeExpression]:
    """First and last expression of the range that a time belongs to: "June 25-27"."""
    index = here.index(time)
    for left, right in ((index, index + 1), (index - 1, index)):
        if left < 0 or right >= len(here):
            continue
        one, two = here[left], here[right]
        joined = _JOINT.fullmatch(text[one.span.end : two.span.start])
        if joined and one.start and two.end and one.start < two.end:
            return one, two
    return time, time


def inherit_day(own: When, others: Sequence[tuple[Span, When]]) -> When:
    """A day for an act whose own sentence tells none, from the acts around it."""
    if own.resolution is not Resolution.NOT_TOLD:
        return own
    for _, when in others:
        if when.resolution is not Resolution.NOT_TOLD:
            return replace(when, evidence=when.evidence)
    return own
