"""What comes in: every input is written down with its reason, and its bytes are kept.

Nothing is taken twice. A file that is added again is known by its bytes; the same text under
another name is a duplicate, and says of what.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tocsin.dataset.inputs import KeptInput
from tocsin.dataset.store import Dataset
from tocsin.text.article import Article
from tocsin.text.inputs import Found
from tocsin.text.language import language_of
from tocsin.text.unread import InputStatus

# Inputs that are written at a time: a batch costs a few milliseconds of waiting for the disk
# whatever is in it, and what is in it is lost where the machine dies.
_BATCH = 50
_BATCH_BYTES = 8_000_000
_READ = frozenset({InputStatus.OK, InputStatus.NEEDS_DATE})
# Pictures and formats that are not read: the dataset knows of them, and leaves them where they are.
_NOT_KEPT = frozenset({InputStatus.NOT_TEXT, InputStatus.UNSUPPORTED, InputStatus.EMPTY})


@dataclass(frozen=True, slots=True)
class Added:
    """One input of `tocsin add`.

    Attributes:
        file: The file that holds it; of many records the same.
        kept: What was written down of it.
        article: Its article as it now stands, with the day that a person gave; None if there is
            none.
        language: Language of the article, two letters; None if there is none.
    """

    file: str
    kept: KeptInput
    article: Article | None
    language: str | None


def add_inputs(dataset: Dataset, found: Iterable[Found], run: int, at: datetime) -> Iterator[Added]:
    """Write down inputs, a batch at a time.

    Args:
        dataset: Where.
        found: What `tocsin.text.inputs.find_sources` gives.
        run: Number of the run.
        at: Now.

    Yields:
        Each input, in order, after its batch is on the disk.
    """
    for batch in _batches(found):
        with dataset.writing():
            added = [_add(dataset, one, run, at) for one in batch]
        yield from added


def _add(dataset: Dataset, found: Found, run: int, at: datetime) -> Added:
    source = None if found.input.status in _NOT_KEPT else found.source
    kept = dataset.inputs.add(found.input, source, run, at)
    article = None
    if kept.status in _READ and kept.article is not None:
        article = dataset.article(kept.article)
    return Added(found.file, kept, article, language_of(article.text) if article else None)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for one in found:
        batch.append(one)
        size += len(one.source or b"")
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
