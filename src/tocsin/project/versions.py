"""What a reading was made with: the version of tocsin, of its files, and of the models.

The version alone would not do: two checkouts of one version may read differently. So the files
that have a say in the reading are hashed too; in one release they are always the same.
"""

import platform
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from tocsin.dataset.readings import MadeBy
from tocsin.marks.learned import LearnedReader
from tocsin.marks.linear import LinearReader
from tocsin.reading import ReaderName

_READERS = {ReaderName.LEARNED: LearnedReader.name, ReaderName.LINEAR: LinearReader.name}
# What makes reports of articles; the rest of the package only keeps, links and shows them.
_READING = ("data", "fields", "marks", "text")
_LINKING = ("linking",)
_MODULES = ("circumstances", "confidence", "drafts", "findings", "inheritance", "joining",
            "places", "reading", "reports")  # fmt: skip
_LEFT_OUT = frozenset({"__pycache__"})
_PACKAGES = ("msgspec", "numpy", "onnxruntime", "py3langid", "spacy", "tokenizers")


def made_by(reader: ReaderName) -> MadeBy:
    """What readings of today are made by: other values mean that an article is to be read again."""
    return MadeBy(tool=f"{installed('tocsin')}+{reading_hash()[:12]}", reader=_READERS[reader])


def versions(reader: ReaderName) -> dict[str, str]:
    """Everything that has a say in the outcome, by name, for the record of a run."""
    return {
        "tocsin": installed("tocsin"),
        "reading": reading_hash(),
        "linking": _hash(*_files(_LINKING)),
        "reader": _READERS[reader],
        "python": platform.python_version(),
        **{name: installed(name) for name in _PACKAGES},
    }


@cache
def reading_hash() -> str:
    """Hash of all files of the package that have a say in what is read: code, tables, models."""
    root = _root()
    return _hash(*_files(_READING), *(root / f"{name}.py" for name in _MODULES))


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((_root() / folder).rglob("*")):
            if path.is_file() and not _LEFT_OUT.intersection(path.parts):
                yield path


def _hash(*paths: Path) -> str:
    """Hash of the names and contents of files."""
    total = sha256()
    for path in paths:
        content = sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(_root()).as_posix()} {content}\n".encode())
    return total.hexdigest()


def _root() -> Path:
    return Path(str(files("tocsin")))


def installed(name: str) -> str:
    """Version of an installed package, or that it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
