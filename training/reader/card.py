"""Write the model card from the figures that the other scripts left behind.

    python card.py --reader reader.pt --figures figures.json --attribution attribution.json --model ../model

The card says what the model was trained on, with licence and hash, and how it did on articles it had not
seen. It holds no sentence of any article.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from data import digest
from train import GOLD_SETS

# In the words of the corpora's own README.
SOURCES = {
    "gold/dev": ("gold/dev.gold.jsonl", "coded by the project; texts belong to their publishers"),
    "gold/train": (
        "gold/train.gold.jsonl",
        "coded by the project; texts belong to their publishers",
    ),
    "PolNeAR": ("corpora/polnear.jsonl.gz", "no licence stated; train inside only"),
    "PLV": ("corpora/plv-train.jsonl.gz", "no licence stated; train inside only"),
    "TimeBank, articles coded by us": ("corpora/timebank.jsonl.gz", "no licence stated"),
    "ECB+, articles coded by us": ("corpora/ecbplus.jsonl.gz", "the texts are the publishers'"),
}
OWN = Path(__file__).parents[1] / "own"
BASE = {
    "name": "all-MiniLM-L6-v2",
    "licence": "Apache-2.0",
    "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}


def describe(
    shared: Path,
    steps: list[dict[str, Any]],
    figures: dict[str, Any],
    attribution: dict[str, Any],
    model: Path,
) -> dict[str, Any]:
    """The card as a record."""
    texts = {
        f"{name} articles": digest(shared / f"gold/{name}.articles.jsonl") for name in GOLD_SETS
    }
    return {
        "base": BASE,
        "steps": steps,
        "trained_on": {
            name: {"licence": licence, "sha256": digest(shared / path)}
            for name, (path, licence) in SOURCES.items()
        }
        | {"own": {"licence": "as tocsin's", "sha256": digest_of(OWN)}},
        "article_hashes": texts,
        "held_out": figures,
        "attribution": attribution,
        "files": {path.name: {"bytes": path.stat().st_size, "sha256": digest(path)}
                  for path in sorted(model.iterdir()) if not path.name.startswith("card")},
    }  # fmt: skip


def digest_of(folder: Path) -> str:
    """sha256 over the articles of a folder, in the order of their names."""
    paths = sorted(path for path in folder.glob("*.*") if path.suffix != ".md")
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def render(card: dict[str, Any]) -> str:
    """The card in words."""
    lines = [
        "# Model card: the learned reader",
        "",
        f"Start: {card['base']['name']} ({card['base']['licence']}). "
        "Trained with `training/` on the sets below, never on the two seeds and the link set.",
        "",
        "| training set | licence | sha256 |",
        "|---|---|---|",
        *(
            f"| {name} | {source['licence']} | {source['sha256'][:16]}… |"
            for name, source in card["trained_on"].items()
        ),
        "",
        "## Steps of training",
        "",
        *_table(card["steps"]),
        "",
        "## On articles that were held out",
        "",
        "Folds by article over dev and train; only the folds named below were measured.",
        "",
    ]
    for name, scores in card["held_out"].items():
        lines += [f"### {name}", "", *_table(scores), ""]
    lines += [
        "## Who says what (PolNeAR dev, word F1)",
        "",
        *_table(card["attribution"]["word_f1"]),
        "",
    ]
    lines += ["## Files", "", "| file | bytes | sha256 |", "|---|---|---|"]
    lines += [
        f"| {name} | {about['bytes']:,} | {about['sha256'][:16]}… |"
        for name, about in card["files"].items()
    ]
    return "\n".join(lines) + "\n"


def _table(scores: dict[str, Any] | list[dict[str, Any]]) -> list[str]:
    """A record of numbers, or a list of such records, as a table."""
    rows = scores if isinstance(scores, list) else [scores]
    head = list(dict.fromkeys(name for row in rows for name in row))
    return [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(str(row.get(name, "")) for name in head) + " |" for row in rows),
    ]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--reader", type=Path, required=True, help="its .json tells how it came to be"
    )
    parser.add_argument("--figures", type=Path, required=True)
    parser.add_argument("--attribution", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    figures = json.loads(options.figures.read_text("utf-8"))
    attribution = json.loads(options.attribution.read_text("utf-8"))
    steps = json.loads(options.reader.with_suffix(".json").read_text("utf-8"))
    card = describe(options.shared, steps, figures, attribution, options.model)
    (options.model / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    (options.model / "card.md").write_text(render(card), "utf-8")


if __name__ == "__main__":
    main()
