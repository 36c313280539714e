"""Who: a party to an act, as worded, with its name, country and sector.

>>> from tocsin.text.roster import read_roster
>>> text = "Turkish police arrested students. Interior Minister Ali Yerlikaya said he was pleased."
>>> roster = read_roster(text, ())
>>> party = read_party(text, Span(8, 14), roster, home="TUR")
>>> party.text, party.country, party.sector.value
('police', 'TUR', 'COP')

What the words themselves say comes first ("Iraqi soldiers"), then whom they name in this article
("he", "the minister"), then the tables, and last the place: police and residents with no country
told are those of the country where it happens.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.fields.party_lists import countries_counted, countries_of_list, is_proper
from tocsin.text.countries import CountryWord, find_countries
from tocsin.text.kinds import Kind, read_kind
from tocsin.text.organisations import OrganisationMention, find_organisations
from tocsin.text.phrases import find_words
from tocsin.text.roster import Member, Roster
from tocsin.text.span import Evidence, Span, covers, quote


class Sector(StrEnum):
    """The 21 sectors of the coding manual."""

    GOV = "GOV"  # executive, ministries, officials
    MIL = "MIL"
    COP = "COP"  # police
    PTY = "PTY"  # parties, mass organisations of a ruling party
    LEG = "LEG"
    JUD = "JUD"
    OPP = "OPP"  # opposition politicians
    REB = "REB"  # insurgents, terrorists
    CVL = "CVL"  # citizens, protesters, residents
    LAB = "LAB"  # unions, workers
    EDU = "EDU"  # students, teachers
    REL = "REL"
    MED = "MED"
    BUS = "BUS"
    NGO = "NGO"
    IGO = "IGO"
    ETH = "ETH"
    REF = "REF"
    CRM = "CRM"
    SPY = "SPY"
    OTH = "OTH"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as one article words it.

    Attributes:
        text: The shortest full noun phrase, as in the article.
        name: The proper name, if the article has one anywhere ("he" to "Kim Jong Un").
        country: ISO 3166-1 alpha-3 code of the country it belongs to; None if unknown.
        sector: What kind of party it is.
        evidence: The phrase itself first, then the words that gave name, country or sector.

    Raises:
        InvalidValueError: The country is not three capital letters.
    """

    text: str
    name: str | None
    country: str | None
    sector: Sector
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        code = self.country
        if code is not None and not (len(code) == 3 and code.isascii() and code.isupper()):  # noqa: PLR2004
            raise InvalidValueError(f"not an ISO 3166-1 alpha-3 code: {code!r}")

    @property
    def is_told(self) -> bool:
        """Whether anything tells what it is; of whom nothing is told is taken for civilians."""
        return self.sector is not Sector.CVL or len(self.evidence) > 1


# Parties of these sectors belong nowhere unless words or tables say so; all others are at home
# where the event happens.
_HOMELESS = frozenset({Sector.REB, Sector.IGO, Sector.CRM, Sector.REF, Sector.OTH})
_PRONOUNS = {
    "he": False, "him": False, "his": False, "himself": False,
    "she": True, "her": True, "hers": True, "herself": True,
    "who": None, "they": None, "them": None, "their": None, "it": None, "its": None,
}  # fmt: skip
_DEFINITE = re.compile(r"(?:the|this|that|his|her|their|its|former)\b", re.IGNORECASE)
_KOREA = re.compile(r"[Tt]he\s+(?P<half>North|South)(?:['’]s)?")
_KOREAS = {"North": "PRK", "South": "KOR"}
_OWNED = re.compile(r"(?P<whose>his|her)\s", re.IGNORECASE)
# What an organisation can be called once it is named: "the group", with the sectors that fit.
_CALLED = {
    "group": ("REB", "NGO", "CVL"), "movement": ("REB", "NGO", "CVL"), "party": ("PTY", "OPP"),
    "organization": ("NGO", "REB", "IGO"), "organisation": ("NGO", "REB", "IGO"),
    "union": ("LAB",), "company": ("BUS",), "firm": ("BUS",), "bureau": ("COP",),
    "alliance": ("IGO",), "bloc": ("IGO",), "paper": ("MED",), "newspaper": ("MED",),
    "agency": ("COP", "SPY", "GOV", "IGO"), "court": ("JUD", "IGO"), "council": ("IGO",),
}  # fmt: skip
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PLAIN = "party"  # the rule of a phrase that owes its country to no place


def read_party(
    text: str, span: Span, roster: Roster, *, home: str | None = None, attacker: bool = False
) -> Party:
    """Read the party that a noun phrase names.

    Args:
        text: Text of the article.
        span: The noun phrase, as the text words it; articles stay.
        roster: Whom the article names, from `read_roster`.
        home: Alpha-3 code of the country where the event takes place; None if unknown.
        attacker: Whether it does violence in the event: a country then stands for its forces, a
            person of whom nothing else is known for one who fights nobody's war.

    Raises:
        InvalidValueError: The span is empty or reaches outside the text.
    """
    phrase = quote(text, span, _PLAIN)
    known = [found for found in find_organisations(text, span) if roster.believes(found)]
    kind = read_kind(text, span, known)
    member, rule = _member(text, span, kind, roster)
    sector = _sector(kind, member)
    if kind.open and (owner := _owner(span, kind, member, roster)):
        sector = Sector(owner)
    if _KOREA.fullmatch(text, *span):
        sector = Sector.GOV
    if attacker:
        sector = _of_attacker(sector, kind, member)
    country, basis = _country(text, span, kind, member, roster)
    if country is None and _is_at_home(sector, kind, member, known):
        country, basis = home or roster.country, "at-home"
    evidence = [phrase]
    if kind.span:
        evidence.append(quote(text, kind.span, f"sector-{sector.value}"))
    if member and member.basis:
        evidence.append(quote(text, member.basis, rule))
    if country and basis == "at-home":
        evidence[0] = quote(text, span, "party-at-home" if home else "party-of-the-article")
    name = member.name if member else _name(text, span, kind, roster)
    return Party(phrase.words, name, country, sector, tuple(evidence))


def read_parties(
    text: str, span: Span, roster: Roster, *, home: str | None = None, attacker: bool = False
) -> tuple[Party, ...]:
    """The same for a phrase that may stand for a party of each of several countries.

    "U.S. and South Korean forces" and, where two countries were named before, "the two countries"
    are a party of each, all in the same words; every other phrase is one party.
    """
    party = read_party(text, span, roster, home=home, attacker=attacker)
    codes = countries_counted(text, span)
    if not codes and not party.name:
        codes = countries_of_list(text, span)
    if not codes:
        return (party,)
    evidence = (replace(party.evidence[0], rule=_PLAIN), *party.evidence[1:])
    return tuple(replace(party, name=None, country=code, evidence=evidence) for code in codes)


def is_at_home(party: Party) -> bool:
    """Whether only the event's place can tell, or told, the country of a party."""
    return party.country is None or party.evidence[0].rule != _PLAIN


def _member(text: str, span: Span, kind: Kind, roster: Roster) -> tuple[Member | None, str]:
    """Whom of the roster a phrase names, and by which rule."""
    words = find_words(text, span)
    if len(words) == 1 and words[0].lower in _PRONOUNS:
        return _antecedent(roster, span.start, _PRONOUNS[words[0].lower]), "pronoun"
    named = list(roster.within(span))
    for mention in named:
        if mention.span.start == kind.person or _is_head(text, span, mention.span, kind):
            return roster.members[mention.member], "named"
    if not kind.head or not _DEFINITE.match(text, span.start) or kind.name:
        return None, ""
    for member in roster.before(span.start):
        if kind.head in member.heads and kind.country in (None, member.country):
            return member, "same-title"
    if kind.head in _CALLED and len(words) == 2:  # noqa: PLR2004
        return _called(roster, span.start, kind.head), "same-kind"
    return None, ""


def _called(roster: Roster, offset: int, head: str) -> Member | None:
    """The organisation last named that can be called so: "the group" for "Boko Haram"."""
    for mention in reversed(roster.organisations):
        found = mention.organisation
        if mention.span.end <= offset and found.sector in _CALLED[head]:
            return Member(found.name, False, found.country, found.sector, frozenset({head}))
    return None


def _is_head(text: str, span: Span, name: Span, kind: Kind) -> bool:
    """Whether a name is what a phrase is about: "Mr. Trump", not "Trump's aides"."""
    if kind.head and kind.span and kind.span.start >= name.start and not covers(name, kind.span):
        return False
    rest = text[name.end : span.end]
    before = text[span.start : name.start]
    return not re.match(r"\s*['’]s?\s|\s+(?!of\b|in\b|who\b|and\b)[\w]", rest) and not re.search(
        r"\b(?:of|for|by|with|against|to|in|from)\s", before
    )


def _antecedent(roster: Roster, offset: int, female: bool | None) -> Member | None:
    """The nearest person named before a pronoun who can be meant."""
    for member in roster.before(offset):
        if member.person and (female is None or member.female in (None, female)):
            return member
    return None


def _sector(kind: Kind, member: Member | None) -> Sector:
    """Sector by the office held, else by the phrase's own title, else by the article's."""
    meant = kind.person or not kind.head or (member and kind.head in member.heads)
    sure = member is not None and (member.in_office or not member.person or not kind.sector)
    if member is not None and member.sector and meant and sure:
        return Sector(member.sector)
    if member is not None and not member.person and not kind.sector:
        return Sector.NGO  # who abbreviates its name in news is no crowd
    return Sector(kind.sector or "CVL")


def _owner(span: Span, kind: Kind, member: Member | None, roster: Roster) -> str | None:
    """Sector of the person to whom a relational noun belongs: "Clinton's | aides"."""
    for mention in roster.within(span):
        owner = roster.members[mention.member]
        if owner is not member and mention.span.start != kind.person:
            return owner.sector
    return None


def _of_attacker(sector: Sector, kind: Kind, member: Member | None) -> Sector:
    """Sector of one who does violence: "Turkey" bombs by its forces, "two men" are no civilians."""
    if sector is Sector.GOV and member is None and not kind.head:
        return Sector.MIL
    if sector is Sector.CVL and (member is not None or kind.head in _ANYBODY):
        return Sector.REB
    return sector


# Heads of those who fight in their own country; "jihadists" and "terrorists" may be of any.
_LOCAL = frozenset(
    {
        "rebel", "gunman", "shooter", "fighter", "force", "militia", "man", "assassin", "militant",
        "insurgent", "militiaman", "separatist", "guerrilla", "guerilla",
    }
)  # fmt: skip
_ANYBODY = frozenset({"", "man", "person", "individual", "couple", "woman", "teenager"})


def _country(
    text: str, span: Span, kind: Kind, member: Member | None, roster: Roster
) -> tuple[str | None, str]:
    """Country by the phrase, by the person or organisation named, or by a name inside it."""
    if kind.country:
        return kind.country, "words"
    if member is not None and member.country:
        return member.country, "member"
    if (korea := _KOREA.fullmatch(text, *span)) and korea["half"] in _KOREAS:
        code = _KOREAS[korea["half"]]
        return (code, "half") if code in roster.countries else (None, "")
    if (owner := _OWNED.match(text, *span)) and owner["whose"].lower() in _PRONOUNS:
        person = _antecedent(roster, span.start, _PRONOUNS[owner["whose"].lower()])
        if person is not None and person.country:
            return person.country, "owner"
    for mention in roster.within(span):
        if country := roster.members[mention.member].country:
            return country, "name-within"
    return None, ""


def _is_at_home(
    sector: Sector, kind: Kind, member: Member | None, known: Sequence[OrganisationMention]
) -> bool:
    """Whether a party of which no country is told is of the country where it happens.

    An organisation of the tables that is of no one country is not; of those who fight, persons and
    the kinds that seldom come from abroad are.
    """
    if kind.abroad or any(
        found.organisation.name == kind.name and found.organisation.country is None
        for found in known
    ):
        return False
    if sector is Sector.REB and not known:
        return kind.head in _LOCAL or (member is not None and member.person)
    return sector not in _HOMELESS


def _name(text: str, span: Span, kind: Kind, roster: Roster) -> str | None:
    """A party's proper name where no member of the roster is meant.

    That is the fullest form the article has for an organisation in the phrase ("IFP members"),
    else the phrase itself where it is a name, of a country too ("the United States").
    """
    for mention in roster.organisations:
        if covers(span, mention.span) and kind.person is None and roster.believes(mention):
            return _fullest(text, mention, roster)
    start = span.start
    if match := _ARTICLE.match(text, start, span.end):
        start = match.end()
    bare = Span(start, span.end)
    words = find_words(text, bare)
    if not words or not is_proper(text, bare):
        return None
    if kind.country and not kind.head and not _is_country(text, bare):
        return None
    if len(words) == 1 and kind.name is None and kind.head:
        return None
    return " ".join(text[bare.start : bare.end].split())


def _fullest(text: str, mention: OrganisationMention, roster: Roster) -> str:
    """The longest words that the article has for an organisation."""
    forms = [
        " ".join(text[other.span.start : other.span.end].split())
        for other in roster.organisations
        if other.organisation.name == mention.organisation.name
    ]
    return max(forms, key=len)


def _is_country(text: str, span: Span) -> bool:
    """Whether a phrase is a country's name, and no adjective."""
    found = [m for m in find_countries(text[span.start : span.end]) if m.kind is CountryWord.NAME]
    return any(m.span == Span(0, span.end - span.start) for m in found)
