"""Where a text names persons and organisations that no table lists.

>>> from tocsin.text.phrases import find_words
>>> text = "Labour Minister Mildred Oliphant met the National Farmers Front (NFF)."
>>> for name in find_names(text, find_words(text, Span(0, len(text)), None), (), None):
...     print(" ".join(word.plain for word in name.words), name.person)
Mildred Oliphant True
National Farmers Front False

A parser's labels are one witness of several: titles, the table of offices and abbreviations in
brackets find what it misses, and no label but PERSON is believed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.text.capitals import given_names
from tocsin.text.countries import find_countries
from tocsin.text.kinds import is_title, titles
from tocsin.text.offices import Office, find_office, forms_of_names
from tocsin.text.phrases import Word, is_name_word, small_words
from tocsin.text.span import Span

_NAME_WORDS = 5  # words of a personal name
_BRACKET_WORDS = 10  # words of a name that is abbreviated in brackets


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name as found in one place.

    Attributes:
        words: Its words, without titles.
        person: Whether it is a person's.
        office: The office by the table; None if the table has none.
        titled: Whether the text gives it a title that goes with the office.
    """

    words: tuple[Word, ...]
    person: bool
    office: Office | None = None
    titled: bool = False

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.words[0].span.start

    @property
    def key(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(word.lower for word in self.words)


def find_names(
    text: str, words: Sequence[Word], names: Sequence[tuple[Span, str]], day: str | None
) -> list[FoundName]:
    """Find every name that some rule finds.

    Args:
        text: Any string.
        words: All its words.
        names: A parser's entities with OntoNotes labels; may be empty, or wrong.
        day: Day for which offices are looked up.

    Returns:
        The names in the order of the text, at one place the fuller first; places may overlap.
    """
    at = {word.span.start: index for index, word in enumerate(words)}
    found = [*_by_parser(text, words, at, names), *_by_office(words, day), *_by_title(text, words)]
    found += _by_brackets(text, words)
    known = {name.words for name in found}
    found += [name for name in _by_given_name(text, words) if name.words not in known]
    return sorted(found, key=lambda name: (name.start, -len(name.words)))


def _by_parser(
    text: str, words: Sequence[Word], at: dict[int, int], names: Sequence[tuple[Span, str]]
) -> Iterator[FoundName]:
    """A parser's persons, without titles before and after them."""
    for span, label in names:
        index = at.get(span.start)
        if label != "PERSON" or index is None:
            continue
        name = [words[index]]
        for word in words[index + 1 : index + _NAME_WORDS + 3]:
            if word.span.start >= span.end or not is_joined(text, name[-1], word):
                break
            if end_of(name[-1]) < name[-1].span.end:  # "Abe's | Twitter"
                break
            name.append(word)
        while name and (is_honorific(name[0]) or is_title(name[0].plain)):
            name.pop(0)
        if name and len(name) <= _NAME_WORDS and all(map(is_name_word, name)):
            yield FoundName(tuple(name), True)


def _by_office(words: Sequence[Word], day: str | None) -> Iterator[FoundName]:
    """Persons of the table of offices."""
    forms = forms_of_names()
    for index, word in enumerate(words):
        if word.lower not in forms:
            continue
        if not word.is_capitalised and word.lower not in small_words("particle"):
            continue
        for form in forms[word.lower]:
            here = tuple(words[index : index + len(form)])
            if tuple(w.lower for w in here) == form and here[-1].is_capitalised:
                office = find_office(" ".join(form), day)
                before = words[index - 1].lower if index else ""
                titled = office is not None and before in office.office.lower().split()
                yield FoundName(here, True, office, titled)
                break


def _by_title(text: str, words: Sequence[Word]) -> Iterator[FoundName]:
    """Persons by the title before them: "Prime Minister | Theresa May"."""
    before_names = titles() | small_words("honorific")
    for index, word in enumerate(words[:-1]):
        if word.lower.rstrip(".") not in before_names:
            continue
        name: list[Word] = []
        last = word
        for following in words[index + 1 : index + 1 + _NAME_WORDS]:
            if not is_joined(text, last, following) or not is_name_word(following):
                break
            name.append(following)
            last = following
            if text[last.span.end - 2 : last.span.end] in ("'s", "’s"):
                break
        while name and name[-1].lower in small_words("particle"):
            name.pop()
        first = name[0] if name else None
        if (
            first
            and not is_title(first.plain)
            and not is_honorific(first)
            and not any(True for _ in find_countries(first.plain))
        ):
            yield FoundName(tuple(name), True)


def _by_given_name(text: str, words: Sequence[Word]) -> Iterator[FoundName]:
    """Persons without a title by their given name: "Joseph | Yun", "Mary Ann Coe"."""
    index = 0
    while index < len(words) - 1:
        first, start = words[index], index
        index += 1
        if first.plain not in given_names() or end_of(first) < first.span.end:
            continue
        name = [first]
        for following in words[index : index + _NAME_WORDS - 1]:
            if not is_joined(text, name[-1], following) or not is_name_word(following):
                break
            name.append(following)
            if end_of(following) < following.span.end:
                break
        while name and name[-1].lower in small_words("particle"):
            name.pop()
        if len(name) > 1 and not any(map(_is_no_name, name[1:])):
            index = start + len(name)
            yield FoundName(tuple(name), True)


def _is_no_name(word: Word) -> bool:
    """Whether a capitalised word is no part of a person's name: "Jordan | Times"."""
    return is_title(word.plain) or any(True for _ in find_countries(word.plain))


def _by_brackets(text: str, words: Sequence[Word]) -> Iterator[FoundName]:
    """Organisations that are named and abbreviated: "National Farmers Front (NFF)"."""
    for index, word in enumerate(words):
        start, end = word.span
        short = word.plain
        if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not short[:2].isupper():
            continue
        for length in range(2, _BRACKET_WORDS + 1):
            name = words[max(0, index - length) : index]
            if not name or not (name[0].is_capitalised or name[0].lower in small_words("link")):
                break
            if len(name) == length and name[0].plain[0] == short[0] and name[0].is_capitalised:
                initials = "".join(w.plain[0] for w in name if w.is_capitalised).upper()
                if initials[: len(short)] == short.upper() or initials[-1] == short[-1].upper():
                    yield FoundName(tuple(name), False)
                    break


def is_honorific(word: Word) -> bool:
    """Whether a word stands before names and tells no office ("Mrs.")."""
    return word.lower.rstrip(".") in small_words("honorific")


def is_joined(text: str, left: Word, right: Word) -> bool:
    """Whether two words follow each other with nothing but space, or a dot of an abbreviation."""
    gap = text[left.span.end : right.span.start]
    if "\n\n" in gap:
        return False
    bare = gap.strip()
    return not bare or (bare == "." and _is_abbreviated(left))


def end_of(word: Word) -> int:
    """Where a word ends without its possessive."""
    return word.span.start + len(word.plain)


def _is_abbreviated(word: Word) -> bool:
    """Whether a dot after a word does not end the sentence: "Sen.", "Joseph R."."""
    return len(word.plain) == 1 or is_title(word.plain) or is_honorific(word) or "." in word.plain
