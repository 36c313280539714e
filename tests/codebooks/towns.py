"""A gazetteer of a few towns, and events by hand, for the tests of codebooks."""

from dataclasses import replace
from datetime import date

from tests.linking.made import count, day, party, rally, words
from tocsin.drafts import Count
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Sector
from tocsin.linking.events import Event
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.gazetteer import Candidate, PlaceKind

TOWNS = (
    Candidate("Pyongyang", PlaceKind.CITY, 39.03385, 125.75432, "PRK", "P'yongyang", None, 1871859),
    Candidate("São Paulo", PlaceKind.CITY, -23.5475, -46.63611, "BRA", "São Paulo", None, 3448439),
    Candidate("Springfield", PlaceKind.CITY, 39.80172, -89.64371, "USA", "Illinois", None, 4250542),
    Candidate("Springfield", PlaceKind.CITY, 42.1, -72.5, "USA", "Massachusetts", None, 4951788),
    Candidate("Springfield", PlaceKind.ADMIN, 42.1, -72.5, "USA", None, None, 1),
)  # fmt: skip


class Towns:
    """Knows four towns, the one of most inhabitants first."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        return tuple(town for town in TOWNS if town.name == name)


def square(city: str = "Pyongyang", country: str = "PRK", geonameid: int | None = 1871859) -> Where:
    """A square in a town, with coordinates of its own."""
    return Where(
        "Liberty Square", city, None, country, Precision.VENUE, 39.0195, 125.7527, geonameid,
        (words(city),), PlaceKind.VENUE,
    )  # fmt: skip


def protest(
    mode: str | None = "demonstrate", status: Status = Status.HAPPENED, form: Form = Form.RALLY
) -> What:
    return What(EventType.PROTEST, mode, form, status)


def act(type_: str, mode: str | None = None, status: Status = Status.HAPPENED) -> What:
    return What(EventType(type_), mode, None, status)


def size(*figures: tuple[str, int | None, int | None]) -> Count:
    """Figures as words, low and high."""
    return Count(tuple(count(*figure).readings[0] for figure in figures))


def told(article: str = "a", **fields: object) -> Report:
    """One report of a rally for the government in Pyongyang on 9 August 2017."""
    plain: dict[str, object] = {
        "actors": (party("workers", "PRK"),),
        "recipients": (party("the United States", "USA", Sector.GOV),),
        "when": day("2017-08-09"),
        "where": square(),
        "size": size(("a massive crowd", None, None)),
        "stance": Stance(Side.PRO, (words("the government"),), (words("the sanctions"),)),
        "sources": (Source("a resident"),),
    }
    return rally(article, **{**plain, **fields})


def event(*reports: Report, id_: str = "e1") -> Event:
    return Event(id_, reports or (told(),))


def against(side: Side = Side.ANTI, *issue: str) -> Stance:
    return Stance(side, (), tuple(words(one) for one in issue or ("the new tax",)))


def article(id_: str = "a", outlet: str = "The Courier") -> Article:
    return Article(
        id_,
        "Text.",
        title="A rally",
        outlet=outlet,
        url=f"https://courier.example/{id_}",
        published=Published(date(2017, 8, 10), DateBasis.GIVEN),
    )


def in_town(report: Report, city: str, country: str, geonameid: int | None = None) -> Report:
    return replace(report, where=square(city, country, geonameid))
