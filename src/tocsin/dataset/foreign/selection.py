"""Which events of a dataset are to be compared: those of some days, countries and types.

>>> from tocsin.dataset.foreign.records import Days, Place
>>> march = CodedEvent(scheme="acled", id="1", line=2, place=Place("KEN"),
...                    days=Days(date(2019, 8, 2), date(2019, 8, 2)))
>>> Selection(countries=("KEN",)).holds(march), Selection(since=date(2020, 1, 1)).holds(march)
(True, False)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.dataset.foreign.records import CodedEvent
from tocsin.fields.what import EventType


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; what is left out of it is not asked.

    Attributes:
        types: Types; an event whose type is not known is of none.
        countries: Alpha-3 codes; an event whose country is not known is in none.
        since: First day that an event may reach into.
        until: Last such day.
    """

    types: tuple[EventType, ...] = ()
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def holds(self, event: CodedEvent) -> bool:
        """Whether an event is asked for."""
        if self.types and event.type not in self.types:
            return False
        if self.countries and event.place.country not in self.countries:
            return False
        if event.days is None:
            return self.since is None and self.until is None
        started = self.until is None or event.days.start <= self.until
        return started and (self.since is None or event.days.end >= self.since)


def shared_by(theirs: Sequence[CodedEvent], ours: Sequence[CodedEvent]) -> Selection:
    """The countries that both have events in, and the days from the later start to the earlier end.

    An event without a country keeps the countries out of it: it may be in any.
    """
    left, right = ({event.place.country for event in events} for events in (theirs, ours))
    known = sorted(country for country in left & right if country)
    spans = [
        (min(days.start for days in told), max(days.end for days in told))
        for events in (theirs, ours)
        if (told := [event.days for event in events if event.days])
    ]
    if None in left | right or len(spans) < 2:  # noqa: PLR2004
        known = []
    since = max((start for start, _ in spans), default=None)
    until = min((end for _, end in spans), default=None)
    return Selection(countries=tuple(known), since=since, until=until)
