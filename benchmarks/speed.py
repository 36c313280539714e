"""How fast tocsin reads, how much memory it takes, and how long the first report takes.

    python benchmarks/speed.py [--runs 5] [--articles 60] [--json]

The articles are those of `examples/`, each repeated to about 500 words and numbered, so that no
two are the same. Every figure is the median of several runs in fresh processes. Articles a second
are counted per second of processor time, so that a busy machine does not change them much.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
WORDS = 500
_START = "import sys; sys.argv[0] = 'tocsin'; from tocsin.cli import main; main()"
_KILOBYTE = 1024


def articles(count: int) -> list[str]:
    """Texts of about 500 words: an example, and its beginning once more."""
    examples = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    texts = []
    for number in range(count):
        text = examples[number % len(examples)]
        paragraphs = text.split("\n\n")
        index = 2
        while len(text.split()) < WORDS:
            text += "\n\n" + paragraphs[index % len(paragraphs)]
            index += 1
        texts.append(f"{text}\n\nCopy {number}.")
    return texts


def measure_reading(count: int) -> dict[str, float]:
    """Read articles in this process, which has loaded nothing yet."""
    from tocsin import Report, read_article, read_reports  # what this costs is not counted

    texts = articles(count)
    read_reports(read_article(texts[0].encode()))  # loads the parser and the reader
    reports = 0
    wall, processor = time.perf_counter(), time.process_time()
    for text in texts:
        found = read_reports(read_article(text.encode()))
        reports += sum(isinstance(one, Report) for one in found)
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
    return {
        "articles_per_second_and_core": count / processor,
        "articles_per_second": count / wall,
        "reports_per_article": reports / count,
        "peak_megabytes": peak / 1e6,
    }


def measure_first_report() -> dict[str, float]:
    """Start the program and wait for the first report."""
    command = [
        sys.executable,
        "-c",
        _START,
        "code",
        str(ROOT / "examples/rally.txt"),
        "-f",
        "jsonl",
    ]
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        for line in process.stdout or ():
            if line.startswith(b'{"record":"report"'):
                break
        seconds = time.perf_counter() - began
        process.communicate()
    return {"first_report_seconds": seconds}


def measure_import() -> dict[str, float]:
    """Seconds that `import tocsin` adds to an interpreter's start."""

    def seconds(code: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
        return time.perf_counter() - began

    return {"import_seconds": seconds("import tocsin") - seconds("pass")}


def _fresh(count: int) -> dict[str, float]:
    """`measure_reading` in a process of its own."""
    command = [sys.executable, __file__, "--once", "--articles", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measure_reading(options.articles)))
        return
    runs = [
        _fresh(options.articles) | measure_first_report() | measure_import()
        for _ in range(options.runs)
    ]
    figures = {name: round(median(run[name] for run in runs), 3) for name in runs[0]}
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):32} {value:10.3f}")


if __name__ == "__main__":
    main()
