"""Places: files and URLs, errors in words, and no password in any of them."""

from collections.abc import Callable
from threading import Thread
from traceback import format_exception

import pytest

from tests.dataset.conftest import Server
from tests.dataset.made import ANNA, NOW, two_marches
from tocsin.dataset import connection as connecting
from tocsin.dataset.connection import masked
from tocsin.dataset.filters import Verdict
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError

SECRET = "s3cret-word"  # noqa: S105 - of no server


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("news.tocsin", "news.tocsin"),
        ("C:\\news.tocsin", "C:\\news.tocsin"),
        (f"postgresql://anna:{SECRET}@db/korea", "postgresql://anna:***@db/korea"),
        (f"postgresql://anna:{SECRET}@db:port/korea", "postgresql://***"),
        ("postgresql://anna@db/korea", "postgresql://anna@db/korea"),
    ],
)
def test_a_place_is_shown_without_its_password(place: str, shown: str) -> None:
    assert masked(place) == shown


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (f"mysql://anna:{SECRET}@db/korea", "a file or a PostgreSQL database, not mysql"),
        (f"postgresql://anna:{SECRET}@db:port/korea", "no URL of a database"),
        (f"postgresql+nodriver://anna:{SECRET}@db/korea", "no driver 'postgresql.nodriver'"),
        (f"postgresql://anna:{SECRET}@127.0.0.1:1/korea", "cannot be opened"),
    ],
)
def test_a_place_that_is_none_is_told_without_its_password(place: str, message: str) -> None:
    pytest.importorskip("pg8000")
    with pytest.raises(DatasetError, match=message) as caught:
        Dataset(place)
    assert SECRET not in str(caught.value)
    assert SECRET not in "".join(format_exception(caught.value))


def test_a_wrong_password_is_not_repeated(server: Server) -> None:
    place = server.url("postgres").replace("s3cret-word", "guessed-word")
    with pytest.raises(DatasetError, match="password authentication failed") as caught:
        Dataset(place)
    assert "guessed" not in str(caught.value)
    with pytest.raises(DatasetError, match="does not exist"):
        Dataset(server.url("nowhere"))


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'pg8000'", name="pg8000")

    monkeypatch.setattr(connecting, "create_engine", absent)
    with pytest.raises(DatasetError, match=r"pip install 'tocsin\[postgres\]'"):
        Dataset(f"postgresql://anna:{SECRET}@db/korea")


def test_who_waits_too_long_for_another_writer_is_told(
    opened: Callable[[], Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.1)
    one, other = opened(), opened()
    with one.writing(), pytest.raises(DatasetError, match="written by another program"):
        other.custody.append("word", "", "", NOW)
    other.custody.append("word", "", "", NOW)


def test_nobody_loses_a_decision_to_another(opened: Callable[[], Dataset]) -> None:
    dataset = opened()
    two_marches(dataset)
    [event] = dataset.events()
    refused = list[str]()

    def decide(own: Dataset) -> None:
        for _ in range(5):
            kept = next(iter(own.kept_events()))
            try:
                own.decisions.judge(event.id, Verdict.DISCUSS, ANNA, kept.version)
            except DatasetError as error:
                refused.append(str(error))

    threads = [Thread(target=decide, args=(opened(),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [kept] = dataset.kept_events()
    decided = list(dataset.decisions.all())
    assert len(decided) + len(refused) == 15
    assert kept.version == 1 + len(decided)
    assert all("has changed since" in words for words in refused)
    assert dataset.custody.verify() == []


def test_one_dataset_serves_several_threads(dataset: Dataset) -> None:
    two_marches(dataset)
    [event] = dataset.events()

    def decide() -> None:
        for _ in range(5):
            dataset.decisions.judge(event.id, Verdict.ACCEPTED, ANNA)

    threads = [Thread(target=decide) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dataset.counts()["decisions"] == 15
