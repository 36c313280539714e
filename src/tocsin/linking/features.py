"""What speaks for two reports telling one event, and what against: a list of small questions.

Each feature answers with one of its outcomes and how strongly it holds, from 0 to 1. What an
outcome is worth stands in `link-weights.tsv`; the sentence that people read stands beside it here.
A feature that cannot say anything answers None, which counts for nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from tocsin.fields.what import EventType, Status
from tocsin.linking.facts import Bounds, Days, Facts, Grain, Name, Spot
from tocsin.linking.words import cosine

Outcome = tuple[str, float]
Ask = Callable[[Facts, Facts], Outcome | None]
NEAR_KM = 30.0  # two names within it are one town and its outskirts, or one told from the next
_MISSED = frozenset({"near", "apart"})
_NEAR_DAYS = 3  # a range that is missed by less is a range told loosely
_TOGETHER, _WEEK, _MONTH = 1, 7, 31  # days between two publications
_VOWELS = str.maketrans("", "", "aeiouyāēīōūâêîôûáéíóúäëïöü'-")
_SKELETON = 3  # consonants that make a name known again


def day(left: Facts, right: Facts) -> Outcome:
    """How the days told go together."""
    outcome = day_outcome(left.days, right.days)
    return ("weekday" if outcome in _MISSED and may_be_one_day(left, right) else outcome), 1.0


def may_be_one_day(left: Facts, right: Facts) -> bool:
    """Whether a weekday of one report may mean the very day that the other tells."""
    return any(
        one.instead and other.days.grain is Grain.DAY and one.instead == other.days.first
        for one, other in ((left, right), (right, left))
    )


def day_outcome(left: Days, right: Days) -> str:
    """How two stretches of days go together: "same", "next", "within", "month", "apart" ..."""
    grains = {left.grain, right.grain}
    if Grain.NONE in grains:
        return "untold" if len(grains) == 1 else "one-untold"
    gap = days_between(left, right)
    if not gap and left.grain is right.grain is Grain.DAY:
        return "same"
    if gap:
        return "next" if gap == 1 else ("near" if gap <= _NEAR_DAYS else "apart")
    for grain in (Grain.YEAR, Grain.OPEN, Grain.MONTH, Grain.RANGE):
        if grain in grains:
            return grain.value if len(grains) == 1 else f"within-{grain.value}"
    return "same"


def days_between(left: Days, right: Days) -> int:
    """Days from the end of the earlier to the start of the later; 0 where they meet."""
    return max(0, max(left.first, right.first) - min(left.last, right.last))


def published(left: Facts, right: Facts) -> Outcome | None:
    """How far apart the articles were published."""
    ours, theirs = left.story.published, right.story.published
    if not ours or not theirs:
        return None
    return published_outcome(abs(ours - theirs)), 1.0


def published_outcome(gap: int) -> str:
    """How far apart two articles are by the days between them."""
    spans = (("together", _TOGETHER), ("week", _WEEK), ("month", _MONTH))
    return next((name for name, most in spans if gap <= most), "later")


def place(left: Facts, right: Facts) -> Outcome:
    """How the places go together."""
    return place_outcome(left.spot, right.spot), 1.0


def place_outcome(left: Spot, right: Spot) -> str:
    """How two places go together: "venue", "city", "near", "towns", "country", "countries" ..."""
    if left.city and right.city:
        return _cities(left, right)
    if left.country and right.country:
        if left.country != right.country:
            return "countries"
        return "venue" if left.venue & right.venue else "country"
    told = [spot for spot in (left, right) if spot.country or spot.city]
    return ("untold", "one-untold")[len(told)] if len(told) < 2 else "country"  # noqa: PLR2004


def _cities(left: Spot, right: Spot) -> str:
    if same_town(left, right):
        return "venue" if left.venue & right.venue else "city"
    between = kilometres(left, right)
    return "near" if between is not None and between <= NEAR_KM else "towns"


def same_town(left: Spot, right: Spot) -> bool:
    """Whether two cities bear one name, as far as spelling goes: "Nabi Saleh" is "Nebi Saleh"."""
    if left.country and right.country and left.country != right.country:
        return False
    ours = skeleton(left.city)
    return left.city == right.city or bool(ours and ours == skeleton(right.city))


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """The consonants of a name, by which it is known in other spellings; "" if they are too few."""
    bones = name.translate(_VOWELS)
    return bones if len(bones) >= _SKELETON else ""


def kilometres(left: Spot, right: Spot) -> float | None:
    """Distance on the globe; None where coordinates are missing."""
    if left.latitude is None or right.latitude is None:
        return None
    north, south = radians(left.latitude), radians(right.latitude)
    east = radians((left.longitude or 0) - (right.longitude or 0))
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


def actors(left: Facts, right: Facts) -> Outcome:
    """How those who acted go together."""
    return parties_outcome(left.actors, right.actors), 1.0


def recipients(left: Facts, right: Facts) -> Outcome:
    """How those to whom it was done go together."""
    return parties_outcome(left.recipients, right.recipients), 1.0


def parties_outcome(left: tuple[Name, ...], right: tuple[Name, ...]) -> str:
    """How two lists of parties go together: the best that any two of them have in common."""
    if not left or not right:
        return "one-untold" if left or right else "untold"
    found = {_parties(one, other) for one in left for other in right}
    return next(name for name in ("name", "kind", "country", "sector", "differ") if name in found)


def _parties(left: Name, right: Name) -> str:
    same_country = left.country == right.country
    if left.stems & right.stems:
        return "name"
    if not same_country and left.country and right.country:
        return "differ"
    if same_country and left.country:
        return "kind" if left.sector is right.sector else "country"
    return "sector" if left.sector is right.sector else "differ"


def form(left: Facts, right: Facts) -> Outcome:
    """Whether it was done in one manner."""
    if left.form and right.form:
        return ("form" if left.form is right.form else "forms"), 1.0
    if left.mode and right.mode:
        return ("mode" if left.mode == right.mode else "modes"), 1.0
    return "untold", 1.0


_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT})
_TALKS = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.AID})


def kind(left: Facts, right: Facts) -> Outcome:
    """What kind of act it is; words are said more often than blows are struck."""
    if left.type is not right.type:
        return "types", 1.0
    if left.type is EventType.PROTEST:
        return "protest", 1.0
    return ("deed" if left.type in _DEEDS else "talk" if left.type in _TALKS else "words"), 1.0


def anchor(left: Facts, right: Facts) -> Outcome:
    """Whether one word names the act in both."""
    return ("same" if left.anchor == right.anchor else "differ"), 1.0


def words(left: Facts, right: Facts) -> Outcome:
    """How much the words of the two sentences have in common."""
    return "shared", cosine(left.words, right.words)


def story(left: Facts, right: Facts) -> Outcome | None:
    """How much the words of the two articles have in common."""
    if not left.story.words.terms or not right.story.words.terms:
        return None
    return "shared", cosine(left.story.words, right.story.words)


def numbers(left: Facts, right: Facts) -> Outcome:
    """Whether the figures go together."""
    pairs = zip(left.counts, right.counts, strict=True)
    found = {_bounds(one, other) for one, other in pairs if one and other}
    known = ("contradict", "same", "compatible")
    return next((name for name in known if name in found), "untold"), 1.0


def _bounds(left: Bounds, right: Bounds) -> str:
    if left[:2] == right[:2]:
        return "same"
    apart = max(left.low, right.low) > min(left.high, right.high)
    return "contradict" if apart else "compatible"


_STATUSES = {
    frozenset({Status.PLANNED, Status.HAPPENED}): "planned-held",
    frozenset({Status.PLANNED, Status.ONGOING}): "planned-held",
    frozenset({Status.HAPPENED, Status.ONGOING}): "same",
}


def status(left: Facts, right: Facts) -> Outcome:
    """Whether both make it as real."""
    return status_outcome(left.status, right.status), 1.0


def status_outcome(left: Status, right: Status) -> str:
    """How two statuses go together: what was planned may be what was held."""
    return "same" if left is right else _STATUSES.get(frozenset({left, right}), "differ")


@dataclass(frozen=True, slots=True)
class Feature:
    """One question about two reports.

    Attributes:
        name: Name in the table of weights.
        ask: Gives the outcome and how strongly it holds; None where nothing can be said.
        sentences: What each outcome reads like; {left} and {right} stand for the values compared.
        show: The value of one report as people read it.
    """

    name: str
    ask: Ask
    sentences: Mapping[str, str]
    show: Callable[[Facts], str] = lambda _: ""


def _parties_sentences(who: str) -> dict[str, str]:
    return {
        "name": f"{who}: a name in common",
        "kind": f"{who}: the same country and sector",
        "country": f"{who}: the same country, another sector",
        "sector": f"{who}: the same sector, no country told",
        "differ": f"{who}: nobody in common",
        "one-untold": f"{who}: only one report tells",
        "untold": f"{who}: neither report tells",
    }


def _numbers_shown(facts: Facts) -> str:
    return ", ".join(bounds.words for bounds in facts.counts if bounds) or "no figure"


FEATURES = (
    Feature(
        "day",
        day,
        {
            "same": "the same day",
            "next": "a day apart",
            "weekday": "a weekday of one that may mean the day of the other",
            "near": "a few days apart",
            "apart": "days that do not meet",
            "range": "two ranges of days that meet",
            "open": "both go on, from days that meet",
            "month": "the same month, no day told",
            "year": "the same year, no month told",
            "within-range": "a day within the range that the other tells",
            "within-open": "a day while the other goes on",
            "within-month": "a day within the month that the other tells",
            "within-year": "a day within the year that the other tells",
            "one-untold": "only one report tells the day",
            "untold": "neither report tells the day",
        },
    ),
    Feature(
        "published",
        published,
        {
            "together": "published at most a day apart",
            "week": "published within a week",
            "month": "published within a month",
            "later": "published more than a month apart",
        },
    ),
    Feature(
        "place",
        place,
        {
            "venue": "the same place in the same town: {left}",
            "city": "the same town",
            "near": "{left} and {right}: close to each other",
            "towns": "two towns: {left} and {right}",
            "country": "the same country",
            "countries": "two countries: {left} and {right}",
            "one-untold": "only one report tells the place",
            "untold": "neither report tells the place",
        },
        lambda facts: facts.spot.words,
    ),
    Feature("actors", actors, _parties_sentences("who")),
    Feature("recipients", recipients, _parties_sentences("to whom")),
    Feature(
        "form",
        form,
        {
            "form": "the same form: {left}",
            "forms": "{left} against {right}",
            "mode": "the same mode: {left}",
            "modes": "{left} against {right}",
            "untold": "no form or mode to compare",
        },
        lambda facts: (facts.form.value if facts.form else facts.mode) or "",
    ),
    Feature(
        "kind",
        kind,
        {
            "protest": "both tell a protest",
            "deed": "both tell a deed of one type",
            "talk": "both tell a meeting or a deal of one type",
            "words": "both tell words of one type",
            "types": "{left} against {right}",
        },
        lambda facts: facts.type.value,
    ),
    Feature(
        "anchor",
        anchor,
        {"same": "the same word names it: {left}", "differ": "{left} against {right}"},
        lambda facts: facts.anchor,
    ),
    Feature("words", words, {"shared": "{percent} of the weight of the two sentences is shared"}),
    Feature("story", story, {"shared": "{percent} of the weight of the two articles is shared"}),
    Feature(
        "numbers",
        numbers,
        {
            "same": "{left} in both",
            "compatible": "{left} against {right}: compatible",
            "contradict": "{left} against {right}: they contradict",
            "untold": "no figures to compare",
        },
        _numbers_shown,
    ),
    Feature(
        "status",
        status,
        {
            "same": "both make it as real",
            "planned-held": "planned in one, held in the other",
            "differ": "{left} against {right}",
        },
        lambda facts: facts.status.value,
    ),
)
