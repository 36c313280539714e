"""GeoJSON (RFC 7946): one feature an event, on the map only where a town or a venue is told.

Coordinates stand as longitude, latitude. An event that is told for a province or a country has no
point: a point in the middle of a country would say that it happened there.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from tocsin.dataset.export.columns import Cell
from tocsin.dataset.export.contents import decided_events
from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.export.rows import event_row
from tocsin.fields.where import Precision
from tocsin.linking.events import Event
from tocsin.linking.values import Preset

FILE = "events.geojson"
_DIGITS = 6  # of a degree, a tenth of a metre: more than any place here is known to
_POINTS = (Precision.VENUE.value, Precision.CITY.value)


def write_geojson(job: Job) -> Written:
    """Write every event as a feature, on a line of its own."""
    count = 0
    with (job.folder / FILE).open("wb") as stream:
        for count, line in enumerate(_lines(job), 1):
            stream.write(b'{"type":"FeatureCollection","features":[\n' if count == 1 else b",\n")
            stream.write(line)
        stream.write(b"\n]}\n" if count else b'{"type":"FeatureCollection","features":[]}\n')
    return Written({FILE: count}, _LOADS, _LOSSES, preset=job.chosen)


def feature_of(event: Event, preset: Preset) -> dict[str, Any]:
    """An event as a feature; its properties are the columns of the events table."""
    row = event_row(event, preset)
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(row, longitude, latitude),
        "properties": row,
    }


def _lines(job: Job) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for event in decided_events(job.contents):
        yield encoder.encode(feature_of(event, job.chosen))


def _geometry(row: dict[str, Cell], longitude: Cell, latitude: Cell) -> dict[str, Any] | None:
    if (
        row["geo_prec"] not in _POINTS
        or not isinstance(longitude, float)
        or not isinstance(latitude, float)
    ):
        return None
    return {"type": "Point", "coordinates": [round(longitude, _DIGITS), round(latitude, _DIGITS)]}


_LOSSES = (
    Loss("reports and evidence", "Only events are features; the CSV bundle has what is behind."),
    Loss("places without a point", "Events of a province or a country have no geometry."),
)
_LOADS = (
    Loading(
        "pandas",
        "import json\nfrom pathlib import Path\nimport pandas as pd\n"
        'features = json.loads(Path("events.geojson").read_text("utf-8"))["features"]\n'
        'events = pd.json_normalize([feature["properties"] for feature in features])',
    ),
    Loading("R", 'events <- sf::st_read("events.geojson")'),
    Loading("Stata", "* Stata reads no GeoJSON: export csv instead"),
)
