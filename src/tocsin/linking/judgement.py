"""How likely two reports tell one event: the outcomes of all features, weighed and added up.

The weights are those of a log-linear model (`training/linking/fit.py`), so that a sum is the
logarithm of the odds and every part of it can be shown with its sentence.
"""

from dataclasses import dataclass
from functools import cache
from math import exp

from tocsin.data import read_rows
from tocsin.linking.bars import Bar, bar_between
from tocsin.linking.facts import Facts
from tocsin.linking.features import FEATURES, Ask, Feature

_SUREST = 30.0  # beyond it the odds are no longer told apart


@dataclass(frozen=True, slots=True)
class Finding:
    """What one feature says of two reports.

    Attributes:
        feature: Its name.
        outcome: What it found.
        worth: What it adds to the logarithm of the odds; negative where it speaks against.
        sentence: The same for people: "80,000 against thousands: compatible".
    """

    feature: str
    outcome: str
    worth: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two reports compared.

    Attributes:
        left: Id of one report.
        right: Id of the other.
        bar: The rule that forbids them to be of one event; None if none does.
        odds: Logarithm of the odds that they are.
        findings: What speaks for it and against, the weightiest first.
    """

    left: str
    right: str
    bar: Bar | None
    odds: float
    findings: tuple[Finding, ...]

    @property
    def probability(self) -> float:
        """How likely they are of one event; 0 where a rule forbids it."""
        held = max(-_SUREST, min(_SUREST, self.odds))
        return 0.0 if self.bar else 1 / (1 + exp(-held))


def judge(left: Facts, right: Facts) -> Judgement:
    """Compare two reports, with a sentence for everything that was found; slower than `odds_of`."""
    findings = [
        _finding(feature, left, right, *outcome)
        for feature in FEATURES
        if (outcome := feature.ask(left, right)) is not None
    ]
    findings.sort(key=lambda finding: -abs(finding.worth))
    bar = bar_between(left, right)
    return Judgement(left.id, right.id, bar, odds_of(left, right), tuple(findings))


def odds_of(left: Facts, right: Facts) -> float:
    """Logarithm of the odds that two reports tell one event, whatever the rules say."""
    total = bias()
    for ask, worth in _asked():
        outcome = ask(left, right)
        if outcome is not None:
            total += worth.get(outcome[0], 0.0) * outcome[1]
    return total


def _finding(feature: Feature, left: Facts, right: Facts, outcome: str, holds: float) -> Finding:
    shown = {"left": feature.show(left), "right": feature.show(right), "percent": f"{holds:.0%}"}
    worth = worth_of(feature.name, outcome) * holds
    sentence = feature.sentences[outcome].format_map(shown)
    return Finding(feature.name, outcome, round(worth, 3), sentence)


@cache
def _weights() -> dict[tuple[str, str], float]:
    rows = read_rows("link-weights.tsv")
    return {(row["feature"], row["outcome"]): float(row["weight"]) for row in rows}


def worth_of(feature: str, outcome: str) -> float:
    """What an outcome of a feature adds to the logarithm of the odds."""
    return _weights().get((feature, outcome), 0.0)


def most_worth(feature: str, *outcomes: str) -> float:
    """What the best of some outcomes adds."""
    return max(worth_of(feature, outcome) for outcome in outcomes)


@cache
def bias() -> float:
    """The logarithm of the odds before anything was compared."""
    return _weights()["bias", ""]


@cache
def _asked() -> tuple[tuple[Ask, dict[str, float]], ...]:
    """Each feature's question with what its outcomes are worth."""
    rows = _weights().items()
    return tuple(
        (feature.ask, {outcome: worth for (name, outcome), worth in rows if name == feature.name})
        for feature in FEATURES
    )
