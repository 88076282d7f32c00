"""The districts that the state's file of schools tells of, once on each of their schools' lines."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from models.accountability_terms import LevelSource, PupilGroup
from seeds.importers import dese_columns as columns
from seeds.importers.dese_levels import Standing, district_source
from seeds.importers.dese_rows import SchoolRow
from seeds.importers.findings import Cells

__all__ = ["DistrictFound", "districts_of"]

T = TypeVar("T")


@dataclass(slots=True)
class DistrictFound:
    """A district as its schools' lines agree on it; `cells` is the first of these lines."""

    cells: Cells
    code: str
    name: str
    is_charter: bool | None
    standing: Standing | None
    source: LevelSource
    description: str | None
    indices: dict[PupilGroup, int]
    schools: list[SchoolRow]


def districts_of(rows: Iterable[SchoolRow], incomplete: Collection[str]) -> list[DistrictFound]:
    """The districts of the schools; `incomplete` are the codes of those that lost a line."""
    by_code: dict[str, list[SchoolRow]] = defaultdict(list)
    for row in rows:
        by_code[row.district_code].append(row)
    found = [
        district
        for code, schools in by_code.items()
        if (district := _district(code, schools, is_complete=code not in incomplete))
    ]
    return _without_namesakes(found)


def _district(code: str, schools: list[SchoolRow], *, is_complete: bool) -> DistrictFound | None:
    name = _agreed(schools, columns.DISTRICT_NAME, lambda row: row.district.name)
    if name is None:
        for row in schools:
            row.cells.refuse_row("its lines do not agree on a name", columns.DISTRICT_NAME)
        return None
    rating = _agreed(schools, columns.DISTRICT_LEVEL, lambda row: row.district.standing)
    words = _agreed(schools, columns.DISTRICT_DESCRIPTION, lambda row: row.district.description)
    standings = [row.standing for row in schools]
    known = [rated for rated in standings if rated is not None]
    is_complete = is_complete and len(known) == len(standings)
    return DistrictFound(
        cells=schools[0].cells,
        code=code,
        name=name,
        is_charter=_is_charter(schools),
        standing=rating,
        source=(
            LevelSource.NOT_STATED
            if rating is None
            else district_source(rating, words, known if is_complete else None)
        ),
        description=words,
        indices=_indices(schools),
        schools=schools,
    )


def _indices(schools: Sequence[SchoolRow]) -> dict[PupilGroup, int]:
    found: dict[PupilGroup, int] = {}
    for group, column in columns.DISTRICT_INDICES.items():
        value = _agreed(schools, column, partial(_index, group))
        if value is not None:
            found[group] = value
    return found


def _index(group: PupilGroup, row: SchoolRow) -> int | None:
    return row.district.indices.get(group)


def _is_charter(schools: Sequence[SchoolRow]) -> bool | None:
    """A charter district is one of charter schools alone."""
    kinds = {row.is_charter for row in schools}
    return kinds.pop() if len(kinds) == 1 else (None if None in kinds else False)


def _agreed(
    schools: Sequence[SchoolRow], column: str, value: Callable[[SchoolRow], T | None]
) -> T | None:
    """What most of the district's lines say; cells that differ are refused, all if none leads."""
    readable = [row for row in schools if column not in row.cells.refused]
    votes = Counter(value(row) for row in readable)
    if len(votes) <= 1:
        return next(iter(votes), None)
    winner, most = votes.most_common(1)[0]
    is_clear = most > len(readable) / 2
    for row in readable:
        if not is_clear or value(row) != winner:
            row.cells.refuse(column, "differs from other lines of the district")
    return winner if is_clear else None


def _without_namesakes(districts: Sequence[DistrictFound]) -> list[DistrictFound]:
    names = Counter(district.name for district in districts)
    for district in districts:
        if names[district.name] > 1:
            for row in district.schools:
                row.cells.refuse_row("is the name of several districts", columns.DISTRICT_NAME)
    return [district for district in districts if names[district.name] == 1]
