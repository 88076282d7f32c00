"""Storing the state's figures of staff retention, by school and for the state as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from models.accountability import StaffRetention, StatewideRetention
from models.accountability_terms import StaffRole
from models.base import Base, ProvenanceKind, new_id
from seeds.importers.dese_retention import CODE, RetentionReading, RetentionRow
from seeds.importers.findings import Cells
from seeds.importers.lines import Progress, silent
from seeds.store import Connection, Summary, upsert

__all__ = ["TABLES", "store_retention"]

Row: TypeAlias = dict[str, object]
Schools: TypeAlias = Mapping[str, tuple[UUID, UUID]]

TABLES: tuple[type[Base], ...] = (StaffRetention, StatewideRetention)


async def store_retention(
    connection: Connection, reading: RetentionReading, progress: Progress = silent
) -> Summary:
    """Create or change what the file tells of the network's schools, and the state's sums.

    Schools and districts are matched by the school's code alone; those that the network does not
    have are told in the reading's findings, and count in the state's sums only.
    """
    schools = await _schools(connection, reading)
    summary = Summary()
    yearly = ["school_year", "role"]
    of_schools = await upsert(
        connection,
        StaffRetention,
        _of_schools(reading, schools),
        key=["district_id", "school_id", *yearly],
    )
    summary.add(StaffRetention, of_schools)
    progress("Storing", 1, len(TABLES))
    of_state = await upsert(connection, StatewideRetention, _of_state(reading), key=yearly)
    summary.add(StatewideRetention, of_state)
    progress("Storing", 2, len(TABLES))
    return summary


async def _schools(connection: Connection, reading: RetentionReading) -> Schools:
    """District and id of the network's schools by their codes; the others are told."""
    held = await connection.fetch(
        "SELECT state_code, district_id, id FROM school WHERE state_code = ANY ($1::text[])",
        sorted({row.code for row in reading.rows}),
    )
    schools = {row["state_code"]: (row["district_id"], row["id"]) for row in held}
    districts = {
        row["state_code"]
        for row in await connection.fetch("SELECT state_code FROM district WHERE state_code <> ''")
    }
    for row in reading.rows:
        if row.code not in schools:
            is_known = f"{row.code[:4]}0000" in districts
            what = "school" if is_known else "district"
            row.cells.unmatched(CODE, f"is of no {what} of the network")
    return schools


def _of_schools(reading: RetentionReading, schools: Schools) -> Iterator[Row]:
    for row in reading.rows:
        if row.code not in schools:
            continue
        district_id, school_id = schools[row.code]
        for role, figures in row.figures.items():
            yield {
                "district_id": district_id,
                "id": new_id(),
                "school_id": school_id,
                "school_year": row.school_year,
                "role": role,
                "total": figures.total,
                "retained": figures.retained,
                **_from(row.cells),
            }


def _of_state(reading: RetentionReading) -> Iterator[Row]:
    """The sums over all lines that have both figures; the first line stands for them."""
    by_year: dict[tuple[int, StaffRole], list[RetentionRow]] = {}
    for row in reading.rows:
        for role, figures in row.figures.items():
            if figures.total is not None and figures.retained is not None:
                by_year.setdefault((row.school_year, role), []).append(row)
    for (school_year, role), rows in by_year.items():
        yield {
            "id": new_id(),
            "school_year": school_year,
            "role": role,
            "schools": len(rows),
            "total": _sum(rows, role, 0),
            "retained": _sum(rows, role, 1),
            **_from(rows[0].cells),
        }


def _sum(rows: Sequence[RetentionRow], role: StaffRole, place: int) -> int:
    return sum(row.figures[role][place] or 0 for row in rows)


def _from(cells: Cells) -> Row:
    return {
        "provenance_kind": ProvenanceKind.IMPORTED,
        "provenance_source": None,
        "provenance_line": None,
        "provenance_file": cells.file,
        "provenance_row": cells.line,
    }
