"""Rows of the native tables: events, reports, and all that stands behind a report.

Each function makes the rows of one table by column name; `tocsin.dataset.export.tables` says what
the columns are.
"""

from collections.abc import Iterable, Iterator

from tocsin.codebooks.countries import keys_of
from tocsin.dataset.export.columns import Cell, Row
from tocsin.dataset.export.settled import Days, settled_days, settled_place
from tocsin.dataset.export.tables import CONFIDENT, COUNTED
from tocsin.drafts import Count
from tocsin.fields.where import Where
from tocsin.fields.who import Party
from tocsin.linking.events import Event
from tocsin.linking.values import Preset, discrepancy, settle
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article
from tocsin.text.span import Evidence

_LIST, _CHAIN = "; ", " > "


def event_row(event: Event, preset: Preset) -> dict[str, Cell]:
    """One value a field of an event.

    Args:
        event: The event.
        preset: Which value is chosen where its reports differ.
    """
    reports = event.reports
    return {
        "event_id": event.id,
        "event_type": reports[0].what.type.value,
        **{name: _word(settle(event, name, preset)) for name in ("mode", "form", "status", "side")},
        "compelled": _compelled(reports),
        **_days(settled_days(event, preset)),
        **_place(settled_place(event, preset)),
        "actors": _worded(party for report in reports for party in report.actors),
        "recipients": _worded(party for report in reports for party in report.recipients),
        **{
            key: cell for name in COUNTED for key, cell in _event_count(event, name, preset).items()
        },
        **_talk(reports),
        "sources": _listed(_chain(report) for report in reports),
        "n_reports": len(reports),
        "n_documents": len({report.article for report in reports}),
        "history": _LIST.join(event.history),
    }


def report_row(report: Report) -> dict[str, Cell]:
    """What one report says, field by field."""
    what, stance = report.what, report.stance
    sure = report.confidences
    return {
        "report_id": report.id,
        "document_id": report.article,
        "event_type": what.type.value,
        "mode": what.mode,
        "form": what.form.value if what.form else None,
        "status": what.status.value,
        "side": stance.side.value if stance else None,
        "compelled": stance.compelled if stance else None,
        **_days(Days(report.when.start, report.when.end)),
        **_place(report.where),
        "actors": _worded(report.actors),
        "recipients": _worded(report.recipients),
        "date_resolution": report.when.resolution.value,
        "campaign": stance.campaign if stance else None,
        **{
            key: cell
            for name in COUNTED
            for key, cell in _count(name, [count_of(report, name)]).items()
        },
        **_talk([report]),
        "sources": _chain(report),
        "anchor": report.anchor.words,
        "sentence": report.sentence.words,
        "reader": report.reader,
        "confidence": report.confidence,
        **({f"confidence_{name}": getattr(sure, name) for name in CONFIDENT} if sure else {}),
    }


def document_row(article: Article) -> dict[str, Cell]:
    """An article without its text."""
    published = article.published
    place, day = article.dateline_span, published.span if published else None
    return {
        "document_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "dateline": article.dateline,
        "dateline_start": place.start if place else None,
        "dateline_end": place.end if place else None,
        "published": published.day.isoformat() if published else None,
        "published_basis": published.basis.value if published else None,
        "published_start": day.start if day else None,
        "published_end": day.end if day else None,
        "url": article.url,
        "sha256": article.sha256 or None,
        "note": article.note or None,
    }


def event_report_rows(event: Event) -> Iterator[Row]:
    """Which reports tell of an event, in their order."""
    for position, report in enumerate(event.reports):
        yield {"event_id": event.id, "position": position, "report_id": report.id}


def party_rows(report: Report) -> Iterator[Row]:
    """Actors, recipients, then sources of a report."""
    for role, parties in (("actor", report.actors), ("recipient", report.recipients)):
        for item, party in enumerate(parties):
            yield {
                "report_id": report.id,
                "role": role,
                "item": item,
                "text": party.text,
                "name": party.name,
                "iso3": party.country,
                "sector": party.sector.value,
            }
    for item, source in enumerate(report.sources):
        yield {"report_id": report.id, "role": "source", "item": item, "text": source.text}


def figure_rows(report: Report) -> Iterator[Row]:
    """Every number that a report tells, with who gave it."""
    for name in COUNTED:
        count = count_of(report, name)
        for item, reading in enumerate(count.readings if count else ()):
            yield {
                "report_id": report.id,
                "field": name,
                "item": item,
                "low": reading.figure.low,
                "high": reading.figure.high,
                "hedge": reading.figure.hedge.value,
                "words": reading.words,
                "start": reading.figure.span.start,
                "end": reading.figure.span.end,
                "speakers": _CHAIN.join(source.text for source in reading.sources) or None,
            }


def evidence_rows(report: Report) -> Iterator[Row]:
    """Every stretch of words that a value of a report rests on."""
    for field, item, part, evidence in evidence_of(report):
        yield {
            "report_id": report.id,
            "document_id": report.article,
            "field": field,
            "item": item,
            "part": part,
            "start": evidence.span.start,
            "end": evidence.span.end,
            "words": evidence.words,
            "rule": evidence.rule,
        }


def rejected_row(rejected: Rejected) -> dict[str, Cell]:
    """A candidate that was left out."""
    return {
        "rejected_id": rejected.id,
        "document_id": rejected.article,
        "reason": rejected.reason.value,
        "event_type": rejected.type,
        "into_report_id": rejected.into,
        "anchor": rejected.anchor.words,
        "anchor_start": rejected.anchor.span.start,
        "anchor_end": rejected.anchor.span.end,
        "sentence": rejected.sentence.words,
        "sentence_start": rejected.sentence.span.start,
        "sentence_end": rejected.sentence.span.end,
    }


def evidence_of(report: Report) -> Iterator[tuple[str, int, int, Evidence]]:
    """All evidence of a report but that of its figures, which is theirs.

    Yields:
        Name of the field, number of the value in the field, number of the words in the value, and
        the words.
    """
    stance = report.stance
    groups: list[tuple[str, list[tuple[Evidence, ...]]]] = [
        ("anchor", [(report.anchor,)]),
        ("sentence", [(report.sentence,)]),
        ("what", [report.what.evidence]),
        ("actor", [party.evidence for party in report.actors]),
        ("recipient", [party.evidence for party in report.recipients]),
        ("when", [report.when.evidence]),
        ("where", [report.where.evidence]),
        ("source", [source.evidence for source in report.sources]),
    ]
    if stance:
        groups += [
            ("stance", [stance.evidence]),
            ("issue_for", [(words,) for words in stance.issue_for]),
            ("issue_against", [(words,) for words in stance.issue_against]),
            ("slogan", [(words,) for words in stance.slogans]),
        ]
    groups += [(f"{name}_speaker", _speakers(count_of(report, name))) for name in COUNTED]
    for field, values in groups:
        for item, words in enumerate(values):
            for part, evidence in enumerate(words):
                yield field, item, part, evidence


def count_of(report: Report, name: str) -> Count | None:
    """The count of a report by its name in `COUNTED`."""
    found: Count | None = getattr(report, name)
    return found


def _speakers(count: Count | None) -> list[tuple[Evidence, ...]]:
    """For each figure the words of who gave it."""
    return [
        tuple(words for source in reading.sources for words in source.evidence)
        for reading in (count.readings if count else ())
    ]


def _event_count(event: Event, name: str, preset: Preset) -> dict[str, Cell]:
    told = [count for report in event.reports if (count := count_of(report, name))]
    if not told:
        return {}
    return {
        **_count(name, told),
        f"{name}_best": settle(event, name, preset),
        f"{name}_discrepancy": discrepancy(event, name),
    }


def _count(name: str, counts: Iterable[Count | None]) -> dict[str, Cell]:
    """Bounds and words over the counts of one or several reports."""
    told = [count for count in counts if count is not None]
    lows = [count.low for count in told if count.low is not None]
    highs = [count.high for count in told if count.high is not None]
    return {
        f"{name}_low": min(lows, default=None),
        f"{name}_high": max(highs, default=None),
        f"{name}_text": _listed(reading.words for count in told for reading in count.readings),
    }


def _days(days: Days) -> dict[str, Cell]:
    return {
        "event_date": days.start,
        "event_date_end": days.end,
        "date_prec": days.precision,
    }


def _place(where: Where) -> dict[str, Cell]:
    keys = keys_of(where.country)
    return {
        "iso3": where.country,
        "iso_num": keys.iso_num if keys else None,
        "cowcode": keys.cowcode if keys else None,
        "gwcode": keys.gwcode if keys else None,
        "admin": where.admin,
        "city": where.city,
        "venue": where.venue,
        "geonameid": where.geonameid,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geo_prec": where.precision.value,
        "coordinates_of": where.point.value if where.point else None,
    }


def _talk(reports: Iterable[Report]) -> dict[str, Cell]:
    stances = [report.stance for report in reports if report.stance]
    return {
        "issue_for": _listed(words.words for one in stances for words in one.issue_for),
        "issue_against": _listed(words.words for one in stances for words in one.issue_against),
        "slogans": _listed(words.words for one in stances for words in one.slogans),
    }


def _compelled(reports: Iterable[Report]) -> bool | None:
    """True where one report tells it: the others are silent, and silence denies nothing."""
    told = {report.stance.compelled for report in reports if report.stance}
    return True if True in told else (False if False in told else None)


def _worded(parties: Iterable[Party]) -> str | None:
    return _listed(party.text for party in parties)


def _chain(report: Report) -> str | None:
    return _CHAIN.join(source.text for source in report.sources) or None


def _listed(words: Iterable[str | None]) -> str | None:
    """Words in one cell, each once; hard line wraps of the article become spaces."""
    return _LIST.join(dict.fromkeys(" ".join(one.split()) for one in words if one)) or None


def _word(value: str | int | None) -> Cell:
    return value
