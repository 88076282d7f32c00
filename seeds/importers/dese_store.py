"""Storing what the state's file of schools says, in districts and schools known by their codes."""

from uuid import UUID

from models.base import new_id
from seeds.importers import dese_columns as columns
from seeds.importers.crosswalk import LEAID
from seeds.importers.dese_records import TABLES, Records, TableRows, district_rows
from seeds.importers.dese_schools import Reading
from seeds.importers.lines import Progress, silent
from seeds.store import Connection, Summary, upsert

__all__ = ["store_schools"]


async def store_schools(
    connection: Connection, reading: Reading, progress: Progress = silent
) -> Summary:
    """Create or change what the file tells of, inside the caller's transaction.

    What the network already holds otherwise (a name, a code) is refused and told in the
    reading's findings. Nothing is deleted, and columns that the file has no value for are kept.
    """
    districts = await _district_ids(connection, reading)
    await _refuse_taken_federal_ids(connection, reading)
    summary = Summary()
    await _write(connection, summary, district_rows(reading, districts))
    progress("Storing", 1, len(TABLES))
    schools = await _school_ids(connection, reading, districts)
    for done, rows in enumerate(Records(reading, districts, schools).tables(), start=2):
        await _write(connection, summary, rows)
        progress("Storing", done, len(TABLES))
    return summary


async def _write(connection: Connection, summary: Summary, table: TableRows) -> None:
    counts = await upsert(connection, table.model, table.rows, key=table.key)
    summary.add(table.model, counts)


async def _district_ids(connection: Connection, reading: Reading) -> dict[str, UUID]:
    """Each district's id, new or the network's; without those whose name another one has."""
    held = await connection.fetch(
        "SELECT id, state_code, name FROM district"
        " WHERE state_code = ANY ($1::text[]) OR name = ANY ($2::text[])",
        [district.code for district in reading.districts],
        [district.name for district in reading.districts],
    )
    by_code = {row["state_code"]: row["id"] for row in held if row["state_code"]}
    by_name = {row["name"]: row["state_code"] for row in held}
    ids = {}
    for district in reading.districts:
        if by_name.get(district.name, district.code) == district.code:
            ids[district.code] = by_code.get(district.code) or new_id()
            continue
        for row in district.schools:
            row.cells.refuse_row(
                "is the name of another district of the network", columns.DISTRICT_NAME
            )
    return ids


async def _refuse_taken_federal_ids(connection: Connection, reading: Reading) -> None:
    held = await connection.fetch(
        "SELECT state_code, nces_id FROM district WHERE nces_id = ANY ($1::text[])",
        [federal.nces_id for federal in reading.federal.values()],
    )
    taken = {row["nces_id"]: row["state_code"] for row in held}
    for code, federal in list(reading.federal.items()):
        if taken.get(federal.nces_id, code) != code:
            federal.cells.refuse_row("is the LEAID of another district of the network", LEAID)
            del reading.federal[code]


async def _school_ids(
    connection: Connection, reading: Reading, districts: dict[str, UUID]
) -> dict[str, UUID]:
    """Each school's id, new or the network's; without those that the network holds otherwise."""
    known = (district for district in reading.districts if district.code in districts)
    rows = [row for district in known for row in district.schools]
    held = await connection.fetch(
        "SELECT district_id, id, state_code, name FROM school"
        " WHERE state_code = ANY ($1::text[]) OR district_id = ANY ($2::uuid[])",
        [row.code for row in rows],
        list(districts.values()),
    )
    by_code = {row["state_code"]: (row["district_id"], row["id"]) for row in held}
    by_name = {(row["district_id"], row["name"]): row["state_code"] for row in held}
    ids = {}
    for row in rows:
        district_id = districts[row.district_code]
        home, school_id = by_code.get(row.code, (district_id, None))
        if home != district_id:
            row.cells.refuse_row(
                "is a school of another district in the network", columns.SCHOOL_CODE
            )
        elif by_name.get((district_id, row.name), row.code) != row.code:
            row.cells.refuse_row(
                "is the name of another school of the district in the network", columns.SCHOOL_NAME
            )
        else:
            ids[row.code] = school_id or new_id()
    return ids
