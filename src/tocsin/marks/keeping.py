"""Which candidate acts are reports of their own.

A coder reports each thing once, in the sentence that tells it best. The tagger looks at a
window and cannot know that the same rally was told better three paragraphs above, so a
regression looks at all candidates of an article side by side: how sure the tagger
is, what it found for it, and how like it is to surer and to earlier candidates.

It is trained on candidates of held-out articles only (`training/reader/crossvalidate.py`); its
output is the probability that a coder has this report with this type.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tocsin.marks.candidates import CONTENTLESS, Candidate, Floats, Seen
from tocsin.marks.labels import FIELDS, ROLES, TYPES

_STEM = 5
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "his", "her", "their"})
# Roles whose words tell whether two acts are one.
_COMPARED = ("actor", "recipient", "place", "time", "size")
_LOGIT_CAP = 6.0
_FARTHEST = 5.0


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression.

    A hidden layer was tried: on the 1,300 candidates of 108 articles it lost .06 typed F1 to
    the straight line.

    Attributes:
        mean: Mean of each feature in training.
        spread: Standard deviation of each feature in training.
        weights: Weight of each scaled feature.
        bias: Logit of an average row, shape (1,).
    """

    mean: Floats
    spread: Floats
    weights: Floats
    bias: Floats

    def probabilities(self, features: Floats) -> Floats:
        """Probability of each row."""
        if not len(features):
            return np.zeros(0, np.float32)
        logits = self.scale(features) @ self.weights + self.bias
        probabilities: Floats = 1.0 / (1.0 + np.exp(-logits))
        return probabilities

    def scale(self, features: Floats) -> Floats:
        """Features in standard deviations from the mean, outliers drawn in."""
        scaled: Floats = np.clip((features - self.mean) / self.spread, -_FARTHEST, _FARTHEST)
        return scaled


class Comparison:
    """The candidate acts of one article, compared with one another."""

    def __init__(self, marks: Seen) -> None:
        self.marks = marks
        self.acts = marks.acts

    @cached_property
    def pairs(self) -> Floats:
        """Features of each pair (act, act, feature): what speaks for one report or for two."""
        count = len(self.acts)
        states = np.array([act.state for act in self.acts]).reshape(count, -1)
        norms = np.linalg.norm(states, axis=1, keepdims=True) + 1e-6
        types = np.array([act.fields["type"] for act in self.acts]).reshape(count, -1)
        stems = [self._stem(act) for act in self.acts]
        sentence = np.array([self._sentence(act) for act in self.acts])
        words = np.array([act.word for act in self.acts])
        tops = types.argmax(1) if count else np.zeros(0)
        layers = [
            (states / norms) @ (states / norms).T,
            np.sqrt(types) @ np.sqrt(types).T,
            tops[:, None] == tops[None],
            np.array([[one == two for two in stems] for one in stems]).reshape(count, count),
            sentence[:, None] == sentence[None],
            np.log1p(np.abs(words[:, None] - words[None])),
        ]
        for role in _COMPARED:
            named = [self._words(act, role) for act in self.acts]
            layers.append(_overlap(named, count))
            both = np.array([bool(name) for name in named], np.float32)
            layers.append(both[:, None] * both[None])
        return np.stack([np.asarray(layer, np.float32) for layer in layers], -1)

    def features(self, alike: Floats) -> Floats:
        """Features of each act; `alike` (act, act) is how likely two acts are one report."""
        if not self.acts:
            return np.zeros((0, 0), np.float32)
        found = np.array([act.found for act in self.acts])
        types = np.array([act.fields["type"] for act in self.acts])
        top, second = np.sort(types, 1)[:, -1], np.sort(types, 1)[:, -2]
        sure = found * top
        place = np.array([act.word for act in self.acts])
        sentence = np.array([self._sentence(act) for act in self.acts])
        order = np.arange(len(self.acts))
        same_sentence = sentence[:, None] == sentence[None]
        agree = types @ types.T
        surer = sure[None] > sure[:, None]
        earlier = order[None] < order[:, None]
        total = max(len(self.marks.document.words), 1)
        columns: list[NDArray[np.floating]] = [
            _logit(found), _logit(top), _logit(sure), top - second,
            place / total, np.log1p(sentence), sentence == 0,
            np.full(len(place), np.log1p(len(place))), np.full(len(place), np.log(total)),
            np.full(len(place), sure.sum() / total * 100),
            (agree * sure[None]).sum(1) - sure * np.diag(agree),
        ]  # fmt: skip
        for others in (surer, earlier, surer & same_sentence, earlier & surer):
            columns += [
                _best(alike * sure[None], others),
                _best(alike, others),
                _best(agree * sure[None], others),
            ]
        columns.append(_best(sure[None] * same_sentence, ~np.eye(len(place), dtype=bool)))
        columns.append(np.where(surer & same_sentence, np.abs(place[:, None] - place), 60).min(1))
        for act_features in zip(*[self._own(act) for act in self.acts], strict=True):
            columns.append(np.array(act_features))
        return np.stack([np.asarray(column, np.float32) for column in columns], -1)

    def _own(self, act: Candidate) -> list[float]:
        """What an act shows by itself."""
        best = dict.fromkeys(ROLES, 0.0)
        inside = dict.fromkeys(ROLES, 0.0)
        sentence = self._sentence(act)
        for argument in act.arguments:
            best[argument.role] = max(best[argument.role], argument.score)
            if self.marks.document.sentence_of[argument.start] == sentence:
                inside[argument.role] = 1.0
        actor, type_ = self._words(act, "actor"), act.type
        text, (start, _) = self.marks.document.text, self.marks.document.words[act.word]
        return [
            *best.values(), *inside.values(),
            *act.fields["status"][1:], float(act.fields["mode"][0]),
            float(bool(actor) and actor <= _PRONOUNS), float(text[start : start + 1].isupper()),
            *self.marks.attribution[act.word],
            *[float(type_ == name) for name in TYPES],
        ]  # fmt: skip

    def _sentence(self, act: Candidate) -> int:
        return self.marks.document.sentence_of[act.word]

    def _stem(self, act: Candidate) -> str:
        start, end = self.marks.document.words[act.word]
        return self.marks.document.text[start : min(end, start + _STEM)].lower()

    def _words(self, act: Candidate, role: str) -> frozenset[str]:
        """Lower-case words of an act's surest argument in a role."""
        first = next((argument for argument in act.arguments if argument.role == role), None)
        if first is None:
            return frozenset()
        spans = self.marks.document.words[first.start : first.stop]
        words = (self.marks.document.text[start:end].lower() for start, end in spans)
        return frozenset(word for word in words if word.isalnum() and word not in CONTENTLESS)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Both judges: are two acts one report, and is an act a report of its own."""

    same: Judge
    keep: Judge

    def judge(self, candidates: Comparison) -> tuple[Floats, Floats]:
        """Probability of each act (act,) to be a report, of each pair (act, act) to be one."""
        count = len(candidates.acts)
        if not count:
            return np.zeros(0, np.float32), np.zeros((0, 0), np.float32)
        pairs = candidates.pairs
        alike = self.same.probabilities(pairs.reshape(count * count, -1)).reshape(count, count)
        return self.keep.probabilities(candidates.features(alike)), alike

    def arrays(self) -> dict[str, Floats]:
        """Weights by name, for a file."""
        return {
            f"{part}.{name}": getattr(judge, name)
            for part, judge in (("same", self.same), ("keep", self.keep))
            for name in Judge.__dataclass_fields__
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, Floats]) -> "Keeper":
        """The opposite of `arrays`."""
        same, keep = (
            Judge(**{name: arrays[f"{part}.{name}"] for name in Judge.__dataclass_fields__})
            for part in ("same", "keep")
        )
        return cls(same, keep)


def field_value(act: Candidate, name: str) -> str | None:
    """The likeliest class of a field."""
    return FIELDS[name][int(act.fields[name].argmax())]


def _overlap(named: Sequence[frozenset[str]], count: int) -> Floats:
    """Share of the shorter's words that two arguments have in common."""
    shares = np.zeros((count, count), np.float32)
    told = [(index, words) for index, words in enumerate(named) if words]
    for place, (row, one) in enumerate(told):
        for column, two in told[place:]:
            if common := len(one & two):
                shares[row, column] = shares[column, row] = common / min(len(one), len(two))
    return shares


def _best(values: Floats, among: NDArray[np.bool_]) -> Floats:
    best: Floats = np.where(among, values, 0.0).max(1)
    return best


def _logit(probability: Floats) -> Floats:
    bounded = np.clip(probability, 1e-4, 1 - 1e-4)
    logits: Floats = np.clip(np.log(bounded / (1 - bounded)), -_LOGIT_CAP, _LOGIT_CAP)
    return logits
