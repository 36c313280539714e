"""Days that bound a list: a day, a month or a year.

>>> read_bound("2024-02", "--until", last=True)
datetime.date(2024, 2, 29)
"""

import re
from calendar import monthrange
from datetime import date

import typer

_BOUND = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DECEMBER = 12


def read_bound(words: str | None, option: str, *, last: bool = False) -> date | None:
    """The first or the last day that words allow; None where there are none.

    Raises:
        typer.BadParameter: They are no day, month or year.
    """
    if words is None:
        return None
    found = _BOUND.fullmatch(words)
    try:
        if found is None:
            raise ValueError(words)
        year = int(found[1])
        month = int(found[2] or (_DECEMBER if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        hint = f"{words!r} is no day, month or year like 2024-06-25, 2024-06 or 2024"
        raise typer.BadParameter(hint, param_hint=option) from None
