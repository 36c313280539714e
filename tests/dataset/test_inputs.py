"""Inputs and readings: nothing handed in vanishes, and what is to be read anew is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.dataset.made import (
    ANNA,
    NOW,
    VERSION,
    article,
    code,
    found,
    put,
    report,
    start,
    two_marches,
)
from tocsin.dataset.coded import Coded
from tocsin.dataset.readings import MadeBy
from tocsin.dataset.runs import Manifest
from tocsin.dataset.schema import ARTICLES
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.text.article import Article
from tocsin.text.inputs import Input
from tocsin.text.unread import InputStatus


def test_an_article_comes_back_with_its_bytes(opened: Callable[[], Dataset]) -> None:
    one = article("a")
    source = b"<p>" + one.text.encode()
    with opened() as dataset:
        kept = dataset.inputs.add(found(one), source, start(dataset), NOW)
        assert (kept.number, kept.status, kept.article, kept.new) == (1, InputStatus.OK, "a", True)
    with opened() as dataset:
        assert list(dataset.articles()) == [one]
        assert dataset.original(kept.sha256) == source
        assert list(dataset.inputs.all()) == [replace(kept, new=False)]


def test_every_input_is_kept_with_its_reason(dataset: Dataset) -> None:
    run = start(dataset)
    unread = Input("photo.jpg", InputStatus.NOT_TEXT, None, "a picture, not text")
    for status in (InputStatus.NOT_TEXT, InputStatus.UNREADABLE):
        dataset.inputs.add(replace(unread, status=status), None, run, NOW)
    dataset.inputs.add(found(article("a"), InputStatus.NEEDS_DATE), None, run, NOW)
    first = next(dataset.inputs.all())
    assert (first.name, first.status) == ("photo.jpg", InputStatus.NOT_TEXT)
    assert first.note == "a picture, not text"
    assert dataset.inputs.counts() == {
        InputStatus.NEEDS_DATE: 1,
        InputStatus.NOT_TEXT: 1,
        InputStatus.UNREADABLE: 1,
    }


def test_an_input_that_waited_for_a_day_is_ok_once_a_person_gave_it(dataset: Dataset) -> None:
    dataset.inputs.add(found(article("a"), InputStatus.NEEDS_DATE), None, start(dataset), NOW)
    dataset.decisions.set_published("a", date(2017, 8, 9), ANNA)
    assert dataset.inputs.counts() == {InputStatus.OK: 1}
    [kept] = dataset.inputs.all()
    assert (kept.status, kept.note) == (
        InputStatus.OK,
        "published 2017-08-09, as a person said",
    )


def test_adding_the_same_file_again_adds_nothing(dataset: Dataset) -> None:
    put(dataset, article("a"))
    photo = Input("photo.jpg", InputStatus.NOT_TEXT, None, "a picture")
    for new in (True, False):
        assert dataset.inputs.add(photo, b"\xff\xd8", 1, NOW).new is new
    again = dataset.inputs.add(found(article("a")), article("a").text.encode(), 2, NOW)
    assert (again.number, again.new, again.status) == (1, False, InputStatus.OK)
    assert dataset.counts()["inputs"] == 2


def test_a_file_that_could_not_be_read_before_is_read_now(dataset: Dataset) -> None:
    one = article("a")
    source = one.text.encode()
    unread = Input("news/a.txt", InputStatus.UNSUPPORTED, None, "not read yet")
    dataset.inputs.add(unread, source, 1, NOW)
    assert dataset.inputs.add(found(one), source, 2, NOW).new
    assert list(dataset.articles()) == [one]


def test_the_same_text_is_a_duplicate_in_a_later_run_too(dataset: Dataset) -> None:
    one = article("a")
    put(dataset, one)
    other = replace(one, id="copy", text=one.text.replace(" ", "\n"))
    kept = dataset.inputs.add(found(other), other.text.encode(), 2, NOW)
    assert (kept.status, kept.note) == (InputStatus.DUPLICATE, "duplicate of news/a.txt")
    assert kept.article == "a"
    assert list(dataset.articles()) == [one]


def test_another_text_of_the_same_id_gets_an_id_of_its_own(dataset: Dataset) -> None:
    first, second, third = article("a"), article("a", size=70), article("a", size=71)
    put(dataset, first, second, third)
    names = [one.id for one in dataset.articles()]
    assert names == ["a", f"a-{second.sha256[:8]}", f"a-{third.sha256[:8]}"]


def test_an_article_is_found_by_a_part_of_its_name(dataset: Dataset) -> None:
    put(dataset, article("miners-1"), article("miners-12", size=70), article("rally_1", size=71))
    assert dataset.find_article("miners-1").id == "miners-1"
    assert dataset.find_article("-12").id == "miners-12"
    assert dataset.find_article("news/rally_1.txt").id == "rally_1"
    assert dataset.find_article("y_").id == "rally_1"
    with pytest.raises(DatasetError, match="names 2 articles: miners-1, miners-12"):
        dataset.find_article("miners")
    with pytest.raises(DatasetError, match="'%' names no article"):
        dataset.find_article("%")


def test_what_databases_cannot_hold_is_kept_in_the_record(dataset: Dataset) -> None:
    odd = replace(article("a\0b"), title="one\0two", text="Miners\0marched through Karvia.")
    put(dataset, odd)
    assert list(dataset.articles()) == [odd]
    assert dataset.article("a\0b") == odd
    with pytest.raises(InvalidValueError, match="half a character"):
        dataset.add([Article("b", "half \ud800")])


def test_bytes_that_were_changed_or_lost_are_told(dataset: Dataset, tmp_path: Path) -> None:
    kept = dataset.inputs.add(found(article("a")), b"bytes", start(dataset), NOW)
    [file] = (path for path in (tmp_path / "originals").rglob("*") if path.is_file())
    assert file.name == kept.sha256
    file.chmod(0o600)
    file.write_bytes(b"other")
    with pytest.raises(DatasetError, match="is not what it was"):
        dataset.original(kept.sha256)
    file.unlink()
    with pytest.raises(DatasetError, match="cannot be read"):
        dataset.original(kept.sha256)
    with pytest.raises(DatasetError, match="no SHA-256"):
        dataset.original("../../etc/passwd")


def test_what_is_due_depends_on_the_version_the_day_and_failures(dataset: Dataset) -> None:
    one, two = article("a"), article("b", size=400)
    put(dataset, one, two)
    assert dataset.readings.due(VERSION) == ["a", "b"]
    run = code(dataset, report(one))
    assert dataset.readings.due(VERSION) == ["b"]
    dataset.readings.keep(Coded(found(two), (), "the reader died"), VERSION, run, NOW)
    assert dataset.readings.due(VERSION) == ["b"]
    kept = dataset.readings.of("b")
    assert kept is not None
    assert (kept.failure, kept.made_by, kept.published) == (
        "the reader died",
        VERSION,
        "2024-07-01",
    )
    swapped = replace(VERSION, codebooks=tuple(reversed(VERSION.codebooks)))
    assert dataset.readings.due(swapped) == ["b"]
    for other in (MadeBy("0.2.1", "learned-3"), replace(VERSION, codebooks=("new",))):
        assert dataset.readings.due(other) == ["a", "b"]
    assert dataset.readings.of("x") is None


def test_a_failure_leaves_what_was_read_before(dataset: Dataset) -> None:
    reports = two_marches(dataset)
    dataset.readings.keep(Coded(found(article("a")), (), "out of memory"), VERSION, 1, NOW)
    assert list(dataset.reports()) == list(reports)


def test_a_reading_takes_the_place_of_the_one_before(dataset: Dataset, rally: Coded) -> None:
    assert rally.input.article is not None
    put(dataset, rally.input.article)
    dataset.readings.keep(rally, VERSION, 1, NOW)
    assert list(dataset.rejected()) == list(rally.rejected)
    assert list(dataset.rejected("rally")) == list(rally.rejected)
    assert list(dataset.rejected("other")) == []
    dataset.readings.keep(Coded(rally.input, rally.reports[:1]), VERSION, 2, NOW)
    assert list(dataset.reports()) == [rally.reports[0]]
    assert list(dataset.rejected()) == []
    with pytest.raises(DatasetError, match="'z' is not in the dataset"):
        dataset.readings.keep(Coded(found(article("z"))), VERSION, 1, NOW)


def test_a_run_that_has_no_end_was_killed(dataset: Dataset) -> None:
    manifest = Manifest("add", "0.2.0", {"reader": "learned-3"}, {"paths": ["a", "b"]})
    first, second = (dataset.runs.start(manifest, NOW) for _ in range(2))
    dataset.runs.finish(first, NOW, {"articles": 2})
    done, killed = dataset.runs.all()
    assert (done.number, done.finished, dict(done.counts)) == (first, NOW, {"articles": 2})
    assert (killed.manifest, killed.started, killed.finished) == (manifest, NOW, None)
    assert dataset.runs.get(second) == killed
    for run in (first, 9):
        with pytest.raises(DatasetError, match=f"no run {run}"):
            dataset.runs.finish(run, NOW, {})
    with pytest.raises(InvalidValueError, match="names no time zone"):
        dataset.runs.start(manifest, NOW.replace(tzinfo=None))


def test_a_command_is_kept_as_a_whole_or_not_at_all(dataset: Dataset) -> None:
    def command() -> None:
        with dataset.writing():
            put(dataset, article("a"))
            with dataset.writing():
                put(dataset, article("b", size=400))
            assert dataset.counts()["articles"] == 2
            dataset.find_article("no such article")

    with pytest.raises(DatasetError, match="no such article"):
        command()
    assert dataset.counts() == dict.fromkeys(dataset.counts(), 0)
    with pytest.raises(DatasetError, match="inside a snapshot"), dataset.snapshot():
        put(dataset, article("a"))


def test_a_snapshot_is_one_state(opened: Callable[[], Dataset]) -> None:
    reader, writer = opened(), opened()
    put(writer, article("a"))
    with reader.snapshot():
        before = reader.counts()
        put(writer, article("b", size=400))
        assert reader.counts() == before
        assert len(list(reader.articles())) == 1
    assert len(list(reader.articles())) == 2


ODD = [
    "NULL",
    "null",
    "",
    " ",
    'a"b',
    "a\\b",
    "\\x41",
    "{x,y}",
    "a,b",
    "a\nb",
    "a'b",
    "%s :v0",
    "é\u4e2d🙂",
]


def test_any_words_come_back_from_columns_as_they_were(dataset: Dataset) -> None:
    articles = [Article(f"n{odd}", f"text {odd}", title=odd, url=odd) for odd in ODD]
    articles.append(Article("none", "text"))
    dataset.add(articles)
    with dataset._database.reading() as connection:
        rows = connection.execute(select(ARTICLES).order_by(ARTICLES.c.key)).all()
    assert [(row.id, row.title, row.url) for row in rows] == [
        (one.id, one.title, one.url) for one in articles
    ]
    assert list(dataset.articles()) == articles
