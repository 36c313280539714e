"""The codebooks that come with tocsin.

>>> shipped_scheme("mmad").title
'Mass Mobilization in Autocracies Database'
"""

from functools import cache

from tocsin.codebooks.parse import parse_scheme
from tocsin.codebooks.scheme import Scheme
from tocsin.data import read_text
from tocsin.errors import CodebookError

_NAMES = ("acled", "ccc", "massmob", "mmad", "plover", "polecat")


def shipped_names() -> tuple[str, ...]:
    """Names of the codebooks that come with tocsin, in the order of the alphabet."""
    return _NAMES


@cache
def shipped_scheme(name: str) -> Scheme:
    """A codebook that comes with tocsin.

    Raises:
        CodebookError: There is none of that name.
    """
    return parse_scheme(shipped_text(name), f"{name}.toml")


def shipped_text(name: str) -> str:
    """The TOML of a codebook that comes with tocsin: a beginning for one's own.

    Raises:
        CodebookError: There is none of that name.
    """
    if name not in _NAMES:
        raise CodebookError((f"no codebook {name!r} comes with tocsin; {', '.join(_NAMES)} do",))
    return read_text(f"codebooks/{name}.toml")
