"""What stands in an article, found once for all its acts: times, places, people, who says what.

Each field's reader chooses from these what belongs to an act; nothing here knows of acts, but for
the words that a reader marked for them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.fields.attribution import Attribution, find_attributions
from tocsin.fields.size import find_sizes
from tocsin.fields.toll import Toll, find_tolls
from tocsin.fields.where import Gazetteer, PlaceMention, find_places
from tocsin.marks.marks import Marks, Role
from tocsin.text.doc import Doc
from tocsin.text.numbers import Figure
from tocsin.text.roster import Roster, read_roster
from tocsin.text.span import Span
from tocsin.text.times import TimeExpression, find_times


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in an article, found once for all its acts; each in the order of the text."""

    doc: Doc
    marks: Marks
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    roster: Roster
    attributions: tuple[Attribution, ...]
    sizes: tuple[Figure, ...]
    tolls: tuple[Toll, ...]

    def marked(self, act: int, role: Role) -> tuple[Span, ...]:
        """The spans that the reader marked for an act in one role."""
        return tuple(
            argument.span
            for argument in self.marks.arguments
            if argument.act == act and argument.role is role
        )

    def scored(self, act: int, role: Role) -> tuple[tuple[Span, float], ...]:
        """The same with the reader's score for each."""
        return tuple(
            (argument.span, argument.score)
            for argument in self.marks.arguments
            if argument.act == act and argument.role is role
        )


def find_all(doc: Doc, marks: Marks, gazetteer: Gazetteer) -> Findings:
    """Find times, places, people, attributions and figures of an article."""
    text, published = doc.text, doc.article.published
    names = [(name.span, name.label) for name in doc.names]
    return Findings(
        doc,
        marks,
        find_times(text, published.day if published else None),
        find_places(text, gazetteer, names),
        read_roster(text, names, day=published.day.isoformat() if published else None),
        find_attributions(doc),
        tuple(find_sizes(text)),
        tuple(find_tolls(text)),
    )


def home_of(places: Sequence[PlaceMention]) -> str | None:
    """The country that an article plays in: the one it names most, the first among equals."""
    countries = Counter(
        mention.place.country
        for mention in places
        if mention.place is not None and mention.place.country is not None
    )
    return next((country for country, _ in countries.most_common(1)), None)
