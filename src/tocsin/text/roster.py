"""Whom an article names, under which names, and what it says they are.

>>> text = "French President Emmanuel Macron met unions. Macron promised talks."
>>> roster = read_roster(text, ())
>>> [(member.name, member.country, member.sector) for member in roster.members]
[('Emmanuel Macron', 'FRA', 'GOV')]
>>> [text[m.span.start : m.span.end] for m in roster.mentions]
['Emmanuel Macron', 'Macron']

Names are propagated inside the article: what is said once of a person ("South Africa's president")
holds for each later mention by surname, whatever label a parser gave to it there.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.text.countries import find_countries
from tocsin.text.kinds import Kind, find_regions, is_modifier, is_title, read_kind, singular
from tocsin.text.names import FoundName, end_of, find_names, is_joined
from tocsin.text.offices import Office, find_office, is_held
from tocsin.text.organisations import OrganisationMention, organisations_among
from tocsin.text.phrases import Word, find_words, is_name_word, small_words
from tocsin.text.span import Span

_SUFFIXES = frozenset({"jr", "jr.", "sr", "ii", "iii", "iv"})
_TITLE_WORDS = 9  # words looked at before a name
_APPOSITION_WORDS = 14
_PLACES = 50  # mentions of one member whose titles are read
_SHORT = 4  # letters of an abbreviation that many bodies share
_LOCAL = frozenset({"PTY", "OPP", "LAB", "REB"})
_RIVALS = 20  # members of one surname
_FAMILY_FIRST = frozenset({"PRK", "KOR", "CHN", "TWN", "HKG", "VNM", "KHM"})


@dataclass(frozen=True, slots=True)
class Member:
    """A person or an organisation that an article names.

    Attributes:
        name: Fullest form of the name in the article.
        person: Whether it is a person.
        country: ISO 3166-1 alpha-3 code; None if neither article nor tables tell it.
        sector: Sector of the coding manual; None if neither tells it.
        heads: Nouns that the article uses for it ("president", "minister").
        female: True or False where a title tells; None otherwise.
        basis: The words of the article that tell what it is; None if a table told it.
        in_office: Whether the table of offices told its sector.
    """

    name: str
    person: bool
    country: str | None
    sector: str | None
    heads: frozenset[str] = frozenset()
    female: bool | None = None
    basis: Span | None = None
    in_office: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name the member with index `member` in `Roster.members`."""

    span: Span
    member: int


@dataclass(frozen=True, slots=True)
class Roster:
    """What an article tells of its people and organisations.

    Attributes:
        members: In the order of their first mention.
        mentions: Where they are named, in the order of the text.
        organisations: Where organisations of the tables are named, in the order of the text.
        countries: The countries that the article names, the most frequent first.
        day: The day for which offices were looked up; None if nobody gave one.
    """

    members: tuple[Member, ...] = ()
    mentions: tuple[Mention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    countries: tuple[str, ...] = ()
    day: str | None = None

    @property
    def country(self) -> str | None:
        """The country that the article names most; None if it names none."""
        return self.countries[0] if self.countries else None

    def believes(self, mention: OrganisationMention) -> bool:
        """Whether an abbreviation can mean an organisation: one of a country the article names.

        "PAS" is a party of Moldova in an article on Moldova, and nobody in one on Peru.
        """
        found = mention.organisation
        short = mention.span.end - mention.span.start <= _SHORT
        named = found.country is None or not self.countries or found.country in self.countries
        return named or not short or found.sector not in _LOCAL

    def within(self, span: Span) -> Iterator[Mention]:
        """Mentions that share words with a span, in order."""
        first = bisect_right(self.mentions, span.start, key=lambda mention: mention.span.end)
        for mention in self.mentions[first:]:
            if mention.span.start >= span.end:
                break
            yield mention

    def before(self, offset: int) -> Iterator[Member]:
        """Members named before a place of the text, the nearest first; repeated as named."""
        last = bisect_right(self.mentions, offset, key=lambda mention: mention.span.end)
        for index in range(last - 1, -1, -1):
            yield self.members[self.mentions[index].member]


def read_roster(text: str, names: Sequence[tuple[Span, str]], *, day: str | None = None) -> Roster:
    """Read whom an article names.

    Args:
        text: Text of the article.
        names: A parser's entities with OntoNotes labels; may be empty, or wrong.
        day: Day of the article as an ISO date or its prefix, for offices that change hands.

    Returns:
        Members in the order of the text. Persons are found by the parser's PERSON label, by a
        title or by the table of offices; organisations by an abbreviation in brackets ("Radio
        Free Asia (RFA)"); the organisations of the tables are listed apart.
    """
    words = find_words(text, Span(0, len(text)), None)
    organisations = tuple(organisations_among(words))
    found = find_names(text, words, names, day)
    groups = _group(found)
    mentions = _find_mentions(words, groups)
    places: dict[int, list[int]] = {}
    for place, _, index in mentions:
        places.setdefault(index, []).append(place)
    members = tuple(
        _member(text, words, group, places.get(index, [])[:_PLACES], day)
        for index, group in enumerate(groups)
    )
    return Roster(
        members,
        tuple(Mention(_span(words[i : i + length]), group) for i, length, group in mentions),
        organisations,
        _countries(text, words),
        day,
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """All forms of one member; the first is the fullest."""

    name: tuple[Word, ...]
    forms: frozenset[tuple[str, ...]]
    person: bool
    office: Office | None


def _group(found: Sequence[FoundName]) -> list[_Group]:
    """Names that mean one member, full names first: "Trump" belongs to "Donald Trump"."""
    groups: list[_Group] = []
    index: dict[object, list[int]] = {}  # groups by form, by office holder, by both ends of a name
    for name in sorted(found, key=lambda name: (len(name.words) == 1, name.start)):
        bare = _bare(name.key)
        keys: list[object] = [name.key, (bare[0], "...", bare[-1])]
        keys += [name.office.name] if name.office else []
        known = next(
            (i for key in keys for i in index.get(key, ()) if _same(groups[i], name)), None
        )
        if known is None:
            known = len(groups)
            groups.append(_new(name))
        else:
            groups[known] = _merged(groups[known], name)
        for key in (*keys, *groups[known].forms):
            entries = index.setdefault(key, [])
            if known not in entries[-_RIVALS:]:
                entries.append(known)
    return sorted(groups, key=lambda group: group.name[0].span.start)


def _same(group: _Group, name: FoundName) -> bool:
    """Whether a name means a member who shares a form, an office or both ends of the name."""
    if group.office and name.office:
        return group.office.name == name.office.name
    if name.key in group.forms:
        # "President Obama" is not the "Michelle Obama" of the sentence before
        return name.office is None or not name.titled or len(name.key) > 1
    return len(name.key) > 1 and len(group.name) > 1


def _merged(group: _Group, name: FoundName) -> _Group:
    longer = max(group.name, name.words, key=_fullness)
    return _Group(longer, group.forms | _new(name).forms, group.person, group.office or name.office)


def _bare(key: tuple[str, ...]) -> tuple[str, ...]:
    """A name without "Jr." and its like."""
    return tuple(part for part in key if part not in _SUFFIXES) or key


def _fullness(name: tuple[Word, ...]) -> tuple[int, bool]:
    """Orders forms of a name: the most words first, and no headline's capitals."""
    return len(name), not any(len(word.plain) > 3 and word.plain.isupper() for word in name)  # noqa: PLR2004


def _new(name: FoundName) -> _Group:
    """A member with the forms that its name can take later: full, surname, abbreviation."""
    key = name.key
    forms = {key}
    bare = _bare(key)
    if name.person and len(bare) > 1:
        forms.add(bare[-1:])
        if bare[-2] in small_words("particle"):
            forms.add(bare[-2:])
        if bare[-1].startswith(("al-", "el-")):
            forms.add((bare[-1][3:],))
        country = name.office.country if name.office else None
        if country in _FAMILY_FIRST or (len(bare) > 2 and bare[0] in _FAMILIES):  # noqa: PLR2004
            forms.add(bare[:1])
    elif not name.person:
        forms.add(("".join(word.plain[0] for word in name.words if word.is_capitalised).lower(),))
    return _Group(name.words, frozenset(forms), name.person, name.office)


_FAMILIES = frozenset(
    {"kim", "lee", "park", "choi", "choe", "pak", "ri", "jang", "hun", "xi", "li"}
)


def _find_mentions(words: Sequence[Word], groups: Sequence[_Group]) -> list[tuple[int, int, int]]:
    """Where members are named: index of the first word, number of words, index of the member."""
    forms: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for index, group in enumerate(groups):
        for form in sorted(group.forms):
            forms.setdefault(form[0], []).append((form, index))
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    mentions: list[tuple[int, int, int]] = []
    last: dict[tuple[str, ...], int] = {}
    at = 0
    while at < len(words):
        known = forms.get(words[at].lower)
        hits = [entry for entry in known if _is_at(words, at, entry[0])] if known else ()
        if not hits:
            at += 1
            continue
        form = hits[0][0]
        rivals = [member for other, member in hits if other == form]
        member = _meant(groups, rivals, last.get(form, rivals[0]))
        for other in groups[member].forms:
            last[other] = member
        mentions.append((at, len(form), member))
        at += len(form)
    return mentions


def _meant(groups: Sequence[_Group], rivals: Sequence[int], latest: int) -> int:
    """Who of several is meant by a surname: the office holder, else who was named last."""
    holders = [index for index in rivals if groups[index].office]
    return holders[0] if len(holders) == 1 else latest


def _is_at(words: Sequence[Word], at: int, form: tuple[str, ...]) -> bool:
    """Whether a name stands at a word, capitalised as names are."""
    here = words[at : at + len(form)]
    return tuple(word.lower for word in here) == form and here[-1].is_capitalised


def _member(
    text: str, words: Sequence[Word], group: _Group, places: Sequence[int], day: str | None
) -> Member:
    """What article and tables say of a member, the article's own titles first."""
    name = text[group.name[0].span.start : end_of(group.name[-1])]
    if not group.person:
        kind = read_kind(text, _span(group.name))
        return Member(" ".join(name.split()), False, kind.country, kind.sector, basis=kind.span)
    told = [
        kind
        for place in places
        for kind in (*_title(text, words, place), *_apposition(text, words, place))
    ]
    office = group.office or find_office(name, day)
    country = next((kind.country for kind in told if kind.country), None)
    first = next((kind for kind in told if kind.sector), None)
    held = False
    sector = first.sector if first else None
    if office is not None:
        country = office.country or (country if office.sector != "IGO" else None)
        held = is_held(office, day)
        sector = office.sector if held or sector is None else sector
    heads = frozenset(kind.head for kind in told if kind.head)
    return Member(
        " ".join(name.split()),
        True,
        country,
        sector,
        heads,
        _gender(words, places),
        first.span if first and office is None else None,
        office is not None and held,
    )


def _title(text: str, words: Sequence[Word], place: int) -> Iterator[Kind]:
    """What the title before a name says: "Labour Minister | Mildred Oliphant"."""
    start = place
    while start and place - start < _TITLE_WORDS:
        word, following = words[start - 1], words[start]
        gap = text[word.span.end : following.span.start]
        comma = start == place and gap.strip() == ","
        if not (comma or is_joined(text, word, following)):
            break
        small = word.lower in small_words("link") or _is_noun(word)
        if not (word.is_capitalised or small or _is_inside(words, start - 1)):
            break
        start -= 1
    if start < place:
        last = words[place - 1]
        kind = read_kind(text, Span(words[start].span.start, last.span.end))
        if kind.head and (is_title(singular(last.plain)) or is_title(kind.head)):
            yield kind


def _is_inside(words: Sequence[Word], at: int) -> bool:
    """Whether a small word stands inside a title: "ANC | election | spokesman"."""
    return (
        at > 0
        and words[at - 1].plain.isupper()
        and words[at].lower not in small_words("ends-head")
        and _is_noun(words[at + 1])
    )


def _apposition(text: str, words: Sequence[Word], place: int) -> Iterator[Kind]:
    """What follows a name between commas: "Nawaz Sharif, the head of the largest party,"."""
    end = place + 1
    while (
        end < len(words)
        and is_name_word(words[end])
        and is_joined(text, words[end - 1], words[end])
    ):
        end += 1
    if end >= len(words):
        return
    gap = text[words[end - 1].span.end : words[end].span.start]
    if gap.strip() != ",":
        return
    phrase = [words[end]]
    for word in words[end + 1 : end + _APPOSITION_WORDS]:
        if not set(text[phrase[-1].span.end : word.span.start]) <= set(" \n\t\xa0'’.\"“”-"):
            break
        phrase.append(word)
    kind = read_kind(text, _span(phrase))
    if kind.head and is_title(kind.head) and kind.person is None:
        yield kind


def _gender(words: Sequence[Word], places: Sequence[int]) -> bool | None:
    """Whether a title before one of the mentions is a woman's or a man's."""
    for place in places:
        before = words[place - 1].lower.rstrip(".") if place else ""
        if before in small_words("female") or before.endswith("woman"):
            return True
        if before in small_words("male") or before.endswith("man"):
            return False
    return None


def _countries(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The countries named, the most frequent first, then those of which only a part is named."""
    codes = Counter(m.alpha3 for m in find_countries(text) if m.alpha3 and not m.doubtful)
    by_region = Counter(find_regions(text, words))
    named = [code for code, _ in codes.most_common()]
    return (*named, *(code for code, _ in by_region.most_common() if code not in codes))


def _is_noun(word: Word) -> bool:
    """Whether a small word can be part of a title: "prime minister"."""
    small = ("prime", "foreign", "vice", "interior", "deputy", "chief", "acting", "former")
    return is_title(singular(word.plain)) or is_modifier(word.plain) or word.lower in small


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, end_of(words[-1]))
