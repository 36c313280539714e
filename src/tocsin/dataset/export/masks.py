"""What is masked in the records of one article, and the masking of a text.

>>> masks = Masks(names=frozenset({"Ali Hassan", "Hassan"}), venues=frozenset({"Red Square"}))
>>> masks.apply("Mr Hassan stood in Red  Square (ali@example.org, +44 20 7946 0018).")
'Mr [person] stood in [venue] ([e-mail], [phone]).'
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tocsin.dataset.export.contents import Contents
from tocsin.dataset.export.rows import count_of
from tocsin.dataset.export.tables import COUNTED
from tocsin.dataset.export.witnesses import is_private, names_in, names_of, parts_of, voices_in
from tocsin.fields.who import Party, Sector
from tocsin.reports import Report
from tocsin.text.venues import find_venues

WITNESS, PERSON, VENUE = "[witness]", "[person]", "[venue]"
_OFFICIAL = frozenset(
    {Sector.GOV, Sector.MIL, Sector.COP, Sector.PTY, Sector.LEG, Sector.JUD, Sector.SPY,
     Sector.IGO, Sector.OPP}
)  # fmt: skip
# At these prepositions a name is where something is; "of" and "by" stand before bodies too.
_AT = frozenset(
    {"in", "at", "inside", "outside", "near", "on", "through", "around", "across", "behind",
     "opposite", "along", "within", "beside", "aboard"}
)  # fmt: skip
_PATTERNS = (
    (re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), "[e-mail]"),
    (re.compile(r"(?<![\w@])@\w{2,30}"), "[account]"),
    (re.compile(r"(?<![\w.])\+\d{1,3}(?:[\s().-]{0,2}\d{1,4}){2,6}(?!\d)"), "[phone]"),
    (re.compile(r"(?<![\w.,-])\(?0?\d{2,4}\)?[\s.-]\d{3,4}[\s.-]\d{3,4}(?![\d,-])"), "[phone]"),
    (re.compile(r"(?<![\w.,-])0\d{8,11}(?!\d)"), "[phone]"),
)
_KEPT = 4096  # masks of articles whose expressions are remembered


@dataclass(frozen=True, slots=True)
class Masks:
    """What is masked in the records of one article.

    Attributes:
        sources: Wordings of private persons who say so ("a baker from Elm Street").
        names: Their names and the parts of them.
        venues: Squares, buildings and streets, as worded.
    """

    sources: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()

    def apply(self, text: str) -> str:
        """The text with everything masked; longer words go before the shorter ones in them."""
        for found, mask in _PATTERNS:
            text = found.sub(mask, text)
        for words, mask, exact in (
            (self.sources, WITNESS, False),
            (self.venues, VENUE, False),
            (self.names, PERSON, True),
        ):
            if words:
                text = _pattern(words, exact).sub(mask, text)
        return text

    def joined(self, other: "Masks") -> "Masks":
        """Both together."""
        return Masks(
            self.sources | other.sources, self.names | other.names, self.venues | other.venues
        )


def gather(contents: Contents) -> dict[str, Masks]:
    """What is masked in each article, by its id, in one look through all reports.

    What one report of an event gives away is masked in every article that tells of the event.
    """
    found: dict[str, Masks] = {}
    for event in contents.events():
        together = Masks()
        for report in event.reports:
            together = together.joined(masks_of(report, _officials(event.reports)))
        for article in {report.article for report in event.reports}:
            found[article] = found.get(article, Masks()).joined(together)
    for report in contents.loose():
        masks = masks_of(report, _officials([report]))
        found[report.article] = found.get(report.article, Masks()).joined(masks)
    return found


def masks_of(report: Report, officials: frozenset[str]) -> Masks:
    """What of a report is to be masked.

    Args:
        report: The report.
        officials: Names of officials, who stay.
    """
    told = {source.text for source in report.sources}
    for name in COUNTED:
        count = count_of(report, name)
        for reading in count.readings if count else ():
            told.update(source.text for source in reading.sources)
    private = {words for words in told if is_private(words, officials)}
    names = {part for words in private for name in names_in(words) for part in parts_of(name)}
    spoken = voices_in(report.sentence.words, officials)
    names.update(part for name in spoken for part in parts_of(name))
    return Masks(frozenset(private), frozenset(names), frozenset(_venues(report)))


def _venues(report: Report) -> Iterable[str]:
    """The venue of a report, and every other that its sentence places something at by name."""
    if report.where.venue:
        yield report.where.venue
    words = report.sentence.words
    for venue in find_venues(words):
        if venue.proper and venue.cue in _AT:
            yield words[venue.span.start : venue.span.end]


def _officials(reports: Iterable[Report]) -> frozenset[str]:
    """Names of the officials in reports, as parties or as sources."""
    reports = list(reports)
    parties = [party for one in reports for party in (*one.actors, *one.recipients)]
    told = [source.text for one in reports for source in one.sources]
    held = [words for party in parties if party.sector in _OFFICIAL for words in _words(party)]
    return names_of([*held, *(words for words in told if not is_private(words))])


def _words(party: Party) -> tuple[str, ...]:
    return (party.text, party.name) if party.name else (party.text,)


@lru_cache(maxsize=_KEPT)
def _pattern(words: frozenset[str], exact: bool) -> re.Pattern[str]:
    """Any of the words, whatever white space parts them; case counts only for names."""
    ordered = sorted(words, key=lambda one: (-len(one), one))
    options = [r"\s+".join(map(re.escape, one.split())) for one in ordered if one.strip()]
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(options)})(?!\w)", re.NOFLAG if exact else re.IGNORECASE
    )
