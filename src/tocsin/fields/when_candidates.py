"""What could be the day of an act: each time expression near it, or nothing at all.

>>> from datetime import date
>>> from tocsin.text.times import find_times
>>> text = "Residents rallied on Tuesday."
>>> act = ActInText(Span(10, 17), Span(0, 29), text, find_times(text, date(2024, 7, 2)))
>>> [(c.start, c.basis) for c in find_candidates(act)]
[('2024-07-02', 'own'), (None, 'null')]

A candidate knows its days and the features that speak for or against it; how much each feature
counts is in `when_weights.tsv`, learned from coded articles (see `training/when_ranker.py`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.text.span import Span, distance, overlaps
from tocsin.text.times import Resolution, TimeExpression
from tocsin.text.times_rules import Kind

_DAY, _MONTH = 10, 7  # characters of ISO prefixes
_WEEKS = re.compile(r"\bweeks?\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekend", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:-|–|—|to|through|until|till|and)\s*(?:the\s+)?", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?\Z", re.IGNORECASE)
_HARD = re.compile(
    r"[.!?;]\s|\b(?:who|which|whose|where|when|while|although|though|because|whereas)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|following|before|ahead\s+of|since|despite|amid)\b", re.IGNORECASE)
_SOFT = re.compile(r",|\b(?:and|but|that|as)\b", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|saying|announced|according)\b", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”]")
_LEAD = re.compile(
    r"\b(on|in|at|since|until|by|from|after|before|following|of|during|said|and)\s+"
    r"(?:the\s+)?\Z",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_PERFECT = re.compile(r"\b(?:has|have|had)\b(?:\s+\w+)?\s*\Z", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|be|been|being)\b(?:\s+\w+)?\s*\Z", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:will|would|could|should|may|might|must|to)\s*\Z", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]?[A-Z])|\n[^\S\n]{0,8}\n")
_PARAGRAPH = re.compile(r"\n[^\S\n]{0,8}\n")
_DATE_LINE = re.compile(
    r"\W{0,3}(?:first\s+|last\s+)?(?:published|updated|posted|modified|date|dated|issued)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"today|tonight|this\s+(?:morning|afternoon|evening)", re.IGNORECASE)
_RECENT = ("same", "yesterday", "week", "month")
_SUBORDINATE = re.compile(
    r"(?:^|[,.;“\"]\s*)(after|before|following|when|while|as|since|despite|until|although)\b"
    r"[^,;]*\Z",
    re.IGNORECASE,
)
_LINE = 200  # code points of a line that are read for "Published:"
_LOOK_BACK = 24  # code points before an expression in which its preposition stands
_REACH_ON = 400  # code points after the sentence that are looked at
_REACH_BETWEEN = 1_500  # code points between act and time that are read; counts saturate before
_MOST_OWN, _MOST_FIRST, _MOST_LAST = 30, 3, 40  # expressions weighed in a sentence and before it
_HEAD = 600  # code points of an article's head, where the main day is told
_STEPS = (8, 20, 40, 80, 160)
_OPENINGS = frozenset(
    re.findall(
        r"\w+",
        "he she they it we i the a an in on at but and meanwhile earlier later also since after "
        "before police this that these some other one",
    )
)


@dataclass(frozen=True, slots=True)
class ActInText:
    """An act and all that is known of the times around it.

    Attributes:
        anchor: The word that names the act.
        sentence: The sentence that tells it.
        text: The article.
        times: The time expressions of the article, in the order of the text.
        marked: Words that a reader marked as the act's time.
        published: Publication day; None if unknown.
        status: The act's status ("planned").
    """

    anchor: Span
    sentence: Span
    text: str
    times: Sequence[TimeExpression]
    marked: Sequence[Span] = ()
    published: date | None = None
    status: str = "happened"


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
    dated = _dated(act)
    own = [time for time in dated if overlaps(time.span, act.sentence)]
    if len(own) > _MOST_OWN:
        own = sorted(own, key=lambda time: distance(act.anchor, time.span))[:_MOST_OWN]
        own.sort(key=lambda time: time.span)
    context = _Context(act, own, _main_days(act))
    for time in own:
        yield _candidate(act, time, own, "own", _own_features(context, time))
    before, after = _around(act, dated)
    for time in before:
        yield _candidate(act, time, before, "before", _before_features(context, time, before))
    for time in after:
        yield _candidate(act, time, after, "after", _after_features(context, time))
    yield Candidate(None, None, "null", (), _null_features(context, before))


def _dated(act: ActInText) -> list[TimeExpression]:
    """The article's dates, without those of its date lines; a quoted "today" is the day told."""
    found: list[TimeExpression] = []
    told: TimeExpression | None = None
    for time in act.times:
        if time.kind not in (Kind.DATE, Kind.TIME) or _in_date_line(act.text, time):
            continue
        quoted = told is not None and _is_quoted_today(act.text, time)
        found.append(replace(time, start=told.start, end=told.end) if told and quoted else time)
        if time.start and len(time.start) == _DAY and not quoted and _side(act, time) in _RECENT:
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


@dataclass(frozen=True, slots=True)
class _Context:
    """An act with the expressions of its sentence and the days that its article tells most."""

    act: ActInText
    own: Sequence[TimeExpression]
    days: Sequence[str]

    @property
    def has_own(self) -> int:
        return min(1, len(self.own))


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


def _own_features(context: _Context, time: TimeExpression) -> tuple[str, ...]:
    """Where an expression of the sentence stands as seen from the act."""
    act, own = context.act, context.own
    ahead = time.span.start < act.anchor.start
    left, right = (time.span, act.anchor) if ahead else (act.anchor, time.span)
    between = act.text[left.end : right.start][:_REACH_BETWEEN]
    nearest = min(own, key=lambda other: (distance(act.anchor, other.span), other.span))
    side = "left" if ahead else "right"
    features = [
        "own",
        f"own:{side}",
        f"own:{side}:distance={_step(len(between))}",
        f"own:{side}:hard={min(2, len(_HARD.findall(between)))}",
        f"own:{side}:after={min(1, len(_AFTER.findall(between)))}",
        f"own:soft={min(3, len(_SOFT.findall(between)))}",
        f"own:{side}:speech={min(1, len(_SPEECH.findall(between)))}",
        f"own:quotes={min(2, len(_QUOTES.findall(between)))}",
        f"own:lead={_lead(act.text, time)}",
        f"own:lead={_lead(act.text, time)}:grain={_grain(time)}",
        f"own:{side}:near={_step(len(between)) < 3}:grain={_grain(time)}",  # noqa: PLR2004
        f"own:rivals={min(3, len(own) - 1)}",
        *_kind_features(act, time, "own"),
    ]
    if time is nearest:
        features.append("own:nearest")
    if between.count("(") != between.count(")"):
        features.append("own:parenthesis")
    clause = act.text[max(act.sentence.start, left.start - _REACH_BETWEEN) : left.start]
    border = _SUBORDINATE.search(clause[-_LINE:])
    if border and "," in between:
        features += [f"own:{side}:subordinate", f"own:{side}:subordinate={border[1].lower()}"]
    if _POSSESSIVE.match(act.text, time.span.end):
        near = not ahead or len(between) > 40  # noqa: PLR2004 -- a noun phrase is shorter
        features.append("own:possessive:far" if near else "own:possessive:near")
    if any(overlaps(time.span, span) for span in act.marked):
        features.append("own:marked")
    return tuple(features)


def _before_features(
    context: _Context, time: TimeExpression, before: Sequence[TimeExpression]
) -> tuple[str, ...]:
    """How far back an expression stands, and whether it is the article's first or the last told."""
    act = context.act
    between = _gap(act, time)
    near = _near(between)
    features = [
        "before",
        f"before:sentences={min(6, len(_ENDS.findall(between)))}",
        f"before:paragraphs={min(4, len(_PARAGRAPH.findall(between)))}",
        f"before:own={context.has_own}",
        f"before:lead={_lead(act.text, time)}",
        f"before:status={act.status}",
        f"before:near={near}:own={context.has_own}",
        *(f"before:near={near}:{part}" for part in _verb(act)),
        *(f"before:near={near}:{part}" for part in _opening(act)),
        *_main_features(context, time, "before"),
        *_kind_features(act, time, "before"),
    ]
    if time is before[-1]:
        features.append("before:last")
    if time is before[0] and time.span.start < _HEAD:
        features.append("before:first")
    return tuple(features)


def _gap(act: ActInText, time: TimeExpression) -> str:
    """The text between an expression and the sentence after it, at most what is read of it."""
    return act.text[max(time.span.end, act.sentence.start - _REACH_BETWEEN) : act.sentence.start]


def _after_features(context: _Context, time: TimeExpression) -> tuple[str, ...]:
    """How far on an expression stands; the head of an article often dates itself later."""
    act = context.act
    between = act.text[act.sentence.end : time.span.start]
    return (
        "after",
        f"after:sentences={min(3, len(_ENDS.findall(between)))}",
        f"after:own={context.has_own}",
        f"after:head={act.sentence.start < _HEAD // 3}",
        *_main_features(context, time, "after"),
        *_kind_features(act, time, "after"),
    )


def _kind_features(act: ActInText, time: TimeExpression, place: str) -> tuple[str, ...]:
    """How fine an expression is, and how its day lies to publication."""
    grain = _grain(time)
    side = _side(act, time)
    return (
        f"{place}:grain={grain}",
        f"{place}:side={side}",
        f"{place}:side={side}:status={act.status}",
    )


def _grain(time: TimeExpression) -> str:
    if time.start is None:
        return "none" if time.resolution is Resolution.VAGUE else "unresolved"
    if time.start != time.end:
        return "range"
    return {10: "day", 7: "month"}.get(len(time.start), "year")


def _side(act: ActInText, time: TimeExpression) -> str:
    """How a day lies to publication: the same, within a week, a month or a year, older, ahead."""
    if time.start is None or act.published is None or len(time.start) < len("2024"):
        return "unknown"
    today = act.published.isoformat()
    if time.start > today[: len(time.start)]:
        return "ahead"
    if len(time.start) < _DAY:
        return "same" if time.start == today[: len(time.start)] else "past"
    days = (act.published - date.fromisoformat(time.start)).days
    steps = ((0, "same"), (1, "yesterday"), (7, "week"), (31, "month"), (366, "year"))
    return next((name for limit, name in steps if days <= limit), "older")


def _null_features(context: _Context, before: Sequence[TimeExpression]) -> tuple[str, ...]:
    """What speaks for an act without any day."""
    act, own = context.act, context.own
    far = min(6, len(_ENDS.findall(_gap(act, before[-1])))) if before else 7
    quoted = len(_QUOTES.findall(act.text[act.sentence.start : act.anchor.start])) % 2
    return (
        "null",
        f"null:own={min(2, len(own))}",
        f"null:status={act.status}",
        f"null:told={far}",
        f"null:quoted={quoted}",
        f"null:dated={act.published is not None}",
        f"null:days={min(3, len(context.days))}:own={context.has_own}",
        f"null:place={_place(act)}",
        *(f"null:{part}" for part in _verb(act)),
        *(f"null:own={context.has_own}:{part}" for part in _verb(act)),
        *(f"null:told={far}:{part}" for part in _verb(act)),
        *(f"null:{part}" for part in _opening(act)),
    )


def _near(between: str) -> str:
    """How near the text before a sentence is: its own paragraph, the one before, or farther."""
    paragraphs = len(_PARAGRAPH.findall(between))
    sentences = len(_ENDS.findall(between))
    if sentences <= 1:
        return "adjacent" if paragraphs == 0 else "adjacent-paragraph"
    return "close" if sentences <= 3 else "far"  # noqa: PLR2004


def _main_days(act: ActInText) -> list[str]:
    """The days of the week up to publication that the article tells, most often told first."""
    if act.published is None:
        return []
    told: dict[str, int] = {}
    for time in act.times:
        if time.start and _side(act, time) in ("same", "yesterday", "week"):
            told[time.start] = told.get(time.start, 0) + 1
    return sorted((day for day in told if len(day) == _DAY), key=lambda day: (-told[day], day))


def _main_features(context: _Context, time: TimeExpression, place: str) -> tuple[str, ...]:
    """Whether an expression tells the day that the article tells most often."""
    days = context.days
    if not days or time.start not in days:
        return (f"{place}:main=no",)
    return (f"{place}:main={'first' if time.start == days[0] else 'other'}:of={min(3, len(days))}",)


def _place(act: ActInText) -> str:
    """Where in the article the act is told."""
    at = act.sentence.start
    return "head" if at < _HEAD // 2 else "front" if at < 3 * _HEAD else "back"


def _opening(act: ActInText) -> tuple[str, ...]:
    """How the sentence begins and whether it reports speech."""
    sentence = act.text[slice(*act.sentence)][:_REACH_BETWEEN]
    first = sentence.lstrip("\"“‘' ").partition(" ")[0].strip(",").lower()
    speech = "said" if _SPEECH.search(sentence) else "plain"
    return (f"opening={first if first in _OPENINGS else 'other'}", f"speech={speech}")


def _verb(act: ActInText) -> tuple[str, ...]:
    """The form of the act's word and what stands before it: "has condemned", "to march"."""
    word = act.text[slice(*act.anchor)]
    lead = act.text[max(0, act.anchor.start - _LOOK_BACK) : act.anchor.start]
    ending = next((tail for tail in ("ed", "ing", "s") if word.endswith(tail)), "other")
    form = next(
        (
            name
            for name, pattern in (("perfect", _PERFECT), ("present", _PRESENT), ("modal", _MODAL))
            if pattern.search(lead)
        ),
        "plain",
    )
    return (f"ending={ending}", f"form={form}")


def _lead(text: str, time: TimeExpression) -> str:
    """The word before an expression, if it tells how the expression is tied in."""
    match = _LEAD.search(text[max(0, time.span.start - _LOOK_BACK) : time.span.start])
    return match[1].lower() if match else "none"


def _step(length: int) -> int:
    return next((index for index, limit in enumerate(_STEPS) if length <= limit), len(_STEPS))
