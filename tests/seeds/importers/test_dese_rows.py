"""Small files with something wrong on one line, which costs that and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.accountability_terms import Determination, EnrolledGroup, PupilGroup
from seeds.importers import dese_columns as columns
from seeds.importers.dese_levels import Standing
from seeds.importers.dese_rows import Figure, SchoolRow
from seeds.importers.dese_schools import Reading, read_schools
from seeds.importers.findings import Outcome
from seeds.importers.lines import NotThisFile
from tests.seeds.importers.made import lines, reading, school, told, write

REPAIRED, VALUE, ROW = Outcome.REPAIRED, Outcome.VALUE_REFUSED, Outcome.ROW_REFUSED


def schools_of(found: Reading) -> dict[str, SchoolRow]:
    return {row.code: row for district in found.districts for row in district.schools}


def test_a_right_file_has_nothing_to_tell(tmp_path: Path) -> None:
    found = reading(tmp_path, school("00010505"), school("00010510"), school("00030305"))
    assert told(found) == []
    assert list(schools_of(found)) == ["00010505", "00010510", "00030305"]
    assert [district.name for district in found.districts] == ["District 0001", "District 0003"]
    row = schools_of(found)["00010505"]
    assert (row.total, row.percentile, row.zip_code, row.grades) == (
        100,
        40,
        "02351",
        "09,10,11,12",
    )
    assert row.indices == {PupilGroup.ALL_STUDENTS: 70, PupilGroup.HIGH_NEEDS: 70}
    assert len(row.figures) == len(EnrolledGroup) - 1


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({columns.SCHOOL_CODE: "10505"}, columns.SCHOOL_CODE, "is not a school's code"),
        ({columns.SCHOOL_CODE: "00010000"}, columns.SCHOOL_CODE, "is not a school's code"),
        ({columns.DISTRICT_CODE: "10000"}, columns.DISTRICT_CODE, "is not a district's code"),
        (
            {columns.DISTRICT_CODE: "00030000"},
            columns.DISTRICT_CODE,
            "is not the district of the school's code",
        ),
        ({columns.SCHOOL_NAME: " "}, columns.SCHOOL_NAME, "is blank"),
        ({columns.SCHOOL_NAME: "a\x01"}, columns.SCHOOL_NAME, "holds the control character U+0001"),
    ],
)
def test_a_line_without_a_school_is_refused_alone(
    tmp_path: Path, cells: dict[str, str], column: str, reason: str
) -> None:
    found = reading(tmp_path, school("00010505"), school("00010510", cells), school("00010515"))
    assert list(schools_of(found)) == ["00010505", "00010515"]
    [(outcome, line, told_column, told_reason)] = told(found)
    assert (outcome, line, told_column) == (ROW, 3, column)
    assert told_reason.startswith(reason)


def test_what_is_certain_is_repaired_and_told(tmp_path: Path) -> None:
    damaged = {
        columns.SCHOOL_NAME: "Sizer\x92s School",
        columns.ZIP: "1841",
        columns.GRADE: "4",
        columns.TOTAL: "100.0",
        columns.SCHOOL_PERCENTILE: "7.0",
        "High Needs": " 20",
    }
    found = reading(tmp_path, school("00010505", damaged))
    row = schools_of(found)["00010505"]
    assert (row.name, row.zip_code, row.grades, row.total, row.percentile) == (
        "Sizer’s School",
        "01841",
        "04",
        100,
        7,
    )
    stored = {finding.column: (finding.value, finding.stored) for finding in found.findings}
    assert {finding.outcome for finding in found.findings} == {REPAIRED}
    assert {finding.line for finding in found.findings} == {2}
    assert stored == {
        columns.SCHOOL_NAME: ("Sizer\x92s School", "Sizer’s School"),
        columns.ZIP: ("1841", "01841"),
        columns.GRADE: ("4", "04"),
        columns.TOTAL: ("100.0", "100"),
        columns.SCHOOL_PERCENTILE: ("7.0", "7"),
        "High Needs": (" 20", "20"),
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (columns.ZIP, "184"),
        (columns.SCHOOL_TYPE, "Private School"),
        (columns.GRADE, "01,13"),
        (columns.SCHOOL_PERCENTILE, "100"),
        (columns.SCHOOL_INDICES[PupilGroup.HIGH_NEEDS], "69.5"),
        (columns.SCHOOL_LEVEL, "Level 6"),
        ("English Language Learner", "many"),
        ("% Asian", "5.55"),
        (columns.TOTAL, "101"),
        ("English Language Learner", "101"),
    ],
)
def test_a_value_that_is_not_certain_is_refused_alone(
    tmp_path: Path, column: str, value: str
) -> None:
    found = reading(tmp_path, school("00010505", {column: value}))
    [(outcome, line, told_column, _)] = told(found)
    assert (outcome, line, told_column) == (VALUE, 2, column)
    assert "00010505" in schools_of(found)


def test_a_level_that_can_not_be_read_is_none_at_all(tmp_path: Path) -> None:
    found = reading(tmp_path, school("00010505", {columns.SCHOOL_LEVEL: "Level 6"}))
    assert schools_of(found)["00010505"].standing is None


def test_grades_that_do_not_add_up_leave_no_total(tmp_path: Path) -> None:
    found = reading(tmp_path, school("00010505", {"9_Enrollment": "26"}))
    assert told(found) == [(VALUE, 2, columns.TOTAL, "is not the sum of the grades' pupils")]
    assert schools_of(found)["00010505"].total is None


@pytest.mark.parametrize(
    ("cells", "groups"),
    [
        ({"% White": "71.0"}, columns.RACES),
        ({"% White": "60.0"}, columns.RACES),
        ({"% Males": "51.0"}, columns.SEXES),
    ],
)
def test_shares_that_are_no_parts_of_a_whole_are_refused_together(
    tmp_path: Path, cells: dict[str, str], groups: dict[EnrolledGroup, columns.Group]
) -> None:
    found = reading(tmp_path, school("00010505", cells))
    reason = "is one of shares that do not add up to 100 per cent"
    assert told(found) == [(VALUE, 2, column.share, reason) for column in groups.values()]
    assert not set(groups) & set(schools_of(found)["00010505"].figures)


@pytest.mark.parametrize("white", ["69.7", "70.3"])
def test_shares_may_miss_the_whole_by_rounding(tmp_path: Path, white: str) -> None:
    assert told(reading(tmp_path, school("00010505", {"% White": white}))) == []


def test_a_number_and_a_share_that_contradict_are_both_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, school("00010505", {"% High Needs": "21.0"}), school("00010510"))
    assert {(line, column) for _, line, column, _ in told(found)} == {
        (2, "High Needs"),
        (2, "% High Needs"),
    }
    rows = schools_of(found)
    assert EnrolledGroup.HIGH_NEEDS not in rows["00010505"].figures
    assert EnrolledGroup.HIGH_NEEDS in rows["00010510"].figures


def test_a_column_of_shares_that_are_not_its_lines_is_refused_whole(tmp_path: Path) -> None:
    codes = [f"0001{number:04}" for number in range(1, 31)]
    shares = [{"% High Needs": "20.0" if number < 5 else "90.0"} for number in range(30)]
    found = reading(tmp_path, *map(school, codes, shares))
    assert [(outcome, column) for outcome, _, column, _ in told(found)] == [
        (VALUE, "% High Needs")
    ] * 30
    assert "on 25 of 30 lines" in told(found)[0][3]
    for row in schools_of(found).values():
        assert row.figures[EnrolledGroup.HIGH_NEEDS] == Figure(20, None)


def test_a_school_on_two_different_lines_is_on_none(tmp_path: Path) -> None:
    other = school("00010505", {columns.TOWN: "Acton"})
    found = reading(tmp_path, school("00010505"), other, school("00010510"))
    assert list(schools_of(found)) == ["00010510"]
    assert [(outcome, line) for outcome, line, *_ in told(found)] == [(ROW, 2), (ROW, 3)]


def test_a_line_that_repeats_another_adds_nothing(tmp_path: Path) -> None:
    found = reading(tmp_path, school("00010505"), school("00010505"))
    assert list(schools_of(found)) == ["00010505"]
    assert told(found) == [(ROW, 3, columns.SCHOOL_CODE, "repeats an earlier line")]


def test_two_schools_of_a_district_can_not_have_one_name(tmp_path: Path) -> None:
    same = {columns.SCHOOL_NAME: "Middle School"}
    found = reading(
        tmp_path, school("00010505", same), school("00010510", same), school("00030505", same)
    )
    assert list(schools_of(found)) == ["00030505"]
    assert [line for _, line, *_ in told(found)] == [2, 3]


def test_a_refused_line_tells_no_repairs(tmp_path: Path) -> None:
    wrong = {columns.ZIP: "1841", columns.SCHOOL_NAME: ""}
    assert [outcome for outcome, *_ in told(reading(tmp_path, school("00010505", wrong)))] == [ROW]


CODES = [f"0001{number:04}" for number in range(1, 6)]


@settings(max_examples=60)
@given(
    column=st.sampled_from(columns.COLUMNS),
    value=st.one_of(
        st.text(st.characters(exclude_characters='"\r\n', exclude_categories=["Cs"])),
        st.integers().map(str),
        st.floats().map(str),
    ),
    at=st.integers(0, 4),
)
def test_no_cell_can_cost_another_line_its_school(
    tmp_path_factory: pytest.TempPathFactory, column: str, value: str, at: int
) -> None:
    rows = [school(code, {column: value} if CODES[at] == code else None) for code in CODES]
    found = reading(tmp_path_factory.mktemp("damaged"), *rows)
    others = [code for code in CODES if code != CODES[at]]
    kept = schools_of(found)
    assert [code for code in others if code in kept] == others
    for code in others:
        assert kept[code].standing == Standing(Determination.RATED, 2)
        assert len(kept[code].figures) == len(EnrolledGroup) - 1


@settings(max_examples=60)
@given(line=st.binary(), at=st.integers(1, 4))
def test_no_line_can_cost_another_its_school(
    tmp_path_factory: pytest.TempPathFactory, line: bytes, at: int
) -> None:
    given_lines = [text.encode() for text in lines(map(school, CODES))]
    given_lines.insert(at, line.replace(b"\n", b""))
    file = tmp_path_factory.mktemp("damaged") / "schools.csv"
    file.write_bytes(b"\n".join(given_lines))
    assert list(schools_of(read_schools(file, 2016))) == CODES


def test_a_school_year_that_the_file_contradicts_is_refused(tmp_path: Path) -> None:
    held = {columns.SCHOOL_DESCRIPTION: "2016 Level held harmless"}
    file = write(tmp_path, school("00010505", held))
    assert read_schools(file, 2016).districts
    with pytest.raises(NotThisFile, match=r"not of the school year 2015: .* say 2016"):
        read_schools(file, 2015)
