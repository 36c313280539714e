"""Inputs: whatever is named or found comes out once, read or with a reason."""

import inspect
import os
import sys
import time
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from tocsin.text.article import DateBasis
from tocsin.text.inputs import Input, Options, find_articles, find_sources
from tocsin.text.unread import InputStatus

STORY = "Thousands of miners marched through the centre of the city, police said."
DATED = f"Published: July 2, 2024\n\n{STORY}"
FRENCH = (
    "Des milliers de mineurs ont défilé dans le centre-ville pour réclamer une hausse de salaire."
)


def write(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(raw)


def found(*paths: Path | str, options: Options | None = None) -> dict[str, tuple[str, str]]:
    inputs = list(find_articles(list(paths), options=options or Options()))
    return {Path(item.name).name: (item.status.value, item.note) for item in inputs}


def test_every_file_of_a_folder_is_listed(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt=DATED,
        b_txt=f"{STORY} It was Wednesday.",
        c_md=f"  {DATED.upper()}\n",
        d_txt=b"",
        e_txt=b"\n" * 100_000,
        f_txt=b"\x89PNG\x00\x00",
        g_html="<html>",
        h_txt=FRENCH,
        i_txt="12 34 -- 5",
        j_log=f"{STORY} They sang.",
        k_pdf=b"%PDF-1.4",
        l_txt=b"%PDF-1.4 text",
        m_jsonl=b"",
        _hidden=STORY,
    )
    assert found(tmp_path) == {
        ".hidden": ("skipped", "hidden"),
        "a.txt": ("ok", ""),
        "b.txt": ("needs-date", 'text says only "Wednesday"'),
        "c.md": ("duplicate", f"duplicate of {tmp_path / 'a.txt'}"),
        "d.txt": ("empty", "nothing in it"),
        "e.txt": ("empty", "nothing in it"),
        "f.txt": ("not-text", "not text: it holds NUL bytes"),
        "g.html": ("unsupported", ".html files are not read yet"),
        "h.txt": ("not-english", "not in English"),
        "i.txt": ("no-text", "no words in it"),
        "j.log": ("ok", ""),
        "k.pdf": ("unsupported", ".pdf files are not read yet"),
        "l.txt": ("unsupported", "holds a format that is not read yet"),
        "m.jsonl": ("empty", "no records in it"),
    }


def test_only_articles_that_are_read_are_handed_on(tmp_path: Path) -> None:
    write(tmp_path, a_txt=DATED, b_txt=f"{STORY} It was Wednesday.", c_txt=FRENCH, d_txt=b"\0")
    for item in find_articles([tmp_path]):
        read = item.status in (InputStatus.OK, InputStatus.NEEDS_DATE)
        assert (item.article is not None) == read


def test_folders_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("z", "b", "a"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, x_txt=f"{name}{name} {STORY}", b_txt=f"{name}x {STORY}")
    write(tmp_path, aa_txt=f"top {STORY}")
    names = [str(Path(item.name).relative_to(tmp_path)) for item in find_articles([tmp_path])]
    assert names == ["a/b.txt", "a/x.txt", "aa.txt", "b/b.txt", "b/x.txt", "z/b.txt", "z/x.txt"]
    ids = [item.article.id for item in find_articles([tmp_path]) if item.article]
    assert ids[:3] == ["b", "x", "aa"]
    assert len(set(ids)) == len(ids)
    assert ids[3].startswith("b-")


def test_links_that_lead_back_do_not_hang(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "up").symlink_to(tmp_path)
    (inner / "gone.txt").symlink_to(tmp_path / "nowhere")
    (inner / "self").symlink_to(inner / "self")
    write(inner, a_txt=DATED)
    listed = found(tmp_path)
    assert listed["up"] == ("skipped", "a link to a folder that it lies in")
    assert listed["a.txt"][0] == "ok"
    assert listed["gone.txt"][0] == listed["self"][0] == "unreadable"


def test_folders_nested_deeper_than_calls(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * 200)
    folder.mkdir(parents=True)
    write(folder, a_txt=DATED)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        [item] = find_articles([tmp_path])
    finally:
        sys.setrecursionlimit(limit)
    assert item.status is InputStatus.OK


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path / "no.txt", tmp_path / "pipe.txt", "a\0b.txt") == {
        "no.txt": ("unreadable", "cannot be read: No such file or directory"),
        "pipe.txt": ("unreadable", "not a regular file"),
        "a\ufffdb.txt": ("unreadable", "cannot be read: the name holds a NUL"),
    }


def test_records_of_a_file(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "r1", "text": "{STORY}", "published": "2024-07-02"}}',
        f'{{"id": "r1", "text": "Later, {STORY}", "published": "2024-07-03"}}',
        f'{{"id": "r3", "text": "{STORY}"}}',
        "broken",
        f'{{"id": "r5", "text": "On Monday, {STORY}", "published": "soon"}}',
    ]
    write(tmp_path, news_jsonl="\n".join(lines))
    inputs = list(find_articles([tmp_path / "news.jsonl"]))
    assert [item.status.value for item in inputs] == [
        "ok",
        "ok",
        "duplicate",
        "bad-record",
        "needs-date",
    ]
    assert inputs[0].article is not None
    assert inputs[1].article is not None
    assert inputs[0].article.id == "r1"
    assert inputs[1].article.id == f"r1-{inputs[1].article.sha256[:8]}"
    assert inputs[2].note == f"duplicate of {inputs[0].name}"
    assert inputs[4].note == (
        "published 'soon' is no date of the form 2024-07-02; text says only \"Monday\""
    )


@pytest.mark.parametrize("key", ["a", "name"])
def test_days_that_the_user_gives(tmp_path: Path, key: str) -> None:
    write(tmp_path, a_txt=f"{DATED} It was Wednesday.")
    path = tmp_path / "a.txt"
    given = {str(path) if key == "name" else key: date(2017, 8, 9)}
    [item] = find_articles([path], options=Options(published=given, outlet="The Example"))
    assert item.article is not None
    assert item.article.outlet == "The Example"
    assert item.article.published is not None
    assert item.article.published.day == date(2017, 8, 9)
    assert item.article.published.basis is DateBasis.GIVEN


def from_stdin(source: bytes, **options: int) -> list[Input]:
    return list(find_articles(["-"], options=Options(stdin=BytesIO(source), **options)))  # type: ignore[arg-type]


def test_standard_input_is_a_text_or_records() -> None:
    [text] = from_stdin(DATED.encode())
    assert (text.name, text.status) == ("standard input", InputStatus.OK)
    line = f'{{"text": "{STORY}"}}\n'.encode()
    first, second = from_stdin(line + line.replace(b"Thousands", b"Hundreds"))
    assert first.status is second.status is InputStatus.OK
    [empty] = from_stdin(b"")
    assert empty.status is InputStatus.EMPTY


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a_txt="x" * 2000, b_jsonl='{"text": "' + "x" * 2000 + '"}\n{"text": "Now."}')
    options = Options(largest=1000)
    assert [item.status.value for item in find_articles([tmp_path], options=options)] == [
        "too-large",
        "too-large",
        "ok",
    ]
    assert from_stdin(b"x" * 2000, largest=1000)[0].status is InputStatus.TOO_LARGE


@pytest.mark.parametrize(
    "piece",
    [b"x", b"9", b"[", b'"', b" .", b"a. ", b"(", b"A", b"-", b"/", b"By A ", b"@", b"\xff"],
)
def test_a_line_of_five_megabytes_is_listed_in_bounded_time(tmp_path: Path, piece: bytes) -> None:
    write(tmp_path, a_txt=b"Miners came " + piece * (5_000_000 // len(piece)))
    start = time.perf_counter()
    assert len(list(find_articles([tmp_path]))) == 1
    assert time.perf_counter() - start < 20


def test_names_and_ids_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\udcff.txt").write_text(DATED)
    [item] = find_articles([tmp_path])
    assert item.name.isprintable()
    assert item.article is not None
    assert item.article.id.isprintable()
    assert item.name.encode()


def test_markup_in_a_headline_is_only_text(tmp_path: Path) -> None:
    write(tmp_path, a_txt=f"<script>alert(1)</script>\n\n{STORY}")
    [item] = find_articles([tmp_path])
    assert item.article is not None
    assert item.article.title == "<script>alert(1)</script>"


def test_other_languages_are_read_when_asked_for(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FRENCH)
    [item] = find_articles([tmp_path], options=Options(any_language=True))
    assert item.status is InputStatus.OK


def test_the_bytes_of_an_article_come_with_it(tmp_path: Path) -> None:
    line = f'{{"id": "r1", "text": "{STORY} It rained."}}'
    write(tmp_path, a_txt=DATED, b_jsonl=f"\n{line}\r\nbroken\n", c_pdf=b"%PDF-1.4")
    sources = list(find_sources([tmp_path]))
    for item, _, source in sources:
        if item.article:
            assert source is not None
            assert sha256(source).hexdigest() == item.article.sha256
    assert [source for _, _, source in sources] == [DATED.encode(), line.encode(), None, None]
    assert [Path(file).name for _, file, _ in sources] == ["a.txt", "b.jsonl", "b.jsonl", "c.pdf"]
