"""Where data go: standard output, or a file that is there whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """A stream of bytes to a file or, without a path, to standard output.

    The file takes its name only when the block ends without an error, so that nobody ever reads
    half of it, and one that was there before stays until then. Its folder is made if needed.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = path.resolve()  # a link keeps pointing where it did
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_all(chunks: Iterable[bytes], path: Path | None) -> None:
    """Write chunks as they come, to a file or to standard output."""
    with open_output(path) as stream:
        for chunk in chunks:
            stream.write(chunk)
            if path is None:  # whoever reads the pipe has each record as soon as we have it
                stream.flush()


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, else those that a new file would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
