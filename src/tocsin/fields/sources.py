"""Who says that an act was done: of all voices of an article, those that it has the act from.

>>> from tocsin.fields.attribution import find_attributions
>>> from tocsin.text.article import Article
>>> from tocsin.text.doc import Sentence
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Police arrested 40 people, a resident told the Daily Star."
>>> doc = Doc(Article("a", text), (), (Sentence(Span(0, 58), ParagraphKind.BODY, 0),))
>>> voiced = read_voices(doc, find_attributions(doc))
>>> [source.text for source in sources_of_act(voiced, AskedAct(Span(7, 15), 0, "COERCE"))]
['a resident', 'the Daily Star']

Whether the act stands in what a voice said is the weightiest of the features by which voices are
weighed, but not the only one: a police spokesman who is quoted in the next paragraph is the source
of a sentence that quotes nobody, and a minister whose words are the act itself is not. The weights
are in `voice_weights.tsv`.
"""

from collections.abc import Sequence
from functools import cache
from math import exp

from tocsin.data import read_rows
from tocsin.fields.attribution import Attribution, Source
from tocsin.fields.voice_features import AskedAct, Candidate, VoicedArticle, find_candidates
from tocsin.fields.voices import find_voices, weighty
from tocsin.fields.witness import is_identifiable
from tocsin.text.doc import Doc
from tocsin.text.quotations import find_quotations, outermost
from tocsin.text.roster import Roster
from tocsin.text.span import Span, distance, quote

__all__ = ["LIKELY", "AskedAct", "VoicedArticle", "likely", "read_voices", "sources_of_act"]

# From this probability on a voice is a source. Swept .20 to .50 by cross-validation over articles:
# F1 over articles coded twice is flat from .25 to .35, and falls by .04 at .50.
LIKELY = 0.3
_LEAST_EXPONENT = -60.0


def read_voices(
    doc: Doc, attributions: Sequence[Attribution], roster: Roster | None = None
) -> VoicedArticle:
    """Find once for all acts of an article who speaks in it.

    Args:
        doc: The article with its sentences.
        attributions: All of it, from `find_attributions`.
        roster: Whom it names, so that an official is known by his surname too.
    """
    quotations = outermost(find_quotations(doc.text))
    return VoicedArticle(doc, find_voices(doc, attributions), quotations, roster)


def sources_of_act(voiced: VoicedArticle, act: AskedAct) -> tuple[Source, ...]:
    """The sources of one act.

    Args:
        voiced: The article, from `read_voices`.
        act: The act with its parties, and what a reader marked as who says so.

    Returns:
        Sources, nearest to the event first: who tells it before the outlet to which it was told.
        Empty if the article just asserts it. The evidence is the source's words, then its cue.
    """
    scored = [
        (likelihood(candidate.features), candidate) for candidate in find_candidates(voiced, act)
    ]
    chosen = sorted(likely(voiced.doc, scored), key=lambda one: _order(one, act))
    return tuple(_source(voiced, candidate) for candidate in chosen)


def likelihood(features: Sequence[str]) -> float:
    """The probability that a candidate with some features is a source."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) for name in features)
    return 1 / (1 + exp(-max(total, _LEAST_EXPONENT)))


def likely(
    doc: Doc, scored: Sequence[tuple[float, Candidate]], least: float = LIKELY
) -> list[Candidate]:
    """The candidates that are likely enough, the surest first; of two that share a word one."""
    taken: set[str] = set()
    chosen = []
    for chance, candidate in sorted(scored, key=lambda one: -one[0]):
        words = weighty(doc.words(candidate.mention.span))
        if chance >= least and not words & taken:
            taken |= words
            chosen.append(candidate)
    return chosen


@cache
def _weights() -> dict[str, float]:
    """How much each feature of a candidate counts."""
    return {row["feature"]: float(row["weight"]) for row in read_rows("voice_weights.tsv")}


def _order(candidate: Candidate, act: AskedAct) -> tuple[bool, bool, int, Span]:
    """Where a source stands in the chain from the event to this article."""
    mention = candidate.mention
    passes_on = mention.role in ("via", "outlet") or candidate.voice.noun == "outlet"
    return passes_on, not mention.tells(act.anchor), distance(mention.cue, act.anchor), mention.span


def _source(voiced: VoicedArticle, candidate: Candidate) -> Source:
    """A candidate as the record of the field."""
    text, span, cue = voiced.doc.text, candidate.mention.span, candidate.mention.cue
    evidence = [quote(text, span, "source")]
    if cue != span:
        evidence.append(quote(text, cue, "cue"))
    speaks = candidate.mention.role == "speaker"
    named = [mention.span for mention in candidate.voice.mentions]
    known = speaks and is_identifiable(text, named, voiced.roster)
    return Source(voiced.doc.words(span), tuple(evidence), known)
