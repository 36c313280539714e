"""`tocsin export`: what it reads, what it writes, and what it says."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tocsin.cli.app import app
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import encode_line, input_line
from tocsin.errors import DatasetError, ProjectError
from tocsin.linking.events import link
from tocsin.project.folder import make_project


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def project(rally: Coded, tmp_path: Path) -> Path:
    """A project, and a file that is none of ours."""
    folder = tmp_path / "project"
    made = make_project(folder)
    (folder / "notes.txt").write_text("nothing of ours")
    with made.open() as dataset:
        dataset.add([*link(rally.records), *rally.rejected])
    return folder


def test_a_dataset_its_folder_and_its_lines_give_the_same(
    project: Path, rally: Coded, tmp_path: Path
) -> None:
    lines = tmp_path / "coded.jsonl"
    records = [input_line(rally), *rally.records]
    lines.write_bytes(b"".join(encode_line(record) + b"\n" for record in records))
    for name, source in (("one", project), ("two", project / "project.tocsin"), ("three", lines)):
        assert run("csv", source, "-o", tmp_path / name).exit_code == 0
    events = [(tmp_path / name / "events.csv").read_bytes() for name in ("one", "two", "three")]
    assert events[0] == events[1] == events[2]
    told = (tmp_path / "three" / "documents.csv").read_text("utf-8")
    assert "Plant Workers Bused" in told  # the input line knows the headline
    assert "Plant Workers Bused" not in (tmp_path / "one" / "documents.csv").read_text("utf-8")
    assert "articles not at hand" in (tmp_path / "one" / "LOSSES.md").read_text("utf-8")


def test_it_says_what_it_wrote_and_how_to_load_it(project: Path, tmp_path: Path) -> None:
    done = run("mmad", project, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "# pandas, in " in done.stdout
    assert "# Stata, in " in done.stdout
    assert "left out: " in done.stderr
    assert "LOSSES.md" in done.stderr


def test_json_is_the_manifest(project: Path, tmp_path: Path) -> None:
    done = run("csv", project, "-o", tmp_path / "out", "--json", "--preset", "conservative")
    told = json.loads(done.stdout)
    assert told == json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert told["options"] == {"preset": "conservative", "redact": False, "formulas": None}
    assert told["source"]["name"] == "project.tocsin"


def test_a_codebook_of_ones_own(project: Path, tmp_path: Path) -> None:
    from tocsin.codebooks.shipped import shipped_text

    mine = tmp_path / "mine.toml"
    mine.write_text(shipped_text("mmad"), "utf-8")
    assert run(mine, project, "-o", tmp_path / "out").exit_code == 0
    assert run("mmad", project, "-o", tmp_path / "shipped").exit_code == 0
    for name in ("events.csv", "reports.csv"):
        [one, two] = [(tmp_path / to / name).read_bytes() for to in ("out", "shipped")]
        assert one == two


def test_what_is_not_there(tmp_path: Path, project: Path) -> None:
    with pytest.raises(DatasetError, match="is not there"):
        run("csv", tmp_path / "none", "-o", tmp_path / "out")
    with pytest.raises(ProjectError, match="is no project"):
        run("csv", tmp_path, "-o", tmp_path / "out")
    with pytest.raises(DatasetError, match=r"mine\.toml cannot be read"):
        run(tmp_path / "mine.toml", project / "project.tocsin", "-o", tmp_path / "out")
    with pytest.raises(DatasetError, match="line 1: JSON is malformed"):
        run("csv", project / "notes.txt", "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert run("csv", project / "project.tocsin").exit_code == 2  # nowhere to write to


def test_a_redacted_export_names_no_witness(project: Path, tmp_path: Path) -> None:
    done = run("csv", project, "-o", tmp_path / "out", "--redact")
    assert done.exit_code == 0
    for path in (tmp_path / "out").iterdir():
        assert "Spartak" not in path.read_text("utf-8"), path.name
        assert "machinist" not in path.read_text("utf-8"), path.name
