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


async def test_turnover_is_summed_by_district_and_set_beside_the_states(
    owner: "asyncpg.Connection[Any]", fresh_database: Database
) -> None:
    troubled = await insert(owner, District, name="Troubled")
    quiet = await insert(owner, District, name="Quiet", state_code="00020000")
    await owner.execute(
        "INSERT INTO accountability_rating"
        " (district_id, id, school_year, determination, level, level_source)"
        " VALUES ($1, gen_random_uuid(), 2016, 'RATED', 4, 'OWN_RESULTS')",
        troubled,
    )
    for district, name, total, retained in (
        (troubled, "A", 30, 20),
        (troubled, "B", 10, 10),
        (troubled, "C", None, None),
        (quiet, "D", 50, 45),
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
    await insert(owner, StatewideRetention, role="TEACHER", schools=3, total=100, retained=85)
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
            "networkDistricts": 1,
            "networkStaff": 40,
            "networkLeft": 10,
            "networkTurnover": "25",
            "stateStaff": 100,
            "stateTurnover": "15",
            "difference": "10",
        }
    ]
