"""What a time expression looks like, as patterns over classes of words, in order of preference.

>>> [(rule, words) for rule, words in shapes("On Friday, May 3, 2024, after two weeks")]
[('dated', 'Friday, May 3, 2024'), ('span', 'two weeks')]

A shape says that words form an expression and of which kind; what it is worth is the work of
`tocsin.text.times_values`, where a function of the same name stands for each rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tocsin.text.times_words import Value, Words, code, read_words

_FRAGMENTS = {
    "{MON}": "[MONTH MABBR] DOT?",
    "{DAY}": "[DAYNUM ORDINAL]",
    "{WD}": "(?:WEEKDAY | WABBR DOT?)",
    "{ANYUNIT}": "[UNIT DAYW WEEKW MONTHW QUARTER YEARW DECADEW CENTURY]",
    "{BIGUNIT}": "[WEEKW MONTHW QUARTER YEARW DECADEW CENTURY WEEKEND]",
    "{N}": "[NUM DAYNUM NUMWORD YEARNUM TENS]",
    "{HEDGE}": "(?: [ABOUT SOME] | MORE THAN | AT MORE | MORE TO )",
    "{CLOCK}": "(?:[CLOCK DAYNUM NUMWORD] [AMPM OCLOCK] | CLOCK | NOON) ZONE? COMMA?",
    "{POINTS}": "(?: THIS [LAST NEXT SAME] | THAT SAME | {POINT} )",
    "{POINT}": "(?:[LAST NEXT PREVIOUS FOLLOWING THIS CURRENT LATEST THAT SAME])",
    "{SOON}": "(?:[EARLIER LATER EARLY LATE] (?:IN|ON)?)",
}
_FRAGMENTS["{MODS}"] = (
    "(?: THE? (?:(?:[EARLY LATE MID] (?:IN|OF)? DASH?) | BOUND OF"
    " | [EARLY LATE MID]? DASH? PART {UNITS}? OF | EARLIER | LATER ON? ) )"
).replace("{UNITS}", "UNIT")
_FRAGMENTS["{AMOUNT}"] = (
    "(?: {HEDGE}? (?: {N} (?:[DASH TO OR] {N})? | A HALF | HALF A | A? VAGUE OF? STRAIGHT? | A )"
    " (?:(?:AND A)? HALF)? )"
)

# The first shape that fits at a place wins: longer ones stand before those they begin with.
_RULES = (
    ("iso", "ISODATE | NUMDATE"),
    ("named", "THE? (?:{N} DASH? | ORDINAL)? ANNIVERSARY"
              " OF (?:THE? [OTHER BOUND] OF)? THE? OTHER? NAMED"),
    ("named_", "NAMED"),
    ("days", "{MON} {DAY} [DASH TO AND] {DAY} (?! [MONTH MABBR AMPM DASH COLON] | {ANYUNIT})"
             " (?:COMMA? YEARNUM)?"
             " | THE? {DAY} [DASH TO AND] THE? {DAY} OF? {MON} (?:COMMA? YEARNUM)?"),
    ("dated", "(?:{CLOCK} (?:ON|OF)?)? {MODS}? (?:(?:THE? {POINT})? {WD} PART? COMMA? THE?)?"
              " (?: {MON} {DAY} (?! [DASH COLON] [NUM DAYNUM]) (?:COMMA? YEARNUM BC?)?"
              "     (?:OF THAT? SAME? YEARW)?"
              " | THE? {DAY} (?:DAYW? OF)? {MON} (?:COMMA? (?:YEARNUM|SHORTYEAR) BC?)?"
              "     (?:OF THE? [THAT SAME]+ YEARW)? )"),
    ("monthyear", "THE? {MODS}? {MON} (?:OF|COMMA)? (?: SHORTYEAR | THE? (?: YEARNUM | NUM BC"
                  " | [THIS LAST NEXT THAT PREVIOUS SAME FOLLOWING]+ YEARW )) (?:BC|AD)?"),
    ("holiday", "(?:LAST|THIS|NEXT|EACH)? HOLIDAY PART? (?:OF|COMMA)? YEARNUM?"),
    ("month", "{MODS}? THE? (?:{POINTS}|EACH)? MONTH | {MODS}? THE? {POINTS} MABBR DOT?"
              " | {MODS} MABBR DOT?"),
    ("weekday", "(?:{CLOCK} (?:ON|OF)?)? {MODS}? THE? (?:{POINTS}|EACH)? {WD} PART?"),
    ("deictic", "{MODS}? (?:{CLOCK})? [EARLY LATE MID EARLIER LATER]? DASH? PART? DEICTIC PART?"
                " | [EARLY LATE EARLIER LATER]? [TONIGHT OVERNIGHT]"
                " | {MODS}? THE? {POINTS} PART"),
    ("quarter", "THE? (?: YEARNUM | [LAST THIS NEXT] YEARW POSS | YEARW DASH? [AGO EARLIER] )?"
                " (?:FISCAL DASH?)? [ORDINAL LAST] (?:DASH? QUARTER | HALF)"
                " (?:OF? FISCAL? (?: YEARNUM | THE? {POINT} FISCAL? YEARW | THE FISCAL? YEARW ))?"
                " | (?:THE | [LAST THIS NEXT] YEARW POSS) YEARNUM? FISCAL?"
                "   [COMPARABLE LATEST CURRENT]? (?:YEARW DASH [AGO EARLIER])? [QUARTER PERIOD]"
                "   (?:A YEARW [AGO EARLIER])?"
                " | [THIS LAST] QUARTER | THE COMPARABLE PERIOD [LAST THIS] YEARW"
                " | THE? ORDINAL (?=[AND OR TO DASH] ORDINAL DASH? QUARTER)"),
    ("yearago", "THE? YEARW DASH [AGO EARLIER] (?:PERIOD|QUARTER)?"),
    ("ago", "{AMOUNT} STRAIGHT? {ANYUNIT} (?: OR SO | OR {N} | AND A HALF )? DASH?"
            " [AGO EARLIER LATER AFTER BEFORE]"
            " | (?:STRAIGHT|ABOUT)? {ANYUNIT} [AGO EARLIER LATER]"),
    ("seasonal", "{MODS}? THE? {POINTS} SEASON (?:OF|COMMA)? (?:THE? YEARNUM)?"
                 " | {MODS}? (?:THE|EACH)? SEASON (?:OF|COMMA)? (?: YEARNUM BC? | NUM BC"
                 " | THE? {POINT} YEARW | SHORTYEAR)"
                 " | {MODS}? [THE EACH] SEASON | {MODS} SEASON | SEASON"),
    ("spanref", "THE? THIS? [LAST NEXT PREVIOUS FOLLOWING] {AMOUNT} STRAIGHT? {ANYUNIT}"
                " (?:OR SO)?"),
    ("ahead", "THE [DAYW WEEKW MONTHW YEARW DECADEW] (?: AHEAD | TO COME )"),
    ("unit", "{MODS}? THE? {POINTS} FISCAL? (?: {BIGUNIT} | DAYW PART? | UNIT ) (?:OR SO)?"
             " | THE WEEKEND"
             " | {SOON} IN? THE [YEARW MONTHW WEEKW DAYW DECADEW CENTURY]"
             " | THE? (?:BOUND|MID) OF THE {BIGUNIT}"
             " | [YEARW MONTHW] (?:POSS|DASH)? BOUND"
             " | THE DAYW [EARLIER LATER FOLLOWING]"
             " | THE FISCAL? [YEARW WEEKW MONTHW] (?! [OLD TERM YEARNUM ENDED])"),
    ("each", "EACH (?:{ANYUNIT}|PART|WEEKEND) | PER {ANYUNIT} | SETWORD"),
    ("part", "{MODS}? THE? (?:THAT SAME?|FOLLOWING|NEXT) PART | THE PART | PART"),
    ("span", "(?:THE ORDINAL?)? {AMOUNT} DASH? [STRAIGHT MORE]{0,2} {ANYUNIT} (?:AND A HALF)?"
             " (?:DASH? [OLD TERM])?"
             " | (?:STRAIGHT | VAGUE OF?)? {ANYUNIT} | THE FISCAL? YEARW (?=ENDED)"),
    ("decade", "THE? (?:[EARLY LATE MID] (?:TO MID|TO LATE)? DASH?)? (?:DECADE BC? | DECADES)"),
    ("century", "THE? (?:[EARLY LATE MID] DASH?)? ORDINAL DASH? CENTURY BC?"),
    ("ofmonth", "THE ORDINAL (?! [CAPITAL OTHER DASH ORDINAL NUM] | {ANYUNIT})"),
    ("years", "YEARNUM DASH [NUM DAYNUM SHORTYEAR] (?! [NUM DAYNUM DASH])"),
    ("year", "{MODS}? (?: THE YEARW | FISCAL YEARW? )? (?: YEARNUM [BC AD]? | AD YEARNUM"
             " | [NUM DAYNUM] BC | SHORTYEAR )"),
    ("bcrange", "[NUM DAYNUM] (?= DASH [NUM DAYNUM YEARNUM] BC)"),
    ("now", "NOWWORD | RECENT {ANYUNIT}? | [CURRENT FORMER] | THE? NEAR? FUTURE | THE LAST"
            " | THE [NEAR STRAIGHT] TERM | A LATER DATE | TO DATE"
            " | AT THIS TIME | THIS [TIME PERIOD]"),
    ("clock", "ABOUT? {CLOCK}"),
)  # fmt: skip


# No expression starts with one of these, and most words are one of these.
_NEVER_FIRST = "OTHER CAPITAL COMMA DOT QUOTE BREAK MONEY"
UNITS = ("UNIT", "DAYW", "WEEKW", "MONTHW", "QUARTER", "YEARW", "DECADEW", "CENTURY", "WEEKEND")


class Kind(StrEnum):
    """The four kinds of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Reading(NamedTuple):
    """What words are worth; `value` is None where they are an expression without a value.

    `relative` says that the value hangs on another date; `first` and `last` are a range of
    indexes into the words where it is not that of the whole shape.
    """

    kind: Kind
    value: str | None
    relative: bool = False
    first: int | None = None
    last: int | None = None


Readings = tuple[Reading, ...]


def one(kind: Kind, value: str | None, relative: bool = False) -> Readings:
    """The readings of a shape that is one expression."""
    return (Reading(kind, value, relative),)


@dataclass(frozen=True, slots=True)
class Shape:
    """Words that form an expression: the rule, and the range of their indexes."""

    rule: str
    words: Words
    first: int
    last: int

    def get(self, *names: str) -> Value:
        """Value of the first word of any of the classes; None if there is none."""
        index = self.index(*names)
        return None if index is None else self.words.values[index]

    def number(self, *names: str) -> int | None:
        """The same as a whole number; None for anything else."""
        value = self.get(*names)
        return int(value) if isinstance(value, int | float) else None

    def text(self, *names: str) -> str:
        """The same as characters; empty if there is none."""
        value = self.get(*names)
        return value if isinstance(value, str) else ""

    def index(self, *names: str) -> int | None:
        """Index of the first word of any of the classes."""
        for index in range(self.first, self.last):
            if self.words.is_(index, *names):
                return index
        return None

    def has(self, *names: str) -> bool:
        """Whether a word of any of the classes is among them."""
        return self.index(*names) is not None

    def before(self, *names: str) -> bool:
        """Whether the word before has one of the classes."""
        return self.words.is_(self.first - 1, *names)

    def after(self, *names: str) -> bool:
        """Whether the word after has one of the classes."""
        return self.words.is_(self.last, *names)


@cache
def _pattern() -> re.Pattern[str]:
    """All rules as one expression, each a named group."""
    branches = []
    for name, template in _RULES:
        for fragment in ("{AMOUNT}", "{MODS}", *_FRAGMENTS):
            template = template.replace(fragment, _FRAGMENTS[fragment])  # noqa: PLW2901
        branches.append(f"(?P<{name}>{code(template)})")
    return re.compile(f"(?![{code(_NEVER_FIRST)}])(?:{'|'.join(branches)})")


def find_shapes(words: Words) -> Iterator[Shape]:
    """Every expression in the order of the text; none overlaps another."""
    for match in _pattern().finditer(words.classes):
        if match.end() > match.start():
            yield Shape((match.lastgroup or "").rstrip("_"), words, *match.span())


def shapes(text: str) -> Iterator[tuple[str, str]]:
    """Rule and words of every expression in a text, to look at the rules at work."""
    for shape in find_shapes(read_words(text)):
        start, end = shape.words.span(shape.first, shape.last)
        yield shape.rule, text[start:end]
