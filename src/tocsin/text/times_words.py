"""The words of a text as time expressions see them: a class and a value each.

>>> words = read_words("By Sept. 11, 2001, two hundred had met.")
>>> words.classes == code("BY MABBR DOT DAYNUM COMMA YEARNUM COMMA NUMWORD DID DID DOT")
True
>>> words.values[5], words.values[7]
(2001, 200)

Every class is one character, so that a rule about a whole expression is a regular expression over
a string with one character a word: short, and blind to white space, line wraps and capitals.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tocsin.data import read_rows
from tocsin.text.span import Span

Value = int | float | str | None

_NAMES = (
    "MONTH MABBR WEEKDAY WABBR UNIT DAYW WEEKW MONTHW QUARTER YEARW DECADEW CENTURY WEEKEND "
    "SEASON PART DEICTIC TONIGHT OVERNIGHT NUMWORD ORDINAL VAGUE A THE HALF TENS LAST PREVIOUS "
    "LATEST NEXT FOLLOWING THIS CURRENT THAT SAME EACH EARLIER LATER AGO EARLY LATE MID BOUND "
    "ABOUT MORE THAN OF IN ON AT BY SINCE FROM TO AND OR SO FISCAL PERIOD OLD TIME AMPM OCLOCK "
    "NOON ZONE BC AD DECADES NOWWORD RECENT FUTURE SETWORD ANNIVERSARY COMPARABLE STRAIGHT WILL "
    "DID NUM DAYNUM YEARNUM SHORTYEAR MONEY ISODATE NUMDATE CLOCK DECADE POSS COMMA DOT DASH "
    "SLASH COLON QUOTE BREAK HOLIDAY NAMED AFTER BEFORE SOME FOR FORMER ENDED PER ITS WHO "
    "FORESEEABLE BE SET NEAR AHEAD COME TERM DATE CAPITAL OTHER"
)
# One private character a class: none of them means anything in a regular expression.
CODES: dict[str, str] = {
    name: chr(0xE000 + index) for index, name in enumerate(re.findall(r"\w+", _NAMES))
}
_OTHER = CODES["OTHER"]

# The commonest kind of word comes first: the order is worth a factor of four in speed.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]{2,})"
    r"|(?P<dotted>\b(?:[ap]\.m|[ABab]\.[CDcd](?:\.[Ee])?)\b\.?|o['’]clock\b)"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<comma>,+)|(?P<dot>\.+)|(?P<poss>(?<=\w)['’]s?\b|(?<=s)['’](?=\s))"
    r"|(?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d))"
    r"|(?P<date>(?<![\d/.])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4})(?![\d/]))"
    r"|(?P<clock>(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<money>[$€£¥#№]\s?\d[\d,.]{0,20}|\d[\d,.]{0,20}\s?%)"
    r"|(?P<decade>(?<!\d)\d{2,3}0['’]?s\b)"
    r"|(?P<ordinal>(?<!\d)\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<mixed>(?<![\d/.,])\d{1,3}[\s-][1-9]/\d{1,2}(?![\d/]))"
    r"|(?P<number>\d+(?:[,.]\d+)*)"
    r"|(?P<short>['’‘]\d\d(?:(?P<tens>(?<=0)s)\b|(?![\d\w])))"
    r"|(?P<dash>[-–—‐‑‒−]+)|(?P<slash>/+)|(?P<colon>[:;]+)"
    r"|(?P<quote>[\"“”„«»‘’']+)|(?P<blank>\n[^\S\n]*\n\s*)|(?P<gap>\s{9,})"
    r"|(?P<odd>[^\w\s,./:;\"“”„«»‘’'–—-]+|_+)"
)
_MARKS = {
    "comma": "COMMA", "dot": "DOT", "dash": "DASH", "slash": "SLASH", "colon": "COLON",
    "quote": "QUOTE", "blank": "BREAK", "gap": "BREAK", "poss": "POSS", "clock": "CLOCK",
    "iso": "ISODATE", "date": "NUMDATE", "decade": "DECADE", "money": "MONEY", "odd": "OTHER",
}  # fmt: skip
# Verbs and nouns as often as months and days: with a small letter only before a number ("may 3").
_CAPITAL_ONLY = frozenset(CODES[name] for name in ("MABBR", "WABBR"))
_VERBS = frozenset({"may", "march"})
_BEFORE_DAY = re.compile(r"\s{1,3}\d{1,2}(?!\d)")
_LAST_DAY = 31
_LONGEST = 9  # digits; no number of a date or a count of days is longer
_NUMBERS = re.compile(f"{CODES['NUMWORD']}(?:[{CODES['DASH']}{CODES['AND']}]?{CODES['NUMWORD']})+")


def code(template: str) -> str:
    """Class names as the characters that stand for them: a rule's pattern from readable words.

    Names are replaced, white space is dropped, and everything else stays as it is:
    "MONTH DOT? DAYNUM" becomes a pattern of three characters and a question mark.
    """
    return re.sub(r"[A-Z]+|\s+", lambda match: CODES.get(match[0].strip(), ""), template)


@dataclass(slots=True)
class Words:
    """The words of one text, as parallel lists: class, value, first and last offset.

    Attributes:
        text: The text itself.
        classes: One character a word, from `CODES`.
        values: What the lexicon says of the word (a month's number), or a number's value.
        starts: Offset of each word's first code point.
        ends: Offset after each word's last code point.
    """

    text: str
    classes: str = ""
    values: list[Value] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """The code points from the word `first` up to, not including, the word `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def word(self, index: int) -> str:
        """A word as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_(self, index: int, *names: str) -> bool:
        """Whether the word at an index, which may lie outside the text, has one of the classes."""
        return 0 <= index < len(self.classes) and any(
            self.classes[index] == CODES[name] for name in names
        )


@cache
def lexicon() -> dict[str, tuple[str, Value]]:
    """Class character and value of every word of the table."""
    return {
        row["word"]: (CODES[row["class"]], int(row["value"]) if row["value"].isdecimal() else
                      row["value"] or None)
        for row in read_rows("time_words.tsv")
    }  # fmt: skip


def read_words(text: str) -> Words:
    """Split a text into words with their classes; numbers in words become one word.

    Holidays and named happenings are not joined here (see `tocsin.text.times_names`).
    """
    known = lexicon()
    words = Words(text)
    classes: list[str] = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        start, end = match.span()
        if kind in ("word", "letter"):
            symbol, value, otherwise = _worded(word)
            if otherwise and not _BEFORE_DAY.match(text, end):
                symbol = otherwise
        else:
            symbol, value = _figure(kind, word, known)
        classes.append(symbol)
        words.values.append(value)
        words.starts.append(start)
        words.ends.append(end)
    words.classes = "".join(classes)
    _join_numbers(words)
    return words


# The same words come in every article: these are more than a day's news has.
@lru_cache(maxsize=1 << 14)
def _worded(word: str) -> tuple[str, Value, str]:
    """Class and value of a word of letters, and its class if no day follows where that matters."""
    symbol, value = lexicon().get(word.lower(), (_OTHER, None))
    if word[0].islower() and (symbol in _CAPITAL_ONLY or word in _VERBS):
        return symbol, value, CODES["WILL"] if word == "may" else _OTHER
    if symbol == _OTHER and word[0].isupper():
        return CODES["CAPITAL"], value, ""
    return symbol, value, ""


def _figure(kind: str, word: str, known: dict[str, tuple[str, Value]]) -> tuple[str, Value]:
    """Class and value of what is no plain word: "23rd", "1,200", "'98", "a.m."."""
    if kind == "number":
        return _number(word)
    if kind == "mixed":
        return CODES["NUM"], _mixed(word)
    if kind == "ordinal":
        return CODES["ORDINAL"], int(word[:-2])
    if kind in ("short", "tens"):
        return CODES["DECADE" if word.endswith("s") else "SHORTYEAR"], word[1:]
    if kind == "dotted":
        return known.get(word.lower().replace("’", "'"), (_OTHER, None))
    return CODES[_MARKS[kind]], word


def _mixed(word: str) -> float | None:
    """Value of a number with a fraction: "2 1/2" is 2.5."""
    whole, above, below = (int(part) for part in re.findall(r"\d+", word))
    return whole + above / below if 0 < above < below else None


def _number(word: str) -> tuple[str, Value]:
    """Class and value of digits: a day ("23"), a year ("1998"), or another number ("1,200")."""
    if len(word) > _LONGEST:
        return CODES["NUM"], None
    if not word.isdecimal():
        plain = word.replace(",", "")
        return CODES["NUM"], float(plain) if plain.count(".") <= 1 else None
    number = int(word)
    if len(word) <= 2 and 1 <= number <= _LAST_DAY:  # noqa: PLR2004
        return CODES["DAYNUM"], number
    if len(word) == 4 and "1000" <= word < "2100":  # noqa: PLR2004
        return CODES["YEARNUM"], number
    return CODES["NUM"], number


def _join_numbers(words: Words) -> None:
    """Make one word of each number in words ("two hundred and thirty-four")."""
    matches = list(_NUMBERS.finditer(words.classes))
    for match in reversed(matches):
        first, last = match.span()
        number = _spelled([value for value in words.values[first:last] if isinstance(value, int)])
        if number is not None:
            year = 1000 < number < 2100  # noqa: PLR2004
            join(words, Span(first, last), CODES["YEARNUM" if year else "NUMWORD"], number)


def join(words: Words, run: Span, symbol: str, value: Value) -> None:
    """Make one word of the words in a run, a range of indexes."""
    first, last = run
    words.classes = words.classes[:first] + symbol + words.classes[last:]
    words.ends[first:last] = [words.ends[last - 1]]
    words.starts[first:last] = [words.starts[first]]
    words.values[first:last] = [value]


def _spelled(parts: list[int]) -> int | None:
    """Value of number words: [20, 4] is 24, [2, 100, 34] is 234, [19, 90, 6] is 1996."""
    if len(parts) in (2, 3) and 17 <= parts[0] <= 20 <= parts[1] < 100:  # noqa: PLR2004
        return parts[0] * 100 + sum(parts[1:]) if parts[0] < 20 else sum(parts)  # noqa: PLR2004
    total = 0
    for part in parts:
        if part >= 100:  # noqa: PLR2004
            total = max(total, 1) * part
        elif total and total % 100 and not (total % 10 == 0 and part < 10):  # noqa: PLR2004
            return None  # "five six": two numbers side by side
        else:
            total += part
    return total
