"""The commands of a project, each as a function: what they write where, with which exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tocsin.cli.app import app
from tocsin.cli.exits import Exit
from tocsin.errors import ProjectError

MARCH = (
    "Published: July 2, 2024\n\nMiners march through Lima\n\n"
    "LIMA - Some 5,000 miners marched through the centre of Lima on Monday, the police said.\n\n"
    "A union leader, Juan Perez, told reporters that 20,000 people had taken part.\n"
)
LATER = (
    "Published: July 3, 2024\n\nThousands in the streets of Lima\n\n"
    "LIMA - About 25,000 miners marched through central Lima on July 1, 2024, a reporter saw.\n"
)
UNDATED = (
    "Teachers rally in Karachi\n\nHundreds of teachers rallied outside the press club in Karachi "
    "on Wednesday, their union said. The police arrested 12 of them.\n"
)
QUIET = (
    "Published: July 3, 2024\n\nThe weather in the valley stayed dry, and the harvest of apples "
    "was as good as it had ever been.\n"
)
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a new project."""
    monkeypatch.setenv("TOCSIN_CODER", "anna")

    def running(*arguments: str | Path, **options: Any) -> Result:  # noqa: ANN401
        result = CliRunner().invoke(app, list(map(str, arguments)), **options)
        if result.exception and not isinstance(result.exception, SystemExit | ProjectError):
            raise result.exception
        return result

    assert running("new", tmp_path / "korea").exit_code == Exit.OK
    monkeypatch.chdir(tmp_path / "korea")
    return running


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    folder = tmp_path / "clips"
    folder.mkdir()
    for name, text in {"march": MARCH, "undated": UNDATED, "quiet": QUIET}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "broken.txt").write_bytes(b"a\0b")
    (folder / "same.txt").write_text(MARCH.upper(), "utf-8")
    records = [{"id": "r1", "text": LATER, "publisher": "The Example"}, {"id": "r2"}]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "zz.jsonl").write_text(f"{lines}no\n", "utf-8")
    return Path("../clips")  # as it is named from inside the project


def told(result: Result) -> Any:  # noqa: ANN401
    return json.loads(result.stdout)


def words(text: str) -> str:
    return " ".join(text.split())


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_input_is_listed_with_its_reason(run: Run, clips: Path) -> None:
    result = run("add", clips)
    assert result.exit_code == Exit.SOME_UNREAD
    assert result.stdout == ""
    text = words(result.stderr)
    assert f"{clips}/march.txt 1 en 2024-07-02 ok (from “July 2, 2024”)" in text
    assert 'undated.txt 1 en ? needs date: text says only "Wednesday"' in text
    assert "broken.txt 0 not text: it holds NUL bytes" in text
    assert f"same.txt 0 duplicate of {clips}/march.txt" in text
    assert "zz.jsonl 1 en 2024-07-03 1 ok, 1 no text, 1 bad record" in text
    assert "line 3 bad record" in text
    assert "4 new articles" in text
    assert "Fix: tocsin date undated YYYY-MM-DD" in text


def test_bytes_are_kept_by_their_hash(run: Run, clips: Path) -> None:
    rows = told(run("add", clips, "--json"))["inputs"]
    kept = {path.name: path for path in Path("originals").rglob("*") if path.is_file()}
    for row in rows:
        if row["article"] and row["status"] != "duplicate":
            assert row["sha256"] in kept
    march = next(row for row in rows if row["article"] == "march")
    assert kept[march["sha256"]].read_text("utf-8") == MARCH
    assert not kept[march["sha256"]].stat().st_mode & 0o222
    record = next(row for row in rows if row["article"] == "r1")
    assert json.loads(kept[record["sha256"]].read_bytes())["id"] == "r1"
    assert not any(path.read_bytes() == b"a\0b" for path in kept.values())


def test_what_was_added_is_known(run: Run, clips: Path) -> None:
    first = told(run("add", clips, "--json"))
    second = told(run("add", clips, "--json"))
    assert all(row["new"] for row in first["inputs"])
    assert not any(row["new"] for row in second["inputs"])
    strip = [{**row, "new": True} for row in second["inputs"]]
    assert strip == first["inputs"]
    result = run("add", clips / "march.txt")
    assert result.exit_code == Exit.OK
    assert "0 new articles, 1 input known before" in words(result.stderr)


def test_the_same_text_under_another_name_is_a_duplicate(
    run: Run, clips: Path, tmp_path: Path
) -> None:
    run("add", clips / "march.txt")
    (tmp_path / "copy.txt").write_text(MARCH, "utf-8")
    [row] = told(run("add", tmp_path / "copy.txt", "--json"))["inputs"]
    assert (row["status"], row["article"]) == ("duplicate", "march")
    assert row["note"] == f"duplicate of {clips / 'march.txt'}"


def test_another_text_under_the_same_name_gets_an_id_of_its_own(run: Run, clips: Path) -> None:
    run("add", clips / "march.txt")
    (clips / "march.txt").write_text(LATER, "utf-8")
    [row] = told(run("add", clips / "march.txt", "--json"))["inputs"]
    assert row["article"] == f"march-{row['sha256'][:8]}"


def test_nothing_that_can_be_read_is_an_exit_code(run: Run, clips: Path) -> None:
    assert run("add", clips / "broken.txt").exit_code == Exit.NOTHING_READ
    assert run("add", clips / "absent.txt").exit_code == Exit.NOTHING_READ


def test_a_day_is_a_decision(run: Run, clips: Path) -> None:
    run("add", clips)
    result = run("date", "undat", "2024-07-04", "--why", "the archive says so")
    assert result.exit_code == Exit.OK
    assert "undated: published 2024-07-04; it was not known" in result.stderr
    assert told(run("show", "undated", "--json"))["published"]["basis"] == "given"
    status = told(run("status", "--json"))
    assert (status["undated"], status["decisions"]) == (0, 1)
    again = told(run("date", "undated", "2024-07-04", "--json"))
    assert not again["changed"]
    back = told(run("date", "undated", "undo", "--json"))
    assert (back["before"], back["published"]) == ("2024-07-04", None)


@pytest.mark.parametrize("day", ["2024-02-30", "20240704", "Wednesday", "", "9999-01-01"])
def test_a_day_of_another_form_is_a_usage_error(run: Run, clips: Path, day: str) -> None:
    run("add", clips)
    assert run("date", "undated", day).exit_code == Exit.USAGE
    assert told(run("status", "--json"))["decisions"] == 0


def test_a_day_for_several_articles_or_none_is_refused(run: Run, clips: Path) -> None:
    run("add", clips)
    for name in ("ma", "rally"):
        if name == "ma":
            (clips / "mayor.txt").write_text(LATER, "utf-8")
            run("add", clips / "mayor.txt")
        with pytest.raises(Exception, match="names"):
            run("date", name, "2024-07-04")


def test_the_first_coding_and_the_next(run: Run, clips: Path) -> None:
    run("add", clips / "march.txt", clips / "undated.txt", clips / "quiet.txt")
    first = told(run("code", "--json"))
    assert first["articles"] == 3
    assert not first["interrupted"]
    ids = {row["id"]: row["reports"] for row in lines(run("events", "--json"))}
    assert {change["kind"] for change in first["changes"]} == {"created"}
    assert set(ids) == {change["event"] for change in first["changes"]}
    assert "Nothing is new" in run("code").stderr
    assert told(run("code", "--json"))["run"] is None

    run("add", clips)
    second = run("code")
    assert second.exit_code == Exit.OK
    assert "1 article, 1 report" in second.stderr
    assert "1 report joined existing events" in second.stderr
    assert "1 event changed" in second.stderr
    assert "size" in second.stderr
    assert "0 ids changed" in second.stderr
    [line] = second.stdout.splitlines()
    assert "5,000 to 25,000 people" in line
    assert "2 reports" in line
    after = {row["id"]: row["reports"] for row in lines(run("events", "--json"))}
    assert set(after) == set(ids)


def test_a_day_that_comes_later_is_read_anew(run: Run, clips: Path) -> None:
    run("add", clips / "march.txt", clips / "undated.txt")
    run("code")
    before = {row["id"]: row["values"].get("start") for row in lines(run("events", "--json"))}
    run("date", "undated", "2024-07-04")
    assert told(run("status", "--json"))["due"] == 1
    result = run("code")
    assert "1 article, 2 reports" in result.stderr
    assert "0 ids changed" in result.stderr
    after = {row["id"]: row["values"].get("start") for row in lines(run("events", "--json"))}
    assert set(after) == set(before)
    assert [before[id_] for id_ in before if before[id_] != after[id_]] == [None, None]
    assert max(map(str, after.values())) == "2024-07-03"


def test_options_for_files_mean_nothing_without_one(run: Run, clips: Path) -> None:
    for options in (["-f", "jsonl"], ["-o", "x"], ["--published", "a=2024-01-01"]):
        result = run("code", *options)
        assert result.exit_code == Exit.USAGE
        assert "no file is" in words(result.stderr)
    assert run("code", clips, "-p", ".").exit_code == Exit.USAGE


def test_files_are_coded_without_the_project(run: Run, clips: Path) -> None:
    result = run("code", clips / "march.txt", clips / "zz.jsonl")
    assert "2 articles, 2 reports of 1 event" in result.stderr
    assert told(run("status", "--json"))["articles"] == 0
    as_json = run("code", clips / "march.txt", "--json", "-f", "jsonl")
    assert json.loads(as_json.stderr)["events"] == 1


def test_where_there_is_no_project_it_is_said(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["code"], ["status"], ["events"], ["verify"], ["add", "x"], ["show", "x"]):
        assert "tocsin new NAME" in str(run(*command).exception)
    assert told(run("status", "-p", "korea", "--json"))["project"] == "korea"


def test_a_new_project_says_what_to_do(run: Run, clips: Path) -> None:
    assert "tocsin add FILES" in run("status").stdout
    assert "tocsin add FILES" in run("code").stderr
    assert "tocsin add FILES" in run("events").stderr
    run("add", clips)
    assert "tocsin code" in run("events").stderr
    assert "tocsin code" in run("status").stdout
    run("code")
    assert "No event matches" in run("events", "--type", "aid").stderr


def test_the_state_adds_up(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    state = told(run("status", "--json"))
    assert state["inputs"] == {
        "ok": 3, "needs-date": 1, "no-text": 1, "duplicate": 1, "not-text": 1, "bad-record": 1,
    }  # fmt: skip
    assert (state["articles"], state["due"], state["undated_first"]) == (4, 0, ["undated"])
    rows = lines(run("events", "--json"))
    assert state["events"] == len(rows)
    assert state["reports"] == sum(len(row["reports"]) for row in rows)
    text = words(run("status").stdout)
    assert "without a day 1: undated; tocsin date ARTICLE YYYY-MM-DD" in text


def test_events_are_asked_for(run: Run, clips: Path) -> None:
    run("add", clips)
    run("date", "undated", "2024-07-04")
    run("code")

    def found(*options: str) -> set[str]:
        return {row["values"]["city"] for row in lines(run("events", "--json", *options))}

    assert found() == {"Lima", "Karachi"}
    assert found("--type", "protest", "--country", "Peru") == {"Lima"}
    assert found("--country", "pak") == {"Karachi"}
    assert found("--since", "2024-07-02") == {"Karachi"}
    assert found("--until", "2024-07-02", "--since", "2024") == {"Lima"}
    assert found("--text", "teachers") == {"Karachi"}
    assert found("--article", "r1") == {"Lima"}
    assert len(lines(run("events", "--json", "-n", "1"))) == 1
    for wrong in (["--type", "DANCE"], ["--country", "Atlantis"], ["--since", "Monday"]):
        assert run("events", *wrong).exit_code == Exit.USAGE


def test_an_event_is_shown_with_who_says_what(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    [row] = lines(run("events", "--json", "--country", "PER"))
    result = run("show", row["id"][:6])
    text = words(result.stdout)
    assert result.exit_code == Exit.OK
    assert "2 reports in 2 articles" in text
    assert "5,000 (“Some 5,000 miners”) the police march." in text
    assert "20,000 (“20,000 people”)" in text
    assert "conservative 5,000, informative 25,000, representative 20,000" in text
    assert "“LIMA - Some 5,000 miners marched" in text
    facts = told(run("show", row["id"], "--json"))
    assert facts["kind"] == "event"
    size = next(field for field in facts["fields"] if field["field"] == "size")
    assert sorted(reading["value"] for reading in size["readings"]) == [5000, 20000, 25000]


def test_a_report_and_an_article_are_shown(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    [row] = lines(run("events", "--json", "--country", "PER"))
    report = next(id_ for id_ in row["reports"] if id_.startswith("march."))
    for id_ in (report, report.rpartition(".")[2][:6]):
        text = words(run("show", id_).stdout)
        assert text.startswith(report)
        assert f"of event {row['id']}" in text
    facts = told(run("show", report, "--json"))
    assert (facts["kind"], facts["event"]) == ("report", row["id"])
    text = words(run("show", "march").stdout)
    assert "published 2024-07-02 (published-line, “July 2, 2024”)" in text
    assert "original originals/" in text
    article = told(run("show", "march", "--json"))
    assert article["text"] == MARCH
    assert (Path.cwd() / article["original"]).read_text("utf-8") == MARCH


def test_an_id_of_nothing_or_of_several_is_told(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    assert "no event or report has such an id" in str(run("show", "zzz").exception)
    assert "fits several" in str(run("show", "e").exception)


def test_all_is_as_it_was_written(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    result = run("verify")
    assert result.exit_code == Exit.OK
    assert "all is as it was written" in result.stdout
    found = told(run("verify", "--json"))
    assert found["ok"]
    assert run("verify", "--head", found["head"]).exit_code == Exit.OK
    cut = run("verify", "--head", "0" * 64)
    assert cut.exit_code == Exit.SOME_UNREAD
    assert "NOT as it was written" in cut.stdout


def test_an_original_that_was_changed_shows(run: Run, clips: Path) -> None:
    [row] = told(run("add", clips / "march.txt", "--json"))["inputs"]
    original = Path("originals") / row["sha256"][:2] / row["sha256"]
    original.chmod(0o644)
    original.write_text(MARCH.replace("5,000", "9,000"), "utf-8")
    result = run("verify")
    assert result.exit_code == Exit.SOME_UNREAD
    assert f"changed: original {row['sha256']}" in words(result.stdout)
    original.unlink()
    assert "missing: original" in run("verify").stdout


def test_a_database_that_is_damaged_shows(run: Run, clips: Path) -> None:
    run("add", clips)
    run("code")
    file = Path("korea.tocsin")
    content = bytearray(file.read_bytes())
    for start in range(8192, len(content), 4096):
        content[start : start + 200] = b"\xff" * 200
    file.write_bytes(content)
    result = run("verify", "--json")
    assert result.exit_code == Exit.SOME_UNREAD
    assert told(result)["problems"][0]["subject"] == "database"


def test_a_run_comes_out_again(run: Run, clips: Path, tmp_path: Path) -> None:
    run("add", clips)
    run("date", "undated", "2024-07-04")
    run("code")
    [record] = sorted(Path("runs").iterdir())
    result = run("rerun", record, "--check")
    assert result.exit_code == Exit.OK
    assert "4 articles: the same reports and events, byte by byte" in result.stdout
    told_again = told(run("rerun", record, "--check", "--json", "--workers", "2"))
    assert told_again["same"]
    out = tmp_path / "again.jsonl"
    assert run("rerun", record, "-o", out).exit_code == Exit.OK
    ids = {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()}
    events = lines(run("events", "--json"))
    assert {id_ for row in events for id_ in row["reports"]} <= ids


def test_a_run_that_does_not_come_out_again_says_why(run: Run, clips: Path) -> None:
    rows = told(run("add", clips / "march.txt", clips / "quiet.txt", "--json"))["inputs"]
    run("code")
    [record] = sorted(Path("runs").iterdir())
    text = record.read_text("utf-8")
    record.write_text(
        text.replace('"published":"2024-07-02"', '"published":"2024-07-09"').replace(
            '"reader":"minilm-2"', '"reader":"minilm-1"'
        ),
        "utf-8",
    )
    result = run("rerun", record, "--check")
    assert result.exit_code == Exit.SOME_UNREAD
    assert "version of reader: was minilm-1, is minilm-2" in words(result.stdout)
    assert "article march: was" in words(result.stdout)
    record.write_text(text, "utf-8")
    original = Path("originals") / rows[0]["sha256"][:2] / rows[0]["sha256"]
    original.unlink()
    found = told(run("rerun", record, "--check", "--json"))
    assert "original of march" in {one["subject"] for one in found["differences"]}


def test_no_text_can_steer_the_terminal(run: Run) -> None:
    odd = MARCH.replace("Juan Perez", "Juan\x1b[2J\x07\u202e Perez")
    record = json.dumps({"id": "a\x1b[31m", "title": "\x1b]0;owned\x07", "text": odd})
    outputs = [run("add", "-", input=record)]
    outputs += [run("code"), run("status"), run("events"), run("show", "a")]
    for result in outputs:
        assert result.exit_code == Exit.OK
        assert not set("\x1b\x07\u202e") & set(result.output)
