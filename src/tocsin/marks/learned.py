"""The learned reader: a small language model marks acts, their arguments and who says what.

The network proposes candidates window by window; a judge, which sees all candidates of the article
side by side, says which of them a coder would report. Its answer is a calibrated probability:
among candidates that it gives 70 %, about 70 of 100 are reports.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tocsin.marks.candidates import (
    CONTENTLESS,
    Candidate,
    Phrase,
    Seen,
    find_candidates,
)
from tocsin.marks.edges import whole
from tocsin.marks.keeping import Comparison, field_value
from tocsin.marks.labels import PROTEST_FIELDS
from tocsin.marks.marks import Act, Argument, Marks, Role, SameReport, Unused
from tocsin.marks.network import Network, load_network, read_network
from tocsin.marks.windows import encode
from tocsin.text.doc import Doc
from tocsin.text.layout import ParagraphKind
from tocsin.text.screen import may_tell_event, sentence_may_tell
from tocsin.text.span import Span

# Candidates that the judge gives less are not even listed as unused: there are dozens in any
# article.
LISTED = 0.1
# From here on two acts of a type are told to be one. Swept over .5, .7 and .85: joining kept acts
# from .5 on loses .10 typed F1 on the link articles, from .7 on .05, and from .85 on changes
# nothing, so `tocsin.reports` goes by its own rules and this only names what a candidate repeats.
SAME = 0.85
_ROLES = {
    "source": Role.SPEAKER,
    "issue_for": Role.ISSUE_FOR,
    "issue_against": Role.ISSUE_AGAINST,
}
_READ = frozenset(
    {
        ParagraphKind.BODY,
        ParagraphKind.HEADLINE,
        ParagraphKind.HEADING,
        ParagraphKind.CAPTION,
    }
)


class LearnedReader:
    """Marks acts, all their arguments and their fields; reads sentences, needs no parse."""

    name = "minilm-2"
    needs_parse = False

    def __init__(self, network: Network | None = None) -> None:
        self._network = network

    def read(self, doc: Doc) -> Marks:
        """Mark one document; what the cheap screen refuses has no marks.

        Raises:
            ResourceError: The model is not installed, or is not the expected one.
        """
        if not may_tell_event(doc.text):
            return Marks()
        return _Marking(doc, self._network or load_network()).marks()


def reader_in(folder: Path) -> LearnedReader:
    """A reader of one's own training, whose files lie in a folder and are taken as they are."""
    return LearnedReader(read_network(lambda name: (folder / name).read_bytes()))


def see(network: Network, doc: Doc) -> Seen:
    """All candidates of a document, of which only sentences that may tell an act are read.

    A tenth of the words is left out; typed F1 was the same or better without them. A log-linear
    screen over word stems, learned from coded sentences, was tried on top: at .99 of them it spares
    5 % of the pieces, at .97 11 %, and typed F1 on dev falls by .012 and .011 of .801.
    """
    spans = [
        sentence.span
        for sentence in doc.sentences
        if sentence.kind in _READ and sentence_may_tell(doc.words(sentence.span))
    ]
    document = encode(doc.text, spans, network.tokenizer, network.limits)
    return find_candidates(document, network.engine, network.thresholds, network.limits)


class _Marking:
    """Makes marks of the candidates of one document."""

    def __init__(self, doc: Doc, network: Network) -> None:
        self.doc = doc
        self.seen = see(network, doc)
        self.chances, self.alike = network.keeper.judge(Comparison(self.seen))
        self.kept: list[int] = np.flatnonzero(self.chances >= network.least).tolist()

    def marks(self) -> Marks:
        """Acts in the order of the text, with their arguments, and the candidates left out."""
        return Marks(
            tuple(self._act(number) for number in self.kept),
            tuple(
                argument
                for act, number in enumerate(self.kept)
                for argument in self._arguments(act, self.seen.acts[number])
            ),
            tuple(self._same()),
            tuple(self._unused()),
        )

    def _act(self, number: int) -> Act:
        candidate = self.seen.acts[number]
        protest = candidate.type == "PROTEST"
        values = {
            name: field_value(candidate, name) if protest or name not in PROTEST_FIELDS else None
            for name in ("mode", "form", "side", "compelled")
        }
        anchor, sentence = self._place(candidate)
        chance = round(float(self.chances[number]), 4)
        return Act(
            anchor,
            sentence,
            candidate.type,
            mode=values["mode"],
            form=values["form"],
            status=field_value(candidate, "status") or "happened",
            side=values["side"],
            compelled={"true": True, "false": False}.get(values["compelled"] or ""),
            score=chance,
            rule="learned",
            confidence=chance,
        )

    def _place(self, candidate: Candidate) -> tuple[Span, int]:
        """Where a candidate stands: its word and the index of its sentence."""
        anchor = self.seen.document.span(candidate.word, candidate.word + 1)
        return anchor, self.doc.sentence_at(anchor.start) or 0

    def _arguments(self, act: int, candidate: Candidate) -> Iterator[Argument]:
        """Arguments in the order of the text; of two that share a word the surer one."""
        kept = []
        taken: dict[str, set[str]] = {}
        for phrase in candidate.arguments:
            span = self._span(phrase)
            words = set(self.doc.words(span).lower().split()) - CONTENTLESS
            if span.start < span.end and words and not words & taken.setdefault(phrase.role, set()):
                taken[phrase.role] |= words
                role = _ROLES.get(phrase.role) or Role(phrase.role)
                kept.append(Argument(act, role, span, round(phrase.score, 4), "learned"))
        yield from sorted(kept, key=lambda one: (one.span, one.role))

    def _span(self, phrase: Phrase) -> Span:
        """A phrase's words, cut off at the end of its sentence and without marks around them."""
        start, end = self.seen.document.span(phrase.start, phrase.stop)
        sentence = self.doc.sentences[self.doc.sentence_at(start) or 0].span
        marked = _bare(self.doc.text, Span(start, min(end, sentence.end)))
        return whole(self.doc.text, marked, sentence)

    def _same(self) -> Iterator[SameReport]:
        """Kept acts that are likelier one report than two."""
        for right, number in enumerate(self.kept):
            for left, other in enumerate(self.kept[:right]):
                chance = round(float(self.alike[number, other]), 4)
                if chance >= SAME:
                    yield SameReport(left, right, chance)

    def _unused(self) -> Iterator[Unused]:
        """Candidates that were left out; one that is like a kept one of its type repeats it."""
        kept = set(self.kept)
        for number, candidate in enumerate(self.seen.acts):
            if number in kept or self.chances[number] < LISTED:
                continue
            into = self._told(number, candidate)
            reason = "uncertain" if into is None else "second-mention"
            yield Unused(*self._place(candidate), candidate.type, reason, into)

    def _told(self, number: int, candidate: Candidate) -> int | None:
        """Index of the act that a candidate tells once more; None if there is none."""
        likely: Sequence[tuple[float, int]] = [
            (float(self.alike[number, other]), -act)
            for act, other in enumerate(self.kept)
            if self.seen.acts[other].type == candidate.type
        ]
        chance, act = max(likely, default=(0.0, 0))
        return -act if chance >= SAME else None


def _bare(text: str, span: Span) -> Span:
    """A span without white space, quotation marks and stops at its ends."""
    words = text[span.start : span.end]
    left = len(words) - len(words.lstrip(_MARKS))
    right = len(words.rstrip(_MARKS))
    return Span(span.start + left, span.start + max(left, right))


_MARKS = " \t\n\u00a0,.;:\"'“”‘’()"
