"""What an article is about: its weightiest words, and which articles tell one story.

>>> from tocsin.text.article import Article
>>> strike = "Dockers in Karvia walked out over pay. The Karvia dockers want nine percent."
>>> again = "Karvia dockers stayed out on Friday. Their union wants nine percent more pay."
>>> flood = "The river Osta flooded three villages. The Osta had not risen so high since 1954."
>>> texts = enumerate([strike, flood, again])
>>> group_stories([Article(str(number), text) for number, text in texts])
[['0', '2'], ['1']]

A name or a number says more about a story than any other word, and two words side by side more
than both: weights for that were swept on ECB+ (`training/linking/articles.py`).
"""

import re
from array import array
from collections.abc import Iterable
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from tocsin.linking.clusters import cluster
from tocsin.linking.facts import Story
from tocsin.linking.words import Vector, code_of, rarity, scaled, stem
from tocsin.text.article import Article

_WORD = re.compile(r"[^\W_]+")
_NAME = 3.0  # times that a capitalised word or a number counts; 2 to 5 give nearly the same
_PAIR = 1.0  # times that two words side by side count
_COMMON = 0.9  # rarity of words that stand in two of five articles: they make no pair
_EVERYWHERE = 0.4  # rarity of words that stand in two of three articles: they tell no story
_KEPT = 80  # weightiest words kept of an article where reports are compared
LEAST = 0.19  # cosine above which articles tell one story on average; swept .14 to .24


def story_of(article: Article) -> Story:
    """What is known of an article where its reports are compared, whatever else is linked."""
    terms = terms_of(article)
    weights = {term: terms[term] * _rarity(term) for term in terms}
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_KEPT]
    day = article.published.day.toordinal() if article.published else 0
    told = scaled({code_of(term): weights[term] for term in best})
    return Story(Vector(array("q", map(int, told.terms)), told.weights), day)


def group_stories(articles: Iterable[Article], least: float = LEAST) -> list[list[str]]:
    """Put articles of one story together.

    Args:
        articles: The articles; one that comes twice counts once. Every two are compared, so give
            those of a few days at a time.
        least: Cosine at and below which, on average, two groups stay apart.

    Returns:
        Ids of the articles of each group, in order; an article alone is a group too. The order of
        the articles does not matter.
    """
    terms = {article.id: terms_of(article) for article in articles}
    names = sorted(terms)
    alike = _likeness([terms[name] for name in names]) - least
    rows, columns = (side.tolist() for side in np.nonzero(np.triu(alike, 1) > 0))
    edges = [
        (float(alike[left, right]), left, right) for left, right in zip(rows, columns, strict=True)
    ]

    def likeness(left: int, right: int) -> float:
        return float(alike[left, right])

    groups = cluster(len(names), edges, likeness, most=len(names))
    return [[names[one] for one in group] for group in groups]


def terms_of(article: Article) -> dict[str, float]:
    """Stems and pairs of stems of an article, each with the logarithm of how often it stands."""
    counts: dict[str, float] = {}
    words = [match.group() for match in _WORD.finditer(f"{article.title or ''}\n{article.text}")]
    stems = [stem(word.casefold()) for word in words]
    for word, told in zip(words, stems, strict=True):
        named = word[0].isupper() or word[0].isdigit()
        counts[told] = counts.get(told, 0.0) + (_NAME if named else 1.0)
    for left, right in pairwise(stems):
        if rarity(left) > _COMMON and rarity(right) > _COMMON:
            pair = f"{left} {right}"
            counts[pair] = counts.get(pair, 0.0) + _PAIR
    return {term: 1 + log(count) for term, count in counts.items()}


def _likeness(articles: list[dict[str, float]]) -> NDArray[np.float64]:
    """Cosine of every two articles, summed term by term so that only shared terms cost anything.

    A term weighs more the fewer of these articles use it; one that stands alone is left out.
    """
    holders: dict[str, list[int]] = {}
    for number, terms in enumerate(articles):
        for term in terms:
            holders.setdefault(term, []).append(number)
    alike = np.zeros((len(articles), len(articles)))
    for term, numbers in sorted(holders.items()):
        if len(numbers) > 1 and _rarity(term) > _EVERYWHERE:
            weights = np.array([articles[number][term] for number in numbers])
            weights *= log(len(articles) / len(numbers))
            alike[np.ix_(numbers, numbers)] += np.outer(weights, weights)
    lengths = np.sqrt(np.diagonal(alike))
    lengths[lengths == 0] = 1.0
    alike /= np.outer(lengths, lengths)
    return alike


def _rarity(term: str) -> float:
    """Rarity of a stem, or of two side by side, which is at most that of the rarest."""
    return min(sum(map(rarity, term.split())), rarity("*"))
