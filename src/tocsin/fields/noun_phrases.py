"""Noun phrases around a verb in plain words: who says something, where no parser ran.

>>> words = "Ana Ruiz, who heads the guild, has also said that shops were shut."
>>> stop = drop_adverbs(words, words.index("said"))
>>> phrase_before(words, stop) is None  # an aside stands between
True
>>> span = antecedent(words, stop)
>>> words[span.start : span.end]
'Ana Ruiz'

English puts the subject before its verb, and news copy puts little between them: auxiliaries,
adverbs, a day, or one aside between commas. What stands there and is no noun phrase gives None,
so that "it was later reported" has no subject rather than a wrong one.
"""

import re
from functools import cache

from tocsin.data import read_rows
from tocsin.text.span import Span

_LONGEST = 14  # words of a name with its title and what it heads
_BACK = 160  # characters before a verb in which its subject begins
_TITLE = 5  # characters of "Capt."
NAME_WORDS = 5  # words of a person's name
_ASIDE = 110  # characters of an aside between a name and its verb
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_AUXILIARY = frozenset((
    "has", "have", "had", "having", "will", "would", "could", "did", "does", "do", "must", "may",
    "might", "should", "can", "cannot", "not", "never", "also", "later", "then", "now",
    "already", "again", "earlier", "often", "just", "once", "since", "still", "even", "first",
    "further", "himself", "herself", "themselves", "itself", "both", "all", "twice", "last",
    "today", "yesterday", "tonight", "however", "too", "late", "early",
))  # fmt: skip
_ED = re.compile(r"[a-z]+ed|[a-z]+n['’]t")
_PAST = frozenset((
    "began", "took", "went", "came", "met", "held", "made", "gave", "left", "sent", "shot", "fell",
    "rose", "won", "lost", "ran", "led", "brought", "spoke", "broke", "told", "said", "found",
    "fought", "fled", "kept", "saw", "stood", "threw", "drove", "built", "struck",
))  # fmt: skip
_LY = re.compile(r"[a-z]{2,}ly")
_DAY = re.compile(
    r"(?:\b(?:late|early|earlier)\s+)?(?:\bon\s+)?\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:\s+(?:morning|afternoon|evening|night))?\s*$"
)
_BOUNDARY = ',;:.!?"“”()[]–—\n'
# Words that open a clause, or show that one stands where a name should.
_CLAUSE = frozenset((
    "that", "when", "while", "as", "but", "after", "before", "because", "if", "where", "which",
    "who", "whom", "whose", "than", "since", "although", "though", "whether", "what", "how",
    "why", "until", "so", "or", "yet", "there", "here", "citing",
))  # fmt: skip
_PREPOSITIONS = frozenset((
    "in", "on", "at", "by", "for", "from", "with", "to", "of", "into", "over", "under", "during",
    "against", "among", "between", "through", "about", "amid", "despite", "following", "without",
    "within", "near", "off", "per", "via",
))  # fmt: skip
_DETERMINERS = frozenset((
    "the", "a", "an", "its", "his", "her", "their", "our", "one", "two", "three", "several",
    "some", "many", "other", "another", "this", "that", "these", "those", "most", "more",
    "local", "state", "senior", "top", "former",
))  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the"})
_DESCRIBED = 4  # words up to which a phrase with an article may be anybody: "a baker in Tarn"
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_SPEAKERS_NO = frozenset(
    {"i", "we", "you", "me", "us", "him", "them", "there", "this", "that", "these", "those"}
)
_OPENS_ASIDE = frozenset((
    "a", "an", "the", "who", "which", "one", "his", "her", "its", "whose", "head", "director",
    "chairman", "chairwoman", "president", "general", "secretary", "leader", "chief",
    "spokesman", "spokeswoman", "professor", "founder", "member", "citing", "speaking",
))  # fmt: skip
# What passes on facts without being anybody: "a statement said".
PAPERS = frozenset((
    "statement", "report", "reports", "document", "documents", "communique", "email", "letter",
    "memo", "release", "affidavit", "complaint", "indictment", "lawsuit", "website", "newspaper",
    "paper", "magazine", "article", "media", "post", "tweet", "broadcast", "radio", "television",
    "agency", "survey", "study", "source", "sources", "account", "accounts",
))  # fmt: skip
_WORD = re.compile(r"[^\s]+")
_JOINS = frozenset({"the", "of", "a", "an", "for", "and", "'s"})
_LEADIN = re.compile(r"[^a-z]{2,40}(?:\([A-Za-z ]{2,20}\))?\s*(?:--|[—–-])\s+")  # a dateline
_LEEWAY = 14  # characters behind a phrase in which its verb begins
_LEAD = 90  # characters in which a name that opens a sentence ends
_LONG_ASIDE = 200  # characters of an aside with commas of its own
_OPENS_CLAUSE = frozenset({"who", "which", "and", "but", "saying", "citing"})
_OPENING = re.compile(
    r"[\"“”\s]{0,2}(?P<name>(?:[A-Z][\w.'’-]{0,30}\s+){1,7}[A-Z][\w'’-]{0,30}),\s+"
    r"(?:an?|the|who|one|his|her|head|director|chairman|chairwoman|president|secretary|leader"
    r"|chief|spokesman|spokeswoman|professor|founder|member|commander|minister)\b"
)
_ENDS = frozenset((
    "on", "in", "at", "after", "during", "said", "told", "has", "have", "had", "will", "would",
))  # fmt: skip
_SPOKEN = re.compile(r"\b(?:said|says|told|tells|added)\b|[.;:“”\"]")


def trimmed(words: str, start: int, end: int) -> Span:
    """A stretch without white space, pauses and stray quotes of its ends."""
    while start < end and (words[start].isspace() or words[start] in ",;:"):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in ",;:."):
        end -= 1
    return Span(start, end)


def drop_adverbs(words: str, stop: int) -> int:
    """Where a verb's subject ends: before its auxiliaries, adverbs, and a day between them."""
    while True:
        day = _DAY.search(words, max(0, stop - 40), stop)
        word = None if day else _last_word(words, stop)
        if day and day.start() > 0:
            stop = day.start()
        elif word and (word[1].lower() in _AUXILIARY | _BE or _LY.fullmatch(word[1])):
            stop = word[0]
        else:
            return stop


def is_passive(words: str, start: int) -> bool:
    """Whether a verb form is passive: a form of "be" stands before it, adverbs aside."""
    while (word := _last_word(words, start)) is not None:
        if word[1].lower() in _BE:
            return True
        if word[1].lower() not in _AUXILIARY and not _LY.fullmatch(word[1]):
            return False
        start = word[0]
    return False


def phrase_before(words: str, stop: int) -> Span | None:
    """The noun phrase that ends at an offset; None if there is none, or no sure one."""
    floor = max(0, stop - _BACK)
    start = stop
    while start > floor and not _pauses(words, start - 1):
        start -= 1
    if start == floor and floor:
        return None  # no name is as long as that
    tokens = [match for match in _WORD.finditer(words, start, stop) if match.end() <= stop]
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].group().lower()
        if word in _CLAUSE or word in ("''", "``"):
            tokens = tokens[place + 1 :]
            break
    tokens = _behind_noun(_behind_verb(_behind_preposition(tokens)))
    return _as_phrase(_named_before_and(tokens), cased=words[:1].isupper())


def antecedent(words: str, stop: int) -> Span | None:
    """The phrase that "who" stands for, or the one before the aside that ends at an offset."""
    word = _last_word(words, stop)
    if word is not None and word[1].lower() in ("who", "which"):
        return phrase_before(words, trimmed(words, 0, word[0]).end)
    lead = words[:stop].rstrip()
    if not lead.endswith(","):
        return None
    comma = words.rfind(",", max(0, len(lead) - _ASIDE), len(lead) - 1)
    opens = _WORD.search(words, comma + 1) if comma > 0 else None
    if opens is None:
        return None
    found = phrase_before(words, comma)
    aside = Span(opens.start(), len(lead) - 1)
    inside = words[aside.start : aside.end].split()
    if found is not None and _ends_in_name(inside):  # "The group's leader, Ana Ruiz, said"
        titled = any(
            word.lower() in people_nouns() for word in words[found.start : found.end].split()
        )
        named = inside[0][:1].isupper() and len(inside) <= NAME_WORDS
        if titled and (named or _is_title(inside)):
            return Span(found.start, aside.end)
    if not (opens.group().lower() in _OPENS_ASIDE or opens.group().isdigit()):
        return _opening_name(words, stop)
    named = found is not None and words[found.end - 1].isalnum() and _is_name(words, found)
    return found if named else _opening_name(words, stop)


def _opening_name(words: str, stop: int) -> Span | None:
    """The name that opens the sentence before an aside with commas of its own: "Ruiz, who ...,"."""
    match = _OPENING.match(words, 0, min(stop, _LEAD))
    if (
        match is None
        or stop - match.end() > _LONG_ASIDE
        or _SPOKEN.search(words, match.end(), stop)
    ):
        return None
    return Span(match.start("name"), match.end("name"))


def _ends_in_name(inside: list[str]) -> bool:
    """Whether an aside ends in a name: "deputy police chief Ana Ruiz"."""
    return bool(inside) and inside[-1][:1].isupper()


def _is_title(inside: list[str]) -> bool:
    """Whether what stands before the name in an aside is a title and no more."""
    lower = [word.lower() for word in inside if word[:1].islower()]
    plain = not {*lower} & (_PREPOSITIONS | _DETERMINERS | _OPENS_CLAUSE)
    return plain and bool(lower) and lower[-1] in people_nouns() and len(inside) <= _LONGEST // 2


def subject_of_sentence(words: str, stop: int) -> Span | None:
    """The name or office that opens a sentence, if a clause of its own follows it."""
    opened = _LEADIN.match(words)
    start = opened.end() if opened else 0
    tokens: list[re.Match[str]] = []
    for match in _WORD.finditer(words, start, min(stop, start + _LEAD)):
        word = match.group()
        bare = word.rstrip(_BOUNDARY)
        if not bare or not (bare[0].isupper() or bare.lower() in people_nouns() | _JOINS):
            break
        if not tokens and bare.endswith("ing"):
            return None  # "Speaking in parliament, ..."
        tokens.append(match)
        if bare != word and not _abbreviated(word):
            break
    while tokens and tokens[-1].group().lower() in _JOINS:
        tokens.pop()
    if not tokens:
        return None
    found = trimmed(words, tokens[0].start(), tokens[-1].end())
    return found if names_somebody(words[found.start : found.end]) else None


def name_before_title(words: str, phrase: Span) -> Span | None:
    """The name before a title that no comma parts from its verb: "Ana Ruiz, head of X said"."""
    lead = words[: phrase.start].rstrip()
    title = words[phrase.start : phrase.end].split()[0]
    if not lead.endswith(",") or title.lower() not in people_nouns():
        return None
    found = phrase_before(words, len(lead) - 1)
    named = found is not None and words[found.start : found.end].split()[-1][:1].isupper()
    return found if named else None


def phrase_after(words: str, start: int) -> Span | None:
    """The noun phrase that begins at an offset; None if none does."""
    tokens: list[re.Match[str]] = []
    for match in _WORD.finditer(words, start, min(len(words), start + _BACK)):
        word = match.group()
        bare = word.rstrip(_BOUNDARY + "'’")
        stops = bare.lower() in _CLAUSE or (tokens and bare.lower() in _ENDS | _BE)
        if stops or word[0] in _BOUNDARY or not bare:
            break
        tokens.append(match)
        if bare != word and not _abbreviated(word):
            break
    if not tokens or len(tokens) > _LONGEST or tokens[0].group().lower() in _PREPOSITIONS:
        return None
    span = trimmed(words, tokens[0].start(), tokens[-1].end())
    span = Span(span.start, span.start + len(words[span.start : span.end].rstrip(_BOUNDARY)))
    return span if span.end > span.start else None


def leads_clause(words: str, stop: int) -> bool:
    """Whether the phrase that ends at an offset is the subject of a verb: "said [Tokyo] would"."""
    word = _WORD.search(words, stop, stop + _LEEWAY)
    return word is not None and word.group().lower() in _BE | _AUXILIARY


def is_plural(phrase: str) -> bool:
    """Whether a phrase can be the subject of a verb without an ending: "officials say"."""
    words = phrase.lower().split()
    if words[0] in ("a", "an"):
        return False  # "a police report" is no clause
    last = words[-1]
    return last.endswith("s") or last in ("police", "media", "people", "they") or " and " in phrase


def names_somebody(phrase: str) -> bool:
    """Whether a phrase can be who says something: a name, people, an office or a paper."""
    tokens = [
        word.strip(".,'’\"”“").removesuffix("'s").removesuffix("’s") for word in phrase.split()
    ]
    if not tokens or (tokens[0].lower() in _SPEAKERS_NO and len(tokens) == 1):
        return False
    proper = any(word[:1].isupper() for word in tokens[1:]) or (
        tokens[0][:1].isupper()
        and tokens[0].lower() not in _DETERMINERS | _PRONOUNS | _PREPOSITIONS
    )
    described = tokens[0].lower() in _ARTICLES and len(tokens) <= _DESCRIBED
    return proper or described or any(word.lower() in people_nouns() for word in tokens)


def _is_name(words: str, span: Span) -> bool:
    """Whether the phrase's last word is capitalised, or names people."""
    last = words[span.start : span.end].split()[-1]
    return last[:1].isupper() or last.lower() in people_nouns()


def _as_phrase(tokens: list[re.Match[str]], *, cased: bool) -> Span | None:
    """The tokens as a noun phrase that can speak, or None; `cased` if names have capitals."""
    if not tokens or len(tokens) > _LONGEST:
        return None
    lower = [token.group().lower() for token in tokens]
    if len(lower) == 1 and lower[0] in _PRONOUNS:
        return Span(tokens[0].start(), tokens[0].end())
    opens = tokens[0].group()[0].isupper() or lower[0] in _DETERMINERS | people_nouns()
    if cased and not opens and lower[-1] not in people_nouns():
        return None  # "monitor affairs" of "officials who monitor affairs say"
    plain = not {*lower} & (_BE | {"has", "have", "had", "will", "would"})
    ends = lower[-1] not in _PREPOSITIONS | _DETERMINERS | _AUXILIARY
    phrase = " ".join(token.group() for token in tokens)
    if not (plain and ends and names_somebody(phrase)):
        return None
    return Span(tokens[0].start(), tokens[-1].end())


def _behind_preposition(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without an opening adverbial: "the ministry" of "In a statement on Monday the ministry"."""
    if not tokens or tokens[0].group().lower() not in _PREPOSITIONS | {"last", "earlier", "and"}:
        return tokens
    if tokens[0].group().lower() == "and":
        return tokens[1:]
    for place in range(len(tokens) - 1, 0, -1):
        opens = tokens[place].group().lower() in {"the", "a", "an", "its", "his", "her"}
        if opens and tokens[place - 1].group().lower() not in _PREPOSITIONS:
            return tokens[place:]
    alone = tokens[-1].group()
    return tokens[-1:] if alone.lower() in people_nouns() | _PRONOUNS else []


def _behind_verb(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """What follows the last "and" where a clause stands before it: "It closed and police"."""
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place].group().lower() == "and":
            before = [token.group() for token in tokens[:place]]
            told = any(w.lower() in _BE | _AUXILIARY | _PAST or _ED.fullmatch(w) for w in before)
            return tokens[place + 1 :] or tokens if told else tokens
    return tokens


def _behind_noun(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """What stands behind a noun without "that": "the agency" of "a probe the agency said"."""
    for place in range(len(tokens) - 1, 0, -1):
        lead = tokens[place - 1].group().lower()
        opens = tokens[place].group().lower() in {"the", "he", "she", "they", "it"}
        if opens and lead not in _PREPOSITIONS | _DETERMINERS | {
            "and",
            "or",
            "all",
            "both",
            "half",
        }:
            return tokens[place:]
    return tokens


def _named_before_and(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """The name that opens a clause with two verbs: "Ana Ruiz" of "Ana Ruiz spoke and"."""
    if not tokens or tokens[-1].group().lower() not in ("and", "but"):
        return tokens
    for place, token in enumerate(tokens):
        if token.group()[0].islower() and token.group().lower() not in _PREPOSITIONS | _DETERMINERS:
            return tokens[:place]
    return []


def _last_word(words: str, stop: int) -> tuple[int, str] | None:
    """Where the word that ends before an offset begins, and the word; None behind a pause."""
    end = stop
    while end > 0 and words[end - 1].isspace():
        end -= 1
    start = end
    while start > 0 and (words[start - 1].isalpha() or words[start - 1] in "'’-"):
        start -= 1
    return (start, words[start:end]) if start < end else None


def _pauses(words: str, place: int) -> bool:
    """Whether a character parts clauses; the stop of "Lt." or "U.S." does not."""
    if words[place] != ".":
        return words[place] in _BOUNDARY
    start = place
    while start > 0 and words[start - 1].isalpha():
        start -= 1
    return not _abbreviated(words[start : place + 1])


def _abbreviated(word: str) -> bool:
    """Whether a stop ends no sentence: "Lt.", "Mr.", "J."."""
    return word.endswith(".") and word[:1].isupper() and len(word) <= _TITLE


@cache
def people_nouns() -> frozenset[str]:
    """Nouns for people, bodies and papers, singular and plural."""
    nouns = {
        row["words"] for row in read_rows("sectors.tsv") if row["kind"] not in ("modifier", "part")
    }
    return frozenset(nouns | {f"{noun}s" for noun in nouns} | PAPERS)
