"""Words that carry meaning, for telling whether two phrases name one thing."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_BARE = frozenset(
    {
        "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from",
        "its", "his", "her", "their", "that", "this",
    }
)  # fmt: skip


def content_words(phrase: str) -> frozenset[str]:
    """The words of a phrase in small letters, without articles, prepositions and possessives.

    >>> sorted(content_words("the mayor of Skopje"))
    ['mayor', 'skopje']
    """
    folded = unicodedata.normalize("NFKC", phrase).casefold()
    return frozenset(_WORD.findall(folded)) - _BARE
