"""Publication days that the user gives: `--published ID=DATE`.

>>> read_dates(["002=2017-08-09"])
{'002': datetime.date(2017, 8, 9)}
"""

from collections.abc import Iterable
from datetime import date

import typer


def read_dates(options: Iterable[str]) -> dict[str, date]:
    """Days from options of the form "ID=2017-08-09", by id; an id may hold "=" itself.

    Raises:
        typer.BadParameter: An option has another form, or the day is not in the calendar.
    """
    days: dict[str, date] = {}
    for option in options:
        name, _, day = option.rpartition("=")
        try:
            days[name] = date.fromisoformat(day)
        except ValueError:
            name = ""
        if not name:
            raise typer.BadParameter(
                f"{option!r} is not of the form ID=YYYY-MM-DD", param_hint="--published"
            )
    return days
