"""Whether a text is English.

>>> is_english("Thousands of miners marched through the centre of the city on Monday.")
True
>>> is_english("Tausende Bergleute zogen durch die Innenstadt und forderten höhere Löhne.")
False

Most texts are told by their commonest words alone; only where those leave a doubt is the language
identifier loaded. A text too short to tell counts as English.
"""

import re
from functools import cache
from typing import Any

_LOOKED_AT = 2_000
_FEWEST_LETTERS = 60
# Shares of the 15 words among all words: English news .22 to .40; other languages with Latin
# letters below .08 (Dutch, Afrikaans and Scots come nearest, with "in", "is" and "was").
_COMMON = re.compile(r"\b(?:the|of|and|to|in|that|is|was|for|on|with|as|said|by|at)\b")
_WORD = re.compile(r"[^\W\d_]+")
_CERTAIN = 0.17
_FOREIGN = 0.08
_MOST_FOREIGN_LETTERS = 0.5
_POSSIBLE = 0.1


def is_english(text: str) -> bool:
    """Whether the first 2,000 characters of a text are in English.

    Args:
        text: Any string; letter case does not matter.

    Returns:
        False if most letters are not Latin, or if the words are not the English ones and the
        language identifier is sure of another language. True in doubt.
    """
    head = text[:_LOOKED_AT].casefold()
    words = _WORD.findall(head)
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return True
    if sum(len(word) for word in words if not word.isascii()) > _MOST_FOREIGN_LETTERS * letters:
        return False
    common = len(_COMMON.findall(head)) / len(words)
    if common >= _CERTAIN:
        return True
    # The other languages are summed up: Norwegian or Danish, it is not English.
    return bool(dict(_identifier().rank(head)).get("en", 0.0) >= _POSSIBLE or common > _FOREIGN)


def language_of(text: str) -> str:
    """The likeliest language of the first 2,000 characters, as its two letters of ISO 639-1.

    >>> language_of("Tausende Bergleute zogen durch die Innenstadt und forderten höhere Löhne.")
    'de'

    It is "en" wherever `is_english` says so: the identifier alone takes short English texts for
    something else.
    """
    if is_english(text):
        return "en"
    return str(_identifier().rank(text[:_LOOKED_AT].casefold())[0][0])


@cache
def _identifier() -> Any:  # noqa: ANN401 - the package ships no types
    """The language identifier, loaded when first needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
