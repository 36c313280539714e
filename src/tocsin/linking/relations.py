"""How events hang together: counter-protests, repression, reactions, waves over a country.

A relation is read from what the reports tell, never from the wording of a guess: two gatherings of
opposed sides in one town on one day, police at those who gathered, words against a deed of the day
before, one cause in several towns of one country. Each carries the sentence that says why.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from tocsin.fields.stance import Side
from tocsin.fields.what import EventType
from tocsin.linking.events import Event
from tocsin.linking.facts import Facts, Grain, facts_of
from tocsin.linking.features import days_between, parties_outcome, same_town
from tocsin.linking.words import cosine


class Kind(StrEnum):
    """What one event is to another."""

    WAVE = "part of one wave"  # both ways
    COUNTER = "counter-protest"  # both ways
    REPRESSION = "repression of"
    REACTION = "reaction to"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one event is to another.

    Attributes:
        event: Id of the event that is related; of two alike, the smaller id.
        kind: What it is.
        to: Id of the event that it is related to.
        why: The same for people: "opposed sides in Karvia on one day".
    """

    event: str
    kind: Kind
    to: str
    why: str


_REPRESSING = frozenset({EventType.COERCE, EventType.ASSAULT})
_DEEDS = frozenset({EventType.PROTEST, EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
_SAID = frozenset(
    {EventType.ACCUSE, EventType.THREATEN, EventType.REQUEST, EventType.SUPPORT, EventType.REJECT}
)
_REPRESSED_WITHIN = 1  # days after a gathering
_REACTED_WITHIN = 3  # days after a deed
_WAVE_WITHIN = 1  # days between gatherings of one wave
_ALIKE = 0.25  # of the words of two sentences: one cause, in other words; not measured
_LEAST_TOWNS = 3  # that make a wave


def relate(events: Iterable[Event]) -> list[Relation]:
    """Find how events hang together.

    Args:
        events: The events; those without a day or a country are related to none.

    Returns:
        The relations in the order of their events' ids. The order of the events does not matter.
    """
    days = _by_day(events)
    return _in_order({*_pairwise(days), *_waves(days)})


def relate_repression(events: Iterable[Event]) -> list[Relation]:
    """Find what was done to those who gathered: as `relate` does, without the other relations."""
    types = {EventType.PROTEST, *_REPRESSING}
    concerned = (event for event in events if event.reports[0].what.type in types)
    found = _pairwise(_by_day(concerned))
    return _in_order({one for one in found if one.kind is Kind.REPRESSION})


def _in_order(relations: Iterable[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda one: (one.event, one.to, one.kind.value))


def _by_day(events: Iterable[Event]) -> dict[tuple[str, int], list["_Told"]]:
    """Events of a known day by their country and day."""
    days: dict[tuple[str, int], list[_Told]] = {}
    for told in sorted(map(_told, events), key=lambda told: told.id):
        if told.country and told.facts.days.grain is Grain.DAY:
            days.setdefault((told.country, told.facts.days.first), []).append(told)
    return days


@dataclass(frozen=True, slots=True)
class _Told:
    """An event by the report that tells its day, town and side best."""

    id: str
    facts: Facts

    @property
    def country(self) -> str | None:
        return self.facts.spot.country


def _told(event: Event) -> _Told:
    def told(facts: Facts) -> tuple[bool, bool, bool, str]:
        unclear = facts.side in (None, Side.UNCLEAR)
        return (facts.days.grain is not Grain.DAY, not facts.spot.city, unclear, facts.id)

    return _Told(event.id, min(map(facts_of, event.reports), key=told))


Days = Mapping[tuple[str, int], list[_Told]]


def _pairwise(days: Days) -> Iterator[Relation]:
    for (country, day), here in sorted(days.items()):
        for left, right in combinations(here, 2):
            yield from _counter(left, right)
        for later in range(_REACTED_WITHIN + 1):
            for first in here:
                for then in days.get((country, day + later), ()):
                    if first.id != then.id:
                        yield from _answer(first.id, first.facts, then)


def _counter(left: _Told, right: _Told) -> Iterator[Relation]:
    opposed = {left.facts.side, right.facts.side} == {Side.PRO, Side.ANTI}
    if opposed and _in_one_town(left.facts, right.facts):
        why = f"opposed sides in {left.facts.spot.words} on one day"
        yield Relation(left.id, Kind.COUNTER, right.id, why)


def _answer(event: str, first: Facts, then: _Told) -> Iterator[Relation]:
    """What a later event, or one of the same day, is to an earlier one."""
    gap = days_between(first.days, then.facts.days)
    hit = parties_outcome(first.actors, then.facts.recipients) == "name"
    if (
        first.type is EventType.PROTEST
        and then.facts.type in _REPRESSING
        and gap <= _REPRESSED_WITHIN
        and hit
        and _in_one_town(first, then.facts)
    ):
        why = f"done to those who gathered in {first.spot.words}"
        yield Relation(then.id, Kind.REPRESSION, event, why)
    elif (
        first.type in _DEEDS
        and then.facts.type in _SAID
        and cosine(first.words, then.facts.words) >= _ALIKE
        and (hit or parties_outcome(first.recipients, then.facts.actors) == "name")
    ):
        yield Relation(then.id, Kind.REACTION, event, f"said of it {gap} days later")


def _waves(days: Days) -> Iterator[Relation]:
    """Gatherings for one cause in at least three towns, each related to the first."""
    for (country, day), here in sorted(days.items()):
        near = [*here, *days.get((country, day + _WAVE_WITHIN), ())]
        gathered = [told for told in near if told.facts.type is EventType.PROTEST]
        for first in here:
            alike = [told for told in gathered if _one_cause(first, told)]
            towns = {told.facts.spot.city for told in (first, *alike)}
            if first.facts.spot.city and len(towns) >= _LEAST_TOWNS:
                why = f"one cause in {len(towns)} towns"
                for told in alike:
                    yield Relation(*_sorted_pair(first.id, told.id, Kind.WAVE), why)


def _sorted_pair(left: str, right: str, kind: Kind) -> tuple[str, Kind, str]:
    """The two ends of a relation that holds both ways, the smaller id first."""
    return (min(left, right), kind, max(left, right))


def _one_cause(left: _Told, right: _Told) -> bool:
    ours, theirs = left.facts, right.facts
    return (
        ours.type is theirs.type is EventType.PROTEST
        and bool(theirs.spot.city)
        and not same_town(ours.spot, theirs.spot)
        and ours.side is theirs.side
        and cosine(ours.words, theirs.words) >= _ALIKE
    )


def _in_one_town(left: Facts, right: Facts) -> bool:
    return bool(left.spot.city and right.spot.city) and same_town(left.spot, right.spot)
