"""The gazetteer: who bears a name, our own tables, and how the file gets to its place."""

import math
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin import places
from tocsin.data import read_rows
from tocsin.errors import ResourceError
from tocsin.places import Gazetteer, name_key
from tocsin.text.gazetteer import PlaceKind

GAZETTEER = Gazetteer()
FIRST = [
    # a name, and the kind, country and usual name of its first candidate
    ("Hyesan", "city", "PRK", "Hyesan"),
    ("Pyongyang", "city", "PRK", "Pyongyang"),
    ("P’yŏngyang", "city", "PRK", "Pyongyang"),
    ("Ryanggang Province", "admin", "PRK", "Ryanggang"),
    ("ryanggang", "admin", "PRK", "Ryanggang"),
    ("North Korea", "country", "PRK", "North Korea"),
    ("Mexico", "country", "MEX", "Mexico"),
    ("Mexico City", "city", "MEX", "Mexico City"),
    ("the city of Homs", "city", "SYR", "Homs"),
    ("Hama province", "admin", "SYR", "Ḩamāh"),
    ("Kim Il-sung Square", "venue", "PRK", "Kim Il-sung Square"),
    ("Kim Il Sung Square", "venue", "PRK", "Kim Il-sung Square"),
    ("Mayday Stadium", "venue", "PRK", "May Day Stadium"),
    ("Republic Square, Yerevan", "venue", "ARM", "Republic Square"),
    ("Yalu River", "water", None, "Yalu River"),
    ("Middle East", "region", None, "Middle East"),
    ("El Alto", "city", "BOL", "El Alto"),
    ("St. Louis", "city", "USA", "St. Louis"),
    ("Paris", "city", "FRA", "Paris"),
    ("N.Y.C.", "city", "USA", "New York"),
]


@pytest.mark.parametrize(("name", "kind", "country", "usual"), FIRST)
def test_the_likeliest_place_comes_first(
    name: str, kind: str, country: str | None, usual: str
) -> None:
    place = GAZETTEER.candidates(name)[0]
    assert (place.kind.value, place.country, place.name) == (kind, country, usual)


@pytest.mark.parametrize("name", ["", " ", ".", "Xyzzyville", "the", "province", "city of", "\0"])
def test_nothing_bears_such_a_name(name: str) -> None:
    assert GAZETTEER.candidates(name) == ()


def test_a_city_knows_its_province() -> None:
    place = GAZETTEER.candidates("Hyesan")[0]
    assert (place.admin1, place.geonameid) == ("Ryanggang", 2043837)
    assert GAZETTEER.candidates("Ryanggang")[0].geonameid in place.within


def test_a_venue_knows_its_city() -> None:
    assert GAZETTEER.candidates("Tahrir Square")[0].city == "Cairo"


def test_a_short_venue_name_finds_all_of_that_name() -> None:
    countries = {place.country for place in GAZETTEER.candidates("Republic Square")}
    assert {"ARM", "KAZ", "SRB"} <= countries


def test_a_postal_code_is_a_name_only_after_a_comma() -> None:
    assert {place.quality for place in GAZETTEER.candidates("Calif.")} == {0}


def test_namesakes_are_all_given() -> None:
    assert len(GAZETTEER.candidates("Springfield")) > 30


@given(st.text())
def test_any_name_is_looked_up_without_error(name: str) -> None:
    for place in GAZETTEER.candidates(name):
        assert -90 <= place.latitude <= 90


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(chord)))


def test_every_venue_lies_in_its_city() -> None:
    rows = read_rows("venues.tsv")
    assert len(rows) >= 120
    connection = sqlite3.connect(places.unpack())
    for row in rows:
        found = connection.execute(
            "SELECT name, country, lat, lon FROM place WHERE id = ?", (row["city"],)
        ).fetchone()
        assert found[:2] == (row["city_name"], row["country"]), row["name"]
        assert kilometres(float(row["lat"]), float(row["lon"]), *found[2:]) <= 15, row["name"]
    connection.close()


@pytest.mark.parametrize("table", ["venues.tsv", "regions.tsv", "waters.tsv", "cities-extra.tsv"])
def test_no_name_of_our_tables_is_given_twice(table: str) -> None:
    names = [name for row in read_rows(table) for name in (row["name"], *row["other"].split("|"))]
    told = [name for name in names if name]
    assert sorted(told) == sorted(set(told))


def test_countries_of_our_tables_have_a_code() -> None:
    codes = {row["alpha3"] for row in read_rows("countries.tsv")} | {""}
    for table in ("venues.tsv", "regions.tsv", "cities-extra.tsv"):
        assert {row["country"] for row in read_rows(table)} <= codes


def test_the_file_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "user_cache_path", lambda _: tmp_path / "cache")
    places.unpack.cache_clear()
    first = places.unpack()
    written = first.stat().st_mtime_ns
    places.unpack.cache_clear()
    assert places.unpack() == first
    assert first.stat().st_mtime_ns == written
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    places.unpack.cache_clear()


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(places, "user_cache_path", lambda _: blocked / "tocsin")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    places.unpack.cache_clear()
    assert places.unpack().is_relative_to(tmp_path)
    places.unpack.cache_clear()


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(ResourceError):
        Gazetteer(path).candidates("Paris")


def test_kinds_of_the_file_are_kinds_we_know() -> None:
    connection = sqlite3.connect(places.unpack())
    kinds = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM place")}
    connection.close()
    assert kinds <= {kind.value for kind in PlaceKind}


@pytest.mark.parametrize("name", ["Barack Obama", "Monday Morning", "The Hyesan", "Hyesan The"])
def test_a_name_that_starts_like_none_is_asked_for_all_the_same(name: str) -> None:
    key = name_key(name)
    rows = GAZETTEER._connection().execute("SELECT place FROM alias WHERE key = ?", (key,))
    assert bool(GAZETTEER._exact(key)) == (rows.fetchone() is not None)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_are_folded_like_all_others(name: str) -> None:
    assert places._folded(name) == name.lower()
