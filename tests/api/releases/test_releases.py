"""A release holds what the public may read and no more, says what it is, and never changes."""

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import anyio
import asyncpg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from sqlalchemy import Text

from api.releases.holding import HELD, LEFT_OUT, columns_of, held
from auth.callers import PUBLIC
from auth.database import Database
from models.failures import Conflict
from models.tables import models
from schema.dictionary import Entry, dictionary
from schema.entities import registry
from schema.ids import encode_id
from tests.api.releases.conftest import LATER, Released, opened, published
from tests.databases import connected
from tests.rows import Owner

Fetch: TypeAlias = Callable[[str], Awaitable[list[Any]]]

PERSONS = ("Person", "KeyActor", "Appointment", "PlanManager", "PlanMonitor", "Interview")
FILES = """
SELECT f.name, f.sha256, f.bytes, f.rows FROM research_release_file f
JOIN research_release r ON r.id = f.release_id WHERE r.release_version = $1 ORDER BY name
"""
ASK = """
{ researchReleases(orderBy: [{field: RELEASED_ON, direction: DESC}]) { nodes {
  releaseVersion title citation sha256 replaces { releaseVersion }
  files(first: 200) { nodes { name url sha256 bytes rows added changed removed recordType } }
} } }
"""


async def ids_of(database: Database | None, owner: "Owner | None") -> set[str]:
    """The keys, in hexadecimal, of all rows of the domain that somebody sees."""
    found: set[str] = set()
    for name in models():
        sql = f"SELECT coalesce(array_agg(id), '{{}}') FROM {name}"
        if owner is not None:
            ids = await owner.fetchval(sql)
        else:
            assert database is not None
            async with database.read(PUBLIC) as transaction:
                ids = await transaction.value(sql)
        found |= {UUID(str(each)).hex for each in ids}
    return found


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_what_is_held_is_decided_for_every_type_that_the_public_reads() -> None:
    public = {entry.name for entry in dictionary() if "everyone" in entry.read_by}
    # Of these, whoever sees the record that they belong to.
    follow = {"FrozenDocument", "PlanManager", "PlanMonitor"}
    assert public | follow == HELD.keys() | LEFT_OUT.keys()
    assert not HELD.keys() & LEFT_OUT.keys()


def test_nothing_that_is_held_leads_to_a_person() -> None:
    for entry in held():
        columns = columns_of(entry)
        leads = {entry.field(name).leads_to for name in columns} - {None}
        assert leads <= HELD.keys(), entry.name
        assert not [name for name in columns if name.endswith(("Url", "url"))]
        assert HELD[entry.name] <= set(columns), entry.name
    assert not HELD.keys() & set(PERSONS)


async def test_a_release_has_every_row_that_the_public_sees_and_no_other(
    released: Released,
) -> None:
    database = await Database.open(released.urls.api, pool_size=1)
    try:
        for entry in held():
            entity = registry[entry.name]
            async with database.read(PUBLIC) as transaction:
                rows = await transaction.rows(
                    f"SELECT {', '.join(entity.key)} FROM {entity.table.name}"
                )
            public = {encode_id(entity, *row.values()) for row in rows}
            content = await released.file(f"{entry.plural}.csv")
            assert {row["id"] for row in rows_of(content)} == public, entry.name
    finally:
        await database.close()


async def test_nothing_confidential_is_in_any_file(released: Released) -> None:
    """No id of a row that the public does not see, and no words of one, in any byte released."""
    public = [entry for entry in dictionary() if "everyone" in entry.read_by]
    others = [entry for entry in dictionary() if "everyone" not in entry.read_by]
    database = await Database.open(released.urls.api, pool_size=1)
    async with connected(released.urls.owner) as owner:
        try:
            hidden = await ids_of(None, owner) - await ids_of(database, None)
            async with database.read(PUBLIC) as transaction:
                open_texts = "\n".join(await texts_of(public, transaction.rows))
        finally:
            await database.close()
        secret = {row[0] for row in await owner.fetch(NAMES)} - {None}
        # The study's own figures are quoted in public and in confidential records alike.
        secret |= {text for text in await texts_of(others, owner.fetch) if text not in open_texts}
        people = {UUID(str(each)).hex for each in await owner.fetchval(PEOPLE)}
        names = [row["name"] for row in await owner.fetch(FILES, released.second.version)]
    assert len(hidden) > 500
    assert len(secret) > 300
    # A Parquet file holds what the CSV of its name does: another test says so.
    plain = [name for name in names if not name.endswith(".parquet")]
    content = b"".join([await released.file(name) for name in plain])
    # Ids of records end in their key: every key that stands anywhere is found so.
    keys = {
        run[at : at + 32].decode()
        for run in set(re.findall(rb"[0-9a-f]{32,}", content))
        for at in range(len(run) - 31)
    }
    assert not keys & hidden
    assert not keys & people
    assert [text for text in secret if text.encode() in content] == []


PEOPLE = "SELECT array_agg(id) FROM person"
NAMES = """
SELECT given_name || ' ' || family_name FROM person_name UNION SELECT email FROM person_contact
UNION SELECT pseudonym FROM key_actor WHERE length(pseudonym) > 9
"""
LONG_ENOUGH = 25


async def texts_of(entries: Iterable[Entry], fetch: Fetch) -> set[str]:
    """All that somebody wrote into tables, as far as it is long enough to be told again."""
    told: set[str] = set()
    for entry in entries:
        table = registry[entry.name].table
        for column in table.columns:
            if type(column.type) is Text and not column.name.startswith("provenance"):
                rows = await fetch(f'SELECT DISTINCT "{column.name}" FROM {table.name}')
                told |= {text for (text,) in rows if text and len(text) >= LONG_ENOUGH}
    return told


async def test_its_checksums_are_those_of_its_files(released: Released) -> None:
    sums = await released.file("SHA256SUMS")
    assert hashlib.sha256(sums).hexdigest() == released.second.sha256
    lines = [line.split("  ") for line in sums.decode().splitlines()]
    listed = {name: digest for digest, name in lines}
    async with connected(released.urls.owner) as owner:
        rows = await owner.fetch(FILES, released.second.version)
    assert {row["name"] for row in rows} == {*listed, "SHA256SUMS"}
    for row in rows:
        content = await released.file(row["name"])
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert len(content) == row["bytes"]
        assert listed.get(row["name"], row["sha256"]) == row["sha256"]


async def test_its_data_package_describes_each_column_of_each_table(released: Released) -> None:
    package = json.loads(await released.file("datapackage.json"))
    assert package["version"] == released.second.version
    tables = {part["path"]: part for part in package["resources"] if "schema" in part}
    assert len(tables) == len(HELD)
    for path, part in tables.items():
        content = await released.file(path)
        fields = {field["name"]: field for field in part["schema"]["fields"]}
        rows = rows_of(content)
        header = content.split(b"\n", 1)[0].decode()
        assert header == ",".join(fields), path
        assert len(rows) == part["rowCount"]
        assert part["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        twin = await released.file(part["parquet"]["path"])
        assert part["parquet"]["hash"] == f"sha256:{hashlib.sha256(twin).hexdigest()}"
        assert part["parquet"]["bytes"] == len(twin)
        typed = pq.read_table(io.BytesIO(twin))
        assert {name: ARROW[field["type"]] for name, field in fields.items()} == {
            field.name: "decimal" if pa.types.is_decimal(field.type) else str(field.type)
            for field in typed.schema
        }
        assert typed.num_rows == part["rowCount"]
        for name, field in fields.items():
            values = typed.column(name).to_pylist()
            if "categories" in field:
                assert set(values) - {None} <= {each["value"] for each in field["categories"]}
            if field["type"] == "string":
                flat = [row[name].removeprefix("'") for row in rows]
                assert flat == [value or "" for value in values], (path, name)
            assert not field["constraints"]["required"] or not typed.column(name).null_count


ARROW = {
    "string": "string",
    "integer": "int64",
    "number": "decimal",
    "boolean": "bool",
    "date": "date32[day]",
    "datetime": "timestamp[us, tz=UTC]",
}


async def test_it_can_be_cited(released: Released, tmp_path: Path) -> None:
    file = tmp_path / "CITATION.cff"
    file.write_bytes(await released.file("CITATION.cff"))
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    program = [*check, "vendor.citation-file-format", "--default-filetype", "yaml", str(file)]
    checked = await anyio.run_process(program, check=False)
    assert checked.returncode == 0, checked.stdout
    cited = yaml.safe_load(file.read_text())
    assert cited["version"] == cited["date-released"] == released.second.version
    assert cited["url"] == f"https://data.example.org/releases/{released.second.version}"
    datacite = json.loads(await released.file("datacite.json"))
    assert datacite["version"] == released.second.version
    [before] = datacite["relatedIdentifiers"]
    assert before["relatedIdentifier"].endswith(f"/releases/{released.first.version}")


async def test_it_tells_what_changed_since_the_one_before(released: Released) -> None:
    changes = json.loads(await released.file("changes.json"))
    assert changes["since"] == released.first.version
    assert changes["tablesAdded"] == changes["tablesRemoved"] == []
    told = changes["tables"]["accountabilityRatings"]
    assert {what: len(told[what]) for what in ("added", "changed", "removed")} == {
        "added": 1,
        "changed": 1,
        "removed": 1,
    }
    now = {row["id"]: row for row in rows_of(await released.file("accountabilityRatings.csv"))}
    then = {
        row["id"]
        for row in rows_of(await released.file("accountabilityRatings.csv", released.first.version))
    }
    assert set(told["added"]) == now.keys() - then
    assert set(told["removed"]) == then - now.keys()
    assert now[told["changed"][0]]["description"] == "'=1+1", "no spreadsheet runs it"
    for name, table in changes["tables"].items():
        assert table["columns"] == {"added": [], "removed": [], "changed": []}
        # A district's level follows its ratings.
        if name not in {"accountabilityRatings", "districts"}:
            assert table["added"] == table["changed"] == table["removed"] == []
    assert json.loads(await released.file("changes.json", released.first.version)) == {
        "since": None,
        "tables": {},
        "tablesAdded": [],
        "tablesRemoved": [],
    }


async def test_everyone_reads_which_releases_there_are(released: Released) -> None:
    reply = await released.client.post("/graphql", json={"query": ASK})
    second, first = reply.json()["data"]["researchReleases"]["nodes"]
    assert first["replaces"] is None
    assert second["replaces"] == {"releaseVersion": released.first.version}
    assert second["sha256"] == released.second.sha256
    assert second["citation"] == (
        f"The research office ({second['releaseVersion'][:4]}). Public tables (Version"
        f" {second['releaseVersion']}) [Data set]."
        f" https://data.example.org/releases/{second['releaseVersion']}"
    )
    ratings = next(f for f in second["files"]["nodes"] if f["name"] == "accountabilityRatings.csv")
    assert (ratings["added"], ratings["changed"], ratings["removed"]) == (1, 1, 1)
    content = await released.client.get(f"/{ratings['url']}")
    assert hashlib.sha256(content.content).hexdigest() == ratings["sha256"]


async def test_a_file_is_given_for_good_whole_or_in_part(released: Released) -> None:
    address = f"/releases/{released.second.version}/districts.csv"
    whole = await released.client.get(address)
    assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert whole.headers["content-type"].startswith("text/csv")
    part = await released.client.get(address, headers={"range": "bytes=10-29"})
    assert (part.status_code, part.content) == (206, whole.content[10:30])
    tag = {"if-none-match": whole.headers["etag"]}
    again = await released.client.get(address, headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == whole.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["2001-01-01/districts.csv", "{}/persons.csv", "{}/%00", "{}/..%2Fdistricts.csv"]
)
async def test_what_is_not_released_is_not_there(released: Released, path: str) -> None:
    reply = await released.client.get(f"/releases/{path.format(released.second.version)}")
    assert reply.status_code == 404


async def test_a_day_has_one_release_and_it_survives_a_restart(
    released: Released, tmp_path: Path
) -> None:
    sums = await released.file("SHA256SUMS")
    async with connected(released.urls.owner) as owner:
        count = await owner.fetchval("SELECT count(*) FROM released.piece")
        with pytest.raises(Conflict, match="is published already"):
            await published(released.urls, owner, LATER)
        assert await owner.fetchval("SELECT count(*) FROM released.piece") == count
        assert await owner.fetchval("SELECT count(*) FROM research_release") == 2
    async with opened(released.urls, tmp_path) as client:
        again = await client.get(f"/releases/{released.second.version}/SHA256SUMS")
    assert again.content == sums


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE research_release SET title = 'Other'",
        "DELETE FROM research_release",
        "UPDATE research_release_file SET sha256 = repeat('0', 64)",
        "DELETE FROM research_release_file",
        "UPDATE released.piece SET content = 'other'",
        "DELETE FROM released.piece",
        "TRUNCATE released.piece",
    ],
)
async def test_not_even_the_owner_changes_a_release(released: Released, change: str) -> None:
    sums = await released.file("SHA256SUMS")
    async with connected(released.urls.owner) as owner:
        with pytest.raises(asyncpg.PostgresError, match=r"does not change|violates foreign key"):
            await owner.execute(change)
    assert await released.file("SHA256SUMS") == sums
