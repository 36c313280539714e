"""`LOSSES.md` and `left_out.csv`: what an export does not say, for people and for programs."""

from collections.abc import Iterator

from tocsin.dataset.export.cells import line_of
from tocsin.dataset.export.job import Job, LeftOut, Written

_SHOWN = 5  # ids that LOSSES.md names; left_out.csv has them all


def losses_text(job: Job, written: Written) -> str:
    """The text of LOSSES.md."""
    return "\n".join(_lines(job, written)) + "\n" + (f"\n{written.told}" if written.told else "")


def left_out_text(left_out: tuple[LeftOut, ...]) -> str:
    """Every record that is left out, one a line, with the rule."""
    lines = [line_of(("id", "rule"))]
    lines += [line_of((name, one.rule)) for one in left_out for name in one.ids]
    return "".join(lines)


def _lines(job: Job, written: Written) -> Iterator[str]:
    seen = job.survey
    yield "# What this export does not say"
    yield ""
    yield (
        f"It was made of {seen.events} events with {seen.reports} reports, "
        f"{seen.rejected} rejected candidates and {len(seen.shelf)} articles."
    )
    if written.preset:
        yield f"Where reports differ, one value was chosen by the preset {written.preset.value}."
    yield from _left_out(written.left_out)
    yield from ("", "## What could not be expressed", "", "| what | what became of it |")
    yield "| --- | --- |"
    for loss in written.losses:
        yield f"| {_cell(loss.what)} | {_cell(loss.words)} |"
    if seen.absent:
        known = f"Only the ids of {len(seen.absent)} are known: {_ids(seen.absent)}"
        yield f"| articles not at hand | {known} |"
    if seen.edited:
        told = "They stand in the events, and in every row of a coding scheme."
        yield f"| values that persons set | {told} {len(seen.edited)} events: {_ids(seen.edited)} |"
    if seen.unedited:
        told = "They could not be put into a report"
        yield f"| values that persons set | {told}: {_ids(seen.unedited)} |"
    if not (written.losses or seen.absent):
        yield "| nothing | every field of every record is in it |"


def _left_out(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    yield from ("", "## What was left out", "")
    if not left_out:
        yield "Nothing."
        return
    yield from ("All ids stand in `left_out.csv`.", "", "| rule | records | which |")
    yield "| --- | --- | --- |"
    for one in left_out:
        yield f"| {_cell(one.rule)}: {_cell(one.words)} | {len(one.ids)} | {_ids(one.ids)} |"


def _ids(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(map(_cell, ids[:_SHOWN])) + more


def _cell(text: str) -> str:
    """A text that breaks no table and is no markup."""
    plain = " ".join(text.split()).replace("|", "\\|")
    return plain.replace("<", "&lt;")
