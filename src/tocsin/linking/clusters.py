"""Reports that tell one event, put together: the likeliest first, and never over a bar.

Clusters are joined while some two of them are, over all pairs of their reports, likelier one event
than two. What is joined and in which order hangs on the reports alone, not on how they came.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

# Odds as they enter an average: a single sure word must not outweigh a report that fits badly.
_HELD = 4.0
CERTAIN = 1e6  # odds of what is known to be one, whatever the rules say
# Reports that hang together over pairs above the threshold; where there are more, weaker pairs are
# not followed. One story told a thousand times would else be compared a million times.
MOST = 600
_STEP = 0.5

Odds = Callable[[int, int], float | None]
Edge = tuple[float, int, int]


def cluster(
    size: int, edges: Iterable[Edge], odds: Odds, least: float = 0.0, most: int = MOST
) -> list[list[int]]:
    """Put things together that are likely one.

    Args:
        size: How many things there are; they are numbered from 0.
        edges: Pairs that were compared: logarithm of the odds, smaller number, larger number.
            Only pairs above `least` are needed.
        odds: The same for any pair, asked where two clusters are weighed; None where a rule
            forbids the two to be one.
        least: Average at and below which clusters stay apart.
        most: Things that may hang together before weak pairs are no longer followed.

    Returns:
        Every thing in one cluster; members and clusters in order.
    """
    units, pairs = _units(size, [edge for edge in edges if edge[0] > least])
    found = [
        group
        for members, links in _components(sorted(units), pairs, most)
        for group in _Agglomeration({one: units[one] for one in members}, links, odds).above(least)
    ]
    return sorted(found)


def _units(size: int, edges: list[Edge]) -> tuple[dict[int, list[int]], list[Edge]]:
    """What is known to be one, by its smallest member, and the best other edge of every two."""
    home = {one: one for one in range(size)}
    for odds, left, right in edges:
        if odds >= CERTAIN:
            _unite(home, left, right)
    units: dict[int, list[int]] = {}
    for one in range(size):
        units.setdefault(_root(home, one), []).append(one)
    best: dict[tuple[int, int], float] = {}
    for odds, left, right in edges:
        pair = _pair(_root(home, left), _root(home, right))
        if odds < CERTAIN and pair[0] != pair[1]:
            best[pair] = max(odds, best.get(pair, odds))
    return units, [(odds, *pair) for pair, odds in best.items()]


def _components(
    members: Sequence[int], edges: list[Edge], most: int
) -> Iterator[tuple[Sequence[int], list[Edge]]]:
    """What hangs together, each with its edges; what is too large is cut at its weakest."""
    home = {one: one for one in members}
    for _, left, right in edges:
        _unite(home, left, right)
    groups: dict[int, list[int]] = {}
    for one in members:
        groups.setdefault(_root(home, one), []).append(one)
    links: dict[int, list[Edge]] = {}
    for edge in edges:
        links.setdefault(_root(home, edge[1]), []).append(edge)
    for root, group in groups.items():
        own = links.get(root, [])
        if len(group) > most:
            higher = min(odds for odds, _, _ in own) + _STEP
            rest = [edge for edge in own if edge[0] > higher]
            yield from _components(group, rest, most)
        else:
            yield group, own


def _unite(home: dict[int, int], left: int, right: int) -> None:
    ours, theirs = _root(home, left), _root(home, right)
    home[max(ours, theirs)] = min(ours, theirs)


def _root(home: dict[int, int], one: int) -> int:
    while home[one] != one:
        home[one] = home[home[one]]
        one = home[one]
    return one


class _Agglomeration:
    """Joins the clusters of one component, the likeliest two at a time."""

    def __init__(self, groups: dict[int, list[int]], edges: Sequence[Edge], odds: Odds) -> None:
        self.odds = odds
        self.groups = groups
        self.near: dict[int, set[int]] = {one: set() for one in groups}
        # Sum of the odds over all pairs of two clusters; None where one of them is forbidden.
        self.sums: dict[tuple[int, int], float | None] = {}
        for value, left, right in edges:
            self.near[left].add(right)
            self.near[right].add(left)
            single = len(groups[left]) == len(groups[right]) == 1
            total = _held(value) if single else self._between(left, right)
            self.sums[_pair(left, right)] = total

    def above(self, least: float) -> list[list[int]]:
        """Members of each cluster, in order; a cluster is named by its smallest member."""
        waiting = [self._entry(pair) for pair in sorted(self.sums)]
        heapify(waiting)
        while waiting:
            entry = heappop(waiting)
            pair = (entry[1], entry[2])
            if pair not in self.sums or entry != self._entry(pair) or -entry[0] <= least:
                continue
            for changed in self._join(*pair):
                heappush(waiting, self._entry(changed))
        return [sorted(group) for group in self.groups.values()]

    def _entry(self, pair: tuple[int, int]) -> Edge:
        """An entry of the queue: the likeliest pair of clusters first, then the smaller numbers."""
        total = self.sums[pair]
        count = len(self.groups[pair[0]]) * len(self.groups[pair[1]])
        return (float("inf") if total is None else -round(total / count, 9), *pair)

    def _join(self, kept: int, gone: int) -> Iterator[tuple[int, int]]:
        """Join two clusters; yields the pairs of clusters whose average has changed."""
        neighbours = sorted((self.near[kept] | self.near.pop(gone)) - {kept, gone})
        for other in neighbours:
            self.sums[_pair(kept, other)] = self._total(kept, gone, other)
            self.sums.pop(_pair(gone, other), None)
            self.near[other].discard(gone)
            self.near[other].add(kept)
        self.sums.pop((kept, gone))
        self.near[kept] = set(neighbours)
        self.groups[kept] += self.groups.pop(gone)
        for other in neighbours:
            yield _pair(kept, other)

    def _total(self, kept: int, gone: int, other: int) -> float | None:
        ours, theirs = self._between(kept, other), self._between(gone, other)
        return None if ours is None or theirs is None else ours + theirs

    def _between(self, left: int, right: int) -> float | None:
        """Sum over two clusters; asked anew where none of their pairs was compared."""
        pair = _pair(left, right)
        if pair in self.sums:
            return self.sums[pair]
        total = 0.0
        for one in self.groups[left]:
            for other in self.groups[right]:
                value = self.odds(*_pair(one, other))
                if value is None:
                    return None
                total += _held(value)
        return total


def _pair(left: int, right: int) -> tuple[int, int]:
    return (left, right) if left < right else (right, left)


def _held(value: float) -> float:
    return max(-_HELD, min(_HELD, value))
