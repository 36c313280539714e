"""What the network sees in an article: candidate acts, their arguments, and who says what.

`find_candidates` asks an `Engine` for numbers, so that training measures with exactly the code
that ships: there the engine is torch, here it is onnxruntime. Nothing is decided but what is too
faint to be looked at (`FAINTEST_ACT`): which candidate is a report of its own is the business of
`tocsin.marks.keeping`.
"""

import re
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tocsin.marks.labels import ATTRIBUTION, FIELDS, ROLES, TYPES
from tocsin.marks.windows import Encoded, Limits, Window, cut_windows

Floats = NDArray[np.float32]

# Not swept: at this bound the candidates hold 298 of 470 gold reports of fold 0, 12 to an article.
# A lower one costs time; the judge must be trained anew for it.
FAINTEST_ACT = 0.025
# The judge compares every two candidates; no article of a newspaper has so many.
MOST_ACTS = 400
# Signed distance between an act and a word in words, cut into buckets that widen outwards.
DISTANCES = (-120, -60, -30, -20, -12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 13, 21, 31, 61)
# The tokenizer parts words at every mark; these marks hold a word together.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[-.&/]\w+)*")
_LONGEST_TOKEN = 40
_WORD = re.compile(r"\w+")
CONTENTLESS = frozenset(
    {
        *("the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with"),
        *("from", "its", "his", "her", "their", "said", "that", "this"),
    }
)
# A word this sure to begin an argument parts two that touch.
_BEGINS = 0.5
# The share of the threshold that bridges a gap of one word.
_BRIDGE = 0.4


class Engine(Protocol):
    """Where the numbers come from."""

    def encode(self, ids: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """Anchor logits, attribution logits and states of a window's pieces (piece, ...)."""
        ...

    def ask(
        self,
        words: Floats,
        act: NDArray[np.int64],
        near: NDArray[np.int64],
        same: NDArray[np.int64],
    ) -> tuple[Floats, Floats]:
        """Logits of acts of one window.

        Returns:
            Fields (act, class) and arguments (act, word, role, begin or inside).
        """
        ...


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an article in a role; `start` and `stop` are word numbers."""

    role: str
    start: int
    stop: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word that may name an act.

    Attributes:
        word: Its number in the document.
        found: Probability that it names an act at all.
        fields: Probabilities of the classes of each field, in the order of `labels.FIELDS`.
        arguments: All that pass the thresholds, best first within a role.
        state: The network's state of the word, for comparing acts of one article.
    """

    word: int
    found: float
    fields: dict[str, Floats]
    arguments: tuple[Phrase, ...]
    state: Floats

    @property
    def type(self) -> str:
        """The likeliest type."""
        return TYPES[int(self.fields["type"].argmax())]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a document.

    Attributes:
        document: The document.
        acts: Candidates in the order of the text.
        attribution: Probabilities of each word to be source, cue and content (word, part).
    """

    document: Encoded
    acts: tuple[Candidate, ...]
    attribution: Floats


def find_candidates(
    document: Encoded,
    engine: Engine,
    thresholds: dict[str, float],
    limits: Limits,
) -> Seen:
    """Mark a document.

    Args:
        document: The document.
        engine: Where the numbers come from.
        thresholds: By role, what a word must reach to belong to an argument.
        limits: The window sizes that the network was trained with.

    Returns:
        Every candidate act; an article without words has none.
    """
    attribution = np.zeros((len(document.words), len(ATTRIBUTION)), np.float32)
    acts: list[Candidate] = []
    # One by one: on one core a batch is no faster, and so nothing is spent on padding.
    for window in cut_windows(document, limits):
        anchors, said, states = engine.encode(window_pieces(window))
        first = first_pieces(window)
        (start, stop), (core, _) = window.word_range, window.core_range
        attribution[core:stop] = _sigmoid(said[first])[core - start :]
        acts += _acts(window, _softmax(anchors[first]), states[first], engine, thresholds)
    likeliest = sorted(acts, key=lambda act: -act.found)[:MOST_ACTS]
    return Seen(document, tuple(sorted(likeliest, key=lambda act: act.word)), attribution)


def first_pieces(window: Window) -> list[int]:
    """Where the window's words begin among its pieces, the opening mark counted."""
    first, before = [], 1
    for sentence in window.document.sentences[window.context : window.stop]:
        first += [before + place for place in sentence.first]
        before += len(sentence.ids)
    return first


def act_geometry(
    window: Window, places: NDArray[np.int64], words: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distance buckets of words from acts, and whether they share its sentence (act, word)."""
    start, _ = window.word_range
    offset = np.arange(words)[None] - places[:, None]
    near = np.searchsorted(np.array(DISTANCES), offset, side="left").astype(np.int64)
    sentences = np.array(window.document.sentence_of[start : start + words])
    return near, (sentences[None] == sentences[places][:, None]).astype(np.int64)


def find_runs(inside: Floats, begins: Floats, threshold: float) -> list[tuple[int, int, float]]:
    """Runs of words that belong to an argument, with their best word's probability.

    A word between two that belong is let in more easily; one that surely begins an argument
    parts a run in two.
    """
    runs: list[list[int]] = []
    for at in np.flatnonzero(inside >= threshold).tolist():
        # A bridge that begins an argument and ends it joins nothing.
        joins = at > 0 and min(begins[at - 1], begins[at]) < _BEGINS
        near = runs and runs[-1][1] == at - 1 and inside[at - 1] >= threshold * _BRIDGE
        bridged = near and joins
        for word in (at - 1, at) if bridged else (at,):
            if runs and runs[-1][1] == word and begins[word] < _BEGINS:
                runs[-1][1] = word + 1
            else:
                runs.append([word, word + 1])
    return [(start, stop, float(inside[start:stop].max())) for start, stop in runs]


def _acts(
    window: Window, found: Floats, states: Floats, engine: Engine, thresholds: dict[str, float]
) -> list[Candidate]:
    """Acts of a window's core."""
    (start, _), (core, _) = window.word_range, window.core_range
    named = 1.0 - found[:, 0]
    places = np.array(_peaks(named, core - start), np.int64)
    if not len(places):
        return []
    fields, arguments = engine.ask(states, places, *act_geometry(window, places, len(states)))
    cuts = np.cumsum([len(values) for values in FIELDS.values()])[:-1]
    shares = [_softmax(logits) for logits in np.split(fields, cuts, axis=1)]
    acts = []
    for row, place in enumerate(places):
        classes = {name: share[row] for name, share in zip(FIELDS, shares, strict=True)}
        # The tagger and the field head see different things; their geometric mean beats either.
        both = np.sqrt(classes["type"] * found[place, 1:])
        classes["type"] = both / both.sum()
        spans = _arguments(window, _sigmoid(arguments[row]), thresholds)
        acts.append(
            Candidate(start + int(place), float(named[place]), classes, spans, states[place])
        )
    return acts


def _peaks(named: Floats, core: int) -> list[int]:
    """Words of the core that may name an act; of two that touch, the likelier."""
    return [
        place
        for place in (core + np.flatnonzero(named[core:] >= FAINTEST_ACT)).tolist()
        if named[place] > named[max(place - 1, 0) : place].max(initial=0.0)
        and named[place] >= named[place + 1 : place + 2].max(initial=0.0)
    ]


def _arguments(window: Window, scores: Floats, thresholds: dict[str, float]) -> tuple[Phrase, ...]:
    """Arguments of one act; scores are (word, role, begin/inside)."""
    start, _ = window.word_range
    arguments = []
    likeliest = scores[:, :, 1].max(0)
    for column, role in enumerate(ROLES):
        if likeliest[column] < thresholds[role]:
            continue
        begins, inside = scores[:, column, 0], scores[:, column, 1]
        runs = find_runs(inside, begins, thresholds[role])
        found = [
            Phrase(role, *_whole(window.document, start + s, start + e), score)
            for s, e, score in runs
        ]
        told = [argument for argument in found if _tells(window.document, argument)]
        arguments += sorted(told, key=lambda argument: -argument.score)
    return tuple(arguments)


def _whole(document: Encoded, start: int, stop: int) -> tuple[int, int]:
    """A run of words with the rest of its first and last token: "2" of "2,000" is all of it."""
    words = document.words
    sentence = document.sentences[document.sentence_of[start]]
    if not (_is_cut(document, start) or _is_cut(document, stop)):
        return start, stop
    left = max(sentence.start, words[start][0] - _LONGEST_TOKEN)
    right = min(sentence.end, words[stop - 1][1] + _LONGEST_TOKEN)
    for token in _TOKEN.finditer(document.text, left, right):
        while start > sentence.word and token.start() < words[start][0] < token.end():
            start -= 1
        while stop < len(words) and token.start() < words[stop][0] < token.end():
            if words[stop - 1][0] < token.start():
                break
            stop += 1
    return start, stop


def _is_cut(document: Encoded, at: int) -> bool:
    """Whether nothing stands between a word and the one before it: it may be inside a token."""
    words = document.words
    return 0 < at < len(words) and words[at - 1][1] == words[at][0]


def _tells(document: Encoded, argument: Phrase) -> bool:
    """Whether an argument has a word of content."""
    start, end = document.words[argument.start][0], document.words[argument.stop - 1][1]
    return not CONTENTLESS.issuperset(_WORD.findall(document.text[start:end].lower()))


def window_pieces(window: Window) -> NDArray[np.int64]:
    """Piece numbers of a window between BERT's opening (101) and closing (102) mark."""
    sentences = window.document.sentences[window.context : window.stop]
    return np.array([101, *(piece for s in sentences for piece in s.ids), 102], np.int64)


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = raised / raised.sum(-1, keepdims=True)
    return shares


def _sigmoid(logits: Floats) -> Floats:
    probabilities: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return probabilities
