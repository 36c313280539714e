"""Coded articles as choices: for each report the places that its act may have, and the right ones.

The reader that will run forgets places and parties and marks wrong ones; so do we, at the rates
that it showed on articles it was not trained on, or the choice would be learned for a reader that
never errs.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tocsin.drafts import VERBAL, Drafting
from tocsin.errors import UnreadableInputError
from tocsin.fields.attribution import find_attributions
from tocsin.fields.scene import Setting, Told, Where, where_told
from tocsin.fields.sources import read_voices
from tocsin.fields.what import EventType
from tocsin.fields.where import Gazetteer, Option, Options, find_places
from tocsin.findings import Findings, home_of
from tocsin.marks.marks import Act, Argument, Marks, Role
from tocsin.text import bearing
from tocsin.text.doc import Doc
from tocsin.text.gazetteer import PlaceKind
from tocsin.text.parse import parse
from tocsin.text.plain import Known, read_plain
from tocsin.text.resolution import PlaceMention
from tocsin.text.roster import read_roster
from tocsin.text.span import Span, distance, overlaps
from tocsin.text.toponyms import PlaceRole

Json = dict[str, Any]
# Rates measured on the held-out reader: places in the act's sentence and outside it that it marks,
# wrong places that it marks beside or without a right one, and parties that it finds.
_MARKED = {(True, True): 0.9, (True, False): 0.15, (False, True): 0.85, (False, False): 0.04}
_WRONG = {True: 0.15, False: 0.1}
_PARTY = {Role.ACTOR: 0.85, Role.RECIPIENT: 0.75}
_TOLD = 0.6  # other acts that it finds
_MISREAD = 0.2  # of their places


@dataclass(frozen=True, slots=True)
class Case:
    """An act whose place is to be chosen."""

    act: bearing.Act
    mentions: tuple[PlaceMention, ...]
    setting: Setting
    right: tuple[Json, ...]
    article: str
    told: tuple[Told, ...] = ()

    def options(self) -> list[Option]:
        """The places that it may have."""
        return Options(self.act, self.mentions, self.setting).given(self.told)


def read_cases(
    article: Json, coded: Json, gazetteer: Gazetteer, chance: random.Random
) -> list[Case]:
    """The acts of a coded article as the reader would show them; `told` is still empty."""
    try:
        doc = _parse(article)
    except UnreadableInputError:
        return []
    found = [(report, act) for report in coded["reports"] if (act := _locate(doc, report))]
    found.sort(key=lambda pair: pair[1].anchor)
    marks = Marks(tuple(act for _, act in found))
    names = [(name.span, name.label) for name in doc.names]
    findings = Findings(
        doc,
        marks,
        (),
        find_places(doc.text, gazetteer, names),
        read_roster(doc.text, names),
        find_attributions(doc),
        (),
        (),
    )
    arguments = tuple(
        argument
        for number, (report, act) in enumerate(found)
        for argument in _arguments(findings, (number, act), report, chance)
    )
    findings = replace(findings, marks=replace(marks, arguments=arguments))
    home = home_of(findings.places)
    voiced = read_voices(doc, findings.attributions)
    cases = []
    for number, (report, act) in enumerate(found):
        drafting = Drafting(findings, number, home, voiced)
        right = tuple(one["place"] or {} for one in (report, report.get("or")) if one)
        cases.append(
            Case(
                bearing.Act(doc.text, act.anchor, drafting.sentence.span),
                drafting.places,
                drafting.setting,
                right,
                article["id"],
            )
        )
    return cases


def tell(cases: Sequence[Case], chance: random.Random) -> Iterator[Case]:
    """The cases of one article with the places of the other acts, as they would be read."""
    told = [Told(_told(case, chance), case.setting.type, case.act.anchor.start) for case in cases]
    for case in cases:
        others = tuple(
            one
            for other, one in zip(cases, told, strict=True)
            if other is not case and chance.random() < _TOLD
        )
        yield replace(case, told=others)


def _told(case: Case, chance: random.Random) -> Where:
    """The place of an act as it would be read: the coded one, or now and then another town."""
    towns = [m for m in case.mentions if m.kind is PlaceKind.CITY and m.role is PlaceRole.PLACE]
    if towns and chance.random() < _MISREAD:
        return where_told(case.act.text, [chance.choice(towns)], "place-in-text")
    place = case.right[0]
    return Where(city=place.get("city"), country=place.get("country"))


def rightness(options: Sequence[Option], places: Sequence[Json]) -> list[float]:
    """How right each option is: country and city told, less without the venue's words."""
    best = [0.0] * len(options)
    for gold in places:
        same = [option.where.country == gold.get("country") for option in options]
        both = [
            country and _share_words(option.where.city, gold.get("city"))
            for option, country in zip(options, same, strict=True)
        ]
        if not any(both):
            both = [
                country and not option.where.city
                for option, country in zip(options, same, strict=True)
            ]
        for index, right in enumerate(both):
            venue = _share_words(options[index].where.venue, gold.get("venue"))
            best[index] = max(best[index], right * (1.0 if venue else 0.3))
    return best


def _share_words(left: str | None, right: str | None) -> bool:
    """Whether two names share a word, or neither is told."""
    words = [set(re.findall(r"\w+", (name or "").lower())) for name in (left, right)]
    return bool(words[0] & words[1]) or not (words[0] or words[1])


def _parse(article: Mapping[str, Any]) -> Doc:
    published = article.get("published")
    known = Known(
        id=article["id"],
        title=article.get("title"),
        outlet=article.get("publisher"),
        published=date.fromisoformat(published[:10]) if published else None,
    )
    return parse(read_plain(article["text"], name=article["id"], known=known), syntax=False)


def _quoted(text: str, words: str) -> list[Span]:
    """Where words stand in a text, whatever the white space."""
    parts = r"\s+".join(map(re.escape, words.split()))
    return [Span(*match.span()) for match in re.finditer(parts, text)] if parts else []


def _locate(doc: Doc, report: Json) -> Act | None:
    """The report's anchor as an act of the document."""
    told = _quoted(doc.text, report["sentence"])
    anchors = _quoted(doc.text, report["anchor"])
    inside = [span for span in anchors if any(overlaps(span, each) for each in told)]
    for anchor in [*inside, *anchors][:1]:
        for index, sentence in enumerate(doc.sentences):
            if overlaps(sentence.span, anchor):
                return Act(anchor, index, report["type"], status=report["status"])
    return None


def _arguments(
    findings: Findings, numbered: tuple[int, Act], report: Json, chance: random.Random
) -> Iterator[Argument]:
    """The parties and places that a reader would mark."""
    number, act = numbered
    text = findings.doc.text
    for role, parties in ((Role.ACTOR, report["actors"]), (Role.RECIPIENT, report["recipients"])):
        for party in parties:
            spans = _quoted(text, party["text"] or "")
            if spans and chance.random() < _PARTY[role]:
                nearest = min(spans, key=lambda span: distance(span, act.anchor))
                yield Argument(number, role, nearest)
    deed = EventType(act.type) not in VERBAL
    sentence = findings.doc.sentences[act.sentence].span
    for words in (report["place"] or {}).get("text") or []:
        spans = _quoted(text, words)
        if spans:
            nearest = min(spans, key=lambda span: distance(span, act.anchor))
            if chance.random() < _MARKED[deed, overlaps(nearest, sentence)]:
                yield Argument(number, Role.PLACE, nearest)
    here = [m.span for m in findings.places if overlaps(m.span, sentence)]
    if here and chance.random() < _WRONG[deed]:
        yield Argument(number, Role.PLACE, chance.choice(here))
