"""Fit the worth of each fact for the place of an act: `src/tocsin/data/place-weights.tsv`.

    python training/places/fit.py SHARED OWN...

SHARED/gold holds train.articles.jsonl and train.gold.jsonl in the form of the coding manual, each
OWN is a folder of articles that we wrote (`training/reader/own.py`); needs scipy. A conditional
logit over the options of each report; what the reader would forget is forgotten (`cases.py`).
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training/reader")]

from cases import Case, read_cases, rightness, tell  # noqa: E402
from own import read_written  # noqa: E402

from tocsin.places import Gazetteer  # noqa: E402

PENALTY = 2.0  # of 2 and 5 the better on held-out articles
RARE = 3  # facts of fewer options are left out
GOLD, OWN = 1.0, 0.5  # what a report counts
SMALLEST = 0.03  # weights below say nothing
Weights = dict[str, float]
HEAD = """# What each fact is worth for the place of an act, in log odds; the facts are named in
# `tocsin.text.bearing` and `tocsin.fields.options`. Learned by training/places/fit.py from articles
# coded by the coding manual; licence as tocsin's.
fact\tweight
"""


def main() -> None:
    """Read, fit, write."""
    articles = [*gold_articles(Path(sys.argv[1])), *own_articles(map(Path, sys.argv[2:]))]
    weights = fit(draw(articles))
    rows = sorted((fact, weight) for fact, weight in weights.items() if abs(weight) >= SMALLEST)
    body = "".join(f"{fact}\t{weight:.2f}\n" for fact, weight in rows)
    (ROOT / "src/tocsin/data/place-weights.tsv").write_text(HEAD + body, "utf-8")
    print(f"{len(articles)} articles, {len(rows)} facts")


def gold_articles(shared: Path) -> Iterator[tuple[Any, Any, float]]:
    """Articles of the training set with their codings and what they count."""
    texts = {row["id"]: row for row in _lines(shared / "gold/train.articles.jsonl")}
    for row in _lines(shared / "gold/train.gold.jsonl"):
        yield texts[row["article"]], row, GOLD


def own_articles(folders: Iterator[Path]) -> Iterator[tuple[Any, Any, float]]:
    """Articles that we wrote, each id once."""
    seen: set[str] = set()
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        for article, row in read_written(path.read_text("utf-8")):
            if article["id"] not in seen:
                seen.add(article["id"])
                yield article, row, OWN


def draw(articles: Sequence[tuple[Any, Any, float]]) -> Iterator[tuple[Case, float]]:
    """The cases of each article with what they count."""
    gazetteer = Gazetteer()
    for article, row, weight in articles:
        chance = random.Random(article["id"])  # noqa: S311 - drawn alike each time, no secret
        for case in tell(read_cases(article, row, gazetteer, chance), chance):
            yield case, weight


def fit(cases: Iterable[tuple[Case, float]]) -> Weights:
    """Weights that make right options likely, on the penalised likelihood."""
    rows = []
    for case, weight in cases:
        options = case.options()
        share = rightness(options, case.right)
        if any(share):
            rows.append(([option.facts for option in options], share, weight))
    common = Counter(fact for told, _, _ in rows for option in told for fact in option)
    names: dict[str, int] = {}
    columns: list[int] = []
    ends, starts, right, counts = [0], [], [], []
    for told, share, weight in rows:
        starts.append(len(right))
        counts.append(weight)
        right += share
        for option in told:
            known = [fact for fact in option if common[fact] >= RARE]
            columns += [names.setdefault(fact, len(names)) for fact in known]
            ends.append(len(columns))
    facts = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(right), len(names)))
    heads = np.array(starts)
    lengths = np.diff([*starts, len(right)])
    likely, weighed = np.array(right), np.array(counts)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = facts @ values
        scores -= np.repeat(np.maximum.reduceat(scores, heads), lengths)
        odds = np.exp(scores)
        wanted = odds * likely
        total, good = np.add.reduceat(odds, heads), np.add.reduceat(wanted, heads)
        good = np.maximum(good, 1e-300)
        pull = wanted / np.repeat(good, lengths) - odds / np.repeat(total, lengths)
        slope = facts.T @ (pull * np.repeat(weighed, lengths))
        value = -(weighed * np.log(good / total)).sum() + PENALTY / 2 * (values**2).sum()
        return value, PENALTY * values - slope

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 80}
    )
    return {name: float(found.x[index]) for name, index in names.items()}


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
