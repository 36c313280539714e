"""Which reports are compared at all: those that share a stretch of days and a name or a place.

A report stands in several blocks, each the type of act, a stretch of days, and one thing it tells:
its country, its town, a rare word of a party or of its sentence. Two reports are compared if some
block holds both. A block that grows long is walked in the order of its days, each report meeting
only those near it, so that the work grows with the number of reports and not with its square.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tocsin.linking.facts import NO_END, Facts, Grain
from tocsin.linking.words import rarity

Pairs = NDArray[np.int64]  # one row a pair: positions of two reports, the smaller first
_STRETCH = 4  # days in a block; two grids of it, half a stretch apart, so that neighbours meet
_FEW = 40  # reports of a block that all meet each other
_NEIGHBOURS = 12  # in a longer block each report meets so many behind it
_WORDS = 3  # of the sentence, the rarest
_NAMES = 3  # of each side, the rarest
_RARE = 3.0  # rarity of a word that stands in a twentieth of all articles
_MONTHS_BEFORE = 1  # an undated report may tell of the month before its article's


def candidate_pairs(facts: Sequence[Facts]) -> Pairs:
    """The pairs that are worth comparing.

    Args:
        facts: Reports in the order of their ids, so that the pairs hang on nothing else.

    Returns:
        Each pair once, in order.
    """
    keys: list[int] = []
    owners: list[int] = []
    for position, one in enumerate(facts):
        found = sorted(set(_keys(one)))
        keys += found
        owners += [position] * len(found)
    pairs = _meetings(np.array(keys, np.int64), np.array(owners, np.int64), facts)
    joined = np.fromiter((left * len(facts) + right for left, right in pairs), np.int64)
    joined = np.unique(joined)
    return np.stack([joined // max(1, len(facts)), joined % max(1, len(facts))], axis=1)


def _meetings(
    keys: NDArray[np.int64], owners: NDArray[np.int64], facts: Sequence[Facts]
) -> Iterator[tuple[int, int]]:
    """Every two reports that meet in a block; some come more than once."""
    order = np.lexsort((owners, keys))
    owners = owners[order]
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate([[0], edges]) if len(keys) else np.empty(0, np.int64)
    ends = np.concatenate([edges, [len(keys)]]) if len(keys) else np.empty(0, np.int64)
    longer = np.flatnonzero(ends - starts > 1)
    for start, end in zip(starts[longer].tolist(), ends[longer].tolist(), strict=True):
        block = owners[start:end].tolist()
        if len(block) <= _FEW:
            yield from combinations(block, 2)
        else:
            yield from _near(block, facts)


def _near(block: list[int], facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Each report of a long block with those next to it by place and day."""
    block.sort(key=lambda one: (facts[one].spot.city, facts[one].days, facts[one].id))
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + _NEIGHBOURS]:
            yield (one, other) if one < other else (other, one)


def _keys(facts: Facts) -> Iterator[int]:
    """The blocks that a report stands in."""
    names = list(_names(facts))
    for stretch, country_too in _stretches(facts):
        if country_too and facts.spot.country:
            yield _key(facts, stretch, facts.spot.country)
        for name in names:
            yield _key(facts, stretch, name)


def _names(facts: Facts) -> Iterator[str]:
    """What a report tells that few others do: town, parties, rare words."""
    if facts.spot.city:
        yield f"in {facts.spot.city}"
    for side in (facts.actors, facts.recipients):
        stems = {stem for party in side for stem in party.stems}
        yield from sorted(stems, key=lambda stem: (-rarity(stem), stem))[:_NAMES]
        yield from sorted({f"of {party.country}" for party in side if party.country})[:_NAMES]
    told = sorted(facts.words, key=lambda word: (-facts.words[word], word))[:_WORDS]
    yield from (word for word in told if rarity(word) > _RARE)


def _stretches(facts: Facts) -> Iterator[tuple[str, bool]]:
    """The stretches of days in which a report is looked for, and whether a country is enough."""
    days = facts.days
    if days.grain is Grain.NONE:
        yield from _around_publication(facts)
        return
    middle = days.first if days.last == NO_END else (days.last if not days.first else 0)
    day = middle or (days.first + days.last) // 2
    if days.grain not in (Grain.MONTH, Grain.YEAR):
        yield f"d{day // _STRETCH}", True
        yield f"e{(day + _STRETCH // 2) // _STRETCH}", True
    if days.grain is not Grain.YEAR:
        yield f"m{_month(day)}", False
    yield f"y{_month(day) // 12}", False


def _around_publication(facts: Facts) -> Iterator[tuple[str, bool]]:
    published = facts.story.published
    if not published:
        yield "undated", False
        return
    for before in range(_MONTHS_BEFORE + 1):
        yield f"m{_month(published) - before}", False
    yield f"y{_month(published) // 12}", False


def _month(day: int) -> int:
    """Number of a month of 30.44 days; whole days are told apart by stretches, not by months."""
    return int(day // 30.4375)


def _key(facts: Facts, stretch: str, told: str) -> int:
    words = f"{facts.type.value}\x1f{stretch}\x1f{told}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)
