"""The crosswalk from the state's codes of districts to the federal ones."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from models.organizations import DistrictKind
from seeds.importers import repairs
from seeds.importers.findings import Cells, Findings, RowRefused
from seeds.importers.lines import Expected, Progress, lines_of, silent
from seeds.importers.repairs import Read, Unreadable

__all__ = ["LEAID", "FederalDistrict", "read_crosswalk"]

CODE, LEAID, KIND = "ma_org_code", "nces_leaid", "lea_type"
LATITUDE, LONGITUDE = "latitude", "longitude"
COLUMNS = (CODE, LEAID, KIND, LATITUDE, LONGITUDE)
TABLES = dict.fromkeys(("", *COLUMNS), "district")

KINDS = {
    "1": DistrictKind.REGULAR,
    "2": DistrictKind.COMPONENT,
    "3": DistrictKind.SUPERVISORY_UNION,
    "4": DistrictKind.SERVICE_AGENCY,
    "5": DistrictKind.STATE_AGENCY,
    "6": DistrictKind.FEDERAL_AGENCY,
    "7": DistrictKind.INDEPENDENT_CHARTER,
    "8": DistrictKind.OTHER,
}
"""The LEA_TYPE of the Common Core of Data."""


@dataclass(frozen=True, slots=True)
class FederalDistrict:
    """What the federal Common Core of Data knows of a district."""

    cells: Cells
    code: str
    nces_id: str
    kind: DistrictKind | None
    latitude: Decimal | None
    longitude: Decimal | None


def read_crosswalk(
    file: Path, findings: Findings, progress: Progress = silent
) -> dict[str, FederalDistrict]:
    """The districts of the crosswalk by their state codes; raises NotThisFile."""
    expected = Expected("the crosswalk of districts' codes", COLUMNS, "district")
    rows = []
    for number, values in lines_of(file, expected, findings, progress):
        cells = Cells(file.name, number, values, TABLES, findings)
        try:
            rows.append(_row(cells))
        except RowRefused as refused:
            cells.refuse_row(str(refused), refused.column)
    return {row.code: row for row in _once(_once(rows, CODE), LEAID)}


def _row(cells: Cells) -> FederalDistrict:
    latitude = cells.read(LATITUDE, lambda raw: repairs.coordinate(raw, 90))
    longitude = cells.read(LONGITUDE, lambda raw: repairs.coordinate(raw, 180))
    is_placed = latitude is not None and longitude is not None
    return FederalDistrict(
        cells,
        code=cells.require(CODE, repairs.district_code),
        nces_id=cells.require(LEAID, repairs.federal_district_id),
        kind=cells.read(KIND, _kind),
        latitude=latitude if is_placed else None,
        longitude=longitude if is_placed else None,
    )


def _kind(raw: str) -> Read[DistrictKind]:
    if raw and raw not in KINDS:
        raise Unreadable("is not a kind of agency, 1 to 8")
    return Read(KINDS.get(raw))


def _once(rows: list[FederalDistrict], column: str) -> list[FederalDistrict]:
    """The rows whose code occurs once. Which of several is right, the file can't tell."""
    by_code: dict[str, list[FederalDistrict]] = defaultdict(list)
    for row in rows:
        by_code[row.cells.values[column]].append(row)
    for repeated in by_code.values():
        if len(repeated) > 1:
            for row in repeated:
                row.cells.refuse_row("occurs on several lines", column)
    return [found[0] for found in by_code.values() if len(found) == 1]
