"""Organisations that a text names without saying what they are.

>>> text = "The FBI said Boko Haram fighters had met members of the Democratic Alliance."
>>> [(m.organisation.name, m.organisation.sector) for m in find_organisations(text)]
[('Federal Bureau of Investigation', 'COP'), ('Boko Haram', 'REB'), ('Democratic Alliance', 'PTY')]

Which words name what is a fact and stands in tables (`organisations.tsv`, `armed-groups.tsv`); a
form in capitals only is read case-sensitively, so "who" is nobody and "WHO" is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.text.phrases import Word, find_words
from tocsin.text.span import Span

_TABLES = ("organisations.tsv", "armed-groups.tsv")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of the tables.

    Attributes:
        name: Full name.
        country: ISO 3166-1 alpha-3 code; None for one of several countries.
        sector: Sector of the coding manual.
    """

    name: str
    country: str | None
    sector: str


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """Words that name an organisation."""

    span: Span
    organisation: Organisation


def find_organisations(text: str, span: Span | None = None) -> Iterator[OrganisationMention]:
    """Find every organisation of the tables, in the order of the text, the longest names first.

    Args:
        text: Any string.
        span: The part of it to look at; all of it by default.

    Yields:
        One mention for each place; spans never overlap.
    """
    return organisations_among(find_words(text, span or Span(0, len(text)), None))


def organisations_among(words: Sequence[Word]) -> Iterator[OrganisationMention]:
    """The same among words that were found before."""
    forms = _forms()
    index = 0
    while index < len(words):
        found = _at(words, index) if words[index].lower in forms else None
        if found is None:
            index += 1
            continue
        length, organisation = found
        last = words[index + length - 1]
        # without the possessive: "the FBI's director"
        end = last.span.start + len(last.plain)
        yield OrganisationMention(Span(words[index].span.start, end), organisation)
        index += length


def _at(words: Sequence[Word], index: int) -> tuple[int, Organisation] | None:
    """The longest name that starts at a word, with its length in words."""
    following = words[index + 1].lower if index + 1 < len(words) else None
    for second, form, organisation in _forms().get(words[index].lower, ()):
        if second in (None, following):
            here = words[index : index + len(form)]
            if len(here) == len(form) and all(map(_same, form, here)):
                return len(form), organisation
    return None


def _same(form: str, word: Word) -> bool:
    """Whether a word of a text is a word of a name; "ANC" and "Anc" differ, "Of" and "of" not."""
    if form.isupper():
        return word.plain == form
    return word.lower == form.lower() and (word.plain[0].isupper() or not form[0].isupper())


# The second word of a form in lower case (None if it has one word), its words, and what it names.
_Form = tuple[str | None, tuple[str, ...], Organisation]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """Every form of every name by its first word in lower case, the longest first."""
    table: dict[str, list[_Form]] = {}
    for name in _TABLES:
        for row in read_rows(name):
            organisation = Organisation(row["name"], row["country"] or None, row["sector"])
            for form in (row["name"], *filter(None, row["forms"].split("|"))):
                words = tuple(word.plain for word in find_words(form, Span(0, len(form))))
                second = words[1].lower() if len(words) > 1 else None
                table.setdefault(words[0].lower(), []).append((second, words, organisation))
    return {
        key: tuple(sorted(forms, key=lambda form: -len(form[1]))) for key, forms in table.items()
    }
