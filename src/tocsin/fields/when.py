"""When: the day of an event, by the article's own words.

>>> from datetime import date
>>> from tocsin.text.times import find_times
>>> text = "Residents rallied on Tuesday after the drill of June 20."
>>> times = find_times(text, date(2024, 7, 2))
>>> when = day_of_event(Span(10, 17), Span(0, len(text)), times, text=text)
>>> when.start, when.resolution.value, [evidence.words for evidence in when.evidence]
('2024-07-02', 'relative', ['Tuesday'])

A sentence often holds several times and several acts, or none, and news goes on about a day told
three sentences before. Every expression near an act is a candidate, and so is silence; what speaks
for each (`when_candidates`) is weighed as coded articles weigh it. Publication is no candidate: it
is the day of only one in five of the acts whose sentence tells none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp

from tocsin.data import read_rows
from tocsin.errors import InvalidValueError
from tocsin.fields.when_candidates import Candidate, find_candidates
from tocsin.fields.when_features import ActInText
from tocsin.text.span import Evidence, Span, overlaps, quote
from tocsin.text.times import Resolution as Resolution
from tocsin.text.times import TimeExpression

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
    """The day that an article tells for an act.

    Args:
        anchor: The word that names the act.
        sentence: The sentence that tells the act.
        times: The time expressions of the article, in the order of the text.
        text: The article.
        marked: Words that a reader marked as the act's time; if they hold expressions, no others
            are weighed.
        published: Publication day; None if unknown.
        status: The act's status; an ongoing act has no last day.

    Returns:
        The day, range or month with the words it rests on, which may stand in another sentence
        (`Resolution.CARRIED`); else an empty value that says why. Weeks are cut to their month and
        seasons to their year, as the coding manual does.
    """
    act = ActInText(anchor, sentence, text, times, published, status)
    found = list(find_candidates(act))
    chosen = [c for c in found if _is_marked(c, marked)] or found
    weights = _weights()
    scored = [(sum(weights.get(f, 0.0) for f in c.features), c) for c in chosen]
    return _when(_likeliest(scored), text)


def _is_marked(candidate: Candidate, marked: Sequence[Span]) -> bool:
    return any(overlaps(time.span, span) for time in candidate.times for span in marked)


@cache
def _weights() -> dict[str, float]:
    """How much each feature of a candidate counts."""
    return {row["feature"]: float(row["weight"]) for row in read_rows("when_weights.tsv")}


def _likeliest(scored: Sequence[tuple[float, Candidate]]) -> Candidate:
    """The best candidate for the days that have the greatest share over all their candidates.

    Where no day is the likeliest answer, an unresolved "Wednesday" is preferred to silence: its
    words are what a reader with a publication date would need.
    """
    top = max(score for score, _ in scored)
    shares: dict[tuple[str | None, str | None], float] = {}
    for score, candidate in scored:
        days = (candidate.start or candidate.end, candidate.end or candidate.start)
        shares[days] = shares.get(days, 0.0) + exp(score - top)
    best = max(shares, key=lambda days: (shares[days], days[0] or "", days[1] or ""))
    fitting = [
        (_is_unresolved(c), score, c)
        for score, c in scored
        if (c.start or c.end, c.end or c.start) == best
    ]
    return max(fitting, key=lambda item: item[:2])[2]


def _is_unresolved(candidate: Candidate) -> bool:
    """Whether a candidate's words would name a day if publication were known."""
    return any(t.resolution is Resolution.NEEDS_PUBLICATION for t in candidate.times)


def _when(candidate: Candidate, text: str) -> When:
    """The value of a candidate, with the words it rests on."""
    evidence = tuple(
        quote(text, time.span, f"time-{candidate.basis}-{time.resolution.value}")
        for time in candidate.times
    )
    start, end = _prefix(candidate.start), _prefix(candidate.end)
    if candidate.basis == "null":
        return NOT_TOLD
    own = candidate.basis == "own"
    resolution = candidate.times[0].resolution if own else Resolution.CARRIED
    return When(start, end, resolution, evidence)


def _prefix(bound: str | None) -> str | None:
    """A bound as the field keeps it; years before the calendar have none."""
    return bound if bound is not None and _PREFIX.fullmatch(bound) else None


# What a report rests on where several sentences tell it, best first.
_PREFERENCE = (
    Resolution.DATED,
    Resolution.RELATIVE,
    Resolution.CARRIED,
    Resolution.NEEDS_PUBLICATION,
    Resolution.VAGUE,
    Resolution.NOT_TOLD,
)


def inherit_day(own: When, others: Sequence[tuple[Span, When]]) -> When:
    """The day of a report that several sentences tell: the one told in the plainest words.

    Args:
        own: The day by the sentence that tells the report best; it wins where others tell theirs
            no more plainly.
        others: Anchor and day of each further sentence about the same report.

    Returns:
        One of the values given. What the sentences around an act tell of other acts is already
        weighed by `day_of_event`.
    """
    return min([own, *(when for _, when in others)], key=lambda w: _PREFERENCE.index(w.resolution))
