"""Reports made by hand for the tests of linking: every field has a plain value unless given."""

from dataclasses import replace

from tocsin.drafts import Count, Reading
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.reports import Report
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span


def words(text: str) -> Evidence:
    return Evidence(Span(0, len(text)), text, "by-hand")


def party(text: str, country: str | None = "SRB", sector: Sector = Sector.CVL) -> Party:
    return Party(text, None, country, sector)


def count(text: str, low: int | None, high: int | None, *speakers: str) -> Count:
    hedge = Hedge.SCALE if low is None and high is None else Hedge.NONE
    figure = Figure(low, high, hedge, Span(0, len(text)))
    return Count((Reading(figure, text, tuple(map(Source, speakers))),))


def day(start: str | None, end: str | None = None, *, dated: bool = False) -> When:
    how = Resolution.DATED if dated else Resolution.RELATIVE
    return When(start, end or start, how if start else Resolution.NOT_TOLD)


def place(city: str | None, venue: str | None = None, country: str | None = "SRB") -> Where:
    precision = Precision.CITY if city else Precision.COUNTRY
    evidence = (words(city or country or "?"),)
    return Where(venue, city, None, country, precision, evidence=evidence)


_RALLY = Report(
    id="a.1",
    article="a",
    what=What(EventType.PROTEST, "demonstrate", Form.RALLY, Status.HAPPENED),
    actors=(party("students of the Karvia university"),),
    recipients=(party("the rector", "SRB", Sector.EDU),),
    when=day("2024-06-25"),
    where=place("Karvia", "Osta Square"),
    size=count("80,000 people", 80_000, 80_000, "police"),
    killed=None,
    injured=None,
    arrested=None,
    stance=Stance(Side.ANTI),
    sources=(Source("police"),),
    anchor=words("rallied"),
    sentence=words("Students of the Karvia university rallied on Osta Square against the rector"),
    confidence=None,
    reader="by hand",
)


def rally(article: str = "a", **fields: object) -> Report:
    """The rally of 25 June in Karvia as another article tells it, with fields of its own."""
    return replace(_RALLY, id=f"{article}.1", article=article, **fields)  # type: ignore[arg-type]


def told(status: Status = Status.HAPPENED, type_: EventType = EventType.PROTEST) -> What:
    protest = type_ is EventType.PROTEST
    return What(type_, "demonstrate" if protest else None, Form.RALLY if protest else None, status)
