"""Levels belong to one framework: what is said under the other is never compared with them."""

from typing import Any

from tests.schema.mutations.doing import Doing

MILL_CITY = """
{ district(by: {name: "Mill City"}) { id level determination levelSchoolYear } }
"""
AT_A_LEVEL = "{ districts(where: {level: {gte: 1}}) { nodes { name } } }"
BY_FRAMEWORK = """
query ($district: ID!) { accountabilityRatings(where: {district: {id: {eq: $district}}}) {
  groups(by: [FRAMEWORK, LEVEL, DETERMINATION]) {
    key { framework level determination } count average { level }
  }
} }
"""


async def rate(doing: Doing, district: str, **given: object) -> Any:
    return await doing(
        "createAccountabilityRating",
        {"districtId": district, **given},
        "accountabilityRating { id framework level }",
        as_="state-office",
    )


async def test_a_rating_since_2018_is_no_level_and_ends_the_one_before(doing: Doing) -> None:
    before = (await doing.ask(MILL_CITY))["district"]
    assert before["level"] == 4
    later = {"schoolYear": 2018, "framework": "REQUIREMENTS_2018"}
    made = await rate(doing, before["id"], **later, determination="ASSISTANCE_REQUIRED")
    assert made.codes == []

    now = (await doing.ask(MILL_CITY))["district"]
    assert (now["level"], now["determination"]) == (None, "ASSISTANCE_REQUIRED")
    assert now["levelSchoolYear"] == 2018
    names = [node["name"] for node in (await doing.ask(AT_A_LEVEL))["districts"]["nodes"]]
    assert "Mill City" not in names, "its level of years ago is not its level"

    told = await doing.ask(BY_FRAMEWORK, district=before["id"])
    groups = told["accountabilityRatings"]["groups"]
    since = [group for group in groups if group["key"]["framework"] == "REQUIREMENTS_2018"]
    assert [(group["count"], group["average"]["level"]) for group in since] == [(1, None)]
    others = [group for group in groups if group not in since]
    assert others
    assert all(group["key"]["framework"] == "LEVELS_2012" for group in others)


async def test_no_rating_mixes_the_frameworks(doing: Doing) -> None:
    before = (await doing.ask(MILL_CITY))["district"]
    new, old = "REQUIREMENTS_2018", "LEVELS_2012"
    for given in (
        {"schoolYear": 2018, "framework": new, "determination": "RATED", "level": 4},
        {"schoolYear": 2018, "framework": old, "determination": "RATED", "level": 4},
        {"schoolYear": 2018, "determination": "RATED", "level": 4},
        {"schoolYear": 2017, "framework": new, "determination": "ASSISTANCE_REQUIRED"},
        {"schoolYear": 2017, "framework": old, "determination": "NO_ASSISTANCE_REQUIRED"},
    ):
        outcome = await rate(doing, before["id"], **given)
        assert outcome.codes == ["BAD_USER_INPUT"], given
    assert (await doing.ask(MILL_CITY))["district"] == before
