"""A folder that is there whole or not at all.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as place:
...     target = Path(place) / "out"
...     with whole_folder(target) as folder:
...         _ = (folder / MARK).write_text("{}")
...         target.exists()
...     sorted(path.name for path in target.iterdir())
False
['run.json']

Everything is written into a hidden folder beside the target, which takes the target's name when
all is done. What an earlier export left there is replaced; a folder of anything else is refused.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import DatasetError

# The manifest: a folder that holds one is an export of ours and may be replaced.
MARK = "run.json"


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A new folder to write into, which becomes `target` if the block ends without an error.

    Yields:
        The folder, empty; the block has to write `MARK` into it.

    Raises:
        DatasetError: The target is a file, or a folder that holds something else than an export.
    """
    target = target.resolve()  # a link keeps pointing where it did
    check_target(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield made
        made.chmod(0o777 & ~_mask())
        _sync(made)
        _replace(target, made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def check_target(target: Path) -> None:
    """Refuse a target that is in use for something else, before any work is done.

    Raises:
        DatasetError: As for `whole_folder`.
    """
    if target.is_dir():
        if any(target.iterdir()) and not (target / MARK).is_file():
            raise DatasetError(
                f"{target} holds files that are no export of tocsin; name another folder"
            )
    elif target.exists():
        raise DatasetError(f"{target} is a file; an export is a folder")


def _replace(target: Path, made: Path) -> None:
    """Give the new folder the target's name; an old one is moved away first, and back on error."""
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    target.rename(aside / "old")
    try:
        made.rename(target)
    except BaseException:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have every file on the disk before its folder gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _mask() -> int:
    """What new folders are denied."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
