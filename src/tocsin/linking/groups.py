"""Which reports tell one event: compared where it is worth it, weighed, and put together.

Reports go in as facts and come out as groups of ids, so that a million of them need not be held
with all their words. What was put together before stays together and is never joined with another
such group: ids of events, and what a person split or merged, are kept for ever.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from tocsin.linking.bars import bar_between
from tocsin.linking.candidates import candidate_pairs
from tocsin.linking.clusters import CERTAIN, Edge, cluster
from tocsin.linking.facts import Facts
from tocsin.linking.judgement import odds_of
from tocsin.linking.screen import Screen

# Average logarithm of the odds above which clusters are joined. Below even odds: most pairs that
# are compared tell two events, and a report that fits one fits it better than its words show.
# Swept from -1.5 to 0 over left-out stories by training/linking/fit.py; lower finds a little more,
# and joins more that is not one.
LEAST = -1.0
Apart = frozenset[tuple[str, str]]


def group(
    facts: Iterable[Facts],
    known: Mapping[str, str] | None = None,
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """Put the reports of each event together.

    Args:
        facts: The reports; each id once, in any order.
        known: Event of each report that already has one; those of one event stay together, those
            of two are never joined.
        apart: Pairs of ids of reports that a person said are of two events.

    Returns:
        Ids of the reports of each event, in order.
    """
    ordered = sorted(facts, key=lambda one: (one.type.value, one.id))
    split = frozenset(pair for one, other in apart for pair in ((one, other), (other, one)))
    found: list[list[str]] = []
    for _, same in groupby(ordered, key=lambda one: one.type):
        part = list(same)
        grouped = _Grouping(part, known or {}, split).groups()
        found += [[part[one].id for one in members] for members in grouped]
    return sorted([*found, *_across(found, known or {})])


def _across(found: list[list[str]], known: Mapping[str, str]) -> list[list[str]]:
    """Groups of one known event but of several types, which a person put together."""
    events: dict[str, list[list[str]]] = {}
    for members in found:
        events.setdefault(next((known[one] for one in members if one in known), ""), []).append(
            members
        )
    merged = []
    for event, groups in sorted(events.items()):
        if event and len(groups) > 1:
            merged.append(sorted(one for members in groups for one in members))
            for members in groups:
                found.remove(members)
    return merged


class _Grouping:
    """Groups the reports of one type."""

    def __init__(self, facts: list[Facts], known: Mapping[str, str], apart: Apart) -> None:
        self.facts = facts
        self.apart = apart
        self.events = [known.get(one.id) for one in facts]

    def groups(self) -> list[list[int]]:
        """Positions of the reports of each event."""
        return cluster(len(self.facts), self._edges(), self._odds, LEAST)

    def _edges(self) -> Iterable[Edge]:
        first: dict[str, int] = {}
        for position, event in enumerate(self.events):
            if event is not None and first.setdefault(event, position) != position:
                yield (CERTAIN, first[event], position)
        screen = Screen(self.facts)
        for lefts, rights in candidate_pairs(self.facts):
            passed = screen.passes(lefts, rights, LEAST)
            for left, right in zip(lefts[passed].tolist(), rights[passed].tolist(), strict=True):
                if self.events[left] is None or self.events[right] is None:
                    odds = self._odds(left, right)
                    if odds is not None and odds > LEAST:
                        yield (odds, left, right)

    def _odds(self, left: int, right: int) -> float | None:
        """Logarithm of the odds that two are of one event; None where they cannot be."""
        ours, theirs = self.events[left], self.events[right]
        if ours is not None and theirs is not None:
            return CERTAIN if ours == theirs else None
        one, other = self.facts[left], self.facts[right]
        if bar_between(one, other) or (one.id, other.id) in self.apart:
            return None
        return odds_of(one, other)
