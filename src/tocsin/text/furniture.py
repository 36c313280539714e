"""What a paragraph is for, judged by its own words: credits, bylines, and what pages print around.

>>> read_furniture("Read more: Five places to visit")
<ParagraphKind.BOILERPLATE: 'boilerplate'>

Phrases come from a table; a phrase counts only where the paragraph is nothing else or where a
short paragraph begins with it. What is not known for furniture is left to its surroundings.
"""

import re
from functools import cache

from tocsin.data import read_rows
from tocsin.text.paragraph import ParagraphKind

# A phrase at the start makes furniture of a line, not of a paragraph that happens to begin so;
# captions run longer, and nothing longer than _LONGEST is looked at.
_LONGEST_LINE = 250
_LONGEST = 700
_LONGEST_PHRASE = 60
_LONGEST_CREDIT = 150
_FEWEST_WORDS = 10
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})
_EDGES = " .!:|»›>•·*-_=…\t"

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?"
_DATE_LINE = (
    rf"(?:{_WEEKDAY},?\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})"
    rf",?\s(?:19|20)\d\d(?:,?\s{_WEEKDAY})?(?:\W{{1,3}}\d{{1,2}}[:.]\d\d[\w .:+()-]{{0,20}})?"
    r"|(?:19|20)\d\d-\d\d-\d\d(?:[T\s]\d\d:\d\d[\w .:+-]{0,16})?"
)
DATE_LINE = re.compile(_DATE_LINE, re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]*")
_ADDRESS = re.compile(
    r"\[?(?:\w{1,12}\s)?(?:https?://|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40}){0,3}\.[a-z]{2,6}(?:/\S{0,200})?",
)
_BY = re.compile(
    r"by\s(?:[^\W\d_][\w.'’-]{0,20},?\s(?:and\s)?){0,7}[^\W\d_][\w.'’-]{0,20}"
    r"(?:\s?[|,/•·-]\s?[^.!?\n]{0,80})?",
    re.IGNORECASE,
)
_STAMP = re.compile(  # "Xinhua | Updated: 2017-09-15 17:52", "Published 2 July 2024 10:15 GMT"
    r"[^|.!?]{2,60}\|\s?(?:updated|published|posted)?:?\s?[^|.!?]{0,20}\d{4}[^|!?]{0,30}"
    r"|(?:first\s|last\s)?(?:published|posted|updated|modified)\s?(?:on|at|:)?\s?"
    rf"(?:{_DATE_LINE})(?:\W{{1,3}}\d{{1,2}}[:.]\d\d[\w .:+()-]{{0,20}})?",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(  # "Daily Example | By Jane Doe | Published: January 18, 2023"
    r"(?=[^|]{2,80}\|)(?:[^|.!?\n]{2,80}\s?\|\s?){1,4}"
    rf"(?:(?:published|posted|updated)\s?(?:on|at|:)?\s?)?(?:{_DATE_LINE})(?:\s?\|[^|.!?\n]{{1,40}})?",
    re.IGNORECASE,
)
_DESK = re.compile(  # "(Additional reporting by ...)", "- Reporting by ...; editing by ..."
    r"[(\[—–-]?\s?(?:additional\s|compiled\s|with\s)?(?:reporting|report|writing|editing|compiled)"
    r"\sby\s[^!?]{2,240}",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:Getty(?:\sImages)?|AP(?:\sPhoto)?|AFP|Reuters|EPA|EFE|Associated\sPress|Shutterstock|Xinhua"
    r"|Yonhap|KCNA|TASS|Sputnik|Anadolu|UPI|iStock|Bloomberg|Corbis|Alamy|NurPhoto|ZUMA)"
)
_CREDIT_END = re.compile(
    r"[(\[©](?:(?:File\s)?(?:Photo|Image|Picture|Pic|Credit|Source|Courtesy|Photograph)s?\s?"
    r"(?::|/|\bby\b|\bof\b|\bcourtesy\b)[^()\[\]]{0,120}"
    r"|[^()\[\]]{0,100}(?:/|\bvia\s|\bPhoto\b)[^()\[\]]{0,60}"
    r"|(?:[^()\[\]]{0,60}\s)?(?:Getty\sImages|AP\sPhoto|Associated\sPress|Shutterstock))[)\]]?\.?$",
)
_CREDIT = re.compile(  # a line that is a credit: "Jane Doe/AFP/Getty Images"
    rf"[^.!?()]{{0,70}}(?:(?:/|\bvia\s|©\s?){_AGENCY}(?:[/\s][\w/ ]{{0,40}})?"
    r"|\bGetty\sImages|\bAP\sPhoto)\.?"
)
_CREDITED = re.compile(  # "... on the square ©Jane Doe (AFP/File)"
    r"©[^()]{2,60}\([^()]{2,40}\)\.?$"
)
_PHOTO_IN = re.compile(
    r"(?:an?|this|in\sthis|in\san?|the)\s(?:\w+\s){0,2}?(?:file\s|handout\s|undated\s)?"
    r"(?:photo|photograph|picture|image)\b[^.]{0,80}?"
    r"\b(?:taken|shows?|released|provided|obtained|dated|supplied|from|file)\b",
    re.IGNORECASE,
)
_DATED_PHOTO = re.compile(
    rf"in\sthis\s(?:{_WEEKDAY},?\s)?(?:{_MONTH}\s\d{{1,2}},?\s(?:\d{{4}},?\s)?)(?:file\s)?(?:photo|picture|image)",
    re.IGNORECASE,
)


def read_furniture(words: str) -> ParagraphKind | None:
    """What a paragraph is for, by its own words alone.

    Args:
        words: The paragraph; any string is accepted.

    Returns:
        CAPTION, BYLINE or BOILERPLATE; None for everything else, in doubt too.
    """
    if len(words) > _LONGEST:
        return None
    if DATE_LINE.fullmatch(words) or _STAMP.fullmatch(words) or _MASTHEAD.fullmatch(words):
        return ParagraphKind.BYLINE
    if _NO_LETTER.fullmatch(words) or _ADDRESS.fullmatch(words):
        return ParagraphKind.BOILERPLATE
    listed = _listed(words)
    if listed is ParagraphKind.CAPTION or _is_caption(words):
        return ParagraphKind.CAPTION
    if len(words) > _LONGEST_LINE:
        return None
    return ParagraphKind.BYLINE if _is_byline(words) else listed


def _is_caption(words: str) -> bool:
    """Whether a paragraph tells what a picture shows, or whose picture it is."""
    return (
        bool(_CREDIT_END.search(words, max(0, len(words) - 160)))
        or bool(_CREDITED.search(words, max(0, len(words) - 160)))
        or (len(words) <= _LONGEST_CREDIT and bool(_CREDIT.fullmatch(words)))
        or bool(_PHOTO_IN.match(words))
        or bool(_DATED_PHOTO.match(words))
    )


def _is_byline(words: str) -> bool:
    """Whether a line names the author or the desk: "By Jane Doe, Daily Example"."""
    if _DESK.fullmatch(words):
        return True
    match = _BY.fullmatch(words)
    # "By noon the square was full" is a story: the words after "by" have capitals in a byline.
    return bool(match) and words[3:4].isupper() and not words.endswith((".", "?", "!"))


def _listed(words: str) -> ParagraphKind | None:
    """What the table says of a line; None if it says nothing."""
    plain = words[:_LONGEST_PHRASE].translate(_PLAIN).casefold()
    if len(words) <= _LONGEST_PHRASE:
        found = _whole().get(" ".join(plain.strip(_EDGES).split()))
        if found:
            return found
    for phrase, kind in _starts().get(plain[:2], ()):
        if plain.startswith(phrase):
            # "Published on Monday, the report says so." is a story, "Published on 3/5 14:05" not.
            told = words.endswith(".") and not plain.startswith("(")
            long = len(words.split()) > _FEWEST_WORDS
            return None if kind is ParagraphKind.BYLINE and told and long else kind
    return None


@cache
def _whole() -> dict[str, ParagraphKind]:
    """Phrases that are a whole line."""
    rows = read_rows("furniture.tsv")
    return {row["phrase"]: ParagraphKind(row["kind"]) for row in rows if row["where"] == "whole"}


@cache
def _starts() -> dict[str, tuple[tuple[str, ParagraphKind], ...]]:
    """Phrases that begin a line, longest first, by their first two characters."""
    rows = [row for row in read_rows("furniture.tsv") if row["where"] == "start"]
    rows.sort(key=lambda row: (-len(row["phrase"]), row["phrase"]))
    found: dict[str, tuple[tuple[str, ParagraphKind], ...]] = {}
    for row in rows:
        entry = (row["phrase"], ParagraphKind(row["kind"]))
        found[row["phrase"][:2]] = (*found.get(row["phrase"][:2], ()), entry)
    return found
