"""What two reports of one event can never be: rules that no likeness overrules.

Each rule names itself and says why in words. They hold between every two reports of an event, not
only between those that were compared: a cluster is never joined over the head of one of them.
"""

from enum import StrEnum

from tocsin.fields.stance import Side
from tocsin.fields.what import EventType
from tocsin.linking.facts import Facts, Grain
from tocsin.linking.features import days_between, may_be_one_day, place_outcome


class Bar(StrEnum):
    """Why two reports tell two events, whatever they have in common."""

    ARTICLE = "one article tells them apart"
    TYPE = "two types of act"
    DAYS = "different days"
    TOWNS = "two towns"
    COUNTRIES = "two countries"
    SIDES = "two sides"


# A gathering or a blow is struck in one town; a missile flies from one to another, and words are
# reported from wherever they were heard.
IN_ONE_TOWN = frozenset({EventType.PROTEST, EventType.ASSAULT, EventType.COERCE})
_OPPOSED = frozenset({Side.PRO, Side.ANTI})
_EXACT = frozenset({Grain.DAY, Grain.RANGE})
SENTENCE = 8  # different words; shorter sentences are written twice
COPIED_WITHIN = 3  # days between the publications of copies
LOOSELY = 3  # days by which a month or a year may be missed: "early June" for May 31


def bar_between(left: Facts, right: Facts) -> Bar | None:
    """The first rule that forbids two reports to be of one event; None if none does."""
    if left.article == right.article:
        return Bar.ARTICLE
    if left.type is not right.type:
        return Bar.TYPE
    if is_one_sentence(left, right):
        return None
    if _on_other_days(left, right):
        return Bar.DAYS
    if left.side is not right.side and {left.side, right.side} == _OPPOSED:
        return Bar.SIDES
    return _by_place(left, right) if left.type in IN_ONE_TOWN else None


def is_one_sentence(left: Facts, right: Facts) -> bool:
    """Whether two articles of the same days tell it in one sentence, by the same word.

    Then they copy one text, and what else was read of it cannot make two events of it.
    """
    if left.words.terms != right.words.terms or left.anchor != right.anchor:
        return False
    ours, theirs = left.story.published, right.story.published
    near = bool(ours and theirs) and abs(ours - theirs) <= COPIED_WITHIN
    return near and len(left.words.terms) >= SENTENCE


def _by_place(left: Facts, right: Facts) -> Bar | None:
    """The rule that two places break; a country that no words tell breaks none."""
    outcome = place_outcome(left.spot, right.spot)
    if outcome == "countries" and left.spot.told and right.spot.told:
        return Bar.COUNTRIES
    return Bar.TOWNS if outcome == "towns" else None


def _on_other_days(left: Facts, right: Facts) -> bool:
    """Whether the days exclude each other.

    A day apart is nothing where one of the two was counted from a date line: midnight and the
    time zone of the outlet lie between. Two days that the words themselves name are two days.
    """
    if left.days.grain is Grain.NONE or right.days.grain is Grain.NONE:
        return False
    gap = days_between(left.days, right.days)
    if not gap or may_be_one_day(left, right):
        return False
    if left.days.grain in _EXACT and right.days.grain in _EXACT:
        return gap > (0 if left.dated and right.dated else 1)
    return gap > LOOSELY
