"""Every format: what lies beside the data, and that the same records give the same bytes."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tocsin.codebooks.shipped import shipped_scheme
from tocsin.dataset.export.contents import Records
from tocsin.dataset.export.formats import FORMATS, Export, Options, export, format_names
from tocsin.errors import DatasetError
from tocsin.fields.what import EventType
from tocsin.fields.where import Precision, Where
from tocsin.linking.events import Event
from tocsin.linking.values import Preset

Exporting = Callable[..., Export]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", format_names())
def test_the_same_records_give_the_same_bytes(name: str, contents: Records, tmp_path: Path) -> None:
    one = export(contents, name, tmp_path / "one")
    two = export(contents, name, tmp_path / "two")
    assert files(one.folder) == files(two.folder)


@pytest.mark.parametrize("name", format_names())
def test_what_goes_with_the_data(name: str, contents: Records, tmp_path: Path) -> None:
    done = export(contents, name, tmp_path / "out")
    held = files(done.folder)
    manifest = json.loads(held["run.json"])
    assert manifest == done.manifest
    assert manifest["format"] == name
    assert set(manifest["files"]) == set(held) - {"run.json"}
    for file, told in manifest["files"].items():
        assert told["sha256"] == sha256(held[file]).hexdigest()
        assert told["bytes"] == len(held[file])
    assert manifest["counts"]["events"] == len(contents.linked)
    assert manifest["readers"] == sorted({"by hand", contents.linked[-1].reports[0].reader})
    citation = yaml.safe_load(held["CITATION.cff"])
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "dataset")
    load = held["LOAD.md"].decode()
    assert all(f"## {program}" in load for program in ("pandas", "R", "Stata"))
    assert held["LOSSES.md"].startswith(b"# What this export does not say")


def test_each_left_out_event_is_named_with_its_rule(exported: Exporting, contents: Records) -> None:
    done = exported("mmad")
    lines = (done.folder / "left_out.csv").read_text("utf-8").splitlines()
    assert lines[0] == "id,rule"
    told = [line.split(",")[0] for line in lines[1:]]
    kept = (done.folder / "crosswalk.csv").read_text("utf-8").splitlines()[1:]
    kept_ids = {line.split(",")[2] for line in kept}
    assert {*told, *kept_ids} == {event.id for event in contents.linked}
    assert not kept_ids & set(told)
    assert sum(done.manifest["counts"]["left_out"].values()) == len(told)
    losses = (done.folder / "LOSSES.md").read_text("utf-8")
    assert all(name in losses for name in told)


def test_the_crosswalk_pairs_an_event_with_its_own_reports_alone(
    exported: Exporting, contents: Records
) -> None:
    """Two events of one town, day and side are one row of MMAD's events."""
    told = next(one for one in contents.linked if one.reports[0].what.type is EventType.PROTEST)
    town = Where(None, "Orsha", None, "BLR", Precision.CITY, 54.5, 30.4, 624079)
    first, second = (replace(told.reports[0], id=name, where=town) for name in ("a.1", "b.1"))
    both = replace(contents, linked=(Event("e1", (first,)), Event("e2", (second,))))
    folder = exported("mmad", None, both).folder
    lines = (folder / "crosswalk.csv").read_text("utf-8").splitlines()[1:]
    of_events = {tuple(line.split(",")[2:]) for line in lines if line.startswith("events.csv,1,")}
    assert of_events == {("e1", "a.1"), ("e2", "b.1")}


def test_the_preset_of_a_scheme_can_be_chosen(exported: Exporting) -> None:
    options = Options(preset=Preset.INFORMATIVE)
    assert exported("mmad", options).manifest["options"]["preset"] == "informative"
    own = shipped_scheme("acled").preset.value
    assert exported("acled").manifest["options"]["preset"] == own
    assert exported("csv").manifest["options"]["preset"] == "representative"
    assert exported("jsonl").manifest["options"]["preset"] is None


def test_a_codebook_of_ones_own_is_a_format(contents: Records, tmp_path: Path) -> None:
    scheme = replace(shipped_scheme("ccc"), name="mine")
    done = export(contents, scheme, tmp_path / "out")
    assert done.manifest["format"] == "mine"
    assert done.manifest["codebook"]["sha256"] == scheme.sha256


def test_no_other_format(contents: Records, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no format 'xlsx'; there are csv, jsonl"):
        export(contents, "xlsx", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.text])
def test_what_marks_texts_needs_them(name: str, contents: Records, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="redacted"):
        export(contents, name, tmp_path / "out", Options(redact=True))
    bare = replace(contents, documents=tuple(replace(a, text="") for a in contents.documents))
    done = export(bare, name, tmp_path / "out")
    assert done.manifest["counts"]["left_out"] == {"article-without-text": 2}


@pytest.mark.parametrize("name", format_names())
def test_no_record_at_all(name: str, tmp_path: Path) -> None:
    done = export(Records(()), name, tmp_path / "out")
    assert done.manifest["counts"]["events"] == 0


def test_cells_of_a_scheme_are_exact_unless_asked(contents: Records, tmp_path: Path) -> None:
    [event] = [one for one in contents.linked if one.reports[0].stance]
    report = event.reports[0]
    place = replace(report.where, city="=1+1", country="USA")
    told = replace(event, reports=(replace(report, where=place),))
    risky = replace(contents, linked=(told,))
    exact = export(risky, "acled", tmp_path / "exact").folder / "acled.csv"
    assert '"=1+1"' in exact.read_text("utf-8") or ",=1+1," in exact.read_text("utf-8")
    safe = export(risky, "acled", tmp_path / "safe", Options(escape=True)).folder / "acled.csv"
    assert "'=1+1" in safe.read_text("utf-8")
