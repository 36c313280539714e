"""Which reports tell one event: compared where it is worth it, weighed, and put together.

Reports go in as facts and come out as groups of ids, so that a million of them need not be held
with all their words. What was put together before stays together and is never joined with another
such group: ids of events, and what a person split or merged, are kept for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from tocsin.linking.bars import bar_between
from tocsin.linking.candidates import candidate_pairs
from tocsin.linking.clusters import CERTAIN, Edge, cluster
from tocsin.linking.facts import Facts
from tocsin.linking.judgement import odds_of
from tocsin.linking.ruled import Pairs, Ruled
from tocsin.linking.screen import Screen

# Average logarithm of the odds above which clusters are joined. Below even odds: most pairs that
# are compared tell two events, and a report that fits one fits it better than its words show.
# Swept from -1.5 to 0 over left-out stories by training/linking/fit.py; lower finds a little more,
# and joins more that is not one.
LEAST = -1.0


def group(
    facts: Iterable[Facts],
    known: Mapping[str, str] | None = None,
    apart: Pairs = (),
    together: Pairs = (),
) -> list[list[str]]:
    """Put the reports of each event together.

    Args:
        facts: The reports; each id once, in any order.
        known: Event of each report that already has one; those of one event stay together, those
            of two are not joined unless `together` says so.
        apart: Pairs of ids of reports that a person said are of two events.
        together: Pairs of ids of reports that a person said are of one event, whatever the rules
            say.

    Returns:
        Ids of the reports of each event, in order.

    Raises:
        InvalidValueError: Two reports are both together and apart.
    """
    ordered = sorted(facts, key=lambda one: (one.type.value, one.id))
    ruled = Ruled(known or {}, apart, together)
    ruled.fix({one.id: one.type.value for one in ordered})
    found: list[list[str]] = []
    for _, same in groupby(ordered, key=lambda one: one.type):
        part = list(same)
        found += [[part[one].id for one in members] for members in _Grouping(part, ruled).groups()]
    return sorted(_across(found, ruled))


def _across(found: Sequence[list[str]], ruled: Ruled) -> Iterable[list[str]]:
    """The groups, those of one unit joined, which may be of several types by a person's word."""
    units: dict[str, list[str]] = {}
    for members in found:
        unit = next((ruled.unit_of(one) for one in members if ruled.is_fixed(one)), None)
        if unit is None:
            yield members
        else:
            stay, go = ruled.parted(units.setdefault(unit, []), members)
            units[unit] += stay
            yield from [go] if go else []
    yield from map(sorted, units.values())


class _Grouping:
    """Groups the reports of one type."""

    def __init__(self, facts: list[Facts], ruled: Ruled) -> None:
        self.facts = facts
        self.ruled = ruled

    def groups(self) -> list[list[int]]:
        """Positions of the reports of each event."""
        return cluster(len(self.facts), self._edges(), self._odds, LEAST)

    def _edges(self) -> Iterable[Edge]:
        first: dict[str, int] = {}
        for position, one in enumerate(self.facts):
            unit = self.ruled.unit_of(one.id)
            if unit is not None and first.setdefault(unit, position) != position:
                yield (CERTAIN, first[unit], position)
        screen = Screen(self.facts)
        for lefts, rights in candidate_pairs(self.facts):
            passed = screen.passes(lefts, rights, LEAST)
            for left, right in zip(lefts[passed].tolist(), rights[passed].tolist(), strict=True):
                odds = self._odds(left, right)
                if odds is not None and odds > LEAST:
                    yield (odds, left, right)

    def _odds(self, left: int, right: int) -> float | None:
        """Logarithm of the odds that two are of one event; None where they cannot be."""
        one, other = self.facts[left], self.facts[right]
        if self.ruled.forbids(one.id, other.id) or bar_between(one, other):
            return None
        return odds_of(one, other)
