"""The folder of a project: made whole, found from below, never confused with another."""

from pathlib import Path

import pytest

from tocsin.errors import DatasetError, ProjectError
from tocsin.project.folder import find_project, make_project


def test_a_project_is_found_from_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_project(tmp_path / "korea")
    assert find_project(tmp_path / "korea") == made
    inner = made.folder / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert find_project() == made
    with made.open() as dataset:
        assert dataset.originals_folder == made.originals
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "a", "korea.tocsin", "originals", "tocsin.toml",
    ]  # fmt: skip


def test_a_folder_that_is_named_must_be_the_project(tmp_path: Path) -> None:
    (make_project(tmp_path / "korea").folder / "clips").mkdir()
    with pytest.raises(ProjectError, match="clips is no project"):
        find_project(tmp_path / "korea" / "clips")


def test_where_there_is_none_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="tocsin new NAME"):
        find_project()


def test_what_lies_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "clips.txt").write_text("Miners marched.")
    make_project(tmp_path)
    assert (tmp_path / "clips.txt").read_text() == "Miners marched."
    settings = (tmp_path / "tocsin.toml").read_bytes()
    with pytest.raises(ProjectError, match="a project already"):
        make_project(tmp_path)
    assert (tmp_path / "tocsin.toml").read_bytes() == settings


def test_a_project_that_was_cut_short_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    made = make_project(tmp_path / "korea")
    (made.folder / "tocsin.toml").unlink()
    assert make_project(tmp_path / "korea") == made


@pytest.mark.parametrize("name", ["-korea", "a b", "x" * 65, "a.b"])
def test_a_name_must_be_fit_for_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot be the name"):
        make_project(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="cannot be made a project"):
        make_project(tmp_path / "file" / "korea")


def test_a_dataset_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    made = make_project(tmp_path / "korea")
    (made.folder / "korea.tocsin").unlink()
    with pytest.raises(ProjectError, match="the dataset of the project is not there"):
        made.open()


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "korea"
    folder.mkdir()
    (folder / "korea.tocsin").write_bytes(b"notes" * 100)
    with pytest.raises(DatasetError):
        make_project(folder)
    assert not (folder / "tocsin.toml").exists()
    assert (folder / "korea.tocsin").read_bytes() == b"notes" * 100
