"""What we write in the forms of others is read again as what it was."""

from pathlib import Path

import pytest

from tocsin.codebooks.shipped import shipped_names, shipped_scheme
from tocsin.dataset.coded import Coded
from tocsin.dataset.export import formats
from tocsin.dataset.export.lines import read_lines
from tocsin.dataset.export.tables import EVENTS, REPORTS
from tocsin.dataset.foreign.comparison import Comparison, Side, compare_sides
from tocsin.dataset.foreign.likeness import Window
from tocsin.dataset.foreign.reading import open_events
from tocsin.dataset.foreign.records import CodedEvent
from tocsin.dataset.foreign.schemes import schemes
from tocsin.dataset.lines import encode_line
from tocsin.errors import UnreadableInputError


def test_columns_are_those_that_we_write() -> None:
    read = {scheme.name: scheme.columns for scheme in schemes()}
    written = {
        name: tuple(column.name for column in table.columns)
        for name, table in (("tocsin-events", EVENTS), ("tocsin-reports", REPORTS))
    }
    for codebook in set(shipped_names()) - {"plover"}:
        for table in shipped_scheme(codebook).tables:
            name = f"{codebook}-{table.name}" if codebook == "mmad" else codebook
            written[name] = tuple(column.name for column in table.columns)
    for name, columns in written.items():
        known = read[name]
        if name == "ccc":  # has as many sources as it needs
            known = tuple(column for column in known if column in columns)
        assert columns == known, name


@pytest.fixture
def lines(rally: Coded, tmp_path: Path) -> Path:
    path = tmp_path / "ours.jsonl"
    path.write_bytes(b"".join(encode_line(record) + b"\n" for record in rally.records))
    return path


def side_of(path: Path) -> Side:
    found = open_events(path)
    events = tuple(record for record in found.records if isinstance(record, CodedEvent))
    return Side(path.name, found.layout, events)


def compared(lines: Path, format_: str, file: str) -> Comparison:
    folder = lines.parent / format_
    formats.export(read_lines(lines), format_, folder, formats.Options())
    return compare_sides(side_of(folder / file), side_of(lines), Window(days=0, km=1.0))


@pytest.mark.parametrize(
    ("format_", "file"),
    [
        ("csv", ""),
        ("csv", "events.csv"),
        ("csv", "reports.csv"),
        ("geojson", "events.geojson"),
        ("jsonl", "dataset.jsonl"),
        ("acled", "acled.csv"),
        ("polecat", "polecat.txt"),
        ("plover", "plover.jsonl"),
    ],
)
def test_formats_tell_the_same_events(lines: Path, format_: str, file: str) -> None:
    found = compared(lines, format_, file)
    assert found.pairs
    assert (found.only_theirs, found.only_ours) == ((), ())
    assert [pair.differences for pair in found.pairs] == [()] * len(found.pairs)


def test_a_folder_without_events_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"no dataset and no events\.csv"):
        open_events(tmp_path)
