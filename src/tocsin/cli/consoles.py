"""Where tables and notes are drawn: as wide as the terminal, or 120 columns where there is none.

>>> console_for(sys.stderr).stderr
True
"""

import sys
from typing import TextIO

from rich.console import Console

PLAIN_WIDTH = 120  # in a file, a pipe or a log, so that what is written hangs on no terminal


def console_for(stream: TextIO) -> Console:
    """A console on standard output or standard error, without guesses about what is a number."""
    return Console(
        stderr=stream is sys.stderr,
        width=None if stream.isatty() else PLAIN_WIDTH,
        highlight=False,
        soft_wrap=False,
    )
