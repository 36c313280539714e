"""Which reports tell of one event: here every report still is an event of its own.

>>> link([])
[]

An event never blends its reports: it holds them all, and where they differ each figure stays
with the report that gave it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from tocsin.errors import InvalidValueError
from tocsin.reports import Rejected, Report


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once, and every report of it.

    Attributes:
        id: Hash of its reports' ids, so that the same reports always make the same event.
        reports: Its reports, in the order in which they were read.

    Raises:
        InvalidValueError: There is no report, or one stands twice.
    """

    id: str
    reports: tuple[Report, ...]

    def __post_init__(self) -> None:
        ids = [report.id for report in self.reports]
        if not ids or len(set(ids)) < len(ids):
            raise InvalidValueError(f"no event is told by the reports {ids}")


def link(records: Iterable[Report | Rejected]) -> list[Event]:
    """Put reports of the same event together.

    Args:
        records: What `read_reports` gave, of any number of articles. What was rejected tells no
            event and is passed over; a report that comes twice counts once.

    Returns:
        One event a report, in the order of the reports. Reports of one event in two articles
        are not brought together yet.
    """
    reports = {record.id: record for record in records if isinstance(record, Report)}
    return [Event(_event_id(report.id), (report,)) for report in reports.values()]


def _event_id(report: str) -> str:
    """Id of the event that a report alone tells."""
    return "e" + sha256(report.encode("utf-8", "surrogatepass")).hexdigest()[:12]
