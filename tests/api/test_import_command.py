"""`throughline import dese-schools`, as an operator types it."""

import csv
import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from api.embedded import Urls
from seeds.importers import dese_columns as columns
from tests.api.programs import PROGRAM, environment, throughline
from tests.seeds.importers.made import school, write

Completed = subprocess.CompletedProcess[str]


@pytest.fixture
def logins(fresh_urls: Urls) -> dict[str, str]:
    return {"database_url": fresh_urls.api, "migrate_database_url": fresh_urls.owner}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A school as it is, one whose zip code is repaired, one whose code is refused."""
    return write(
        tmp_path,
        school("00010505"),
        school("00010510", {columns.ZIP: "2351"}),
        school("00010515", {columns.SCHOOL_CODE: "10515"}),
    )


def imported(file: Path, *options: str, **settings: object) -> Completed:
    return throughline(
        "import", "dese-schools", str(file), "--school-year", "2016", *options, **settings
    )


def numbers(completed: Completed) -> dict[str, list[int]]:
    """Each table's created, changed, unchanged, repaired and refused."""
    assert completed.returncode == 0, completed.stderr
    rows = (line.split() for line in completed.stdout.splitlines())
    return {row[0]: [*map(int, row[1:])] for row in rows if len(row) == 6 and row[1].isdigit()}


async def schools(owner: "asyncpg.Connection[Any]") -> int:
    count: int = await owner.fetchval("SELECT count(*) FROM school")
    return count


async def test_an_import_tells_what_it_did_and_a_second_does_nothing(
    owner: "asyncpg.Connection[Any]", logins: dict[str, str], file: Path, tmp_path: Path
) -> None:
    dry = numbers(imported(file, "--dry-run", **logins))
    assert await schools(owner) == 0
    first = numbers(imported(file, **logins))
    assert first == dry
    assert first == {
        "district": [1, 0, 0, 0, 0],
        "school": [2, 0, 0, 1, 1],
        "accountability_rating": [3, 0, 0, 0, 0],
        "performance_index": [6, 0, 0, 0, 0],
        "enrollment": [30, 0, 0, 0, 0],
        "all": [42, 0, 0, 1, 1],
    }
    assert await schools(owner) == 2
    second = numbers(imported(file, **logins))
    assert second["all"] == [0, 0, 42, 1, 1]


@pytest.mark.parametrize("name", ["report.csv", "report.jsonl"])
def test_the_report_has_each_repair_and_refusal(
    logins: dict[str, str], file: Path, tmp_path: Path, name: str
) -> None:
    report = tmp_path / name
    completed = imported(file, "--report", str(report), "--dry-run", **logins)
    assert completed.returncode == 0
    text = report.read_text(encoding="utf-8")
    if name.endswith(".csv"):
        rows = [row | {"line": int(row["line"])} for row in csv.DictReader(text.splitlines())]
    else:
        rows = [json.loads(line) for line in text.splitlines()]
    assert rows == [
        {
            "outcome": "repaired",
            "file": "schools.csv",
            "line": 3,
            "table": "school",
            "column": "Zip",
            "value": "2351",
            "stored": "02351",
            "reason": "the leading zero was restored",
        },
        {
            "outcome": "row refused",
            "file": "schools.csv",
            "line": 4,
            "table": "school",
            "column": "School Code",
            "value": "10515",
            "stored": "",
            "reason": "is not a school's code: 8 digits, the last four not 0000",
        },
    ]


def test_another_file_is_refused_without_a_database(tmp_path: Path) -> None:
    other = tmp_path / "staffing.csv"
    other.write_text("Academic Year,DESE ID\n2025-26,00010505\n", encoding="utf-8")
    completed = imported(other, data_dir=tmp_path / "data")
    assert completed.returncode == 1
    (line,) = completed.stderr.splitlines()
    assert line.startswith("throughline: nothing was imported: this is not the Massachusetts file")
    assert "Expected: a CSV file in UTF-8 with a header of 53 columns ('School Code'" in line
    assert "Found: 2 columns ('Academic Year', 'DESE ID')" in line
    assert not (tmp_path / "data").exists()


def test_a_file_without_a_line_to_take_fails_and_is_reported(tmp_path: Path) -> None:
    file = write(tmp_path, school("00010505", {columns.SCHOOL_CODE: "x"}))
    report = tmp_path / "report.csv"
    completed = imported(file, "--report", str(report), data_dir=tmp_path / "data")
    assert completed.returncode == 1
    assert "nothing was imported: no line of the file could be taken" in completed.stderr
    assert "row refused" in report.read_text(encoding="utf-8")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        ("report.txt", "the report's name must end in .csv or .jsonl"),
        ("schools.csv", "the report would overwrite what is to be imported"),
    ],
)
def test_a_report_that_can_not_be_is_refused_first(
    tmp_path: Path, file: Path, report: str, reason: str
) -> None:
    before = file.read_bytes()
    completed = imported(file, "--report", str(tmp_path / report), data_dir=tmp_path / "data")
    assert completed.returncode == 1
    assert reason in completed.stderr
    assert file.read_bytes() == before


async def test_an_import_whose_report_can_not_be_written_leaves_nothing(
    owner: "asyncpg.Connection[Any]", logins: dict[str, str], file: Path, tmp_path: Path
) -> None:
    completed = imported(file, "--report", str(tmp_path / "nowhere" / "report.csv"), **logins)
    assert completed.returncode == 1
    assert "nothing was imported: the report report.csv can't be written" in completed.stderr
    assert await schools(owner) == 0


async def test_the_apis_login_may_not_import(
    owner: "asyncpg.Connection[Any]", fresh_urls: Urls, file: Path
) -> None:
    completed = imported(file, database_url=fresh_urls.api)
    assert completed.returncode == 1
    assert "set MIGRATE_DATABASE_URL" in completed.stderr
    assert await schools(owner) == 0


def test_a_terminal_sees_a_bar(logins: dict[str, str], file: Path) -> None:
    assert "Reading" not in imported(file, "--dry-run", **logins).stderr
    ours, theirs = pty.openpty()
    command = [PROGRAM, "import", "dese-schools", str(file), "--school-year", "2016", "--dry-run"]
    with subprocess.Popen(
        command, env=environment(**logins), stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = _all_of(ours)
    assert process.returncode == 0
    assert "Reading schools.csv" in seen
    assert "Storing" in seen


def _all_of(terminal: int) -> str:
    """What is shown on a terminal until its last writer leaves, which reads as an error."""
    seen = b""
    try:
        while chunk := os.read(terminal, 65_536):
            seen += chunk
    except OSError:
        pass
    finally:
        os.close(terminal)
    return seen.decode()
