"""The torch engine: lets the shipped reading code run on a reader in training."""

import numpy as np
import torch
from batches import Specials
from network import Reader
from numpy.typing import NDArray

from tocsin.marks.candidates import Engine, Floats


class TorchEngine:
    """Answers `marks.Engine`'s questions with a torch reader."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader.eval()
        self.specials = Specials.of(reader.encoder.shape.relative)

    @torch.inference_mode()
    def encode(self, ids: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """See `marks.Engine.encode`; BERT's marks and numbers become those of the reader's vocabulary."""
        pieces = torch.from_numpy(ids) + self.specials.shift
        pieces[0], pieces[-1] = self.specials.start, self.specials.end
        states = self.reader.encode(pieces[None], None)[0]
        return (
            self.reader.anchor(states).numpy(),
            self.reader.attribution(states).numpy(),
            states.numpy(),
        )

    @torch.inference_mode()
    def ask(
        self,
        words: Floats,
        act: NDArray[np.int64],
        near: NDArray[np.int64],
        same: NDArray[np.int64],
    ) -> tuple[Floats, Floats]:
        """See `marks.Engine.ask`."""
        states = torch.from_numpy(words)[None]
        fields, arguments = self.reader.acts(
            states,
            torch.zeros(len(act), dtype=torch.long),
            torch.from_numpy(act),
            torch.from_numpy(near),
            torch.from_numpy(same),
            torch.ones(states.shape[:2]),
        )
        return fields.numpy(), arguments.numpy()


class Recorder:
    """Passes questions on and keeps the answers, so that thresholds can be swept without encoding anew."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.answers: list[tuple[Floats, ...]] = []

    def encode(self, ids: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """See `marks.Engine.encode`."""
        anchor, attribution, states = self.engine.encode(ids)
        # Half precision halves what is kept; 2,000 windows of states are half a gigabyte.
        self.answers.append((anchor, attribution, states.astype(np.float16)))
        return anchor, attribution, states

    def ask(
        self,
        words: Floats,
        act: NDArray[np.int64],
        near: NDArray[np.int64],
        same: NDArray[np.int64],
    ) -> tuple[Floats, Floats]:
        """See `marks.Engine.ask`."""
        fields, arguments = self.engine.ask(words, act, near, same)
        self.answers.append((fields, arguments.astype(np.float16)))
        return fields, arguments


class Replay:
    """Gives recorded answers in the order in which they were recorded."""

    def __init__(self, answers: list[tuple[Floats, ...]]) -> None:
        self.answers = iter(answers)

    def encode(self, ids: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """See `marks.Engine.encode`."""
        anchor, attribution, states = next(self.answers)
        assert len(anchor) == len(ids), "a recording belongs to one way of cutting windows"
        return anchor, attribution, states.astype(np.float32)

    def ask(
        self,
        words: Floats,  # noqa: ARG002
        act: NDArray[np.int64],
        near: NDArray[np.int64],  # noqa: ARG002
        same: NDArray[np.int64],  # noqa: ARG002
    ) -> tuple[Floats, Floats]:
        """See `marks.Engine.ask`."""
        fields, arguments = next(self.answers)
        assert len(fields) == len(act), "a recording belongs to one way of picking candidates"
        return fields, arguments.astype(np.float32)
