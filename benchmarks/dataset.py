"""How long a dataset of 100,000 events takes to write, to read and to ask.

Run: python benchmarks/dataset.py [--events 100000] [--place FILE_OR_URL]
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from tocsin.dataset.coded import Coded
from tocsin.dataset.decided import By
from tocsin.dataset.filters import Filter, Verdict
from tocsin.dataset.readings import MadeBy
from tocsin.dataset.runs import Manifest
from tocsin.dataset.store import Dataset
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.linking.events import Event
from tocsin.reports import Report
from tocsin.text.article import Article
from tocsin.text.inputs import Input
from tocsin.text.span import Evidence, Span
from tocsin.text.unread import InputStatus

NOW = datetime(2024, 7, 2, tzinfo=UTC)
WORDS = "Miners marched through the town for the {number}th time, witnesses said. "
COUNTRIES = ("BLR", "KOR", "FRA", "PER", "KEN")
MADE_BY = MadeBy("0", "none")


def article(number: int) -> Article:
    """An article of some 400 words."""
    text = WORDS.format(number=number) + "The union asks for higher pay and safer shafts. " * 40
    sha = sha256(text.encode()).hexdigest()
    return Article(id=f"a{number}", text=text, title=f"March {number}", sha256=sha)


def report(of: Article, number: int) -> Report:
    """Its report."""
    anchor = Evidence(Span(7, 14), of.text[7:14], "anchor")
    day = str(date(2000, 1, 1) + timedelta(days=number % 9_000))
    end = of.text.index(".") + 1
    return Report(
        id=f"{of.id}.1",
        article=of.id,
        what=What(EventType.PROTEST, "demonstrate", Form.MARCH, Status.HAPPENED, (anchor,)),
        actors=(),
        recipients=(),
        when=When(day, day, Resolution.DATED, (anchor,)),
        where=Where(
            None, f"Town {number}", None, COUNTRIES[number % 5], Precision.CITY, 53.9, 27.6
        ),
        size=None,
        killed=None,
        injured=None,
        arrested=None,
        stance=None,
        sources=(),
        anchor=anchor,
        sentence=Evidence(Span(0, end), of.text[:end], "sentence"),
        confidence=0.9,
        reader="none",
    )


@contextmanager
def told(what: str) -> Iterator[None]:
    """Print how long a block takes."""
    wall, cpu = perf_counter(), process_time()
    yield
    print(f"{what:<50}{perf_counter() - wall:9.2f} s{process_time() - cpu:9.2f} s CPU")


def by_hand(place: str | Path, count: int) -> None:
    """Events that a program adds, and questions about them."""
    with Dataset(place) as dataset:
        with told(f"add {count:,} events with their reports"):
            events = (
                Event(f"e{number:012x}", (report(article(number), number),))
                for number in range(count)
            )
            dataset.add(events)
        with told("read all events"):
            sum(1 for _ in dataset.events())
        with told("one event"):
            dataset.event("e000000000007")
        with told("events of a country, a type and a month"):
            month = Filter(("PROTEST",), ("KOR",), date(2010, 6, 1), date(2010, 6, 30))
            found = sum(1 for _ in dataset.events(month))
        print(f"  ({found} events)")
        with told("search for two words, 20 of each kind"):
            dataset.search("777th march")
        with told("judge an event"):
            dataset.decisions.judge("e000000000007", Verdict.ACCEPTED, By("anna", NOW))
        with told("counts"):
            dataset.counts()


def by_commands(place: str | Path, folder: Path, count: int) -> None:
    """Articles that commands add, read and link, 100 in a transaction."""
    with Dataset(place, originals=folder) as dataset:
        run = dataset.runs.start(Manifest("add", "0"), NOW)
        with told(f"add {count:,} articles with their bytes"):
            for start in range(0, count, 100):
                with dataset.writing():
                    for one in map(article, range(start, min(start + 100, count))):
                        found = Input(f"{one.id}.txt", InputStatus.OK, one)
                        dataset.inputs.add(found, one.text.encode(), run, NOW)
        with told("keep their readings"):
            for start in range(0, count, 100):
                with dataset.writing():
                    for number in range(start, min(start + 100, count)):
                        one = article(number)
                        coded = Coded(Input("", InputStatus.OK, one), (report(one, number),))
                        dataset.readings.keep(coded, MADE_BY, run, NOW)
        with told("put their reports into events"):
            dataset.linked.relink(run, NOW)
        late = replace(article(0), id="late", text="A new one. " + article(0).text)
        dataset.inputs.add(Input("late.txt", InputStatus.OK, late), None, run, NOW)
        coded = Coded(Input("", InputStatus.OK, late), (replace(report(late, 0), id="late.1"),))
        dataset.readings.keep(coded, MADE_BY, run, NOW)
        with told("put one more report into its event"):
            dataset.linked.relink(run, NOW)
        with told("which articles are due"):
            dataset.readings.due(MADE_BY)
        with told("verify"):
            problems = dataset.custody.verify()
        print(f"  ({len(problems)} problems)")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--place", help="a file, or the URL of an empty database")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        by_hand(asked.place or Path(folder, "events.tocsin"), asked.events)
        if asked.place is None:
            by_commands(Path(folder, "all.tocsin"), Path(folder, "originals"), asked.articles)


if __name__ == "__main__":
    main()
