"""Whether a source is a private person who is named or could be recognised.

>>> text = "Ana Ruiz, a baker, saw it. Lena Holt, the minister, denied it. A resident fled."
>>> [is_identifiable(text, [Span(*at)]) for at in ((0, 8), (27, 36), (63, 73))]
[True, False, False]

Who speaks for a state, a body or an outlet is no witness, whatever his name. A witness without a
name is recognised by an age, a kinship or a post that only one person has. What is found here is
for an export that masks witnesses; it says nothing about whether a source tells the truth.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.fields.cues import names_outlet
from tocsin.fields.personal import is_titled
from tocsin.text.countries import find_countries
from tocsin.text.kinds import read_kind
from tocsin.text.organisations import find_organisations
from tocsin.text.phrases import find_words, small_words
from tocsin.text.roster import Member, Roster
from tocsin.text.span import Span, overlaps

# Sectors whose people speak for a power, whatever they are called.
_POWERS = frozenset({"GOV", "MIL", "COP", "PTY", "LEG", "JUD", "OPP", "REB", "IGO", "SPY", "MED"})
# Heads by which somebody speaks for a body.
_SPEAKS = frozenset(
    {
        "spokesman", "spokeswoman", "spokesperson", "leader", "president", "chairman", "chairwoman",
        "chairperson", "chair", "director", "secretary", "head", "chief", "commissioner",
        "ambassador", "envoy", "officer", "official", "representative", "ceo", "executive",
        "commander", "bishop", "archbishop", "cardinal", "pope", "general secretary",
        "vice president", "deputy", "delegate", "mayor", "governor", "judge", "editor", "reporter",
        "correspondent", "journalist", "columnist",
    }
)  # fmt: skip
_APPOSED = re.compile(r",\s(?P<who>(?:a|an|the|who\sis|whose|his|her)?\s?[^,.;:\"“”\n]{3,90})[,.;]")
_AGE = re.compile(
    r"\b\d{1,2}[-‐‑\s]years?[-‐‑\s]old\b|\baged\s\d{1,2}\b|,\s\d{1,2}\Z", re.IGNORECASE
)
_KIN = re.compile(
    r"(?:\b(?:his|her|their|the)\s|['’]s?\s)(?:[\w-]{1,20}\s){0,2}"
    r"(?:mother|father|parents|wife|husband|widow|widower|son|daughter|brother|sister|uncle|aunt"
    r"|cousin|nephew|niece|grand(?:mother|father|son|daughter)|fianc[eé]e?|girlfriend|boyfriend"
    r"|neighbou?r|roommate|family)\b"
    r"|\b(?:mother|father|parents|wife|husband|widow|son|daughter|brother|sister|uncle|aunt|cousin"
    r"|neighbou?r|family)\s(?:of|to)\s",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bthe\s(?:[\w-]{1,20}\s){0,2}(?:owner|driver|manager|headmaster|headmistress|principal|pilot"
    r"|caretaker|landlord|doctor|teacher|surgeon|survivor|victim|shopkeeper)\b(?!s)",
    re.IGNORECASE,
)
_AFTER = 100  # characters after a name in which its apposition may stand
_NAMES = 4  # words of a personal name that no title goes with
_SHORT = 3  # letters of an agency's name that is a given name too
_EMPTY = Roster()


def is_identifiable(text: str, spans: Sequence[Span], roster: Roster | None = None) -> bool:
    """Whether a source is a private person who is named or could be recognised.

    Args:
        text: Text of the article.
        spans: All words by which the article names the source as saying something; one is enough.
        roster: Whom the article names, from `read_roster`; without it only the words themselves
            and an apposition tell what somebody is.

    Returns:
        False for officials, organisations, outlets, crowds, papers, and for witnesses of whom
        nothing is told by which a neighbour would know them ("a resident of the city").
    """
    told = [_told(text, span, roster or _EMPTY) for span in spans]
    if any(one.speaks for one in told):
        return False
    return any(one.named or one.known for one in told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one phrase tells: whether its person speaks for a body, is named, is recognised."""

    speaks: bool
    named: bool
    known: bool


def _told(text: str, span: Span, roster: Roster) -> _Told:
    """What a phrase and the words after it tell."""
    words = " ".join(text[span.start : span.end].split())
    members = [roster.members[mention.member] for mention in roster.within(span)]
    kinds = list(_kinds(text, span))
    speaks = (
        any(sector in _POWERS or head in _SPEAKS for sector, head in kinds)
        or any(map(_is_official, members))
        or (not is_titled(words) and any(map(_is_outlet, words.split())))
    )
    named = any(member.person for member in members) or _is_name(text, span)
    known = any(pattern.search(words) for pattern in (_AGE, _KIN, _ONLY))
    return _Told(speaks and not _is_kin(words), named, known)


def _is_outlet(word: str) -> bool:
    """Whether a word names an outlet: "ANA" does, "Ana" is somebody."""
    return names_outlet(word) and (len(word) > _SHORT or word.isupper() or word.islower())


def _is_kin(words: str) -> bool:
    """Whether a phrase names somebody by kinship: the minister's wife is no minister."""
    return _KIN.search(words) is not None


def _is_official(member: Member) -> bool:
    """Whether the article or a table tells that a person speaks for a body."""
    return member.sector in _POWERS or not _SPEAKS.isdisjoint(member.heads)


def _kinds(text: str, span: Span) -> Iterator[tuple[str | None, str]]:
    """Sector and head noun of a phrase, and of the apposition after it."""
    kind = read_kind(text, span)
    yield kind.sector, kind.head
    apposed = _APPOSED.match(text, span.end, min(len(text), span.end + _AFTER))
    if apposed:
        kind = read_kind(text, Span(*apposed.span("who")))
        yield kind.sector, kind.head


def _is_name(text: str, span: Span) -> bool:
    """Whether words look like a person's name where nothing tells that it is one."""
    words = find_words(text, span)
    phrase = " ".join(text[span.start : span.end].split())
    if not words or words[0].lower in small_words("determiner"):
        return False
    if is_titled(phrase):
        return True
    capitals = len(words) in range(2, _NAMES + 1) and all(word.is_capitalised for word in words)
    body = any(overlaps(found.span, span) for found in find_organisations(text, span))
    return capitals and not body and not any(True for _ in find_countries(phrase))
