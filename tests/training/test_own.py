"""Our own coded articles: every quotation stands in its article, every value is of its list."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
OWN = ROOT / "training" / "own"


def load_own() -> ModuleType:
    """The module that reads them, which is a script of the training."""
    spec = importlib.util.spec_from_file_location("own", ROOT / "training/reader/own.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


own = load_own()

ARTICLE = """=== x-1 | published 2014-03-12 | dateline -
Nurses marched in Lusaka on Tuesday.
--- reports
"""
MARCH = (
    '{"t": "PROTEST/demonstrate/march", "x": "marched", "s": "Nurses marched", "side": "anti",'
    ' "a": [["Nurses", "", "ZMB", "LAB"]], "w": ["Tuesday"]}\n'
)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.name)
def test_every_article_is_coded_by_the_form(path: Path) -> None:
    for article, row in own.read_written(path.read_text("utf-8")):
        assert list(own.faults(article, row)) == []


def test_no_article_stands_twice() -> None:
    names = [
        article["id"]
        for path in sorted(OWN.glob("*.txt"))
        for article, _ in own.read_written(path.read_text("utf-8"))
    ]
    assert len(names) == len(set(names)) > 0


def test_a_report_is_read_into_the_form_of_the_gold() -> None:
    [(article, row)] = own.read_written(ARTICLE + MARCH)
    [report] = row["reports"]
    assert (article["published"], row["dateline"], row["relevant"]) == ("2014-03-12", None, True)
    assert (report["type"], report["form"], report["status"]) == ("PROTEST", "march", "happened")
    assert report["actors"] == [{"text": "Nurses", "name": None, "country": "ZMB", "sector": "LAB"}]
    assert report["size"] is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (MARCH.replace("Tuesday", "Friday"), "not in the text: 'Friday'"),
        (MARCH.replace('"LAB"', '"LABOUR"'), "sector 'LABOUR'"),
        (MARCH.replace('"ZMB"', '"Zambia"'), "country 'Zambia'"),
        (MARCH.replace('"anti"', '"against"'), "side 'against'"),
        (
            MARCH.replace('"x": "marched"', '"x": "Lusaka"'),
            "anchor 'Lusaka' is not in the sentence",
        ),
    ],
)
def test_faults_are_named(line: str, fault: str) -> None:
    [(article, row)] = own.read_written(ARTICLE + line)
    assert fault in [found.split(": ", 1)[1] for found in own.faults(article, row)]


@pytest.mark.parametrize(
    "text",
    ["=== x-1\nNo reports part.", ARTICLE + "{not JSON}", ARTICLE + '{"t": "AID", "zz": 1}'],
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(own.OwnArticleError, match="x-1"):
        list(own.read_written(text))
