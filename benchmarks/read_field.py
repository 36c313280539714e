"""Run one field's reader over a corpus and print what the field scorer takes, one object a line.

    python benchmarks/read_field.py FIELD CORPUS [--part PART]

FIELD is one of dates, eventdates, places, attribution, groups, types; CORPUS is a file of JSON
Lines, gzipped or not, with `doc_id` and `text`. A field whose reader is not ready exits with 3.
"""

import argparse
import gzip
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from tocsin.text.article import Article
from tocsin.text.parse import parse

NOT_READY = 3
READERS = Path(__file__).parent / "fields"

Rows = Iterator[dict[str, Any]]


class Field(NamedTuple):
    """Where a field's reader stands: `function` of `fields/module.py`.

    Attributes:
        module: Name of the file, without its ending.
        parsed: Whether it takes parsed documents rather than the corpus' own records.
    """

    module: str
    parsed: bool = False


FIELDS = {
    "dates": Field("dates"),
    "eventdates": Field("dates"),
    "places": Field("places"),
    "attribution": Field("attribution", parsed=True),
    "groups": Field("groups"),
    "types": Field("relations"),
}


def read_field(name: str, records: Iterable[dict[str, Any]]) -> Rows | None:
    """What a field's reader finds in each record; None where there is no such reader yet."""
    field = FIELDS[name]
    path = READERS / f"{field.module}.py"
    reader: Callable[[Iterable[Any]], Rows] | None = (
        getattr(_load(path), name, None) if path.exists() else None
    )
    if reader is None:
        return None
    return reader(_parsed(records) if field.parsed else records)


def read_corpus(path: Path, part: str | None = None) -> Rows:
    """The records of a corpus, of one part if the corpus has parts, each document once."""
    seen: set[str] = set()
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            key = record.get("doc_id", line)
            if key not in seen and part in (None, record.get("part")):
                seen.add(key)
                yield record


def _load(path: Path) -> ModuleType:
    """A module by its file, which may import those beside it."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(f"fields_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parsed(records: Iterable[dict[str, Any]]) -> Iterator[Any]:
    """Documents as an article's reports are read from them."""
    for record in records:
        yield parse(Article(record["doc_id"], record["text"]))


def main() -> int:
    """Print one object a document."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("field", choices=FIELDS)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", help="only this part of the corpus, such as dev")
    options = parser.parse_args()
    rows = read_field(options.field, read_corpus(options.corpus, options.part))
    if rows is None:
        print(f"{options.field}: no reader yet", file=sys.stderr)
        return NOT_READY
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
