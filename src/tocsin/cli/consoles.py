"""Where tables and notes are drawn: as wide as the terminal, or 120 columns where there is none.

>>> shown("red \\x1b[31m\\nlight").plain
'red �[31m light'
"""

import sys
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text

PLAIN_WIDTH = 120  # in a file, a pipe or a log, so that what is written hangs on no terminal


def console_for(stream: TextIO) -> Console:
    """A console on standard output or standard error, without guesses about what is a number."""
    return Console(
        stderr=stream is sys.stderr,
        width=None if stream.isatty() else PLAIN_WIDTH,
        highlight=False,
        soft_wrap=False,
    )


def print_to(stream: TextIO, *parts: RenderableType) -> None:
    """Draw tables and notes on a stream; in a pipe without the spaces that only fill a line."""
    console = console_for(stream)
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    with console.capture() as capture:
        console.print(*parts, sep="\n")
    stream.write("\n".join(line.rstrip() for line in capture.get().split("\n")))


def print_line(stream: TextIO, line: Text) -> None:
    """One line: cut on a terminal, whole in a pipe, where what is searched must not be cut away."""
    console = console_for(stream)
    if console.is_terminal:
        console.print(line, no_wrap=True, overflow="ellipsis")
    else:
        stream.write(f"{line.plain}\n")


# Control characters and those that turn the direction of writing: a title must not be able to
# colour the terminal, move its cursor, or show a file's name backwards.
_UNSHOWN = dict.fromkeys(
    [*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)


def shown(words: str, style: str = "") -> Text:
    """Words of an article or of a file's name as they may be shown in a terminal: on one line."""
    return Text(" ".join(words.split()).translate(_UNSHOWN), style)
