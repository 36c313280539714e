"""Train the judges of candidates on held-out candidates.

A candidate is right if the scorer pairs it with a gold report of its type when all candidates
of the article are handed in at once; that is the very question that `keeping.Keeper` answers. Second
mentions are not annotated, so for the judge of pairs an unpaired candidate is taken to tell the report of
the paired one of its type: wrong for plain false alarms, right often enough to learn from.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from coding import code_act
from numpy.typing import NDArray

from tocsin.marks.candidates import Floats, Seen
from tocsin.marks.keeping import Comparison, Judge, Keeper

# Of .003 to .1 as 1 / ridge, .003 to .03 did equally well on fold 0.
_RIDGE = 100.0
# Newton's method is there after six.
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's candidates with the truth about each.

    Attributes:
        candidates: The candidate acts.
        right: 1 where the scorer pairs a candidate with a gold report of its type, else 0.
        weight: 0 where only one of two coders has that report, else 1.
        partner: Number of the gold report, -1 where there is none.
    """

    candidates: Comparison
    right: Floats
    weight: Floats
    partner: NDArray[np.int64]


def load_scorer(tools: Path) -> ModuleType:
    """The scorer of the shared tools, which is a script."""
    spec = importlib.util.spec_from_file_location("score_reports", tools / "score_reports.py")
    assert spec is not None, tools
    assert spec.loader is not None, tools
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge_candidates(marks: Seen, gold: dict[str, Any], scorer: ModuleType) -> Judged:
    """Pair all candidates of an article with its gold reports."""
    text = marks.document.text
    coded = [code_act(marks, act, act.found) for act in marks.acts]
    reports = [dict(report) for report in gold["reports"]]
    for report in coded + reports:
        report["_spans"] = scorer.spans(text, report["sentence"])
        report["_anchor"] = scorer.spans(text, report["anchor"])
    right = np.zeros(len(coded), np.float32)
    weight = np.ones(len(coded), np.float32)
    partner = np.full(len(coded), -1)
    for number, candidate in scorer.pair(text, reports, coded, True):
        right[candidate] = 1.0
        partner[candidate] = number
        weight[candidate] = 0.0 if reports[number].get("optional") else 1.0
    return Judged(Comparison(marks), right, weight, partner)


def train_keeper(articles: Sequence[Judged]) -> Keeper:
    """Both judges, from the candidates of articles that their reader had not seen."""
    articles = [article for article in articles if article.candidates.acts]
    pair_rows, pair_same = zip(*map(_pair_examples, articles), strict=True)
    rows, truth = np.concatenate(pair_rows), np.concatenate(pair_same)
    same = _fit(rows, truth, np.ones_like(truth))
    features = []
    for article in articles:
        pairs = article.candidates.pairs
        count = len(pairs)
        alike = same.probabilities(pairs.reshape(count * count, -1)).reshape(count, count)
        features.append(article.candidates.features(alike))
    keep = _fit(
        np.concatenate(features),
        np.concatenate([article.right for article in articles]),
        np.concatenate([article.weight for article in articles]),
    )
    return Keeper(same, keep)


def _pair_examples(article: Judged) -> tuple[Floats, Floats]:
    """Pairs of a right candidate with another: two reports if that is right too, else one if of its type."""
    right, weight = article.right > 0, article.weight > 0
    types = [act.type for act in article.candidates.acts]
    rows, same = [], []
    pairs = article.candidates.pairs
    for one in np.flatnonzero(right & weight):
        for two in range(len(types)):
            if one != two and weight[two] and (right[two] or types[one] == types[two]):
                rows.append(pairs[one, two])
                same.append(0.0 if right[two] else 1.0)
    return np.array(rows, np.float32).reshape(-1, pairs.shape[-1]), np.array(same, np.float32)


def _fit(rows: Floats, truth: Floats, weight: Floats) -> Judge:
    """Logistic regression with a ridge, by Newton's method."""
    spread = rows.std(0) + 1e-3
    judge = Judge(
        rows.mean(0), spread, np.zeros(rows.shape[1], np.float32), np.zeros(1, np.float32)
    )
    scaled = np.concatenate([judge.scale(rows), np.ones((len(rows), 1), np.float32)], 1).astype(
        float
    )
    ridge = np.full(scaled.shape[1], _RIDGE)
    ridge[-1] = 0.0
    solution = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        probability = 1.0 / (1.0 + np.exp(-scaled @ solution))
        slope = scaled.T @ (weight * (probability - truth)) + ridge * solution
        curve = (scaled * (weight * probability * (1.0 - probability))[:, None]).T @ scaled
        solution -= np.linalg.solve(curve + np.diag(ridge + 1e-6), slope)
    weights, bias = solution[:-1].astype(np.float32), solution[-1:].astype(np.float32)
    return Judge(judge.mean, judge.spread, weights, bias)
