"""What was done: type, mode, form and status, in the terms of PLOVER and the coding manual.

>>> read_what("PROTEST", mode="demonstrate", form="rally", status="planned", evidence=())
What(type=<EventType.PROTEST: 'PROTEST'>, mode='demonstrate', form=<Form.RALLY: 'rally'>, \
status=<Status.PLANNED: 'planned'>, evidence=())
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.span import Evidence, Span


class EventType(StrEnum):
    """The sixteen types of PLOVER (manual 2.0), each with a word on what falls under it."""

    PROTEST = "PROTEST"  # gatherings and collective contention
    ASSAULT = "ASSAULT"  # physical violence
    COERCE = "COERCE"  # repression short of assault
    MOBILIZE = "MOBILIZE"  # forces moved, one country's drill, weapons tests
    SANCTION = "SANCTION"  # sanctions, expulsions, convictions, fines
    THREATEN = "THREATEN"  # verbal threats and warnings with a consequence
    REQUEST = "REQUEST"  # demands, appeals, orders
    ACCUSE = "ACCUSE"  # criticise, condemn, sue, investigate
    REJECT = "REJECT"  # refuse, deny, veto
    AGREE = "AGREE"  # promise to cooperate, to meet or to sign
    SUPPORT = "SUPPORT"  # praise, condolence, treaty, recognition
    CONSULT = "CONSULT"  # meetings, visits, talks, calls
    COOPERATE = "COOPERATE"  # joint drills, trade, intelligence sharing
    AID = "AID"  # economic, military or humanitarian aid, asylum
    CONCEDE = "CONCEDE"  # verbal concessions, a permit granted
    RETREAT = "RETREAT"  # release, withdrawal, resignation, ceasefire


# Modes of the coding manual; a type that is absent here has none.
MODES: dict[EventType, frozenset[str]] = {
    EventType.PROTEST: frozenset(
        {"demonstrate", "strike", "boycott", "hunger-strike", "obstruct", "riot"}
    ),
    EventType.ASSAULT: frozenset(
        {
            "beat", "shooting", "explosives", "aerial", "heavy-weapons", "torture", "sexual",
            "execute", "assassinate", "abduct", "destroy", "clash", "other",
        }
    ),
    EventType.COERCE: frozenset(
        {"arrest", "disperse", "restrict", "seize", "deport", "cyber", "other"}
    ),
    EventType.MOBILIZE: frozenset({"troops", "weapons-test", "police", "militia", "drill"}),
    EventType.SANCTION: frozenset({"economic", "expel", "withdraw", "convict", "fine", "ban"}),
    EventType.AID: frozenset({"economic", "military", "humanitarian", "asylum"}),
    EventType.RETREAT: frozenset({"release", "withdraw", "resign", "ceasefire", "lift"}),
}  # fmt: skip


_BEFORE = 10  # characters before an anchor in which "hunger" may stand
_HUNGER = re.compile(r"\bhunger[\s‐‑-]\Z", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<hunger_strike>hunger[\s‐‑-]strik)|(?P<sit_in>sit[\s‐‑-]ins?\b|dharnas?\b)"
    r"|(?P<occupation>occup(?:y|ied|ies|ying|ation)\b)|(?P<vigil>vigils?\b|prayers?\b)"
    r"|(?P<meeting>teach[\s‐‑-]ins?\b)|(?P<picket>picket(?:s|ed|ing)?\b)"
    r"|(?P<rally>rall(?:y|ies|ied|ying)\b)|(?P<blockade>blockad(?:e|es|ed|ing)\b)"
    r"|(?P<boycott>boycott(?:s|ed|ing)?\b)|(?P<march>march(?:es|ed|ing)?\b)"
    r"|(?P<parade>parad(?:e|es|ed|ing)\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:joint|combined|trilateral|bilateral|multinational)\b", re.IGNORECASE)


class Form(StrEnum):
    """Form of a protest."""

    RALLY = "rally"
    MARCH = "march"
    PARADE = "parade"
    VIGIL = "vigil"
    SIT_IN = "sit-in"
    PICKET = "picket"
    STRIKE = "strike"
    BOYCOTT = "boycott"
    HUNGER_STRIKE = "hunger-strike"
    BLOCKADE = "blockade"
    OCCUPATION = "occupation"
    RIOT = "riot"
    MEETING = "meeting"
    OTHER = "other"


class Status(StrEnum):
    """How real the article makes the act."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"  # rumour, "allegedly", a one-sided claim left open
    AVERTED = "averted"


@dataclass(frozen=True, slots=True)
class What:
    """What was done, and how real it is.

    Attributes:
        type: PLOVER type.
        mode: Mode within the type; None where none fits.
        form: Form of a protest; None for every other type.
        status: How real the article makes it.
        evidence: The act's anchor first, then the words that gave mode, form or status.

    Raises:
        InvalidValueError: The mode does not belong to the type, or a form to no protest.
    """

    type: EventType
    mode: str | None
    form: Form | None
    status: Status
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.mode is not None and self.mode not in MODES.get(self.type, ()):
            raise InvalidValueError(f"{self.type.value} has no mode {self.mode!r}")
        if self.form is not None and self.type is not EventType.PROTEST:
            raise InvalidValueError(f"{self.type.value} has no form, only PROTEST has")


def read_what(
    type_: str, *, mode: str | None, form: str | None, status: str, evidence: tuple[Evidence, ...]
) -> What:
    """A reader's labels as a value; a mode or form that the type does not have is left out.

    Raises:
        InvalidValueError: No such type or status.
    """
    try:
        kind, state = EventType(type_), Status(status)
    except ValueError as error:
        raise InvalidValueError(f"no such type or status: {type_!r}, {status!r}") from error
    fitting = mode if mode in MODES.get(kind, ()) else None
    protest = kind is EventType.PROTEST
    known = Form(form) if protest and form in set(Form) else None
    return What(kind, fitting, known or (Form.OTHER if protest else None), state, evidence)


def form_of(text: str, anchor: Span) -> str | None:
    """Form of a protest where the very word that names it tells the form.

    Args:
        text: Text of the article.
        anchor: The word that names the protest; what is joined to it is read too ("sit-in").

    Returns:
        Name of a form; None for words of many forms ("protest", "gathered").
    """
    if _HUNGER.search(text, max(0, anchor.start - _BEFORE), anchor.start):
        return Form.HUNGER_STRIKE.value
    match = _NAMED.match(text, anchor.start)
    return match.lastgroup.replace("_", "-") if match and match.lastgroup else None


def of_several(what: What, countries: Collection[str], phrase: str) -> What:
    """A drill that several countries hold together is cooperation; one country's stays MOBILIZE.

    Args:
        what: What was done.
        countries: The countries of those who did it.
        phrase: The words around the anchor, where "joint" may stand.

    Returns:
        The same value, or one of type COOPERATE.
    """
    if what.type is not EventType.MOBILIZE or what.mode != "drill":
        return what
    together = len(set(countries)) > 1 or _JOINT.search(phrase) is not None
    return replace(what, type=EventType.COOPERATE, mode=None) if together else what
