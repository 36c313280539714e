"""The cheap question asked first: can this text tell an event at all?

>>> may_tell_event("Thousands of miners marched to the ministry on Monday.")
True
>>> may_tell_event("The bakery won a prize for its rye bread.")
False

Both screens only ever say "certainly not" or "perhaps", by word stems alone, without a parser.
They are set so that hardly an event is lost; what they let through is for the reader to judge.
"""

import re
from functools import cache, lru_cache

from tocsin.data import read_rows

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDINGS = frozenset(
    (
        *("", "s", "es", "d", "ed", "ing", "e", "er", "ers", "or", "ors", "y", "ies", "ied", "ly"),
        *(
            "ings",
            "tings",
            "nings",
            "pings",
            "ion",
            "ions",
            "tion",
            "tions",
            "ation",
            "ations",
            "ment",
            "ments",
            "ant",
            "ants",
            "al",
        ),
        *("ist", "ists", "ism", "ance", "ive", "ful", "ness", "ting", "ted", "ning", "ned", "ping"),
        *("ped",),
    )
)
_ANY_ENDING = 6
_SHORTEST, _LONGEST = 2, 20
# Swept over 0 to 1,500 characters on 481 coded articles: one word for texts up to here and two for
# longer ones lose 1 of 403 articles with events and refuse 28 of 78 without; two for all lose 2
# and refuse 29; one up to 1,250 loses none and refuses 22.
_SHORT_TEXT = 900
_WORDS_OF_LONGER = 2
# A sentence or two, as someone pastes them, have no room for words of public life around an act.
_FEW_SENTENCES = 300
# A report of a match borrows the words of war and protest. On 481 coded articles these bounds
# refuse 2 of 3 articles of sport without events and lose none of 403 with events: the one of them
# that has the most words of sport (a protest of players) has 9 of them, 34 in a thousand.
_KINDS_OF_SPORT = 8
_SPORT_IN_THOUSAND = 40


def may_tell_event(text: str) -> bool:
    """Whether an article may tell an event of public life.

    Args:
        text: The article; any string is accepted.

    Returns:
        False only if it has fewer words of public life, conflict or protest than any article
        that tells one: private crime, accidents, sport and business are refused where they stay
        among themselves, not where they touch a government, a strike or a court case of note.
        A sentence or two may tell one if any word of theirs may name an act. A report of a match
        may not, unless it names police, a government or a crowd that riots.
    """
    if len(text) < _FEW_SENTENCES and sentence_may_tell(text):
        return True
    if _is_sport(text):
        return False
    needed = 1 if len(text) < _SHORT_TEXT else _WORDS_OF_LONGER
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if _is_public(word):
            found.add(word)
            if len(found) >= needed:
                return True
    return False


def _is_sport(text: str) -> bool:
    """Whether a text is told in the words of sport and names no one of public life."""
    words = sport = 0
    kinds: set[str] = set()
    table = _sport()
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        words += 1
        told = table.get(word)
        if told == "sport":
            sport += 1
            kinds.add(word)
        elif told == "state":
            return False
    return len(kinds) >= _KINDS_OF_SPORT and 1000 * sport >= _SPORT_IN_THOUSAND * words


def sentence_may_tell(text: str) -> bool:
    """Whether a sentence may name an act: something done, or said to or of another.

    Args:
        text: The sentence; any string is accepted.

    Returns:
        False only if no word of it can be the anchor of a report, so that no parser need see it.
    """
    return any(_is_act(match.group().casefold()) for match in _WORD.finditer(text))


# Both caches hold more words than a day's news has, and answer the same whether full or empty.
@lru_cache(maxsize=1 << 16)
def _is_public(word: str) -> bool:
    """Whether a word is one of public life: "ministers"."""
    return _has_stem(word, _stems("public"))


@lru_cache(maxsize=1 << 16)
def _is_act(word: str) -> bool:
    """Whether a word may name an act: "marched"."""
    return _has_stem(word, _stems("act"))


def _has_stem(word: str, stems: frozenset[str]) -> bool:
    """Whether a word is a stem and an ending."""
    return any(
        word[:length] in stems and (length >= _ANY_ENDING or word[length:] in _ENDINGS)
        for length in range(_SHORTEST, min(len(word), _LONGEST) + 1)
    )


@cache
def _sport() -> dict[str, str]:
    """Words of sport, and words of public life that rule it out, with their kind."""
    rows = read_rows("sport.tsv")
    return {row["word"]: row["kind"] for row in rows}


@cache
def _stems(kind: str) -> frozenset[str]:
    """All stems of a kind."""
    return frozenset(row["stem"] for row in read_rows("screen.tsv") if row["kind"] == kind)
