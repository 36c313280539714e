"""Which reports are compared at all: those that share a stretch of days and a name or a place.

A report stands in several blocks, each the type of act, a stretch of days, and one thing it tells:
its country, its town, a rare word of a party or of its sentence. Two reports are compared if some
block holds both. A block that grows long is walked in the order of its days, each report meeting
only those near it, so that the work grows with the number of reports and not with its square.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.linking.facts import Facts, Grain
from tocsin.linking.words import code_of, rarity

Codes = NDArray[np.int64]
Pairs = tuple[Codes, Codes]  # positions of two reports, the smaller first
_STRETCH = 4  # days in a block; two grids of it, half a stretch apart, so that neighbours meet
_FEW = 24  # reports of a block that all meet each other
_NEIGHBOURS = 8  # in a longer block each report meets so many behind it
_WORDS = 3  # of the sentence, the rarest
_NAMES = 3  # of the parties, the rarest
_RARE = 3.0  # rarity of a word that stands in a twentieth of all articles
_MONTHS_BEFORE = 1  # an undated report may tell of the month before its article's
_AT_ONCE = 50_000  # pairs handed out together


class _Stretch(NamedTuple):
    """A stretch of days: its number among all of every length, and whether it is of few days."""

    number: int
    fine: bool


_TIMELESS = _Stretch(-1, fine=False)


def candidate_pairs(facts: Sequence[Facts]) -> Iterator[Pairs]:
    """The pairs that are worth comparing, some thousands at a time.

    Args:
        facts: Reports in the order of their ids, so that the pairs hang on nothing else.

    Yields:
        Each pair once, in order.
    """
    timeless = {key for one in facts if not _is_dated(one) for key in _keys(one)}
    keys, owners = array("q"), array("i")
    for position, one in enumerate(facts):
        found = {*_keys(one), *(timeless.intersection(_at(one, [_TIMELESS])) if timeless else ())}
        keys.extend(found)
        owners.extend([position] * len(found))
    walk = _walk(facts)
    met = _meetings(np.array(keys), np.argsort(walk)[np.array(owners, np.int64)], walk)
    for start in range(0, len(met), _AT_ONCE):
        some = met[start : start + _AT_ONCE]
        yield some // len(facts), some % len(facts)


def _walk(facts: Sequence[Facts]) -> Codes:
    """All reports by town and day: the order in which a long block is walked."""
    told = [(one.spot.city, one.days, one.id) for one in facts]
    return np.array(sorted(range(len(facts)), key=told.__getitem__), np.int64)


def _meetings(keys: Codes, ranks: Codes, walk: Codes) -> Codes:
    """Every two reports that meet in a block, as one number each, in order.

    Args:
        keys: Blocks.
        ranks: The report that stands in each, by its rank in the walk.
        walk: The report of each rank.
    """
    order = np.lexsort((ranks, keys))
    standing = walk[ranks[order]]
    edges = np.flatnonzero(np.diff(keys[order], prepend=-1, append=-1))
    lengths = np.diff(edges)
    reach = np.where(lengths <= _FEW, _FEW, _NEIGHBOURS + 1)
    here = np.arange(len(standing))
    behind = np.minimum(np.repeat(edges[1:], lengths), here + np.repeat(reach, lengths)) - here
    met = np.empty(0, np.int64)
    for step in range(1, _FEW):
        here = here[behind[here] > step]
        ours, theirs = standing[here], standing[here + step]
        told = np.minimum(ours, theirs) * len(walk) + np.maximum(ours, theirs)
        met = np.sort(np.concatenate([met, told]))  # `np.unique` hashes, which takes far longer
        met = met[np.diff(met, prepend=-1) > 0]
    return met


def _is_dated(facts: Facts) -> bool:
    """Whether a report can be looked for by its day, or by that of its article."""
    return facts.days.grain is not Grain.NONE or facts.story.published > 0


def _keys(facts: Facts) -> Iterator[int]:
    """The blocks that a report stands in; one without any day meets others of any day."""
    return _at(facts, _stretches(facts))


def _at(facts: Facts, stretches: Iterable[_Stretch]) -> Iterator[int]:
    """The blocks of a report in some stretches of days."""
    type_ = facts.type.value
    names = [code_of(f"{type_} {name}") for name in _names(facts)]
    kept = [code_of(f"{type_} {name}") for name in _strong(facts)]
    country = [code_of(f"{type_} {facts.spot.country}")] if facts.spot.country else []
    for stretch in stretches:
        told = names + country if stretch.fine else kept
        yield from (name ^ ((stretch.number * _SPREAD) & _POSITIVE) for name in told)


def _names(facts: Facts) -> Iterator[str]:
    """What a report tells that few others of those days do: town, parties, rare words."""
    yield from _strong(facts)
    for side in (facts.actors, facts.recipients):
        yield from sorted({f"of {party.country}" for party in side if party.country})[:_NAMES]


def _strong(facts: Facts) -> Iterator[str]:
    """What a report tells that few others of that month or year do."""
    if facts.spot.city:
        yield f"in {facts.spot.city}"
    stems = {
        stem for side in (facts.actors, facts.recipients) for one in side for stem in one.stems
    }
    yield from sorted(stems, key=lambda stem: (-rarity(stem), stem))[:_NAMES]
    told = sorted(map(str, facts.words.terms), key=lambda word: (-rarity(word), word))[:_WORDS]
    yield from (word for word in told if rarity(word) > _RARE)


def _stretches(facts: Facts) -> Iterator[_Stretch]:
    """The stretches of days in which a report is looked for."""
    days = facts.days
    if days.grain is Grain.NONE:
        yield from _around_publication(facts)
        return
    day = days.first or days.last
    if days.grain is Grain.RANGE:
        day = (days.first + days.last) // 2
    if days.grain not in (Grain.MONTH, Grain.YEAR):
        yield from _fine(day)
    if facts.instead:
        yield from _fine(facts.instead)
    if days.grain is not Grain.YEAR:
        yield _Stretch(4 * _month(day) + 2, fine=False)
    yield _Stretch(4 * _year(day) + 3, fine=False)


def _fine(day: int) -> Iterator[_Stretch]:
    """The two stretches of few days that a day lies in."""
    yield _Stretch(4 * (day // _STRETCH), fine=True)
    yield _Stretch(4 * ((day + _STRETCH // 2) // _STRETCH) + 1, fine=True)


def _around_publication(facts: Facts) -> Iterator[_Stretch]:
    published = facts.story.published
    if not published:
        yield _TIMELESS
        return
    for before in range(_MONTHS_BEFORE + 1):
        yield _Stretch(4 * (_month(published) - before) + 2, fine=False)
    yield _Stretch(4 * _year(published) + 3, fine=False)


@lru_cache(maxsize=100_000)
def _month(day: int) -> int:
    """Number of a calendar month."""
    told = date.fromordinal(max(1, day))
    return told.year * 12 + told.month


def _year(day: int) -> int:
    return (_month(day) - 1) // 12


_POSITIVE = 2**62 - 1
_SPREAD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: near stretches get far numbers
