"""The state's real files, against what is known of them."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from models.accountability_terms import Determination, LevelSource, PupilGroup
from models.organizations import DistrictKind
from seeds.importers.dese_districts import DistrictFound
from seeds.importers.dese_levels import school_source
from seeds.importers.dese_rows import SchoolRow
from seeds.importers.dese_schools import Reading, read_schools
from seeds.importers.findings import Outcome

UNMATCHED = {
    "00280000",
    "00390000",
    "01480000",
    "03410000",
    "03700000",
    "04270000",
    "04770000",
    "35040000",
    "35070000",
    "35110000",
    "35120000",
}


@pytest.fixture(scope="module")
def found(massachusetts: Path) -> Reading:
    return read_schools(
        massachusetts / "schools_2017.csv", 2016, massachusetts / "lea_crosswalk.csv"
    )


@pytest.fixture(scope="module")
def districts(found: Reading) -> dict[str, DistrictFound]:
    return {district.name: district for district in found.districts}


@pytest.fixture(scope="module")
def schools(found: Reading) -> list[SchoolRow]:
    return [row for district in found.districts for row in district.schools]


def test_every_district_and_school_is_read(found: Reading, schools: list[SchoolRow]) -> None:
    assert (len(found.districts), len(schools)) == (410, 1861)
    assert sum(bool(district.is_charter) for district in found.districts) == 83
    assert sum(bool(row.is_charter) for row in schools) == 83


def test_districts_levels(districts: dict[str, DistrictFound]) -> None:
    levels = Counter(found.standing and found.standing.level for found in districts.values())
    assert levels == {1: 78, 2: 232, 3: 62, 4: 7, 5: 3, None: 28}
    determinations = Counter(
        found.standing and found.standing.determination for found in districts.values()
    )
    assert determinations == {
        Determination.RATED: 382,
        Determination.INSUFFICIENT_DATA: 21,
        Determination.NOT_REPORTED: 7,
    }


@pytest.mark.parametrize(
    ("level", "names"),
    [
        (
            4,
            "Athol-Royalston|Boston|Fall River|New Bedford|Randolph|Springfield|Worcester",
        ),
        (5, "Holyoke|Lawrence|Southbridge"),
    ],
)
def test_the_districts_in_turnaround(
    districts: dict[str, DistrictFound], level: int, names: str
) -> None:
    assert names.split("|") == sorted(
        name
        for name, found in districts.items()
        if found.standing and found.standing.level == level
    )


def test_what_districts_levels_rest_on(districts: dict[str, DistrictFound]) -> None:
    by_source: dict[LevelSource, set[str]] = {source: set() for source in LevelSource}
    for name, found in districts.items():
        if found.standing and found.standing.level:
            by_source[found.source].add(name)
    assert len(by_source.pop(LevelSource.DERIVED_FROM_SCHOOLS)) == 373
    assert by_source == {
        LevelSource.PLACED_BY_STATE: {"Holyoke", "Lawrence", "Randolph", "Southbridge"},
        LevelSource.HELD_HARMLESS: {"Berkshire Hills", "Milford"},
        LevelSource.OWN_RESULTS: {"Abby Kelley Foster Charter Public (District)"},
        LevelSource.NOT_STATED: {"Boston", "New Bedford"},
    }


def test_schools_levels(schools: list[SchoolRow]) -> None:
    levels = Counter(row.standing and row.standing.level for row in schools)
    assert levels == {1: 521, 2: 787, 3: 261, 4: 31, 5: 4, None: 257}
    determinations = Counter(row.standing and row.standing.determination for row in schools)
    assert determinations[Determination.INSUFFICIENT_DATA] == 232
    assert determinations[Determination.NOT_REPORTED] == 25
    sources = Counter(
        school_source(row.standing, row.description) for row in schools if row.standing
    )
    assert sources == {
        LevelSource.OWN_RESULTS: 1485,
        LevelSource.HELD_HARMLESS: 115,
        LevelSource.PLACED_BY_STATE: 4,
        LevelSource.NOT_STATED: 257,
    }


def test_meeting_the_goals_is_having_both_indices_on_target(schools: list[SchoolRow]) -> None:
    meeting = Counter(
        (row.description, min(row.indices.values()) >= 75)
        for row in schools
        if row.description and row.description.endswith("eeting gap narrowing goals")
    )
    assert meeting == {
        ("Meeting gap narrowing goals", True): 429,
        ("Not meeting gap narrowing goals", False): 740,
    }


def test_measures(found: Reading, schools: list[SchoolRow]) -> None:
    groups = Counter(group for row in schools for group in row.indices)
    assert groups == {PupilGroup.ALL_STUDENTS: 1591, PupilGroup.HIGH_NEEDS: 1489}
    of_districts = Counter(group for district in found.districts for group in district.indices)
    assert of_districts == {PupilGroup.ALL_STUDENTS: 381, PupilGroup.HIGH_NEEDS: 365}
    assert sum(row.percentile is not None for row in schools) == 1541
    without_pupils = [row for row in schools if row.total == 0]
    assert len(without_pupils) == 11
    assert not any(row.figures for row in without_pupils)
    assert sum(len(row.figures) for row in schools) == 1850 * 14


def test_federal_identifiers(found: Reading) -> None:
    abington = found.federal["00010000"]
    assert abington.nces_id == "2501650"
    assert (abington.kind, abington.latitude) == (DistrictKind.REGULAR, Decimal("42.120218"))
    assert len(found.federal) == 425
    unmatched = [finding for finding in found.findings if finding.outcome is Outcome.UNMATCHED]
    assert {finding.value for finding in unmatched} == UNMATCHED


def test_what_is_repaired_and_refused(found: Reading) -> None:
    told = Counter(
        (finding.outcome, finding.column, finding.table)
        for finding in found.findings
        if finding.outcome is not Outcome.UNMATCHED
    )
    assert told[Outcome.REPAIRED, "Zip", "school"] == 1861
    assert told[Outcome.REPAIRED, "Grade", "school"] == 3
    assert told[Outcome.REPAIRED, "High Needs", "enrollment"] == 1850
    refused = {key: count for key, count in told.items() if key[0] is not Outcome.REPAIRED}
    # The column was sorted by itself: 94.4, 93.9, … 9.9, 9.9, 9.8, as words are.
    assert refused == {(Outcome.VALUE_REFUSED, "% Economically Disadvantaged", "enrollment"): 1850}


def test_what_is_repaired_is_told_line_by_line(found: Reading) -> None:
    [first] = [
        finding for finding in found.findings if finding.line == 2 and finding.column == "Zip"
    ]
    assert (first.file, first.value, first.stored) == ("schools_2017.csv", "2351", "02351")
