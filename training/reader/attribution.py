"""Choose and measure the thresholds of who-says-what on PolNeAR.

    python attribution.py --reader reader.pt --weights DIR --tokenizer FILE --out attribution.json

Thresholds are chosen on documents of PolNeAR's train part that no reader learns from because they are gold
articles too, and measured on its dev part.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from data import AttributionDocument, read_attributions
from engine import TorchEngine
from network import load_reader
from numpy.typing import NDArray
from train import is_measured, measured_texts

from tocsin.marks.candidates import Engine, Floats, find_candidates
from tocsin.marks.labels import ATTRIBUTION, ROLES
from tocsin.marks.network import load_tokenizer
from tocsin.marks.windows import Limits

_SWEPT = [round(0.2 + 0.05 * step, 2) for step in range(11)]
# Arguments are of no interest here: a threshold above 1 keeps none.
_NO_ARGUMENTS = dict.fromkeys(ROLES, 2.0)


def choose(engine: Engine, documents: Sequence[AttributionDocument]) -> dict[str, float]:
    """Threshold of each part with the best word F1."""
    seen, true = _words(engine, documents)
    return {
        part: max(_SWEPT, key=lambda least: _f1(seen[:, column] >= least, true[:, column]))
        for column, part in enumerate(ATTRIBUTION)
    }


def measure(
    engine: Engine, documents: Sequence[AttributionDocument], thresholds: dict[str, float]
) -> dict[str, float]:
    """Word F1 of each part."""
    seen, true = _words(engine, documents)
    return {
        part: round(_f1(seen[:, column] >= thresholds[part], true[:, column]), 3)
        for column, part in enumerate(ATTRIBUTION)
    }


def _words(engine: Engine, documents: Sequence[AttributionDocument]) -> tuple[Floats, Floats]:
    """Probabilities and truth of all words (word, part)."""
    seen, true = [], []
    for item in documents:
        seen.append(find_candidates(item.document, engine, _NO_ARGUMENTS, Limits()).attribution)
        truth = np.zeros_like(seen[-1])
        for column, part in enumerate(ATTRIBUTION):
            truth[sorted(item.parts[part]), column] = 1.0
        true.append(truth)
    return np.concatenate(seen), np.concatenate(true)


def _f1(chosen: NDArray[np.bool_], true: Floats) -> float:
    hits = float((chosen * true).sum())
    return 2 * hits / max(float(chosen.sum() + true.sum()), 1.0)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = load_reader(options.weights)
    reader.load_state_dict(torch.load(options.reader, weights_only=True))
    engine = TorchEngine(reader)
    corpus, tokenizer = (
        options.shared / "corpora/polnear.jsonl.gz",
        load_tokenizer(options.tokenizer.read_bytes()),
    )
    measured = measured_texts(options.shared)
    unseen = [
        item
        for item in read_attributions(corpus, "train", tokenizer, Limits())
        if is_measured(item.document.text, measured)
    ]
    thresholds = choose(engine, unseen)
    held_out = list(read_attributions(corpus, "dev", tokenizer, Limits()))
    figures = {"thresholds": thresholds, "word_f1": measure(engine, held_out, thresholds)}
    options.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(figures)


if __name__ == "__main__":
    main()
