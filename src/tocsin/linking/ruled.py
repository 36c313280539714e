"""What is settled before reports are compared: known events, and what persons said of pairs.

>>> ruled = Ruled({"r1": "e1", "r2": "e2"}, apart=[("r3", "r1")], together=[("r4", "r2")])
>>> ruled.unit_of("r4"), ruled.forbids("r3", "r1"), ruled.forbids("r3", "r4")
('e2', True, False)

A unit is a known event, or reports that a person put together. What is said of one of its reports
holds for the whole unit, so that no report that comes later can join over the head of a person.
"""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.errors import InvalidValueError

Pairs = Iterable[tuple[str, str]]


class Ruled:
    """Units of reports, and what may not join what.

    Args:
        known: Event of each report that has one.
        apart: Pairs of ids of reports that a person said are of two events.
        together: Pairs of ids of reports that a person said are of one event. Two known events
            that they join become one unit, which bears the name of the one that comes first.

    Raises:
        InvalidValueError: Two reports are both together and apart. What a known event holds was
            settled later than `apart`, and stands.
    """

    def __init__(self, known: Mapping[str, str], apart: Pairs = (), together: Pairs = ()) -> None:
        self._known = known
        self._units = _units(known, together)
        self._fixed = {self._units.get(one, event) for one, event in known.items()}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            unit = self.unit_of(one)
            if unit is not None and unit == self.unit_of(other):
                if known.get(one) is None or known.get(one) != known.get(other):
                    raise InvalidValueError(f"reports {one} and {other} are together and apart")
            else:
                for ours, theirs in ((one, other), (other, one)):
                    self._apart.setdefault(self._name(ours), set()).add(self._name(theirs))

    def fix(self, types: Mapping[str, str]) -> None:
        """Let units of several types, which no likeness can weigh, join no known event.

        Args:
            types: Type of each report.
        """
        seen: dict[str, str] = {}
        for one, unit in self._units.items():
            if one in types and seen.setdefault(unit, types[one]) != types[one]:
                self._fixed.add(unit)

    def unit_of(self, report: str) -> str | None:
        """Name of the unit of a report: the id of its event, or of a report with "with "."""
        return self._units.get(report) or self._known.get(report)

    def is_fixed(self, report: str) -> bool:
        """Whether a report stands in a unit that is joined with no other such unit."""
        return self.unit_of(report) in self._fixed

    def forbids(self, left: str, right: str) -> bool:
        """Whether two reports cannot be of one event by what is known or was said."""
        ours, theirs = self.unit_of(left), self.unit_of(right)
        if ours != theirs and ours in self._fixed and theirs in self._fixed:
            return True
        return self._name(right) in self._apart.get(self._name(left), ())

    def parted(self, held: Iterable[str], members: Sequence[str]) -> tuple[list[str], list[str]]:
        """The members that may stand beside others, and those that a person said may not."""
        barred = {name for one in held for name in self._apart.get(self._name(one), ())}
        stay = [one for one in members if self._name(one) not in barred]
        return stay, [one for one in members if self._name(one) in barred]

    def _name(self, report: str) -> str:
        """What a report is called where units are told apart: its unit, else itself."""
        return self.unit_of(report) or f"alone {report}"


def _units(known: Mapping[str, str], together: Pairs) -> dict[str, str]:
    """Unit of each report that `together` names, and of every report of its event."""
    home: dict[str, str] = {}
    order = {event: number for number, event in enumerate(dict.fromkeys(known.values()))}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    def rank(name: str) -> tuple[bool, int, str]:
        return (name not in order, order.get(name, 0), name)

    reports = {}
    for pair in together:
        ends = [root(known.get(one, f"with {one}")) for one in pair]
        first = min(ends, key=rank)
        home.update(dict.fromkeys(ends, first))
        reports.update({one: known.get(one, f"with {one}") for one in pair})
    joined = {one: event for one, event in known.items() if event in home}
    return {one: root(name) for one, name in {**joined, **reports}.items()}
