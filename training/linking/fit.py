"""Fit the weights of linking: writes `src/tocsin/data/link-weights.tsv`.

python training/linking/fit.py ../shared/gold [--dry]

A log-linear model over the pairs of reports of different articles that one coder gave an event. A
penalty draws each weight towards what plain sense says (`PRIOR`), since five stories cannot teach
that two towns speak against one event. Cross-validated by story: the pairs of a story are weighed
by what was learned from the others alone. Nothing is drawn at random.

Tried and left out: pairs of articles that have hardly a word in common as further pairs of two
events (2,575 of them, worth .05 to .2 of a pair; F1 over left-out stories fell from .77 to .72).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from gold import Coded, read_coded
from numpy.typing import NDArray

from tocsin.linking.bars import bar_between
from tocsin.linking.clusters import cluster
from tocsin.linking.facts import UNKNOWN_STORY, Facts, facts_of
from tocsin.linking.features import FEATURES
from tocsin.linking.stories import story_of

TABLE = Path(__file__).parents[2] / "src/tocsin/data/link-weights.tsv"
HEAD = """\
# What each outcome of a comparison of two reports adds to the logarithm of the odds that they tell
# one event; the features and their sentences stand in tocsin/linking/features.py.
# Source: learned by training/linking/fit.py from {pairs} pairs of coded reports; own work.
# Licence: Apache-2.0, as the program.
feature\toutcome\tweight
"""
WORTH = 0.1  # of a pair of neighbours, beside one that a coder compared
PENALTY = 8.0  # swept 2 to 16 over left-out stories
LEAST = -1.0  # swept -1.5 to 0; as in tocsin.linking.groups
PRIOR = {
    ("day", "same"): 2.0, ("day", "next"): 0.5, ("day", "near"): -1.0, ("day", "untold"): -0.5,
    # A weekday after that of publication: of 15 such days in coded articles 7 were the next day.
    ("day", "weekday"): 1.6,
    ("day", "apart"): -4.0, ("day", "within-year"): -0.5, ("day", "year"): -0.5,
    ("place", "venue"): 1.5, ("place", "city"): 1.0, ("place", "near"): 0.5,
    ("place", "towns"): -1.5, ("place", "countries"): -1.0,
    ("actors", "name"): 1.5, ("actors", "kind"): 0.5, ("actors", "differ"): -1.5,
    ("recipients", "name"): 1.5, ("recipients", "kind"): 0.5, ("recipients", "differ"): -1.0,
    ("form", "forms"): -0.5, ("form", "modes"): -1.0, ("anchor", "same"): 0.5,
    ("numbers", "same"): 1.0, ("numbers", "contradict"): -0.7, ("kind", "types"): -3.0,
    ("published", "later"): -1.0, ("status", "differ"): -0.5,
    ("words", "shared"): 4.0, ("story", "shared"): 2.0,
}  # fmt: skip
Pair = tuple[Facts, Facts, bool, str]


class Model:
    """A log-linear model over named outcomes."""

    def __init__(self, pairs: Sequence[Pair], penalty: float, others: Sequence[Pair] = ()) -> None:
        counts = np.array([1.0] * len(pairs) + [WORTH] * len(others))
        pairs = [*pairs, *others]
        self.columns: dict[tuple[str, str], int] = {("bias", ""): 0}
        rows = [self._row(left, right, grow=True) for left, right, _, _ in pairs]
        matrix = np.zeros((len(rows), len(self.columns)))
        for number, row in enumerate(rows):
            for column, value in row:
                matrix[number, column] = value
        for name in PRIOR:
            self.columns.setdefault(name, len(self.columns))
        matrix = np.pad(matrix, ((0, 0), (0, len(self.columns) - matrix.shape[1])))
        prior = np.array([PRIOR.get(name, 0.0) for name in self.columns])
        truth = np.array([same for _, _, same, _ in pairs], float)
        self.weights = _newton(matrix, truth * counts, counts, (prior, penalty))

    def odds(self, left: Facts, right: Facts) -> float:
        """Logarithm of the odds that two reports tell one event."""
        return float(sum(self.weights[c] * v for c, v in self._row(left, right, grow=False)))

    def _row(self, left: Facts, right: Facts, *, grow: bool) -> list[tuple[int, float]]:
        row = [(0, 1.0)]
        for feature in FEATURES:
            outcome = feature.ask(left, right)
            if outcome is None:
                continue
            name = (feature.name, outcome[0])
            if grow:
                self.columns.setdefault(name, len(self.columns))
            if name in self.columns:
                row.append((self.columns[name], outcome[1]))
        return row


Floats = NDArray[np.float64]


def _newton(matrix: Floats, truth: Floats, counts: Floats, held: tuple[Floats, float]) -> Floats:
    """Weights of the likeliest model under a penalty on leaving the prior, the bias left free.

    Args:
        matrix: A row a pair, a column an outcome.
        truth: How many pairs of each row are of one event.
        counts: How many pairs each row stands for.
        held: The prior, and the penalty.
    """
    prior, strength = held
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], strength)
    penalty[0] = 1e-3
    for _ in range(40):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (truth - counts * chance) - penalty * (weights - prior)
        curve = (matrix * (counts * chance * (1 - chance))[:, None]).T @ matrix
        weights += np.linalg.solve(curve + np.diag(penalty), slope)
    return weights


def pairs_of(coded: Iterable[Coded]) -> list[Pair]:
    """Pairs of reports that no rule keeps apart, whether they are one event, and their story."""
    facts = [
        (facts_of(report, story), event, one.cluster)
        for one in coded
        for story in [story_of(one.article)]
        for report, event in zip(one.reports, one.events, strict=True)
    ]
    return [
        (left, right, ours == theirs, home)
        for (left, ours, home), (right, theirs, other) in combinations(facts, 2)
        if bar_between(left, right) is None and home == other
    ]


def neighbours(folder: Path) -> list[Pair]:
    """Pairs of reports of one coded article, which are of two events, as if two articles told them.

    What they share with all of their article, its words and its day, is left out.
    """
    return [
        (left, right, False, "")
        for name in ("train", "dev")
        for one in read_coded(folder, name)
        for ours, theirs in combinations(one.reports, 2)
        for left, right in [(facts_of(ours), replace(facts_of(theirs), article=""))]
        if bar_between(left, right) is None
    ]


def without_articles(pairs: Iterable[Pair]) -> list[Pair]:
    """The same pairs where nothing is known of the articles: they are compared without, too."""
    return [
        (replace(left, story=UNKNOWN_STORY), replace(right, story=UNKNOWN_STORY), same, story)
        for left, right, same, story in pairs
    ]


def score(facts: Sequence[Facts], truth: dict[str, str], model: Model, least: float) -> Counter:
    """Right, made and true pairs of reports of different articles."""

    def odds(left: int, right: int) -> float | None:
        if bar_between(facts[left], facts[right]):
            return None
        return model.odds(facts[left], facts[right])

    edges = [
        (value, left, right)
        for left, right in combinations(range(len(facts)), 2)
        if (value := odds(left, right)) is not None and value > least
    ]
    home = {}
    for number, group in enumerate(cluster(len(facts), edges, odds, least)):
        home.update({facts[one].id: number for one in group})
    found: Counter = Counter()
    for left, right in combinations(facts, 2):
        if left.article != right.article:
            made, true = home[left.id] == home[right.id], truth[left.id] == truth[right.id]
            found.update(made=made, true=true, right=made and true)
    return found


def main() -> None:
    """Cross-validate, then fit on everything and write the table."""
    coded = list(read_coded(Path(sys.argv[1]), "link"))
    pairs = pairs_of(coded)
    stories = sorted({one.cluster for one in coded})
    truth = {r.id: e or "" for one in coded for r, e in zip(one.reports, one.events, strict=True)}
    by_story = defaultdict(list)
    for one in coded:
        story = story_of(one.article)
        by_story[one.cluster] += [facts_of(report, story) for report in one.reports]
    others = neighbours(Path(sys.argv[1]))
    print(len(others), "pairs of neighbours")
    pairs += without_articles(pairs)
    print(len(pairs), "pairs", sum(p[2] for p in pairs), "one event")
    for penalty in (4.0, 8.0):
        models = {
            story: Model([pair for pair in pairs if pair[3] != story], penalty, others)
            for story in stories
        }
        for least in (-1.5, -1.0, -0.5, 0.0):
            total: Counter = Counter()
            each = []
            for story, model in models.items():
                found = score(by_story[story], truth, model, least)
                each.append(f"{story} {f1(found):.2f}")
                total += found
            print(penalty, least, f"F1 {f1(total):.3f}", dict(total), *each)
    model = Model(pairs, PENALTY, others)
    total = Counter()
    for story in stories:
        total += score(by_story[story], truth, model, LEAST)
    print("fitted on all:", f"F1 {f1(total):.3f}", dict(total))
    order = sorted(model.columns.items(), key=lambda item: item[0])
    rows = [f"{name}\t{outcome}\t{model.weights[c]:.3f}\n" for (name, outcome), c in order]
    if "--dry" not in sys.argv:
        TABLE.write_text(HEAD.format(pairs=len(pairs) + len(others)) + "".join(rows), "utf-8")


def f1(found: Counter) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * found["right"] / max(1, found["made"] + found["true"])


if __name__ == "__main__":
    main()
