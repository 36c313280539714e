"""What stands in an article, found once for all its acts: times, places, people, who says what.

Each field's reader chooses from these what belongs to an act; nothing here knows of acts, but for
the words that a reader marked for them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.fields.attribution import Attribution, find_attributions
from tocsin.fields.size import find_sizes
from tocsin.fields.toll import Toll, TollKind, find_tolls
from tocsin.fields.what import EventType
from tocsin.fields.where import Gazetteer, PlaceMention, find_places
from tocsin.marks.marks import Marks, Role
from tocsin.text.doc import Doc
from tocsin.text.harm import read_stretches
from tocsin.text.numbers import Figure
from tocsin.text.roster import Roster, read_roster
from tocsin.text.span import Span
from tocsin.text.times import TimeExpression, find_times

# What is counted at which type: a figure beside a verbal act is another event's, and coders put
# arrests at the act of arresting; that nobody was arrested is told of the protest. Of a protest
# its size is counted too.
COUNTED = {
    EventType.PROTEST: (TollKind.KILLED, TollKind.INJURED),
    EventType.ASSAULT: (TollKind.KILLED, TollKind.INJURED),
    EventType.COERCE: (TollKind.ARRESTED,),
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in an article, found once for all its acts; each in the order of the text.

    What no act of the article asks for is not looked for, and empty: crowd sizes without a
    protest, tolls without an act that has victims, everything without an act.
    """

    doc: Doc
    marks: Marks
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    roster: Roster
    attributions: tuple[Attribution, ...]
    sizes: tuple[Figure, ...]
    tolls: tuple[Toll, ...]
    spans: Mapping[tuple[int, Role], tuple[Span, ...]] = field(default_factory=dict, repr=False)

    def marked(self, act: int, role: Role) -> tuple[Span, ...]:
        """The spans that the reader marked for an act in one role."""
        return self.spans.get((act, role), ())

    def scored(self, act: int, role: Role) -> tuple[tuple[Span, float], ...]:
        """The same with the reader's score for each."""
        return tuple(
            (argument.span, argument.score)
            for argument in self.marks.arguments
            if argument.act == act and argument.role is role
        )


def find_all(doc: Doc, marks: Marks, gazetteer: Gazetteer) -> Findings:
    """Find times, places, people, attributions and figures of an article, for the acts it has."""
    if not marks.acts:
        return Findings(doc, marks, (), (), Roster(), (), (), ())
    spans: dict[tuple[int, Role], tuple[Span, ...]] = {}
    for argument in marks.arguments:
        key = argument.act, argument.role
        spans[key] = (*spans.get(key, ()), argument.span)
    text, published = doc.text, doc.article.published
    types = {EventType(act.type) for act in marks.acts}
    sized, counted = EventType.PROTEST in types, not types.isdisjoint(COUNTED)
    told = tuple(read_stretches(text)) if counted else ()
    names = [(name.span, name.label) for name in doc.names]
    return Findings(
        doc,
        marks,
        find_times(text, published.day if published else None),
        find_places(text, gazetteer, names),
        read_roster(text, names, day=published.day.isoformat() if published else None),
        find_attributions(doc),
        tuple(find_sizes(text, told)) if sized else (),
        tuple(find_tolls(text, told)),
        spans,
    )


def home_of(places: Sequence[PlaceMention]) -> str | None:
    """The country that an article plays in: the one it names most, the first among equals."""
    countries = Counter(
        mention.place.country
        for mention in places
        if mention.place is not None and mention.place.country is not None
    )
    return next((country for country, _ in countries.most_common(1)), None)
