"""A parsed article: paragraphs, sentences, tokens and names, all by offset.

Tokens and names come from whichever parser ran; a reader that needs none leaves them empty.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from tocsin.text.article import Article
from tocsin.text.layout import Paragraph, ParagraphKind
from tocsin.text.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the kind of its paragraph, and its tokens `doc.tokens[first:last]`."""

    span: Span
    kind: ParagraphKind
    paragraph: int
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its analysis in Universal Dependencies' coarse tags and CLEAR labels.

    Attributes:
        span: Where it stands.
        words: The characters, with odd spaces and quotes made plain.
        lemma: Dictionary form in lower case.
        pos: Universal part of speech ("VERB").
        tag: Penn Treebank tag ("VBD").
        dep: Dependency label ("nsubj").
        head: Index of the governing token in `Doc.tokens`; its own index at a root.
    """

    span: Span
    words: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity with its OntoNotes label ("GPE")."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Doc:
    """An article and what the parser found in it; every tuple is in the order of the text."""

    article: Article
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    names: tuple[Name, ...] = ()

    @property
    def text(self) -> str:
        """The article's untouched text."""
        return self.article.text

    def words(self, span: Span) -> str:
        """The characters at a span."""
        return self.text[span.start : span.end]

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds a code point; None between sentences."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return index if index >= 0 and offset < self.sentences[index].span.end else None
