"""`tocsin codebook`: what it prints, and with which exit code."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.codebooks.test_parse import OWN
from tocsin.cli.app import app
from tocsin.cli.exits import Exit
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.shipped import shipped_names, shipped_text
from tocsin.errors import CodebookError, UnreadableInputError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["codebook", *map(str, arguments)])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(OWN, "utf-8")
    return file


def test_the_shipped_ones_are_listed() -> None:
    result = run("list")
    assert result.exit_code == Exit.OK
    assert all(name in result.stdout for name in shipped_names())
    listed = json.loads(run("list", "--json").stdout)
    assert [one["name"] for one in listed] == list(shipped_names())


def test_one_is_shown(own: Path) -> None:
    result = run("show", "mmad")
    assert "25 people" in result.stdout
    assert "tens of thousands" in result.stdout
    assert "reports.csv: one row a report" in result.stdout
    assert json.loads(run("show", own, "--json").stdout)["numbers"] == {"tens of thousands": 12345}


def test_its_toml_is_printed_as_it_is() -> None:
    assert run("show", "ccc", "--toml").stdout == shipped_text("ccc")


def test_ones_own_is_checked(own: Path) -> None:
    result = run("check", own)
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert "ok: 1 rules, events (7 columns)" in " ".join(result.stderr.split())
    own.write_text(OWN.replace("is_not", "isnt").replace('"side", map', '"sied", map'), "utf-8")
    result = run("check", own)
    assert result.exit_code == Exit.SOME_UNREAD
    assert "did you mean size or side?" in " ".join(result.stderr.split())
    assert "rules.not for the government" in " ".join(result.stderr.split())


def test_two_are_compared(own: Path) -> None:
    changes = json.loads(run("diff", "mmad", "ccc", "--json").stdout)
    assert {
        "part": "numbers", "name": "tens of thousands", "before": "15000", "after": "20000"
    } in changes  # fmt: skip
    assert "15000" in run("diff", "mmad", "ccc").stdout
    assert "no difference" in run("diff", own, own).stderr


def test_facts_are_listed() -> None:
    assert all(name in run("facts").stdout for name in FACTS)
    assert len(json.loads(run("facts", "--json").stdout)) == len(FACTS)


def test_a_codebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert isinstance(run("show", "gdelt").exception, CodebookError)
    assert isinstance(run("show", tmp_path / "none.toml").exception, UnreadableInputError)
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'name = "\xff"')
    assert run("check", bad).exit_code == Exit.SOME_UNREAD
