"""What a shell learns from the exit code.

>>> Exit.NOTHING_READ.value
3
"""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0  # everything was read
    SOME_UNREAD = 1  # at least one input could not be read; a check found something wrong
    USAGE = 2  # the command line makes no sense, or there is no project here
    NOTHING_READ = 3  # no input could be read
    RESOURCE = 4  # the language model or a table is absent, or not the one expected
    INTERRUPTED = 130  # Ctrl-C; what was done until then is kept
