"""The figure for issue words: what counts as agreement."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

PATH = Path(__file__).parents[1] / "benchmarks/issue_words.py"
SCORER = cast(
    "ModuleType",
    SimpleNamespace(
        spans=lambda text, words: [m.span() for m in re.finditer(re.escape(words or "-"), text)],
        words=lambda phrase: set((phrase or "").lower().split()) - {"the"},
        pair=lambda *_: [(0, 0)],
    ),
)


def measured(ours: dict[str, list[str]], *gold: dict[str, list[str]]) -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("issue_words", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    first: dict[str, Any] = {"type": "PROTEST", "issue": gold[0]}
    if gold[1:]:
        first["or"] = {"type": "PROTEST", "issue": gold[1]}
    rows = {"a": {"reports": [first]}}
    coded = {"a": {"reports": [{"type": "PROTEST", "issue": ours}]}}
    found: dict[str, float] = module.issue_words(SCORER, {"a": {"text": "x"}}, rows, coded)
    return found


def test_words_count_and_sides_count_besides() -> None:
    told = measured({"for": ["the new law"], "against": []}, {"for": [], "against": ["law"]})
    assert told["issue words"] == 2 / 3
    assert told["issue words by side"] == 0.0
    assert told["protests"] == 1.0


def test_the_better_of_two_readings_counts() -> None:
    told = measured({"for": ["peace"]}, {"for": ["war"]}, {"for": ["peace"]})
    assert told["issue words"] == told["issue words by side"] == 1.0


def test_two_who_find_no_issue_agree() -> None:
    assert measured({}, {"for": [], "against": []})["issue words"] == 1.0
