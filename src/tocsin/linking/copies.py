"""Copies of one text: syndicated and slightly edited articles, shown as one source of many outlets.

>>> from tocsin.text.article import Article
>>> wire = "Dockers in Karvia walked out on Friday over pay and want nine percent more by May."
>>> cut = "(Osta Post) - Dockers in Karvia walked out on Friday over pay and want nine percent."
>>> other = "The river Osta flooded three villages on Friday; it has not risen so high since 1954."
>>> texts = [Article("a", wire), Article("b", cut), Article("c", other)]
>>> [copies.articles for copies in group_copies(texts)]
[('a', 'b'), ('c',)]

Two articles are copies if the shorter has at least half of its runs of five words in the longer,
so that a cut copy is found and one with a new lead too. A copy is never dropped:
it is one more outlet.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from tocsin.text.article import Article

_WORD = re.compile(r"[^\W_]+")
_RUN = 5  # words; of five, copies with edits were found with precision .995 and recall .999
_SHARED = 0.5  # of the shorter text's runs
_LEAST = 4  # runs that two texts share at least: a phrase alone makes no copy
_EVERYWHERE = 500  # articles that hold a run; what more hold is furniture


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that bear one text.

    Attributes:
        id: Id of the first of them, by publication and then by id.
        articles: Ids of all, in that order.
        outlets: Who published them, each once, in that order; unknown ones are left out.
    """

    id: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]


def group_copies(articles: Iterable[Article]) -> list[Copies]:
    """Put copies of one text together.

    Args:
        articles: The articles, in any order; one that comes twice counts once.

    Returns:
        Every article in exactly one group, which may be it alone; groups in the order of their
        ids. An article that holds two others by half joins all three.
    """
    held = {article.id: article for article in articles}
    names = sorted(held)
    runs = [_runs(held[name].text) for name in names]
    same: dict[frozenset[int], int] = {}  # most copies are copied to the letter
    home = [
        same.setdefault(found, number) if len(found) >= _LEAST else number
        for number, found in enumerate(runs)
    ]
    first = [found if home[number] == number else frozenset() for number, found in enumerate(runs)]
    for left, right in _alike(first):
        ours, theirs = _root(home, left), _root(home, right)
        home[max(ours, theirs)] = min(ours, theirs)
    groups: dict[int, list[Article]] = {}
    for number, name in enumerate(names):
        groups.setdefault(_root(home, number), []).append(held[name])
    return sorted(map(_copies, groups.values()), key=lambda copies: copies.id)


def _alike(runs: list[frozenset[int]]) -> Iterable[tuple[int, int]]:
    """Pairs of texts that share half of the shorter one's runs."""
    holders: dict[int, list[int]] = {}
    for number, found in enumerate(runs):
        for run in found:
            holders.setdefault(run, []).append(number)
    few = {run: found for run, found in holders.items() if len(found) <= _EVERYWHERE}
    for number, found in enumerate(runs):
        earlier = (other for run in found for other in few.get(run, ()) if other < number)
        for other, count in sorted(Counter(earlier).items()):
            if count >= max(_LEAST, _SHARED * min(len(found), len(runs[other]))):
                yield other, number


def _runs(text: str) -> frozenset[int]:
    """Hashes of a text's runs of five words."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    found = (" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))
    return frozenset(
        int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        for run in found
    )


def _root(home: list[int], one: int) -> int:
    while home[one] != one:
        one = home[one]
    return one


def _copies(articles: list[Article]) -> Copies:
    def order(article: Article) -> tuple[str, str]:
        told = article.published
        return (told.day.isoformat() if told else "9999", article.id)

    ordered = sorted(articles, key=order)
    outlets = dict.fromkeys(article.outlet for article in ordered if article.outlet)
    return Copies(ordered[0].id, tuple(article.id for article in ordered), tuple(outlets))
