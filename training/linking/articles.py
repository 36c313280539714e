"""Measure the grouping of articles on ECB+: B-cubed and pairwise F1, cross-validated by topic.

python training/linking/articles.py ../shared
"""

import gzip
import json
import sys
from pathlib import Path

from tocsin.linking.stories import group_stories
from tocsin.text.article import Article

THRESHOLDS = tuple(number / 100 for number in range(14, 25))
FOLDS = 5


def main() -> None:
    """Group each fold with the threshold that is best on the other folds."""
    shared = Path(sys.argv[1])
    sys.path.insert(0, str(shared / "tools"))
    from score_fields import groups

    with gzip.open(shared / "corpora/ecbplus.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    articles = [Article(row["doc_id"], row["text"]) for row in gold]
    topics = sorted({row["topic"] for row in gold}, key=int)
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    parts = [[row for row in gold if fold[row["topic"]] == k] for k in range(FOLDS)]
    coded: dict[float, dict[str, str]] = {}
    for least in THRESHOLDS:
        found = group_stories(articles, least)
        coded[least] = {name: group[0] for group in found for name in group}
        print(least, groups(gold, _lines(coded[least])), flush=True)
    chosen = []
    for k in range(FOLDS):
        rest = [row for row in gold if fold[row["topic"]] != k]
        best = max(THRESHOLDS, key=lambda least: _sum(groups(rest, _lines(coded[least]))))
        names = {row["doc_id"] for row in parts[k]}
        chosen += [row for row in _lines(coded[best]) if row["doc_id"] in names]
        print("fold", k, "threshold", best)
    print("cross-validated", groups(gold, chosen))


def _lines(coded: dict[str, str]) -> list[dict[str, str]]:
    return [{"doc_id": name, "group": group} for name, group in coded.items()]


def _sum(figures: dict[str, float]) -> float:
    return figures["b3_f"] + figures["pair_f"]


if __name__ == "__main__":
    main()
