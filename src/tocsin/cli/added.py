"""What became of each file that was added, as a table or as JSON."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.cli.exits import Exit
from tocsin.cli.summary import number_of
from tocsin.project.adding import Added
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.unread import InputStatus

# Above this many files only those that want attention are listed; the counts tell of the rest.
_LISTED = 40
_WORDS = 40  # of the line that gave a date
_READ = {InputStatus.OK, InputStatus.NEEDS_DATE}
# Left out on purpose, which is no fault of the input.
_SETTLED = {*_READ, InputStatus.DUPLICATE, InputStatus.SKIPPED}
_STYLES = {InputStatus.OK: "green", InputStatus.NEEDS_DATE: "yellow", InputStatus.DUPLICATE: "dim"}
_BASES = {
    DateBasis.GIVEN: "you gave it",
    DateBasis.RECORD: "the record says it",
}


@dataclass
class AddedTable:
    """What was added, filled while it passes by.

    Attributes:
        added: Every input, in order.
        interrupted: Whether Ctrl-C ended the run.
    """

    added: list[Added] = field(default_factory=list)
    interrupted: bool = False

    def take(self, added: Added) -> None:
        """Take one input."""
        self.added.append(added)

    @property
    def exit(self) -> Exit:
        """What the shell is told."""
        if self.interrupted:
            return Exit.INTERRUPTED
        statuses = {one.kept.status for one in self.added}
        if not statuses & {*_READ, InputStatus.DUPLICATE}:
            return Exit.NOTHING_READ
        return Exit.OK if statuses <= _SETTLED else Exit.SOME_UNREAD

    @property
    def counts(self) -> dict[str, int]:
        """How many inputs are new, and how many of those ended how."""
        new = [one.kept.status.value for one in self.added if one.kept.new]
        return {"new": len(new), "known": len(self.added) - len(new), **Counter(new)}

    @property
    def told(self) -> dict[str, object]:
        """Everything, as plain values for JSON."""
        inputs = [_plain(one) for one in self.added]
        return {"inputs": inputs, "counts": self.counts, "interrupted": self.interrupted}

    def parts(self) -> Iterator[RenderableType]:
        """A row for each file, then the counts and what to do next."""
        files = [list(group) for _, group in groupby(self.added, key=lambda one: one.file)]
        listed = [file for file in files if len(files) <= _LISTED or not _is_fine(file)]
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("file", overflow="fold")
        table.add_column("articles", justify="right")
        table.add_column("language", no_wrap=True)
        table.add_column("date", no_wrap=True)
        table.add_column("status", overflow="fold")
        for file in listed:
            for row in _rows(file):
                table.add_row(*row)
        if listed:
            yield table
        if len(listed) < len(files):
            yield Text(f"  and {len(files) - len(listed)} files that are ok")
        yield from self._notes()

    def _notes(self) -> Iterator[Text]:
        new = [one for one in self.added if one.kept.new]
        read = sum(one.kept.status in _READ for one in new)
        known = len(self.added) - len(new)
        before = f", {number_of(known, 'input')} known before" if known else ""
        yield shown(f"{number_of(read, 'new article')}{before}", "bold")
        undated = [one for one in self.added if one.kept.status is InputStatus.NEEDS_DATE]
        if undated:
            yield shown(f"Fix: tocsin date {undated[0].kept.article} YYYY-MM-DD")
        if read:
            yield shown("Next: tocsin code")
        if self.interrupted:
            yield shown("Interrupted: what was added until then is kept; add the same again.")


def _rows(file: list[Added]) -> Iterator[tuple[Text, ...]]:
    """The rows of a file: of a text one; of records one, and one for each that needs care."""
    if len(file) == 1:
        [one] = file
        articles = str(int(one.article is not None))
        cells = (one.file, articles, one.language or "", _day(one.article))
        yield (*map(shown, cells), _status(one))
        return
    read = [one for one in file if one.article is not None]
    counts = Counter(one.kept.status for one in file)
    told = ", ".join(f"{counts[status]} {_name(status)}" for status in counts)
    languages = ", ".join(sorted({one.language for one in read if one.language}))
    cells = (file[0].file, str(len(read)), languages, _days(read))
    yield (*map(shown, cells), shown(told, "green" if _is_fine(file) else ""))
    odd = [one for one in file if one.kept.status is not InputStatus.OK]
    for one in odd[:_LISTED]:
        name = shown(one.kept.name.removeprefix(one.file).lstrip(":, "))
        rest = ("", one.language or "", _day(one.article))
        yield (Text("  ").append(name), *map(shown, rest), _status(one))
    if len(odd) > _LISTED:
        more = len(odd) - _LISTED
        yield (Text(f"  and {more} more"), Text(), Text(), Text(), Text())


def _is_fine(file: list[Added]) -> bool:
    return all(one.kept.status is InputStatus.OK for one in file)


def _day(article: Article | None) -> str:
    if article is None:
        return ""
    return article.published.day.isoformat() if article.published else "?"


def _days(read: list[Added]) -> str:
    """The first and the last day of many articles."""
    days = sorted(
        one.article.published.day for one in read if one.article and one.article.published
    )
    if not days:
        return "?" if read else ""
    return f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _status(one: Added) -> Text:
    """What became of an input: "ok (from “Published: July 2, 2024”)", "known: ok"."""
    kept = one.kept
    name = _name(kept.status)
    note = kept.note if kept.note.startswith(name) else f"{name}: {kept.note}"
    words = note if kept.note else name
    if kept.status is InputStatus.OK and one.article and not kept.note:
        words += _basis(one.article)
    known = "" if kept.new else "known: "
    return shown(known + words, "dim" if known else _STYLES.get(kept.status, "red"))


def _basis(article: Article) -> str:
    """Which words gave the day."""
    published = article.published
    if published is None:
        return " (no day is told, none is needed)"
    if published.span is None:
        return f" ({_BASES.get(published.basis, published.basis.value)})"
    return f" (from “{_shortened(article.text[slice(*published.span)])}”)"


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"


def _name(status: InputStatus) -> str:
    return status.value.replace("-", " ")


def _plain(one: Added) -> dict[str, object]:
    published: Published | None = one.article.published if one.article else None
    return {
        "name": one.kept.name,
        "file": one.file,
        "status": one.kept.status.value,
        "note": one.kept.note,
        "article": one.kept.article,
        "language": one.language,
        "published": published.day if published else None,
        "basis": published.basis.value if published else None,
        "sha256": one.kept.sha256,
        "new": one.kept.new,
    }
