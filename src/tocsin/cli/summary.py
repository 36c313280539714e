"""What became of each input, as a table or as JSON, on standard error."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.cli.exits import Exit
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import InputLine, input_line
from tocsin.linking.events import link
from tocsin.reports import Report
from tocsin.text.article import Article
from tocsin.text.unread import InputStatus

# Above this many inputs only those that want attention are listed; the counts tell of the rest.
_LISTED = 40
# Above this many reports they are not linked only to count the events: that may take a while, and
# they would all have to be held until the end.
_LINKED = 2_000
_READ = {InputStatus.OK.value, InputStatus.NEEDS_DATE.value}
# Left out on purpose, which is no fault of the input.
_SETTLED = {*_READ, InputStatus.DUPLICATE.value, InputStatus.SKIPPED.value}


@dataclass
class Summary:
    """Counts of a run, filled while its results pass by.

    Attributes:
        inputs: What became of each input, in the order of the inputs.
        reasons: How many candidates were left out for each reason.
        reports: How many reports were read in all.
        below: How many reports `--min-confidence` left out.
        given: Names given to `--published`.
        interrupted: Whether Ctrl-C ended the run.
    """

    inputs: list[InputLine] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    below: int = 0
    given: tuple[str, ...] = ()
    interrupted: bool = False
    _told: list[tuple[Article, tuple[Report, ...]]] = field(default_factory=list)

    def watch(self, results: Iterable[Coded]) -> Iterator[Coded]:
        """The same results, counted."""
        for coded in results:
            self.inputs.append(input_line(coded))
            self.reasons.update(rejected.reason.value for rejected in coded.rejected)
            self.reports += len(coded.reports)
            if self.reports > _LINKED:
                self._told.clear()
            elif coded.reports and coded.input.article:
                self._told.append((coded.input.article, coded.reports))
            yield coded

    @cached_property
    def events(self) -> int | None:
        """How many events the reports tell of; None where there are too many reports to link."""
        if self.reports > _LINKED:
            return None
        articles = [article for article, _ in self._told]
        return len(link((one for _, reports in self._told for one in reports), articles))

    @property
    def unmatched(self) -> list[str]:
        """Names given to `--published` that no input has; what was not reached is not blamed."""
        names = {name for line in self.inputs for name in (line.name, line.article)}
        return [] if self.interrupted else [name for name in self.given if name not in names]

    @property
    def exit(self) -> Exit:
        """What the shell is told."""
        if self.interrupted:
            return Exit.INTERRUPTED
        read = [line for line in self.inputs if _is_read(line)]
        if not read:
            return Exit.NOTHING_READ
        settled = all(line.status in _SETTLED and not line.failure for line in self.inputs)
        return Exit.OK if settled and not self.unmatched else Exit.SOME_UNREAD

    def to_json(self) -> bytes:
        """The whole summary as one JSON object on one line."""
        return msgspec.json.encode(
            {
                "inputs": self.inputs,
                "articles": sum(map(_is_read, self.inputs)),
                "reports": self.reports,
                "events": self.events,
                "rejected": dict(sorted(self.reasons.items())),
                "below_min_confidence": self.below,
                "published_unmatched": self.unmatched,
                "interrupted": self.interrupted,
            }
        )

    def print(self, console: Console) -> None:
        """Print the table of inputs, then the counts and what to do about them."""
        shown = [line for line in self.inputs if len(self.inputs) <= _LISTED or not _is_fine(line)]
        if shown:
            console.print(_table(shown))
        if len(shown) < len(self.inputs):
            console.print(f"  and {len(self.inputs) - len(shown)} inputs that are ok")
        for note in self._notes():
            console.print(note, highlight=False)

    def _notes(self) -> Iterator[Text]:
        read = sum(map(_is_read, self.inputs))
        events = f" of {number_of(self.events, 'event')}" if self.events else ""
        reports = number_of(self.reports, "report")
        yield shown(f"{number_of(read, 'article')}, {reports}{events}", "bold")
        if self.reasons:
            reasons = ", ".join(f"{count} {name}" for name, count in self.reasons.most_common())
            yield shown(f"{number_of(self.reasons.total(), 'candidate')} left out: {reasons}")
        if self.below:
            yield shown(f"{number_of(self.below, 'report')} below --min-confidence")
        for name in self.unmatched:
            yield shown(f"--published: no input is called {name!r}", "yellow")
        undated = [line for line in self.inputs if line.status == InputStatus.NEEDS_DATE.value]
        if undated:
            yield shown(f"Give a missing date with --published {undated[0].article}=YYYY-MM-DD")
        if self.interrupted:
            yield shown("Interrupted: what was read until then is kept; the rest was not read.")


def _is_read(line: InputLine) -> bool:
    return line.status in _READ and line.failure is None


def _is_fine(line: InputLine) -> bool:
    return line.status == InputStatus.OK.value and line.failure is None


def number_of(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: "1 article", "2 articles"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"


def _table(lines: list[InputLine]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("input", overflow="fold")
    table.add_column("published", no_wrap=True)
    table.add_column("reports", justify="right")
    table.add_column("left out", justify="right")
    table.add_column("status", overflow="fold")
    for line in lines:
        day = line.published.day.isoformat() if line.published else "?"
        cells = (line.name, day, str(line.reports), str(line.rejected))
        table.add_row(*map(shown, cells), _status(line))
    return table


def _status(line: InputLine) -> Text:
    """What became of an input, in words: "needs date: text says only Wednesday"."""
    if line.failure:
        return shown(f"failed: {line.failure}", "red")
    note = f": {line.note}" if line.note else ""
    style = {"ok": "green", "needs-date": "yellow"}.get(line.status, "red")
    return shown(line.status.replace("-", " ") + note, style)
