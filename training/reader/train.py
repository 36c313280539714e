"""Train a reader: a warm start on attribution, then all tasks on the coded articles.

    python train.py warm --shared ../shared --weights DIR --out warm.pt
    python train.py gold --shared ../shared --weights DIR --warm warm.pt --out reader.pt [--without FOLD]
    python train.py refresh --shared ../shared --weights DIR --warm reader.pt --out reader.pt

The warm start is shared by all folds, so it sees no text that is a gold article. Without
`--without` the reader is trained on every article of dev and train; the two seeds and the link set are
never read.
"""

import argparse
import hashlib
import itertools
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from batches import (
    ActBatch,
    Batch,
    Readable,
    Specials,
    attribution_labels,
    collate,
    draw_batches,
    gold_labels,
    hide_pieces,
    relation_shares,
    silver_labels,
)
from data import (
    AttributionDocument,
    GoldDocument,
    Relation,
    fold_of,
    read_attributions,
    read_gold,
    read_own,
    read_relations,
    read_rows,
)
from network import Reader, load_reader
from teaching import SilverDocument, load_silver
from torch import Tensor
from torch.nn import functional as F

from tocsin.marks.labels import FIELDS, PLV_TYPES, PROTEST_FIELDS, TYPES
from tocsin.marks.network import load_tokenizer
from tocsin.marks.windows import Limits, Window

GOLD_SETS = ("dev", "train")
# Which of our types each of PLV's holds: YIELD is CONCEDE and RETREAT (ours, PLV's).
_TO_PLV = torch.tensor(
    [
        [
            float(plv == ours or (plv == "YIELD" and ours in {"CONCEDE", "RETREAT"}))
            for plv in PLV_TYPES
        ]
        for ours in TYPES
    ]
)
# Articles that no attribution may be learnt from, because they are measured on.
MEASURED_SETS = ("dev", "train", "link", "seeds")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a reader is trained.

    Attributes:
        passes: Passes over the coded articles.
        batch: Windows in a step.
        encoder_rate: Highest learning rate of the encoder.
        head_rate: Highest learning rate of the heads.
        hidden: Share of pieces replaced by the mask piece.
        rehearsal: Share of the attribution documents read again in each pass.
        relations: Whether PLV is learnt along.
        silver: Steps on a teacher's readings per step on gold.
    """

    passes: int = 6
    batch: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    hidden: float = 0.1
    rehearsal: float = 0.04
    relations: bool = True
    silver: float = 0.5


@dataclass(frozen=True, slots=True)
class Material:
    """All that a reader may learn from."""

    gold: tuple[GoldDocument, ...]
    attributions: tuple[AttributionDocument, ...]
    relations: tuple[Relation, ...]
    silver: tuple[SilverDocument, ...] = ()
    own: tuple[GoldDocument, ...] = ()

    def sample(self, share: float) -> "Material":
        """A share of the coded articles, for a learning curve; larger shares hold the smaller ones."""
        chosen = tuple(item for item in self.gold if _draw(item.document.name) < share)
        return replace(self, gold=chosen)

    def without(self, fold: int | None) -> "Material":
        """What remains if the articles and PLV rows of a fold are held out."""
        return replace(
            self,
            gold=tuple(item for item in self.gold if fold_of(item.document.name) != fold),
            relations=tuple(item for item in self.relations if fold_of(item.name) != fold),
        )


def load_material(
    shared: Path, tokenizer_file: Path, limits: Limits, own_folder: Path | None = None
) -> Material:
    """Read gold, corpora and our own articles; of the corpora nothing that is a gold article."""
    tokenizer = load_tokenizer(tokenizer_file.read_bytes())
    measured = measured_texts(shared)
    attributions = read_attributions(
        shared / "corpora/polnear.jsonl.gz", "train", tokenizer, limits
    )
    own = read_own(own_folder, shared, tokenizer, limits) if own_folder else ()
    return Material(
        tuple(read_gold(shared, GOLD_SETS, tokenizer, limits)),
        tuple(item for item in attributions if not is_measured(item.document.text, measured)),
        tuple(read_relations(shared / "corpora/plv-train.jsonl.gz", tokenizer, limits)),
        own=tuple(item for item in own if not is_measured(item.document.text, measured)),
    )


def measured_texts(shared: Path) -> list[str]:
    """Texts of all gold articles."""
    return [
        row["text"]
        for name in MEASURED_SETS
        for row in read_rows(shared / f"gold/{name}.articles.jsonl")
    ]


def is_measured(text: str, measured: list[str]) -> bool:
    """Whether a text is one of those measured on; their beginnings may differ by a headline."""
    middle = len(text) // 2
    probe = text[middle : middle + 80]
    return any(probe in other or text[:80] in other for other in measured)


def warm_up(reader: Reader, material: Material, recipe: Recipe, limits: Limits) -> None:
    """Learn attribution from one pass over PolNeAR."""
    chance = random.Random(1)
    torch.manual_seed(1)
    batches = list(draw_batches(material.attributions, limits, recipe.batch, chance))
    documents = {item.document.name: item for item in material.attributions}
    teacher = _Trainer(reader, recipe, len(batches))
    for windows in batches:
        batch = teacher.batch(windows)
        teacher.step(attribution_loss(reader, batch, documents))


def refresh(reader: Reader, material: Material, recipe: Recipe, limits: Limits) -> None:
    """Learn attribution once more with its head alone; nothing else of the reader changes.

    Coded articles teach no cues, and the more there are of them the more of PolNeAR is forgotten.
    """
    chance = random.Random(3)
    torch.manual_seed(3)
    documents = {item.document.name: item for item in material.attributions}
    batches = list(draw_batches(material.attributions, limits, recipe.batch, chance))
    specials = Specials.of(reader.encoder.shape.relative)
    optimiser = torch.optim.AdamW(reader.attribution.parameters(), lr=recipe.head_rate)
    for windows in batches:
        batch = collate(windows, specials)
        with torch.inference_mode():
            states = batch.words(reader.encode(batch.ids, batch.mask))
        labels = attribution_labels(batch, documents)
        each = F.binary_cross_entropy_with_logits(
            reader.attribution(states.clone()), labels, reduction="none"
        )
        optimiser.zero_grad()
        ((each.sum(-1) * batch.real).sum() / batch.real.sum()).backward()
        optimiser.step()


def train(reader: Reader, material: Material, recipe: Recipe, limits: Limits) -> None:
    """Learn all tasks; a step on gold is followed by one on the other tasks in turn."""
    chance = random.Random(2)
    torch.manual_seed(2)
    coded = (*material.gold, *material.own)
    gold = {item.document.name: item for item in coded}
    attributions = {item.document.name: item for item in material.attributions}
    relations = {item.name: item for item in material.relations}
    passes = [list(draw_batches(coded, limits, recipe.batch, chance)) for _ in range(recipe.passes)]
    teacher = _Trainer(reader, recipe, sum(map(len, passes)))
    rehearsed = _repeat(material.attributions, recipe, limits, chance)
    related = _repeat(material.relations, recipe, limits, chance)
    taught = _repeat(material.silver, recipe, limits, chance)
    silver = {item.document.name: item for item in material.silver}
    # Steps on the other tasks per step on gold, spread evenly; a PolNeAR document has eight windows.
    share = recipe.rehearsal * len(material.attributions) * 8 / (len(passes[0]) * recipe.batch)
    due = due_silver = 0.0
    for number, batches in enumerate(passes):
        began, total = time.monotonic(), 0.0
        for windows in batches:
            loss = gold_loss(reader, teacher.batch(windows), gold)
            total += float(loss.detach())
            due += share
            if due >= 1.0:
                due -= 1.0
                loss = loss + attribution_loss(reader, teacher.batch(next(rehearsed)), attributions)
            due_silver += recipe.silver if silver else 0.0
            if due_silver >= 1.0:
                due_silver -= 1.0
                loss = loss + silver_loss(reader, teacher.batch(next(taught)), silver)
            if recipe.relations and teacher.steps % 3 == 0:
                loss = loss + relation_loss(reader, teacher.batch(next(related)), relations)
            teacher.step(loss)
        seconds = time.monotonic() - began
        print(f"pass {number + 1}: loss {total / len(batches):.3f}, {seconds:.0f} s", flush=True)


class _Trainer:
    """Optimiser with a linear warm-up and decay."""

    def __init__(self, reader: Reader, recipe: Recipe, steps: int) -> None:
        encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
        known = {id(p) for p in reader.encoder.parameters()}
        heads = [p for p in reader.parameters() if id(p) not in known]
        self.recipe = recipe
        self.specials = Specials.of(reader.encoder.shape.relative)
        self.parameters = encoder + heads
        self.optimiser = torch.optim.AdamW(
            [
                {"params": encoder, "lr": recipe.encoder_rate},
                {"params": heads, "lr": recipe.head_rate},
            ],
            weight_decay=0.01,
            fused=True,
        )
        warm = max(1, steps // 10)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda step: min((step + 1) / warm, max(steps - step, 0) / max(steps - warm, 1)),
        )
        self.steps = 0

    def batch(self, windows: list[Window]) -> Batch:
        """Windows as tensors with some pieces hidden."""
        plain = collate(windows, self.specials)
        ids = hide_pieces(plain.ids, plain.mask, self.recipe.hidden, self.specials.mask)
        return Batch(plain.windows, ids, plain.mask, plain.first, plain.real)

    def step(self, loss: Tensor) -> None:
        """One update."""
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.steps += 1


def gold_loss(reader: Reader, batch: Batch, documents: dict[str, GoldDocument]) -> Tensor:
    """Loss of anchors, fields and arguments on coded articles."""
    classes, weights, acts = gold_labels(batch, documents)
    words = batch.words(reader.encode(batch.ids, batch.mask))
    loss = anchor_loss(reader.anchor(words), classes, weights)
    if acts is None:
        return loss
    return loss + act_loss(reader, words, batch, acts)


def anchor_loss(logits: Tensor, classes: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy per expected anchor: a mean over words would drown the one in a hundred."""
    each = F.cross_entropy(logits.transpose(1, 2), classes, reduction="none")
    return (each * weights).sum() / (0.02 * weights.sum())


def act_loss(reader: Reader, words: Tensor, batch: Batch, acts: ActBatch) -> Tensor:
    """Loss of an act's fields and arguments, summed over them and averaged over acts."""
    fields, arguments = reader.acts(words, acts.window, acts.word, acts.near, acts.same, batch.real)
    sizes = [len(values) for values in FIELDS.values()]
    by_field = sum(
        F.cross_entropy(logits, acts.fields[:, column], reduction="none", ignore_index=-100)
        for column, logits in enumerate(fields.split(sizes, -1))
    )
    cells = F.binary_cross_entropy_with_logits(arguments, acts.arguments, reduction="none")
    by_argument = (cells * acts.asked).sum((1, 2, 3))
    return ((by_field + 0.15 * by_argument) * acts.weight).mean()


def silver_loss(reader: Reader, batch: Batch, documents: dict[str, SilverDocument]) -> Tensor:
    """Loss against a teacher's probabilities, weighed as on gold."""
    words = batch.words(reader.encode(batch.ids, batch.mask))
    likely, acts = silver_labels(batch, documents)
    each = -(likely * reader.anchor(words).log_softmax(-1)).sum(-1)
    loss = (each * batch.real).sum() / (0.02 * batch.real.sum())
    if acts is None:
        return loss
    fields, arguments = reader.acts(words, acts.window, acts.word, acts.near, acts.same, batch.real)
    sizes = [len(values) for values in FIELDS.values()]
    by_field = sum(
        -(goal * logits.log_softmax(-1)).sum(-1) * (acts.protest if name in PROTEST_FIELDS else 1.0)
        for name, goal, logits in zip(
            FIELDS, acts.fields.split(sizes, -1), fields.split(sizes, -1), strict=True
        )
    )
    cells = F.binary_cross_entropy_with_logits(arguments, acts.arguments, reduction="none")
    by_argument = (cells * acts.asked).sum((1, 2, 3))
    return loss + (by_field + 0.15 * by_argument).mean()


def attribution_loss(
    reader: Reader, batch: Batch, documents: dict[str, AttributionDocument]
) -> Tensor:
    """Loss of source, cue and content tags."""
    words = batch.words(reader.encode(batch.ids, batch.mask))
    labels = attribution_labels(batch, documents)
    each = F.binary_cross_entropy_with_logits(reader.attribution(words), labels, reduction="none")
    return 2.0 * (each.sum(-1) * batch.real).sum() / batch.real.sum()


def relation_loss(reader: Reader, batch: Batch, relations: dict[str, Relation]) -> Tensor:
    """Loss of PLV's types, for the marked parties and for the anchors.

    PLV marks no anchor, but some word of the sentence must name an act of its type: the
    probability that at least one does is raised. That triples the examples of types that the
    gold has seldom.
    """
    words = batch.words(reader.encode(batch.ids, batch.mask))
    labels = [PLV_TYPES.index(relations[window.document.name].type) for window in batch.windows]
    logits = reader.relate(words, relation_shares(batch, relations))
    named = reader.anchor(words).softmax(-1)[..., 1:] @ _TO_PLV
    of_type = named[torch.arange(len(labels)), :, labels] * batch.real
    none = torch.log1p(-of_type.clamp(max=0.99)).sum(1)
    any_ = -torch.log1p(-none.exp().clamp(max=0.999)).mean()
    return 0.5 * F.cross_entropy(logits, torch.tensor(labels)) + any_


def relation_logits(reader: Reader, batch: Batch, relations: dict[str, Relation]) -> Tensor:
    """Type logits of PLV sentences, from the sentence's and both parties' mean states."""
    words = batch.words(reader.encode(batch.ids, batch.mask))
    return reader.relate(words, relation_shares(batch, relations))


def _repeat(
    items: Sequence[Readable], recipe: Recipe, limits: Limits, chance: random.Random
) -> Iterator[list[Window]]:
    """Batches without end."""
    return itertools.chain.from_iterable(
        draw_batches(items, limits, recipe.batch, chance) for _ in itertools.count()
    )


def _history(options: argparse.Namespace) -> list[dict[str, str | float | bool | None]]:
    """How a reader came to be: the steps of what it started from, and this one."""
    before = options.warm.with_suffix(".json") if options.warm else None
    steps = json.loads(before.read_text("utf-8")) if before and before.exists() else []
    names = ("stage", "without", "share", "passes", "rate", "rehearsal")
    step = {name: getattr(options, name) for name in names} | {"own": bool(options.own)}
    return [*steps, step]


def _draw(name: str) -> float:
    """A number from 0 to 1 that a name always draws."""
    return int(hashlib.sha256(f"share {name}".encode()).hexdigest()[:8], 16) / 2**32


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("warm", "gold", "refresh"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--warm", type=Path)
    parser.add_argument("--without", type=int)
    parser.add_argument("--share", type=float, default=1.0, help="of the coded articles")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--own", type=Path, help="folder of our own coded articles")
    parser.add_argument("--silver", type=Path, help="written by silver.py")
    parser.add_argument("--silver-share", type=float, default=0.5, help="steps per step on gold")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder; 5e-5 for MPNet")
    parser.add_argument("--rehearsal", type=float, default=0.04)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    limits, recipe = (
        Limits(),
        Recipe(
            passes=options.passes,
            encoder_rate=options.rate,
            rehearsal=options.rehearsal,
            silver=options.silver_share,
        ),
    )
    material = (
        load_material(options.shared, options.tokenizer, limits, options.own)
        .without(options.without)
        .sample(options.share)
    )
    if options.silver:
        material = replace(material, silver=load_silver(options.silver))
    reader = load_reader(options.weights)
    if options.warm:
        reader.load_state_dict(torch.load(options.warm, weights_only=True))
    if options.stage == "warm":
        warm_up(reader, material, recipe, limits)
    elif options.stage == "refresh":
        refresh(reader, material, recipe, limits)
    else:
        train(reader, material, recipe, limits)
    torch.save(reader.state_dict(), options.out)
    options.out.with_suffix(".json").write_text(
        json.dumps(_history(options), indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
