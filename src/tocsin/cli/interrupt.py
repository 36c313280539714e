"""Ctrl-C: stop reading at once, then write what was done."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

_Item = TypeVar("_Item")


class Interrupt:
    """Whether Ctrl-C was pressed; a second one ends the program as usual.

    Only reading is cut short. A result that is being written is written to its end.
    """

    def __init__(self) -> None:
        self.pressed = False
        self._reading = False

    @contextmanager
    def watched(self) -> Iterator["Interrupt"]:
        """Take Ctrl-C for the time of a block."""
        before = signal.signal(signal.SIGINT, self._press)
        try:
            yield self
        finally:
            signal.signal(signal.SIGINT, before)

    def until_pressed(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items, up to the one during which Ctrl-C is pressed."""
        iterator = iter(items)
        while not self.pressed:
            try:
                self._reading = True
                item = next(iterator)
            except (KeyboardInterrupt, StopIteration):
                return
            finally:
                self._reading = False
            yield item

    def _press(self, number: int, frame: FrameType | None) -> None:
        again, self.pressed = self.pressed, True
        if self._reading or again:
            signal.default_int_handler(number, frame)
