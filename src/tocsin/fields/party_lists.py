"""Lists of parties: taken apart where they can be, and counted where one noun belongs to all.

>>> trio = "Turkey, Iran and Iraq"
>>> [trio[slice(*part)] for part in split_parties(trio, Span(0, len(trio)))]
['Turkey', 'Iran', 'Iraq']
>>> text = "U.S. and South Korean forces drilled. Japan said the two countries went too far."
>>> countries_of_list(text, Span(0, 28))
('USA', 'KOR')
>>> countries_counted("Peru and Chile met. The two nations signed.", Span(20, 35))
('PER', 'CHL')

A phrase whose noun belongs to several countries is not split: it is a party of each of them.
"""

import re
from collections.abc import Iterator

from tocsin.text.countries import country_of, find_countries
from tocsin.text.kinds import Kind, read_kind
from tocsin.text.organisations import find_organisations
from tocsin.text.phrases import find_words
from tocsin.text.span import Span, overlaps

_SPLIT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as)\s+|\s*;\s*")

_BETWEEN = re.compile(r"(?:['’]s?)?\s?(?:,\s?(?:and\s)?|\s?&\s?|\s(?:and|or)\s|\s?/\s?)(?:the\s)?")
_NOUN = re.compile(r"(?:['’]s?)?\s+(?!and\b|or\b|of\b)[\w'’-]")
_COUNTED = re.compile(
    r"(?:(?:the|both)\s)?(?P<number>two|three|both)\s(?:[\w-]{1,20}\s)?"
    r"(?:countries|nations|neighbou?rs|states|governments|koreas)\b"
    r"|the\s(?P<koreas>Koreas)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "both": 2, "three": 3}
_LOOKED_AT = 2_000  # characters before a phrase in which the countries that it counts stand
_LONGEST = 1_000  # code points of a list of parties; nobody writes a longer one
_PHRASE = 200  # code points of a phrase whose countries are listed


def split_parties(text: str, span: Span) -> tuple[Span, ...]:
    """Split a list of parties: "the U.S., South Korea and Japan" are three.

    A list is split where its parts name different parties: proper names, countries, or nouns of
    different sectors. What one noun ends ("Black and Hispanic students", "women and children")
    stays one.

    Returns:
        The parts in order, without the words between them; the whole span if it is no list.
    """
    if span.end - span.start > _LONGEST:
        return (span,)
    parts = list(_parts(text, span)) or [span]
    kept = [parts[0]]
    for part in parts[1:]:
        if _are_two(text, kept[-1], part):
            kept.append(part)
        else:
            kept[-1] = Span(kept[-1].start, part.end)
    return tuple(kept)


def countries_of_list(text: str, span: Span) -> tuple[str, ...]:
    """The countries that are listed before one noun, each once and in order.

    Args:
        text: Text of the article.
        span: A noun phrase.

    Returns:
        Alpha-3 codes; empty where the phrase names fewer than two countries, or where nothing
        follows them that belongs to all ("Peru and Chile" are two phrases).
    """
    phrase = text[span.start : min(span.end, span.start + _PHRASE)]
    codes: list[str] = []
    end = None
    for mention in find_countries(phrase):
        if end is not None and _BETWEEN.fullmatch(phrase, end, mention.span.start) is None:
            break
        if mention.alpha3 is not None and mention.alpha3 not in codes:
            codes.append(mention.alpha3)
        end = mention.span.end
    follows = end is not None and _NOUN.match(phrase, end) is not None
    return tuple(codes) if len(codes) > 1 and follows else ()


def countries_counted(text: str, span: Span) -> tuple[str, ...]:
    """The countries that a phrase counts ("the two countries"): those named last before it.

    Args:
        text: Text of the article.
        span: A noun phrase.

    Returns:
        As many alpha-3 codes as the phrase says, in the order of the text; empty where it counts
        no countries, or where fewer were named.
    """
    counted = _COUNTED.match(text, *span)
    if counted is None:
        return ()
    if counted["koreas"]:
        return ("PRK", "KOR")
    wanted = _NUMBERS[counted["number"].lower()]
    before = text[max(0, span.start - _LOOKED_AT) : span.start]
    codes: list[str] = []
    for mention in reversed([found for found in find_countries(before) if not found.doubtful]):
        if mention.alpha3 is not None and mention.alpha3 not in codes:
            codes.append(mention.alpha3)
        if len(codes) == wanted:
            return tuple(reversed(codes))
    return ()


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The stretches between commas and conjunctions."""
    names = [mention.span for mention in find_organisations(text, span)]
    words = text[span.start : span.end]
    names += [
        Span(span.start + m.span.start, span.start + m.span.end) for m in find_countries(words)
    ]
    start = span.start
    for match in _SPLIT.finditer(text, *span):
        inside = any(overlaps(name, Span(*match.span())) for name in names)
        if not inside and match.start() > start and match.end() < span.end:
            yield Span(start, match.start())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _are_two(text: str, left: Span, right: Span) -> bool:
    """Whether two parts of a list name two parties."""
    one, two = read_kind(text, left), read_kind(text, right)
    if one.country and two.country and one.country != two.country:
        return True
    if one.name or two.name or one.person or two.person:
        return _is_party(text, left, one) and _is_party(text, right, two)
    if one.sector and two.sector:
        return one.sector != two.sector
    return is_proper(text, left) and is_proper(text, right) and not _is_adjective(text, left)


def _is_party(text: str, span: Span, kind: Kind) -> bool:
    """Whether a part can stand alone as a party."""
    return bool(kind.sector or kind.person) or is_proper(text, span)


def is_proper(text: str, span: Span) -> bool:
    """Whether a part is a proper name: every word but small ones is capitalised."""
    words = find_words(text, span)
    return bool(words) and all(word.is_capitalised or len(word.plain) <= 3 for word in words)  # noqa: PLR2004


def _is_adjective(text: str, span: Span) -> bool:
    """Whether a part is one word that modifies what follows the list ("Black and Hispanic ...")."""
    words = find_words(text, span)
    return len(words) == 1 and country_of(words[0].plain) is None and words[0].plain.endswith("ic")
