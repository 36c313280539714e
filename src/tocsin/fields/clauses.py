"""Read attributions off the parse of a sentence: who is the subject of a cue, and what hangs on it.

A cue counts only in the frames that `data/cues.tsv` gives it ("called him a liar" attributes,
"called at noon" does not). Subjects are inherited as grammar has it: "she rose, saying", "he came
and said", "a man saying".
"""

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.fields.cues import (
    REPORTING,
    CueKind,
    adjective_cue_of,
    adverb_cue_of,
    cue_of,
    names_outlet,
    noun_cue_of,
)
from tocsin.fields.tree import Tree
from tocsin.text.doc import Doc
from tocsin.text.span import Span

_SUBJECTS = frozenset({"nsubj", "csubj"})
_IN_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_QUOTES = frozenset({'"', "''", "``", "“", "”"})
_CONTENT = {
    "that": ("ccomp",),
    "to": ("xcomp", "dobj"),
    "obj": ("dobj", "oprd", "prep"),
    "pass": ("oprd", "prep"),
    "bare": ("oprd", "prep"),
}
_WHERE = frozenset({"in", "on", "at", "during"})
_ADDRESSING = frozenset({"tell", "inform", "notify", "assure", "remind", "brief"})
_MEDIA = frozenset({"statement", "interview", "email", "tweet", "speech", "letter", "release"})
_PLACING = frozenset({"after", "before", "since", "when", "while", "following", "despite"})
_HEARSAY = frozenset({"say", "report", "allege", "rumor", "rumour"})
_CITING = frozenset({"cite", "quote"})
_ASIDE = 12  # words from which on a phrase behind a noun is too long for a name
_NEAR = 12  # words from a preposition to the outlet behind it
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
        known: The parts of the content that it takes for known: "after X did that, ...".
        verb: Index of the cue's main token.
    """

    source: Span | None
    speaker: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: CueKind
    via: Span | None
    verb: int
    known: tuple[Span, ...] = ()


def find_sayings(doc: Doc) -> Iterator[Saying]:
    """Read every attribution of a parsed document, in the order of the cues."""
    tree = Tree(doc.tokens)
    for index, token in enumerate(doc.tokens):
        if token.pos == "VERB" and token.dep != "amod":
            yield from _verbs(tree, index)
        elif token.pos == "NOUN":
            yield from _nouns(tree, index)
        elif token.pos == "ADV":
            yield from _adverbs(tree, index)
        elif token.dep == "amod" and token.pos in ("ADJ", "VERB"):
            yield from _adjectives(tree, index)


def _verbs(tree: Tree, index: int) -> Iterator[Saying]:
    """What a verb attributes: a cue verb in one of its frames, or beside a quotation."""
    token = tree.tokens[index]
    cue = cue_of(token.lemma)
    if token.lemma == "accord":
        yield from _according(tree, index)
    elif token.lemma in _CITING:
        yield from _cited(tree, index)
    if cue is None:
        return
    passive = _passive(tree, index)
    frame = _frame(tree, index, passive=passive)
    if frame.startswith("p:") and frame not in cue.frames:
        frame = "bare"  # "said on Monday", "wrote in a letter"
    quoted = cue.kind in REPORTING and _beside_quote(tree, index)
    aside = token.dep == "parataxis" or _as_told(tree, index)
    if frame in cue.frames or quoted or aside:
        hearsay = _hearsay(tree, index)
        told = frame in cue.factual or quoted or aside or hearsay
        kind = CueKind.CLAIM if hearsay else cue.kind
        head = _agent(tree, index) if passive else _subject(tree, index)
        yield Saying(
            None if head is None else _source(tree, head, index),
            None if head is None else _named(tree, head, index),
            _cue_span(tree, index, frame),
            tuple(_content(tree, index, frame, passive=passive)),
            kind if told else CueKind.STANCE,
            _outlet(tree, index) if cue.kind in REPORTING else None,
            index,
            tuple(_known(tree, index)),
        )


def _hearsay(tree: Tree, index: int) -> bool:
    """Whether a verb tells what nobody in particular says: "is reported to have fled"."""
    return (
        tree.child(index, "auxpass") is not None
        and tree.child(index, "agent") is None
        and tree.child(index, "xcomp", "ccomp") is not None
        and tree.tokens[index].lemma in _HEARSAY
    )


def _cited(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "X, citing Y, said" and "X quoted Y as saying": Y says so, and X has it from Y."""
    quoted = tree.child(index, "dobj")
    if quoted is None:
        return
    saying = next((v for v in _below(tree, index) if tree.tokens[v].lemma == "say"), None)
    teller = _teller(tree, index) if saying is None else index
    if teller is None:
        return
    content = _told(tree, teller) or (() if saying is None else _told(tree, saying))
    citing = _subject(tree, teller)
    speaker = _short(tree, quoted)
    via = None if citing is None else _short(tree, citing)
    if content:
        cue = tree.tokens[index].span
        yield Saying(speaker, speaker, cue, content, CueKind.REPORT, via, index)


def _teller(tree: Tree, index: int) -> int | None:
    """The verb of which "citing Y" is an aside: "said" in "X, citing Y, said"."""
    token = tree.tokens[index]
    verb = token.head
    if token.dep == "acl":
        verb = tree.tokens[verb].head
    telling = token.dep in ("acl", "advcl", "xcomp") and cue_of(tree.tokens[verb].lemma) is not None
    return verb if telling and verb != index else None


def _told(tree: Tree, verb: int) -> tuple[Span, ...]:
    """The content of a verb, by its frame."""
    passive = _passive(tree, verb)
    return tuple(_content(tree, verb, _frame(tree, verb, passive=passive), passive=passive))


def _below(tree: Tree, index: int) -> Iterator[int]:
    """The dependants of a token, and theirs."""
    for child in tree.children[index]:
        yield child
        yield from tree.children[child]


def _outlet(tree: Tree, index: int) -> Span | None:
    """The outlet to which something was told: "told the Daily Star", "in an interview with AFP"."""
    for child in tree.children[index]:
        token = tree.tokens[child]
        if token.dep not in ("dobj", "dative", "prep"):
            continue
        for word in range(tree.first[child], min(tree.last[child], child + _NEAR) + 1):
            if names_outlet(tree.tokens[word].words):
                return _short(tree, _phrase_head(tree, word))
    return None


def _phrase_head(tree: Tree, index: int) -> int:
    """The noun whose name a word is part of: "Star" for the "Daily" of "the Daily Star"."""
    for _ in range(_CLIMB):
        if tree.tokens[index].dep not in ("compound", "amod", "nmod", "poss", "nummod"):
            break
        index = tree.tokens[index].head
    return index


def _as_told(tree: Tree, index: int) -> bool:
    """Whether a verb stands in "as X said"."""
    token = tree.tokens[index]
    mark = tree.child(index, "mark", "advmod")
    return (
        token.dep == "advcl"
        and mark is not None
        and tree.tokens[mark].lemma == "as"
        and tree.child(index, "ccomp", "xcomp", "dobj") is None
    )


def _passive(tree: Tree, index: int) -> bool:
    """Whether a verb is passive: "was reported", "reported by"."""
    return tree.child(index, "auxpass", "agent") is not None


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
        own = [c for c in tree.children[index] if tree.tokens[c].dep in _SUBJECTS]
        if own:  # of two the nearer one: the parser takes a dateline for a subject
            return min(own, key=lambda child: abs(child - index))
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


def _source(tree: Tree, head: int, cue: int) -> Span | None:
    """The whole phrase that is the source, without a clause that holds the cue itself."""
    if tree.first[head] <= cue <= tree.last[head]:
        return _short(tree, head, before=cue)
    return tree.phrase(head)


def _named(tree: Tree, head: int, cue: int) -> Span | None:
    """The phrase that names a source: "officials" for the "who" of "officials, who said"."""
    token = tree.tokens[head]
    verb = token.head
    if token.lemma in ("who", "that", "which") and tree.tokens[verb].dep == "relcl":
        return _short(tree, tree.tokens[verb].head, before=cue)
    return _short(tree, head, before=cue)


def _short(tree: Tree, head: int, *, before: int = -1) -> Span | None:
    """A noun phrase without its relative clauses, asides and anything behind a comma."""
    last = head
    for child in tree.children[head]:
        token = tree.tokens[child]
        long = tree.last[child] - child > _ASIDE or tree.first[child] <= before <= tree.last[child]
        dated = token.lemma == "on" and tree.tokens[tree.last[child]].lemma.endswith("day")
        if child > last and (token.dep in ("relcl", "punct", "advcl") or long or dated):
            break
        last = max(last, tree.last[child])
    return tree.span(tree.first[head], last)


def _content(tree: Tree, index: int, frame: str, *, passive: bool) -> Iterator[Span]:
    """What hangs on a cue verb as the thing said, in the order of the text."""
    if tree.tokens[index].dep == "parataxis" or _as_told(tree, index):
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
    if tree.tokens[index].lemma in _ADDRESSING:
        labels = tuple(label for label in labels if label != "dobj")
    found = [child for child in tree.children[index] if tree.tokens[child].dep in labels]
    return [child for child in found if tree.tokens[child].lemma not in _WHERE]


def _known(tree: Tree, index: int) -> Iterator[Span]:
    """Clauses inside the thing said that only place it: relative and temporal ones."""
    clause = tree.child(index, "ccomp")
    pending = [] if clause is None else [clause]
    while pending:
        for child in tree.children[pending.pop()]:
            token = tree.tokens[child]
            word = tree.tokens[tree.first[child]].lemma
            timed = token.dep in ("advcl", "prep") and word in _PLACING
            span = tree.phrase(child) if token.dep == "relcl" or timed else None
            if span is None:
                pending.append(child)
            else:
                yield span


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
    prep = tree.child(index, "prep")
    if prep is not None and prep == last + 1:
        medium = tree.child(prep, "pobj")
        if medium is not None and tree.tokens[medium].lemma in _MEDIA:
            last = medium  # "said in a statement"
        elif frame.startswith("p:"):
            last = prep
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.end)


def _according(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "according to X": the source follows, the clause around it is the content."""
    to = tree.child(index, "prep")
    source = None if to is None else tree.child(to, "pobj")
    if to is None or source is None:
        return
    cue = Span(tree.tokens[index].span.start, tree.tokens[to].span.end)
    clause = tree.tokens[index].head
    while tree.tokens[clause].dep in ("conj", "advcl", "ccomp", "pobj", "prep", "dobj", "xcomp"):
        clause = tree.tokens[clause].head  # the phrase speaks for the sentence, wherever it hangs
    content = tuple(_around(tree, clause, index))
    yield Saying(
        tree.phrase(source), _short(tree, source), cue, content, CueKind.REPORT, None, index
    )


def _nouns(tree: Tree, index: int) -> Iterator[Saying]:
    """A noun that passes something on: "reports that", "the ministry's statement that"."""
    cue = noun_cue_of(tree.tokens[index].lemma)
    if cue is None:
        return
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
            word = tree.tokens[index].span
            # "reports of shelling": nobody stands for it but the reports
            nobody = source is None and tree.tokens[index].lemma in _HEARSAY
            speaker = word if nobody else source
            yield Saying(source, speaker, word, (span,), cue.kind, None, index)
            return


def _adverbs(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "reportedly" and "allegedly": the clause around it, and nobody who says so."""
    token = tree.tokens[index]
    cue = adverb_cue_of(token.lemma)
    if cue is not None and token.head != index:
        content = tuple(_around(tree, token.head, index))
        yield Saying(None, None, token.span, content, cue.kind, None, index)


def _adjectives(tree: Tree, index: int) -> Iterator[Saying]:
    """Read "alleged" and "purported": the phrase around it, and nobody who says so."""
    token = tree.tokens[index]
    cue = adjective_cue_of(token.words.lower())
    content = tree.span(index + 1, tree.last[token.head])
    if cue is not None and content is not None:
        yield Saying(None, None, token.span, (content,), cue.kind, None, index)
