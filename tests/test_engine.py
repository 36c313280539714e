"""Many articles on several cores: one order, one result, and no worker's death unseen."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.engine import code_inputs
from tocsin.errors import ResourceError
from tocsin.reports import Rejected, RejectionReason, Report
from tocsin.text.article import Article
from tocsin.text.inputs import Input
from tocsin.text.span import Evidence, Span
from tocsin.text.unread import InputStatus

WORDS = Evidence(Span(0, 5), "march", "test")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a worker import this module, whose function `read` it is given."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))


def inputs(*texts: str) -> list[Input]:
    return [
        Input(f"{number}.txt", InputStatus.OK, Article(str(number), text))
        for number, text in enumerate(texts)
    ]


def read(article: Article) -> list[Report | Rejected]:
    """Does what the text says; a function of the module, so that a worker can be given it."""
    if article.text == "die":
        os._exit(9)
    if article.text == "fail":
        raise KeyError("no such word")
    if article.text == "resource":
        raise ResourceError("no model")
    if article.text.startswith("sleep"):
        time.sleep(float(article.text.removeprefix("sleep ")))
    reason = RejectionReason.UNCERTAIN
    return [Rejected(article.id, article.text, reason, "PROTEST", WORDS, WORDS)]


def test_results_come_in_order_whatever_takes_longer() -> None:
    texts = ["sleep 0.4", "a", "sleep 0.1", *"bcdefghijklmnop"]
    one = list(code_inputs(inputs("sleep 0", "a", *texts[2:]), 1, read))
    assert [coded.input.name for coded in one] == [f"{n}.txt" for n in range(len(texts))]
    expected = list(code_inputs(inputs(*texts), 1, read))
    assert list(code_inputs(inputs(*texts), 2, read)) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_failure_of_its_article_alone(workers: int) -> None:
    results = list(code_inputs(inputs("a", "fail", "b"), workers, read))
    assert [coded.failure for coded in results] == [None, "KeyError: 'no such word'", None]
    assert [len(coded.records) for coded in results] == [1, 0, 1]


def test_the_death_of_a_worker_is_the_failure_of_its_article_alone() -> None:
    texts = ["a", "sleep 0.2", "die", *"bcdefghij", "die", "k"]
    results = list(code_inputs(inputs(*texts), 2, read))
    assert [coded.input.name for coded in results] == [f"{n}.txt" for n in range(len(texts))]
    dead = [coded.input.article.text for coded in results if coded.failure and coded.input.article]
    assert dead == ["die", "die"]
    assert sum(len(coded.records) for coded in results) == len(texts) - 2


@pytest.mark.parametrize("workers", [1, 2])
def test_without_a_model_nothing_is_read(workers: int) -> None:
    with pytest.raises(ResourceError, match="no model"):
        list(code_inputs(inputs("a", "resource"), workers, read))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_article_passes_through(workers: int) -> None:
    unread = Input("photo.jpg", InputStatus.NOT_TEXT)
    [coded] = code_inputs([unread], workers, read)
    assert (coded.input, coded.records, coded.failure) == (unread, (), None)


@pytest.mark.parametrize("workers", [1, 2])
def test_inputs_are_taken_as_they_are_needed(workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Input]:
        nonlocal taken
        while True:
            taken += 1
            yield from inputs("a")

    results = code_inputs(endless(), workers, read)
    for _ in range(3):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert taken < 20


def test_a_worker_left_alone_is_ended() -> None:
    start = time.monotonic()
    results = code_inputs(inputs("a", "sleep 60", "sleep 60"), 2, read)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 30
