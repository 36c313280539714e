"""The settings of a project: what is read, and that every fault is told."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import ProjectError
from tocsin.project.settings import Settings, parse_settings, read_settings
from tocsin.reading import ReaderName

NAMED = '[project]\nname = "korea"\n'
FAULTS = [
    # text, words of the message
    ("", r"\[project\] needs a name"),
    ("[project]\nname = 7", "name: 7 is not text in quotes"),
    ('[project]\nname = ""', "name: '' is empty"),
    ('[project]\nname = "a/b"', "cannot be the name of a project"),
    ('[project]\nname = "../up"', "cannot be the name of a project"),
    (NAMED + '[reading]\nraeder = "linear"', "no key 'raeder'; it has reader, outlet"),
    (NAMED + '[reading]\nreader = "best"', "'best' is none of learned, linear"),
    (NAMED + "[reading]\nany_language = 1", "any_language: 1 is not true or false"),
    (NAMED + "[storage]\nfile = 1", r"no section \[storage\]; there are \[project\], \[dataset\]"),
    ('name = "korea"', r"no section \[name\]"),
    (NAMED + "[reading\n", "line 3"),
]


def test_what_is_not_said_has_a_default() -> None:
    assert parse_settings(NAMED, "f") == Settings("korea", "korea.tocsin")


def test_everything_that_can_be_said() -> None:
    text = (
        NAMED + '[dataset]\nstore = "postgresql://host/korea"\n'
        '[reading]\nreader = "linear"\noutlet = "The Example"\nany_language = true\n'
    )
    found = parse_settings(text, "f")
    assert found == Settings(
        "korea", "postgresql://host/korea", ReaderName.LINEAR, "The Example", any_language=True
    )
    assert found.is_url
    assert not parse_settings(NAMED, "f").is_url


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_a_fault_is_told_with_what_is_allowed(text: str, words: str) -> None:
    with pytest.raises(ProjectError, match=words):
        parse_settings(text, "tocsin.toml")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ProjectError) as told:
        parse_settings(NAMED + '[reading]\nreader = "best"\nspeed = 9\n[x]\n', "tocsin.toml")
    assert [line.split(": ")[0] for line in str(told.value).split("\n")] == ["tocsin.toml"] * 3


def test_what_a_new_project_says_is_read_back(tmp_path: Path) -> None:
    made = Settings("korea", "korea.tocsin", ReaderName.LINEAR)
    file = tmp_path / "tocsin.toml"
    file.write_text(made.to_toml(), "utf-8-sig")
    assert read_settings(file) == made


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be read: No such file"):
        read_settings(tmp_path / "absent")
    (tmp_path / "odd").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProjectError, match="not in UTF-8"):
        read_settings(tmp_path / "odd")


PIECES = [
    "[project]",
    "[reading]",
    "[dataset]",
    "name",
    "reader",
    "store",
    "=",
    '"korea"',
    "\n",
    "1",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_any_text_is_settings_or_a_fault(text: str) -> None:
    with suppress(ProjectError):
        assert parse_settings(text, "f").name
