"""Records with masked words: each stage of a report once more, without what could find a witness.

Masked words no longer stand in the article, so their evidence gives up its place: it starts at 0,
and its rule says so.
"""

from dataclasses import dataclass, replace

from tocsin.dataset.export.masks import VENUE, WITNESS, Masks
from tocsin.drafts import Count, Reading
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Stance
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article
from tocsin.text.gazetteer import Gazetteer, PlaceKind
from tocsin.text.span import Evidence, Span

REDACTED = "-redacted"
_Words = tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Redactor:
    """Masks the records of one article.

    Attributes:
        masks: What is masked.
        gazetteer: Where the coordinates of a city are looked up; None leaves them out.
    """

    masks: Masks
    gazetteer: Gazetteer | None = None

    def article(self, article: Article) -> Article:
        """The article without text, byline, and an address that names a witness."""
        url = article.url
        return replace(
            article,
            text="",
            title=self._text(article.title),
            author=None,
            note=self.masks.apply(article.note),
            url=None if url and self._names_somebody(url) else url,
        )

    def rejected(self, rejected: Rejected) -> Rejected:
        """The candidate, masked."""
        return replace(
            rejected,
            anchor=self._evidence(rejected.anchor),
            sentence=self._evidence(rejected.sentence),
        )

    def report(self, report: Report) -> Report:
        """The report, masked, with its place rounded to the city."""
        return replace(
            report,
            what=replace(report.what, evidence=self._all(report.what.evidence)),
            actors=tuple(map(self._party, report.actors)),
            recipients=tuple(map(self._party, report.recipients)),
            when=replace(report.when, evidence=self._all(report.when.evidence)),
            where=self._where(report.where),
            size=self._count(report.size),
            killed=self._count(report.killed),
            injured=self._count(report.injured),
            arrested=self._count(report.arrested),
            stance=self._stance(report.stance),
            sources=tuple(map(self._source, report.sources)),
            anchor=self._evidence(report.anchor),
            sentence=self._evidence(report.sentence),
        )

    def _text(self, text: str | None) -> str | None:
        return None if text is None else self.masks.apply(text)

    def _names_somebody(self, url: str) -> bool:
        """Whether an address holds a name that is masked: ".../ali-hassan-saw-it"."""
        plain = url.lower()
        return any("-".join(name.lower().split()) in plain for name in self.masks.names)

    def _evidence(self, evidence: Evidence) -> Evidence:
        words = self.masks.apply(evidence.words)
        return evidence if words == evidence.words else _masked(evidence, words)

    def _all(self, evidence: _Words) -> _Words:
        return tuple(map(self._evidence, evidence))

    def _party(self, party: Party) -> Party:
        return replace(
            party,
            text=self.masks.apply(party.text),
            name=self._text(party.name),
            evidence=self._all(party.evidence),
        )

    def _source(self, source: Source) -> Source:
        if source.text not in self.masks.sources:
            words = self.masks.apply(source.text)
            return Source(words, self._all(source.evidence))
        first, *rest = source.evidence or (None,)
        shown = (_masked(first, WITNESS),) if first else ()
        return Source(WITNESS, (*shown, *self._all(tuple(one for one in rest if one))))

    def _count(self, count: Count | None) -> Count | None:
        return count and Count(tuple(map(self._reading, count.readings)))

    def _reading(self, reading: Reading) -> Reading:
        words = self.masks.apply(reading.words)
        return Reading(reading.figure, words, tuple(map(self._source, reading.sources)))

    def _stance(self, stance: Stance | None) -> Stance | None:
        return stance and replace(
            stance,
            issue_for=self._all(stance.issue_for),
            issue_against=self._all(stance.issue_against),
            evidence=self._all(stance.evidence),
            slogans=self._all(stance.slogans),
        )

    def _where(self, where: Where) -> Where:
        """The place rounded to its city; what lay at a venue lies in the middle of the city."""
        if where.venue is None and where.point is not PlaceKind.VENUE:
            return replace(where, evidence=self._all(where.evidence))
        at_city = where.point is PlaceKind.CITY
        point = (where.latitude, where.longitude) if at_city else self._middle(where)
        evidence = tuple(
            _masked(one, VENUE) if one.rule.startswith("venue") else self._evidence(one)
            for one in where.evidence
        )
        return replace(
            where,
            venue=None,
            precision=_rounded(where),
            latitude=point[0],
            longitude=point[1],
            point=None if point[0] is None else PlaceKind.CITY,
            evidence=evidence,
        )

    def _middle(self, where: Where) -> tuple[float | None, float | None]:
        """The coordinates of a city; none where no gazetteer knows just this one."""
        if where.city is None or self.gazetteer is None:
            return (None, None)
        for candidate in self.gazetteer.candidates(where.city):
            same = candidate.geonameid == where.geonameid if where.geonameid else True
            if candidate.kind is PlaceKind.CITY and candidate.country == where.country and same:
                return (candidate.latitude, candidate.longitude)
        return (None, None)


def _rounded(where: Where) -> Precision:
    if where.city:
        return Precision.CITY
    if where.admin:
        return Precision.ADMIN
    return Precision.COUNTRY if where.country else Precision.NONE


def _masked(evidence: Evidence, words: str) -> Evidence:
    """Evidence of masked words, which stand nowhere."""
    return Evidence(Span(0, len(words)), words, f"{evidence.rule}{REDACTED}")
