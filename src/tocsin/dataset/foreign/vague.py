"""Words without a number made into the number that the other dataset makes of them.

MMAD writes 15,000 where a source says "tens of thousands", and CCC 20,000. A dataset that keeps the
words can be compared with either only by the other's own table, so that a difference is one of
what was read and not of what a codebook makes of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from tocsin.codebooks.shipped import shipped_scheme
from tocsin.dataset.foreign.records import CodedEvent, People

# The schemes whose rows have numbers where their sources had words.
_CODEBOOKS = {
    "mmad-events": "mmad",
    "mmad-reports": "mmad",
    "massmob": "massmob",
    "ccc": "ccc",
}


def in_numbers_of(scheme: str, events: Iterable[CodedEvent]) -> tuple[CodedEvent, ...]:
    """Events with a number for each crowd of which they have words that the scheme has one for.

    >>> from datetime import date
    >>> from tocsin.dataset.foreign.records import Place
    >>> event = CodedEvent(scheme="acled", id="1", line=2, days=None, place=Place(),
    ...                    size=People(words="tens of thousands"))
    >>> [in_numbers_of(name, [event])[0].size.best for name in ("mmad-events", "ccc", "acled")]
    [15000.0, 20000.0, None]
    """
    numbers = _numbers(_CODEBOOKS.get(scheme, ""))
    if not numbers:
        return tuple(events)
    return tuple(_with_number(event, numbers) for event in events)


def _with_number(event: CodedEvent, numbers: Mapping[str, int]) -> CodedEvent:
    size = event.size
    if size is None or size.number is not None:
        return event
    words = size.words.lower()
    number = next((people for phrase, people in numbers.items() if phrase in words), None)
    made = size if number is None else People(best=float(number), words=size.words)
    return replace(event, size=made)


@cache
def _numbers(codebook: str) -> Mapping[str, int]:
    """A codebook's numbers by their words, the longest first ("hundreds of thousands")."""
    numbers = shipped_scheme(codebook).numbers if codebook else {}
    return dict(sorted(numbers.items(), key=lambda pair: (-len(pair[0]), pair[0])))
