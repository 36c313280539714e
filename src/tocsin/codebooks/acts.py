"""Facts about the act itself: ids, type, stance, and who says so."""

from tocsin.codebooks.asking import Fact
from tocsin.codebooks.case import Case, each_once
from tocsin.fields.stance import Stance
from tocsin.fields.what import EventType, Status

_REAL = (Status.HAPPENED, Status.ONGOING)  # what was planned and then held is held


def _act(case: Case) -> str:
    """Type and mode in one: "PROTEST/riot"; the type alone where no mode is told."""
    mode = case.settled("mode")
    type_ = _type(case)
    return f"{type_}/{mode}" if mode else type_


def _type(case: Case) -> str:
    return case.event.reports[0].what.type.value


def _status(case: Case) -> str:
    told = {report.what.status for report in case.reports}
    real = next((status for status in _REAL if status in told), None)
    return (real or case.event.history[-1]).value


def _stances(case: Case) -> list[Stance]:
    return [report.stance for report in case.reports if report.stance is not None]


def _issue_for(case: Case) -> list[str]:
    return each_once(one.words for stance in _stances(case) for one in stance.issue_for)


def _issue_against(case: Case) -> list[str]:
    return each_once(one.words for stance in _stances(case) for one in stance.issue_against)


def _slogans(case: Case) -> list[str]:
    return each_once(one.words for stance in _stances(case) for one in stance.slogans)


def _issue(case: Case) -> list[str]:
    """What it is for and against, each with its label: "for:x, y"."""
    both = (("for", _issue_for(case)), ("against", _issue_against(case)))
    return [f"{label}:{', '.join(words)}" for label, words in both if words]


def _claims(case: Case) -> list[str]:
    """What it is for and against in words, then the slogans as they were."""
    summaries = [f"for {words}" for words in _issue_for(case)]
    summaries += [f"against {words}" for words in _issue_against(case)]
    return each_once([*summaries, *_slogans(case)])


def _compelled(case: Case) -> bool | None:
    told = [stance.compelled for stance in _stances(case) if stance.compelled is not None]
    return any(told) if told else None


def _campaign(case: Case) -> bool | None:
    stances = _stances(case)
    return any(stance.campaign for stance in stances) if stances else None


def _speakers(case: Case) -> list[str]:
    return each_once(source.text for report in case.reports for source in report.sources)


def _outlets(case: Case) -> list[str]:
    return each_once(article.outlet for article in case.articles())


def _origins(case: Case) -> list[str]:
    """Where each report was read: the outlet, else the address, else the article's id."""
    found = {article.id: article for article in case.articles()}
    named = []
    for report in case.reports:
        article = found.get(report.article)
        named.append((article.outlet or article.url if article else None) or report.article)
    return each_once(named)


def _links(case: Case) -> list[str]:
    """Where each report can be read: the address, else the outlet, else the article's id."""
    found = {article.id: article for article in case.articles()}
    named = []
    for report in case.reports:
        article = found.get(report.article)
        named.append((article.url or article.outlet if article else None) or report.article)
    return each_once(named)


def _published(case: Case) -> str | None:
    days = [article.published.day for article in case.articles() if article.published]
    return min(days).isoformat() if days else None


def _confidence(case: Case) -> float | None:
    told = [one.confidence for one in case.reports if one.confidence is not None]
    return max(told, default=None)


def _sentences(case: Case) -> list[str]:
    return each_once(" ".join(report.sentence.words.split()) for report in case.reports)


def _responses(case: Case) -> list[str]:
    """What the state did about a protest: "COERCE/arrest", "ASSAULT/beat", "ASSAULT/killed"."""
    done = []
    for event in case.around.responses.get(case.event.id, ()):
        for report in event.reports:
            what = report.what
            done.append(f"{what.type.value}/{what.mode}" if what.mode else what.type.value)
            if what.type is EventType.ASSAULT and report.killed and report.killed.low:
                done.append("ASSAULT/killed")
    if _type(case) == EventType.PROTEST and case.settled("arrested"):
        done.append("COERCE/arrest")
    return each_once(done)


def _in_country_year(case: Case) -> str | None:
    """Number of the event among those of its country and year, in the order of the export."""
    country, start = case.word("country"), case.word("start")
    if country is None or start is None:
        return None
    return f"{case.around.count(country, start[:4]):03}"


FACTS = (
    Fact("event_id", "id", "id of the event", lambda case: case.event.id),
    Fact("report_id", "id", "id of the report, or of the first", lambda case: case.reports[0].id),
    Fact("report_ids", "id", "ids of all its reports", lambda case: [r.id for r in case.reports]),
    Fact("row_number", "", "running number of the row in its table", lambda case: case.row),
    Fact("year_number", "", "number within country and year: 001", _in_country_year),
    Fact("type", "type", "type of act: PROTEST, ASSAULT ...", _type),
    Fact("mode", "mode", "mode of the act", lambda case: case.word("mode")),
    Fact("act", "mode", "type and mode in one: PROTEST/riot; the type alone without a mode", _act),
    Fact("types", "type", "the type as a list of one", lambda case: [_type(case)]),
    Fact("modes", "mode", "type and mode in one, as a list of one", lambda case: [_act(case)]),
    Fact("form", "form", "form of a protest", lambda case: case.word("form")),
    Fact("status", "status", "how real it is; what was planned and then held is held", _status),
    Fact(
        "history",
        "status",
        "all its statuses, planned before held",
        lambda case: [status.value for status in case.event.history],
    ),
    Fact("side", "side", "stance to the government of the country", lambda c: c.word("side")),
    Fact("issue", "issue", "what it is for and against, labelled for: and against:", _issue),
    Fact("issue_for", "issue", "what it supports or demands", _issue_for),
    Fact("issue_against", "issue", "what it opposes", _issue_against),
    Fact(
        "issues",
        "issue",
        "what it is for, then what it is against",
        lambda c: [*_issue_for(c), *_issue_against(c)],
    ),
    Fact("claims", "slogans", "for and against in words, then the slogans verbatim", _claims),
    Fact("slogans", "slogans", "what was chanted or written", _slogans),
    Fact("compelled", "compelled", "whether people were made to come", _compelled),
    Fact("campaign", "campaign", "whether it is a party's own rally", _campaign),
    Fact("responses", "response", "what the state did: COERCE/arrest, ASSAULT/killed", _responses),
    Fact("speakers", "speakers", "who says so, nearest the event first", _speakers),
    Fact("outlets", "articles", "who published it", _outlets),
    Fact("origins", "articles", "the outlet of each report, else its address or id", _origins),
    Fact("links", "articles", "the address of each report, else its outlet or id", _links),
    Fact(
        "urls",
        "articles",
        "addresses of its articles",
        lambda c: each_once(a.url for a in c.articles()),
    ),
    Fact(
        "titles",
        "articles",
        "headlines of its articles",
        lambda c: each_once(a.title for a in c.articles()),
    ),
    Fact(
        "articles",
        "articles",
        "ids of its articles",
        lambda c: each_once(r.article for r in c.reports),
    ),
    Fact("reports", "number of reports", "how many reports tell of it", lambda c: len(c.reports)),
    Fact("outlet_number", "articles", "how many outlets published it", lambda c: len(_outlets(c))),
    Fact("published", "published", "the day of its first article", _published),
    Fact("sentence", "sentence", "the sentence of its first report", lambda c: _sentences(c)[0]),
    Fact("sentences", "sentence", "the sentences of its reports", _sentences),
    Fact("anchor", "evidence", "the word that names the act", lambda c: c.reports[0].anchor.words),
    Fact(
        "anchors",
        "evidence",
        "the words that name the act",
        lambda c: each_once(r.anchor.words for r in c.reports),
    ),
    Fact("confidence", "confidence", "the highest of its reports", _confidence),
    Fact("readers", "reader", "who read it", lambda c: each_once(r.reader for r in c.reports)),
)
