"""Articles by story, in the form that a corpus of grouped articles is scored by."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.linking.stories import group_stories
from tocsin.text.article import Article


def groups(docs: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Group all articles of a corpus.

    Args:
        docs: Records with `doc_id` and `text`.

    Yields:
        `{"doc_id", "group"}`, group by group.
    """
    articles = [Article(doc["doc_id"], doc["text"]) for doc in docs]
    for number, names in enumerate(group_stories(articles)):
        for name in names:
            yield {"doc_id": name, "group": number}
