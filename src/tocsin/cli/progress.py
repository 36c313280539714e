"""How far a run is, on standard error, where somebody looks at it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from tocsin.dataset.coded import Coded

_Item = TypeVar("_Item")
Count = Callable[[Iterable[Coded]], Iterator[Coded]]


class CountAny(Protocol):
    """Passes things of one kind on, and counts them."""

    def __call__(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The same things."""
        ...


@contextmanager
def progress(console: Console) -> Iterator[Count]:
    """A function that passes results on and counts them; it draws nothing but on a terminal.

    How many inputs there will be is not known before the last one is found, so there is no bar.
    """
    with _drawn(console, SpinnerColumn(), TextColumn("{task.description}")) as drawn:
        task = drawn.add_task("reading", total=None)

        def count(results: Iterable[Coded]) -> Iterator[Coded]:
            inputs = reports = 0
            for coded in results:
                inputs, reports = inputs + 1, reports + len(coded.reports)
                drawn.update(task, description=f"{inputs:,} inputs, {reports:,} reports")
                yield coded

        yield count


@contextmanager
def counting(console: Console, noun: str, total: int | None = None) -> Iterator[CountAny]:
    """The same for things of any kind; with a bar where it is known how many there will be."""
    bar = (BarColumn(), MofNCompleteColumn()) if total else (SpinnerColumn(),)
    rest = (TimeRemainingColumn(),) if total else ()
    with _drawn(console, *bar, TextColumn("{task.description}"), *rest) as drawn:
        task = drawn.add_task(noun, total=total)

        def count(items: Iterable[_Item]) -> Iterator[_Item]:
            for number, item in enumerate(items, 1):
                words = noun if total else f"{number:,} {noun}"
                drawn.update(task, completed=number, description=words)
                yield item

        yield count


def _drawn(console: Console, *columns: ProgressColumn) -> Progress:
    """A progress display that leaves nothing behind."""
    return Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
