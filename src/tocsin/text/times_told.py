"""What a text has told so far: the dates that later expressions lean on, and which way they lean.

>>> told = Told(published=date(2024, 7, 2))
>>> told.place_month("06-25", lean=-1), told.place_month("12", lean=1)
('2024-06-25', '2024-12')

"Friday" is a day near publication, before or after it by the tense around; "the next day" is
counted from the date told before. In a narrative there is no publication to lean on, and months
follow the last date told.
"""

from dataclasses import dataclass
from datetime import date

from tocsin.text.times_calendar import first_day, is_prefix
from tocsin.text.times_rules import Shape
from tocsin.text.times_words import CODES, Words

_LEANING = {CODES["WILL"]: 1, CODES["AHEAD"]: 1, CODES["DID"]: -1, CODES["AGO"]: -1}
_STOP = frozenset(CODES[name] for name in ("DOT", "BREAK"))
_WINDOW_BEFORE, _WINDOW_AFTER = 30, 8  # words; a clause of news is seldom longer
_UP_TO = ("by", "until", "till", "through", "thru")
_DAY = 10  # characters of an ISO day
_MONTH = 7


@dataclass(slots=True)
class Told:
    """State of a reading, from the first expression of a text to the last.

    Attributes:
        published: Publication day; None if unknown.
        narrative: Whether dates follow from one another and not from publication.
        last: The last date told, an ISO prefix; None before the first.
        past: The last date told that is no later than publication and not over a year before it.
        quarter: The last quarter told ("1989-Q3"), while it is what results are told for.
        first_quarter: The first such quarter: what a report on results is about.
    """

    published: date | None = None
    narrative: bool = False
    last: str | None = None
    past: str | None = None
    quarter: str | None = None
    first_quarter: str | None = None

    @property
    def now(self) -> str | None:
        """What "today" means: publication, or in a narrative the last date told."""
        if self.narrative:
            return self.last
        return self.published.isoformat() if self.published else None

    @property
    def recent(self) -> str | None:
        """What "the next day" is counted from: the last date told, else publication."""
        if self.narrative or self.published is None:
            return self.last
        return self.past or self.now

    def note(self, value: str) -> None:
        """Keep a date for the expressions that follow."""
        if value[4:6] == "-Q":
            self.quarter = value
            self.first_quarter = self.first_quarter or value
        if value[:4].isdecimal() and len(value) >= 4:  # noqa: PLR2004
            prefix = value[:_DAY] if value[4:5] == "-" else value[:4]
            while prefix and not is_prefix(prefix):
                prefix = prefix.rpartition("-")[0]
            self.last = prefix or self.last
            if self.published and prefix and self._is_recent(prefix):
                self.past = prefix

    def _is_recent(self, prefix: str) -> bool:
        """Whether a date lies in the year up to publication: what news goes on from."""
        today = (self.published or date.min).isoformat()
        width = len(prefix)
        return int(prefix[:4]) >= int(today[:4]) - 1 and prefix <= today[:width]

    def note_duration(self, value: str) -> None:
        """Keep that results are now told for longer than a quarter: "in the nine months"."""
        if value in ("P6M", "P9M", "P1Y"):
            self.quarter = None

    def place_month(self, rest: str, lean: int) -> str | None:
        """A month or month and day ("06-25") with its year; None if there is nothing to lean on."""
        base = self.now
        if base is None:
            return None
        year = int(base[:4])
        choices = [f"{y:04d}-{rest}" for y in (year - 1, year, year + 1) if 1 <= y <= 9999]  # noqa: PLR2004
        valid = [choice for choice in choices if is_prefix(choice)]
        return min(valid, key=lambda choice: self._unlikely(choice, lean), default=None)

    def _unlikely(self, choice: str, lean: int) -> tuple[float, str]:
        """How unlikely a date is: its distance in days, dearer on the side that tense denies."""
        base = self.now or choice
        width = min(len(base), len(choice))
        days = float((first_day(choice[:width]) - first_day(base[:width])).days)
        if self.narrative:
            return (days if days >= 0 else -days * 1.4), choice
        if lean and days * lean < 0:
            days *= 4.0
        # News looks back more often than ahead, where no tense says otherwise.
        return (days * 2.0 if days > 0 and not lean else abs(days)), choice


def lean(shape: Shape) -> int:
    """Whether the words around an expression look ahead (1), back (-1) or neither (0).

    The nearest verb or time word decides, those before the expression first.
    """
    words, first = shape.words, shape.first
    if shape.before("BY", "TO") and words.word(first - 1).lower() in _UP_TO:
        return 1 + min(0, _lean(words, first, shape.last))  # "extended through January"
    return _lean(words, first, shape.last)


def _lean(words: Words, first: int, last: int) -> int:
    for index in range(first - 1, max(-1, first - 1 - _WINDOW_BEFORE), -1):
        verdict = _leaning(words, index)
        if verdict is not None:
            return verdict or _right(words, last)
    return _right(words, last)


def _right(words: Words, last: int) -> int:
    for index in range(last, min(len(words.classes), last + _WINDOW_AFTER)):
        verdict = _leaning(words, index)
        if verdict is not None:
            return verdict
    return 0


def _leaning(words: Words, index: int) -> int | None:
    """1 or -1 for a word with a tense, 0 at the end of a sentence, None for any other."""
    symbol = words.classes[index]
    if symbol in _LEANING:
        return -1 if _is_over(words, index) else _LEANING[symbol]
    if symbol in _STOP:
        abbreviated = words.is_(index - 1, "MABBR", "WABBR") or _initial(words, index)
        return None if abbreviated else 0
    if symbol == CODES["ENDED"]:
        return -1 if words.values[index] == "-1" else 1
    if symbol == CODES["TO"]:
        if _is_over(words, index - 1):
            return -1
        return 1 if _is_to(words, index - 1) else None
    adjective = words.is_(index - 1, "A", "THE", "POSS", "ITS", "BE", "TO")
    past = symbol == CODES["OTHER"] and _is_past(words.word(index)) and not adjective
    return -1 if past else None


def _is_over(words: Words, index: int) -> bool:
    """Whether a plan is told as past: "had been due", "had originally planned"."""
    if not words.is_(index, "WILL", "SET"):
        return False
    if words.is_(index - 1, "TO"):
        return _is_over(words, index - 2)  # "had been scheduled to expire"
    index -= 2 if words.is_(index - 1, "EARLIER") or _is_adverb(words, index - 1) else 1
    if words.is_(index, "DID") and words.word(index).lower() == "been":
        index -= 1
    return words.is_(index, "DID") and words.word(index).lower() == "had"


def _is_adverb(words: Words, index: int) -> bool:
    return words.is_(index, "OTHER") and words.word(index).endswith("ly")


def _is_to(words: Words, index: int) -> bool:
    """Whether a form of "be" or "set" stands before "to": "is to resume", "were to meet"."""
    return words.is_(index, "BE", "SET") or (
        words.is_(index, "DID") and words.word(index).lower() in ("was", "were")
    )


def _is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past: "marched", but not "succeed"."""
    return word.endswith("ed") and not word.endswith("eed") and not word.startswith("un")


def _initial(words: Words, index: int) -> bool:
    """Whether a full stop belongs to a short capitalised word ("U.S.", "Mr.")."""
    return words.is_(index - 1, "CAPITAL") and len(words.word(index - 1)) <= 3  # noqa: PLR2004
