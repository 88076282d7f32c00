"""The file of staff retention: what is read, repaired, refused, and stored."""

from pathlib import Path
from typing import Any

import asyncpg
import pytest

from models.accountability_terms import StaffRole
from models.organizations import District, School
from seeds.importers.dese_retention import COLUMNS, Figures, RetentionReading, read_retention
from seeds.importers.findings import Outcome
from seeds.importers.lines import NotThisFile
from seeds.importers.retention_store import store_retention
from seeds.store import Counts
from tests.rows import insert

Connection = asyncpg.Connection

LINE = dict(
    zip(COLUMNS, ("00010505", "2025-26", "1", "1", "100.0", "51.0", "43", "84.3"), strict=True)
)


def read(folder: Path, *changes: dict[str, str]) -> RetentionReading:
    lines = [",".join(COLUMNS), *(",".join((LINE | change).values()) for change in changes)]
    file = folder / "retention.csv"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return read_retention(file)


def told(reading: RetentionReading) -> list[tuple[Outcome, int, str]]:
    return [(each.outcome, each.line, each.column) for each in reading.findings]


def test_a_line_is_a_school_and_a_year(tmp_path: Path) -> None:
    reading = read(tmp_path, {})
    [row] = reading.rows
    assert (row.code, row.school_year) == ("00010505", 2026)
    assert row.figures == {
        StaffRole.PRINCIPAL: Figures(1, 1),
        StaffRole.TEACHER: Figures(51, 43),
    }
    assert told(reading) == [(Outcome.REPAIRED, 2, "Teacher Total")]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"DESE ID": "10505"}, "DESE ID"),
        ({"DESE ID": "00010000"}, "DESE ID"),
        ({"Academic Year": "2025"}, "Academic Year"),
        ({"Academic Year": "2025-27"}, "Academic Year"),
    ],
)
def test_a_line_without_school_or_year_is_refused(
    tmp_path: Path, change: dict[str, str], column: str
) -> None:
    reading = read(tmp_path, change)
    assert not reading.rows
    assert told(reading) == [(Outcome.ROW_REFUSED, 2, column)]


def test_a_repeated_line_is_refused_each_time(tmp_path: Path) -> None:
    reading = read(tmp_path, {}, {"Teacher Total": "60"}, {"Academic Year": "2024-25"})
    assert [row.school_year for row in reading.rows] == [2025]
    refused = [line for outcome, line, _ in told(reading) if outcome is Outcome.ROW_REFUSED]
    assert refused == [2, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"Teacher # Retained": "52"},
        {"Teacher % Retained": "84.6"},
        {"Teacher Total": "requirements", "Teacher # Retained": "", "Teacher % Retained": ""},
    ],
)
def test_figures_that_contradict_each_other_are_refused(
    tmp_path: Path, change: dict[str, str]
) -> None:
    reading = read(tmp_path, change)
    assert reading.rows[0].figures[StaffRole.TEACHER] == Figures(None, None)
    assert reading.rows[0].figures[StaffRole.PRINCIPAL] == Figures(1, 1)
    assert Outcome.VALUE_REFUSED in {outcome for outcome, _, _ in told(reading)}


def test_another_file_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NotThisFile, match="DESE ID"):
        read_retention(file)


async def test_schools_are_matched_by_code_and_the_state_counts_all(
    owner: "Connection[Any]", tmp_path: Path
) -> None:
    district = await insert(owner, District, state_code="00010000")
    await insert(owner, School, district_id=district, state_code="00010505")
    reading = read(tmp_path, {}, {"DESE ID": "00010001"}, {"DESE ID": "00350001"})
    first = await store_retention(owner, reading)
    assert first.tables == {
        "staff_retention": Counts(created=2),
        "statewide_retention": Counts(created=2),
    }
    unmatched = [each.reason for each in reading.findings if each.outcome is Outcome.UNMATCHED]
    assert unmatched == ["is of no school of the network", "is of no district of the network"]
    teachers = await owner.fetchrow("SELECT * FROM statewide_retention WHERE role = 'TEACHER'")
    assert teachers is not None
    assert (teachers["schools"], teachers["total"], teachers["retained"]) == (3, 153, 129)
    second = await store_retention(
        owner, read(tmp_path, {}, {"DESE ID": "00010001"}, {"DESE ID": "00350001"})
    )
    assert second.total == Counts(unchanged=4)


def test_the_whole_file_is_read(massachusetts: Path) -> None:
    reading = read_retention(massachusetts / "staffing_retention.csv")
    assert len(reading.rows) == 18_238
    outcomes = [outcome for outcome, _, _ in told(reading)]
    assert outcomes.count(Outcome.REPAIRED) == 7_242
    assert outcomes.count(Outcome.VALUE_REFUSED) == 6
    assert outcomes.count(Outcome.ROW_REFUSED) == 0
