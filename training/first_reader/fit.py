"""Fit the first reader's weights on coded articles.

    python training/first_reader/fit.py [--gold ../shared/gold] [--set train]

Writes src/tocsin/marks/linear.npz: feature names, and one weight a feature and class, as half
floats. Needs scikit-learn, which tocsin itself does not. Gold strings are found in the article's
text by their words, whatever the white space; an anchor is looked for inside its sentence first.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tocsin.marks.features import act_features, candidates, key, phrase_features, phrases
from tocsin.marks.syntax import Syntax, read_syntax
from tocsin.text.article import Article
from tocsin.text.parse import parse
from tocsin.text.span import Span, covers, overlaps

WEIGHTS = Path(__file__).parents[2] / "src/tocsin/marks/linear.npz"
RARE = 3  # features seen less often are left out
REPEATED = 2  # words that were gold anchors so often are candidates, in the lexicon or not
BINARY = 2
# Inverse strength of the L2 penalty; swept .01 to 3 in five folds over the training articles.
STRENGTH = {"act": 0.03, "type": 0.3, "status": 0.1, "role": 0.1}

Coded = dict[str, Any]


class Example(NamedTuple):
    """Features and label of one candidate or phrase."""

    features: list[str]
    label: str


def read_coded(folder: Path, name: str) -> Iterator[tuple[Syntax, list[tuple[int, Coded]]]]:
    """Parsed articles with their gold reports, each with the index of its anchor token."""
    gold = {row["article"]: row["reports"] for row in _rows(folder / f"{name}.gold.jsonl")}
    for row in _rows(folder / f"{name}.articles.jsonl"):
        syntax = read_syntax(parse(Article(row["id"], row["text"], row.get("title"))))
        reports = [(find_anchor(syntax, report), report) for report in gold[row["id"]]]
        yield syntax, [(at, report) for at, report in reports if at is not None]


def _rows(path: Path) -> Iterator[Coded]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def places(text: str, words: str) -> list[Span]:
    """All places where words stand in a text, whatever the white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []


def find_anchor(syntax: Syntax, report: Coded) -> int | None:
    """The token that is the anchor, or governs its other words; None if no token stands there."""
    text = syntax.doc.text
    sentences = places(text, report["sentence"])
    anchors = places(text, report["anchor"])
    anchors.sort(key=lambda span: not any(covers(sentence, span) for sentence in sentences))
    tokens = syntax.doc.tokens
    for span in anchors[:1]:
        within = [at for at, token in enumerate(tokens) if overlaps(token.span, span)]
        heads = [at for at in within if tokens[at].head not in within or tokens[at].head == at]
        return next(iter(heads or within), None)
    return None


def act_examples(
    coded: Sequence[tuple[Syntax, list[tuple[int, Coded]]]], known: frozenset[str]
) -> dict[str, list[Example]]:
    """Examples for the models of acts, types and states."""
    examples: dict[str, list[Example]] = {"act": [], "type": [], "status": []}
    for syntax, reports in coded:
        gold = dict(reports)
        found = candidates(syntax, known)
        for index, features in zip(found, act_features(syntax, found), strict=True):
            report = gold.get(index)
            examples["act"].append(Example(features, "act" if report else "none"))
            if report:
                examples["type"].append(Example(features, report["type"]))
                examples["status"].append(Example(features, report["status"]))
    return examples


def role_examples(coded: Sequence[tuple[Syntax, list[tuple[int, Coded]]]]) -> list[Example]:
    """Examples for the model of roles: every phrase in a gold act's sentence."""
    examples = []
    for syntax, reports in coded:
        for act, report in reports:
            spans = {
                role: _in_sentence(syntax, act, report[f"{role}s"])
                for role in ("actor", "recipient")
            }
            for head in phrases(syntax, syntax.sentence[act]):
                if head != act:
                    role = next((r for r in spans if _heads(syntax, head, spans[r])), "none")
                    features = phrase_features(syntax, act, head, report["type"])
                    examples.append(Example(features, role))
    return examples


def _in_sentence(syntax: Syntax, act: int, parties: list[Coded]) -> list[Span]:
    """The occurrence of each party's words that is nearest to the act in its sentence."""
    sentence = syntax.doc.sentences[syntax.sentence[act]].span
    anchor = syntax.doc.tokens[act].span.start
    found = []
    for party in parties:
        inside = [s for s in places(syntax.doc.text, party["text"]) if covers(sentence, s)]
        found += sorted(inside, key=lambda span: abs(span.start - anchor))[:1]
    return found


def _heads(syntax: Syntax, head: int, spans: list[Span]) -> bool:
    """Whether a token is the head of one of the phrases."""
    token = syntax.doc.tokens[head]
    governor = syntax.doc.tokens[token.head].span
    return any(
        covers(span, token.span) and (token.head == head or not covers(span, governor))
        for span in spans
    )


def vocabulary(examples: Sequence[Example]) -> list[str]:
    """The features that are not rare, sorted."""
    counts = Counter(name for example in examples for name in set(example.features))
    return sorted(name for name, count in counts.items() if count >= RARE)


def fit(
    examples: Sequence[Example], features: Sequence[str], strength: float
) -> tuple[list[str], Any]:
    """Labels and weights (features + intercept by labels) of one multinomial model."""
    rows = {name: row for row, name in enumerate(features)}
    columns: list[int] = []
    bounds = [0]
    for example in examples:
        columns += sorted({rows[name] for name in example.features if name in rows})
        bounds.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns)), columns, bounds), shape=(len(examples), len(features))
    )
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, [example.label for example in examples])
    weights = np.vstack([model.coef_.T, model.intercept_[None, :]])
    if len(model.classes_) == BINARY:  # scikit-learn keeps one column for two classes
        weights = np.hstack([np.zeros_like(weights), weights])
    return [str(label) for label in model.classes_], weights


def main() -> None:
    """Fit all four models and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--set", default="train")
    options = parser.parse_args()
    coded = list(read_coded(options.gold, options.set))
    fit_all(coded, WEIGHTS)


def fit_all(coded: Sequence[tuple[Syntax, list[tuple[int, Coded]]]], path: Path) -> None:
    """Fit the four models on coded articles and write them to one file."""
    counts = Counter(key(syntax.doc.tokens[at]) for syntax, reports in coded for at, _ in reports)
    known = frozenset(word for word, count in counts.items() if count >= REPEATED)
    sets = {**act_examples(coded, known), "role": role_examples(coded)}
    names = {"act": vocabulary(sets["act"]), "role": vocabulary(sets["role"])}
    arrays: dict[str, Any] = {
        "known": np.array(sorted(known)),
        "act_features": np.array(names["act"]),
        "role_features": np.array(names["role"]),
    }
    for name, examples in sets.items():
        labels, weights = fit(examples, names["role" if name == "role" else "act"], STRENGTH[name])
        arrays[f"{name}_labels"] = np.array(labels)
        arrays[f"{name}_weights"] = weights.astype(np.float16)
        print(
            f"{name}: {len(examples)} examples, {len(labels)} classes, {len(weights)} weights each"
        )
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()
