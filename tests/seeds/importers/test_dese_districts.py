"""Districts, which the file tells of on each of their schools' lines."""

from pathlib import Path

import pytest

from models.accountability_terms import Determination, LevelSource, PupilGroup
from seeds.importers import dese_columns as columns
from seeds.importers.dese_levels import Standing, district_source, school_source
from seeds.importers.dese_schools import read_schools
from seeds.importers.findings import Outcome
from tests.seeds.importers.made import lines, reading, school, told

ONE_OR_MORE = "One or more schools in the district classified into Level {}"


def standing(level: int | None) -> Standing:
    return Standing(Determination.RATED if level else Determination.INSUFFICIENT_DATA, level)


@pytest.mark.parametrize(
    ("level", "words", "schools", "source"),
    [
        (3, ONE_OR_MORE.format(3), (1, 3, None), LevelSource.DERIVED_FROM_SCHOOLS),
        (2, "Not meeting gap narrowing goals", (2,), LevelSource.DERIVED_FROM_SCHOOLS),
        (4, ONE_OR_MORE.format(4), (4, 5), LevelSource.NOT_STATED),
        (3, ONE_OR_MORE.format(3), None, LevelSource.NOT_STATED),
        (2, "2016 Level held harmless", (2, 3), LevelSource.HELD_HARMLESS),
        (2, "Not meeting gap narrowing goals", (None,), LevelSource.OWN_RESULTS),
        (2, "Not meeting gap narrowing goals", None, LevelSource.OWN_RESULTS),
        (4, "Underperforming district", (3,), LevelSource.PLACED_BY_STATE),
        (5, "Chronically underperforming district", (5,), LevelSource.PLACED_BY_STATE),
        (2, "In words never seen", (3,), LevelSource.NOT_STATED),
        (2, None, (3,), LevelSource.NOT_STATED),
        (None, "2016 Level held harmless", (None,), LevelSource.NOT_STATED),
    ],
)
def test_what_a_districts_level_rests_on(
    level: int | None,
    words: str | None,
    schools: tuple[int | None, ...] | None,
    source: LevelSource,
) -> None:
    known = None if schools is None else [standing(school) for school in schools]
    assert district_source(standing(level), words, known) is source


@pytest.mark.parametrize(
    ("level", "words", "source"),
    [
        (1, "Meeting gap narrowing goals", LevelSource.OWN_RESULTS),
        (4, "Among lowest achieving and least improving schools", LevelSource.OWN_RESULTS),
        (1, "2016 Level held harmless", LevelSource.HELD_HARMLESS),
        (5, "Chronically underperforming school", LevelSource.PLACED_BY_STATE),
        (3, None, LevelSource.NOT_STATED),
        (3, "In words never seen", LevelSource.NOT_STATED),
        (None, "2016 Level held harmless", LevelSource.NOT_STATED),
    ],
)
def test_what_a_schools_level_rests_on(
    level: int | None, words: str | None, source: LevelSource
) -> None:
    assert school_source(standing(level), words) is source


def test_a_district_is_what_most_of_its_lines_say(tmp_path: Path) -> None:
    different = {
        columns.DISTRICT_NAME: "Abingdon",
        columns.DISTRICT_LEVEL: "Level 3",
        columns.DISTRICT_INDICES[PupilGroup.ALL_STUDENTS]: "1",
    }
    found = reading(tmp_path, school("00010505"), school("00010510", different), school("00010515"))
    [district] = found.districts
    assert (district.name, district.standing) == ("District 0001", standing(2))
    assert district.indices[PupilGroup.ALL_STUDENTS] == 72
    assert len(district.schools) == 3
    assert [(outcome, line, column) for outcome, line, column, _ in told(found)] == [
        (Outcome.VALUE_REFUSED, 3, column) for column in different
    ]


def test_a_district_whose_lines_disagree_evenly_has_no_level(tmp_path: Path) -> None:
    other = school("00010510", {columns.DISTRICT_LEVEL: "Level 3"})
    found = reading(tmp_path, school("00010505"), other)
    [district] = found.districts
    assert (district.standing, district.source) == (None, LevelSource.NOT_STATED)
    assert [(line, column) for _, line, column, _ in told(found)] == [
        (2, columns.DISTRICT_LEVEL),
        (3, columns.DISTRICT_LEVEL),
    ]


def test_a_district_whose_lines_disagree_evenly_on_its_name_is_refused(tmp_path: Path) -> None:
    other = school("00010510", {columns.DISTRICT_NAME: "Abingdon"})
    found = reading(tmp_path, school("00010505"), other, school("00030505"))
    assert [district.code for district in found.districts] == ["00030000"]
    assert [(outcome, line) for outcome, line, *_ in told(found)] == [
        (Outcome.ROW_REFUSED, 2),
        (Outcome.ROW_REFUSED, 3),
    ]


def test_two_districts_can_not_have_one_name(tmp_path: Path) -> None:
    same = {columns.DISTRICT_NAME: "Abington"}
    found = reading(
        tmp_path, school("00010505", same), school("00030505", same), school("00050505")
    )
    assert [district.code for district in found.districts] == ["00050000"]
    assert [line for _, line, *_ in told(found)] == [2, 3]


@pytest.mark.parametrize("lost", ["cell", "line"])
def test_a_level_is_not_derived_from_schools_that_are_not_all_known(
    tmp_path: Path, lost: str
) -> None:
    unreadable = school("00010510", {columns.SCHOOL_LEVEL: "Level 33"})
    file = tmp_path / "schools.csv"
    rows = lines([school("00010505"), unreadable, school("00030505")])
    if lost == "line":
        rows[2] = rows[2].removesuffix('"')
    file.write_text("\n".join(rows), encoding="utf-8")
    abington, acushnet = read_schools(file, 2016).districts
    assert abington.source is LevelSource.NOT_STATED
    assert acushnet.source is LevelSource.DERIVED_FROM_SCHOOLS


@pytest.mark.parametrize(
    ("kinds", "is_charter"),
    [
        (("Charter School", "Charter School"), True),
        (("Public School", "Charter School"), False),
        (("Public School", "Public School"), False),
        (("", "Charter School"), None),
    ],
)
def test_a_charter_district_has_charter_schools_alone(
    tmp_path: Path, kinds: tuple[str, str], *, is_charter: bool | None
) -> None:
    codes = ("04090205", "04090210")
    rows = [
        school(code, {columns.SCHOOL_TYPE: kind}) for code, kind in zip(codes, kinds, strict=True)
    ]
    [district] = reading(tmp_path, *rows).districts
    assert district.is_charter is is_charter
