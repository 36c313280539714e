"""The record of a run: what is written comes back, also where the end was cut off."""

from pathlib import Path

import pytest

from tocsin.dataset.coded import Coded
from tocsin.errors import ProjectError
from tocsin.linking.events import link
from tocsin.project.record import (
    RECORD_VERSION,
    EndLine,
    RunLine,
    article_line,
    differing,
    events_hash,
    read_record,
    start_record,
)

RUN = RunLine(RECORD_VERSION, "korea", 7, {"tocsin": "0.1"}, {"reader": "linear"})


def write(folder: Path, rally: Coded) -> Path:
    with start_record(folder / "runs", RUN) as record:
        record.write(article_line(rally))
        record.write(EndLine("2024-07-02T00:00:00+00:00", interrupted=False, events=None))
    return folder / "runs" / "0007-code.jsonl"


def test_what_is_written_comes_back(tmp_path: Path, rally: Coded) -> None:
    found = read_record(write(tmp_path, rally))
    assert found.run == RUN
    assert found.articles == (article_line(rally),)
    assert found.end is not None
    assert (found.articles[0].reports, found.articles[0].rejected) == (2, 1)


def test_every_cut_leaves_what_was_whole(tmp_path: Path, rally: Coded) -> None:
    file = write(tmp_path, rally)
    whole = file.read_bytes()
    for length in range(whole.index(b"\n") + 1, len(whole)):
        file.write_bytes(whole[:length])
        found = read_record(file)
        assert found.end is None
        assert len(found.articles) == whole[:length].count(b"\n") - 1


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{}\n", b"no\n", b'{"record":"end"}\n', b'{"record":"article"}\n']
)
def test_what_is_no_record_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "run.jsonl"
    file.write_bytes(content)
    with pytest.raises(ProjectError, match="no record of a run"):
        read_record(file)


def test_a_record_of_a_later_version_is_told(tmp_path: Path) -> None:
    line = RunLine(RECORD_VERSION + 1, "korea", 1, {}, {})
    with start_record(tmp_path, line):
        pass
    with pytest.raises(ProjectError, match=f"version {RECORD_VERSION}"):
        read_record(tmp_path / "0001-code.jsonl")
    with pytest.raises(ProjectError, match="cannot be read"):
        read_record(tmp_path / "absent.jsonl")


def test_what_differs_is_named() -> None:
    then, now = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "3", "d": "4"}
    assert differing(then, now) == {"b": ("2", "3"), "c": ("3", ""), "d": ("", "4")}


def test_the_hash_of_events_asks_who_is_in_which(rally: Coded) -> None:
    events = link(rally.reports)
    assert events_hash(events) == events_hash(list(reversed(events)))
    assert events_hash(events) != events_hash(events[:1])


def test_a_failed_reading_has_no_hash(rally: Coded) -> None:
    assert article_line(Coded(rally.input, (), "no luck")).lines is None
    assert article_line(rally).lines != article_line(Coded(rally.input)).lines
