"""What became of an input, and why something in it was not read."""

from dataclasses import dataclass
from enum import StrEnum


class InputStatus(StrEnum):
    """What became of an input; the first two are read."""

    OK = "ok"
    NEEDS_DATE = "needs-date"  # read, but "Wednesday" is no day without a publication date
    EMPTY = "empty"  # nothing but white space
    NO_TEXT = "no-text"  # no words, or a record without a text
    NOT_ENGLISH = "not-english"
    DUPLICATE = "duplicate"  # the same text was read before in this run
    NOT_TEXT = "not-text"  # a picture, a program
    TOO_LARGE = "too-large"
    BAD_RECORD = "bad-record"  # a line that is not a JSON object of the form expected
    UNSUPPORTED = "unsupported"  # a format that is not read yet
    UNREADABLE = "unreadable"  # the system does not let us read it, or it is not there
    SKIPPED = "skipped"  # a hidden file


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read as an article.

    Attributes:
        name: Where it stands: "news.jsonl, line 7".
        status: Why it was not read.
        note: The same as a short sentence for people.
    """

    name: str
    status: InputStatus
    note: str
