"""Windows as tensors, and the labels that go with them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from data import Act, AttributionDocument, GoldDocument, Relation
from network import distance_bucket
from teaching import SilverAct, SilverDocument
from torch import Tensor

from tocsin.marks.labels import ATTRIBUTION, FIELDS, ROLES, TYPES
from tocsin.marks.windows import Limits, Window, cut_windows

# Windows of one batch have like lengths: this many batches are drawn together and sorted.
_SORTED_BATCHES = 8
_NOT_ASKED = -100
# Few different shapes: for each new one the CPU library compiles its matrix products anew.
_STEP = 32

# Anything that windows can be cut from.
Readable = GoldDocument | AttributionDocument | Relation | SilverDocument


@dataclass(frozen=True, slots=True)
class Specials:
    """Piece numbers that differ between vocabularies."""

    start: int
    end: int
    mask: int
    shift: int

    @classmethod
    def of(cls, relative: bool) -> "Specials":
        """BERT's numbers, or MPNet's, which keeps four of its own before BERT's list.

        Both read with BERT's tokenizer, so that a teacher's words are its student's words.
        """
        return cls(0, 2, 30526, 4) if relative else cls(101, 102, 103, 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side.

    `first` holds each word's first piece (window, word), `real` is 1 on words.
    """

    windows: tuple[Window, ...]
    ids: Tensor
    mask: Tensor
    first: Tensor
    real: Tensor

    def words(self, states: Tensor) -> Tensor:
        """Word states out of piece states."""
        return states.gather(1, self.first[..., None].expand(-1, -1, states.shape[-1]))


@dataclass(frozen=True, slots=True)
class ActBatch:
    """Acts of a batch of windows: where they stand and what is asked of them.

    Attributes:
        window: Number of each act's window in the batch.
        word: Number of each act's word in its window.
        near: Distance bucket of every word from the act (act, word).
        same: 1 where a word stands in the act's sentence (act, word).
        weight: Weight in the loss.
        fields: Class numbers by field, `_NOT_ASKED` where a field is not asked (act, field).
        arguments: 1 where a role begins or goes on (act, word, role, begin/inside).
        asked: 0 on cells that are neither right nor wrong, shape of `arguments`.
    """

    window: Tensor
    word: Tensor
    near: Tensor
    same: Tensor
    weight: Tensor
    fields: Tensor
    arguments: Tensor
    asked: Tensor


@dataclass(frozen=True, slots=True)
class SilverActBatch:
    """Acts as a teacher sees them; like `ActBatch`, but with probabilities for truth.

    `protest` is the probability that the act is a PROTEST and its fields are asked at all.
    """

    window: Tensor
    word: Tensor
    near: Tensor
    same: Tensor
    fields: Tensor
    protest: Tensor
    arguments: Tensor
    asked: Tensor


def collate(windows: Sequence[Window], specials: Specials) -> Batch:
    """Windows as padded tensors."""
    rows, firsts = [], []
    for window in windows:
        ids, first = [specials.start], []
        for sentence in window.document.sentences[window.context : window.stop]:
            first += [len(ids) + place for place in sentence.first]
            # Pieces 0 to 998 are special or unused in BERT's list, [UNK] among them.
            ids += [piece + specials.shift for piece in sentence.ids]
        rows.append([*ids, specials.end])
        firsts.append(first)
    return Batch(
        tuple(windows),
        _pad(rows),
        _pad([[1] * len(row) for row in rows]),
        _pad(firsts),
        _pad([[1] * len(first) for first in firsts]).float(),
    )


def gold_labels(
    batch: Batch, documents: dict[str, GoldDocument]
) -> tuple[Tensor, Tensor, ActBatch | None]:
    """Anchor classes and weights of all words (0 is "no act"), and the acts of the cores."""
    classes = torch.zeros_like(batch.first)
    weights = batch.real.clone()
    placed: list[tuple[int, int, Act]] = []
    for row, window in enumerate(batch.windows):
        gold = documents[window.document.name]
        (start, stop), (core, _) = window.word_range, window.core_range
        for word, weight in gold.weights.items():
            if start <= word < stop:
                weights[row, word - start] = weight
        for act in gold.acts:
            if start <= act.word < stop:
                classes[row, act.word - start] = act.fields["type"] + 1
            if core <= act.word < stop:
                placed.append((row, act.word - start, act))
    return classes, weights, _act_batch(batch, placed) if placed else None


def attribution_labels(batch: Batch, documents: dict[str, AttributionDocument]) -> Tensor:
    """1 where a word belongs to a source, cue or content (window, word, part)."""
    labels = torch.zeros(*batch.first.shape, len(ATTRIBUTION))
    for row, window in enumerate(batch.windows):
        parts = documents[window.document.name].parts
        start, stop = window.word_range
        for column, part in enumerate(ATTRIBUTION):
            for word in parts[part]:
                if start <= word < stop:
                    labels[row, word - start, column] = 1.0
    return labels


def silver_labels(
    batch: Batch, documents: dict[str, SilverDocument]
) -> tuple[Tensor, SilverActBatch | None]:
    """A teacher's class probabilities of all words (window, word, class) and its acts in the cores."""
    classes = len(next(iter(documents.values())).anchors[0])
    likely = torch.zeros(*batch.first.shape, classes)
    placed: list[tuple[int, int, SilverAct]] = []
    for row, window in enumerate(batch.windows):
        silver = documents[window.document.name]
        (start, stop), (core, _) = window.word_range, window.core_range
        likely[row, : stop - start] = torch.from_numpy(silver.anchors[start:stop].astype("float32"))
        placed += [(row, act.word - start, act) for act in silver.acts if core <= act.word < stop]
    return likely, _silver_acts(batch, placed) if placed else None


def relation_shares(batch: Batch, relations: dict[str, Relation]) -> Tensor:
    """What each word counts for the sentence, the actor and the recipient (window, 3, word)."""
    shares = torch.zeros(len(batch.windows), 3, batch.first.shape[1])
    shares[:, 0] = batch.real / batch.real.sum(1, keepdim=True)
    for row, window in enumerate(batch.windows):
        relation = relations[window.document.name]
        for side, (start, stop) in enumerate((relation.actor, relation.recipient), 1):
            shares[row, side, start:stop] = 1.0 / max(stop - start, 1)
    return shares


def geometry(batch: Batch, window: Tensor, word: Tensor) -> tuple[Tensor, Tensor]:
    """Distance buckets and same-sentence marks of acts, see `ActBatch`."""
    numbers = torch.arange(batch.first.shape[1])
    near = distance_bucket(numbers[None] - word[:, None])
    same = torch.zeros(len(word), batch.first.shape[1], dtype=torch.long)
    for row, (place, number) in enumerate(zip(window.tolist(), word.tolist(), strict=True)):
        of = batch.windows[place]
        start, _ = of.word_range
        sentence = of.document.sentences[of.document.sentence_of[start + number]]
        same[row, sentence.word - start : sentence.word - start + len(sentence.first)] = 1
    return near, same


def draw_batches(
    documents: Sequence[Readable],
    limits: Limits,
    size: int,
    chance: random.Random,
) -> Iterator[list[Window]]:
    """Batches of randomly cut windows of all documents, once through."""
    windows = [
        window for item in documents for window in cut_windows(item.document, limits, chance)
    ]
    chance.shuffle(windows)
    batches = []
    for place in range(0, len(windows), size * _SORTED_BATCHES):
        group = sorted(windows[place : place + size * _SORTED_BATCHES], key=_length)
        batches += [group[start : start + size] for start in range(0, len(group), size)]
    chance.shuffle(batches)
    yield from batches


def hide_pieces(ids: Tensor, mask: Tensor, share: float, hidden: int) -> Tensor:
    """Replace a share of the pieces by the mask piece.

    Stands in for dropout, whose random numbers cost a third of the training time here.
    """
    hide = (torch.rand(ids.shape) < share) & mask.bool()
    hide[:, 0] = False
    return ids.masked_fill(hide, hidden)


def _length(window: Window) -> int:
    return sum(len(s.ids) for s in window.document.sentences[window.context : window.stop])


def _act_batch(batch: Batch, placed: list[tuple[int, int, Act]]) -> ActBatch:
    window = torch.tensor([row for row, _, _ in placed])
    word = torch.tensor([number for _, number, _ in placed])
    near, same = geometry(batch, window, word)
    cells = (len(placed), batch.first.shape[1], len(ROLES), 2)
    arguments, asked = torch.zeros(cells), batch.real[window][..., None, None].expand(cells).clone()
    for number, (row, _, act) in enumerate(placed):
        start, stop = batch.windows[row].word_range
        for column, role in enumerate(ROLES):
            for left, right in act.ignored.get(role, []):
                asked[number, max(left - start, 0) : max(right - start, 0), column] = 0.0
        for column, role in enumerate(ROLES):
            for left, right in act.arguments.get(role, []):
                if start <= left and right <= stop:
                    arguments[number, left - start, column, 0] = 1.0
                    arguments[number, left - start : right - start, column, 1] = 1.0
                    asked[number, left - start : right - start, column] = 1.0
    fields = torch.tensor(
        [[act.fields.get(name, _NOT_ASKED) for name in FIELDS] for _, _, act in placed]
    )
    weight = torch.tensor([act.weight for _, _, act in placed])
    return ActBatch(window, word, near, same, weight, fields, arguments, asked)


def _silver_acts(batch: Batch, placed: list[tuple[int, int, SilverAct]]) -> SilverActBatch:
    window = torch.tensor([row for row, _, _ in placed])
    word = torch.tensor([number for _, number, _ in placed])
    near, same = geometry(batch, window, word)
    cells = (len(placed), batch.first.shape[1], len(ROLES), 2)
    arguments, asked = torch.zeros(cells), torch.zeros(cells)
    for number, (row, _, act) in enumerate(placed):
        start, stop = batch.windows[row].word_range
        # The teacher's window was cut elsewhere: only what both saw is asked.
        left, right = max(start, act.start), min(stop, act.start + len(act.arguments))
        seen = act.arguments[left - act.start : right - act.start].astype("float32")
        arguments[number, left - start : right - start] = torch.from_numpy(seen)
        asked[number, left - start : right - start] = 1.0
    fields = torch.stack([torch.from_numpy(act.fields) for _, _, act in placed]).float()
    protest = fields[:, TYPES.index("PROTEST")]
    return SilverActBatch(window, word, near, same, fields, protest, arguments, asked)


def _pad(rows: list[list[int]]) -> Tensor:
    """Rows of one length, a multiple of `_STEP`."""
    longest = -(-max(map(len, rows)) // _STEP) * _STEP
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])
