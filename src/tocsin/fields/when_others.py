"""Days that stand in an act's sentence and are told of something else.

>>> text = "Two men died on Friday, police said."
>>> act = ActInText(Span(31, 35), Span(0, 36), text, ())
>>> is_of_another(act, Span(16, 22))
True

Too rare in coded articles for a weight to be learned, and too plain in grammar to need one: what
"police said" behind a comma closes is not the day of the saying, and in "its Aug. 2 raid" the day
belongs to the raid alone.
"""

import re

from tocsin.fields.when_features import ActInText
from tocsin.text.span import Span

_SAYING = re.compile(r"said|says|according|added|adds", re.IGNORECASE)
# ", police said", '", the ministry said': what was told ends before.
_CLOSED = re.compile(r"[,\"”’]\s{1,3}(?:[^\s,;:\"“”]{1,30}\s{1,3}){0,6}\Z")
_END = re.compile(r"\s{0,3}(?:[.!?]|\Z)")
# "In a Friday speech" tells when after all: what is done there is done then.
_INSIDE = re.compile(r"\b(?:in|at|during|on)\s{1,3}\S{1,20}\s{1,3}\Z", re.IGNORECASE)
_OWNER = re.compile(r"(?:\b(?:a|an|its|his|her|their|our|my)|['’]s|s['’])\s{1,3}\Z", re.IGNORECASE)
_NOUN = re.compile(r",?\s{1,3}(?:[a-z][\w-]{0,30}\s{1,3}){0,3}[a-z][\w-]{2,30}")
_NO_NOUN = re.compile(
    r",?\s{1,3}(?:after|and|as|at|because|before|but|by|during|for|from|in|of|on|or|over|that|to"
    r"|until|when|where|which|while|who|will|with|was|were|is|are|has|had|have)\b"
)
_DAY_OF_YEAR = re.compile(r"[A-Z][a-z]{2,8}\.?\s{1,3}\d{1,2}(?:,\s{1,3}\d{4})?|[A-Z][a-z]{2,5}day")
_QUOTE = re.compile("[\"“”]|''|``")
_DUE = re.compile(r"\bdue\s{1,3}(?:(?:on|in|by)\s{1,3})?\Z", re.IGNORECASE)
_REACH_BETWEEN = 1_500  # code points between act and time that are read
_LOOK_BACK = 24
_LONGEST_NOUN = 80  # code points of the words that an owned day may belong to


def is_of_another(act: ActInText, time: Span) -> bool:
    """Whether grammar gives a day of the act's sentence to something else than the act.

    Args:
        act: The act.
        time: Words that tell a day, in the same sentence.
    """
    others = (_is_told_before_a_tag, _is_owned, _is_due, _is_beyond_semicolon)
    return any(belongs_to_another(act, time) for belongs_to_another in others)


def _is_told_before_a_tag(act: ActInText, time: Span) -> bool:
    """Whether the act is the "said" behind what it reports, or the "according to" beside it."""
    word = act.text[slice(*act.anchor)].lower()
    if not _SAYING.fullmatch(word):
        return False
    if time.end <= act.anchor.start:
        between = act.text[time.end : act.anchor.start][-_REACH_BETWEEN:]
        closes = word == "according" or _END.match(act.text, act.anchor.end) is not None
        return closes and _CLOSED.search(between) is not None
    between = act.text[act.anchor.end : time.start][:_REACH_BETWEEN]
    return word == "according" and "," in between


def _is_beyond_semicolon(act: ActInText, time: Span) -> bool:
    """Whether a clause of its own tells the day: "Riots began; troops came on Friday"."""
    between = act.text[min(act.anchor.end, time.end) : max(act.anchor.start, time.start)]
    told = between[:_REACH_BETWEEN]
    return ";" in told and _QUOTE.search(told) is None


def _is_due(act: ActInText, time: Span) -> bool:
    """Whether a day is that on which something else falls due: "the loan, due May 3, was paid"."""
    if not _DUE.search(act.text[max(0, time.start - _LOOK_BACK) : time.start]):
        return False
    between = act.text[act.anchor.end : time.start]
    near = act.anchor.end <= time.start and "," not in between and len(between) <= _LOOK_BACK
    return not near


def _is_owned(act: ActInText, time: Span) -> bool:
    """Whether a day describes a noun, as in "its Aug. 2 raid", that is not the act's word."""
    if not _DAY_OF_YEAR.fullmatch(act.text, *time):
        return False
    lead = act.text[max(0, time.start - _LOOK_BACK) : time.start]
    if not _OWNER.search(lead) or _INSIDE.search(lead):
        return False
    rest = act.text[time.end : time.end + _LONGEST_NOUN]
    noun = None if _NO_NOUN.match(rest) else _NOUN.match(rest)
    return noun is not None and not time.end <= act.anchor.start < time.end + noun.end()
