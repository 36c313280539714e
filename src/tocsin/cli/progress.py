"""How far a run is, on standard error, where somebody looks at it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tocsin.dataset.coded import Coded

Count = Callable[[Iterable[Coded]], Iterator[Coded]]


@contextmanager
def progress(console: Console) -> Iterator[Count]:
    """A function that passes results on and counts them; it draws nothing but on a terminal.

    How many inputs there will be is not known before the last one is found, so there is no bar.
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as drawn:
        task = drawn.add_task("reading", total=None)

        def count(results: Iterable[Coded]) -> Iterator[Coded]:
            inputs = reports = 0
            for coded in results:
                inputs, reports = inputs + 1, reports + len(coded.reports)
                drawn.update(task, description=f"{inputs:,} inputs, {reports:,} reports")
                yield coded

        yield count
