"""What persons decided: it stands in the events, and not in what the articles say."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.dataset.coded import Coded
from tocsin.dataset.decided import By, Subject, SubjectKind
from tocsin.dataset.export.contents import Records
from tocsin.dataset.export.decided import as_decided
from tocsin.dataset.export.formats import Options, export
from tocsin.dataset.export.lines import read_lines
from tocsin.dataset.export.of_dataset import OfDataset
from tocsin.dataset.filters import Verdict
from tocsin.dataset.store import Dataset
from tocsin.linking.events import Event
from tocsin.linking.values import Preset, settle

EDITS = [
    ("type", "COERCE"),
    ("mode", "strike"),
    ("form", "march"),
    ("status", "denied"),
    ("side", "anti"),
    ("start", "2024-05-12"),
    ("end", "2024-05-13"),
    ("venue", "Blue Hall"),
    ("city", "Minsk"),
    ("country", "RUS"),
    ("size", 9000),
    ("killed", 2),
]


@pytest.mark.parametrize(("field", "value"), EDITS)
@pytest.mark.parametrize("preset", list(Preset))
def test_every_preset_chooses_what_was_set(
    rally: Coded, field: str, value: object, preset: Preset
) -> None:
    event = Event("e1", rally.reports)
    made, failed = as_decided(event, {field: value})
    assert failed == ()
    assert made.id == event.id
    if field == "type":
        assert {report.what.type.value for report in made.reports} == {value}
        assert {report.what.form for report in made.reports} == {None}
    else:
        assert settle(made, field, preset) == value


def test_ranges_silence_and_days_that_do_not_fit(rally: Coded) -> None:
    event = Event("e1", rally.reports[:1])
    [report] = as_decided(event, {"size": "8000-12000"})[0].reports
    assert report.size
    assert (report.size.low, report.size.high) == (8000, 12000)
    [report] = as_decided(event, {"size": None, "city": None, "venue": None})[0].reports
    assert report.size is None
    assert report.where.precision.value == "country"
    [report] = as_decided(event, {"start": "2024-06-01"})[0].reports
    assert (report.when.start, report.when.end) == ("2024-06-01", "2024-06-01")


@pytest.mark.parametrize(
    ("field", "value"), [("size", "many"), ("mode", "dance"), ("start", "soon"), ("mood", "x")]
)
def test_what_no_report_can_hold_is_told(rally: Coded, field: str, value: object) -> None:
    event = Event("e1", rally.reports)
    assert as_decided(event, {field: value}) == (event, (field,))


@pytest.fixture
def judged(rally: Coded, tmp_path: Path) -> Path:
    """A dataset of two events: of one a person set the city, the other a person rejected."""
    path = tmp_path / "a.tocsin"
    by = By("anna", datetime(2026, 1, 1, tzinfo=UTC))
    with Dataset(path) as dataset:
        events = [Event(f"e{n}", (report,)) for n, report in enumerate(rally.reports)]
        assert rally.input.article
        dataset.add([*events, *rally.rejected, rally.input.article])
        dataset.decisions.edit(Subject(SubjectKind.EVENT, "e0"), "city", "Brest", by)
        dataset.decisions.judge("e1", Verdict.REJECTED, by)
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_event_has_what_was_set_and_its_report_what_was_told(
    judged: Path, tmp_path: Path
) -> None:
    with Dataset(judged) as dataset, dataset.snapshot():
        made = export(OfDataset(dataset), "csv", tmp_path / "out").folder
    [event] = rows_of(made / "events.csv")
    [report] = rows_of(made / "reports.csv")
    assert (event["event_id"], event["city"], report["city"]) == ("e0", "Brest", "Orsha")
    assert "e0" in (made / "LOSSES.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["csv", "jsonl", "geojson", "parquet", "acled", "plover"])
def test_a_rejected_event_is_left_out_and_named(name: str, judged: Path, tmp_path: Path) -> None:
    with Dataset(judged) as dataset, dataset.snapshot():
        done = export(OfDataset(dataset), name, tmp_path / "out")
    assert done.manifest["counts"]["events"] == 1
    assert done.manifest["counts"]["left_out"]["rejected-by-a-person"] == 1
    assert "e1,rejected-by-a-person" in (done.folder / "left_out.csv").read_text("utf-8")


def test_lines_keep_what_was_set(judged: Path, tmp_path: Path) -> None:
    with Dataset(judged) as dataset:
        made = export(OfDataset(dataset), "jsonl", tmp_path / "out").folder
    back = read_lines(made / "dataset.jsonl")
    assert back.edits("e0") == {"city": "Brest"}
    again = export(back, "jsonl", tmp_path / "again").folder
    assert (again / "dataset.jsonl").read_bytes() == (made / "dataset.jsonl").read_bytes()


def test_the_manifest_names_the_head_of_the_log(judged: Path, tmp_path: Path) -> None:
    with Dataset(judged) as dataset:
        done = export(OfDataset(dataset), "geojson", tmp_path / "out")
        assert done.manifest["source"]["custody"] == dataset.custody.head()


def test_what_was_set_is_masked_too(rally: Coded, tmp_path: Path) -> None:
    event = Event("e1", rally.reports[:1])
    told = {"e1": {"venue": "Blue Hall", "city": "near the Spartak stadium"}}
    done = export(
        Records((event,), decided=told), "geojson", tmp_path / "out", Options(redact=True)
    )
    text = (done.folder / "events.geojson").read_text("utf-8")
    assert json.loads(text)["features"][0]["properties"]["city"] == "near the [venue]"
    assert "Blue Hall" not in text
