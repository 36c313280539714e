"""What linking has to look at: reports that are new or changed, and events that they might join.

Linking compares reports of one type that could lie in one year; a report without a day could lie in
any. So of a dataset of twenty years most is left alone when an article of today comes in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from tocsin.dataset.rows import report_of
from tocsin.dataset.schema import EVENT_REPORTS, EVENTS, REPORTS
from tocsin.linking.events import Event
from tocsin.reports import Report

_YEAR = 4  # letters of a year: "2024"
_AFTER_ALL = "-99"  # sorts behind every month and day


@dataclass(slots=True)
class Before:
    """The events that linking looks at, as they are before it.

    Attributes:
        members: Reports of each of them, by its id, in the order of the founding.
        told: What each of them told when it was last linked.
        known: The same events, without the reports that are to be linked anew.
        new: Reports that are to be linked.
        fresh: Ids of reports that are new or changed.
        lost: Events some of whose reports are no longer told.
        articles: Ids of the articles of all these reports.
    """

    members: dict[str, list[str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    known: list[Event] = field(default_factory=list)
    new: list[Report] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    articles: list[str] = field(default_factory=list)


def read_before(connection: Connection) -> Before:
    """Read what linking has to look at."""
    before = Before()
    scope = _scope(connection)
    reports = _reports(connection, before, scope)
    pinned = _members(connection, before, scope)
    housed = set[str]()
    for name, members in before.members.items():
        told = [one for one in members if one in reports]
        kept = [one for one in told if name in pinned or one not in before.fresh]
        if len(told) < len(members):
            before.lost.add(name)
        if kept:
            before.known.append(Event(name, tuple(reports[one] for one in kept)))
            housed.update(kept)
    before.new.extend(report for name, report in reports.items() if name not in housed)
    return before


def _scope(connection: Connection) -> Select[tuple[str]]:
    """Ids of the events that have to be looked at."""
    near = list(_near(connection))
    touched = (
        select(EVENT_REPORTS.c.event)
        .join(REPORTS, and_(REPORTS.c.id == EVENT_REPORTS.c.report, REPORTS.c.current))
        .where(or_(REPORTS.c.fresh, *near))
    )
    lost = (
        select(EVENT_REPORTS.c.event)
        .outerjoin(REPORTS, and_(REPORTS.c.id == EVENT_REPORTS.c.report, REPORTS.c.current))
        .where(REPORTS.c.key.is_(None))
    )
    both = or_(EVENTS.c.id.in_(touched), EVENTS.c.id.in_(lost))
    return select(EVENTS.c.id).where(EVENTS.c.live, both)


def _near(connection: Connection) -> Iterator[ColumnElement[bool]]:
    """For each type of the fresh reports the condition that a report may be compared to one."""
    report = REPORTS.c
    asked = (
        select(
            report.type,
            func.min(report.start).label("first"),
            func.max(report.end).label("last"),
            (func.count() - func.count(report.start)).label("open_start"),
            (func.count() - func.count(report.end)).label("open_end"),
        )
        .where(report.current, report.fresh)
        .group_by(report.type)
    )
    for row in connection.execute(asked).all():
        if row.open_start or row.open_end:
            yield report.type == row.type
            continue
        undated = or_(report.start.is_(None), report.end.is_(None))
        dated = and_(report.start <= row.last[:_YEAR] + _AFTER_ALL, report.end >= row.first[:_YEAR])
        yield and_(report.type == row.type, or_(undated, dated))


def _reports(
    connection: Connection, before: Before, scope: Select[tuple[str]]
) -> dict[str, Report]:
    """Current reports by their ids, in the order of adding; fills in which are fresh, and where."""
    told = select(EVENT_REPORTS.c.report).where(EVENT_REPORTS.c.event.in_(scope))
    rows = connection.execute(
        select(REPORTS.c.id, REPORTS.c.article, REPORTS.c.record, REPORTS.c.fresh)
        .where(REPORTS.c.current, or_(REPORTS.c.fresh, REPORTS.c.id.in_(told)))
        .order_by(REPORTS.c.key)
    ).all()
    before.fresh.update(row.id for row in rows if row.fresh)
    before.articles.extend(dict.fromkeys(row.article for row in rows))
    return {row.id: report_of(row.record) for row in rows}


def _members(connection: Connection, before: Before, scope: Select[tuple[str]]) -> set[str]:
    """Fill in which reports the events have, and what they told; which of them are pinned."""
    rows = connection.execute(
        select(EVENTS).where(EVENTS.c.id.in_(scope)).order_by(EVENTS.c.key)
    ).all()
    before.members.update((row.id, []) for row in rows)
    before.told.update((row.id, row.told) for row in rows)
    for name, report in connection.execute(
        select(EVENT_REPORTS.c.event, EVENT_REPORTS.c.report)
        .where(EVENT_REPORTS.c.event.in_(scope))
        .order_by(EVENT_REPORTS.c.position)
    ):
        before.members[name].append(report)
    return {row.id for row in rows if row.pinned}
