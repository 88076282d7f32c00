"""Ratings, indices, standards and reviews: recorded by whom the page names."""

import pytest

from tests.schema.mutations.doing import Doing

DISTRICT = '{ district(by: {name: "Mill City"}) { id level schools(first: 1) { nodes { id } } } }'
STANDARD = "{ districtStandards(first: 1) { nodes { id } } }"
NOT_THE_STATE = (
    "manager",
    "superintendent",
    "principal",
    "monitor",
    "firm",
    "research-office",
    None,
)


async def mill_city(doing: Doing) -> str:
    return str((await doing.ask(DISTRICT))["district"]["id"])


async def standard(doing: Doing) -> str:
    return str((await doing.ask(STANDARD))["districtStandards"]["nodes"][0]["id"])


async def index(doing: Doing, district: str, year: int, points: int | None) -> dict[str, object]:
    made = await doing.done(
        "createPerformanceIndex",
        {
            "districtId": district,
            "group": "WHITE",
            "schoolYear": year,
            "points": points,
            "indicators": 5 if points is not None else None,
        },
        "performanceIndex { id version annualComputed cumulativeComputed }",
        as_="state-office",
    )
    told: dict[str, object] = made["performanceIndex"]
    return told


async def test_a_rating_becomes_the_districts_level(doing: Doing) -> None:
    district = await mill_city(doing)
    made = await doing.done(
        "createAccountabilityRating",
        {"districtId": district, "schoolYear": 2017, "determination": "RATED", "level": 2},
        "accountabilityRating { id }",
        as_="state-office",
    )
    assert (await doing.ask(DISTRICT))["district"]["level"] == 2
    rating = made["accountabilityRating"]["id"]
    await doing.done("deleteAccountabilityRating", {"id": rating}, "deletedId", as_="state-office")
    assert (await doing.ask(DISTRICT))["district"]["level"] != 2


@pytest.mark.parametrize("who", NOT_THE_STATE)
async def test_only_the_state_office_rates(doing: Doing, who: str | None) -> None:
    district = await mill_city(doing)
    before = await doing.ask(DISTRICT)
    for name, given in (
        ("createAccountabilityRating", {"determination": "RATED", "level": 1}),
        ("createPerformanceIndex", {"group": "WHITE"}),
    ):
        outcome = await doing(name, {"districtId": district, "schoolYear": 2199, **given}, as_=who)
        assert outcome.codes == ["FORBIDDEN"], name
    outcome = await doing(
        "createDistrictStandard",
        {"code": "STUDENT_SUPPORT", "edition": "2199", "name": "Support"},
        as_=who,
    )
    assert outcome.codes == ["FORBIDDEN"]
    assert await doing.ask(DISTRICT) == before


async def test_what_follows_from_points_is_computed(doing: Doing) -> None:
    """The state's own report of a group: 75, 65, 90 and 55 make 70 (domain.md, 2.10)."""
    district = await mill_city(doing)
    years = [await index(doing, district, 2101 + n, p) for n, p in enumerate((375, 325, 450))]
    assert [each["annualComputed"] for each in years] == ["75", "65", "90"]
    last = await index(doing, district, 2104, 275)
    assert (last["annualComputed"], last["cumulativeComputed"]) == ("55", 70)

    first = years[0]
    await doing.done(
        "updatePerformanceIndex",
        {"id": first["id"], "version": first["version"], "points": 0},
        as_="state-office",
    )
    query = "query ($id: ID!) { performanceIndex(id: $id) { cumulativeComputed } }"
    later = await doing.ask(query, as_="state-office", id=last["id"])
    # The years weigh 1, 2, 3 and 4, and their sum is divided by 10.
    assert later["performanceIndex"]["cumulativeComputed"] == 62
    await doing.done("deletePerformanceIndex", {"id": years[1]["id"]}, as_="state-office")
    later = await doing.ask(query, as_="state-office", id=last["id"])
    # Three years keep their weights: (0 + 270 + 220) / 8, a half up.
    assert later["performanceIndex"]["cumulativeComputed"] == 61


async def test_a_district_review_is_the_states_until_it_is_published(doing: Doing) -> None:
    given = {
        "districtId": await mill_city(doing),
        "kind": "DISTRICT_REVIEW",
        "standardId": await standard(doing),
        "reviewedOn": "2012-05-01",
        "findings": "Instruction varies.",
    }
    for who in ("superintendent", "monitor", "manager", None):
        assert (await doing("createStandardReview", given, as_=who)).codes == ["FORBIDDEN"]
    made = await doing.done(
        "createStandardReview", given, "standardReview { id }", as_="state-office"
    )
    review = {"id": made["standardReview"]["id"]}
    query = "query ($id: ID!) { standardReview(id: $id) { findings } }"
    assert (await doing.ask(query, **review))["standardReview"] is None

    assert (await doing("publishStandardReview", review)).codes == ["NOT_FOUND"]
    assert (await doing("publishStandardReview", review, as_="superintendent")).codes == [
        "FORBIDDEN"
    ]
    await doing.done("publishStandardReview", review, as_="state-office")
    assert (await doing.ask(query, **review))["standardReview"]["findings"] == given["findings"]
    for name in ("publishStandardReview", "deleteStandardReview"):
        assert (await doing(name, review, as_="state-office")).codes == ["CONFLICT"]


async def test_a_district_and_a_school_assess_themselves(doing: Doing) -> None:
    seen = await doing.ask(DISTRICT)
    given = {
        "districtId": seen["district"]["id"],
        "kind": "SELF_ASSESSMENT",
        "standardId": await standard(doing),
        "reviewedOn": "2012-05-01",
    }
    for who in ("state-office", "principal", "manager", "other-superintendent"):
        assert (await doing("createStandardReview", given, as_=who)).codes == ["FORBIDDEN"]
    await doing.done("createStandardReview", given, as_="administrator")

    office = await doing.ask(
        "{ viewer { appointments { nodes { school { id } } } } }", as_="principal"
    )
    [own] = [
        each["school"]["id"] for each in office["viewer"]["appointments"]["nodes"] if each["school"]
    ]
    condition = {
        "schoolId": own,
        "condition": "SCHOOL_LEADERSHIP",
        "reviewedOn": "2012-05-02",
        "rating": "PROVIDING",
    }
    for caller in ("superintendent", "state-office", "teacher", None):
        assert (await doing("createSchoolConditionReview", condition, as_=caller)).codes == [
            "FORBIDDEN"
        ]
    await doing.done("createSchoolConditionReview", condition, as_="principal")
