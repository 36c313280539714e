"""The folder of an export: whole or not at all, and nobody's files are lost."""

from pathlib import Path

import pytest

from tocsin.dataset.export.folder import MARK, check_target, whole_folder
from tocsin.errors import DatasetError


def fill(target: Path, text: str = "{}") -> None:
    with whole_folder(target) as folder:
        (folder / MARK).write_text(text)


def fail(target: Path) -> None:
    with whole_folder(target) as folder:
        (folder / MARK).write_text("half")
        raise KeyError


def test_nothing_is_there_before_all_is(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    with whole_folder(target) as folder:
        (folder / MARK).write_text("{}")
        assert not target.exists()
    assert [path.name for path in target.iterdir()] == [MARK]
    assert [path.name for path in target.parent.iterdir()] == ["out"]


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        fail(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_export_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    target = tmp_path / "out"
    fill(target, "first")
    with pytest.raises(KeyError):
        fail(target)
    assert (target / MARK).read_text() == "first"
    (target / "stale").write_text("of the first")
    fill(target, "second")
    assert (target / MARK).read_text() == "second"
    assert [path.name for path in tmp_path.rglob("*")] == ["out", MARK]


def test_an_empty_folder_is_taken_and_a_link_kept(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    fill(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / MARK).exists()


def test_files_of_others_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DatasetError, match="no export of tocsin"):
        fill(tmp_path)
    with pytest.raises(DatasetError, match="is a file"):
        check_target(tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_the_folder_is_as_open_as_others(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    fill(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode
