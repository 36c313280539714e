"""Which answers belong together: a parsed article and its marks become reports.

Each act that the reader marked becomes a draft with every field read; drafts that tell of one
thing become one report; what is left out is kept as `Rejected`, with a reason.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from tocsin.fields.attribution import Source
from tocsin.fields.stance import Stance
from tocsin.fields.what import What
from tocsin.fields.when import When
from tocsin.fields.where import Where
from tocsin.fields.who import Party
from tocsin.text.numbers import Figure
from tocsin.text.span import Evidence


class RejectionReason(StrEnum):
    """Why a candidate did not become a report of its own."""

    UNCERTAIN = "uncertain"  # the reader's score is too low
    SAME_ACT = "same-act"  # another word of the sentence names the same act better
    SECOND_MENTION = "second-mention"  # told before or after in this article: added to that report


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, the words that give it, and who gave it (nobody: the article itself)."""

    figure: Figure
    words: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """All that an article says of one number; conflicting figures stand side by side."""

    readings: tuple[Reading, ...]

    @property
    def low(self) -> int | None:
        """The smallest number named; None if no reading has one, or one has only a ceiling."""
        lows = [reading.figure.low for reading in self._numbered()]
        named = [low for low in lows if low is not None]
        return min(named) if named and len(named) == len(lows) else None

    @property
    def high(self) -> int | None:
        """The largest number named; None if no reading has one, or one has only a floor."""
        highs = [reading.figure.high for reading in self._numbered()]
        named = [high for high in highs if high is not None]
        return max(named) if named and len(named) == len(highs) else None

    def _numbered(self) -> list[Reading]:
        """Readings with a number; words without one ("thousands") bound nothing."""
        return [
            reading
            for reading in self.readings
            if reading.figure.low is not None or reading.figure.high is not None
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """One thing done or said, as one article tells it.

    Attributes:
        id: Article id and a hash of its text, the act's place and type, and the reader's name.
        article: Id of the article.
        what: Type, mode, form, status.
        actors: Who did it.
        recipients: To whom it was done; for a protest, whom it is against.
        when: Day or days.
        where: Place.
        size: People taking part; None if the article does not say.
        killed: People killed.
        injured: People injured.
        arrested: People arrested.
        stance: Side, issue and compulsion; only a protest has one.
        sources: Who says so, nearest the event first; empty where the article just asserts it.
        anchor: The word that names the act.
        sentence: The sentence that tells it best.
        confidence: Calibrated probability that a second coder agrees; None where not calibrated.
        reader: Name of the reader that marked it.
    """

    id: str
    article: str
    what: What
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When
    where: Where
    size: Count | None
    killed: Count | None
    injured: Count | None
    arrested: Count | None
    stance: Stance | None
    sources: tuple[Source, ...]
    anchor: Evidence
    sentence: Evidence
    confidence: float | None
    reader: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that did not become a report of its own, and why.

    Attributes:
        id: As for a report.
        article: Id of the article.
        reason: Why it was left out.
        type: The type it would have had.
        anchor: The word that would name the act.
        sentence: Its sentence.
        into: Id of the report that it was added to; None where it was added to none.
    """

    id: str
    article: str
    reason: RejectionReason
    type: str
    anchor: Evidence
    sentence: Evidence
    into: str | None = None


def report_id(article_id: str, text: str, anchor: int, type_: str, reader: str) -> str:
    """An id that the same text, act and reader always give.

    >>> report_id("a1", "They marched.", 5, "PROTEST", "linear-1")
    'a1.b92e5e2447'
    """
    told = "\x1f".join([text, str(anchor), type_, reader])
    return f"{article_id}.{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
