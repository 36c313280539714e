"""The first reader: log-linear models over the parse, with the lexicon's types as features.

Four small models share one set of features: is this word an act, of which type, how real is it,
and which phrases beside it are its actors and recipients. They were fitted on the training
articles alone (`training/first_reader`), so that figures on the development articles are honest.
Second mentions of an act are marked too; `tocsin.reports` merges them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import ResourceError
from tocsin.marks.features import (
    LexiconEntry,
    act_features,
    candidates,
    key,
    lexicon,
    phrase_features,
    phrases,
)
from tocsin.marks.marks import Act, Argument, Marks, Role, Unused
from tocsin.marks.syntax import Syntax, read_syntax
from tocsin.text.doc import Doc
from tocsin.text.span import Span

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """Weights of one log-linear model.

    Attributes:
        labels: Names of the classes, in the order of the columns.
        features: Row number of each feature.
        weights: One row a feature and one column a class; the last row is the intercept.
    """

    labels: tuple[str, ...]
    features: dict[str, int]
    weights: Matrix

    def probabilities(self, rows: Sequence[Sequence[str]]) -> Matrix:
        """Class probabilities, one row for each row of features; unknown features weigh nothing."""
        scores: Matrix = np.empty((len(rows), len(self.labels)), np.float32)
        for at, row in enumerate(rows):
            known = sorted({self.features[name] for name in row if name in self.features})
            scores[at] = self.weights[known].sum(axis=0) + self.weights[-1]
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
        odds = np.exp(scores)
        odds /= odds.sum(axis=1, keepdims=True)
        return odds


@dataclass(frozen=True)
class Weights:
    """The four models, and the words outside the lexicon that may name an act."""

    known: frozenset[str]
    act: LinearModel
    type: LinearModel
    status: LinearModel
    role: LinearModel


class _Candidate(NamedTuple):
    """A word that may name an act, with what the models say of it."""

    token: int
    score: float
    type: str
    status: str


# Chosen by five-fold cross-validation over the training articles (typed F1 within .003 from .14
# to .16; role F1 flat from .2 to .4); re-run training/first_reader after any change of features.
ACT_THRESHOLD = 0.15
# How far the lexicon's type is favoured over the others; 1 to 4 measured alike in five folds, and
# a word that the training articles hold once or never is better off with it.
LEXICON_ODDS = 2.7
STATUS_THRESHOLD = 0.5
ROLE_THRESHOLDS = {Role.ACTOR: 0.35, Role.RECIPIENT: 0.2}
_MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
_NO_FORM = frozenset({"", "other"})
_VERBAL = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
# Candidates below this are not even listed as unused: there are dozens in any article.
LISTED_THRESHOLD = 0.08


@cache
def load_weights() -> Weights:
    """The shipped weights.

    Raises:
        ResourceError: They are not installed, or are not readable by this version.
    """
    try:
        with as_file(files("tocsin.marks") / "linear.npz") as path, np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError) as error:
        raise ResourceError("the first reader's weights are not installed") from error
    known = frozenset(str(word) for word in arrays["known"])
    acts = {str(name): row for row, name in enumerate(arrays["act_features"])}
    roles = {str(name): row for row, name in enumerate(arrays["role_features"])}

    def model(name: str, features: dict[str, int]) -> LinearModel:
        labels = tuple(str(label) for label in arrays[f"{name}_labels"])
        return LinearModel(labels, features, arrays[f"{name}_weights"].astype(np.float32))

    return Weights(
        known, model("act", acts), model("type", acts), model("status", acts), model("role", roles)
    )


class LinearReader:
    """Marks acts, actors and recipients from a spaCy parse."""

    name = "linear-1"
    needs_parse = True

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights

    def read(self, doc: Doc) -> Marks:
        """Mark one document; a document without tokens has no marks."""
        weights = self._weights or load_weights()
        syntax = read_syntax(doc)
        found = candidates(syntax, weights.known)
        if not found:
            return Marks()
        rated = _rate(weights, syntax, found)
        chosen, unused = _choose(syntax, rated)
        acts = tuple(_act(syntax, candidate) for candidate in chosen)
        arguments = [
            argument
            for number, candidate in enumerate(chosen)
            for argument in _arguments(weights, syntax, number, candidate)
        ]
        return Marks(acts, tuple(arguments), unused=tuple(unused))


def _rate(weights: Weights, syntax: Syntax, found: Sequence[int]) -> list[_Candidate]:
    rows = act_features(syntax, found)
    score = weights.act.probabilities(rows)[:, weights.act.labels.index("act")]
    listed = [at for at in range(len(found)) if score[at] >= LISTED_THRESHOLD]
    kept = [rows[at] for at in listed]
    type_ = weights.type.probabilities(kept)
    _favour_lexicon(
        weights.type.labels, type_, [key(syntax.doc.tokens[found[at]]) for at in listed]
    )
    status = weights.status.probabilities(kept)
    return [
        _Candidate(
            found[at],
            float(score[at]),
            weights.type.labels[int(type_[row].argmax())],
            _status(weights.status.labels, status[row]),
        )
        for row, at in enumerate(listed)
    ]


def _favour_lexicon(labels: Sequence[str], odds: Matrix, words: Sequence[str]) -> None:
    """Multiply the odds of the type that the lexicon gives a word, in place."""
    for row, word in enumerate(words):
        if (entry := lexicon().get(word)) is not None:
            odds[row, labels.index(entry.type)] *= LEXICON_ODDS


def _status(labels: Sequence[str], odds: NDArray[np.float32]) -> str:
    """The likeliest status, if it is likelier than all others together; else "happened"."""
    best = int(odds.argmax())
    return labels[best] if odds[best] >= STATUS_THRESHOLD else "happened"


def _choose(syntax: Syntax, rated: Sequence[_Candidate]) -> tuple[list[_Candidate], list[Unused]]:
    """The best candidate of each type in each sentence, in order; the others with a reason."""
    chosen: dict[tuple[int, str], _Candidate] = {}
    unused = []
    for candidate in sorted(rated, key=lambda one: (-one.score, one.token)):
        place = (syntax.sentence[candidate.token], candidate.type)
        if candidate.score >= ACT_THRESHOLD and place not in chosen:
            chosen[place] = candidate
            continue
        reason = "same-act" if place in chosen else "uncertain"
        span = syntax.doc.tokens[candidate.token].span
        unused.append(Unused(span, place[0], candidate.type, reason))
    for place, reason in _not_acts(syntax, chosen):
        candidate = chosen.pop(place)
        span = syntax.doc.tokens[candidate.token].span
        unused.append(Unused(span, place[0], candidate.type, reason))
    unused.sort(key=lambda one: one.anchor)
    return sorted(chosen.values(), key=lambda one: one.token), unused


def _not_acts(
    syntax: Syntax, chosen: dict[tuple[int, str], _Candidate]
) -> list[tuple[tuple[int, str], str]]:
    """Chosen words that are no act beside another one, with the reason.

    A material act that a threat holds out ("threatened X with an attack") has not happened, and a
    verb that only carries another ("responded by threatening X") is the same act.
    """
    by_token = {one.token: one for one in chosen.values()}
    found = {}
    for place, one in chosen.items():
        for head in _carriers(syntax, one.token):
            above = by_token.get(head)
            if above is None:
                continue
            if above.type == "THREATEN" and one.type in _MATERIAL:
                found[place] = "threatened"
            elif above.type in _VERBAL and one.type in _VERBAL:
                found[syntax.sentence[above.token], above.type] = "same-act"
    return sorted(found.items())


def _carriers(syntax: Syntax, token: int) -> Iterator[int]:
    """The tokens that a word depends on without being joined to them."""
    for below, head in syntax.climb(token):
        if below.dep in {"conj", "relcl", "acl", "ccomp", "advcl"}:
            return
        yield head


def _act(syntax: Syntax, candidate: _Candidate) -> Act:
    token = syntax.doc.tokens[candidate.token]
    entry = lexicon().get(key(token))
    fits = entry is not None and entry.type == candidate.type
    named = entry if entry is not None and fits else None
    if candidate.type == "PROTEST" and (named is None or named.form in _NO_FORM):
        named = _form_beside(syntax, candidate.token) or named
    return Act(
        anchor=token.span,
        sentence=syntax.sentence[candidate.token],
        type=candidate.type,
        mode=(named.mode or None) if named else None,
        form=(named.form or None) if named else None,
        status=candidate.status,
        score=round(candidate.score, 4),
        rule="lexicon" if fits else "context",
    )


def _form_beside(syntax: Syntax, token: int) -> LexiconEntry | None:
    """What the nearest word of the sentence that names a form says of a protest without one."""
    sentence = syntax.doc.sentences[syntax.sentence[token]]
    beside = [
        (abs(other - token), other)
        for other in range(sentence.first, sentence.last)
        if (entry := lexicon().get(key(syntax.doc.tokens[other]))) is not None
        and entry.type == "PROTEST"
        and entry.form not in _NO_FORM
    ]
    return lexicon()[key(syntax.doc.tokens[min(beside)[1]])] if beside else None


def _arguments(
    weights: Weights, syntax: Syntax, number: int, candidate: _Candidate
) -> Iterator[Argument]:
    """Actors and recipients in the act's own sentence, in the order of the text."""
    heads = [
        head
        for head in phrases(syntax, syntax.sentence[candidate.token])
        if head != candidate.token
    ]
    rows = [phrase_features(syntax, candidate.token, head, candidate.type) for head in heads]
    odds = weights.role.probabilities(rows)
    taken: list[Span] = []
    for head, chances in zip(heads, odds, strict=True):
        role = _by_preposition(syntax, candidate, head) or _role(weights.role.labels, chances)
        span = syntax.span(*syntax.phrase(head))
        if role is None or any(span.start < other.end for other in taken):
            continue
        taken.append(span)
        yield Argument(number, role, span, round(float(chances.max()), 4), "parse")


def _by_preposition(syntax: Syntax, candidate: _Candidate, head: int) -> Role | None:
    """The actor of a nominal act: "threats from X", "an attack by X", "X's support"."""
    tokens = syntax.doc.tokens
    above = tokens[head].head
    if tokens[candidate.token].pos != "NOUN" or candidate.type not in _VERBAL | _MATERIAL:
        return None
    if tokens[head].dep == "poss" and above == candidate.token:
        return Role.ACTOR
    told = tokens[head].dep == "pobj" and tokens[above].lemma in {"from", "by"}
    nominal = tokens[above].head == candidate.token
    return Role.ACTOR if told and nominal else None


def _role(labels: Sequence[str], odds: NDArray[np.float32]) -> Role | None:
    """The likeliest role that reaches its threshold."""
    reached = [
        (float(odds[labels.index(role.value)]), role)
        for role, least in ROLE_THRESHOLDS.items()
        if odds[labels.index(role.value)] >= least
    ]
    return max(reached)[1] if reached else None
