"""Which of very many pairs need no closer look, because a rule or the odds are against them.

A million reports give some sixty million pairs, and most break a rule or share too little. The
screen finds the most that the odds of each pair can be and lets through what may be one event: too
much, never too little. What it lets through is compared in full.
"""

from collections.abc import Sequence

import numpy as np

from tocsin.fields.stance import Side
from tocsin.fields.what import Status
from tocsin.linking.bars import COPIED_WITHIN, SENTENCE
from tocsin.linking.columns import (
    DayColumns,
    Floats,
    Ints,
    Mask,
    PartyColumns,
    PlaceColumns,
    WordColumns,
    numbers_of,
)
from tocsin.linking.facts import Facts
from tocsin.linking.features import kind, status_outcome
from tocsin.linking.judgement import bias, most_worth, worth_of

_LEEWAY = 1e-3  # odds that rounding may hide
_STATUSES = tuple(Status)
_SIDES = {Side.PRO: 1, Side.ANTI: -1}


class Screen:
    """Many reports of one type, each with its place in the columns."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._article = numbers_of(one.article for one in facts)
        long = (one if len(one.words.terms) >= SENTENCE else None for one in facts)
        self._sentence = numbers_of((one.words.terms, one.anchor) if one else None for one in long)
        self._published = np.array([one.story.published for one in facts])
        self._side = np.array([_SIDES.get(one.side, 0) if one.side else 0 for one in facts])
        self._rules = (DayColumns(facts), PlaceColumns(facts))
        self._worths = (
            *self._rules,
            PartyColumns("actors", [one.actors for one in facts]),
            PartyColumns("recipients", [one.recipients for one in facts]),
            WordColumns(facts),
        )
        self._status = np.array([_STATUSES.index(one.status) for one in facts])
        self._anchor = numbers_of(one.anchor for one in facts)
        self._form = numbers_of(one.form for one in facts)
        self._mode = numbers_of(one.mode for one in facts)
        self._counted = np.array([any(one.counts) for one in facts], np.bool_)
        self._always = bias() + sum(worth_of("kind", kind(one, one)[0]) for one in facts[:1])
        if any(one.story.words.terms for one in facts):
            self._always += max(0.0, worth_of("story", "shared"))
        worths = [[worth_of("status", status_outcome(a, b)) for b in Status] for a in Status]
        self._status_worths = np.array(worths)

    def passes(self, left: Ints, right: Ints, least: float) -> Mask:
        """Which pairs may be of one event.

        Args:
            left: Positions of one report of each pair, in order.
            right: Positions of the other.
            least: Logarithm of the odds that is not enough.
        """
        free: Mask = self._article[left] != self._article[right]
        copied = (self._sentence[left] > 0) & (self._sentence[left] == self._sentence[right])
        copied &= (self._published[left] > 0) & (self._published[right] > 0)
        copied &= np.abs(self._published[left] - self._published[right]) <= COPIED_WITHIN
        free &= (self._side[left] * self._side[right] >= 0) | copied
        for columns in self._rules:
            kept = np.flatnonzero(free & ~copied)
            free[kept] = ~columns.forbidden(left[kept], right[kept])
        kept = np.flatnonzero(free)
        free[kept] = self._most(left[kept], right[kept]) > least - _LEEWAY
        return free

    def _most(self, left: Ints, right: Ints) -> Floats:
        """The most that the odds of each pair can be."""
        total = np.full(len(left), self._always)
        for columns in self._worths:
            total += columns.worth(left, right)
        total += self._status_worths[self._status[left], self._status[right]]
        same = self._anchor[left] == self._anchor[right]
        total += np.where(same, worth_of("anchor", "same"), worth_of("anchor", "differ"))
        counted = self._counted[left] & self._counted[right]
        numbers = most_worth("numbers", "same", "compatible", "contradict", "untold")
        total += np.where(counted, numbers, worth_of("numbers", "untold"))
        return total + self._manner(left, right)

    def _manner(self, left: Ints, right: Ints) -> Floats:
        """What the forms add, or where one has none the modes."""
        found = np.full(len(left), worth_of("form", "untold"))
        for told, same, differ in ((self._mode, "mode", "modes"), (self._form, "form", "forms")):
            both = (told[left] > 0) & (told[right] > 0)
            alike = told[left] == told[right]
            worth = np.where(alike, worth_of("form", same), worth_of("form", differ))
            found = np.where(both, worth, found)
        return found
