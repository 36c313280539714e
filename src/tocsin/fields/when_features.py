"""What speaks for or against a day: where its words stand, how fine they are, what they follow.

>>> act = ActInText(Span(10, 17), Span(0, 29), "Residents rallied on Tuesday.", ())
>>> context = Context(act, (), ())
>>> [name for name in null_features(context, ()) if name.startswith("null:own=0:")]
['null:own=0:ending=ed', 'null:own=0:form=plain']

A feature is a name: how much it counts is in `when_weights.tsv`, learned from coded articles (see
`training/when_ranker.py`). Counts saturate and distances come in steps, so that a feature means
the same in a short article and in a long one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tocsin.text.span import Span, distance
from tocsin.text.times import Resolution, TimeExpression

_DAY, _MONTH = 10, 7  # characters of ISO prefixes
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
_SUBORDINATE = re.compile(
    r"(?:\A[“\"‘'(]{0,2}(after|before|following|when|while|as|since|despite|until|although)\b.*"
    r"|[,.;“\"]\s*(after|before|following|when|while|as|since|despite|until|although)\b[^,;]*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_LINE = 200  # code points of a line that are read for "Published:"
_LOOK_BACK = 24  # code points before an expression in which its preposition stands
_REACH_BETWEEN = 1_500  # code points between act and time that are read; counts saturate before
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
        published: Publication day; None if unknown.
        status: The act's status ("planned").
    """

    anchor: Span
    sentence: Span
    text: str
    times: Sequence[TimeExpression]
    published: date | None = None
    status: str = "happened"


@dataclass(frozen=True, slots=True)
class Context:
    """An act with the expressions of its sentence and the days that its article tells most."""

    act: ActInText
    own: Sequence[TimeExpression]
    days: Sequence[str]

    @property
    def has_own(self) -> int:
        """1 if the sentence has an expression of its own, else 0."""
        return min(1, len(self.own))


def own_features(context: Context, time: TimeExpression) -> tuple[str, ...]:
    """Where an expression of the sentence stands as seen from the act."""
    act, own = context.act, context.own
    ahead = time.span.start < act.anchor.start
    left, right = (time.span, act.anchor) if ahead else (act.anchor, time.span)
    between = act.text[left.end : right.start][:_REACH_BETWEEN]
    lead, grain = _lead(act.text, time), _grain(time)
    nearest = min(own, key=lambda other: _remoteness(act, other))
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
        f"own:lead={lead}",
        f"own:lead={lead}:grain={grain}",
        f"own:{side}:near={_step(len(between)) < 3}:grain={grain}",  # noqa: PLR2004
        f"own:rivals={min(3, len(own) - 1)}",
        *_kind_features(act, time, "own"),
    ]
    if time is nearest:
        features.append("own:nearest")
    if between.count("(") != between.count(")"):
        features.append("own:parenthesis")
    clause = act.text[max(act.sentence.start, left.start - _LINE) : left.start].lstrip()
    border = _SUBORDINATE.search(clause)
    if border and "," in between:
        word = (border[1] or border[2]).lower()
        features += [f"own:{side}:subordinate", f"own:{side}:subordinate={word}"]
    if _POSSESSIVE.match(act.text, time.span.end):
        near = not ahead or len(between) > 40  # noqa: PLR2004 -- a noun phrase is shorter
        features.append("own:possessive:far" if near else "own:possessive:near")
    return tuple(features)


def _remoteness(act: ActInText, time: TimeExpression) -> tuple[int, bool, Span]:
    """How far an expression stands; of two as near, the one behind ("the year ended July 2")."""
    return distance(act.anchor, time.span), time.span < act.anchor, time.span


def before_features(
    context: Context, time: TimeExpression, before: Sequence[TimeExpression]
) -> tuple[str, ...]:
    """How far back an expression stands, and whether it is the article's first or the last told."""
    act = context.act
    between = _gap(act, time)
    sentences, paragraphs = len(_ENDS.findall(between)), len(_PARAGRAPH.findall(between))
    near = _near(sentences, paragraphs)
    features = [
        "before",
        f"before:sentences={min(6, sentences)}",
        f"before:paragraphs={min(4, paragraphs)}",
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


def after_features(context: Context, time: TimeExpression) -> tuple[str, ...]:
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
    side = side_of(act, time)
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


def side_of(act: ActInText, time: TimeExpression) -> str:
    """How a day lies to publication: the same, within a week, a month or a year, older, ahead."""
    if time.start is None or act.published is None or len(time.start) < len("2024"):
        return "unknown"
    return _side(time.start, act.published)


@lru_cache(maxsize=1 << 10)  # every act of an article asks for the same days
def _side(start: str, published: date) -> str:
    today = published.isoformat()
    if start > today[: len(start)]:
        return "ahead"
    if len(start) < _DAY:
        return "same" if start == today[: len(start)] else "past"
    days = (published - date.fromisoformat(start)).days
    steps = ((0, "same"), (1, "yesterday"), (7, "week"), (31, "month"), (366, "year"))
    return next((name for limit, name in steps if days <= limit), "older")


def null_features(context: Context, before: Sequence[TimeExpression]) -> tuple[str, ...]:
    """What speaks for an act without any day."""
    act, own = context.act, context.own
    far = min(6, len(_ENDS.findall(_gap(act, before[-1])))) if before else 7
    quoted = len(_QUOTES.findall(_lead_in(act))) % 2
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


def _lead_in(act: ActInText) -> str:
    """The sentence up to the act, at most what is read of it."""
    first = max(act.sentence.start, act.anchor.start - _REACH_BETWEEN)
    return act.text[first : act.anchor.start]


def _near(sentences: int, paragraphs: int) -> str:
    """How near the text before a sentence is: its own paragraph, the one before, or farther."""
    if sentences <= 1:
        return "adjacent" if paragraphs == 0 else "adjacent-paragraph"
    return "close" if sentences <= 3 else "far"  # noqa: PLR2004


def main_days(act: ActInText) -> list[str]:
    """The days of the week up to publication that the article tells, most often told first."""
    if act.published is None:
        return []
    told: dict[str, int] = {}
    for time in act.times:
        if time.start and side_of(act, time) in ("same", "yesterday", "week"):
            told[time.start] = told.get(time.start, 0) + 1
    return sorted((day for day in told if len(day) == _DAY), key=lambda day: (-told[day], day))


def _main_features(context: Context, time: TimeExpression, place: str) -> tuple[str, ...]:
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
    return _opening_of(act.text, act.sentence)


@lru_cache(maxsize=64)  # each day that an act may have asks for it
def _opening_of(text: str, sentence_span: Span) -> tuple[str, ...]:
    start, end = sentence_span
    sentence = text[start : min(end, start + _REACH_BETWEEN)]
    first = sentence.lstrip("\"“‘' ").partition(" ")[0].strip(",").lower()
    speech = "said" if _SPEECH.search(sentence) else "plain"
    return (f"opening={first if first in _OPENINGS else 'other'}", f"speech={speech}")


def _verb(act: ActInText) -> tuple[str, ...]:
    """The form of the act's word and what stands before it: "has condemned", "to march"."""
    return _verb_of(act.text, act.anchor)


@lru_cache(maxsize=64)  # each day that an act may have asks for it
def _verb_of(text: str, anchor: Span) -> tuple[str, ...]:
    word = text[slice(*anchor)]
    lead = text[max(0, anchor.start - _LOOK_BACK) : anchor.start]
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
