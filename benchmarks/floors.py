"""Measure the reading against gold and compare it with the pinned floors.

    python benchmarks/floors.py [--shared ../shared]              compare
    python benchmarks/floors.py --update [--allow-regression WHY] pin what was measured

Floors stand in tests/floors.json: for each set and reader the hash of the set's articles and gold,
and the least that each figure may be. The linear reader was fitted on the training articles and is
measured on dev; the learned one saw dev too and is measured on link, which neither ever saw.
`--update` raises floors; it lowers one only with a reason, which is pinned beside it.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from tocsin.codebooks.manual import manual_row
from tocsin.reading import ReaderName, read_reports, shipped_tools
from tocsin.reports import Report
from tocsin.text.inputs import find_articles

FLOORS = Path(__file__).parents[1] / "tests/floors.json"
SETS = ("seeds/linear", "dev/linear", "seeds/learned", "link/learned")
# One report more or less among some 750 moves an F1 by about .001; quantised products round
# differently from one kind of processor to the next, which moves a handful of reports.
EPSILON = 0.006
LEAST = 30  # a figure over fewer cases is printed by the scorer and not pinned

Figures = dict[str, float]


def corpus_hash(gold: Path, pinned: str) -> str:
    """One hash over a set's articles and gold."""
    name = pinned.partition("/")[0]
    parts = [(gold / f"{name}.{kind}.jsonl").read_bytes() for kind in ("articles", "gold")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def code(articles: Path, out: Path, reader: ReaderName) -> int:
    """Code a file of articles in the manual's form; returns how many articles were coded."""
    lines = []
    tools = shipped_tools(reader)
    for item in find_articles([articles]):
        if item.article is not None:
            reports = [one for one in read_reports(item.article, tools) if isinstance(one, Report)]
            lines.append(msgspec.json.encode(manual_row(item.article, reports)))
    out.write_bytes(b"\n".join(lines) + b"\n")
    return len(lines)


def measure(shared: Path, pinned: str, only: str | None = None) -> dict[str, Any]:
    """All figures of the scorer for one set and reader ("dev/linear")."""
    gold = shared / "gold"
    name, _, reader = pinned.partition("/")
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        code(gold / f"{name}.articles.jsonl", coded, ReaderName(reader))
        command = [
            sys.executable,
            str(shared / "tools/score_reports.py"),
            *(str(path) for path in (gold / f"{name}.articles.jsonl", gold / f"{name}.gold.jsonl")),
            str(coded),
            "--json",
            *(["--only", only] if only else []),
        ]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    scores: dict[str, Any] = json.loads(answer.stdout)
    return scores


def figures(scores: dict[str, Any]) -> Figures:
    """The figures that are pinned, by a flat name."""
    flat = {name: scores[name]["f"] for name in ("relevant", "found", "typed")}
    flat["PROTEST typed"] = scores["by_type"].get("PROTEST", {"f": 0.0})["f"]
    fields, lists = scores["fields"], scores["lists"]
    flat |= {name: field["right"] for name, field in fields.items() if field["n"] >= LEAST}
    flat |= {name: entry["f"] for name, entry in lists.items() if entry["gold"] >= LEAST}
    return flat


def shortfalls(measured: Figures, floors: Figures) -> list[str]:
    """What lies under its floor, as sentences."""
    return [
        f"{name}: {measured.get(name, 0.0):.3f} is under the floor of {floor:.3f}"
        for name, floor in sorted(floors.items())
        if measured.get(name, 0.0) < floor - EPSILON
    ]


def pin(pinned: dict[str, Any], measured: Figures, digest: str, why: str | None) -> dict[str, Any]:
    """New floors for one set.

    Raises:
        SystemExit: A floor would go down and no reason was given.
    """
    lower = shortfalls(measured, pinned.get("floors", {}))
    if lower and why is None:
        sys.exit("not pinned, since floors would go down:\n" + "\n".join(lower))
    entry = {"corpus_sha256": digest, "floors": measured}
    if lower:
        entry["lowered"] = {"why": why, "what": lower}
    return entry


def main() -> None:
    """Compare or pin."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", metavar="WHY")
    options = parser.parse_args()
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failed = []
    for name in SETS:
        measured = figures(measure(options.shared, name))
        for figure, value in measured.items():
            print(f"{name:14} {figure:20} {value:.3f}")
        digest = corpus_hash(options.shared / "gold", name)
        if options.update:
            why = options.allow_regression
            pinned[name] = pin(pinned.get(name, {}), measured, digest, why)
        else:
            failed += shortfalls(measured, pinned[name]["floors"])
    if options.update:
        FLOORS.write_text(json.dumps(pinned, indent=2, sort_keys=True) + "\n", "utf-8")
    sys.exit("\n".join(failed) or None)


if __name__ == "__main__":
    main()
