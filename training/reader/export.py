"""Write a trained reader as ONNX in 8 bits, with all that is needed to run it.

    python export.py --reader reader.pt --weights DIR --tokenizer FILE --runs DIR --out ../model

Matrix products are quantised per output channel: per-tensor costs ten times the error on MiniLM.
The heads stay in 32 bits, they are small and their logits are compared with thresholds.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any, cast

import onnx
import torch
from network import ActHeads, Layer, Reader, attend, load_reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tocsin.marks.labels import ATTRIBUTION, FIELDS, PLV_TYPES, ROLES, TYPES
from tocsin.marks.windows import Limits

_OPSET = 17
# Products into fewer classes than this stay in 32 bits.
_LEAST_WIDTH = 64


class _FusedAttention(torch.autograd.Function):
    """Attention as one operator of onnxruntime; in torch it is the plain one."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # noqa: ANN401
        """Attention without a bias."""
        return attend(query, key, value, None, heads)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:  # noqa: ANN401
        """The operator in the graph."""
        fused = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return fused.setType(query.type())


def _fused(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, heads: int) -> Tensor:
    """Stands in for `network.attend`; windows are read one by one, so there is no bias."""
    if bias is not None:
        raise ValueError("the fused operator is exported without a bias; MPNet needs one")
    fused: Tensor = _FusedAttention.apply(query, key, value, heads)
    return fused


class _Encoding(nn.Module):
    """The part that is run once for each window."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.reader.encoder(ids, None)
        return self.reader.anchor(states), self.reader.attribution(states), states


class _Asking(nn.Module):
    """The part that is run for the acts of one window."""

    def __init__(self, heads: ActHeads) -> None:
        super().__init__()
        self.heads = heads

    def forward(
        self, words: Tensor, act: Tensor, near: Tensor, same: Tensor
    ) -> tuple[Tensor, Tensor]:
        real = torch.ones_like(words[None, :, 0])
        return self.heads(words[None], torch.zeros_like(act), act, near, same, real)


class _Relating(nn.Module):
    """The part that is run when two parties are given."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, words: Tensor, shares: Tensor) -> Tensor:
        return self.reader.relate(words[None], shares[None])[0]


def export(reader: Reader, out: Path) -> None:
    """Write `reader.onnx` (8 bits), `heads.onnx` and `relation.onnx` into a folder."""
    reader = reader.eval()
    for layer in reader.encoder.layers:
        cast(Layer, layer).attend = _fused
    full = out / "reader-32.onnx"
    ids = torch.randint(1000, 2000, (1, 24))
    torch.onnx.export(
        _Encoding(reader),
        (ids,),
        str(full),
        input_names=["ids"],
        output_names=["anchor", "attribution", "states"],
        dynamic_axes={name: {1: "piece"} for name in ("ids", "anchor", "attribution", "states")},
        opset_version=_OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        full, out / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=_small_products(full),
    )  # fmt: skip
    full.unlink()
    words, act = torch.randn(30, reader.encoder.shape.width), torch.tensor([3, 9])
    grid = torch.zeros(2, 30, dtype=torch.long)
    torch.onnx.export(
        _Asking(reader.acts),
        (words, act, grid, grid),
        str(out / "heads.onnx"),
        input_names=["words", "act", "near", "same"],
        output_names=["fields", "arguments"],
        dynamic_axes={
            "words": {0: "word"}, "act": {0: "act"}, "near": {0: "act", 1: "word"},
            "same": {0: "act", 1: "word"}, "fields": {0: "act"}, "arguments": {0: "act", 1: "word"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )  # fmt: skip
    torch.onnx.export(
        _Relating(reader),
        (words, torch.rand(3, 30)),
        str(out / "relation.onnx"),
        input_names=["words", "shares"],
        output_names=["types"],
        dynamic_axes={"words": {0: "word"}, "shares": {1: "word"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _small_products(path: Path) -> list[str]:
    """Products into few classes: quantising them saves nothing and moves probabilities."""
    model = onnx.load(path)
    width = {item.name: item.dims[-1] for item in model.graph.initializer if item.dims}
    return [
        node.name
        for node in model.graph.node
        if node.op_type in {"MatMul", "Gemm"}
        and any(width.get(name, 999) < _LEAST_WIDTH for name in node.input)
    ]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument(
        "--runs", type=Path, required=True, help="what crossvalidate.py and attribution.py left"
    )
    parser.add_argument("--least", type=float, help="of a report, if not what was best alone")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(exist_ok=True, parents=True)
    reader = load_reader(options.weights)
    reader.load_state_dict(torch.load(options.reader, weights_only=True))
    export(reader, options.out)
    shutil.copy(options.tokenizer, options.out / "tokenizer.json")
    shutil.copy(options.runs / "keeper.npz", options.out / "keeper.npz")
    limits = Limits()
    said = json.loads((options.runs / "attribution.json").read_text("utf-8"))
    about = {
        "version": 1,
        "types": TYPES,
        "fields": FIELDS,
        "roles": ROLES,
        "attribution": ATTRIBUTION,
        "relation_types": PLV_TYPES,
        "window": {"core": limits.core, "context": limits.context},
        "attribution_thresholds": said["thresholds"],
        **json.loads((options.runs / "thresholds.json").read_text("utf-8")),
    }
    if options.least is not None:
        about["least"] = options.least
    (options.out / "reader.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
