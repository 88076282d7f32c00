"""Retention through the API: sums of rows that everyone may read."""

from typing import Any

import asyncpg

from auth.database import Database
from models.accountability import StaffRetention, StatewideRetention
from models.organizations import District, School
from tests.rows import insert
from tests.schema.graphs import DESK

ASKED = """{
  retentionStatistics(by: [DISTRICT, ROLE]) {
    district { name } role districts schools staff stayed leftStaff turnover
  }
  turnoverComparison {
    schoolYear role networkDistricts networkStaff networkLeft networkTurnover
    stateStaff stateTurnover difference
  }
}"""
RATE = """
INSERT INTO accountability_rating
    (district_id, id, school_year, framework, determination, level, level_source)
VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, 'OWN_RESULTS')
"""


async def test_turnover_is_summed_by_district_and_set_beside_the_states(
    owner: "asyncpg.Connection[Any]", fresh_database: Database
) -> None:
    troubled = await insert(owner, District, name="Troubled")
    assisted = await insert(owner, District, name="Was troubled", state_code="00030000")
    quiet = await insert(owner, District, name="Quiet", state_code="00020000")
    for district, year, framework, determination, level in (
        (troubled, 2016, "LEVELS_2012", "RATED", 4),
        (assisted, 2016, "LEVELS_2012", "RATED", 4),
        (assisted, 2019, "REQUIREMENTS_2018", "ASSISTANCE_REQUIRED", None),
        (quiet, 2019, "REQUIREMENTS_2018", "NO_ASSISTANCE_REQUIRED", None),
    ):
        await owner.execute(RATE, district, year, framework, determination, level)
    for district, name, total, retained in (
        (troubled, "A", 30, 20),
        (troubled, "B", 10, 10),
        (troubled, "C", None, None),
        (quiet, "D", 50, 45),
        (assisted, "E", 60, 57),
    ):
        school = await insert(owner, School, district_id=district, name=name, state_code=None)
        await insert(
            owner,
            StaffRetention,
            district_id=district,
            school_id=school,
            role="TEACHER",
            total=total,
            retained=retained,
        )
    await insert(owner, StatewideRetention, role="TEACHER", schools=4, total=200, retained=180)
    answer = await DESK.over(fresh_database)(ASKED)
    assert answer.statements == 1
    troubles = {"district": {"name": "Troubled"}, "role": "TEACHER", "districts": 1, "schools": 2}
    assert answer.data["retentionStatistics"][1] == {
        **troubles,
        "staff": 40,
        "stayed": 30,
        "leftStaff": 10,
        "turnover": "25",
    }
    assert answer.data["turnoverComparison"] == [
        {
            "schoolYear": 2012,
            "role": "TEACHER",
            "networkDistricts": 2,
            "networkStaff": 100,
            "networkLeft": 13,
            "networkTurnover": "13",
            "stateStaff": 200,
            "stateTurnover": "10",
            "difference": "3",
        }
    ]
