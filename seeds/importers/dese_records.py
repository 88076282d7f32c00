"""The records that the state's file of schools gives, as rows of their tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias
from uuid import UUID

from models.accountability import AccountabilityRating, Enrollment, PerformanceIndex
from models.accountability_terms import EnrolledGroup, Framework, LevelSource, PupilGroup
from models.base import Base, ProvenanceKind, new_id
from models.organizations import District, School
from seeds.importers.dese_districts import DistrictFound
from seeds.importers.dese_levels import Standing, school_source
from seeds.importers.dese_rows import Figure, SchoolRow
from seeds.importers.dese_schools import Reading
from seeds.importers.findings import Cells

__all__ = ["TABLES", "Records", "TableRows", "district_rows"]

Row: TypeAlias = dict[str, object]

TABLES: tuple[type[Base], ...] = (
    District,
    School,
    AccountabilityRating,
    PerformanceIndex,
    Enrollment,
)


class TableRows(NamedTuple):
    """A table, rows for it, and the columns that tell them from each other."""

    model: type[Base]
    rows: Iterator[Row]
    key: Sequence[str]


def district_rows(reading: Reading, ids: Mapping[str, UUID]) -> TableRows:
    """The districts that have an id."""
    rows = (
        _district(reading, district, ids[district.code])
        for district in reading.districts
        if district.code in ids
    )
    return TableRows(District, rows, ["state_code"])


def _from(cells: Cells) -> Row:
    return {
        "provenance_kind": ProvenanceKind.IMPORTED,
        "provenance_source": None,
        "provenance_line": None,
        "provenance_file": cells.file,
        "provenance_row": cells.line,
    }


def _given(**values: object) -> Row:
    """The values that are known, so that no others are overwritten."""
    return {name: value for name, value in values.items() if value is not None}


def _district(reading: Reading, district: DistrictFound, district_id: UUID) -> Row:
    federal = reading.federal.get(district.code)
    return {
        "id": district_id,
        "state_code": district.code,
        "name": district.name,
        **_given(is_charter=district.is_charter),
        **(
            _given(
                nces_id=federal.nces_id,
                kind=federal.kind,
                latitude=federal.latitude,
                longitude=federal.longitude,
            )
            if federal
            else {}
        ),
        **_from(district.cells),
    }


@dataclass(frozen=True, slots=True)
class Records:
    """The rows below the districts: of the districts and schools that have an id, by code."""

    reading: Reading
    districts: Mapping[str, UUID]
    schools: Mapping[str, UUID]

    def tables(self) -> Iterator[TableRows]:
        """Each table with its rows, parents first."""
        yearly = ["district_id", "school_id", "school_year"]
        yield TableRows(School, self._schools(), ["state_code"])
        yield TableRows(AccountabilityRating, self._ratings(), yearly)
        yield TableRows(PerformanceIndex, self._indices(), [*yearly, "group"])
        yield TableRows(Enrollment, self._enrollment(), [*yearly, "group"])

    def _known(self) -> Iterator[DistrictFound]:
        return (found for found in self.reading.districts if found.code in self.districts)

    def _kept(self) -> Iterator[SchoolRow]:
        for district in self._known():
            yield from (row for row in district.schools if row.code in self.schools)

    def _schools(self) -> Iterator[Row]:
        for row in self._kept():
            yield {
                "district_id": self.districts[row.district_code],
                "id": self.schools[row.code],
                "state_code": row.code,
                "name": row.name,
                **_given(
                    is_charter=row.is_charter,
                    town=row.town,
                    zip_code=row.zip_code,
                    grades=row.grades,
                ),
                **_from(row.cells),
            }

    def _ratings(self) -> Iterator[Row]:
        for found in self._known():
            if found.standing:
                yield self._of_district(found) | _rating(
                    found.standing, found.source, found.description, None
                )
        for row in self._kept():
            if row.standing:
                source = school_source(row.standing, row.description)
                yield self._of_school(row) | _rating(
                    row.standing, source, row.description, row.percentile
                )

    def _indices(self) -> Iterator[Row]:
        for found in self._known():
            yield from (self._of_district(found) | index for index in _indices(found.indices))
        for row in self._kept():
            yield from (self._of_school(row) | index for index in _indices(row.indices))

    def _enrollment(self) -> Iterator[Row]:
        for row in self._kept():
            whole = (
                {} if row.total is None else {EnrolledGroup.ALL_STUDENTS: Figure(row.total, None)}
            )
            for group, figure in (whole | row.figures).items():
                yield {
                    **self._of_school(row),
                    "school_year": self.reading.enrollment_year,
                    "group": group,
                    "pupils": figure.pupils,
                    "share": figure.share,
                }

    def _of_district(self, found: DistrictFound) -> Row:
        return self._yearly(found.code, None, found.cells)

    def _of_school(self, row: SchoolRow) -> Row:
        return self._yearly(row.district_code, self.schools[row.code], row.cells)

    def _yearly(self, district_code: str, school_id: UUID | None, cells: Cells) -> Row:
        return {
            "district_id": self.districts[district_code],
            "id": new_id(),
            "school_id": school_id,
            "school_year": self.reading.school_year,
            **_from(cells),
        }


def _rating(
    standing: Standing, source: LevelSource, words: str | None, percentile: int | None
) -> Row:
    return {
        "framework": Framework.LEVELS_2012,
        "determination": standing.determination,
        "level": standing.level,
        "level_source": source,
        "placement_reason": words if source is LevelSource.PLACED_BY_STATE else None,
        "description": words,
        "percentile": percentile,
    }


def _indices(by_group: dict[PupilGroup, int]) -> Iterator[Row]:
    for group, value in by_group.items():
        yield {"group": group, "cumulative": value, "is_published": True}
