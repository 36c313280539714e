"""The commands as functions: what they write where, and with which exit code."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tocsin.cli.app import app, main
from tocsin.cli.exits import Exit
from tocsin.dataset.lines import InputLine, decode_line
from tocsin.engine import code_inputs
from tocsin.errors import ResourceError, UnreadableInputError
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Where
from tocsin.reports import Confidences, Rejected, RejectionReason, Report
from tocsin.text.article import Article
from tocsin.text.span import Span, quote

MARCH = "Thousands of miners marched through Lima on Monday, and the police looked on.\n" * 3
QUIET = "The weather in the valley stayed dry, and the harvest of apples was as good as ever.\n" * 3


def read(article: Article) -> list[Report | Rejected]:
    """Finds the word "marched" once, and rejects the word "looked": enough for a command."""
    if "marched" not in article.text:
        return []
    found = []
    for word in ("marched", "looked"):
        start = article.text.index(word)
        found.append(quote(article.text, Span(start, start + len(word)), "test"))
    anchor, other = found
    sentence = quote(article.text, Span(0, article.text.index("\n")), "test")
    what = What(EventType.PROTEST, "demonstrate", Form.MARCH, Status.HAPPENED, (anchor,))
    day = article.published.day.isoformat() if article.published else None
    when = When(day, day, Resolution.RELATIVE if day else Resolution.NEEDS_PUBLICATION)
    nothing = (None, None, None, None, None)
    return [
        Report(
            f"{article.id}.aaaa", article.id, what, (), (), when, Where(), *nothing, (), anchor,
            sentence, 0.5, "test",
        ),
        Rejected(
            f"{article.id}.bbbb", article.id, RejectionReason.UNCERTAIN, "COERCE", other, sentence
        ),
    ]  # fmt: skip


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command with the reader above."""

    def coding(inputs: Any, workers: int = 1, given: Any = None) -> Any:  # noqa: ANN401, ARG001
        return code_inputs(inputs, 1, read)

    monkeypatch.setattr("tocsin.cli.code.code_inputs", coding)
    monkeypatch.setattr("tocsin.cli.explain.code_inputs", coding)
    return lambda *arguments, **options: CliRunner().invoke(
        app, list(map(str, arguments)), **options
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "march.txt").write_text(MARCH, "utf-8")
    (folder / "quiet.txt").write_text(QUIET, "utf-8")
    return folder


def lines_of(text: str) -> list[Any]:
    return [decode_line(line) for line in text.splitlines()]


def test_a_table_is_for_people(run: Callable[..., Result], news: Path) -> None:
    result = run("code", news)
    assert result.exit_code == Exit.OK
    assert "PROTEST" in result.stdout
    assert "Thousands of miners marched through Lima" in result.stdout
    assert "march.aaaa" in result.stdout
    assert "quiet.txt" not in result.stdout
    assert "2 articles, 1 report" in result.stderr
    assert "1 candidate left out: 1 uncertain" in result.stderr
    assert 'needs date: text says only "Monday"' in " ".join(result.stderr.split())
    assert "--published march=YYYY-MM-DD" in result.stderr
    assert "\x1b" not in result.output


def test_lines_hold_every_input_and_every_record(run: Callable[..., Result], news: Path) -> None:
    first, report, rejected, second = lines_of(run("code", news, "-f", "jsonl").stdout)
    assert isinstance(first, InputLine)
    assert isinstance(report, Report)
    assert isinstance(rejected, Rejected)
    assert isinstance(second, InputLine)
    assert (first.article, first.reports, first.rejected) == ("march", 1, 1)
    assert (second.article, second.reports, second.status) == ("quiet", 0, "ok")


def test_the_manual_form_has_a_line_an_article(run: Callable[..., Result], news: Path) -> None:
    rows = [json.loads(line) for line in run("code", news, "-f", "manual").stdout.splitlines()]
    assert [(row["article"], row["relevant"]) for row in rows] == [
        ("march", True),
        ("quiet", False),
    ]


def test_a_page_goes_to_a_file(run: Callable[..., Result], news: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "page.html"
    result = run("code", news, "-f", "html", "-o", out)
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert out.read_text("utf-8").strip().startswith("<!doctype html>")


def test_a_given_day_settles_the_date(run: Callable[..., Result], news: Path) -> None:
    result = run("code", news, "--published", "march=2021-03-04", "-f", "jsonl")
    first, report, *_ = lines_of(result.stdout)
    assert (first.status, first.published.basis.value) == ("ok", "given")
    assert report.when.start == "2021-03-04"


@pytest.mark.parametrize("option", ["march", "march=", "=2021-03-04", "march=2021-02-30", "a=b"])
def test_a_day_of_another_form_is_a_usage_error(
    run: Callable[..., Result], news: Path, option: str
) -> None:
    result = run("code", news, "--published", option)
    assert result.exit_code == Exit.USAGE
    assert "YYYY-MM-DD" in result.stderr


def test_a_day_for_nobody_is_told(run: Callable[..., Result], news: Path) -> None:
    result = run("code", news, "--published", "rally=2021-03-04")
    assert result.exit_code == Exit.SOME_UNREAD
    assert "no input is called 'rally'" in result.stderr


def test_the_summary_as_json(run: Callable[..., Result], news: Path) -> None:
    result = run("code", news, "--json", "-f", "jsonl")
    summary = json.loads(result.stderr)
    assert [line["name"] for line in summary["inputs"]] == [
        str(news / "march.txt"),
        str(news / "quiet.txt"),
    ]
    assert (summary["articles"], summary["reports"]) == (2, 1)
    assert summary["rejected"] == {"uncertain": 1}


def test_reports_below_a_confidence_are_left_out_and_counted(
    run: Callable[..., Result], news: Path
) -> None:
    kept = run("code", news, "--min-confidence", "0.5", "-f", "jsonl")
    assert any(isinstance(line, Report) for line in lines_of(kept.stdout))
    left = run("code", news, "--min-confidence", "0.6", "-f", "jsonl")
    assert not any(isinstance(line, Report) for line in lines_of(left.stdout))
    assert "1 report below --min-confidence" in left.stderr


def test_what_cannot_be_read_is_told(run: Callable[..., Result], news: Path) -> None:
    result = run("code", news, news / "absent.txt")
    assert result.exit_code == Exit.SOME_UNREAD
    assert "absent.txt" in result.stderr
    assert "1 report" in result.stderr
    assert run("code", news / "absent.txt").exit_code == Exit.NOTHING_READ


def test_an_error_in_one_article_is_its_own(
    run: Callable[..., Result], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(article: Article) -> list[Report | Rejected]:
        raise RuntimeError("no luck") if article.id == "march" else ValueError

    monkeypatch.setattr(sys.modules[__name__], "read", failing)
    result = run("code", news, "-f", "jsonl")
    assert result.exit_code == Exit.NOTHING_READ
    assert lines_of(result.stdout)[0].failure == "RuntimeError: no luck"
    assert "failed: RuntimeError: no luck" in " ".join(result.stderr.split())


def test_many_inputs_are_told_in_short(run: Callable[..., Result], tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text(f"{QUIET} Number {number} of fifty.", "utf-8")
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)) * 9)
    result = run("code", tmp_path)
    assert "photo.jpg" in result.stderr
    assert "07.txt" not in result.stderr
    assert "and 50 inputs that are ok" in result.stderr


def test_a_file_is_replaced_whole_or_not_at_all(
    run: Callable[..., Result], news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", "utf-8")
    out.chmod(0o640)
    assert run("code", news, "-f", "jsonl", "-o", out).exit_code == Exit.OK
    whole = out.read_bytes()
    assert lines_of(whole.decode())
    assert out.stat().st_mode & 0o777 == 0o640
    monkeypatch.setattr("tocsin.cli.code.encode_line", lambda _: 1 / 0)
    assert isinstance(run("code", news, "-f", "jsonl", "-o", out).exception, ZeroDivisionError)
    assert out.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out.jsonl"]


def test_no_text_can_steer_the_terminal(run: Callable[..., Result]) -> None:
    text = MARCH.replace("Lima", "Lima\x1b[2J\x07\u202e")
    record = json.dumps({"id": "a\x1b[31m", "title": "\x1b]0;owned\x07", "text": text})
    for command in (["code", "-"], ["explain", "aaaa", "-"]):
        result = run(*command, input=record)
        assert result.exit_code == Exit.OK
        assert not set("\x1b\x07\u202e") & set(result.output)
        assert "�[31m" in result.output


def test_standard_input_is_read(run: Callable[..., Result]) -> None:
    record = json.dumps({"id": "a7", "text": MARCH, "published": "2021-03-04"})
    result = run("code", "-", "-f", "jsonl", input=record)
    assert lines_of(result.stdout)[0].article == "a7"


def test_a_report_is_explained(run: Callable[..., Result], news: Path) -> None:
    result = run("explain", "march.aaaa", news)
    assert result.exit_code == Exit.OK
    words = " ".join(result.stdout.split())
    assert "PROTEST, demonstrate, march “marched” at 20 test" in words
    assert "nobody knows when the article was published" in words
    assert "read by test; confidence 0.50 (calibrated)" in words


def test_an_explanation_says_how_sure_each_field_is(
    run: Callable[..., Result], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Confidences(
        status=0.9, day=0.41, country=0.8, city=0.7, side=0.6, form=0.5, size=0.3, killed=0.99,
        injured=0.98, arrested=0.97, actors=0.45, recipients=0.55, sources=0.65,
    )  # fmt: skip

    def sure(article: Article, plain: Callable[..., list[Report | Rejected]] = read) -> Any:  # noqa: ANN401
        return [
            replace(one, confidences=said) if isinstance(one, Report) else one
            for one in plain(article)
        ]

    plain = " ".join(run("explain", "march.aaaa", news).stdout.split())
    monkeypatch.setattr(sys.modules[__name__], "read", sure)
    words = " ".join(run("explain", "march.aaaa", news).stdout.split())
    assert " 0.41 ? " in words
    assert "where not known 0.80 " in words
    assert "left empty: actors 0.45, recipients 0.55, sources 0.65, size 0.30, killed 0.99" in words
    assert "left empty" not in plain
    assert " sure " not in plain


def test_the_end_of_an_id_is_enough(run: Callable[..., Result], news: Path) -> None:
    assert "march.aaaa" in run("explain", "aa", news).stdout
    assert run("explain", "march", news).exit_code == Exit.USAGE
    assert run("explain", "cc", news).exit_code == Exit.NOTHING_READ


def test_a_candidate_is_explained_by_its_reason(run: Callable[..., Result], news: Path) -> None:
    result = run("explain", "march.bbbb", news)
    assert "COERCE at “looked” was left out: uncertain" in " ".join(result.stdout.split())


def test_an_explanation_as_json(run: Callable[..., Result], news: Path) -> None:
    [report] = lines_of(run("explain", "march.aaaa", news, "--json").stdout)
    assert report.id == "march.aaaa"


def test_the_doctor_names_the_model(run: Callable[..., Result]) -> None:
    result = run("doctor", "--json")
    findings = {finding["what"]: finding for finding in json.loads(result.stdout)}
    assert result.exit_code == Exit.OK
    assert all(finding["ok"] for finding in findings.values())
    assert "sha256 as expected" in findings["language model"]["detail"]
    assert findings["network"]["detail"].startswith("not needed")
    assert "language model" in run("doctor").stdout


def test_the_doctor_tells_what_is_missing(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise ResourceError("the table 'acts.tsv' is not installed")

    monkeypatch.setitem(sys.modules["tocsin.cli.doctor"].__dict__["_LOOKS"], "tables", missing)
    result = run("doctor")
    assert result.exit_code == Exit.RESOURCE
    assert "missing" in result.stdout
    assert "acts.tsv" in result.stdout


def test_the_version(run: Callable[..., Result]) -> None:
    assert run("--version").stdout.startswith("tocsin ")


@pytest.mark.parametrize("arguments", [["explain"], ["code", "--format", "pdf", "a"], ["sing"]])
def test_a_command_line_without_sense(run: Callable[..., Result], arguments: list[str]) -> None:
    assert run(*arguments).exit_code == Exit.USAGE


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ResourceError("no model"), Exit.RESOURCE),
        (UnreadableInputError("no text"), Exit.SOME_UNREAD),
    ],
)
def test_an_error_on_purpose_is_one_line(
    error: Exception,
    code: Exit,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def raising() -> None:
        raise error

    monkeypatch.setattr("tocsin.cli.app.app", raising)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == code
    assert capsys.readouterr().err == f"tocsin: {error}\n"
