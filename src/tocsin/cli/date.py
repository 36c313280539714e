"""`tocsin date`: the publication day of an article, as a person knows it."""

import re
import sys
from datetime import date as Date  # noqa: N812 - the command has its name
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
import typer

from tocsin.cli.consoles import print_to, shown
from tocsin.cli.projects import AsJson, DecidedBy, InProject, decider, moment
from tocsin.dataset.decided import By
from tocsin.project.folder import find_project

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BACK = "undo"


def date(  # noqa: PLR0913, PLR0917 - one argument an option
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id or name, or a part that no other has.")
    ],
    day: Annotated[
        str,
        typer.Argument(
            metavar="DAY", help="As YYYY-MM-DD; undo takes back the day that was given."
        ),
    ],
    why: Annotated[str, typer.Option(metavar="TEXT", help="How you know; it is kept.")] = "",
    by: DecidedBy = None,
    folder: InProject = None,
    as_json: AsJson = False,
) -> None:
    """Say on which day an article was published.

    This is your decision: it goes before what the text says, it is kept with your name, and giving
    another day later keeps both. The reports of the article are read again by the next tocsin code.
    """
    now = moment()
    given = _read_day(day, now)
    with find_project(folder).open() as dataset:
        found = dataset.find_article(article)
        before = found.published.day if found.published else None
        if given is None or given != before:
            dataset.decisions.set_published(found.id, given, By(decider(by), now, why))
        found = dataset.article(found.id) or found
        after = found.published.day if found.published else None
        read = dataset.readings.of(found.id) is not None
    told = {"article": found.id, "published": after, "before": before, "changed": before != after}
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
        return
    was = "as before" if before == after else f"it was {before or 'not known'}"
    print_to(sys.stderr, shown(f"{found.id}: published {after or 'not known'}; {was}"))
    if before != after:
        print_to(sys.stderr, shown(f"Next: tocsin code reads it{' again' if read else ''}"))


def _read_day(words: str, now: datetime) -> Date | None:
    """The day of an argument; None where the one that was given is taken back.

    Raises:
        typer.BadParameter: It is no day of the calendar, or has not come yet.
    """
    if words == _BACK:
        return None
    try:
        day = Date.fromisoformat(words if _DAY.fullmatch(words) else "")
    except ValueError:
        hint = f"{words!r} is not a day of the form YYYY-MM-DD"
        raise typer.BadParameter(hint, param_hint="DAY") from None
    if day > now.date() + timedelta(days=1):  # somewhere it may be tomorrow already
        raise typer.BadParameter(f"{words} has not come yet", param_hint="DAY")
    return day
