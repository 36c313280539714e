"""When: time expressions, and the day of an event by the article's own words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.span import Evidence

_PREFIX = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Resolution(StrEnum):
    """How a day came about, or why there is none."""

    DATED = "dated"  # the words name the day themselves
    RELATIVE = "relative"  # counted from the publication date, the dateline or a date told before
    NOT_TOLD = "not-told"  # the text has no words for it
    NEEDS_PUBLICATION = "needs-publication"  # "Wednesday", and nobody knows when it was published
    VAGUE = "vague"  # "recently"


@dataclass(frozen=True, slots=True)
class When:
    """The day or days of an event.

    Attributes:
        start: First day as an ISO 8601 prefix: "2024-06-25", "2024-06" (some day of June), "2024";
            None where the text cannot tell.
        end: Last day, inclusive, in the same form; equal to `start` for one day.
        resolution: How the days came about, or why there are none.
        evidence: The words that tell it, even where they could not be resolved.

    Raises:
        InvalidValueError: A bound is no ISO date prefix, or the end lies before the start.
    """

    start: str | None
    end: str | None
    resolution: Resolution
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        for bound in (self.start, self.end):
            if bound is not None and not _PREFIX.fullmatch(bound):
                raise InvalidValueError(f"not a date, a month or a year: {bound!r}")
        if self.start and self.end and self.start[: len(self.end)] > self.end[: len(self.start)]:
            raise InvalidValueError(f"an event cannot last from {self.start} to {self.end}")
