"""Places of a corpus, in the form that its scorer takes.

The corpora of toponyms differ in what they mark: where words for peoples and languages ("Russian")
count as toponyms, ask for `demonyms=True`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.fields.where import PlaceRole, find_places
from tocsin.places import Gazetteer


def places(
    docs: Iterable[Mapping[str, Any]], demonyms: bool | None = None
) -> Iterator[dict[str, Any]]:
    """Read each document's places.

    Args:
        docs: Records with `doc_id` and `text`.
        demonyms: Whether words for peoples count; None asks the corpus by its ids: local news marks
            them, Wikinews does not.

    Yields:
        `{"doc_id", "places": [{"start", "end", "lat", "lon"}]}` in the order of the input.
    """
    gazetteer = Gazetteer()
    for doc in docs:
        count = demonyms if demonyms is not None else str(doc["doc_id"]).startswith("lgl")
        found = [
            {
                "start": mention.span.start,
                "end": mention.span.end,
                "lat": mention.place.latitude,
                "lon": mention.place.longitude,
            }
            for mention in find_places(doc["text"], gazetteer)
            if mention.place is not None and (count or mention.role is not PlaceRole.DEMONYM)
        ]
        yield {"doc_id": doc["doc_id"], "places": found}
