"""Runs of capitalised words, and which of them are persons or no names at all.

>>> [[word.text for word in run] for run in find_runs("The mayor of Port of Spain met Mr. Roe.")]
[['The'], ['Port', 'of', 'Spain'], ['Mr', 'Roe']]
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows


class Word(NamedTuple):
    """A word of a run of capitalised words."""

    start: int
    end: int
    text: str


_TOKEN = re.compile(r"[^\W_](?:[\w]|['’ʼ‑-](?=\w))*")
_POSSESSIVE = re.compile(r"['’ʼ]s\Z|['’ʼ]\Z")
_WIDEST_GAP = 3  # white space inside a name, as in a hard line wrap
_LONGEST_RUN = 24  # words; a headline in capitals is read in pieces
LINKING = frozenset(
    {"of", "the", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le"}
    | {"les", "el", "al", "upon", "on", "in", "sur", "am", "and", "y", "e"}
)
_ABBREVIATED = frozenset({"St", "Ste", "Mt", "Ft", "Pt", "Gen", "Sgt", "Dr", "Mr", "Mrs", "Ms"})
TITLE = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sen|Rep|Gov|Gen|Col|Sgt|Capt|Lt|Rev|Prof|Judge|Justice|Pastor"
    r"|President|Senator|Governor|General|Minister|Secretary|Officer|Detective|Coach|Deputy|Sheriff"
    r"|Chief|Captain|Colonel|Sergeant|Mayor|Councilman|Miss|King|Queen|Prince|Princess|Pope|Saint)"
    r"\.?\s{1,3}\Z"
)


def find_runs(text: str) -> Iterator[list[Word]]:
    """Runs of capitalised words with the small words between them: "Port of Spain"."""
    run: list[Word] = []
    for match in _TOKEN.finditer(text):
        if not (run or match[0][0].isupper() or match[0][2:3] == "-"):
            continue  # nothing that opens a run
        word = _word(match)
        if run and (len(run) == _LONGEST_RUN or not _joins(text, run[-1], word)):
            yield from _trimmed(run)
            run = []
        if word.text[:1].isupper() or (run and word.text in LINKING) or is_article(word.text):
            run.append(word)
        else:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _word(match: re.Match[str]) -> Word:
    """A word without its possessive."""
    words = match.group()
    if not words.isalnum():
        words = _POSSESSIVE.sub("", words)
    return Word(match.start(), match.start() + len(words), words)


def _joins(text: str, left: Word, right: Word) -> bool:
    """Whether two words may stand in one name: only white space between, or "St. Louis"."""
    between = text[left.end : right.start]
    if between.startswith("."):
        return left.text in _ABBREVIATED or len(left.text) == 1
    return bool(between) and between.isspace() and len(between) <= _WIDEST_GAP


def is_article(word: str) -> bool:
    """Whether a small word may start a name: "al-Hasakah"."""
    return word[:3].lower() in ("al-", "el-", "ad-", "as-", "ar-", "ez-") and word[3:4].isupper()


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    """The run without small words at its end."""
    while run and run[-1].text in LINKING:
        run.pop()
    if run:
        yield run


def find_surnames(text: str, runs: Sequence[Sequence[Word]]) -> Iterator[str]:
    """Surnames: the words after a given name or a title, anywhere in the text."""
    for run in runs:
        for index, word in enumerate(run):
            following = run[index + 1 : index + 4]
            before = text[max(0, word.start - 24) : word.start]
            if word.text in given_names():
                named = [after for after in following if len(after.text) > 1]
                yield from (after.text for after in named[:1] if after.text not in LINKING)
                if named[1:] and named[0].text in given_names():
                    yield named[1].text
            elif TITLE.search(before) and word.text not in given_names():
                yield word.text
                yield from (after.text for after in following[:1] if after.text not in LINKING)


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are also names of places somewhere."""
    return frozenset(row["word"] for row in read_rows("ordinary-words.tsv"))


@cache
def given_names() -> frozenset[str]:
    """Given names of persons."""
    return frozenset(row["name"] for row in read_rows("first-names.tsv"))
