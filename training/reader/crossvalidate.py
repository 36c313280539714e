"""Measure the reader on articles that it has not seen, and choose its thresholds.

    python crossvalidate.py --shared ../shared --weights DIR --tokenizer FILE --warm warm.pt --runs DIR

Trains one reader for each fold, reads the fold's articles with the shipped reading code, trains a
judge on the candidates of other articles, and scores the reports. What took long is kept in
`--runs` and found there again. Left in `--runs` for the export: `keeper.npz`, trained on the
held-out candidates of all folds, and `thresholds.json`; for the card: `figures.json`.

Thresholds are chosen over all held-out articles: a dozen numbers against 481 articles.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from batches import collate
from coding import argument_texts, code_act
from data import FOLDS, Relation, fold_of, quotes_by_role, read_rows
from engine import Recorder, Replay, TorchEngine
from keepers import Judged, judge_candidates, load_scorer, train_keeper
from network import Reader, load_reader
from train import GOLD_SETS, Material, Recipe, load_material, relation_logits, train

from tocsin.marks.candidates import CONTENTLESS, Floats, Seen, find_candidates
from tocsin.marks.labels import PLV_TYPES, ROLES
from tocsin.marks.windows import Encoded, Limits, cut_windows

_MIDDLE = 0.35
_SWEPT = tuple(round(0.15 + 0.05 * step, 2) for step in range(11))

Json = dict[str, Any]
Answers = list[tuple[Floats, ...]]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What the readers answered about articles they had not seen."""

    documents: dict[str, Encoded]
    answers: dict[str, Answers]

    def marks(self, thresholds: dict[str, float]) -> dict[str, Seen]:
        """Seen of all articles at some thresholds."""
        return {
            name: find_candidates(self.documents[name], Replay(answers), thresholds, Limits())
            for name, answers in self.answers.items()
        }


@dataclass(frozen=True, slots=True)
class Gold:
    """The coded articles and the shared scorer."""

    articles: dict[str, Json]
    rows: dict[str, Json]
    scorer: ModuleType

    def score(self, coded: dict[str, Json], names: Sequence[str]) -> tuple[Json, list[str]]:
        """Figures and faults over some articles."""
        # The scorer writes into what it is given.
        rows, reports = (
            {n: json.loads(json.dumps(of[n])) for n in names} for of in (self.rows, coded)
        )
        figures: tuple[Json, list[str]] = self.scorer.evaluate(self.articles, rows, reports)
        return figures


def load_gold(shared: Path) -> Gold:
    """Gold of dev and train."""
    articles: dict[str, Json] = {}
    rows: dict[str, Json] = {}
    for name in GOLD_SETS:
        articles |= {row["id"]: row for row in read_rows(shared / f"gold/{name}.articles.jsonl")}
        rows |= {
            row["article"]: row | {"set": name}
            for row in read_rows(shared / f"gold/{name}.gold.jsonl")
        }
    return Gold(articles, rows, load_scorer(shared / "tools"))


def read_fold(
    fold: int, material: Material, recipe: Recipe, options: argparse.Namespace
) -> tuple[dict[str, Answers], dict[str, str]]:
    """Answers about a fold's articles and types of its PLV rows, by a reader that saw neither."""
    kept = options.runs / f"recorded-{fold}.pickle"
    if kept.exists():
        recorded: tuple[dict[str, Answers], dict[str, str]] = pickle.loads(kept.read_bytes())
        return recorded
    reader = _fold_reader(fold, material, recipe, options)
    engine = TorchEngine(reader)
    answers = {}
    for item in material.gold:
        if fold_of(item.document.name) == fold:
            recorder = Recorder(engine)
            find_candidates(item.document, recorder, dict.fromkeys(ROLES, _MIDDLE), Limits())
            answers[item.document.name] = recorder.answers
    relations = {item.name: item for item in material.relations if fold_of(item.name) == fold}
    recorded = answers, _relation_types(reader, relations, engine)
    kept.write_bytes(pickle.dumps(recorded))
    return recorded


def choose_thresholds(held_out: HeldOut, gold: Gold) -> dict[str, float]:
    """For each role the threshold with the best F1 of the words given for it."""
    figures: dict[str, dict[float, float]] = {role: {} for role in ROLES}
    for least in _SWEPT:
        marks = held_out.marks(dict.fromkeys(ROLES, least))
        for role, figure in argument_figures(marks, gold).items():
            figures[role][least] = figure
    return {role: max(_SWEPT, key=figures[role].__getitem__) for role in ROLES}


def argument_figures(marks: dict[str, Seen], gold: Gold) -> dict[str, float]:
    """F1 of each role over the candidates that are right, counted as the scorer counts sources."""
    counts = {role: np.zeros(3) for role in ROLES}
    for name, of_article in marks.items():
        judged = judge_candidates(of_article, gold.rows[name], gold.scorer)
        for act, partner in zip(of_article.acts, judged.partner, strict=True):
            if partner < 0:
                continue
            report = gold.rows[name]["reports"][partner]
            readings = [quotes_by_role(report)]
            readings += [quotes_by_role(report["or"])] if report.get("or") else []
            for role in ROLES:
                coded = argument_texts(of_article, act, role)
                tried = [_matches(reading[role], coded) for reading in readings]
                counts[role] += max(tried, key=lambda c: (2 * c[0] + 1) / (c[1] + c[2] + 1))
    return {role: float(2 * hit / max(one + two, 1)) for role, (hit, one, two) in counts.items()}


def judge_articles(judged: dict[str, Judged]) -> dict[str, Floats]:
    """Probability of each candidate, by a judge trained on four fifths of the other articles.

    The fifths are not the readers' folds, so that this works on the held-out articles of one reader too.
    """
    probabilities = {}
    group = {name: fold_of(f"judge {name}") for name in judged}
    for fifth in sorted(set(group.values())):
        keeper = train_keeper([item for name, item in judged.items() if group[name] != fifth])
        for name, item in judged.items():
            if group[name] == fifth:
                probabilities[name] = keeper.judge(item.candidates)[0]
    return probabilities


def code(marks: dict[str, Seen], probabilities: dict[str, Floats], least: float) -> dict[str, Json]:
    """Reports of all articles."""
    return {
        name: {
            "article": name,
            "coder": "reader",
            "reports": [
                code_act(of_article, act, float(score))
                for act, score in zip(of_article.acts, probabilities[name], strict=True)
                if score >= least
            ],
        }
        for name, of_article in marks.items()
    }


def reliability(
    judged: dict[str, Judged], probabilities: dict[str, Floats]
) -> tuple[list[Json], float]:
    """Share of right candidates by tenth of probability, and the expected calibration error."""
    asked = {name: item.weight > 0 for name, item in judged.items()}
    score = np.concatenate([probabilities[name][asked[name]] for name in judged])
    right = np.concatenate([judged[name].right[asked[name]] for name in judged])
    tenth = np.minimum((score * 10).astype(int), 9)
    rows, error = [], 0.0
    for number in range(10):
        chosen = tenth == number
        if chosen.any():
            said, true = float(score[chosen].mean()), float(right[chosen].mean())
            error += abs(said - true) * chosen.mean()
            rows.append({"said": round(said, 3), "true": round(true, 3), "n": int(chosen.sum())})
    return rows, round(float(error), 4)


def relation_score(types: dict[str, str], gold: dict[str, str]) -> float:
    """Macro-F1 of PLV types."""
    figures = []
    for name in sorted(set(gold.values())):
        hits = sum(types[row] == name == gold[row] for row in types)
        total = sum((types[row] == name) + (gold[row] == name) for row in types)
        figures.append(2 * hits / max(total, 1))
    return round(sum(figures) / len(figures), 3)


def summarise(figures: Json) -> Json:
    """The figures that the project asks for, of one scoring."""
    fields, lists = figures["fields"], figures["lists"]
    return {
        "typed": figures["typed"]["f"],
        "precision": figures["typed"]["p"],
        "recall": figures["typed"]["r"],
        "found": figures["found"]["f"],
        "PROTEST": figures["by_type"].get("PROTEST", {}).get("f"),
        **{name: fields[name]["right"] for name in ("status", "side", "form") if name in fields},
        **{name: lists[name]["f"] for name in ("actors", "recipients", "sources") if name in lists},
        "reports": figures["typed"]["gold"],
    }


def _fold_reader(
    fold: int, material: Material, recipe: Recipe, options: argparse.Namespace
) -> Reader:
    reader = load_reader(options.weights)
    stored = options.runs / f"reader-{fold}.pt"
    if stored.exists():
        reader.load_state_dict(torch.load(stored, weights_only=True))
        return reader
    torch.manual_seed(0)
    reader = load_reader(options.weights)
    if options.warm:
        reader.load_state_dict(torch.load(options.warm, weights_only=True))
    train(reader, material.without(fold), recipe, Limits())
    torch.save(reader.state_dict(), stored)
    return reader


@torch.inference_mode()
def _relation_types(
    reader: Reader, relations: dict[str, Relation], engine: TorchEngine
) -> dict[str, str]:
    types = {}
    for relation in relations.values():
        batch = collate(cut_windows(relation.document, Limits())[:1], engine.specials)
        types[relation.name] = PLV_TYPES[int(relation_logits(reader, batch, relations).argmax())]
    return types


def _matches(gold: list[str], coded: list[str]) -> tuple[int, int, int]:
    """Hits, coded and gold of two lists of phrases; a word in common is a hit."""
    left = [_content(text) for text in coded]
    hits = 0
    for wanted in map(_content, gold):
        match = next((place for place, words in enumerate(left) if words & wanted), None)
        if match is not None:
            hits += 1
            del left[match]
    return hits, len(coded), len(gold)


def _content(text: str) -> set[str]:
    stripped = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return set(stripped.split()) - CONTENTLESS


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--warm", type=Path)
    parser.add_argument("--own", type=Path, help="our own coded articles: taught, never measured")
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.runs.mkdir(exist_ok=True, parents=True)
    gold, recipe = load_gold(options.shared), Recipe()
    material = load_material(options.shared, options.tokenizer, Limits(), options.own)
    answers: dict[str, Answers] = {}
    types: dict[str, str] = {}
    for fold in options.folds:
        of_fold, fold_types = read_fold(fold, material, recipe, options)
        answers |= of_fold
        types |= fold_types
    held_out = HeldOut(
        {
            item.document.name: item.document
            for item in material.gold
            if item.document.name in answers
        },
        answers,
    )
    thresholds = choose_thresholds(held_out, gold)
    marks = held_out.marks(thresholds)
    judged = {name: judge_candidates(marks[name], gold.rows[name], gold.scorer) for name in marks}
    probabilities = judge_articles(judged)
    least = max(
        _SWEPT,
        key=lambda p: gold.score(code(marks, probabilities, p), list(marks))[0]["typed"]["f"],
    )
    coded = code(marks, probabilities, least)
    parts = {"all": list(marks)}
    parts |= {name: [n for n in marks if gold.rows[n]["set"] == name] for name in GOLD_SETS}
    parts |= {f"fold {k}": [n for n in marks if fold_of(n) == k] for k in options.folds}
    scored = {part: gold.score(coded, names) for part, names in parts.items()}
    table, error = reliability(judged, probabilities)
    plv = {item.name: item.type for item in material.relations if item.name in types}
    figures = {
        "figures": [{"articles": part} | summarise(score) for part, (score, _) in scored.items()],
        "by type": [
            {"type": name} | of_type for name, of_type in scored["all"][0]["by_type"].items()
        ],
        "argument words": [
            {"role": role, "threshold": thresholds[role], "f1": round(figure, 3)}
            for role, figure in argument_figures(marks, gold).items()
        ],
        "confidence": table,
        "calibration": {"expected error": error, "least": least},
        "PLV, marked parties": {"macro_f1": relation_score(types, plv), "rows": len(types)},
    }
    (options.runs / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    about = {"thresholds": thresholds, "least": least}
    (options.runs / "thresholds.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    (options.runs / "faults.txt").write_text("\n".join(scored["all"][1]), "utf-8")
    with (options.runs / "coded.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in coded.values())
    keeper = train_keeper(list(judged.values()))
    np.savez(options.runs / "keeper.npz", allow_pickle=False, **keeper.arrays())
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
