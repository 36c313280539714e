"""Learn how sure each field of a report is, from articles that a reader had not seen.

    python training/confidence/fit.py --shared ../shared FOLDER=IDS [FOLDER=IDS ...] [shipped=SET]

FOLDER holds the files of a reader; IDS is a JSON list of the ids of the articles that it was not
trained on, or the name of a set of coded articles. "shipped" is the reader of the package. The
articles are read as `tocsin code` reads them, and every report that the scorer pairs with a coded
one of its type is compared with it, field by field. For each field a logistic regression over the
facts of `tocsin.circumstances` is fitted, and measured by cross-fitting over articles; what ships
is fitted on all. The weights go to src/tocsin/data/confidence.tsv, the figures into the model card.
The same input gives the same files.
"""

import argparse
import importlib.util
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from logistic import Floats, Model, Numbers

from tocsin.circumstances import FIELDS, Circumstances, Facts
from tocsin.codebooks.manual import manual_row
from tocsin.marks.learned import reader_in
from tocsin.marks.marks import Marks
from tocsin.reading import Tools, shipped_tools
from tocsin.reports import Rejected, Report, read_marked
from tocsin.text.article import Article
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.plain import Known, read_plain

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "src/tocsin/data/confidence.tsv"
CARD = ROOT / "docs/model-card.md"
BEGIN, END = "<!-- written by training/confidence/fit.py -->\n", "<!-- end of it -->\n"
SETS = ("dev", "train", "link")
# Of these the penalty is chosen for each field that does best inside what is fitted on.
PENALTIES = (4.0, 12.0, 36.0, 108.0)
# Of fewer reports nothing but their mean is learnt: on 99 protests facts about the side made its
# error .11 and told less than chance.
FEW = 150
INNER = 4  # folds of that choice
ENOUGH = 500  # reports; with fewer, all penalties grow, so that chance patterns count for less
SMALLEST = 0.01  # weights below this are left out of the table
FOLDS = 10  # of the cross-fitting
BINS = 10  # of equal width, for the expected calibration error
SHOWN = 5  # of equal width, for the table in the card
DRAWS = 200

Row = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """An article as a reader that had not seen it read it."""

    article: Article
    doc: Doc
    marks: Marks
    records: list[Report | Rejected]


@dataclass(frozen=True)
class Case:
    """A report that a coder has too: what speaks for each field, and whether the coder agrees."""

    article: str
    facts: dict[str, Facts]
    agreed: dict[str, bool]


def main() -> None:
    """Read, fit, measure and write."""
    options = arguments()
    gold = read_gold(options.shared)
    if options.keep and options.keep.exists():
        readings = pickle.loads(options.keep.read_bytes())  # noqa: S301 - what it wrote itself
    else:
        readings = [one for given in options.given for one in read(given, options.shared, gold)]
        if options.keep:
            options.keep.write_bytes(pickle.dumps(readings))
    scorer = load_scorer(options.shared / "tools")
    cases = [case for one in readings for case in compared(one, gold[one.article.id], scorer)]
    figures = {name: measure(name, cases) for name in FIELDS}
    for line in table(figures):
        print(line)
    if not options.dry:
        TABLE.write_text("\n".join(weights_lines(cases)) + "\n", "utf-8")
        before, _, rest = CARD.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        told = "\n".join([*card_lines(figures, cases), ""])
        CARD.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", "utf-8")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("given", nargs="+", metavar="READER=ARTICLES")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--keep", type=Path, help="where readings are kept for another run")
    parser.add_argument("--dry", action="store_true", help="measure, and write nothing")
    return parser.parse_args()


def read_lines(path: Path) -> list[Row]:
    """Objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def read_gold(shared: Path) -> dict[str, Row]:
    """Coded articles by id."""
    return {
        coded["article"]: coded
        for name in SETS
        for coded in read_lines(shared / f"gold/{name}.gold.jsonl")
    }


def read(given: str, shared: Path, gold: Mapping[str, Row]) -> Iterator[Reading]:
    """Read the articles of one reader.

    Args:
        given: Reader and articles, as on the command line.
        shared: Folder of the coded articles.
        gold: Coded articles by id; others are passed over.
    """
    folder, _, told = given.partition("=")
    articles = {
        article["id"]: article
        for name in SETS
        for article in read_lines(shared / f"gold/{name}.articles.jsonl")
        if told not in SETS or told == name
    }
    ids = list(articles) if told in SETS else json.loads(Path(told).read_text("utf-8"))
    tools = shipped_tools()
    if folder != "shipped":
        tools = Tools(reader_in(Path(folder)), tools.gazetteer)
    for name in ids:
        if name in gold and name in articles:
            yield read_one(articles[name], tools)


def read_one(row: Row, tools: Tools) -> Reading:
    """Read one article as `tocsin.reading` does, and keep what it was read from."""
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    known = Known(row["id"], row.get("title"), row.get("publisher"), day)
    article = read_plain(row["text"], name=row["id"], known=known)
    doc = parse(article, syntax=tools.reader.needs_parse)
    marks = tools.reader.read(doc)
    return Reading(article, doc, marks, read_marked(doc, marks, tools.gazetteer, tools.reader.name))


def load_scorer(tools: Path) -> ModuleType:
    """The scorer, which is a script beside the coded articles."""
    spec = importlib.util.spec_from_file_location("score_reports", tools / "score_reports.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {tools}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compared(reading: Reading, coded: Row, scorer: ModuleType) -> Iterator[Case]:
    """The reports that a coder has too; what only one of two coders has is passed over."""
    around = Circumstances(reading.doc, reading.marks, reading.records)
    reports = [record for record in reading.records if isinstance(record, Report)]
    rows = manual_row(reading.article, reports)["reports"]
    gold = [dict(report) for report in coded["reports"]]
    text = reading.article.text + "\n" + (reading.article.title or "")
    for report in gold + rows:
        report["_spans"] = scorer.spans(text, report.get("sentence"))
        report["_anchor"] = scorer.spans(text, report.get("anchor"))
    for told, read_ in scorer.pair(text, gold, rows, True):
        if not gold[told].get("optional"):
            second = [gold[told]["or"]] if gold[told].get("or") else []
            verdicts = [agreement(one, rows[read_], scorer) for one in (gold[told], *second)]
            agreed = {name: any(one[name] for one in verdicts) for name in FIELDS}
            yield Case(reading.article.id, around.facts(reports[read_]), agreed)


def agreement(gold: Row, row: Row, scorer: ModuleType) -> dict[str, bool]:
    """Whether a coder agrees, by field.

    What the scorer does not ask, since both left it empty, is agreed on; a list is agreed on if
    there are as many hits as members on either side.
    """
    verdicts, lists = scorer.compare(gold, row)
    answer = {name: verdicts[name] is not False for name in FIELDS if name in verdicts}
    return answer | {name: len(set(lists[name])) == 1 for name in FIELDS if name in lists}


@dataclass(frozen=True)
class Figures:
    """How good a field's confidences are on articles that they were not fitted on."""

    chances: Floats
    agreed: Floats

    @property
    def error(self) -> float:
        """Expected calibration error over bins of equal width."""
        return sum(
            len(said) * abs(said.mean() - true.mean()) for said, true in self.bins(BINS)
        ) / len(self.agreed)

    @property
    def floor(self) -> float:
        """The error that the same chances would show on average if they were exactly right."""
        draws = np.random.default_rng(0).random((DRAWS, len(self.chances))) < self.chances
        return float(np.mean([Figures(self.chances, one.astype(float)).error for one in draws]))

    @property
    def area(self) -> float:
        """Chance that a right value is surer than a wrong one (AUC); ties are halves."""
        right, wrong = self.chances[self.agreed > 0], self.chances[self.agreed == 0]
        if not (len(right) and len(wrong)):
            return float("nan")
        above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
        return float(above)

    @property
    def gain(self) -> float:
        """Share of the variance that is explained (Brier skill)."""
        rate = self.agreed.mean()
        return 1 - float(((self.chances - self.agreed) ** 2).mean() / max(rate * (1 - rate), 1e-9))

    def bins(self, number: int) -> Iterator[tuple[Floats, Floats]]:
        """Chances and truth of each bin that is not empty, from unsure to sure."""
        place = np.minimum((self.chances * number).astype(int), number - 1)
        for at in range(number):
            if (place == at).any():
                yield self.chances[place == at], self.agreed[place == at]


def asked(name: str, cases: Sequence[Case]) -> list[Case]:
    """The cases that have a field."""
    return [case for case in cases if name in case.facts]


def truth(name: str, cases: Sequence[Case]) -> Floats:
    """Whether a coder agrees on a field, as numbers."""
    return np.array([float(case.agreed[name]) for case in cases])


def measure(name: str, cases: Sequence[Case]) -> Figures:
    """Cross-fitted confidences of a field: no article is judged by a model that saw it."""
    used = asked(name, cases)
    chances = np.zeros(len(used))
    for seen, held in folds(used, FOLDS):
        learned = best_model(name, [used[number] for number in seen])
        chances[held] = learned.chances([used[number].facts[name] for number in held])
    return Figures(chances, truth(name, used))


def best_model(name: str, cases: Sequence[Case]) -> Model:
    """The model of a field, with the penalty under which cross-fitting surprises least."""
    used = asked(name, cases)
    facts, agreed = [case.facts[name] for case in used], truth(name, used)
    if len(used) < FEW:
        return Model([{"always": 1.0}] * len(used), agreed, PENALTIES[0])
    penalties = [penalty * max(1.0, ENOUGH / len(used)) for penalty in PENALTIES]
    surprise = dict.fromkeys(penalties, 0.0)
    for seen, held in folds(used, INNER):
        for penalty in penalties:
            model = Model([facts[number] for number in seen], agreed[seen], penalty)
            chances = model.chances([facts[number] for number in held])
            told = np.where(agreed[held] > 0, chances, 1 - chances)
            surprise[penalty] -= float(np.log(np.maximum(told, 1e-9)).sum())
    return Model(facts, agreed, min(penalties, key=lambda penalty: (surprise[penalty], -penalty)))


def folds(cases: Sequence[Case], number: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Which cases are seen and which are held out; those of one article stay together."""
    articles = {name: at for at, name in enumerate(sorted({case.article for case in cases}))}
    fold = np.array([articles[case.article] % number for case in cases])
    for held in range(number):
        if (fold == held).any() and (fold != held).any():
            yield np.flatnonzero(fold != held), np.flatnonzero(fold == held)


def weights_lines(cases: Sequence[Case]) -> Iterator[str]:
    """The table that ships."""
    articles = len({case.article for case in cases})
    yield "# What each fact about a field speaks for a coder's agreement (logarithm of odds)."
    yield (
        f"# Source: learned by training/confidence/fit.py from {len(cases)} reports of {articles}"
        " articles; own work."
    )
    yield "# Licence: Apache-2.0, as the program."
    yield "field\tfact\tweight"
    for name in FIELDS:
        model = best_model(name, cases)
        for fact, weight in zip(model.names, model.weights, strict=True):
            if abs(weight) >= SMALLEST:
                yield f"{name}\t{fact}\t{weight:.3f}"


def table(figures: Mapping[str, Figures]) -> Iterator[str]:
    """The figures of each field as a table in Markdown."""
    yield "| field | reports | agreed | expected error | if exact | AUC | variance explained |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in figures.items():
        yield (
            f"| {name} | {len(one.agreed)} | {one.agreed.mean():.3f} | {one.error:.3f}"
            f" | {one.floor:.3f} | {one.area:.2f} | {one.gain:.2f} |"
        )


def card_lines(figures: Mapping[str, Figures], cases: Sequence[Case]) -> Iterator[str]:
    """What the model card says of the confidences of fields."""
    articles = len({case.article for case in cases})
    yield (
        f"Over {len(cases)} reports of {articles} articles that their reader had not seen, each"
        " judged by weights\nfitted on the other articles. Expected error: the mean distance of"
        f" what is said from what is true,\nover {BINS} bins of equal width; if exact: what"
        " confidences that are exactly right would show on as few\nreports."
    )
    yield ""
    yield from table(figures)
    yield ""
    yield f"Said, true, and how many, in {SHOWN} bins of equal width:"
    yield ""
    edges = [f"{n / SHOWN:.1f} to {(n + 1) / SHOWN:.1f}" for n in range(SHOWN)]
    yield "| field | " + " | ".join(edges) + " |"
    yield "|---" * (SHOWN + 1) + "|"
    for name, one in figures.items():
        cells = [""] * SHOWN
        for said, true in one.bins(SHOWN):
            at = min(int(said[0] * SHOWN), SHOWN - 1)
            cells[at] = f"{said.mean():.2f}, {true.mean():.2f} ({len(said)})"
        yield f"| {name} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
