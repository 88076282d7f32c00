"""School plans from a principal's draft to their end, and the monthly reviews of them."""

from typing import Any

import pytest

from seeds.demo.mill_city_people import BOBBIN
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import (
    DISTRICT,
    REPORTED_PLAN,
    caller,
    first_of_month,
    initiative,
    person,
    school,
    standing,
)

PLAN = "schoolPlan { id status version }"
REVIEW = "schoolPlanReview { id status version }"
PREPARATION = {
    "areasInWork": "Talk in mathematics.",
    "evidence": "Twelve visits.",
    "goal": "Reasons in every lesson.",
    "steps": "Two visits a week.",
}
MEMO = {
    "salientPoints": "Visits are answered.",
    "decisions": "Go on.",
    "areasToImprove": "Write less, sooner.",
}


async def strategies(doing: Doing) -> list[str]:
    """What Mill City's administrators look for."""
    query = (
        "query ($id: ID!) { district(by: {id: $id}) { instructionalStrategies { nodes { id } } } }"
    )
    told = await doing.ask(query, as_="principal", id=DISTRICT)
    return [each["id"] for each in told["district"]["instructionalStrategies"]["nodes"]]


async def written(doing: Doing, **changes: Any) -> dict[str, Any]:
    """A school's plan for next year, with two items."""
    first, second, *_ = await strategies(doing)
    return {
        "schoolId": school(BOBBIN),
        "districtPlanId": REPORTED_PLAN,
        "schoolYear": 2027,
        "title": "Every pupil explains",
        "items": [
            {
                "statement": "Ask for reasons.",
                "initiativeId": initiative("rigor"),
                "strategies": [{"strategyId": first}, {"strategyId": second}],
            },
            {"statement": "Read this plan together.", "status": "IN_PROGRESS"},
        ],
        **changes,
    }


async def drafted(doing: Doing, **changes: Any) -> str:
    given = await written(doing, **changes)
    made = await doing.done("createSchoolPlan", given, PLAN, as_="principal")
    return str(made["schoolPlan"]["id"])


ITEMS = (
    "status items { nodes { id version position status statement strategies { totalCount }"
    " school { id } } }"
)


async def test_a_school_plan_goes_from_draft_to_its_end(doing: Doing) -> None:
    plan = await drafted(doing)
    told = await standing(doing, "schoolPlan", plan, ITEMS, "superintendent")
    items = told["items"]["nodes"]
    assert [each["position"] for each in items] == [1, 2]
    assert [each["status"] for each in items] == ["NO_ACTION", "IN_PROGRESS"]
    assert [each["strategies"]["totalCount"] for each in items] == [2, 0]
    assert {each["school"]["id"] for each in items} == {school(BOBBIN)}
    query = "query ($id: ID!) { schoolPlan(id: $id) { status } }"
    assert (await doing.ask(query, id=plan))["schoolPlan"] is None

    current = (
        "query ($id: ID!) { school(by: {id: $id}) { schoolPlans(where: {status: {eq: PUBLISHED}})"
        " { nodes { id } } } }"
    )
    before = (await doing.ask(current, id=school(BOBBIN)))["school"]["schoolPlans"]["nodes"]
    assert len(before) == 1
    await doing.done("publishSchoolPlan", {"id": plan}, PLAN, as_="principal")
    now = (await doing.ask(current, id=school(BOBBIN)))["school"]["schoolPlans"]["nodes"]
    assert now == [{"id": plan}]
    assert (await doing.ask(query, id=before[0]["id"]))["schoolPlan"]["status"] == "ENDED"
    await doing.done("endSchoolPlan", {"id": plan}, PLAN, as_="principal")


async def test_a_published_plan_changes_only_in_how_far_it_has_come(doing: Doing) -> None:
    plan = await drafted(doing)
    told = await standing(doing, "schoolPlan", plan, ITEMS, "principal")
    first, second = told["items"]["nodes"]
    changed = {"id": first["id"], "version": 1, "statement": "Ask why."}
    await doing.done("updateSchoolPlanItem", changed, as_="principal")
    await doing.done("publishSchoolPlan", {"id": plan}, as_="principal")
    done = {"id": second["id"], "status": "COMPLETE", "ownerId": person("teacher-bobbin-1")}
    select = "schoolPlanItem { status owner { id } }"
    told = await doing.done("recordSchoolPlanItemProgress", done, select, as_="principal")
    assert told["schoolPlanItem"]["status"] == "COMPLETE"
    before = await standing(doing, "schoolPlan", plan, ITEMS, "principal")
    for name, given in (
        ("updateSchoolPlanItem", {**changed, "version": 2}),
        ("deleteSchoolPlanItem", {"id": first["id"]}),
        ("updateSchoolPlan", {"id": plan, "version": 2, "title": "Another"}),
        ("replaceSchoolPlan", {"id": plan, "version": 2, "items": []}),
        ("deleteSchoolPlan", {"id": plan}),
        ("publishSchoolPlan", {"id": plan}),
    ):
        assert (await doing(name, given, as_="principal")).codes == ["CONFLICT"], name
    added = {"planId": plan, "statement": "One more."}
    assert (await doing("createSchoolPlanItem", added, as_="principal")).codes == ["FORBIDDEN"]
    assert await standing(doing, "schoolPlan", plan, ITEMS, "principal") == before
    await doing.done("endSchoolPlan", {"id": plan}, as_="principal")
    again = await doing("recordSchoolPlanItemProgress", done, as_="principal")
    assert again.codes == ["CONFLICT"]


async def test_a_plan_without_ground_or_items_is_not_published(doing: Doing) -> None:
    plan = await drafted(doing, districtPlanId=None, items=[])
    refused = await doing("publishSchoolPlan", {"id": plan}, PLAN, as_="principal")
    assert refused.paths == ["input.id", "input.districtPlanId", "input.items"]
    assert set(refused.codes) == {"INCOMPLETE"}
    given = {**await written(doing), "id": plan, "version": 1}
    del given["schoolId"]
    told = await doing.done("replaceSchoolPlan", given, PLAN, as_="principal")
    assert told["schoolPlan"]["version"] == 2
    await doing.done("publishSchoolPlan", {"id": plan}, PLAN, as_="principal")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("superintendent", "FORBIDDEN"),
        ("administrator", "FORBIDDEN"),
        ("manager", "FORBIDDEN"),
        ("teacher", "NOT_FOUND"),
        ("other-superintendent", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_a_school_plan_is_its_principals(doing: Doing, who: str | None, code: str) -> None:
    plan = await drafted(doing)
    for name, given in (
        ("publishSchoolPlan", {"id": plan}),
        ("deleteSchoolPlan", {"id": plan}),
        ("updateSchoolPlan", {"id": plan, "version": 1, "title": "No."}),
        ("replaceSchoolPlan", {"id": plan, "version": 1}),
        ("createSchoolPlanItem", {"planId": plan, "statement": "No."}),
    ):
        assert (await doing(name, given, as_=who)).codes == [code], name
    given = await written(doing, schoolYear=2028)
    assert set((await doing("createSchoolPlan", given, as_=who)).codes) <= {"FORBIDDEN", code}
    told = await standing(doing, "schoolPlan", plan, "status version", "principal")
    assert told == {"status": "DRAFT", "version": 1}


async def test_another_schools_principal_does_not_write_it(doing: Doing) -> None:
    other = caller("principal-canal")
    given = await written(doing)
    assert (await doing("createSchoolPlan", given, caller=other)).codes == ["FORBIDDEN"]
    plan = await drafted(doing)
    assert (await doing("publishSchoolPlan", {"id": plan}, caller=other)).codes == ["NOT_FOUND"]


async def reviewed(doing: Doing) -> tuple[str, list[str]]:
    """A review of a published plan, called for this month, and the plan's items."""
    plan = await drafted(doing)
    await doing.done("publishSchoolPlan", {"id": plan}, as_="principal")
    told = await standing(doing, "schoolPlan", plan, ITEMS, "principal")
    given = {
        "planId": plan,
        "month": first_of_month(),
        "principalId": person("principal-bobbin"),
    }
    made = await doing.done("createSchoolPlanReview", given, REVIEW, as_="superintendent")
    items = [each["id"] for each in told["items"]["nodes"]]
    return str(made["schoolPlanReview"]["id"]), items


def colored(items: list[str]) -> list[dict[str, str]]:
    return [{"itemId": each, "status": "IN_PROGRESS"} for each in items]


async def test_a_review_is_prepared_held_and_closed_by_a_memo(doing: Doing) -> None:
    review, items = await reviewed(doing)
    early = await doing("holdSchoolPlanReview", {"id": review}, as_="superintendent")
    assert early.codes == ["CONFLICT"]
    part = {"itemId": items[0], "status": "COMPLETE", "reviewId": review}
    await doing.done("createSchoolPlanReviewItem", part, as_="principal")
    given = {"id": review, **PREPARATION, "items": colored(items)}
    select = "schoolPlanReview { status items { nodes { status } } }"
    told = await doing.done("prepareSchoolPlanReview", given, select, as_="principal")
    assert told["schoolPlanReview"] == {
        "status": "PREPARED",
        "items": {"nodes": [{"status": "IN_PROGRESS"}] * 2},
    }
    nobody = await doing("holdSchoolPlanReview", {"id": review}, REVIEW, as_="superintendent")
    assert (nobody.codes, nobody.paths) == (["INCOMPLETE"], ["input.superintendentId"])
    held = {"id": review, "superintendentId": person("superintendent")}
    await doing.done("holdSchoolPlanReview", held, REVIEW, as_="superintendent")
    empty = {"id": review, "decisions": "Go on."}
    refused = await doing("closeSchoolPlanReview", empty, REVIEW, as_="superintendent")
    assert refused.paths == ["input.id", "input.salientPoints", "input.areasToImprove"]
    assert set(refused.codes) == {"INCOMPLETE"}
    select = f"{REVIEW} schoolPlanMemo {{ decisions author {{ id }} }}"
    sent = {"id": review, **MEMO}
    closed = await doing.done("closeSchoolPlanReview", sent, select, as_="superintendent")
    assert closed["schoolPlanReview"]["status"] == "MEMO_SENT"
    assert closed["schoolPlanMemo"]["author"] == {"id": person("superintendent")}
    told = await standing(
        doing, "schoolPlanReview", review, "memo { decisions areasToImprove }", "principal"
    )
    assert told["memo"] == {"decisions": "Go on.", "areasToImprove": "Write less, sooner."}


async def test_a_memo_can_be_begun_before_it_is_sent(doing: Doing) -> None:
    review, items = await reviewed(doing)
    given = {"id": review, **PREPARATION, "items": colored(items)}
    await doing.done("prepareSchoolPlanReview", given, as_="principal")
    held = {"id": review, "assistantSuperintendentId": person("assistant-superintendent")}
    await doing.done("holdSchoolPlanReview", held, as_="superintendent")
    begun = {"reviewId": review, **MEMO, "decisions": ""}
    select = "schoolPlanMemo { id version }"
    made = await doing.done("createSchoolPlanMemo", begun, select, as_="superintendent")
    memo = made["schoolPlanMemo"]
    refused = await doing("closeSchoolPlanReview", {"id": review}, as_="superintendent")
    assert refused.paths == ["input.id", "input.decisions"]
    given = {"id": review, "decisions": "Go on."}
    await doing.done("closeSchoolPlanReview", given, as_="superintendent")
    changed = {"id": memo["id"], "version": 2, "decisions": "Stop."}
    assert (await doing("updateSchoolPlanMemo", changed, as_="superintendent")).codes == [
        "CONFLICT"
    ]


async def test_a_review_that_is_not_prepared_is_told_all_that_lacks(doing: Doing) -> None:
    review, items = await reviewed(doing)
    given = {"id": review, "goal": "Reasons.", "items": colored(items[:1])}
    refused = await doing("prepareSchoolPlanReview", given, REVIEW, as_="principal")
    assert refused.paths == [
        "input.id",
        "input.areasInWork",
        "input.evidence",
        "input.steps",
        "input.items",
    ]
    told = await standing(
        doing, "schoolPlanReview", review, "status items { totalCount }", "principal"
    )
    assert told == {"status": "OPEN", "items": {"totalCount": 0}}
    partly = {"id": review, "version": 1, "evidence": "Twelve visits."}
    await doing.done("updateSchoolPlanReview", partly, as_="principal")


@pytest.mark.parametrize(
    ("who", "preparing", "leading"),
    [
        ("superintendent", "FORBIDDEN", None),
        ("principal", None, "FORBIDDEN"),
        ("administrator", "NOT_FOUND", "NOT_FOUND"),
        ("manager", "NOT_FOUND", "NOT_FOUND"),
        ("monitor", "NOT_FOUND", "NOT_FOUND"),
        ("other-superintendent", "NOT_FOUND", "NOT_FOUND"),
        (None, "NOT_FOUND", "NOT_FOUND"),
    ],
)
async def test_each_side_of_a_review_does_its_part(
    doing: Doing, who: str | None, preparing: str | None, leading: str | None
) -> None:
    review, items = await reviewed(doing)
    prepared = {"id": review, **PREPARATION, "items": colored(items)}
    if preparing:
        refused = await doing("prepareSchoolPlanReview", prepared, as_=who)
        assert refused.codes == [preparing]
        assert await standing(doing, "schoolPlanReview", review, "status", "principal") == {
            "status": "OPEN"
        }
    await doing.done("prepareSchoolPlanReview", prepared, as_="principal")
    if leading:
        held = {"id": review, "superintendentId": person("superintendent")}
        for name, given in (
            ("holdSchoolPlanReview", held),
            ("closeSchoolPlanReview", {"id": review, **MEMO}),
            ("deleteSchoolPlanReview", {"id": review}),
        ):
            assert (await doing(name, given, as_=who)).codes == [leading], name
        told = await standing(doing, "schoolPlanReview", review, "status version", "principal")
        assert told == {"status": "PREPARED", "version": 2}


async def test_a_review_is_called_by_leaders(doing: Doing) -> None:
    plan = await drafted(doing)
    given = {"planId": plan, "month": "2026-01-01", "principalId": person("principal-bobbin")}
    for who in ("principal", "administrator", "manager"):
        assert (await doing("createSchoolPlanReview", given, as_=who)).codes == ["FORBIDDEN"], who
    refused = await doing("createSchoolPlanReview", given, as_="other-superintendent")
    assert (refused.codes, refused.paths) == (["NOT_FOUND"], ["input.planId"])
    made = await doing.done("createSchoolPlanReview", given, REVIEW, as_="superintendent")
    late = {"id": made["schoolPlanReview"]["id"]}
    assert (await doing("deleteSchoolPlanReview", late, as_="principal")).codes == ["FORBIDDEN"]
    await doing.done("deleteSchoolPlanReview", late, "deletedId", as_="superintendent")
