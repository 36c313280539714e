"""How long linking takes: made-up reports of made-up events, told by one to nine articles each.

python benchmarks/linking.py 10000 100000 1000000

What is made hangs on its number alone. The world grows with the number of reports in its years
and stays the same in its countries, towns and groups, as an archive does. Making the reports is
not counted; seconds are of work, which other programs on the machine do not stretch.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from random import Random

from tocsin.drafts import Count, Reading
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.linking.facts import Facts, Story, facts_of
from tocsin.linking.groups import group
from tocsin.linking.words import NO_WORDS
from tocsin.reports import Report
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span

TOWN_TOLD = 0.8  # how often an article tells the town
DAY_TOLD, MONTH_TOLD = 0.75, 0.12  # the day, or only its month
COUNTRIES = [f"{a}{b}X" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKL"]
TYPES = [EventType.PROTEST] * 6 + [EventType.ASSAULT] * 3 + [EventType.ACCUSE] * 4
TYPES += list(EventType)
PER_DAY = 150  # reports: 20 years make a million
_BEGIN = ("bar", "kel", "mon", "tor", "vas", "lin", "dra", "sup", "ger", "hol")
_END = ("n", "r", "st", "lk", "m", "v", "d", "ck")
WORDS = [begin + vowel + end for begin in _BEGIN for vowel in "aeiou" for end in _END]


def reports(count: int, wanted: EventType) -> Iterator[tuple[Report, str, int]]:
    """Reports of a type with the event that each tells and the day its article was published."""
    made = event = 0
    while made < count:
        event += 1
        random = Random(event)  # noqa: S311 - made up, not secret
        type_ = random.choice(TYPES)
        told_by = min(count - made, 9, 1 + int(random.expovariate(0.5)))
        if type_ is not wanted:
            made += told_by
            continue
        day = date(2000, 1, 1) + timedelta(made // PER_DAY)
        country = random.choice(COUNTRIES)
        town = f"{random.choice(WORDS)}{country.lower()[:2]} {random.randrange(20)}"
        group_ = [random.choice(WORDS).capitalize() for _ in range(2)]
        topic = [random.choice(WORDS) for _ in range(8)]
        for _ in range(told_by):
            told = _told(random, day)
            size = random.choice([None, 500, 800, 1000])
            anchor = random.choice(["rallied", "marched", "gathered", "struck"])
            sentence = " ".join(
                [*group_, anchor, *random.sample(topic, 5), *random.sample(WORDS, 3)]
            )
            yield (
                Report(
                    f"r{made}", f"a{made}", What(type_, None, None, Status.HAPPENED),
                    (Party(" ".join(group_), None, country, Sector.CVL),), (),
                    When(told, told, Resolution.RELATIVE if told else Resolution.NOT_TOLD),
                    Where(None, town if random.random() < TOWN_TOLD else None, None, country,
                          Precision.CITY),
                    _count(size), None, None, None,
                    Stance(Side.ANTI) if type_ is EventType.PROTEST else None, (),
                    _words(anchor), _words(sentence), None, "made up",
                ),
                f"e{event}",
                day.toordinal() + 1,
            )  # fmt: skip
            made += 1


def _told(random: Random, day: date) -> str | None:
    """The day as an article tells it: mostly exactly, else its month or not at all."""
    chance = random.random()
    return (
        day.isoformat()
        if chance < DAY_TOLD
        else day.isoformat()[:7]
        if chance < DAY_TOLD + MONTH_TOLD
        else None
    )


def _words(words: str) -> Evidence:
    return Evidence(Span(0, len(words)), words, "made-up")


def _count(size: int | None) -> Count | None:
    if size is None:
        return None
    return Count((Reading(Figure(size, size, Hedge.NONE, Span(0, 4)), f"{size} people"),))


class Maker:
    """Makes the reports of a type, and what of each is compared; the reports are not held."""

    def __init__(self, count: int, type_: EventType) -> None:
        self.made = reports(count, type_)
        self.truth: dict[str, str] = {}
        self.reading = 0.0  # seconds

    def facts(self) -> Iterator[Facts]:
        """Facts of each report, one after the other."""
        for report, event, published in self.made:
            self.truth[report.id] = event
            started = time.process_time()
            found = facts_of(report, Story(NO_WORDS, published))
            self.reading += time.process_time() - started
            yield found


# Reports of two types are never one event: types are linked one after the other, in two processes.
HALVES = (
    ("PROTEST", "ASSAULT", "MOBILIZE", "COERCE", "AID", "RETREAT", "CONCEDE"),
    ("ACCUSE", "SANCTION", "THREATEN", "REQUEST", "REJECT", "AGREE", "SUPPORT", "CONSULT",
     "COOPERATE"),
)  # fmt: skip


def run(task: tuple[int, tuple[str, ...]]) -> Counter[str]:
    """Milliseconds of work, megabytes, reports, events, and pairs right, made and true."""
    count, types = task
    total: Counter[str] = Counter()
    for type_ in types:
        maker = Maker(count, EventType(type_))
        made = list(maker.facts())
        started = time.process_time()
        found = group(made)
        total["ms"] += round(1000 * (time.process_time() - started + maker.reading))
        total["reports"] += len(made)
        total["events"] += len(found)
        total.update(pairs_of(found, maker.truth))
    total["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return total


def main() -> None:
    """Link each size in two processes; print seconds, memory, and how many pairs were found."""
    for size in map(int, sys.argv[1:]):
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            halves = list(pool.map(run, [(size, half) for half in HALVES]))
        ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        seconds = [half["ms"] / 1000 for half in halves]
        both = halves[0] + halves[1]
        print(
            f"{both['reports']:,} reports: {max(seconds):.1f} s, the longer of two processes",
            f"({sum(seconds):.1f} s in both); peak of all processes together at most",
            f"{(both['MB'] + ours) / 1024:.2f} GB; {both['events']:,} events; pairs",
            f"p={both['right'] / both['made']:.3f} r={both['right'] / both['true']:.3f}",
            flush=True,
        )


def pairs_of(found: list[list[str]], truth: dict[str, str]) -> dict[str, int]:
    """Pairs right, made and true."""
    right = Counter((number, truth[one]) for number, group_ in enumerate(found) for one in group_)
    return {
        "right": _pairs(right.values()),
        "made": _pairs(map(len, found)),
        "true": _pairs(Counter(truth.values()).values()),
    }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    main()
