"""Reads the keys of a codebook's TOML one by one, and keeps what is wrong with them.

>>> faults = []
>>> keys = Keys("mine.toml", "", {"name": "mine", "titel": "Mine"}, faults)
>>> keys.text("name"), keys.text("title", "untitled")
('mine', 'untitled')
>>> keys.finish()
>>> faults
['mine.toml: titel: no such key; did you mean title? allowed: name, title']

Nothing is raised here: a user who mends a file wants to see all of its faults at once.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import cast


class Keys:
    """One table of a TOML file, whose keys are asked for by name.

    Args:
        file: Name of the file, for messages.
        path: Where the table stands in it ("tables.events.columns.cowcode").
        table: Its keys and values.
        faults: Where what is wrong is kept.
    """

    def __init__(
        self, file: str, path: str, table: Mapping[str, object], faults: list[str]
    ) -> None:
        self.file = file
        self.path = path
        self.table = table
        self.faults = faults
        self.asked: list[str] = []

    def fault(self, key: str, words: str) -> None:
        """Keep what is wrong with a key."""
        where = ".".join(part for part in (self.path, key) if part)
        self.faults.append(f"{self.file}: {where}: {words}" if where else f"{self.file}: {words}")

    def raw(self, key: str) -> object:
        """A value as it stands; None where there is none."""
        if key not in self.asked:
            self.asked.append(key)
        return self.table.get(key)

    def text(self, key: str, default: str = "") -> str:
        """A text; without one the default."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        self.fault(key, f"{value!r} is no text")
        return default

    def needed(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if not value and key not in self.table:
            self.fault(key, "is missing")
        return value

    def maybe(self, key: str) -> str | None:
        """A text; None where there is none."""
        return None if self.raw(key) is None else self.text(key)

    def number(self, key: str) -> int | None:
        """A whole number from 0; None where there is none."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault(key, f"{value!r} is no whole number from 0")
        return None

    def flag(self, key: str) -> bool | None:
        """True or false; None where neither is said."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, f"{value!r} is neither true nor false")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A text, or a list of them."""
        value = self.raw(key)
        if isinstance(value, str):
            return (value,)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.fault(key, f"{value!r} is neither a text nor a list of texts")
        return ()

    def one_of(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value in allowed:
            return value
        self.fault(key, f"{value!r} is not allowed; {_allowed(value, allowed)}")
        return default

    def within(self, key: str) -> "Keys":
        """A table below this one; an empty one where there is none."""
        value = self.raw(key)
        if value is None or isinstance(value, dict):
            return self._below(key, cast("Mapping[str, object]", value or {}))
        self.fault(key, f"{value!r} is no table")
        return self._below(key, {})

    def tables(self, key: str, naming: str = "name") -> Iterator["Keys"]:
        """The tables of a list, each under its name or else its number."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(key, f"{value!r} is no list of tables")
            return
        for number, one in enumerate(value, 1):
            if isinstance(one, dict):
                named = one.get(naming)
                yield self._below(f"{key}.{named if isinstance(named, str) else number}", one)
            else:
                self.fault(f"{key}.{number}", f"{one!r} is no table")

    def finish(self) -> None:
        """Tell keys that nobody asked for."""
        for key in self.table:
            if key not in self.asked:
                self.fault(key, f"no such key; {_allowed(key, self.asked)}")

    def _below(self, key: str, table: Mapping[str, object]) -> "Keys":
        path = ".".join(part for part in (self.path, key) if part)
        return Keys(self.file, path, table, self.faults)

    def check_name(self, key: str, name: str, allowed: Collection[str], what: str) -> None:
        """Tell a name that does not exist."""
        if name not in allowed:
            self.fault(key, f"there is no {what} {name!r}; {_allowed(name, allowed)}")


_MOST = 16  # names that are listed whole; of more only those alike


def _allowed(word: str, allowed: Collection[str]) -> str:
    """What could stand instead, the likeliest first; of many only those alike, if any are."""
    alike = get_close_matches(word, sorted(allowed), n=2, cutoff=0.6)
    guess = f"did you mean {' or '.join(alike)}?" if alike else ""
    if guess and len(allowed) > _MOST:
        return guess
    return f"{guess} allowed: {', '.join(sorted(allowed))}".strip()
