"""Small files of schools, made for a test: right unless a test says what is wrong."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from seeds.importers import dese_columns as columns
from seeds.importers.dese_schools import Reading, read_schools
from seeds.importers.findings import Finding, Outcome

__all__ = ["lines", "reading", "school", "told", "write"]

SCHOOL: dict[str, str] = {
    **dict.fromkeys(columns.COLUMNS, ""),
    columns.SCHOOL_CODE: "00010505",
    columns.SCHOOL_NAME: "Abington High",
    columns.SCHOOL_TYPE: "Public School",
    columns.TOWN: "Abington",
    columns.STATE: "MA",
    columns.ZIP: "02351",
    columns.GRADE: "09,10,11,12",
    columns.DISTRICT_CODE: "00010000",
    columns.DISTRICT_NAME: "Abington",
    **dict.fromkeys(columns.GRADE_COUNTS, "0"),
    **dict.fromkeys(("9_Enrollment", "10_Enrollment", "11_Enrollment", "12_Enrollment"), "25"),
    columns.TOTAL: "100",
    **{group.pupils: "20" for group in columns.GROUPS.values() if group.pupils},
    **{group.share: "20.0" for group in columns.GROUPS.values() if group.pupils},
    **dict.fromkeys((group.share for group in columns.RACES.values()), "5.0"),
    "% White": "70.0",
    "% Males": "49.0",
    "% Females": "51.0",
    columns.SCHOOL_LEVEL: "Level 2",
    columns.SCHOOL_DESCRIPTION: "Not meeting gap narrowing goals",
    columns.SCHOOL_PERCENTILE: "40",
    **dict.fromkeys(columns.SCHOOL_INDICES.values(), "70"),
    columns.DISTRICT_LEVEL: "Level 2",
    columns.DISTRICT_DESCRIPTION: "One or more schools in the district classified into Level 2",
    **dict.fromkeys(columns.DISTRICT_INDICES.values(), "72"),
}


def school(code: str = "00010505", cells: Mapping[str, str] | None = None) -> dict[str, str]:
    """A school's cells; its name and its district follow from its code unless they are given."""
    own = {
        columns.SCHOOL_CODE: code,
        columns.SCHOOL_NAME: f"School {code}",
        columns.DISTRICT_CODE: f"{code[:4]}0000",
        columns.DISTRICT_NAME: f"District {code[:4]}",
    }
    return SCHOOL | own | dict(cells or {})


def lines(schools: Iterable[Mapping[str, str]]) -> list[str]:
    """The lines of a file, the header first."""
    rows = [columns.COLUMNS, *([row[name] for name in columns.COLUMNS] for row in schools)]
    return [",".join(f'"{cell}"' for cell in row) for row in rows]


def write(folder: Path, *schools: Mapping[str, str]) -> Path:
    file = folder / "schools.csv"
    file.write_bytes("\r\n".join([*lines(schools), ""]).encode())
    return file


def reading(folder: Path, *schools: Mapping[str, str]) -> Reading:
    return read_schools(write(folder, *schools), 2016)


def told(reading: Reading) -> list[tuple[Outcome, int, str, str]]:
    """What was found, without the value: outcome, line, column, reason."""

    def short(finding: Finding) -> tuple[Outcome, int, str, str]:
        return finding.outcome, finding.line, finding.column, finding.reason

    return [short(finding) for finding in reading.findings]
