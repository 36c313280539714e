"""Who: a party to an act, as worded, with its name, country and sector."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.span import Evidence


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
