"""The program as it is started from a shell, with everything that it ships."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tocsin
from tocsin.cli.exits import Exit

EXAMPLES = Path(__file__).parents[1] / "examples"
START = "import sys; sys.argv[0] = 'tocsin'; from tocsin.cli import main; main()"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(tocsin.__file__).parents[1])}


def start(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, str]:
    with start(*arguments) as process:
        out, errors = process.communicate(stdin, timeout=300)
    return process.returncode, out, errors.decode()


def test_the_examples_give_the_same_bytes_with_any_number_of_workers() -> None:
    paths = sorted(EXAMPLES.glob("*.txt"))
    alone = run("code", *paths, "-f", "jsonl")
    assert alone[0] == Exit.OK
    assert alone[1].count(b'"record":"report"') > len(paths)
    assert run("code", *paths, "-f", "jsonl", "--workers", "2")[:2] == alone[:2]


ODD = {
    "one-line.txt": b"Thousands marched. " + b"lorem9 (ipsum) " * (5_000_000 // 15),
    "one-word.txt": b"1" * 5_000_000,
    "newlines.txt": b"\n" * 100_000,
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 400,
    "invalid.txt": b"Thousands of miners marched in \xff\xfe Lima on Monday, they said.\n" * 5,
    "script.txt": b"<script>alert('miners')</script> marches in Lima\n\n"
    b"Thousands of miners marched through the streets of Lima on Monday, the police said.\n",
}


@pytest.mark.parametrize("name", ODD)
def test_any_file_ends_with_a_row_and_no_trace(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ODD[name])
    began = time.monotonic()
    code, out, errors = run("code", tmp_path, "-f", "jsonl", "--json")
    assert time.monotonic() - began < 120
    assert code in {Exit.OK, Exit.NOTHING_READ}
    [line] = json.loads(errors)["inputs"]
    assert line["failure"] is None
    assert (line["article"] is None) == (code == Exit.NOTHING_READ)
    assert line["note"] or line["article"]
    assert b'"record":"input"' in out


def test_a_page_of_an_odd_headline_holds_no_script_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "script.txt").write_bytes(ODD["script.txt"])
    code, page, _ = run("code", tmp_path, "-f", "html")
    assert code == Exit.OK
    assert page.count(b"<script>") == 1
    assert b"&lt;script&gt;alert(" in page


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_keeps_what_was_done(tmp_path: Path, workers: str) -> None:
    out = tmp_path / "out.jsonl"
    text = (EXAMPLES / "clash.txt").read_text("utf-8")
    records = [
        json.dumps({"id": f"a{n}", "text": f"{text}\nCopy {n}."}) + "\n" for n in range(2000)
    ]
    with start("code", "-", "-f", "jsonl", "-o", str(out), "--workers", workers) as process:
        assert process.stdin
        process.stdin.write("".join(records[:20]).encode())
        process.stdin.flush()
        _wait_for(tmp_path)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert "Interrupted" in errors.decode()
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert lines[0]["article"] == "a0"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def _wait_for(folder: Path) -> None:
    """Until something stands in the file that is being written."""
    for _ in range(600):
        if any(path.stat().st_size for path in folder.iterdir()):
            return
        time.sleep(0.1)
    raise AssertionError("nothing was written within a minute")


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    with start("code", EXAMPLES, "-f", "jsonl") as process:
        assert process.stdout
        assert process.stdout.read(10) == b'{"record":'
        process.stdout.close()
        process.stdout = None
        _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
