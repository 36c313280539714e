"""What the state did about gatherings: for schemes whose rows tell both in one.

An arrest at a rally is an event of its own to us, and a column of the rally to others. Which
belongs to which is read from the reports (`tocsin.linking.relations`).
"""

from collections.abc import Iterable

from tocsin.linking.events import Event
from tocsin.linking.relations import relate_repression


def responses_to(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """Events that repress a gathering, by the id of the gathering.

    >>> responses_to([])
    {}

    Args:
        events: All events that are exported together; they are held at once.
    """
    held = {event.id: event for event in events}
    found: dict[str, tuple[Event, ...]] = {}
    for relation in relate_repression(held.values()):
        found[relation.to] = (*found.get(relation.to, ()), held[relation.event])
    return found
