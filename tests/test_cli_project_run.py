"""Projects with the program as it is started from a shell: pipes, Ctrl-C, and kills."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import tocsin
from tocsin.cli.app import app
from tocsin.cli.exits import Exit
from tocsin.project.folder import make_project
from tocsin.project.record import read_record

START = "import sys; sys.argv[0] = 'tocsin'; from tocsin.cli import main; main()"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(tocsin.__file__).parents[1])}
TOWNS = [
    "Lima", "Karachi", "Lagos", "Nairobi", "Manila", "Quito", "Dakar", "Hanoi", "Tunis", "Accra",
    "Oslo", "Riga", "Minsk", "Sofia", "Athens", "Ankara", "Tehran", "Kabul", "Delhi", "Dhaka",
]  # fmt: skip


def start(folder: Path, *arguments: str | Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    with start(folder, *arguments) as process:
        out, errors = process.communicate(timeout=300)
    return process.returncode, out.decode(), errors.decode()


def ask(folder: Path, command: str) -> Any:  # noqa: ANN401
    """What a command tells as JSON; asked in this process, since nothing is killed here."""
    result = CliRunner().invoke(app, [command, "--json", "-p", str(folder)])
    return json.loads(result.stdout)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with twenty articles, of which none is read."""
    records = [
        {
            "id": f"a{number}",
            "text": f"{town.upper()} - Some {number + 2},000 teachers marched through {town} on "
            f"Monday, the police said. Two of them were arrested.\n",
            "published": f"2024-07-{number + 1:02}",
        }
        for number, town in enumerate(TOWNS)
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    folder = make_project(tmp_path / "korea").folder
    code, out, errors = run(folder, "add", "../news.jsonl")
    assert (code, out) == (Exit.OK, "")
    assert "20 new articles" in errors
    return folder


def events(folder: Path) -> list[Any]:
    """Every event without its version, which counts how often it was written."""
    result = CliRunner().invoke(app, ["events", "--json", "-p", str(folder)])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return sorted(({**row, "version": 0} for row in rows), key=lambda row: str(row["id"]))


def wait_for(process: "subprocess.Popen[bytes]", done: Callable[[], bool]) -> None:
    """Until something has happened in a program that runs."""
    for _ in range(2400):
        if done():
            return
        assert process.poll() is None
        time.sleep(0.02)
    raise AssertionError("nothing happened")


def read_articles(folder: Path, run_number: int) -> int:
    """How many articles the record of a run tells of."""
    file = folder / "runs" / f"{run_number:04}-code.jsonl"
    return file.read_bytes().count(b'"record":"article"') if file.exists() else 0


def test_a_run_that_is_killed_goes_on_where_it_stopped(project: Path, tmp_path: Path) -> None:
    with start(project, "code") as process:
        wait_for(process, lambda: read_articles(project, 2) >= 3)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    killed = ask(project, "status")
    assert 2 <= 20 - killed["due"] < 20
    assert killed["unlinked"]
    assert ask(project, "verify")["ok"]
    record = read_record(project / "runs" / "0002-code.jsonl")
    assert record.end is None
    assert len(record.articles) in {20 - killed["due"], 21 - killed["due"]}

    assert ask(project, "code")["articles"] == killed["due"]

    whole = make_project(tmp_path / "whole").folder
    run(whole, "add", "../news.jsonl")
    assert run(whole, "code", "--workers", "2")[0] == Exit.OK
    assert len(events(whole)) >= 20
    assert events(project) == events(whole)
    assert ask(project, "verify")["ok"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_keeps_what_was_read(project: Path, workers: str) -> None:
    with start(project, "code", "--json", "--workers", workers) as process:
        wait_for(process, lambda: read_articles(project, 2) >= 2)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert b"Traceback" not in errors
    told = json.loads(out)
    assert told["interrupted"]
    assert 2 <= told["articles"] < 20
    assert events(project) == []
    assert ask(project, "code")["articles"] == 20 - told["articles"]
    assert len(events(project)) >= 20


def test_adding_that_is_killed_is_added_again(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    for number in range(400):
        text = (
            f"Published: July 2, 2024\n\nMiners of pit {number} marched through Lima on Monday.\n"
        )
        (folder / f"{number:03}.txt").write_text(text)
    project = make_project(tmp_path / "korea").folder
    with start(project, "add", "../clips") as process:
        wait_for(process, lambda: sum(1 for _ in (project / "originals").rglob("*/*")) > 60)
        process.kill()
    code, out, _ = run(project, "add", "../clips", "--json")
    assert code == Exit.OK
    told = json.loads(out)
    assert len(told["inputs"]) == 400
    assert 0 < told["counts"]["new"] <= 400
    status = ask(project, "status")
    assert (status["articles"], status["inputs"]) == (400, {"ok": 400})
    assert ask(project, "verify")["ok"]


def test_pipes_get_whole_lines_without_colours(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENVIRONMENT, "COLUMNS", "30")
    monkeypatch.setitem(ENVIRONMENT, "FORCE_COLOR", "")
    monkeypatch.setitem(ENVIRONMENT, "NO_COLOR", "1")
    code, out, errors = run(project, "code")
    assert code == Exit.OK
    assert "20 articles" in errors
    assert "events new; 0 ids changed" in errors
    lines = out.splitlines()
    assert lines[0].startswith("e")
    assert "Lima, PER" in out
    assert all("report" in line or "more: tocsin events" in line for line in lines)
    assert not any(line != line.rstrip() for line in lines)
    assert "\x1b" not in out + errors
    with start(project, "events") as process:  # a reader that goes away
        assert process.stdout
        assert process.stdout.read(1) == b"e"
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate(timeout=60)
    assert b"Traceback" not in told


def test_errors_are_one_line(project: Path, tmp_path: Path) -> None:
    code, out, errors = run(tmp_path, "code")
    assert (code, out) == (Exit.USAGE, "")
    assert errors.startswith("tocsin: no project here")
    (project / "tocsin.toml").write_text('[project]\nname = "korea"\nnmae = 1\n')
    code, _, errors = run(project, "status")
    assert code == Exit.USAGE
    assert "[project] has no key 'nmae'; it has name" in errors
    (project / "tocsin.toml").write_text('[project]\nname = "korea"\n')
    (project / "korea.tocsin").write_bytes(b"no database" * 1000)
    code, _, errors = run(project, "status")
    assert code == Exit.SOME_UNREAD
    assert "Traceback" not in errors
    assert errors.count("\n") == 1
