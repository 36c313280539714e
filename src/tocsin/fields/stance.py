"""On whose side: a protest's stance to its government, its issue, and whether all came freely.

>>> text = "Hundreds rallied against the new pension law, demanding early elections."
>>> stance = read_stance(text, Span(0, len(text)), Setting(home="SRB"))
>>> stance.side.value, [e.words for e in stance.issue_against], [e.words for e in stance.issue_for]
('anti', ['the new pension law'], ['early elections'])

A side is read from who gathers and whom they turn against, and from the words for their issue only
where nobody is named; a rally that the state itself calls is for it, whomever it denounces.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tocsin.text.kinds import read_kind
from tocsin.text.phrases import Word, find_words, small_words
from tocsin.text.span import Evidence, Span, overlaps, quote


class Side(StrEnum):
    """Stance of a protest to the government of the country where it takes place."""

    PRO = "pro"
    ANTI = "anti"
    OTHER = "other"  # against a foreign state, firm or group
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a protest is for and against.

    Attributes:
        side: Stance to the government of the country.
        issue_for: Noun phrases for what is supported or demanded, as worded.
        issue_against: Noun phrases for what is opposed, as worded.
        compelled: True if people were ordered or pressed to attend; None if not told.
        evidence: The words that gave side and compulsion.
        slogans: What was chanted or written on banners, without its quotation marks.
        campaign: Whether it is a party's own rally, of which no opponent is told.
    """

    side: Side
    issue_for: tuple[Evidence, ...] = ()
    issue_against: tuple[Evidence, ...] = ()
    compelled: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    slogans: tuple[Evidence, ...] = ()
    campaign: bool = False


_PARTIES = frozenset({"PTY", "OPP"})
_RALLIES = frozenset({"rally", "meeting"})
Belonging = tuple[str | None, str]  # country (alpha-3) and sector of a party


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a protest takes place, who gathers or calls for it, and against whom.

    Attributes:
        home: ISO 3166-1 alpha-3 code of the country where it takes place; None if unknown.
        actors: Country and sector of each party that takes part or organises.
        recipients: Country and sector of each party that it is against.
        form: Form of the protest ("rally"); None if unknown.
    """

    home: str | None = None
    actors: tuple[Belonging, ...] = ()
    recipients: tuple[Belonging, ...] = ()
    form: str | None = None

    @property
    def is_campaign(self) -> bool:
        """Whether a party holds a rally of its own against nobody who is named."""
        called = any(sector in _PARTIES for _, sector in self.actors)
        return self.form in _RALLIES and called and not self.recipients


_STATE = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "SPY"})
# Where no public gathering takes place without the state's leave.
_CLOSED = frozenset({"PRK", "TKM", "ERI"})
_ACTED = (
    r"(?:rall\w+|march\w*|protest\w*|demonstrat\w+|strik\w+|struck|gather\w*|vigils?|picket\w*"
    r"|walk(?:ed)?\s+out|took\s+to\s+the\s+streets|uproar|anger|outrage|fury|riot\w*|petition\w*)"
)
_PROTEST = re.compile(rf"\b{_ACTED}\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?P<cue>against|in\s+protest\s+(?:at|of|over)|(?:in\s+)?opposition\s+(?:to|towards?)"
    r"|object(?:ed|ing|s|ions?)?\s+to|disgust\s+(?:of|at|with)|boycotts?\s+of|denunciations?\s+of"
    r"|unhappy\s+(?:with|about|over)|complain(?:ed|ing|ts)?\s+(?:about|of)|dispute\s+over"
    r"|to\s+(?:fight|stop|halt|resist|prevent|block)|the\s+end\s+of"
    r"|(?:to|and|who|of)\s+protest(?:\s+against)?|protesting(?:\s+(?:at|over|about))?"
    r"|protested(?!\s+(?:in|on|outside|at|for|by|and|with|against|peacefully|near|during))"
    r"|(?:denounc|condemn|oppos|reject|criticiz|criticis|decry|boycott)(?:e|es|ed|ing|s)?"
    r"|(?:calling|called|call|calls|demanding|demand|demanded)\s+(?:for\s+)?an?\s+(?:immediate\s+)?end\s+to"
    r"|angry\s+(?:at|about|over|with)|anger\s+(?:at|over)|outrage\s+(?:at|over)"
    r"|frustrat(?:ed|ions?)\s+(?:at|with|over)|disapproval\s+of|concerns?\s+about|speak(?:ing)?\s+out\s+(?:about|against)"
    rf"|{_ACTED}\s+(?:\w+\s+){{0,3}}?(?:over|about|sparked\s+by|triggered\s+by))\s+",
    re.IGNORECASE,
)
_ANTI = re.compile(r"\b(?P<cue>anti)[-‐‑–]\s?(?P<what>[^\W\d_][\w'’]*)", re.IGNORECASE)
_PRO = re.compile(r"\b(?P<cue>pro)[-‐‑–]\s?(?P<what>[^\W\d_][\w'’]*)", re.IGNORECASE)
_FOR = re.compile(
    r"\b(?P<cue>in\s+(?:support|favou?r|defen[cs]e|memory|honou?r|celebration)\s+of"
    r"|in\s+solidarity\s+with|support(?:ing|s)?(?=\s+(?:the|a|an|his|her|their|[A-Z]))"
    r"|demand(?:s|ed|ing)?(?:\s+that)?(?!\s+(?:for\s+)?an?\s+(?:immediate\s+)?end\b)"
    r"|call(?:s|ed|ing)?\s+for(?!\s+an?\s+(?:immediate\s+)?end\b)|press(?:ing|ed)?\s+for"
    r"|push(?:ing|ed)?\s+for|advocat(?:e|es|ed|ing)(?:\s+for)?|urg(?:e|ed|ing)\s+(?:for)?"
    r"|to\s+(?:mark|commemorate|celebrate|honou?r|remember|mourn|save|defend|support|back)"
    r"|mark(?:s|ed|ing)|commemorat(?:es|ed|ing)|celebrat(?:es|ed|ing)|honou?ring"
    r"|tributes?\s+to|endorse(?:ment\s+of|d|s)|campaign(?:ing|ed|s)?\s+for|fight(?:ing)?\s+for"
    r"|memorial\s+(?:for|to)|voic(?:e|ed|ing)\s+support\s+for|calls?\s+for\s+the"
    rf"|{_ACTED}\s+for)\s+",
    re.IGNORECASE,
)
# Words that end a noun phrase for an issue.
_ISSUE_WORDS = 16
_POLICY = re.compile(
    r"\b(?:government|regime|presiden\w+|prime\s+minister|ministers?|parliament|congress|senate"
    r"|laws?|legislation|bills?|acts?|decrees?|constitution\w*|reforms?|tax\w*|austerity|budget|cuts"
    r"|police|corruption|corrupt|elections?|vote|ruling|curfew|term|resign\w*|step\s+down|mayor"
    r"|dictator\w*|junta|coup|military\s+rule|authorities|state|policy|policies|ban|subsid\w+"
    r"|rights|freedom|democra\w+|draft|mandates?|lockdowns?|political|econom\w+|system|rulers?"
    r"|rule|minist\w+|privati[sz]ation|public\s+services?|service\s+delivery|courts?|reinstate\w*|impeach\w*|extradition|independence|referendum)\b",
    re.IGNORECASE,
)
_ANTI_STATE = re.compile(
    r"\banti[-‐‑– ]\s?(?:government|regime|state|police|coup|austerity|junta|war|corruption)\b"
    r"|\bagainst\s+(?:the|its|his|their)\s+(?:\w+\s+){0,2}?(?:government|regime|president|junta"
    r"|authorities|ruling\s+party)\b|\bprotest\w*\s+(?:at|over|against)?\s*police\s+brutality\b",
    re.IGNORECASE,
)
_PRO_STATE = re.compile(
    r"\bpro[-‐‑– ]\s?(?:government|regime|coup)\b"
    r"|\b(?:in\s+support\s+of|supporting|backing|loyalty\s+to)\s+(?:the|its|his|their|President|General)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:government|president|regime|leader|leadership|army|military|police|party)\b"
    r"|\b(?:state|government|party|regime)[-‐‑– ](?:organi[sz]ed|sponsored|orchestrated|run)\b",
    re.IGNORECASE,
)
# What a state holds for itself, whoever attends.
_STATE_DAY = re.compile(
    r"\b(?:remembrance\s+(?:day|sunday|ceremon\w+|service)|(?:lay(?:s|ing)?|laid)\s+(?:a\s+)?wreaths?"
    r"|wreath[-‐ ]laying|(?:victory|independence|republic|armed\s+forces|national)\s+day"
    r"|military\s+parade|state\s+ceremony|inauguration\s+ceremony)\b",
    re.IGNORECASE,
)
_COME = (
    r"(?:attend|come|join|participate|take\s+part|march|rally|gather|show\s+up|turn\s+out|go|appear"
    r"|assemble|demonstrate|parade|cheer|line|leave\s+(?:work|school))"
)
_PRESSED = (
    r"(?:ordered|forced|compelled|obliged|required|made|mobili[sz]ed|instructed|pressured|pressed"
    r"|coerced|commanded|summoned|dragooned|conscripted)"
)
_COMPELLED = re.compile(
    rf"\b(?:were|was|are|is|been|being|be|got)\s+(?:\w+\s+)?{_PRESSED}(?:\s+by\s+[\w\s]{{1,40}})?"
    rf"\s+(?:to\s+{_COME}|into\s+\w+ing|for\s+the)\b"
    rf"|\b(?:forced|compelled|obliged|required|coerced|pressured)\s+to\s+{_COME}\b"
    r"|\b(?:were|was|are|been|being)\s+mobili[sz]ed\s+by\b"
    rf"|\b(?:ordered|forced|compelled|instructed|required|mobili[sz]ed)\s+(?:[\w'’-]+\s+){{1,6}}?to\s+{_COME}\b"
    r"|\b(?:attendance|participation|presence)\s+(?:is|was|were|had\s+been|being)\s+(?:made\s+)?"
    r"(?:mandatory|compulsory|obligatory)\b|\b(?:mandatory|compulsory|forced|obligatory)\s+"
    r"(?:attendance|participation|rall\w+|mobili[sz]ation)\b"
    r"|\b(?:few|none|nobody|not|no\s+one)\b[^.!?]{0,40}\bof\s+(?:their|his|her)\s+own\s+(?:free\s+)?will\b"
    rf"|\bno\s+choice\s+but\s+to\s+{_COME}\b|\bagainst\s+their\s+will\b",
    re.IGNORECASE,
)
_SLOGAN = re.compile(
    r"\b(?:chant\w*|shout\w*|slogans?|placards?|banners?|signs?|posters?|read(?:ing|s)?|yell\w*)"
    r"\b[^\"“”„«»]{0,60}[\"“„«](?P<what>[^\"“”„«»]{2,120})[\"”“»]",
    re.IGNORECASE,
)


def read_stance(
    text: str, sentence: Span, setting: Setting, *, nearby: Sequence[Span] = ()
) -> Stance:
    """Read on whose side a protest is, for and against what, and whether people were made to come.

    Args:
        text: Text of the article.
        sentence: The sentence that tells of the protest.
        setting: Country of the place and the parties' countries and sectors.
        nearby: Neighbouring sentences, the nearest first. An issue is looked for in those of them
            that speak of a protest, where the sentence itself tells none; compulsion and slogans in
            the one before and the two after.
    """
    where = [sentence, *_next_to(sentence, nearby)]
    against = _issues(text, sentence, _AGAINST, _ANTI)
    for_ = _issues(text, sentence, _FOR, _PRO)
    for span in nearby:
        if against and for_:
            break
        if _tells_protest(text, span):
            against = against or _issues(text, span, _AGAINST, _ANTI)
            for_ = for_ or _issues(text, span, _FOR, _PRO)
    for_ = tuple(e for e in for_ if not any(overlaps(e.span, other.span) for other in against))
    side, basis = _side(text, sentence, setting, (for_, against))
    compelled = next(filter(None, (_compelled(text, span) for span in where)), None)
    return Stance(
        side,
        for_,
        against,
        True if compelled else None,
        tuple(e for e in (basis, compelled) if e),
        tuple(e for span in where for e in _slogans(text, span)),
        side is Side.UNCLEAR and setting.is_campaign,
    )


def _next_to(sentence: Span, nearby: Sequence[Span]) -> Iterator[Span]:
    """The sentence before and the two after: "A rally was held. It was hot. All had to come."."""
    yield from sorted(span for span in nearby if span.start >= sentence.end)[:2]
    yield from sorted(span for span in nearby if span.end <= sentence.start)[-1:]


def find_targets(text: str, sentence: Span, anchor: Span) -> Iterator[Span]:
    """Find whom a protest is against, in the order of the text.

    Args:
        text: Text of the article.
        sentence: The sentence that tells of the protest.
        anchor: The word for the protest; it is never part of a target.

    Yields:
        Noun phrases that name a party ("the government", "Trump"): after "against" and its like,
        the party inside an issue ("the cuts by | the ministry"), and those of whom something is
        demanded. What is no party ("high prices") is left to the issue.
    """
    spans = []
    for pattern in (_AGAINST, _ANTI, _DEMANDED, _OUTSIDE):
        end = sentence.start
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if match.start() < end:  # inside the phrase of the cue before
                continue
            if what := _what(text, match, sentence):
                end = what.end
                spans.append(_party(text, what))
    yield from sorted({span for span in spans if span and not overlaps(span, anchor)})


_DEMANDED = re.compile(
    r"\b(?:demand(?:s|ed|ing)?\s+(?:that\s+)?(?=(?:[A-Z]|the\b))|call(?:s|ed|ing)?\s+(?:on|upon)\s+"
    r"|urg(?:e|es|ed|ing)\s+(?!that\b))"
)
_OUTSIDE = re.compile(
    r"\b(?:outside|in\s+front\s+of|at\s+the\s+gates?\s+of)\s+(?=(?:[\w.'’-]+\s+){0,5}?"
    r"(?:embassy|consulate|ministry|parliament|headquarters|offices?)\b)"
)


def _side(
    text: str,
    sentence: Span,
    setting: Setting,
    issues: tuple[tuple[Evidence, ...], tuple[Evidence, ...]],
) -> tuple[Side, Evidence | None]:
    """Side, and the words that gave it where words did."""
    home = setting.home
    if not _AGAINST.search(text, *sentence):
        for evidence in _first(text, sentence, _PRO_STATE, "pro-state"):
            return Side.PRO, evidence
    own = [sector for country, sector in setting.recipients if country == home]
    if any(sector in _STATE for sector in own):
        return Side.ANTI, None
    for evidence in _first(text, sentence, _ANTI_STATE, "anti-state"):
        return Side.ANTI, evidence
    # Police and ministers beside a protest are seldom those who hold it, so that rulers among the
    # actors say nothing of its side; words for what a state holds do.
    if home in _CLOSED:
        return Side.PRO, None
    if setting.recipients:
        return Side.OTHER, None
    return (Side.UNCLEAR, None) if setting.is_campaign else _side_by_words(text, sentence, issues)


def _side_by_words(
    text: str, sentence: Span, issues: tuple[tuple[Evidence, ...], tuple[Evidence, ...]]
) -> tuple[Side, Evidence | None]:
    """Side where nobody is named whom it is against."""
    for pattern in (_PRO_STATE, _STATE_DAY):
        for evidence in _first(text, sentence, pattern, "pro-state"):
            return Side.PRO, evidence
    return _side_by_issue(*issues)


def _side_by_issue(
    for_: tuple[Evidence, ...], against: tuple[Evidence, ...]
) -> tuple[Side, Evidence | None]:
    """Side by what a protest is about."""
    for evidence in (*against, *for_):
        if _POLICY.search(evidence.words):
            return Side.ANTI, evidence
    if against:
        return Side.OTHER, against[0]
    return Side.UNCLEAR, None


# The protests of an article share their neighbouring sentences, so that each is read once for all.
_SENTENCES = 128


@lru_cache(maxsize=_SENTENCES)
def _tells_protest(text: str, span: Span) -> bool:
    """Whether a sentence speaks of a protest."""
    return _PROTEST.search(text, *span) is not None


@lru_cache(maxsize=_SENTENCES)
def _compelled(text: str, span: Span) -> Evidence | None:
    """The words of a sentence that say that people were made to come."""
    return next(_first(text, span, _COMPELLED, "compelled"), None)


@lru_cache(maxsize=_SENTENCES)
def _issues(
    text: str, span: Span, cue: re.Pattern[str], prefix: re.Pattern[str]
) -> tuple[Evidence, ...]:
    """Noun phrases after the cues of a sentence, in order, none inside another."""
    return tuple(_find_issues(text, span, cue, prefix))


def _find_issues(
    text: str, span: Span, cue: re.Pattern[str], prefix: re.Pattern[str]
) -> Iterator[Evidence]:
    """The same, one by one."""
    end = span.start
    found = [*cue.finditer(text, *span), *prefix.finditer(text, *span)]
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() < end:  # inside the phrase of the cue before
            continue
        what = _what(text, match, span)
        if what:
            rule = "-".join(match["cue"].lower().split()[:3])
            yield quote(text, what, rule)
            end = what.end


def _what(text: str, match: re.Match[str], sentence: Span) -> Span | None:
    """The noun phrase that a cue is about."""
    if "what" in match.re.groupindex:
        return Span(*match.span("what"))
    return _noun_phrase(text, match.end(), sentence.end)


def _noun_phrase(text: str, start: int, limit: int) -> Span | None:
    """The words from a place up to a mark or a word that ends a noun phrase."""
    words = find_words(text, Span(start, limit), _ISSUE_WORDS)
    kept: list[Word] = []
    for word in words:
        gap = text[(kept[-1].span.end if kept else start) : word.span.start]
        if set(gap) & set('.,;:!?()[]"“”«»—–') or word.lower in small_words("ends-issue"):
            break
        kept.append(word)
    if kept and kept[0].lower in small_words("no-start"):
        return None
    while kept and kept[-1].lower in small_words("trailing"):
        kept.pop()
    return Span(kept[0].span.start, kept[-1].span.end) if kept else None


def _party(text: str, span: Span) -> Span | None:
    """The party that an issue names: all of it, or what follows "by" or "of"."""
    kind = read_kind(text, span)
    if text[span.start].isdigit():  # "a rally of about | 100 people"
        return None
    if kind.sector or kind.country or _is_name(text, span):
        return span
    for match in re.finditer(r"\b(?:by|of|from)\s+", text[span.start : span.end]):
        start = span.start + match.end()
        purpose = _PURPOSE.search(text, start, span.end)  # "the ministry | to close the mine"
        inner = Span(start, purpose.start() if purpose else span.end)
        if inner.start < inner.end and read_kind(text, inner).sector:
            return inner
    return None


_PURPOSE = re.compile(r"\s+to\s+")


def _is_name(text: str, span: Span) -> bool:
    """Whether every word of a phrase is capitalised."""
    words = find_words(text, span)
    return bool(words) and all(word.is_capitalised for word in words)


def _first(text: str, span: Span, pattern: re.Pattern[str], rule: str) -> Iterator[Evidence]:
    """The first match in a sentence."""
    match = pattern.search(text, span.start, span.end)
    if match:
        yield quote(text, Span(*match.span()), rule)


def _slogans(text: str, span: Span) -> Iterator[Evidence]:
    """What was chanted or written, between its quotation marks."""
    for match in _SLOGAN.finditer(text, span.start, span.end):
        yield quote(text, Span(*match.span("what")), "slogan")
