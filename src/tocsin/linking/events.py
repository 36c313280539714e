"""Which reports tell of one event, over all articles.

>>> link([])
[]

An event never blends its reports: it holds them all, and where they differ each figure stays
with the report that gave it (`tocsin.linking.values`). A rally that one article announces and
another tells of is one event with a history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from tocsin.errors import InvalidValueError
from tocsin.fields.what import Status
from tocsin.linking.facts import UNKNOWN_STORY, facts_of
from tocsin.linking.groups import group
from tocsin.linking.ruled import Pairs
from tocsin.linking.stories import story_of
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once, and every report of it.

    Attributes:
        id: Hash of the id of the report that founded it; reports that join later do not change it.
        reports: Its reports: those it was founded with in the order of their ids, then those that
            joined.

    Raises:
        InvalidValueError: There is no report, or one stands twice.
    """

    id: str
    reports: tuple[Report, ...]

    def __post_init__(self) -> None:
        ids = [report.id for report in self.reports]
        if not ids or len(set(ids)) < len(ids):
            raise InvalidValueError(f"no event is told by the reports {ids}")

    @property
    def history(self) -> tuple[Status, ...]:
        """How real its reports make it, each status once: planned first, then held or averted."""
        told = {report.what.status for report in self.reports}
        return tuple(status for status in _HISTORY if status in told)


_HISTORY = (
    Status.PLANNED,
    Status.UNCONFIRMED,
    Status.ONGOING,
    Status.HAPPENED,
    Status.AVERTED,
    Status.DENIED,
)


def link(
    records: Iterable[Report | Rejected],
    articles: Iterable[Article] = (),
    known: Sequence[Event] = (),
    apart: Pairs = (),
    together: Pairs = (),
) -> list[Event]:
    """Put the reports of each event together.

    Args:
        records: What `read_reports` gave, of any number of articles. What was rejected tells no
            event and is passed over; a report that comes twice counts once.
        articles: The articles of the reports, as far as they are at hand: what else an article
            tells, and when it was published, helps to tell events apart.
        known: Events of an earlier run, or as a person put them together. Each keeps its id and
            all its reports; new reports may join it, but no two of them are ever joined unless
            `together` says so.
        apart: Pairs of ids of reports that a person said are of two events. A known event that
            holds both was put together later, and stays.
        together: Pairs of ids of reports that a person said are of one event, whatever the rules
            say. Two known events that it joins become one, under the id of the one that comes
            first in `known`; a report that is not at hand still joins those that it was paired
            with.

    Returns:
        Every report in exactly one event: known events first, then new ones in the order in which
        the first report of each came. Which reports are put together, and the ids, do not depend
        on the order of the records.

    Raises:
        InvalidValueError: Two reports are both together and apart, by what one pair says or by
            what follows from several.
    """
    held = {report.id: event.id for event in known for report in event.reports}
    reports = {report.id: report for event in known for report in event.reports}
    new = {record.id: record for record in records if isinstance(record, Report)}
    reports = {**new, **reports}
    stories = {article.id: story_of(article) for article in articles}
    facts = (
        facts_of(report, stories.get(report.article, UNKNOWN_STORY)) for report in reports.values()
    )
    groups = group(facts, held, apart, together)
    home = {one: members for members in groups for one in members}
    kept: dict[str, Event] = {}
    for event in known:
        members = home[event.reports[0].id]
        kept.setdefault(members[0], _grown(event, members, reports))
    taken = {event.id for event in known}
    founded: dict[str, Event] = {}
    for one in new:
        members = home[one]
        if members[0] not in founded and members[0] not in kept:
            event = Event(_event_id(members[0], taken), tuple(reports[name] for name in members))
            founded[members[0]] = event
    return [*kept.values(), *founded.values()]


def _grown(event: Event, members: list[str], reports: dict[str, Report]) -> Event:
    """A known event with the reports that joined it."""
    held = {report.id for report in event.reports}
    joined = [reports[member] for member in members if member not in held]
    return Event(event.id, (*event.reports, *joined))


def _event_id(report: str, taken: set[str]) -> str:
    """Id of the event that a report founds; hashed again where a known event bears it."""
    found = "e" + sha256(report.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    while found in taken:
        found = "e" + sha256(found.encode()).hexdigest()[:12]
    return found
