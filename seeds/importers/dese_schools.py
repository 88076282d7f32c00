"""The Massachusetts file of schools: 1,861 schools of 410 districts in its edition of 2017.

Reading and storing are apart: `read_schools` needs no database, `store_schools` no file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from seeds.importers import dese_columns as columns
from seeds.importers.crosswalk import FederalDistrict, read_crosswalk
from seeds.importers.dese_checks import check_groups, without_repeats
from seeds.importers.dese_districts import DistrictFound, districts_of
from seeds.importers.dese_levels import stated_year
from seeds.importers.dese_rows import SchoolRow, school_row
from seeds.importers.findings import Cells, Findings, RowRefused
from seeds.importers.lines import Expected, NotThisFile, Progress, lines_of, silent

__all__ = ["EXPECTED", "Reading", "read_schools"]

EXPECTED = Expected("the Massachusetts file of schools", columns.COLUMNS, "school")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files say: districts with their schools, and all that was repaired or refused.

    `school_year` is the accountability reports'; the enrollment is of the next one.
    """

    file: str
    school_year: int
    districts: list[DistrictFound]
    federal: dict[str, FederalDistrict]
    findings: Findings

    @property
    def enrollment_year(self) -> int:
        return self.school_year + columns.ENROLLMENT_YEARS_LATER


def read_schools(
    file: Path, school_year: int, crosswalk: Path | None = None, progress: Progress = silent
) -> Reading:
    """Read the file, and the crosswalk if there is one; raises NotThisFile."""
    findings = Findings()
    rows = without_repeats(_rows(file, findings, progress))
    _require_year(file, rows, school_year)
    check_groups(rows)
    districts = districts_of(rows, {f"{code[:4]}0000" for code in findings.lost_codes})
    federal = read_crosswalk(crosswalk, findings, progress) if crosswalk else {}
    if crosswalk:
        for district in districts:
            if district.code not in federal:
                district.cells.unmatched(
                    columns.DISTRICT_CODE, f"is matched by no line of {crosswalk.name}"
                )
    return Reading(file.name, school_year, districts, federal, findings)


def _rows(file: Path, findings: Findings, progress: Progress) -> Iterable[SchoolRow]:
    for number, values in lines_of(file, EXPECTED, findings, progress):
        cells = Cells(file.name, number, values, columns.TABLES, findings)
        try:
            yield school_row(cells)
        except RowRefused as refused:
            cells.refuse_row(str(refused), refused.column)


def _require_year(file: Path, rows: Iterable[SchoolRow], school_year: int) -> None:
    """Refuse a school year that the file's own words contradict."""
    stated = {
        year for row in rows if (year := stated_year(row.description)) not in (None, school_year)
    }
    if stated:
        raise NotThisFile(
            f"the ratings in {file.name} are not of the school year {school_year}: "
            f"their descriptions say {', '.join(str(year) for year in sorted(stated))}"
        )
