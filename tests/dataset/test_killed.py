"""`kill -9` at any moment: nothing that was acknowledged is lost, and the dataset opens."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

import tocsin
from tests.dataset.made import article, report
from tests.dataset.test_migrations import write_version_1
from tocsin.dataset.filters import Verdict
from tocsin.dataset.store import Dataset
from tocsin.linking.events import Event

ROOT = Path(__file__).parents[2]
KILLS = 6
# Adds an article, reads it, links it and judges its event, for ever; says so after each.
WRITER = """
import sys
from pathlib import Path
from tests.dataset.made import ANNA, NOW, VERSION, article, found, report, start
from tocsin.dataset.coded import Coded
from tocsin.dataset.filters import Filter, Verdict
from tocsin.dataset.store import Dataset

with Dataset(sys.argv[1], originals=Path(sys.argv[2])) as dataset:
    print("open", flush=True)
    run = start(dataset)
    number = dataset.counts()["articles"]
    while True:
        one = article(f"n{number}", size=1000 + number)
        with dataset.writing():
            dataset.inputs.add(found(one), one.text.encode(), run, NOW)
            coded = Coded(found(one), (report(one, size=1000 + number),))
            dataset.readings.keep(coded, VERSION, run, NOW)
        print("added", one.id, flush=True)
        if number % 4 == 0:
            dataset.linked.relink(run, NOW)
            print("linked", one.id, flush=True)
            [event] = dataset.events(Filter(article=one.id))
            done = dataset.decisions.judge(event.id, Verdict.ACCEPTED, ANNA)
            print("decided", done.number, flush=True)
        number += 1
"""


def kill(place: str, originals: Path, acknowledged: int, seconds: float) -> list[tuple[str, str]]:
    """Kill a writer so long after so many acknowledgements, and return all that it gave."""
    paths = [str(ROOT), str(Path(tocsin.__file__).parents[1])]
    code = f"import sys; sys.path[:0] = {paths}\n{WRITER}"
    with subprocess.Popen(
        [sys.executable, "-c", code, place, str(originals)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(1 + acknowledged)]
        time.sleep(seconds)
        writer.kill()
        told += writer.stdout
    lines = [line.split() for line in told[1:] if line.endswith("\n")]
    assert len(lines) >= acknowledged
    return [(one[0], one[1]) for one in lines]


def test_nothing_acknowledged_is_lost(place: str, tmp_path: Path) -> None:
    random, told = Random(7), list[tuple[str, str]]()  # noqa: S311 - nothing secret
    originals = tmp_path / "originals"
    for _ in range(KILLS):
        told += kill(place, originals, random.randrange(8), random.uniform(0, 0.05))
        with Dataset(place, originals=originals) as dataset:
            articles = {one.id for one in dataset.articles()}
            assert {name for what, name in told if what == "added"} <= articles
            assert {one.article for one in dataset.reports()} == articles  # both or none
            linked = {one.article for event in dataset.events() for one in event.reports}
            assert {name for what, name in told if what == "linked"} <= linked
            decided = {str(one.number) for one in dataset.decisions.all()}
            assert {number for what, number in told if what == "decided"} <= decided
            judged = [one for one in dataset.kept_events() if one.verdict is Verdict.ACCEPTED]
            assert bool(judged) is bool(decided)
            assert dataset.custody.verify() == []
        if not place.startswith("postgresql"):
            file = sqlite3.connect(place)
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            file.close()


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_a_migration_that_is_killed_is_done_again(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "a.tocsin"
    articles = [article(f"n{number}", size=1000 + number) for number in range(300)]
    events = [
        Event(f"e{number}", (report(one, size=1000 + number),))
        for number, one in enumerate(articles)
    ]
    write_version_1(path, articles, events)
    code = (
        f"import sys; sys.path[:0] = [{str(Path(tocsin.__file__).parents[1])!r}]\n"
        "from tocsin.dataset.store import Dataset\n"
        "print('begins', flush=True)\n"
        "Dataset(sys.argv[1]).close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
    with Dataset(path) as dataset:
        assert list(dataset.events()) == events
        assert list(dataset.articles()) == articles
