"""The gazetteer: which places bear a name.

>>> hyesan = Gazetteer().candidates("Hyesan")[0]
>>> hyesan.name, hyesan.kind.value, hyesan.country, hyesan.geonameid
('Hyesan', 'city', 'PRK', 2043837)

A read-only SQLite file of GeoNames' cities and provinces (CC BY 4.0, made by
`training/gazetteer/build.py`) ships compressed. It is unpacked once into the user's cache, under a
name that holds its checksum, and opened without being loaded. tocsin's own tables of venues,
regions, waters and missing cities are laid over it.
"""

import hashlib
import lzma
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path

from tocsin.data import read_rows
from tocsin.errors import ResourceError
from tocsin.text.gazetteer import Candidate, PlaceKind

_FILE = "gazetteer.sqlite.xz"
_BLOCK = 1 << 20
_REMEMBERED = 16_384  # names; a name asked twice in a run is answered from memory
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        ".": " ", ",": " ", "-": " ", "‐": " ", "‑": " ", "–": " ",
        "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None,
    }
)  # fmt: skip
_SHORTENED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
# Of a city and the province around it the city is meant more often; of one's own name and a name
# that some language has for a place, the own name.
_KIND_WEIGHT = {PlaceKind.ADMIN: 0.25}
_QUALITY_WEIGHT = {3: 1.0, 2: 0.5, 1: 0.05, 0: 0.01}
# What has no inhabitants is in our tables because news speaks of it.
_INHABITANTS = {PlaceKind.VENUE: 5e5, PlaceKind.REGION: 2e6, PlaceKind.WATER: 5e5}
# Words that say what a place is; the rest of the name must then be of that kind.
_ADMIN_WORD = (
    "province|county|state|region|oblast|governorate|district|prefecture|canton"
    "|territory|municipality|parish|voivodeship|krai|raion|emirate"
)
_TYPED = re.compile(rf"(?:(?:{_ADMIN_WORD}) of )?(.{{2,60}}?)(?: (?:{_ADMIN_WORD}))?")
_CITY_TYPED = re.compile(
    r"(?:(?:city|town|village|port|capital) of )?(.{2,60}?)(?: (?:city|town|village))?"
)
_SELECT = """
SELECT p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.population, p.lat, p.lon,
       a.quality, q.name
FROM alias a JOIN place p ON p.id = a.place LEFT JOIN place q ON q.id = p.admin1
WHERE a.key = ?
"""
_ONE = _SELECT.replace("a.quality", "3").replace(
    "alias a JOIN place p ON p.id = a.place", "place p"
)
_OPENS = "SELECT 1 FROM alias WHERE key > ? AND key < ? LIMIT 1"
_BY_ID = _ONE.replace("a.key = ?", "p.id = ?")


class Gazetteer:
    """The shipped gazetteer; satisfies `tocsin.text.gazetteer.Gazetteer`.

    Nothing is read before the first name is asked for. One object serves all threads; after a
    fork each process opens the file anew.

    Args:
        path: An unpacked gazetteer; None unpacks the shipped one into the user's cache once.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._connections: dict[int, sqlite3.Connection] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._openings = lru_cache(maxsize=_REMEMBERED)(self._opens)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear a name, the most likely without any context first.

        Spelling varies in marks, hyphens, apostrophes and case. If nothing bears the whole name,
        "the" and a word for what it is are taken off: "Hama province", "the city of Homs". Parts
        ("northern Iraq") and misspellings are not resolved.

        Args:
            name: Any string.

        Returns:
            Countries before cities and provinces of that very name, then by inhabitants; empty if
            nothing bears it.

        Raises:
            ResourceError: The gazetteer cannot be unpacked or opened.
        """
        return self._remembered(name_key(name))

    def _find(self, key: str) -> tuple[Candidate, ...]:
        """Candidates of a key, or of what is left of it without its type words."""
        plain = key.removeprefix("the ")
        found = self._exact(key)
        if not found and plain != key:
            found = self._exact(plain)
        if found:
            return found
        for pattern, kind in ((_TYPED, PlaceKind.ADMIN), (_CITY_TYPED, PlaceKind.CITY)):
            match = pattern.fullmatch(plain)
            if match and match[1] != plain:
                found = self._exact(match[1])
                return tuple(place for place in found if place.kind is kind) or found
        return ()

    def _exact(self, key: str) -> tuple[Candidate, ...]:
        """Candidates of a key as it is, each place once, under its best name."""
        if not key:
            return ()
        first, space, _ = key.partition(" ")
        found = list(_overlay().get(key, ()))
        if not space or self._openings(first):
            rows = self._connection().execute(_SELECT, (key,))
            found += [_candidate(row) for row in rows]
        for ident, quality in _more_names().get(key, ()):
            rows = self._connection().execute(_BY_ID, (ident,))
            found += [replace(_candidate(row), quality=quality) for row in rows]
        found = _without_wholes(found, key)
        best: dict[object, Candidate] = {}
        for place in sorted(found, key=_prior, reverse=True):
            venue = place.kind is PlaceKind.VENUE
            identity = (place.name, place.geonameid) if venue else place.geonameid
            best.setdefault(identity or (place.name, place.kind), place)
        return tuple(best.values())

    def _opens(self, word: str) -> bool:
        """Whether a longer name starts with a word: few words of news do, and each comes often."""
        rows = self._connection().execute(_OPENS, (word + " ", word + "!"))
        return rows.fetchone() is not None

    def _connection(self) -> sqlite3.Connection:
        """This process's connection."""
        process = os.getpid()
        if process not in self._connections:
            path = self._path or unpack()
            try:
                connection = sqlite3.connect(
                    f"{path.resolve().as_uri()}?mode=ro&immutable=1",
                    uri=True,
                    check_same_thread=False,
                )
                connection.execute("SELECT 1 FROM alias LIMIT 1").fetchone()
            except sqlite3.Error as error:
                raise ResourceError(f"no gazetteer can be read at {path}: {error}") from error
            self._connections[process] = connection
        return self._connections[process]


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """The form under which a name is filed: no marks, no case, "St." and "Saint" the same.

    >>> name_key("St. Louis"), name_key("P'yŏngyang"), name_key("Al-Hasakah")
    ('saint louis', 'pyongyang', 'al hasakah')
    """
    plain = name.lower() if name.isascii() else _folded(name)
    words = plain.translate(_LETTERS).split()
    if words and words[0] in _SHORTENED:
        words[0] = _SHORTENED[words[0]]
    return " ".join(words)


def _folded(name: str) -> str:
    """A name without marks and without case."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


@cache
def unpack() -> Path:
    """The unpacked gazetteer: in the user's cache, or in a temporary folder if that is read-only.

    Raises:
        ResourceError: The package holds no gazetteer, or there is nowhere to unpack it.
    """
    packed = files("tocsin.data") / _FILE
    try:
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ResourceError(f"the gazetteer {_FILE!r} is not installed") from error
    for folder in (user_cache_path("tocsin"), Path(tempfile.gettempdir()) / "tocsin"):
        path = folder / f"gazetteer-{digest}.sqlite"
        try:
            if not path.is_file():
                _unpack_to(path)
        except OSError:
            continue
        return path
    raise ResourceError("there is no folder to unpack the gazetteer into")


def _unpack_to(path: Path) -> None:
    """Unpack in blocks beside the target, then rename: nobody ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with (
            os.fdopen(handle, "wb") as target,
            (files("tocsin.data") / _FILE).open("rb") as packed,
            lzma.open(packed) as source,
        ):
            while block := source.read(_BLOCK):
                target.write(block)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _candidate(row: tuple[int, str, str, str, int, int, int, float, float, int, str]) -> Candidate:
    """A row of the file as a record, under the name that we give it."""
    ident, name, kind, country, admin1, admin2, population, lat, lon, quality, province = row
    if kind == PlaceKind.COUNTRY:
        lat, lon = _middles().get(country, (lat, lon))
    elif kind == PlaceKind.ADMIN:
        lat, lon = _middles().get(ident, (lat, lon))
    return Candidate(
        _own_names().get(ident, name),
        PlaceKind(kind),
        lat,
        lon,
        country,
        admin1=_own_names().get(admin1, province),
        geonameid=ident,
        within=tuple(number for number in (admin1, admin2) if number),
        population=population,
        quality=quality,
    )


def _without_wholes(found: list[Candidate], key: str) -> list[Candidate]:
    """Drop a country that a part of it stands for by the same name: England is not Britain."""
    parts = {
        place.country
        for place in found
        if place.kind in (PlaceKind.ADMIN, PlaceKind.REGION) and place.quality == 3  # noqa: PLR2004
    }
    return [
        place
        for place in found
        if place.kind is not PlaceKind.COUNTRY
        or place.country not in parts
        or name_key(place.name) == key
    ]


@cache
def _middles() -> dict[str | int, tuple[float, float]]:
    """Middles of countries by alpha-3 code and of wide provinces by GeoNames id."""
    countries = {row["alpha3"]: row for row in read_rows("countries.tsv")}
    provinces = {int(row["id"]): row for row in read_rows("admin-points.tsv")}
    return {
        key: (float(row["lat"]), float(row["lon"])) for key, row in (countries | provinces).items()
    }


def _prior(place: Candidate) -> tuple[bool, float, str]:
    """Likelihood without context: a country's own name wins, then inhabitants and good names."""
    country = place.kind is PlaceKind.COUNTRY and place.quality == 3  # noqa: PLR2004
    inhabitants = max(place.population, _INHABITANTS.get(place.kind, 0))
    weight = _KIND_WEIGHT.get(place.kind, 1.0) * _QUALITY_WEIGHT[place.quality]
    return (country, inhabitants * weight, place.name)


@cache
def _overlay() -> dict[str, tuple[Candidate, ...]]:
    """Places of tocsin's own tables by key."""
    table: dict[str, list[Candidate]] = {}
    for name, place in _own_places():
        table.setdefault(name_key(name), []).append(place)
    return {key: tuple(places) for key, places in table.items()}


def _own_places() -> Iterator[tuple[str, Candidate]]:
    """Each name of tocsin's own tables with its place."""
    tables = (
        ("venues.tsv", PlaceKind.VENUE),
        ("regions.tsv", PlaceKind.REGION),
        ("waters.tsv", PlaceKind.WATER),
        ("cities-extra.tsv", PlaceKind.CITY),
    )
    for table, kind in tables:
        for row in read_rows(table):
            place = Candidate(
                row["name"].partition(", ")[0],
                kind,
                float(row["lat"]),
                float(row["lon"]),
                row.get("country") or None,
                city=row.get("city_name"),
                geonameid=int(row["city"]) if "city" in row else None,
                population=int(row.get("population", 0)),
            )
            for name in (row["name"], *filter(None, row["other"].split("|"))):
                yield name, place
                short, comma, _ = name.partition(", ")
                if comma:
                    yield short, replace(place, quality=2)


@cache
def _more_names() -> dict[str, tuple[tuple[int, int], ...]]:
    """GeoNames ids and name quality by the key of a name that GeoNames lacks."""
    table: dict[str, list[tuple[int, int]]] = {}
    for row in read_rows("place-names.tsv"):
        quality = 0 if row["when"] == "comma" else 3
        for name in row["names"].split("|"):
            table.setdefault(name_key(name), []).append((int(row["id"]), quality))
    return {key: tuple(ids) for key, ids in table.items()}


@cache
def _own_names() -> dict[int, str]:
    """Our usual name for a place where GeoNames' is not the one news uses."""
    rows = [row for row in read_rows("place-names.tsv") if row["when"] == "always"]
    return {int(row["id"]): row["names"].split("|")[0] for row in rows}
