"""Read attributions off the parse of a sentence: who is the subject of a cue, and what hangs on it.

A cue counts only in the frames that `data/cues.tsv` gives it ("called him a liar" attributes,
"called at noon" does not). Subjects are inherited as grammar has it: "she rose, saying", "he came
and said", "a man saying".
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.fields.cues import REPORTING, Cue, CueKind, adverb_cue_of, cue_of, noun_cue_of
from tocsin.text.doc import Doc, Token
from tocsin.text.span import Span

_SUBJECTS = frozenset({"nsubj", "csubj"})
_IN_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_QUOTES = frozenset({'"', "''", "``", "“", "”"})
_TRIM = frozenset(",;:.-–—")
_CONTENT = {
    "that": ("ccomp",),
    "to": ("xcomp", "dobj"),
    "obj": ("dobj", "oprd", "prep"),
    "pass": ("oprd", "prep"),
    "bare": ("oprd", "prep"),
}
_WHERE = frozenset({"in", "on", "at", "during"})
_CLIMB = 4  # verbs up from a cue to the subject that it shares


class Saying(NamedTuple):
    """An attribution as one clause tells it, before pronouns and quotations are resolved.

    Attributes:
        source: Who; None where the clause does not say ("allegedly").
        speaker: Head of the phrase that names the source: the noun for "who" in a relative clause.
        cue: The attributing words.
        content: What was said, so far as it hangs on the cue.
        kind: What the cue does.
        via: Whom it was told.
        verb: Index of the cue's main token.
    """

    source: Span | None
    speaker: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: CueKind
    via: Span | None
    verb: int


class Tree:
    """Tokens of a document with their dependants and the reach of each subtree."""

    __slots__ = ("children", "first", "last", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: list[list[int]] = [[] for _ in tokens]
        self.first = list(range(len(tokens)))
        self.last = list(range(len(tokens)))
        order: list[int] = []
        for index, token in enumerate(tokens):
            if token.head == index:
                order.append(index)
            elif 0 <= token.head < len(tokens):
                self.children[token.head].append(index)
        for index in order:  # grows while it is read: breadth first from the roots
            order.extend(self.children[index])
        for index in reversed(order):
            for child in self.children[index]:
                self.first[index] = min(self.first[index], self.first[child])
                self.last[index] = max(self.last[index], self.last[child])

    def child(self, index: int, *labels: str) -> int | None:
        """The first dependant with one of these labels."""
        return next((c for c in self.children[index] if self.tokens[c].dep in labels), None)

    def span(self, first: int, last: int) -> Span | None:
        """From one token to another, without punctuation at the ends; None if nothing is left."""
        while first <= last and self.tokens[first].words in _TRIM:
            first += 1
        while last >= first and self.tokens[last].words in _TRIM:
            last -= 1
        if first > last:
            return None
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def phrase(self, index: int) -> Span | None:
        """The whole subtree of a token."""
        return self.span(self.first[index], self.last[index])


def find_sayings(doc: Doc) -> Iterator[Saying]:
    """Read every attribution of a parsed document, in the order of the cues."""
    tree = Tree(doc.tokens)
    for index, token in enumerate(doc.tokens):
        if token.pos == "VERB" and token.lemma == "accord":
            saying = _according(tree, index)
        elif token.pos == "VERB":
            cue = cue_of(token.lemma)
            saying = None if cue is None else _verb(tree, index, cue)
        elif token.pos == "NOUN":
            cue = noun_cue_of(token.lemma)
            saying = None if cue is None else _noun(tree, index, cue)
        elif token.pos == "ADV":
            cue = adverb_cue_of(token.lemma)
            saying = None if cue is None else _adverb(tree, index, cue)
        else:
            saying = None
        if saying is not None:
            yield saying


def _verb(tree: Tree, index: int, cue: Cue) -> Saying | None:
    """A cue verb in one of its frames, or beside a quotation."""
    token = tree.tokens[index]
    passive = tree.child(index, "auxpass") is not None
    frame = _frame(tree, index, passive=passive)
    quoted = cue.kind in REPORTING and _beside_quote(tree, index)
    if frame not in cue.frames and not quoted and token.dep != "parataxis":
        return None
    head = _agent(tree, index) if passive else _subject(tree, index)
    source = None if head is None else tree.phrase(head)
    content = tuple(_content(tree, index, frame, passive=passive))
    via = tree.child(index, "dobj", "dative") if token.lemma == "tell" else None
    return Saying(
        source,
        None if head is None else _named(tree, head),
        _cue_span(tree, index, frame),
        content,
        cue.kind,
        None if via is None else tree.phrase(via),
        index,
    )


def _frame(tree: Tree, index: int, *, passive: bool) -> str:
    """What hangs on a verb, by the names of `data/cues.tsv`."""
    labels = {tree.tokens[child].dep for child in tree.children[index]}
    if "ccomp" in labels or tree.tokens[index].dep == "parataxis":
        return "that"
    if "xcomp" in labels:
        return "to"
    if passive:
        return "pass"
    if "dobj" in labels:
        return "obj"
    preposition = tree.child(index, "prep")
    return "bare" if preposition is None else f"p:{tree.tokens[preposition].lemma}"


def _beside_quote(tree: Tree, index: int) -> bool:
    """Whether a quotation mark hangs on a verb."""
    return any(tree.tokens[child].words in _QUOTES for child in tree.children[index])


def _subject(tree: Tree, index: int) -> int | None:
    """The subject of a verb, its own or one that it shares with the verb it hangs on."""
    for _ in range(_CLIMB):
        own = tree.child(index, *_SUBJECTS)
        if own is not None:
            return own
        token = tree.tokens[index]
        if token.dep == "acl" and tree.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
            return token.head
        if token.head == index or token.dep not in (
            "advcl", "conj", "xcomp", "pcomp", "prep", "acl", "dep", "aux", "dobj", "acomp",
        ):  # fmt: skip
            return None
        index = token.head
    return None


def _agent(tree: Tree, index: int) -> int | None:
    """Who did it in the passive: "was reported by the agency"."""
    by = tree.child(index, "agent")
    return None if by is None else tree.child(by, "pobj")


def _named(tree: Tree, head: int) -> Span | None:
    """The phrase that names a source: "officials" for the "who" of "officials, who said"."""
    token = tree.tokens[head]
    verb = token.head
    if token.lemma in ("who", "that", "which") and tree.tokens[verb].dep == "relcl":
        return _short(tree, tree.tokens[verb].head)
    return _short(tree, head)


def _short(tree: Tree, head: int) -> Span | None:
    """A noun phrase without its relative clauses, appositions and asides."""
    last = head
    for child in tree.children[head]:
        if child > last and tree.tokens[child].dep in ("relcl", "appos", "acl", "punct", "advcl"):
            break
        last = max(last, tree.last[child])
    return tree.span(tree.first[head], last)


def _content(tree: Tree, index: int, frame: str, *, passive: bool) -> Iterator[Span]:
    """What hangs on a cue verb as the thing said, in the order of the text."""
    if tree.tokens[index].dep == "parataxis":
        yield from _around(tree, tree.tokens[index].head, index)
        return
    for child in _said(tree, index, frame, passive=passive):
        span = tree.phrase(child)
        if span is not None:
            yield span


def _said(tree: Tree, index: int, frame: str, *, passive: bool) -> list[int]:
    """The dependants of a cue verb that are the thing said."""
    if frame.startswith("p:"):
        prep = tree.child(index, "prep")
        target = None if prep is None else tree.child(prep, "pobj", "pcomp")
        return [] if target is None else [target]
    labels = _CONTENT[frame] + (("nsubjpass",) if passive else ())
    found = [child for child in tree.children[index] if tree.tokens[child].dep in labels]
    return [child for child in found if tree.tokens[child].lemma not in _WHERE]


def _around(tree: Tree, head: int, inner: int) -> Iterator[Span]:
    """The clause of `head` without the clause of `inner` that is thrown into it."""
    before = tree.span(tree.first[head], tree.first[inner] - 1)
    after = tree.span(tree.last[inner] + 1, tree.last[head])
    yield from (span for span in (before, after) if span is not None)


def _cue_span(tree: Tree, index: int, frame: str) -> Span:
    """The verb with its auxiliaries, negation, particle and the adverbs between them."""
    first = last = index
    subject = tree.child(index, "nsubj", "nsubjpass")
    floor = -1 if subject is None or subject > index else subject
    for child in tree.children[index]:
        token = tree.tokens[child]
        adverb = token.dep == "advmod" and child < index and token.pos == "ADV"
        if (token.dep in _IN_CUE or adverb) and child > floor:
            first, last = min(first, tree.first[child]), max(last, child)
    if frame.startswith("p:"):
        prep = tree.child(index, "prep")
        if prep is not None and prep == last + 1:
            last = prep
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def _according(tree: Tree, index: int) -> Saying | None:
    """Read "according to X": the source follows, the clause around it is the content."""
    to = tree.child(index, "prep")
    source = None if to is None else tree.child(to, "pobj")
    if to is None or source is None:
        return None
    cue = Span(tree.tokens[index].span.start, tree.tokens[to].span.end)
    content = tuple(_around(tree, tree.tokens[index].head, index))
    return Saying(
        tree.phrase(source), _short(tree, source), cue, content, CueKind.REPORT, None, index
    )


def _noun(tree: Tree, index: int, cue: Cue) -> Saying | None:
    """A noun that passes something on: "reports that", "the ministry's statement that"."""
    for child in tree.children[index]:
        token = tree.tokens[child]
        frame = "that" if token.dep in ("acl", "ccomp") else f"p:{token.lemma}"
        if child < index or frame not in cue.frames:
            continue
        holder = tree.child(index, "poss")
        target = child if frame == "that" else tree.child(child, "pobj", "pcomp")
        span = None if target is None else tree.phrase(target)
        if span is not None:
            source = None if holder is None else tree.phrase(holder)
            return Saying(source, source, tree.tokens[index].span, (span,), cue.kind, None, index)
    return None


def _adverb(tree: Tree, index: int, cue: Cue) -> Saying | None:
    """Read "reportedly" and "allegedly": the clause around it, and nobody who says so."""
    token = tree.tokens[index]
    if token.head == index:
        return None
    content = tuple(_around(tree, token.head, index))
    return Saying(None, None, token.span, content, cue.kind, None, index)
