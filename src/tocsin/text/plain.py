r"""Plain text to an article: its title, author, place and day of publication.

>>> article = read_plain("Miners march\n\nLIMA, March 3 (Reuters) - They marched.", name="a")
>>> article.title, article.dateline, article.published
('Miners march', 'LIMA', None)

What the user or an input record knows comes first, then what the text says, then nothing: a day
without a year stays unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tocsin.errors import UnreadableInputError
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.dateline import Dateline, find_dateline
from tocsin.text.decode import decode
from tocsin.text.layout import Paragraph, ParagraphKind, find_paragraphs
from tocsin.text.published import find_published

# Longer than any article: the longest of 513 coded ones has 23,197 characters. What is longer is
# a book, an archive in one file or no prose at all, and would take minutes.
LONGEST_ARTICLE = 100_000
# A dateline opens the story, but a caption or a summary may stand before it.
_OPENING = 4
_BY = re.compile(r"(?:(?:story|written|reported|posted)\s)?by:?\s+", re.IGNORECASE)
_BY_BEHIND = re.compile(r"\|\s?by:?\s+", re.IGNORECASE)  # "Daily Example | By Jane Doe | ..."
_NAMES = re.compile(  # "Jane Doe", "JANE DOE and John Q. Roe"
    r"(?P<names>[^\W\d_a-z][\w.'’-]{0,20}(?:\s(?:and|&|de|van|von|al|el|bin|[^\W\d_a-z][\w.'’-]{0,20})){1,7})"
    r"(?=$|\s?[|,•·/(\n-])"
)
_DESK = re.compile(
    r".*\b(?:Reporter|Staff|Writers?|Correspondents?|Desk|Agency|Agencies|News)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an article before its text is read; None where nothing is.

    Attributes:
        id: Name of the article; None for the name of its source.
        title: Its headline.
        outlet: Who published it.
        published: The day on which it was published.
        basis: Who says so: the user (`GIVEN`) or the input record (`RECORD`).
        url: Where it was published.
        author: Who wrote it.
        note: What is to be noted about it.
    """

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    basis: DateBasis = DateBasis.GIVEN
    url: str | None = None
    author: str | None = None
    note: str = ""


NOTHING = Known()


def read_plain(source: bytes | str, *, name: str, known: Known = NOTHING) -> Article:
    """Read a plain text as an article.

    Args:
        source: The text, or the bytes of a text file in UTF-8, UTF-16 (with its mark) or
            Windows-1252.
        name: What to call it if nothing else is known.
        known: What is known about it from elsewhere; it comes before what the text says.

    Returns:
        The article; its text is the source, decoded and otherwise untouched, but cut after
        `LONGEST_ARTICLE` characters, which its note says. An agency's name in a dateline does not
        make it the outlet.

    Raises:
        UnreadableInputError: The source is not text, or holds nothing but white space.
    """
    text, encoding = (source, "utf-8") if isinstance(source, str) else decode(source)
    if not text or text.isspace():
        raise UnreadableInputError("there is no text in it")
    whole = len(text)
    text = text[:LONGEST_ARTICLE]
    paragraphs = find_paragraphs(text)
    dateline = _dateline(text, paragraphs)
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return Article(
        id=known.id or name,
        text=text,
        title=known.title or _title(text, paragraphs),
        outlet=known.outlet,
        author=known.author or _author(text, paragraphs),
        dateline=text[slice(*dateline.place)] if dateline else None,
        published=_published(text, paragraphs, dateline, known),
        url=known.url,
        sha256=sha256(raw).hexdigest(),
        dateline_span=dateline.span if dateline else None,
        note=_note(known, encoding, whole),
    )


def _note(known: Known, encoding: str, size: int) -> str:
    """What is to be noted: what the record says, an unusual encoding, a text that was cut."""
    notes = [known.note, "" if encoding.startswith("utf-8") else f"read as {encoding}"]
    if encoding == "utf-8 with damage":
        notes.append("some bytes are not UTF-8 and were replaced")
    if size > LONGEST_ARTICLE:
        notes.append(f"only the first {LONGEST_ARTICLE:,} of {size:,} characters were read")
    return "; ".join(note for note in notes if note)


def _published(
    text: str, paragraphs: Sequence[Paragraph], dateline: Dateline | None, known: Known
) -> Published | None:
    """The publication day, from outside the text if it is known there."""
    if known.published is not None:
        return Published(known.published, known.basis)
    return find_published(text, paragraphs, dateline)


def _dateline(text: str, paragraphs: Sequence[Paragraph]) -> Dateline | None:
    """The dateline at the start of one of the first paragraphs of the story."""
    stories = [paragraph for paragraph in paragraphs if paragraph.kind is ParagraphKind.BODY]
    for paragraph in stories[:_OPENING]:
        found = find_dateline(text, *paragraph.span)
        if found is not None and found.span.start == paragraph.span.start:
            return found
    return None


def _title(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The headline in all its lines, with each run of white space as one space."""
    headline = [item.span for item in paragraphs if item.kind is ParagraphKind.HEADLINE]
    return " ".join(" ".join(text[slice(*span)] for span in headline).split()) or None


def _author(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The name in the first byline that holds one: "Jane Doe" in "By Jane Doe, Daily Example"."""
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.BYLINE:
            words = text[slice(*paragraph.span)].removeprefix("BYLINE:").lstrip()
            by = _BY.match(words) or _BY_BEHIND.search(words)
            found = _NAMES.match(words, by.end() if by else 0)
            if found and not _DESK.match(found["names"]):
                return " ".join(found["names"].split()).removesuffix(" AP")
    return None
