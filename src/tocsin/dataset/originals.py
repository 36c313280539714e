"""Original bytes, each in a file named by its SHA-256, written whole or not at all.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     originals = Originals(Path(folder))
...     originals.read(originals.keep(b"Miners marched."))
b'Miners marched.'

Bytes are on the disk before the dataset speaks of them, so a program that is killed leaves at
worst a file that nothing speaks of.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from tocsin.dataset.rows import digest_of
from tocsin.errors import DatasetError

_HEX = frozenset("0123456789abcdef")
_HEX_LENGTH = 64


class Originals:
    """A folder of original bytes.

    Args:
        folder: The folder, which is made when the first bytes are kept; None if none was named.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def keep(self, source: bytes) -> str:
        """Keep bytes; keeping the same again does nothing.

        Returns:
            Their SHA-256 in hex.

        Raises:
            DatasetError: They cannot be written.
        """
        sha256 = digest_of(source)
        if self.folder is None:
            return sha256
        path = self.path(sha256)
        try:
            if not path.is_file() or path.stat().st_size != len(source):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, source)
        except OSError as error:
            raise DatasetError(f"{path} cannot be written: {error.strerror}") from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of a hash.

        Raises:
            DatasetError: They are not there, or are no longer what they were.
        """
        path = self.path(sha256)
        try:
            source = path.read_bytes()
        except OSError as error:
            raise DatasetError(f"{path} cannot be read: {error.strerror}") from error
        if digest_of(source) != sha256:
            raise DatasetError(f"{path} is not what it was: its hash differs from its name")
        return source

    def missing(self, sha256: str) -> bool:
        """Whether the file of a hash is not there."""
        return self.folder is None or not self.path(sha256).exists()

    def path(self, sha256: str) -> Path:
        """The file of a hash.

        Raises:
            DatasetError: No folder was named, or that is no hash.
        """
        if self.folder is None:
            raise DatasetError("no folder of originals was named, so none were kept")
        if len(sha256) != _HEX_LENGTH or not _HEX.issuperset(sha256):
            raise DatasetError(f"{sha256!r} is no SHA-256 in hex")
        return self.folder / sha256[:2] / sha256


def _write(path: Path, source: bytes) -> None:
    """Write a file so that it is there as a whole, on the disk, or not at all."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        waiting = Path(file.name)
        try:
            file.write(source)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
    waiting.chmod(0o444)  # nobody has a reason to change it
    waiting.replace(path)
    if os.name == "posix":  # the name is on the disk too; Windows knows no such thing
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
