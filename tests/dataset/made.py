"""Articles and reports made for these tests, as many and as like one another as a test needs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from tocsin.dataset.coded import Coded
from tocsin.dataset.decided import By
from tocsin.dataset.readings import MadeBy
from tocsin.dataset.runs import Manifest
from tocsin.dataset.store import Dataset
from tocsin.drafts import Count, Reading
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.inputs import Input
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span
from tocsin.text.unread import InputStatus

NOW = datetime(2024, 7, 2, 12, 30, tzinfo=UTC)
ANNA = By("anna", NOW, "she was there")
VERSION = MadeBy("0.2.0", "learned-3", ("abc", "def"))
TEXT = "Miners marched through {city} on {day}, {size} of them, residents said."


def article(name: str, *, city: str = "Karvia", day: str = "Monday", size: int = 300) -> Article:
    """An article of one sentence."""
    text = TEXT.format(city=city, day=day, size=size)
    return Article(
        id=name,
        text=text,
        title=f"Miners march in {city}",
        outlet="The Karvia Courier",
        published=Published(date(2024, 7, 1), DateBasis.RECORD),
        sha256=sha256(text.encode()).hexdigest(),
    )


def report(
    of: Article, *, city: str = "Karvia", day: str = "2024-07-01", size: int = 300
) -> Report:
    """The report of such an article."""
    march = Evidence(Span(7, 14), of.text[7:14], "anchor")
    number = of.text.index(" of them") - len(str(size))
    words = Evidence(Span(number, number + len(str(size))), str(size), "number")
    return Report(
        id=f"{of.id}.1",
        article=of.id,
        what=What(EventType.PROTEST, "demonstrate", Form.MARCH, Status.HAPPENED, (march,)),
        actors=(),
        recipients=(),
        when=When(day, day, Resolution.RELATIVE),
        where=Where(None, city, None, "BLR", Precision.CITY),
        size=Count((Reading(Figure(size, size, Hedge.NONE, words.span), str(size), ()),)),
        killed=None,
        injured=None,
        arrested=None,
        stance=None,
        sources=(),
        anchor=march,
        sentence=Evidence(Span(0, len(of.text)), of.text, "sentence"),
        confidence=0.9,
        reader="by hand",
    )


def found(of: Article, status: InputStatus = InputStatus.OK) -> Input:
    """The article as it was found in a file."""
    return Input(f"news/{of.id}.txt", status, of)


def start(dataset: Dataset, command: str = "code") -> int:
    """A run."""
    return dataset.runs.start(Manifest(command, "0.2.0", {"reader": "learned-3"}), NOW)


def put(dataset: Dataset, *articles: Article) -> int:
    """Add articles with their bytes."""
    run = start(dataset, "add")
    for one in articles:
        dataset.inputs.add(found(one), one.text.encode(), run, NOW)
    return run


def code(dataset: Dataset, *reports: Report, made_by: MadeBy = VERSION) -> int:
    """Keep one reading for each report, and link."""
    run = start(dataset)
    for one in reports:
        read = dataset.article(one.article)
        assert read is not None
        dataset.readings.keep(Coded(found(read), (one,)), made_by, run, NOW)
    dataset.linked.relink(run, NOW)
    return run


def two_marches(dataset: Dataset) -> tuple[Report, Report]:
    """Two articles that tell of one march, and its only event."""
    first, second = article("a"), article("b", day="a Monday", size=400)
    put(dataset, first, second)
    reports = (report(first), report(second, size=400))
    code(dataset, *reports)
    return reports


def other_day(one: Report) -> Report:
    """The same report on a day that no other tells."""
    return replace(one, when=When("2021-02-03", "2021-02-03", Resolution.DATED))
