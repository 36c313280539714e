"""What could be the day of an act: each time expression near it, or nothing at all.

>>> from datetime import date
>>> from tocsin.text.times import find_times
>>> text = "Residents rallied on Tuesday."
>>> act = ActInText(Span(10, 17), Span(0, 29), text, find_times(text, date(2024, 7, 2)))
>>> [(c.start, c.basis) for c in find_candidates(act)]
[('2024-07-02', 'own'), (None, 'null')]

A candidate knows its days and the features that speak for or against it (`when_features`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.fields.when_features import (
    ActInText,
    Context,
    after_features,
    before_features,
    main_days,
    null_features,
    own_features,
    side_of,
)
from tocsin.fields.when_others import is_of_another
from tocsin.text.span import Span, distance, overlaps
from tocsin.text.times import TimeExpression
from tocsin.text.times_rules import Kind

_DAY, _MONTH = 10, 7  # characters of ISO prefixes
_WEEKS = re.compile(r"\bweeks?\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekend", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:-|–|—|to|through|until|till|and)\s*(?:the\s+)?", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?\Z", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"\W{0,3}(?:first\s+|last\s+)?(?:published|updated|posted|modified|date|dated|issued)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"today|tonight|this\s+(?:morning|afternoon|evening)", re.IGNORECASE)
_RECENT = ("same", "yesterday", "week", "month")
# "After the drill of June 20, Seoul criticised it": the day of the drill alone. Too rare in coded
# articles for its weight to be learned.
_OF_ANOTHER = frozenset(f"own:left:subordinate={word}" for word in ("after", "following", "before"))
_LINE = 200  # code points of a line that are read for "Published:"
_LOOK_BACK = 24  # code points before an expression in which its preposition stands
_REACH_BACK, _REACH_AHEAD = 20_000, 4_000  # code points before and after the act, at most
_MOST_HEAD = 20  # expressions of the article's head
_REACH_ON = 400  # code points after the sentence that are looked at
_REACH_BETWEEN = 1_500  # code points between act and time that are read; counts saturate before
_MOST_OWN, _MOST_FIRST, _MOST_LAST = 30, 3, 40  # expressions weighed in a sentence and before it


@dataclass(frozen=True, slots=True)
class Candidate:
    """Days that may be those of an act.

    Attributes:
        start: First day as an ISO prefix; None for unknown.
        end: Last day, inclusive; None for unknown or open.
        basis: Where it comes from: its "own" sentence, "before" or "after" it, or "null".
        times: The expressions it rests on.
        features: What speaks for or against it, by name.
    """

    start: str | None
    end: str | None
    basis: str
    times: tuple[TimeExpression, ...]
    features: tuple[str, ...]


def find_candidates(act: ActInText) -> Iterator[Candidate]:
    """All candidates: those of the sentence, those around it, and nothing.

    A range is one candidate, although two expressions tell it.
    """
    seen: set[tuple[Span, ...]] = set()
    for candidate in _all_candidates(act):
        spans = tuple(time.span for time in candidate.times)
        if not spans or spans not in seen:
            seen.add(spans)
            yield candidate


def _all_candidates(act: ActInText) -> Iterator[Candidate]:
    act = replace(act, times=_in_reach(act))
    dated = _dated(act)
    own = [time for time in dated if overlaps(time.span, act.sentence)]
    if len(own) > _MOST_OWN:
        own = sorted(own, key=lambda time: distance(act.anchor, time.span))[:_MOST_OWN]
        own.sort(key=lambda time: time.span)
    context = Context(act, own, main_days(act))
    for time in own:
        features = own_features(context, time)
        if not _OF_ANOTHER.intersection(features) and not is_of_another(act, time.span):
            yield _candidate(act, time, own, "own", features)
    before, after = _around(act, dated)
    for time in before:
        yield _candidate(act, time, before, "before", before_features(context, time, before))
    for time in after:
        yield _candidate(act, time, after, "after", after_features(context, time))
    yield Candidate(None, None, "null", (), null_features(context, before))


def _in_reach(act: ActInText) -> Sequence[TimeExpression]:
    """The expressions of the article's head and those not too far from the act."""
    until = min(act.sentence.end + _REACH_ON, act.anchor.end + _REACH_AHEAD)
    first = bisect_left(act.times, act.anchor.start - _REACH_BACK, key=_start)
    last = bisect_left(act.times, until, key=_start)
    return [*act.times[: min(first, _MOST_HEAD)], *act.times[first:last]]


def _start(time: TimeExpression) -> int:
    return time.span.start


def _dated(act: ActInText) -> list[TimeExpression]:
    """The article's dates, without those of its date lines; a quoted "today" is the day told."""
    found: list[TimeExpression] = []
    told: TimeExpression | None = None
    for time in act.times:
        if time.kind not in (Kind.DATE, Kind.TIME) or _in_date_line(act.text, time):
            continue
        quoted = told is not None and _is_quoted_today(act.text, time)
        found.append(replace(time, start=told.start, end=told.end) if told and quoted else time)
        if time.start and len(time.start) == _DAY and not quoted and side_of(act, time) in _RECENT:
            told = time
    return found


def _in_date_line(text: str, time: TimeExpression) -> bool:
    """Whether a date stands in a line that tells when the article appeared."""
    line = max(text.rfind("\n", 0, time.span.start) + 1, time.span.start - _LINE)
    return _DATE_LINE.match(text, line, time.span.start) is not None


def _is_quoted_today(text: str, time: TimeExpression) -> bool:
    """Whether "today" is said by somebody quoted: then it is no day of the article's own."""
    if not _TODAY.search(text, *time.span):
        return False
    before = text[max(0, time.span.start - _REACH_BETWEEN) : time.span.start]
    paragraph = before[before.rfind("\n\n") + 1 :]
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _around(
    act: ActInText, dated: Sequence[TimeExpression]
) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """The last expression before the sentence of every day told there; those soon after it."""
    first, last = act.sentence
    told = [time for time in dated if time.start is not None]
    before = {(t.start, t.end): t for t in told if t.span.end <= first}
    after = [time for time in told if last <= time.span.start < last + _REACH_ON]
    ordered = sorted(before.values(), key=lambda time: time.span)
    if len(ordered) > _MOST_FIRST + _MOST_LAST:
        ordered = [*ordered[:_MOST_FIRST], *ordered[-_MOST_LAST:]]
    return ordered, after


def _candidate(
    act: ActInText,
    time: TimeExpression,
    near: Sequence[TimeExpression],
    basis: str,
    features: tuple[str, ...],
) -> Candidate:
    """The days of an expression, with the other end of its range, as the field keeps them."""
    one, two = range_of(time, near, act.text)
    start, end = _bounds(act, one)[0], _bounds(act, two)[1]
    if start and end and start[: len(end)] > end[: len(start)]:
        start, end = _bounds(act, time)
        one = two = time
    if one is two and basis == "own":
        start, end = _open(act, time, start, end)
    if act.status == "ongoing" and start:
        end = None
    return Candidate(start, end, basis, tuple(dict.fromkeys((one, two))), features)


def _bounds(act: ActInText, time: TimeExpression) -> tuple[str | None, str | None]:
    """First and last day; a week is cut to its month, as coders do, and a quarter to its year."""
    start, end = time.start, time.end
    if start is None or end is None or len(start) < len("2024"):
        return None, None
    words = act.text[slice(*time.span)]
    if _WEEKS.search(words) and not _WEEKEND.search(words):
        middle = (date.fromisoformat(start) + timedelta(days=3)).isoformat()[:_MONTH]
        return (middle, middle) if start != end else (start[:_MONTH], start[:_MONTH])
    if len(start) == _MONTH and start != end:
        return start[:4], end[:4]
    return start, end


def _open(
    act: ActInText, time: TimeExpression, start: str | None, end: str | None
) -> tuple[str | None, str | None]:
    """Reads "since the 23rd": it has no end, "until July 27" no beginning."""
    lead = act.text[max(0, time.span.start - _LOOK_BACK) : time.span.start]
    if _SINCE.search(lead):
        return start, None
    return (None, end) if _UNTIL.search(lead) else (start, end)


def range_of(
    time: TimeExpression, near: Sequence[TimeExpression], text: str
) -> tuple[TimeExpression, TimeExpression]:
    """First and last expression of the range that a time belongs to: "June 25-27"."""
    index = near.index(time)
    for left, right in ((index, index + 1), (index - 1, index)):
        if left < 0 or right >= len(near):
            continue
        one, two = near[left], near[right]
        joined = _JOINT.fullmatch(text[one.span.end : two.span.start])
        if joined and one.start and two.end and one.start < two.end:
            return one, two
    return time, time
