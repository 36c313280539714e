"""What the first reader looks at: named features of act candidates and of phrases beside them.

A feature is a short string ("lemma=condemn/verb", "subject=crowd"), so that a weight can be read
and `tocsin explain` can say which ones spoke for an act.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.marks.syntax import SUBJECTS, VERBAL, Syntax
from tocsin.text.doc import Token

_CANDIDATE_POS = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})
_CONTENT_POS = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADP"})
_TELLING = frozenset({"aux", "neg", "mark", "prt", "auxpass", "compound", "amod", "poss", "det"})
_LEXICAL = frozenset({"prt", "compound", "amod", "poss"})  # these change what the word means
_BESIDE = SUBJECTS | {"dobj", "compound", "amod"}
_NEAR = 4  # tokens each side whose lemmas count as context; 3 to 6 measured alike


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """The type, mode and form that a word names most often; "" where none."""

    type: str
    mode: str
    form: str


@cache
def lexicon() -> dict[str, LexiconEntry]:
    """The act words by key ("rally/noun")."""
    return {
        f"{row['lemma']}/{row['pos']}": LexiconEntry(row["type"], row["mode"], row["form"])
        for row in read_rows("acts.tsv")
    }


def key(token: Token) -> str:
    """Lemma and coarse part of speech, as the lexicon and the weights name a word."""
    return f"{token.lemma}/{'verb' if token.pos in VERBAL else 'noun'}"


def candidates(syntax: Syntax, known: frozenset[str]) -> list[int]:
    """Tokens that could name an act: words of the lexicon or of `known`, in order.

    What a word beside them makes no act ("strike a deal", "heart attack") is left out.
    """
    words = lexicon()
    return [
        index
        for index, token in enumerate(syntax.doc.tokens)
        if token.pos in _CANDIDATE_POS
        and (key(token) in words or key(token) in known)
        and not _left_alone(syntax, index)
    ]


@cache
def _companions() -> dict[str, frozenset[str]]:
    """Lemmas that make a word no act, by its key."""
    beside: dict[str, set[str]] = {}
    for row in read_rows("acts-left-alone.tsv"):
        beside.setdefault(row["word"], set()).add(row["beside"])
    return {word: frozenset(lemmas) for word, lemmas in beside.items()}


def _left_alone(syntax: Syntax, index: int) -> bool:
    lemmas = _companions().get(key(syntax.doc.tokens[index]), frozenset())
    tokens = syntax.doc.tokens
    return any(
        tokens[child].lemma in lemmas and tokens[child].dep in _BESIDE
        for child in syntax.children[index]
    )


def act_features(syntax: Syntax, found: Sequence[int]) -> list[list[str]]:
    """Features of each candidate, in the order of `found`."""
    named = [entry.type for index in found if (entry := _entry(syntax, index))]
    top = [type_ for type_, _ in Counter(named).most_common(2)]
    seen: Counter[str] = Counter()
    rows = []
    for index in found:
        features = [
            *_own(syntax, index),
            *_governor(syntax, index),
            *_dependants(syntax, index),
            *_subject(syntax, index),
            *_modality(syntax, index),
            *_context(syntax, index),
            *_article(syntax, index, seen, top),
        ]
        rows.append(features)
    return rows


def _entry(syntax: Syntax, index: int) -> LexiconEntry | None:
    return lexicon().get(key(syntax.doc.tokens[index]))


def _own(syntax: Syntax, index: int) -> Iterator[str]:
    """The word itself: "lemma=rally/noun", "names=PROTEST"."""
    token = syntax.doc.tokens[index]
    entry = _entry(syntax, index)
    yield f"lemma={key(token)}"
    yield f"names={entry.type if entry else 'nothing'}"
    if entry:
        yield f"names={entry.type}/{token.pos}"
    yield f"pos={token.pos}"
    yield f"tag={token.tag}"
    yield f"dep={token.dep}"
    yield f"pos-dep={token.pos}-{token.dep}"


def _governor(syntax: Syntax, index: int) -> Iterator[str]:
    tokens = syntax.doc.tokens
    token = tokens[index]
    if token.head == index:
        yield "root"
        return
    head = tokens[token.head]
    yield f"governor={head.lemma}|{token.dep}"
    if (entry := _entry(syntax, token.head)) is not None:
        yield f"governor-names={entry.type}"
    if token.dep in {"compound", "amod"}:
        yield f"{token.dep}-of={head.lemma}"


def _dependants(syntax: Syntax, index: int) -> Iterator[str]:
    own = key(syntax.doc.tokens[index])
    for child in syntax.children[index]:
        token = syntax.doc.tokens[child]
        if token.dep in SUBJECTS:
            yield f"{token.dep}={syntax.kind(child)}"
            yield f"subject-lemma={token.lemma}"
        elif token.dep in {"dobj", "dative"}:
            yield f"object={syntax.kind(child)}"
            yield f"object-lemma={token.lemma}"
            yield f"{own}+object={token.lemma}"
        elif token.dep in {"prep", "agent"}:
            yield from _preposition(syntax, own, child)
        elif token.dep in {"xcomp", "ccomp", "advcl"}:
            yield token.dep
            yield f"clause={token.lemma}"
        elif token.dep in _TELLING:
            yield from _modifier(syntax, own, child)


def _preposition(syntax: Syntax, own: str, child: int) -> Iterator[str]:
    """A preposition and what it governs: "by=force"."""
    lemma = syntax.doc.tokens[child].lemma
    yield f"preposition={lemma}"
    yield f"{own}+{lemma}"
    for inner in syntax.children[child]:
        if syntax.doc.tokens[inner].dep == "pobj":
            yield f"{lemma}={syntax.kind(inner)}"


def _modifier(syntax: Syntax, own: str, child: int) -> Iterator[str]:
    token = syntax.doc.tokens[child]
    yield f"{token.dep}={token.lemma}"
    if token.dep in _LEXICAL:
        yield f"{own}+{token.dep}={token.lemma}"
    if label := syntax.labels[child]:
        yield f"{token.dep}-is={label}"
    if token.dep == "mark" and token.lemma in {"if", "unless", "whether"}:
        yield "hypothetical"


def _subject(syntax: Syntax, index: int) -> Iterator[str]:
    """The subject of a verb that has none of its own: "shares-subject=crowd"."""
    if syntax.doc.tokens[index].pos not in VERBAL:
        return
    subject = syntax.subject(index)
    if subject is None:
        yield "no-subject"
    elif subject not in syntax.children[index]:
        yield f"shares-subject={syntax.kind(subject)}"


def _modality(syntax: Syntax, index: int) -> Iterator[str]:
    """The nearest verb above: "under=plan"."""
    for _, (token, head) in zip(range(4), syntax.climb(index), strict=False):
        above = syntax.doc.tokens[head]
        if above.pos == "VERB" and token.dep not in {"conj", "relcl", "acl"}:
            yield f"under={above.lemma}"
            return


def _context(syntax: Syntax, index: int) -> Iterator[str]:
    tokens = syntax.doc.tokens
    at = syntax.sentence[index]
    sentence = syntax.doc.sentences[at]
    own = key(tokens[index])
    before = tokens[index - 1].lemma if index > sentence.first else "^"
    after = tokens[index + 1].lemma if index + 1 < sentence.last else "$"
    yield from (f"before={before}", f"after={after}", f"{before}+{own}", f"{own}+after={after}")
    labels: Counter[str] = Counter()
    for other in range(sentence.first, sentence.last):
        if syntax.labels[other]:
            labels[syntax.labels[other]] += 1
        if other == index or tokens[other].pos not in _CONTENT_POS:
            continue
        if abs(other - index) <= _NEAR:
            yield f"near={tokens[other].lemma}"
        if tokens[other].pos in {"NOUN", "VERB", "ADJ"}:
            yield f"with={tokens[other].lemma}"
        if (entry := _entry(syntax, other)) is not None:
            yield f"with-names={entry.type}"
    yield from (f"with-a={label}" for label in labels)
    yield f"nations={min(labels['GPE'] + labels['NORP'], 3)}"


def _article(syntax: Syntax, index: int, seen: Counter[str], top: Sequence[str]) -> Iterator[str]:
    """Where in the article: its place, what was named before, what the article is about."""
    token = syntax.doc.tokens[index]
    at = syntax.sentence[index]
    entry = _entry(syntax, index)
    yield f"sentence={sum(at >= bound for bound in (1, 3, 8, 20))}"
    yield f"paragraph={syntax.doc.sentences[at].kind}"
    yield "quoted" if syntax.quoted[index] else "not-quoted"
    named = entry.type if entry else key(token)
    yield f"before-it={min(seen[named], 3)}"
    yield f"word-before-it={min(seen[key(token)], 2)}"
    if entry:
        yield f"before-it-{named}={min(seen[named], 3)}"
        if syntax.quoted[index]:
            yield f"quoted-{named}"
    seen[named] += 1
    seen[key(token)] += 1
    yield from (f"about={type_}" for type_ in top)
    if entry and top and named == top[0]:
        yield "names-the-topic"


def phrases(syntax: Syntax, sentence: int) -> list[int]:
    """Head tokens of the noun phrases in a sentence, in order."""
    tokens = syntax.doc.tokens
    found = syntax.doc.sentences[sentence]
    return [
        index
        for index in range(found.first, found.last)
        if tokens[index].pos in {"NOUN", "PROPN", "PRON"} and tokens[index].dep != "compound"
    ]


def phrase_features(syntax: Syntax, act: int, head: int, type_: str) -> list[str]:
    """Features of a phrase as an argument of an act of a given type."""
    tokens = syntax.doc.tokens
    path = _path(syntax, act, head)
    kind = syntax.kind(head)
    side = "after" if head > act else "before"
    gap = sum(abs(head - act) > bound for bound in (2, 5, 10, 20))
    features = [
        f"path={path}", f"type-path={type_}|{path}", f"word-path={key(tokens[act])}|{path}",
        f"kind={kind}", f"type-kind={type_}|{kind}", f"kind-path={kind}|{path}",
        f"side={side}{gap}", f"type-side={type_}|{side}", f"lemma={tokens[head].lemma}",
        f"dep={tokens[head].dep}", f"label={syntax.labels[head]}", f"act-pos={tokens[act].pos}",
        f"capital={tokens[head].words[:1].isupper()}", f"tag={tokens[head].tag}",
    ]  # fmt: skip
    governor = tokens[tokens[head].head]
    if tokens[head].dep == "pobj":
        features += [f"in={governor.lemma}", f"type-in={type_}|{governor.lemma}|{side}"]
    features += [f"governor={governor.lemma}"]
    return features


_LONGEST_PATH = 5


def _path(syntax: Syntax, act: int, head: int) -> str:
    """Dependency path from an act to a phrase: "^ccomp !nsubj"; "far" if over five steps."""
    up: list[tuple[int, str]] = [(act, "")]
    up += [(above, f"^{token.dep}") for token, above in syntax.climb(act)]
    down: list[tuple[int, str]] = [(head, "")]
    for token, above in syntax.climb(head):
        step = f"!{token.dep}" + (f":{token.lemma}" if token.dep in {"prep", "agent"} else "")
        down.append((above, step))
    over = {index: steps for steps, (index, _) in enumerate(up)}
    for steps, (index, _) in enumerate(down):
        if index in over:
            if steps + over[index] > _LONGEST_PATH:
                return "far"
            climbed = [step for _, step in up[1 : over[index] + 1]]
            return " ".join([*climbed, *(step for _, step in reversed(down[1 : steps + 1]))])
    return "apart"
