"""A logistic regression over named facts, of which some may only speak for and never against.

>>> facts = [{"always": 1.0, "empty": 1.0}, {"always": 1.0}] * 20
>>> model = Model(facts, np.array([0.0, 1.0] * 20), penalty=1.0)
>>> model.names, [round(float(chance), 2) for chance in model.chances(facts[:2])]
(['always', 'empty'], [0.16, 0.84])

Fitted by Newton's method from zero, so that the same input gives the same weights.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from tocsin.circumstances import Facts

FEWEST = 12  # reports that show a fact, and that do not, before it may have a weight
STEPS = 30  # of Newton's method, at most
STILL = 1e-7
# More of these never makes a field less sure.
RISING = frozenset({"confidence", "score"})

Floats = np.ndarray[Any, np.dtype[np.float64]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Model:
    """A logistic regression over named facts, with a quadratic penalty on all but "always"."""

    def __init__(self, facts: Sequence[Facts], agreed: Floats, penalty: float) -> None:
        self.penalty = penalty
        count = Counter(name for one in facts for name in one)
        kept = (name for name, seen in count.items() if FEWEST <= seen <= len(facts) - FEWEST)
        free = {name for name in (*RISING, "shared") if count[name] >= FEWEST}
        self.names = sorted({"always", *kept, *free})
        self.rising = [number for number, name in enumerate(self.names) if name in RISING]
        self.weights = self._fit(self._matrix(facts), agreed)

    def chances(self, facts: Sequence[Facts]) -> Floats:
        """The probability of each case."""
        return self._chances(self._matrix(facts), self.weights)

    @staticmethod
    def _chances(rows: Floats, weights: Floats) -> Floats:
        chances: Floats = 1 / (1 + np.exp(-(rows @ weights)))
        return chances

    def _matrix(self, facts: Sequence[Facts]) -> Floats:
        return np.array([[one.get(name, 0.0) for name in self.names] for one in facts])

    def _fit(self, rows: Floats, agreed: Floats) -> Floats:
        """Newton's method; a weight that may not be negative and would be is held at zero."""
        held: set[int] = set()
        while True:
            free = np.array([n for n in range(len(self.names)) if n not in held])
            weights = np.zeros(len(self.names))
            weights[free] = self._newton(rows[:, free], agreed, self.names.index("always"), free)
            fallen = {number for number in self.rising if weights[number] < 0}
            if not fallen:
                return weights
            held |= fallen

    def _newton(self, rows: Floats, agreed: Floats, always: int, free: Numbers) -> Floats:
        penalty = np.where(free == always, 1e-3, self.penalty)
        weights = np.zeros(rows.shape[1])
        for _ in range(STEPS):
            chances = self._chances(rows, weights)
            slope = rows.T @ (agreed - chances) - penalty * weights
            bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(penalty)
            step = np.linalg.solve(bend, slope)
            weights = weights + step
            if np.abs(step).max() < STILL:
                break
        return weights
