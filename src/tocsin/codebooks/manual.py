"""The coding manual's own form: one object an article, as the scorer and human coders write it.

What the form cannot say is left out: coordinates, hedges, conflicting figures with their speakers
(the range over them is kept, and all their words), the rules that gave each value.
"""

from collections.abc import Iterable
from typing import Any

from tocsin.drafts import Count
from tocsin.fields.stance import Stance
from tocsin.fields.what import EventType
from tocsin.fields.where import Where
from tocsin.fields.who import Party
from tocsin.reports import Report
from tocsin.text.article import Article

Row = dict[str, Any]


def manual_row(article: Article, reports: Iterable[Report], coder: str = "tocsin") -> Row:
    """One article with its reports in the form of the coding manual.

    Args:
        article: The article that the reports were read from.
        reports: Its reports, in the order in which they are written.
        coder: Name that stands as the coder.

    Returns:
        A tree of plain dicts, lists, strings and numbers, ready for JSON.
    """
    rows = [_report(report, number) for number, report in enumerate(reports, 1)]
    return {
        "article": article.id,
        "coder": coder,
        "published": article.published.day.isoformat() if article.published else None,
        "dateline": article.dateline,
        "relevant": bool(rows),
        "reports": rows,
    }


def _report(report: Report, number: int) -> Row:
    what, when = report.what, report.when
    protest = what.type is EventType.PROTEST
    return {
        "id": f"{report.article}.{number}",
        "type": what.type.value,
        "mode": what.mode,
        "form": what.form.value if what.form else None,
        "actors": [_party(party) for party in report.actors],
        "recipients": [_party(party) for party in report.recipients],
        "start": when.start,
        "end": when.end,
        "when_text": [evidence.words for evidence in when.evidence],
        "place": _place(report.where),
        "size": _count(report.size),
        "killed": _count(report.killed),
        "injured": _count(report.injured),
        "arrested": _count(report.arrested),
        "side": report.stance.side.value if protest and report.stance else None,
        "issue": _issue(report.stance),
        "compelled": report.stance.compelled if report.stance else None,
        "status": what.status.value,
        "sources": [source.text for source in report.sources],
        "anchor": report.anchor.words,
        "sentence": report.sentence.words,
    }


def _party(party: Party) -> Row:
    return {
        "text": party.text,
        "name": party.name,
        "country": party.country,
        "sector": party.sector.value,
    }


def _place(where: Where) -> Row:
    return {
        "text": [evidence.words for evidence in where.evidence],
        "venue": where.venue,
        "city": where.city,
        "admin": where.admin,
        "country": where.country,
        "precision": where.precision.value,
    }


def _count(count: Count | None) -> Row | None:
    if count is None:
        return None
    words = [reading.words for reading in count.readings]
    return {"text": words, "low": count.low, "high": count.high}


def _issue(stance: Stance | None) -> Row:
    sides = (stance.issue_for, stance.issue_against) if stance else ((), ())
    return {
        name: [evidence.words for evidence in side]
        for name, side in zip(("for", "against"), sides, strict=True)
    }
