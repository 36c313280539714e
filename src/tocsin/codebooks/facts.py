"""The facts that a codebook may ask for, by name: the only names that its columns may use.

>>> FACTS["cowcode"].words
'number of the country in the state system of the Correlates of War'
>>> len(FACTS) > 70
True

Each fact says which field of ours it comes from, so that an export can tell which of our fields
have no column in a scheme.
"""

from collections.abc import Iterable

from tocsin.codebooks import acts, counts, days, parties, places
from tocsin.codebooks.asking import Fact

# What tocsin holds of an event, and what each is.
FIELDS = {
    "id": "ids of the event and of its reports",
    "type": "type of act",
    "mode": "mode of the act",
    "form": "form of a protest",
    "status": "whether it happened, is planned, was denied",
    "actors": "who did it",
    "actor sectors": "what kind of party each actor is",
    "actor countries": "the country of each actor",
    "recipients": "to whom it was done",
    "recipient sectors": "what kind of party each recipient is",
    "recipient countries": "the country of each recipient",
    "start": "the first day",
    "end": "the last day",
    "precision of the day": "whether a day, a week, a month or a year is told",
    "country": "the country where it happened",
    "province": "the province where it happened",
    "city": "the town where it happened",
    "venue": "the square, street or building",
    "coordinates": "latitude and longitude",
    "precision of the place": "whether a venue, a town, a province or a country is told",
    "size": "how many took part",
    "words of size": "the words that tell how many took part",
    "range of size": "the least and the most told",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "arrested": "how many were arrested",
    "side": "stance to the government",
    "issue": "what a protest is for and against",
    "slogans": "what was chanted or written",
    "compelled": "whether people were made to come",
    "campaign": "whether it is a party's own rally",
    "response": "what the state did about it",
    "speakers": "who says so",
    "number of reports": "how many reports tell of it",
    "articles": "the articles that tell of it, their outlets and addresses",
    "published": "when they were published",
    "sentence": "the sentence that tells it",
    "evidence": "the words and places in the text that each value rests on",
    "confidence": "how surely a second coder would agree",
    "reader": "which reader and version read it",
}


def _by_name(groups: Iterable[Iterable[Fact]]) -> dict[str, Fact]:
    """Facts by name."""
    return {fact.name: fact for group in groups for fact in group}


FACTS = _by_name((acts.FACTS, parties.FACTS, days.FACTS, places.FACTS, counts.FACTS))
