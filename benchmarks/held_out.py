"""Measure readers through the whole pipeline on articles that they have not seen.

    python benchmarks/held_out.py FOLD0/model=fold0.json FOLD1/model=fold1.json [--shared ../shared]

A reader is a folder as `training/reader/export.py` writes it; its articles are a JSON list of ids
of the sets dev and train. Printed are all its articles, then those of each set. The rankers of
places, days and sources were fitted on train, so those fields are a little kind.
"""

import argparse
import importlib.util
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from floors import figures
from issue_words import issue_words

from tocsin.codebooks.manual import manual_row
from tocsin.marks.learned import reader_in
from tocsin.reading import Tools, read_reports, shipped_tools
from tocsin.reports import Report
from tocsin.text.plain import Known, read_plain

SETS = ("dev", "train")

Row = dict[str, Any]


def read_rows(shared: Path, kind: str) -> dict[str, Row]:
    """Articles or gold of all sets by article, each with its set."""
    rows = {}
    for name in SETS:
        text = (shared / f"gold/{name}.{kind}.jsonl").read_text("utf-8")
        for row in map(json.loads, text.splitlines()):
            rows[row["article"] if kind == "gold" else row["id"]] = row | {"set": name}
    return rows


def load_scorer(shared: Path) -> ModuleType:
    """The scorer, which is a script beside the coded articles."""
    path = shared / "tools/score_reports.py"
    spec = importlib.util.spec_from_file_location("score_reports", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(article: Row, tools: Tools) -> Row:
    """One article in the manual's form."""
    day = date.fromisoformat(article["published"][:10]) if article.get("published") else None
    known = Known(article["id"], article.get("title"), article.get("publisher"), day)
    read = read_plain(article["text"], name=article["id"], known=known)
    return manual_row(read, [r for r in read_reports(read, tools) if isinstance(r, Report)])


def main() -> None:
    """Print one line of figures a part."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("given", nargs="+", metavar="READER=ARTICLES")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    options = parser.parse_args()
    scorer = load_scorer(options.shared)
    articles, gold = (read_rows(options.shared, kind) for kind in ("articles", "gold"))
    for given in options.given:
        folder, _, listed = given.partition("=")
        tools = Tools(reader_in(Path(folder)), shipped_tools().gazetteer)
        names = [name for name in json.loads(Path(listed).read_text("utf-8")) if name in gold]
        coded = {name: code(articles[name], tools) for name in names}
        parts: Mapping[str, list[str]] = {
            "all": names,
            **{part: [name for name in names if gold[name]["set"] == part] for part in SETS},
        }
        for part, chosen in parts.items():
            # The scorer writes into what it is given.
            rows, reports = (
                {name: json.loads(json.dumps(of[name])) for name in chosen} for of in (gold, coded)
            )
            those = {name: articles[name] for name in chosen}
            scores, _ = scorer.evaluate(those, rows, reports)
            issues = issue_words(scorer, those, rows, reports)
            found = figures(scores) | {name: issues[name] for name in issues if " " in name}
            told = "  ".join(f"{name} {figure:.3f}" for name, figure in found.items())
            print(f"{given} {part} ({len(chosen)}): {told}")


if __name__ == "__main__":
    main()
