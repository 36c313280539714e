"""The trained network on onnxruntime: numbers in, numbers out.

The files are part of the package and are compared with their checksums before they are used: a
model with other weights would move every figure without a word. One thread does the work, since
many articles are best read by many processes.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import ResourceError
from tocsin.marks.candidates import Floats, first_pieces, window_pieces
from tocsin.marks.keeping import Keeper
from tocsin.marks.labels import PLV_TYPES
from tocsin.marks.windows import Limits, cut_windows, encode

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

CHECKSUMS = {
    "reader.onnx": "f7409f71d7aac507ed6a88cca70082423bc8e8d0febe0ac598cac39f950a802d",
    "heads.onnx": "8ee121aa2c0580407b4bc5927c52fc9305922d83811f7c15eea7ab410f3a1ba7",
    "relation.onnx": "93b7fcc98bec0ca2c456d62fefda86a6f8687da6d5b593ce764e27f52f57c3e1",
    "keeper.npz": "ad2f949d0f0ade75725e07a406d73a3a53c01355c384c67e147e0d4d6a728d21",
    "reader.json": "93d7838cd21b0e7f77f574062d3978eac4f6c7e9bedc69eb14fb3478042556a1",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
FOLDER = files("tocsin.marks") / "model"


def read_model_file(name: str) -> bytes:
    """A file of the model.

    Raises:
        ResourceError: It is not installed, or has another checksum than the expected one.
    """
    try:
        content = (FOLDER / name).read_bytes()
    except OSError as error:
        raise ResourceError(f"the reader's model lacks {name}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != CHECKSUMS[name]:
        raise ResourceError(f"the reader's {name} has sha256 {found}, not {CHECKSUMS[name]}")
    return content


class OnnxEngine:
    """Answers the questions of `tocsin.marks.candidates.Engine` with two ONNX graphs."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._reader = _session(read("reader.onnx"))
        self._heads = _session(read("heads.onnx"))

    @cached_property
    def _relation(self) -> "InferenceSession":
        return _session(self._read("relation.onnx"))

    def encode(self, ids: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """See `Engine.encode`."""
        anchor, attribution, states = self._reader.run(None, {"ids": ids[None]})
        return anchor[0], attribution[0], states[0]

    def ask(
        self,
        words: Floats,
        act: NDArray[np.int64],
        near: NDArray[np.int64],
        same: NDArray[np.int64],
    ) -> tuple[Floats, Floats]:
        """See `Engine.ask`."""
        given = {"words": words, "act": act, "near": near, "same": same}
        fields, arguments = self._heads.run(None, given)
        return fields, arguments

    def relate(self, words: Floats, shares: Floats) -> Floats:
        """Logits of PLV's types of what one party does to another.

        Args:
            words: States of a sentence's words (word, width).
            shares: What each word counts for the sentence, the actor and the recipient (3, word).
        """
        types: Floats
        [types] = self._relation.run(None, {"words": words, "shares": shares})
        return types


@dataclass(frozen=True)
class Network:
    """A loaded model.

    Attributes:
        engine: Where the numbers come from.
        tokenizer: Cuts words into pieces.
        keeper: Judges which candidates are reports of their own.
        limits: The window sizes that it was trained with.
        thresholds: By role, what a word must reach to belong to an argument.
        attribution_thresholds: The same for source, cue and content.
        least: Probability from which a candidate act is a report of its own.
    """

    engine: OnnxEngine
    tokenizer: "Tokenizer"
    keeper: Keeper
    limits: Limits
    thresholds: dict[str, float]
    attribution_thresholds: dict[str, float]
    least: float

    def relate(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> dict[str, float]:
        """Probabilities of PLV's types for what one party does to another in one sentence.

        Args:
            text: The sentence; what does not fit into one window is not read.
            actor: Half-open range of code points of who acts.
            recipient: The same for whom it is done to.
        """
        document = encode(text, [(0, len(text))], self.tokenizer, self.limits)
        window = cut_windows(document, self.limits)[0]
        states = self.engine.encode(window_pieces(window))[2][first_pieces(window)]
        spans = np.array(document.words[: len(states)])
        shares = np.ones((3, len(states)), np.float32)
        for row, (start, end) in enumerate((actor, recipient), 1):
            shares[row] = (spans[:, 0] < end) & (start < spans[:, 1])
        shares /= np.maximum(shares.sum(1, keepdims=True), 1.0)
        logits = self.engine.relate(states, shares)
        raised = np.exp(logits - logits.max())
        return dict(zip(PLV_TYPES, (raised / raised.sum()).tolist(), strict=True))


@cache
def load_network() -> Network:
    """The shipped model, loaded once a process.

    Raises:
        ResourceError: A file is not installed, or not the expected one.
    """
    return read_network(read_model_file)


def read_network(read: Callable[[str], bytes]) -> Network:
    """A model from its files, whatever their checksums.

    Args:
        read: Gives a file of the model by its name, such as `reader.onnx`.

    Raises:
        ResourceError: A package that reads them is not installed.
    """
    about: dict[str, Any] = json.loads(read("reader.json"))
    with np.load(BytesIO(read("keeper.npz")), allow_pickle=False) as arrays:
        keeper = Keeper.from_arrays(dict(arrays))
    return Network(
        OnnxEngine(read),
        load_tokenizer(read("tokenizer.json")),
        keeper,
        Limits(**about["window"]),
        about["thresholds"],
        about["attribution_thresholds"],
        about["least"],
    )


def load_tokenizer(content: bytes) -> "Tokenizer":
    """A tokenizer from its file's content, without its own cutting and padding.

    Raises:
        ResourceError: The package that reads it is not installed.
    """
    try:
        from tokenizers import Tokenizer  # importing it takes a tenth of a second
    except ImportError as error:
        raise ResourceError("the package tokenizers is not installed") from error
    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _session(content: bytes) -> "InferenceSession":
    """A graph ready to run in one thread.

    Sums are not fused with the norm that follows: the fused operator takes nine times as long as
    the norm alone, and a window a sixth more.
    """
    try:
        import onnxruntime  # importing it takes a tenth of a second
    except ImportError as error:
        raise ResourceError("the package onnxruntime is not installed") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        content,
        options,
        ["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )
