"""Uncoded articles read by a larger reader, for a smaller one to learn from.

    python silver.py --reader teacher.pt --weights MPNET --tokenizer FILE --out silver.pickle

The teacher's probabilities are kept, not its decisions: how unsure it was is most of what there
is to learn. A teacher that held out a fold may teach the reader of that fold. No gold article
is read.
"""

import argparse
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from data import read_rows
from engine import TorchEngine
from network import load_reader
from sentences import split_sentences
from teaching import SilverAct, SilverDocument
from train import is_measured, measured_texts

from tocsin.marks.candidates import Floats, act_geometry, first_pieces, window_pieces
from tocsin.marks.labels import FIELDS
from tocsin.marks.network import load_tokenizer
from tocsin.marks.windows import Encoded, Limits, Window, cut_windows, encode

# A word that the teacher takes for an act with less than this teaches no fields or arguments.
_LEAST = 0.4
# Corpora in the order in which they are read until there are enough pieces. LGL is left out: what is
# local crime to it is mostly no report to us.
_CORPORA = ("timebank", "ecbplus", "geovirus", "polnear")


def read_silver(engine: TorchEngine, document: Encoded, limits: Limits) -> SilverDocument:
    """Let a teacher read one document."""
    anchors: list[Floats] = []
    acts: list[SilverAct] = []
    for window in cut_windows(document, limits):
        logits, _, states = engine.encode(window_pieces(window))
        first = first_pieces(window)
        (start, _), (core, _) = window.word_range, window.core_range
        likely = _softmax(logits[first])
        anchors.append(likely[core - start :])
        acts += _acts(engine, window, 1.0 - likely[:, 0], states[first])
    return SilverDocument(document, np.concatenate(anchors).astype(np.float16), tuple(acts))


def _acts(
    engine: TorchEngine, window: Window, named: Floats, states: Floats
) -> Iterator[SilverAct]:
    (start, _), (core, _) = window.word_range, window.core_range
    places = np.flatnonzero(named >= _LEAST)
    places = places[places >= core - start]
    if not len(places):
        return
    fields, arguments = engine.ask(states, places, *act_geometry(window, places, len(states)))
    cuts = np.cumsum([len(values) for values in FIELDS.values()])[:-1]
    for row, place in enumerate(places):
        classes = np.concatenate([_softmax(part) for part in np.split(fields[row], cuts)])
        inside = 1.0 / (1.0 + np.exp(-arguments[row]))
        yield SilverAct(start + int(place), classes, start, inside.astype(np.float16))


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = raised / raised.sum(-1, keepdims=True)
    return shares


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=300_000)
    parser.add_argument("--corpora", nargs="+", default=_CORPORA)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = load_reader(options.weights)
    reader.load_state_dict(torch.load(options.reader, weights_only=True))
    engine, limits = TorchEngine(reader), Limits()
    tokenizer, measured = (
        load_tokenizer(options.tokenizer.read_bytes()),
        measured_texts(options.shared),
    )
    silver: dict[str, SilverDocument] = {}
    read = 0
    for corpus in options.corpora:
        for row in read_rows(options.shared / f"corpora/{corpus}.jsonl.gz"):
            name = f"{corpus}:{row.get('doc_id') or row['id']}"
            held_out = row.get("part") == "dev" or is_measured(row["text"], measured)
            if read >= options.pieces or name in silver or held_out:
                continue
            document = encode(row["text"], split_sentences(row["text"]), tokenizer, limits, name)
            silver[name] = read_silver(engine, document, limits)
            read += sum(len(sentence.ids) for sentence in document.sentences)
    options.out.write_bytes(pickle.dumps(tuple(silver.values())))
    print(
        len(silver),
        "documents",
        read,
        "pieces",
        sum(len(item.acts) for item in silver.values()),
        "acts",
    )


if __name__ == "__main__":
    main()
