"""Articles that the project wrote or coded itself, as rows of the gold's form.

    python own.py ../own        # counts them and lists what is wrong, by article

`*.txt` hold articles that we wrote, one after another:

    === south-001 | published 2014-03-12 | dateline Lusaka
    First paragraph.

    Second paragraph.
    --- reports
    {"t": "PROTEST/demonstrate/march", "x": "marched", "s": "Nurses marched", "a": [["Nurses", "", "ZMB", "LAB"]]}

`by-reference.jsonl` holds codings of articles of two corpora, whose texts are not ours: one object an
article, in which every quotation is a pair of offsets into the corpus's text.

A report's keys: t type/mode/form, x anchor, s sentence, a actors and r recipients (text, name,
country, sector), d days (start, end), w words of the time, p place (texts, venue, city, admin,
country, precision), n size, k killed, i injured, j arrested (low, high, texts ...), side, for,
against, comp compelled, st status, src sources. What is left out is empty, and the status `happened`.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.fields.scene import Precision
from tocsin.fields.who import Sector
from tocsin.marks.labels import FIELDS, TYPES

Json = dict[str, Any]

# Corpora whose texts are coded by reference.
CORPORA = ("timebank", "ecbplus")
_REFERENCES = "by-reference.jsonl"
_LISTED = ("status", "side", "form")
_COUNTS = {"n": "size", "k": "killed", "i": "injured", "j": "arrested"}
_KEYS = {"t", "x", "s", "a", "r", "d", "w", "p", "side", "for", "against", "comp", "st", "src"}
_HEADER = re.compile(r"^=== (?P<id>[\w.+-]+)(?P<rest>.*)$", re.MULTILINE)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class OwnArticleError(ValueError):
    """An article that is not coded as the file's form asks."""


def own_articles(folder: Path, shared: Path) -> Iterator[tuple[Json, Json]]:
    """All articles of a folder with their gold rows: those written, then those by reference.

    Raises:
        OwnArticleError: a file is not of the form, or names a text that no corpus has.
    """
    for path in sorted(folder.glob("*.txt")):
        yield from read_written(path.read_text("utf-8"))
    references = folder / _REFERENCES
    if references.exists():
        texts = corpus_texts(shared)
        for line in references.read_text("utf-8").splitlines():
            coded = json.loads(line)
            if coded["id"] not in texts:
                raise OwnArticleError(f"no corpus has {coded['id']}")
            yield _article(coded, texts[coded["id"]], coded["reports"])


def read_written(text: str) -> Iterator[tuple[Json, Json]]:
    """Articles of one file with their gold rows, in its order.

    Raises:
        OwnArticleError: a block has no reports part, or a line of it is no JSON object.
    """
    heads = list(_HEADER.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        block = text[head.end() + 1 : following.start() if following else len(text)]
        body, mark, lines = block.partition("--- reports")
        if not mark:
            raise OwnArticleError(f"{head['id']}: no line '--- reports'")
        parts = [part.strip() for part in head["rest"].split("|")]
        about = {"id": head["id"], **dict(part.split(" ", 1) for part in parts if " " in part)}
        yield _article(
            about,
            body.strip("\n"),
            [_line(head["id"], line) for line in lines.splitlines() if line],
        )


def corpus_texts(shared: Path) -> dict[str, str]:
    """Texts of the corpora that are coded by reference, by `CORPUS:DOCUMENT`."""
    texts = {}
    for corpus in CORPORA:
        with gzip.open(shared / f"corpora/{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                texts[f"{corpus}:{row['doc_id']}"] = row["text"]
    return texts


def faults(article: Json, row: Json) -> Iterator[str]:
    """What is wrong with a coded article, one sentence each."""
    text = " ".join(article["text"].split())
    for report in row["reports"]:
        for fault in _of_report(report):
            yield f"{report['id']}: {fault}"
        for words in _quotes(report):
            if " ".join(words.split()) not in text:
                yield f"{report['id']}: not in the text: {words!r}"
        if report["anchor"] not in report["sentence"]:
            yield f"{report['id']}: anchor {report['anchor']!r} is not in the sentence"


def _of_report(report: Json) -> Iterator[str]:
    for name, values in {"type": TYPES, **{name: FIELDS[name] for name in _LISTED}}.items():
        if report[name] not in values:
            yield f"{name} {report[name]!r}"
    for party in report["actors"] + report["recipients"]:
        yield from _of_party(party)
    if report["place"]["precision"] not in [*Precision]:
        yield f"precision {report['place']['precision']!r}"
    for name in ("start", "end"):
        if report[name] and not _DAY.fullmatch(report[name]):
            yield f"{name} {report[name]!r}"


def _of_party(party: Json) -> Iterator[str]:
    if party["sector"] and party["sector"] not in [*Sector]:
        yield f"sector {party['sector']!r}"
    if party["country"] and not re.fullmatch("[A-Z]{3}", party["country"]):
        yield f"country {party['country']!r}"


def _quotes(report: Json) -> Iterator[str]:
    yield report["anchor"]
    yield report["sentence"]
    yield from report["when_text"] + report["place"]["text"] + report["sources"]
    yield from report["issue"]["for"] + report["issue"]["against"]
    yield from (party["text"] for party in report["actors"] + report["recipients"])
    for name in _COUNTS.values():
        yield from (report[name] or {}).get("text", [])


def _article(about: Json, text: str, coded: list[Json]) -> tuple[Json, Json]:
    published = about.get("published") if about.get("published") != "-" else None
    reports = []
    for number, report in enumerate(coded, start=1):
        try:
            reports.append(_expand(report, text) | {"id": f"{about['id']}.{number}"})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise OwnArticleError(f"{about['id']}, report {number}: {error!r}") from None
    row = {
        "article": about["id"],
        "published": published,
        "dateline": about.get("dateline") if about.get("dateline") != "-" else None,
        "relevant": bool(reports),
        "reports": reports,
    }
    return {"id": about["id"], "text": text, "published": published}, row


def _line(article: str, line: str) -> Json:
    try:
        coded: Json = json.loads(line)
    except ValueError as error:
        raise OwnArticleError(f"{article}: {error} in {line[:120]}") from None
    return coded


def _expand(coded: Json, text: str) -> Json:
    """A report in the gold's form."""
    unknown = set(coded) - _KEYS - set(_COUNTS)
    if unknown:
        raise OwnArticleError(f"unknown keys {sorted(unknown)}")

    def words(values: list[Any]) -> list[str]:
        return [_words(value, text) for value in values]

    type_, mode, form = [*coded["t"].split("/"), "", ""][:3]
    place = [*coded.get("p", []), *[None] * 6][:6]
    days = [*coded.get("d", []), None, None][:2]
    return {
        "type": type_,
        "mode": mode or None,
        "form": form or None,
        "actors": [_party(party, text) for party in coded.get("a", [])],
        "recipients": [_party(party, text) for party in coded.get("r", [])],
        "start": days[0] or None,
        "end": days[1] or None,
        "when_text": words(coded.get("w", [])),
        "place": {
            "text": words(place[0] or []),
            "venue": place[1] or None,
            "city": place[2] or None,
            "admin": place[3] or None,
            "country": place[4] or None,
            "precision": place[5] or "none",
        },
        **{name: _count(coded.get(key), text) for key, name in _COUNTS.items()},
        "side": coded.get("side"),
        "issue": {"for": words(coded.get("for", [])), "against": words(coded.get("against", []))},
        "compelled": coded.get("comp"),
        "status": coded.get("st", "happened"),
        "sources": words(coded.get("src", [])),
        "anchor": _words(coded["x"], text),
        "sentence": _words(coded["s"], text),
    }


def _words(value: str | list[int], text: str) -> str:
    """A quotation, which may be told by its offsets."""
    return value if isinstance(value, str) else text[value[0] : value[1]]


def _party(party: list[Any], text: str) -> Json:
    words, name, country, sector = [*party, None, None, None][:4]
    return {
        "text": _words(words, text),
        "name": name or None,
        "country": country or None,
        "sector": sector or None,
    }


def _count(count: list[Any] | None, text: str) -> Json | None:
    if not count:
        return None
    low, high, *texts = count
    for figure in (low, high):
        if figure is not None and not isinstance(figure, int):
            raise OwnArticleError(f"{figure!r} is no figure")
    return {"text": [_words(value, text) for value in texts], "low": low, "high": high}


def main() -> int:
    """Run from the command line; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    seen: set[str] = set()
    wrong = reports = 0
    for article, row in own_articles(options.folder, options.shared):
        found = list(faults(article, row))
        found += [f"{article['id']} stands twice"] if article["id"] in seen else []
        seen.add(article["id"])
        wrong += len(found)
        reports += len(row["reports"])
        for fault in found:
            print(fault)
    print(f"{len(seen)} articles, {reports} reports, {wrong} faults", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
