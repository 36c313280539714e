"""What `tocsin.toml` says: the name of a project, where its dataset is, how articles are read.

>>> parse_settings('[project]\\nname = "korea"', "tocsin.toml").dataset
'korea.tocsin'

Every key has a default except the name. A key that is not known is a fault, not a comment: a
misspelt one would otherwise change nothing, in silence.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.errors import ProjectError
from tocsin.reading import ReaderName

FILE_NAME = "tocsin.toml"
_NAME = re.compile(r"[^\W_][\w-]{0,63}")
_URL = re.compile(r"(?P<kind>[a-z][a-z0-9+]{0,40})://")
_TYPES = {str: "text in quotes", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project.

    Attributes:
        name: What it is called.
        dataset: File of the dataset, seen from the project's folder, or URL of a database.
        reader: Which of the shipped readers marks the acts.
        outlet: Outlet of articles that name none; None if there is none to assume.
        any_language: Whether articles in other languages than English are read too.

    Raises:
        ProjectError: The name cannot be the name of a file.
    """

    name: str
    dataset: str
    reader: ReaderName = ReaderName.LEARNED
    outlet: str | None = None
    any_language: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ProjectError(
                f"{self.name!r} cannot be the name of a project: take up to 64 letters, digits, "
                "hyphens and underscores, with a letter or digit first"
            )

    @property
    def is_url(self) -> bool:
        """Whether the dataset is in a database server rather than in a file."""
        return _URL.match(self.dataset) is not None

    def to_toml(self) -> str:
        """The settings as a new project's `tocsin.toml`, with a comment for each."""
        return _TEMPLATE.format(name=self.name, dataset=self.dataset, reader=self.reader.value)


_TEMPLATE = """\
# A project of tocsin. Lines that begin with # are notes; remove the # to use a setting.

[project]
name = "{name}"

[dataset]
# A file in this folder, or the URL of a PostgreSQL database.
store = "{dataset}"

[reading]
# Which reader marks the acts: "learned" finds more, "linear" is easier to look into.
reader = "{reader}"
# Outlet of articles that name none.
# outlet = "The Daily Example"
# Read articles that are not in English too.
any_language = false
"""


class _Key(NamedTuple):
    """What a key of the file may hold, and the setting that it is."""

    setting: str
    type: type
    allowed: tuple[str, ...] = ()


_KEYS: Mapping[str, Mapping[str, _Key]] = {
    "project": {"name": _Key("name", str)},
    "dataset": {"store": _Key("dataset", str)},
    "reading": {
        "reader": _Key("reader", str, tuple(reader.value for reader in ReaderName)),
        "outlet": _Key("outlet", str),
        "any_language": _Key("any_language", bool),
    },
}


def read_settings(file: Path) -> Settings:
    """The settings in a file.

    Raises:
        ProjectError: The file cannot be read, is no TOML, or holds a key or value that is none of
            those that there are.
    """
    try:
        return parse_settings(file.read_text("utf-8-sig"), str(file))
    except OSError as error:
        raise ProjectError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{file} is not in UTF-8") from error


def parse_settings(text: str, file: str) -> Settings:
    """The settings in a text, all of its faults told at once.

    Args:
        text: The text, in TOML.
        file: What to call it in an error.

    Raises:
        ProjectError: As for `read_settings`.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{file}: {_lowered(str(error))}") from error
    faults: list[str] = []
    found: dict[str, Any] = {}
    for section, keys in tree.items():
        found |= _read_section(section, keys, faults)
    if "name" not in found and not faults:
        faults.append('[project] needs a name, as in name = "korea"')
    if faults:
        raise ProjectError("\n".join(f"{file}: {fault}" for fault in faults))
    settings = {"dataset": f"{found['name']}.tocsin", **found}
    settings["reader"] = ReaderName(found.get("reader", ReaderName.LEARNED))
    return Settings(**settings)


def _read_section(section: str, keys: object, faults: list[str]) -> dict[str, Any]:
    """The settings of a section; its faults are added to those found so far."""
    if section not in _KEYS or not isinstance(keys, dict):
        known = ", ".join(f"[{name}]" for name in _KEYS)
        faults.append(f"there is no section [{section}]; there are {known}")
        return {}
    found = {}
    for name, value in keys.items():
        key = _KEYS[section].get(name)
        if key is None:
            faults.append(f"[{section}] has no key {name!r}; it has {', '.join(_KEYS[section])}")
        elif fault := _fault(key, value):
            faults.append(f"[{section}] {name}: {value!r} {fault}")
        else:
            found[key.setting] = value
    return found


def _fault(key: _Key, value: object) -> str:
    """What is wrong with a value; empty if nothing is."""
    if type(value) is not key.type:
        return f"is not {_TYPES[key.type]}"
    if key.allowed and value not in key.allowed:
        return f"is none of {', '.join(key.allowed)}"
    return "is empty" if value == "" else ""


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
