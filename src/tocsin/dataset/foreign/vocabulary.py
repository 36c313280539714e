"""What the words of other schemes for the kind of an event are in our terms.

>>> kind_of("acled", "Riots/Violent demonstration")
(<EventType.PROTEST: 'PROTEST'>, 'riot')
>>> kind_of_code("gdelt", "1411"), kind_of("acled", "Strategic developments/Other")
((<EventType.PROTEST: 'PROTEST'>, 'demonstrate'), (None, None))
"""

from functools import cache

from tocsin.data import read_rows
from tocsin.fields.what import EventType

Kind = tuple[EventType | None, str | None]
UNKNOWN: Kind = (None, None)


def kind_of(scheme: str, *values: str) -> Kind:
    """Type and mode of the first value that the scheme's vocabulary holds; else both None.

    Args:
        scheme: Name of the vocabulary: "acled", "plover", "gdelt", "ccc" or "ucdp-ged".
        values: The scheme's words, the most precise first; case does not count.
    """
    known = _kinds(scheme)
    return next((known[word] for word in map(str.lower, values) if word in known), UNKNOWN)


def kind_of_code(scheme: str, code: str) -> Kind:
    """Type and mode of a code by the longest beginning that the vocabulary holds."""
    return kind_of(scheme, *(code[:end] for end in range(min(len(code), 4), 1, -1)))


@cache
def _kinds(scheme: str) -> dict[str, Kind]:
    return {
        row["value"].lower(): (EventType(row["type"]), row["mode"] or None)
        for row in read_rows("event-words.tsv")
        if row["scheme"] == scheme
    }
