"""A report as rows of a label, a value and the words behind it, for people to read.

The page and the commands show the same rows, so that a value reads the same everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from tocsin.drafts import Count
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Stance
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Where
from tocsin.fields.who import Party
from tocsin.reports import Report
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence

UNSURE = 0.5  # a confidence below this is pointed out


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a report.

    Attributes:
        kind: Which question it answers; the page colours by it: "what", "who", "whom", "when",
            "where", "count", "stance", "source".
        label: The field as people call it.
        value: The value as people read it; never empty.
        evidence: The words that it rests on; empty where the article has none.
        note: How the value came about or why there is none, in words; may be empty.
        confidence: Probability that a second coder agrees on the field that the value is of, which
            for a party is the whole list; None where nothing was calibrated.
    """

    kind: str
    label: str
    value: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    confidence: float | None = None

    @property
    def unsure(self) -> bool:
        """Whether a second coder would as likely as not write something else."""
        return self.confidence is not None and self.confidence < UNSURE


_NOT_DATED = {
    Resolution.NOT_TOLD: "the text has no words for it",
    Resolution.NEEDS_PUBLICATION: "nobody knows when the article was published",
    Resolution.VAGUE: "the words name no day",
}

_COUNTS = ("size", "killed", "injured", "arrested")
_LISTS = ("actors", "recipients", "sources")
# Which confidence is that of a row, by its label.
_FIELD_OF = {
    "status": "status", "who": "actors", "to whom": "recipients", "when": "day", "side": "side",
    "who says so": "sources", **{name: name for name in _COUNTS},
}  # fmt: skip
_FINEST = {False: "country", True: "city"}  # a place is as sure as its finest level


def report_rows(report: Report) -> tuple[Row, ...]:
    """Every value that a report has, in the order in which people ask: what, who, when, where.

    Fields that the article does not tell are left out, except the day and the place: that they
    are not known is worth a row.
    """
    rows = (
        Row("what", "what", what_words(report), report.what.evidence or (report.anchor,)),
        *_status(report),
        *(_party("who", "who", party) for party in report.actors),
        *(_party("whom", "to whom", party) for party in report.recipients),
        Row("when", "when", when_words(report.when), report.when.evidence, _when_note(report.when)),
        Row("where", "where", where_words(report.where), report.where.evidence),
        *(row for name in _COUNTS for row in _readings(name, getattr(report, name))),
        *_stance(report.stance),
        *_sources(report.sources),
    )
    if report.confidences is None:
        return rows
    said = asdict(report.confidences)
    finest = _FINEST[report.where.city is not None]
    fields = _FIELD_OF | {"where": finest}
    return tuple(
        replace(row, confidence=said[fields[row.label]]) if row.label in fields else row
        for row in rows
    )


def silent_fields(report: Report) -> dict[str, float]:
    """The fields that a report leaves empty, with how sure it is that the article is silent."""
    if report.confidences is None:
        return {}
    values = {name: getattr(report, name) for name in _LISTS + _COUNTS}
    said = asdict(report.confidences)
    return {
        name: said[name] for name, told in values.items() if not told and said[name] is not None
    }


def what_words(report: Report) -> str:
    """Type, mode and form in one phrase: "PROTEST, demonstrate, rally"."""
    form = report.what.form.value if report.what.form else None
    parts = (report.what.type.value, report.what.mode, None if form == "other" else form)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def when_words(when: When) -> str:
    """Days as read: "2024-06-25", "2024-06-25 to 2024-06-27", "from 2024-06-25", "not known"."""
    if when.start is None:
        return f"until {when.end}" if when.end else "not known"
    if when.end is None:
        return f"from {when.start}"
    return when.start if when.start == when.end else f"{when.start} to {when.end}"


def where_words(where: Where) -> str:
    """Place as read, the finest part first: "Kim Il-sung Square, Pyongyang, PRK"."""
    parts = (where.venue, where.city, where.admin, where.country)
    return ", ".join(part for part in parts if part) or "not known"


def day_words(when: When) -> str:
    """Days as read or, where there are none, that and the words: "day not known (“Friday”)"."""
    if when.start or when.end:
        return when_words(when)
    words = "; ".join(f"“{_plain(evidence.words)}”" for evidence in when.evidence)
    return f"day not known ({words})" if words else "day not known"


def place_words(where: Where) -> str:
    """Place as read, or that there is none: that it is not known is shown no less plainly."""
    words = where_words(where)
    return "place not known" if words == "not known" else words


def figure_words(figure: Figure, words: str) -> str:
    """A figure as a number where there is one, else the words of the article in quotes."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return f"“{words}”"
    if low is None:
        return f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    about = "about " if figure.hedge is Hedge.ABOUT else ""
    return f"{about}{low:,}" if low == high else f"{low:,} to {high:,}"


def count_words(count: Count) -> str:
    """All readings of one number: "about 80,000 or 30,000 to 40,000"."""
    readings = (figure_words(reading.figure, _plain(reading.words)) for reading in count.readings)
    return " or ".join(dict.fromkeys(readings))


def number_words(report: Report) -> str:
    """All numbers of people in a report: "about 80,000 people, 2 killed"."""
    numbers = []
    if report.size:
        counted = report.size.low is not None or report.size.high is not None
        numbers.append(count_words(report.size) + (" people" if counted else ""))
    for name in _COUNTS[1:]:
        count = getattr(report, name)
        if count:
            numbers.append(f"{count_words(count)} {name}")
    return ", ".join(numbers)


def chain_words(sources: Sequence[Source]) -> str:
    """Who says so, the nearest to the event first: "a resident › Radio Free Asia"."""
    return " › ".join(_plain(source.text) for source in sources)


def party_words(party: Party) -> str:
    """A party by its name where it has one, else as worded."""
    return _plain(party.name or party.text)


def _status(report: Report) -> Iterator[Row]:
    if report.what.status.value != "happened":
        yield Row("what", "status", report.what.status.value, report.what.evidence[1:])


def _party(kind: str, label: str, party: Party) -> Row:
    """Value "the regime (PRK, GOV)"; where a name replaces the words, both."""
    codes = ", ".join(code for code in (party.country, party.sector.value) if code)
    worded = f", worded “{_plain(party.text)}”" if party.name not in (None, party.text) else ""
    return Row(kind, label, f"{party_words(party)} ({codes}){worded}", party.evidence)


def _when_note(when: When) -> str:
    return "" if when.start or when.end else _NOT_DATED.get(when.resolution, "")


def _readings(name: str, count: Count | None) -> Iterator[Row]:
    for reading in count.readings if count else ():
        said = chain_words(reading.sources)
        yield Row(
            "count",
            name,
            figure_words(reading.figure, _plain(reading.words)),
            (Evidence(reading.figure.span, reading.words, f"hedge-{reading.figure.hedge.value}"),),
            f"says {said}" if said else "",
        )


def _stance(stance: Stance | None) -> Iterator[Row]:
    if stance is None:
        return
    yield Row("stance", "side", _SIDES[stance.side.value], stance.evidence)
    for label, issues in (("for", stance.issue_for), ("against", stance.issue_against)):
        for issue in issues:
            yield Row("stance", label, _plain(issue.words), (issue,))
    for slogan in stance.slogans:
        yield Row("stance", "slogan", f"“{_plain(slogan.words)}”", (slogan,))
    if stance.compelled is not None:
        value = "people were ordered or pressed to attend" if stance.compelled else "no"
        yield Row("stance", "compelled", value, stance.evidence)


_SIDES = {
    "pro": "pro: for the government",
    "anti": "anti: against the government",
    "other": "other: against somebody else",
    "unclear": "unclear",
}


def _sources(sources: Sequence[Source]) -> Iterator[Row]:
    if sources:
        evidence = tuple(item for source in sources for item in source.evidence)
        yield Row("source", "who says so", chain_words(sources), evidence)


def _plain(words: str) -> str:
    """Words on one line, with single spaces: articles break lines inside a phrase."""
    return " ".join(words.split())
