"""Pairs of two lists such that each member is in one pair at most, and the whole fits best.

>>> assign([{0: 3.0, 1: 2.0}, {0: 2.9}])
{0: 1, 1: 0}

Taking the best pair first would leave the second without a partner here. The sum over all pairs
is what is made greatest (successive shortest paths with potentials, as in the Hungarian method,
over the pairs that are possible at all).
"""

import heapq
from collections.abc import Mapping, Sequence


def assign(scores: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """Pair members of a left list with members of a right one.

    Args:
        scores: For each member of the left list the members of the right one that it may be paired
            with, each with a score above 0.

    Returns:
        The right partner of each left member that has one, such that the sum of the scores is the
        greatest. The same scores in the same order give the same pairs.
    """
    state = _State(scores)
    for left in range(len(scores)):
        state.place(left)
    return {left: right for left, right in sorted(state.mate.items()) if right >= 0}


class _State:
    """Partners so far, and the potentials that keep every cost at 0 or above.

    Each left member also has a partner of its own, numbered below 0, at no gain: to stay alone.
    """

    def __init__(self, scores: Sequence[Mapping[int, float]]) -> None:
        self._scores = scores
        self._left = [-max(row.values(), default=0.0) for row in scores]
        self._right: dict[int, float] = {}
        self.partner: dict[int, int] = {}  # the left member of each right one
        self.mate: dict[int, int] = {}  # the same the other way round

    def place(self, left: int) -> None:
        """Give a left member a partner, by moving others where that gains more."""
        reached: dict[int, float] = {}
        before: dict[int, int] = {}
        settled: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        at, base = left, 0.0
        while True:
            self._reach(at, base, reached, before, heap)
            base, right = heapq.heappop(heap)
            while right in settled:
                base, right = heapq.heappop(heap)
            settled[right] = base
            if right not in self.partner:
                break
            at = self.partner[right]
        self._left[left] += base
        for one, distance in settled.items():
            if one != right:
                self._right[one] = self._right.get(one, 0.0) + distance - base
                self._left[self.partner[one]] += base - distance
        self._turn(left, right, before)

    def _reach(
        self,
        at: int,
        base: float,
        reached: dict[int, float],
        before: dict[int, int],
        heap: list[tuple[float, int]],
    ) -> None:
        """Look at the partners that a left member may have."""
        for right, score in (*self._scores[at].items(), (-1 - at, 0.0)):
            cost = base - score - self._left[at] - self._right.get(right, 0.0)
            if right not in reached or cost < reached[right]:
                reached[right] = cost
                before[right] = at
                heapq.heappush(heap, (cost, right))

    def _turn(self, left: int, right: int, before: Mapping[int, int]) -> None:
        """Give every member on the way the partner that the way found for it."""
        while True:
            member = before[right]
            held = self.mate.get(member)
            self.partner[right] = member
            self.mate[member] = right
            if member == left or held is None:
                return
            right = held
