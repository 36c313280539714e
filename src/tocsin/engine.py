"""The same reading mapped over many articles, on one core or on several.

>>> list(code_inputs([], workers=1))
[]

What comes out does not depend on how many workers there are: results come in the order of the
inputs, and an article on which a worker dies is one failed input, not the end of the run.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from tocsin.dataset.coded import Coded
from tocsin.errors import ResourceError
from tocsin.reading import read_reports
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article
from tocsin.text.inputs import Input

# Inputs that wait or are read at a time, for each worker: enough that none runs dry while a long
# article holds up the order, few enough that memory does not grow with the number of inputs.
_AHEAD = 4

Read = Callable[[Article], "list[Report | Rejected]"]


def code_inputs(
    inputs: Iterable[Input], workers: int = 1, read: Read = read_reports
) -> Iterator[Coded]:
    """Read the reports of every input that has an article.

    Args:
        inputs: What was found; taken a few at a time, so they may be more than memory holds.
        workers: Processes to read with; with one, everything is done in this process.
        read: The function that reads one article; with several workers it must be a function of
            a module.

    Yields:
        One result an input, in the order of the inputs. An error in one article, or the death of
        the worker that read it, is the `failure` of that input alone.

    Raises:
        ResourceError: What the reader needs is not installed, so that no article can be read.
    """
    if workers <= 1:
        yield from (_code(item, read) for item in inputs)
        return
    rest = iter(inputs)
    waiting: deque[Input] = deque()
    while waiting or (waiting := deque(islice(rest, workers * _AHEAD))):
        yield from _run(waiting, rest, workers, read)
        # The pool broke: one of those that waited killed its worker. They are read one at a time,
        # so that it is found and the others lose nothing.
        yield from _one_by_one(waiting, read)


def _run(waiting: deque[Input], rest: Iterator[Input], workers: int, read: Read) -> Iterator[Coded]:
    """Results of all inputs by one pool; where the pool breaks, `waiting` holds what it owed."""
    pool = _pool(workers)
    try:
        futures = deque(pool.submit(_code, item, read) for item in waiting)
        while futures:
            coded = futures[0].result()
            futures.popleft()
            waiting.popleft()
            for item in islice(rest, 1):
                waiting.append(item)
                futures.append(_submit(pool, item, read))
            yield coded
    except BrokenProcessPool:
        return
    finally:
        _stop(pool)


def _submit(pool: ProcessPoolExecutor, item: Input, read: Read) -> "Future[Coded]":
    """A future of the result; a pool that has broken meanwhile gives one that says so."""
    try:
        return pool.submit(_code, item, read)
    except BrokenProcessPool as error:
        broken: Future[Coded] = Future()
        broken.set_exception(error)
        return broken


def _one_by_one(waiting: deque[Input], read: Read) -> Iterator[Coded]:
    """Results of inputs of which one kills its worker: that one alone fails."""
    while waiting:
        pool = _pool(1)
        try:
            while waiting:
                coded = pool.submit(_code, waiting[0], read).result()
                waiting.popleft()
                yield coded
        except BrokenProcessPool:
            died = "the process that read it died; perhaps memory ran out"
            yield Coded(waiting.popleft(), failure=died)
        finally:
            _stop(pool)


def _code(item: Input, read: Read) -> Coded:
    """The reports of one input; an error in reading it is kept in place of them."""
    if item.article is None:
        return Coded(item)
    try:
        return Coded(item, tuple(read(item.article)))
    except ResourceError:  # no model, no reading: this is not the article's fault
        raise
    except Exception as error:  # noqa: BLE001 - one article must not end a run of thousands
        return Coded(item, failure=f"{type(error).__name__}: {error}")


def _pool(workers: int) -> ProcessPoolExecutor:
    # Started anew rather than forked: a fork while another thread draws the progress bar may hang.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """In a worker: Ctrl-C is the parent's to handle, which then stops the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: nobody waits for what they may still be reading."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()
