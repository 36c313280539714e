"""The network: one encoder over a window of an article, and small heads on its word states.

The idea is that every word piece is encoded once. Whatever depends on an act (its fields and
its arguments) is computed from two states, the act's and the word's, by heads so small that
asking them for every act of a window costs less than a tenth of the encoding.

The encoder is written out here instead of taken from `transformers`: on a CPU the library's
attention spends more time in its backward pass than all matrix products together, and a
plain module exports to a plain graph.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional as F

from tocsin.marks.candidates import DISTANCES
from tocsin.marks.labels import ATTRIBUTION, FIELDS, PLV_TYPES, ROLES, TYPES

HEAD_WIDTH = 192
READS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder, read from its config.json."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    relative: bool
    norm_eps: float


Attention = Callable[[Tensor, Tensor, Tensor, Tensor | None, int], Tensor]


def attend(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, heads: int) -> Tensor:
    """Attention of several heads over (window, piece, width); `bias` is added to the scores."""
    size = query.shape[-1] // heads
    split = [part.unflatten(-1, (heads, size)).transpose(1, 2) for part in (query, key, value)]
    # Scaled before the product: the query is six times smaller than the scores.
    scores = (split[0] * size**-0.5) @ split[1].transpose(-1, -2)
    scores = scores if bias is None else scores + bias
    return (scores.softmax(-1) @ split[2]).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """One transformer layer, normalised after each block as BERT and MPNet are."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        # The export puts one fused operator in its place.
        self.attend: Attention = attend
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.norm_eps)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, shape.norm_eps)

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """States after the layer; `bias` is added to the attention scores."""
        query, key, value = self.qkv(states).chunk(3, -1)
        mixed = self.attend(query, key, value, bias, self.heads)
        states = self.norm(states + self.out(mixed))
        return self.outer_norm(states + self.outer(F.gelu(self.inner(states))))


class Encoder(nn.Module):
    """MiniLM or MPNet, by the weights it is given."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.norm_eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.relative = nn.Embedding(32, shape.heads) if shape.relative else None

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """States of the pieces; `mask` is 1 on pieces and 0 on padding, None if there is none."""
        length = ids.shape[1]
        # MPNet keeps positions 0 and 1 for padding.
        places = torch.arange(length, device=ids.device) + (2 if self.relative is not None else 0)
        states = self.norm(self.words(ids) + self.positions(places))
        bias = None
        if mask is not None:
            bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        if self.relative is not None:
            apart = self.relative(_buckets(length)).permute(2, 0, 1)[None]
            bias = apart if bias is None else bias + apart
        for layer in self.layers:
            states = layer(states, bias)
        return states


class ActHeads(nn.Module):
    """Fields and arguments of acts, from word states."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.distance = nn.Embedding(len(DISTANCES) + 1, HEAD_WIDTH)
        self.inside = nn.Embedding(2, HEAD_WIDTH)
        self.of_act = nn.Linear(width, 2 * HEAD_WIDTH)
        self.of_word = nn.Linear(width, 2 * HEAD_WIDTH)
        self.arguments = nn.Linear(HEAD_WIDTH, 2 * len(ROLES))
        nn.init.constant_(self.arguments.bias, -4.0)
        self.attention = nn.Linear(HEAD_WIDTH, READS)
        self.value = nn.Linear(width, HEAD_WIDTH)
        self.mix = nn.Linear(2 * width + READS * HEAD_WIDTH, 2 * HEAD_WIDTH)
        self.fields = nn.Linear(2 * HEAD_WIDTH, sum(map(len, FIELDS.values())))

    def forward(
        self, words: Tensor, window: Tensor, act: Tensor, near: Tensor, same: Tensor, real: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits of fields and arguments.

        Args:
            words: Word states (window, word, width).
            window: Number of each act's window (act,).
            act: Number of each act's word in its window (act,).
            near: Bucket of each word's distance from the act (act, word), see `distance_bucket`.
            same: 1 where a word stands in the act's sentence (act, word).
            real: 1 on words, 0 on padding (window, word).

        Returns:
            Fields (act, all classes side by side) and arguments (act, word, role, begin/inside).
        """
        acts = words[window, act]
        add, scale = self.of_act(acts)[:, None].chunk(2, -1)
        word_add, word_scale = self.of_word(words)[window].chunk(2, -1)
        joint = add + word_add + scale * word_scale + self.distance(near) + self.inside(same)
        joint = F.gelu(joint)
        arguments = self.arguments(joint).unflatten(-1, (len(ROLES), 2))
        reading = self.attention(joint) + (1.0 - real[window][..., None]) * -1e4
        read = reading.softmax(1).transpose(1, 2) @ self.value(words)[window]
        share = same.to(words.dtype)
        share = share / share.sum(1, keepdim=True).clamp(min=1.0)
        sentence = (share[:, None] @ words[window]).squeeze(1)
        mixed = F.gelu(self.mix(torch.cat([acts, sentence, read.flatten(1)], -1)))
        return self.fields(mixed), arguments


class Reader(nn.Module):
    """Encoder and heads together."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.anchor = nn.Linear(shape.width, len(TYPES) + 1)
        # Start from what is true of most words, that they name no act and are no argument.
        nn.init.constant_(self.anchor.bias[:1], 4.0)
        self.attribution = nn.Linear(shape.width, len(ATTRIBUTION))
        self.acts = ActHeads(shape.width)
        self.relation = nn.Sequential(
            nn.Linear(3 * shape.width, HEAD_WIDTH), nn.GELU(), nn.Linear(HEAD_WIDTH, len(PLV_TYPES))
        )

    def relate(self, words: Tensor, shares: Tensor) -> Tensor:
        """Type logits of what one party does to another.

        Args:
            words: Word states (window, word, width).
            shares: How much each word counts for the sentence, the actor and the recipient
                (window, 3, word); each row sums to 1.
        """
        return self.relation((shares @ words).flatten(1))

    def encode(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Piece states, encoded in bfloat16 throughout while the weights stay in full precision.

        Autocast would go back to 32 bits for every softmax and norm, which costs half the speed.
        """
        halves = {name: weight.bfloat16() for name, weight in self.encoder.named_parameters()}
        return functional_call(self.encoder, halves, (ids, mask)).float()


def distance_bucket(offset: Tensor) -> Tensor:
    """Bucket of a signed distance in words."""
    return torch.bucketize(offset, torch.tensor(DISTANCES))


def load_reader(weights: Path) -> Reader:
    """A reader whose encoder holds the published weights of a folder; its heads are new."""
    config = json.loads((weights / "config.json").read_text("utf-8"))
    shape = Shape(
        layers=config["num_hidden_layers"],
        width=config["hidden_size"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
        relative=config["model_type"] == "mpnet",
        norm_eps=config["layer_norm_eps"],
    )
    reader = Reader(shape)
    published = load_file(weights / "model.safetensors")
    reader.encoder.load_state_dict(
        _from_mpnet(published, shape.layers)
        if shape.relative
        else _from_bert(published, shape.layers)
    )
    # 22,000 labelled words cannot teach 30,000 word vectors anything that generalises.
    reader.encoder.words.requires_grad_(False)
    reader.encoder.positions.requires_grad_(False)
    return reader


def _from_bert(published: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """Names of BERT's weights to ours; segment 0 is folded into the positions."""
    top = "embeddings."
    ours = {
        "words.weight": published[top + "word_embeddings.weight"],
        "positions.weight": published[top + "position_embeddings.weight"]
        + published[top + "token_type_embeddings.weight"][0],
        "norm.weight": published[top + "LayerNorm.weight"],
        "norm.bias": published[top + "LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
    return ours | _layers(published, layers, names, parts)


def _from_mpnet(published: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """Names of MPNet's weights to ours."""
    top = "embeddings."
    ours = {
        "words.weight": published[top + "word_embeddings.weight"],
        "positions.weight": published[top + "position_embeddings.weight"],
        "norm.weight": published[top + "LayerNorm.weight"],
        "norm.bias": published[top + "LayerNorm.bias"],
        "relative.weight": published["encoder.relative_attention_bias.weight"],
    }
    names = {
        "out": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    return ours | _layers(published, layers, names, [f"attention.attn.{part}" for part in "qkv"])


def _layers(
    published: dict[str, Tensor], layers: int, names: dict[str, str], parts: list[str]
) -> dict[str, Tensor]:
    """Weights of all layers, with query, key and value stacked into one matrix."""
    ours = {}
    for number in range(layers):
        source = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            stacked = torch.cat([published[f"{source}{part}.{kind}"] for part in parts])
            ours[f"layers.{number}.qkv.{kind}"] = stacked
            for name, old in names.items():
                ours[f"layers.{number}.{name}.{kind}"] = published[f"{source}{old}.{kind}"]
    return ours


def _buckets(length: int) -> Tensor:
    """MPNet's 32 buckets of relative position, as published (T5's scheme, both directions)."""
    offset = torch.arange(length)[None] - torch.arange(length)[:, None]
    half, exact, farthest = 16, 8, 128
    side = (-offset < 0).long() * half
    far = offset.abs()
    scaled = torch.log(far.clamp(min=1).float() / exact) / torch.log(torch.tensor(farthest / exact))
    wide = (exact + (scaled * (half - exact)).long()).clamp(max=half - 1)
    return side + torch.where(far < exact, far, wide)
