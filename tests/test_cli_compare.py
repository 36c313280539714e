"""The command `compare`: what it prints, what it writes as JSON, and its exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.dataset.foreign.made import file_of
from tocsin.cli.app import app
from tocsin.cli.exits import Exit
from tocsin.errors import UnreadableInputError

THEIRS = file_of(
    "mmad-events",
    {"mean_avg_numparticipants": "15000"},
    {"event_date": "2017-08-20"},
    {"event_date": "2018-08-20", "cowcode": "501", "asciiname": "Nairobi", "side": "1"},
)
OURS = file_of(
    "tocsin-events",
    {"event_id": "e1", "event_date": "2017-08-09", "event_date_end": "", "city": "Pyongyang",
     "latitude": "39.02", "longitude": "125.75", "size_low": "", "size_high": "", "size_best": "",
     "size_text": "tens of thousands", "side": "anti"},
    {"event_id": "e2", "event_type": "ASSAULT", "event_date": "2017-08-20", "event_date_end": ""},
)  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    theirs, ours = tmp_path / "mmad.csv", tmp_path / "events.csv"
    theirs.write_bytes(THEIRS)
    ours.write_bytes(OURS)
    return str(theirs), str(ours)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["compare", *arguments])


def tree(*arguments: str) -> dict[str, Any]:
    return json.loads(run(*arguments, "--json").stdout)  # type: ignore[no-any-return]


def test_says_what_is_in_both_and_what_differs(files: tuple[str, str]) -> None:
    done = run(*files)
    assert done.exit_code == Exit.OK
    printed = " ".join(done.stdout.split())  # whatever the width of the folder's name
    for words in (
        "mmad.csv (mmad-events, csv): 3 events, 2017-08-09 to 2018-08-20, KEN PRK",
        "not compared: max_scope, max_partviolence, max_secengagement",
        "1 (33% of theirs, 50% of ours)",
        "731-1871859-2017-08-09-0 = e1 2017-08-09 Pyongyang, PRK: side pro / anti",
        "only in theirs",
        "501-1871859-2018-08-20-1",
        "only in ours",
    ):
        assert words in printed, done.stdout


def test_json_has_everything(files: tuple[str, str]) -> None:
    found = tree(*files)
    assert (found["both"], len(found["only_theirs"]), len(found["only_ours"])) == (1, 2, 1)
    [pair] = found["pairs"]
    assert (pair["theirs"]["line"], pair["ours"]["id"], pair["fit"]) == (2, "e1", 0.97)
    agreement = {one["field"]: (one["same"], one["n"]) for one in found["agreement"]}
    assert agreement["size"] == (1, 1)  # 15,000 is what MMAD makes of "tens of thousands"
    assert agreement["side"] == (0, 1)
    assert found["theirs"]["layout"]["scheme"] == "mmad-events"
    assert "row" not in pair["theirs"]


@pytest.mark.parametrize(
    ("options", "theirs", "ours"),
    [
        (["--shared"], 2, 2),
        (["--type", "PROTEST"], 3, 1),
        (["--country", "ken", "--country", "PRK", "--until", "2017-08"], 2, 2),
        (["--since", "2018"], 1, 0),
    ],
)
def test_only_what_is_asked_for(
    files: tuple[str, str], options: list[str], theirs: int, ours: int
) -> None:
    found = tree(*files, *options)
    assert (found["theirs"]["events"], found["ours"]["events"]) == (theirs, ours)
    assert found["theirs"]["apart"] == 3 - theirs


def test_rows_that_were_not_read_are_counted(files: tuple[str, str]) -> None:
    theirs = Path(files[0])
    theirs.write_bytes(THEIRS + b"731,,,,,someday,0,1,,,,\n731,,,x,39,2017-08-09,0,1,,,,\n")
    done = run(*files)
    assert done.exit_code == Exit.SOME_UNREAD
    assert "1 rows without an event: 1 no-day" in done.stdout
    assert "line 5: no-day event_date: 'someday' is no day" in done.stdout
    assert "1 rows with a cell that could not be read; first line 6: longitude: 'x'" in done.stdout


def test_nothing_to_compare(files: tuple[str, str]) -> None:
    assert run(*files, "--country", "FRA").exit_code == Exit.NOTHING_READ


def test_lists_are_cut_unless_all_is_asked_for(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "a.csv", tmp_path / "b.csv"
    theirs.write_bytes(file_of("mmad-events", *[{"side": "0"}] * 30))
    ours.write_bytes(file_of("mmad-events", {"event_date": "2010-01-01"}))
    assert "and 10 more (--all, --json)" in run(str(theirs), str(ours)).stdout
    assert "more (" not in run(str(theirs), str(ours), "--all").stdout


def test_a_file_of_no_scheme_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,price\n")
    done = run(str(tmp_path / "a.csv"), str(tmp_path / "a.csv"))
    assert isinstance(done.exception, UnreadableInputError)
    assert "no scheme has columns such as 'name,price'" in str(done.exception)


def test_words_of_a_file_cannot_move_the_cursor(tmp_path: Path) -> None:
    theirs = tmp_path / "a.csv"
    theirs.write_bytes(file_of("mmad-events", {"asciiname": "\x1b[31mPyongyang"}))
    assert "\x1b" not in run(str(theirs), str(theirs)).stdout
