"""One line of the state's file of schools: a school, its figures, what it says of its district."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from models.accountability_terms import EnrolledGroup, PupilGroup
from seeds.importers import dese_columns as columns
from seeds.importers import repairs
from seeds.importers.dese_levels import Standing, standing
from seeds.importers.findings import Cells, RowRefused
from seeds.importers.repairs import Read, Unreadable

__all__ = ["DistrictCells", "Figure", "SchoolRow", "school_row"]

KINDS = {"Public School": False, "Charter School": True}
GRADES = {"PK", "K", "SP", *(f"{grade:02}" for grade in range(1, 13))}
GRADES_WITHOUT_ZERO = {str(grade) for grade in range(1, 10)}

ROUNDING = Decimal("0.05")
"""How far a share with one decimal can be from the true one."""


class Figure(NamedTuple):
    """How many pupils of a group, or which share of all, or both."""

    pupils: int | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class DistrictCells:
    """What a school's line says of its district."""

    name: str | None
    standing: Standing | None
    description: str | None
    indices: dict[PupilGroup, int]


@dataclass(slots=True)
class SchoolRow:
    """A school as its line has it, `standing` being None where the level was refused."""

    cells: Cells
    code: str
    district_code: str
    name: str
    is_charter: bool | None
    town: str | None
    zip_code: str | None
    grades: str | None
    total: int | None
    figures: dict[EnrolledGroup, Figure]
    standing: Standing | None
    description: str | None
    percentile: int | None
    indices: dict[PupilGroup, int]
    district: DistrictCells


def school_row(cells: Cells) -> SchoolRow:
    """The line's school; raises RowRefused where its codes or its name can't be taken."""
    code = cells.require(columns.SCHOOL_CODE, repairs.school_code)
    district_code = cells.require(columns.DISTRICT_CODE, repairs.district_code)
    if code[:4] != district_code[:4]:
        raise RowRefused("is not the district of the school's code", columns.DISTRICT_CODE)
    in_massachusetts = cells.values[columns.STATE] == "MA"
    return SchoolRow(
        cells=cells,
        code=code,
        district_code=district_code,
        name=cells.require(columns.SCHOOL_NAME, repairs.text),
        is_charter=cells.read(columns.SCHOOL_TYPE, _is_charter),
        town=cells.read(columns.TOWN, repairs.text),
        zip_code=cells.read(
            columns.ZIP, lambda raw: repairs.zip_code(raw, in_massachusetts=in_massachusetts)
        ),
        grades=cells.read(columns.GRADE, _grades),
        total=_total(cells),
        figures=_figures(cells),
        standing=cells.read(columns.SCHOOL_LEVEL, standing),
        description=cells.read(columns.SCHOOL_DESCRIPTION, repairs.text),
        percentile=cells.read(columns.SCHOOL_PERCENTILE, lambda raw: repairs.whole(raw, 1, 99)),
        indices=_indices(cells, columns.SCHOOL_INDICES),
        district=DistrictCells(
            name=cells.read(columns.DISTRICT_NAME, repairs.text),
            standing=cells.read(columns.DISTRICT_LEVEL, standing),
            description=cells.read(columns.DISTRICT_DESCRIPTION, repairs.text),
            indices=_indices(cells, columns.DISTRICT_INDICES),
        ),
    )


def _is_charter(raw: str) -> Read[bool]:
    if raw and raw not in KINDS:
        raise Unreadable(f"is not one of {', '.join(KINDS)}")
    return Read(KINDS.get(raw))


def _grades(raw: str) -> Read[str]:
    if not raw:
        return Read(None)
    grades = raw.split(",")
    restored = [f"0{grade}" if grade in GRADES_WITHOUT_ZERO else grade for grade in grades]
    if not set(restored) <= GRADES:
        raise Unreadable("is not a list of grades such as PK,K,01,02")
    return Read(",".join(restored), () if restored == grades else (repairs.LEADING_ZERO,))


def _indices(cells: Cells, by_group: dict[PupilGroup, str]) -> dict[PupilGroup, int]:
    read = {
        group: cells.read(column, lambda raw: repairs.whole(raw, 0, 100))
        for group, column in by_group.items()
    }
    return {group: value for group, value in read.items() if value is not None}


def _total(cells: Cells) -> int | None:
    """All pupils, unless the grades add up to something else: then neither is certain."""
    total = cells.read(columns.TOTAL, repairs.count)
    grades = [cells.read(column, repairs.count) for column in columns.GRADE_COUNTS]
    known = [grade for grade in grades if grade is not None]
    if total is None or len(known) < len(grades) or sum(known) == total:
        return total
    cells.refuse(columns.TOTAL, "is not the sum of the grades' pupils")
    return None


def _figures(cells: Cells) -> dict[EnrolledGroup, Figure]:
    read = {
        group: Figure(
            cells.read(column.pupils, repairs.count) if column.pupils else None,
            cells.read(column.share, repairs.percent),
        )
        for group, column in columns.GROUPS.items()
    }
    _check_shares(cells, read, columns.RACES, is_whole=True)
    _check_shares(cells, read, columns.SEXES, is_whole=False)
    return {group: figure for group, figure in read.items() if figure != Figure(None, None)}


def _check_shares(
    cells: Cells,
    figures: dict[EnrolledGroup, Figure],
    groups: dict[EnrolledGroup, columns.Group],
    *,
    is_whole: bool,
) -> None:
    """Refuse shares that can't be parts of 100 per cent, and not of a whole where they are all."""
    shares = [figures[group].share for group in groups]
    known = [share for share in shares if share is not None]
    slack = ROUNDING * len(groups)
    total = sum(known, Decimal())
    short = is_whole and len(known) == len(groups) and total < 100 - slack
    if total <= 100 + slack and not short:
        return
    for group, column in groups.items():
        if figures[group].share is not None:
            cells.refuse(column.share, "is one of shares that do not add up to 100 per cent")
            figures[group] = Figure(None, None)
