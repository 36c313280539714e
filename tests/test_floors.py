"""What was reached is never lost: figures on gold articles stay above their pinned floors."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from floors import FLOORS, corpus_hash, figures, measure, pin, shortfalls

SHARED = Path(__file__).parents[2] / "shared"
PINNED = json.loads(FLOORS.read_text("utf-8"))

needs_gold = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the gold articles are not beside this checkout"
)


@needs_gold
@pytest.mark.parametrize("name", sorted(PINNED))
def test_figures_stay_above_their_floors(name: str) -> None:
    assert corpus_hash(SHARED / "gold", name) == PINNED[name]["corpus_sha256"]
    assert shortfalls(figures(measure(SHARED, name)), PINNED[name]["floors"]) == []


def test_a_figure_under_its_floor_is_named() -> None:
    assert shortfalls({"typed": 0.38}, {"typed": 0.40}) == [
        "typed: 0.380 is under the floor of 0.400"
    ]


def test_a_missing_figure_is_under_its_floor() -> None:
    assert shortfalls({}, {"typed": 0.40})


def test_pinning_never_lowers_without_a_reason() -> None:
    with pytest.raises(SystemExit):
        pin({"floors": {"typed": 0.40}}, {"typed": 0.38}, "hash", None)


def test_a_reason_is_pinned_beside_a_lowered_floor() -> None:
    entry = pin({"floors": {"typed": 0.40}}, {"typed": 0.38}, "hash", "the gold was corrected")
    assert entry["lowered"]["why"] == "the gold was corrected"
    assert entry["floors"] == {"typed": 0.38}
