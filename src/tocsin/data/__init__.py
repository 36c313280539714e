"""Facts as commented tables: word lists, countries, venues, offices.

A table is a TSV file in this folder: lines that start with `#` are comments (what the table
holds, its source and licence come first), the first other line names the columns, and an empty
cell is the empty string. Rules stay in code; nothing here is read before it is asked for.

>>> read_rows("sample.tsv")
({'word': 'rally', 'type': 'PROTEST', 'note': ''}, {'word': 'ceasefire', 'type': 'RETREAT', \
'note': 'also "truce"'})
"""

from functools import cache
from importlib.resources import files

from tocsin.errors import ResourceError


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of a table, in the order of the file, each by column name.

    Raises:
        ResourceError: The table is not installed, or a row has not as many cells as the header.
    """
    try:
        text = (files(__name__) / name).read_text("utf-8")
    except OSError as error:
        raise ResourceError(f"the table {name!r} is not installed") from error
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    header, *body = [line.split("\t") for line in lines]
    for cells in body:
        if len(cells) != len(header):
            raise ResourceError(f"{name}: {len(cells)} cells where {len(header)} belong: {cells}")
    return tuple(dict(zip(header, cells, strict=True)) for cells in body)


@cache
def read_text(name: str) -> str:
    """A file of this folder that is no table, such as a codebook.

    Raises:
        ResourceError: The file is not installed.
    """
    try:
        return (files(__name__) / name).read_text("utf-8")
    except OSError as error:
        raise ResourceError(f"the file {name!r} is not installed") from error
