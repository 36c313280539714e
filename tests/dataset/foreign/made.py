"""Files of every scheme, with rows made up for the tests."""

import csv
import io
from collections.abc import Mapping, Sequence

from tocsin.dataset.foreign.reading import find_events
from tocsin.dataset.foreign.records import CodedEvent, Layout, UnreadRow
from tocsin.dataset.foreign.schemes import schemes

COLUMNS = {scheme.name: scheme.columns for scheme in schemes()}
ROWS: dict[str, dict[str, str]] = {
    "acled": {
        "event_id_cnty": "KEN101", "event_date": "2019-08-02", "year": "2019",
        "time_precision": "1", "event_type": "Protests", "sub_event_type": "Peaceful protest",
        "actor1": "Protesters (Kenya)", "assoc_actor_1": "Teachers (Kenya); Students (Kenya)",
        "iso": "404", "country": "Kenya", "admin1": "Nairobi", "location": "Nairobi",
        "latitude": "-1.2833", "longitude": "36.8167", "geo_precision": "1",
        "source": "Daily Kite; Evening Kite", "notes": "Teachers marched. [size=no report]",
        "fatalities": "0", "tags": "crowd size=between 200 and 300",
    },
    "mmad-events": {
        "cowcode": "731", "location": "1871859", "asciiname": "Pyongyang",
        "longitude": "125.75432", "latitude": "39.03385", "event_date": "2017-08-09",
        "side": "0", "numreports": "3", "max_scope": "0", "max_partviolence": "NA",
        "max_secengagement": "NA", "mean_avg_numparticipants": "217.5",
    },
    "mmad-reports": {
        "id": "9", "cowcode": "731", "location": "1871859", "latitude": "39.03385",
        "longitude": "125.75432", "asciiname": "Pyongyang", "event_date": "2017-08-09",
        "side": "1", "actors": "students;workers", "issue": "for:peace;against:war",
        "scope": "0", "numparticipants": "100000;1000000", "avg_numparticipants": "550000",
        "source": "Some Agency", "version": "2",
    },
    "massmob": {
        "id": "5", "country": "Kenya", "ccode": "501", "year": "2012", "region": "Africa",
        "protest": "1", "protestnumber": "1", "startday": "3", "startmonth": "4",
        "startyear": "2012", "endday": "5", "endmonth": "4", "endyear": "2012",
        "protesterviolence": "0", "location": "Nairobi", "participants_category": "1000-1999",
        "participants": "1000s", "protesteridentity": "teachers", "protesterdemand1": ".",
        "sources": "Daily Kite; Evening Kite", "notes": "Two paragraphs.",
    },
    "ccc": {
        "date": "2022-06-24", "locality": "Phoenix", "state": "AZ", "type": "march; strike",
        "organizations": "Union A; Union B", "valence": "1", "size_text": "hundreds",
        "size_low": "200", "size_high": "300", "size_mean": "250", "size_cat": "2",
        "arrests": "at least 3", "participant_deaths": "1", "source_1": "https://a.example",
        "source_2": "https://b.example", "lat": "33.45", "lon": "-112.07",
        "resolved_locality": "Phoenix", "fips_code": "04013",
    },
    "polecat": {
        "Event ID": "20240625-7", "Event Date": "2024-06-25", "Event Type": "ASSAULT",
        "Event Mode": "drone", "Intensity": "-9.0", "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "None", "Actor Name Raw": "gunmen", "Recipient Name": "A; B",
        "City": "Goma", "Province": "North Kivu", "Country": "COD", "Latitude": "-1.67",
        "Longitude": "29.22", "GeoNames ID": "216281", "Source": "Some Agency",
        "Publication Date": "2024-06-26",
    },
    "ucdp-ged": {
        "id": "77", "relid": "YEM-1", "year": "2020", "type_of_violence": "1",
        "dyad_name": "Side A - Side B", "side_a": "Side A", "side_b": "Side B",
        "number_of_sources": "2", "source_article": "Some Agency", "source_original": "police",
        "where_prec": "1", "where_coordinates": "Sanaa", "adm_1": "Amanat", "latitude": "15.35",
        "longitude": "44.2", "country": "Yemen", "country_id": "678", "date_prec": "1",
        "date_start": "2020-05-01 00:00:00.000", "date_end": "2020-05-01 00:00:00.000",
        "deaths_a": "1", "best": "12", "high": "15", "low": "10",
    },
    "gdelt-events": {
        "GLOBALEVENTID": "900", "SQLDATE": "20170809", "MonthYear": "201708", "Year": "2017",
        "FractionDate": "2017.6", "Actor1Name": "STUDENT", "Actor2Name": "GOVERNMENT",
        "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04",
        "QuadClass": "1", "NumMentions": "10", "NumSources": "1", "NumArticles": "10",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Basel, Basel-Stadt, Switzerland",
        "ActionGeo_CountryCode": "SZ", "ActionGeo_Lat": "47.56", "ActionGeo_Long": "7.59",
        "DATEADDED": "20170810001500", "SOURCEURL": "https://a.example/1",
    },
    "gdelt-mentions": {
        "GLOBALEVENTID": "900", "EventTimeDate": "20170809120000",
        "MentionTimeDate": "20170810001500", "MentionType": "1",
        "MentionSourceName": "a.example", "MentionIdentifier": "https://a.example/1",
        "Confidence": "60",
    },
    "tocsin-events": {
        "event_id": "e1", "event_type": "PROTEST", "mode": "demonstrate", "side": "pro",
        "event_date": "2024-06-25", "event_date_end": "2024-06-25", "iso3": "PRK",
        "city": "Hyesan", "geonameid": "2043979", "latitude": "41.4", "longitude": "128.18",
        "geo_prec": "city", "actors": "residents; workers", "size_low": "80000",
        "size_high": "80000", "size_best": "80000", "size_text": "80,000 people",
        "sources": "a resident > Radio", "n_reports": "2",
    },
    "tocsin-reports": {
        "report_id": "a1.r1", "document_id": "a1", "event_type": "ASSAULT", "mode": "clash",
        "event_date": "2024-06", "iso3": "PRK", "geo_prec": "country", "killed_low": "3",
        "killed_text": "at least 3",
    },
}  # fmt: skip
_DELIMITERS = {"polecat": "\t", "gdelt-events": "\t", "gdelt-mentions": "\t"}
_NO_HEADER = frozenset(("gdelt-events", "gdelt-mentions"))


def cells_of(scheme: str, **changes: str) -> list[str]:
    """The made-up row of a scheme, in the order of its columns."""
    row = {**ROWS[scheme], **changes}
    return [row.get(name, "") for name in COLUMNS[scheme]]


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",", header: Sequence[str] = ()) -> str:
    """Rows as delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([header, *rows] if header else rows)
    return out.getvalue()


def file_of(scheme: str, *changes: Mapping[str, str]) -> bytes:
    """A file of a scheme as it is published, with a row for each set of changes."""
    header = () if scheme in _NO_HEADER else COLUMNS[scheme]
    rows = [cells_of(scheme, **change) for change in changes or ({},)]
    return text_of(rows, _DELIMITERS.get(scheme, ","), header).encode()


def read(data: bytes) -> tuple[Layout | None, list[CodedEvent], list[UnreadRow]]:
    """What stands in bytes: the layout, the events, and what was none."""
    found = find_events(io.BytesIO(data))
    records = list(found.records)
    events = [record for record in records if isinstance(record, CodedEvent)]
    return found.layout, events, [record for record in records if isinstance(record, UnreadRow)]


def event_in(data: bytes) -> CodedEvent:
    """The one event in bytes."""
    _, [event], [] = read(data)
    return event
