"""A plan from draft to accepted, carried out, amended and judged, by those who may."""

import json
from typing import Any

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.plan_inputs import ALL_CRITERIA, plan_input

PLANS = (
    '{ district(by: {name: "Mill City"}) { id plans { nodes { id status version } } }'
    " viewer { person { id } } }"
)


async def mill_city(doing: Doing) -> tuple[str, str, dict[str, Any]]:
    """Mill City, its superintendent, and its plans by their status."""
    seen = await doing.ask(PLANS, as_="superintendent")
    plans = {plan["status"]: plan for plan in seen["district"]["plans"]["nodes"]}
    return seen["district"]["id"], seen["viewer"]["person"]["id"], plans


async def draft(doing: Doing, **changes: object) -> str:
    """A new draft in place of the one that the demo has."""
    district, owner, plans = await mill_city(doing)
    await doing.done("deletePlan", {"id": plans["DRAFT"]["id"]}, "deletedId", as_="manager")
    given = plan_input(district, owner, supersedesId=plans["IN_IMPLEMENTATION"]["id"], **changes)
    made = await doing.done("createPlan", given, "plan { id }", as_="manager")
    return str(made["plan"]["id"])


async def moved(doing: Doing, name: str, plan: str, who: str, **given: object) -> str:
    """Where a plan stands after a verb."""
    told = await doing.done(name, {"id": plan, **given}, "plan { status }", as_=who)
    return str(told["plan"]["status"])


async def test_a_plan_is_written_as_a_tree_and_read_back(doing: Doing) -> None:
    plan = await draft(doing)
    read = await doing.ask(
        "query ($id: ID!) { plan(id: $id) { status version keyIssues { nodes { statement } }"
        " strategicObjectives { nodes { position initiatives { nodes { position benchmarks"
        " { totalCount } activities { nodes { owner { id } } } } } } } } }",
        as_="manager",
        id=plan,
    )
    told = read["plan"]
    assert told["status"] == "DRAFT"
    objectives = told["strategicObjectives"]["nodes"]
    assert [o["position"] for o in objectives] == [1, 2, 3]
    assert [i["position"] for i in objectives[0]["initiatives"]["nodes"]] == [1, 2, 3]
    assert objectives[2]["initiatives"]["nodes"][1]["benchmarks"]["totalCount"] == 2


async def test_a_plan_goes_from_draft_to_carried_out(doing: Doing) -> None:
    plan = await draft(doing)
    assert await moved(doing, "submitPlan", plan, "manager") == "SUBMITTED"
    assert await moved(doing, "reviewPlan", plan, "monitor", feedback="Why so?") == "UNDER_REVIEW"
    assert await moved(doing, "returnPlan", plan, "state-office") == "RETURNED_WITH_FEEDBACK"
    assert await moved(doing, "revisePlan", plan, "manager") == "DRAFT"
    assert await moved(doing, "submitPlan", plan, "superintendent") == "SUBMITTED"
    given = {"ratings": ALL_CRITERIA}
    assert await moved(doing, "reviewPlan", plan, "other-monitor", **given) == "UNDER_REVIEW"
    assert await moved(doing, "acceptPlan", plan, "state-office") == "ACCEPTED"
    assert await moved(doing, "startPlan", plan, "state-office") == "IN_IMPLEMENTATION"
    _, _, plans = await mill_city(doing)
    assert set(plans) == {"IN_IMPLEMENTATION", "SUPERSEDED"}
    assert plans["IN_IMPLEMENTATION"]["id"] == plan


async def test_a_plan_that_lacks_something_is_told_all_of_it(doing: Doing) -> None:
    district, owner, _ = await mill_city(doing)
    objectives = plan_input(district, owner)["strategicObjectives"][:2]
    del objectives[0]["initiatives"][1]["benchmarks"][0]
    del objectives[1]["initiatives"][2]["activities"][0]["ownerId"]
    plan = await draft(doing, strategicObjectives=objectives)
    refused = await doing("submitPlan", {"id": plan}, "plan { status }", as_="manager")
    assert set(refused.codes) == {"INCOMPLETE"}
    assert refused.paths == [
        "input.id",
        "input.strategicObjectives",
        "input.strategicObjectives.0.initiatives.1.benchmarks",
        "input.strategicObjectives.1.initiatives.2.activities.0.owner",
    ]
    assert (await mill_city(doing))[2]["DRAFT"]["id"] == plan


async def test_an_amendment_is_asked_for_and_made(doing: Doing) -> None:
    _, _, plans = await mill_city(doing)
    plan = plans["IN_IMPLEMENTATION"]["id"]
    tree = await doing.ask(
        "query ($id: ID!) { plan(id: $id) { strategicObjectives(first: 1) { nodes { initiatives"
        "(first: 1) { nodes { id title benchmarks(first: 1, where: {status: {eq: IN_PROGRESS}})"
        " { nodes { id } } } } } } } }",
        as_="manager",
        id=plan,
    )
    initiative = tree["plan"]["strategicObjectives"]["nodes"][0]["initiatives"]["nodes"][0]
    benchmark = initiative["benchmarks"]["nodes"][0]
    changes = [
        {"changeBenchmark": {"id": benchmark["id"], "dueOn": "2013-12-31", "metric": None}},
        {"addActivity": {"initiativeId": initiative["id"], "description": "Train the coaches."}},
        {"changeInitiative": {"id": initiative["id"], "title": "Coaching"}},
    ]
    asked = await doing.done(
        "requestPlanAmendment",
        {"id": plan, "summary": "More time", "changes": changes},
        "planAmendment { id status changes { nodes { kind part subject proposal } } }",
        as_="superintendent",
    )
    amendment = asked["planAmendment"]
    assert amendment["status"] == "REQUESTED"
    first = amendment["changes"]["nodes"][0]
    assert json.loads(first["proposal"]) == {"dueOn": "2013-12-31", "metric": None}

    refused = await doing("approvePlanAmendment", {"id": amendment["id"]}, as_="manager")
    assert refused.codes == ["FORBIDDEN"]
    await doing.done("approvePlanAmendment", {"id": amendment["id"]}, as_="state-office")
    now = await doing.ask(
        "query ($id: ID!, $of: ID!) { benchmark(id: $id) { dueOn } initiative(id: $of) { title"
        ' activities(where: {description: {startsWith: "Train"}}) { totalCount } } }',
        id=benchmark["id"],
        of=initiative["id"],
    )
    assert now["benchmark"]["dueOn"] == "2013-12-31"
    assert now["initiative"] == {"title": "Coaching", "activities": {"totalCount": 1}}


async def test_a_record_says_what_its_viewer_can_do(doing: Doing) -> None:
    _, _, plans = await mill_city(doing)
    asked = "query ($id: ID!) { plan(id: $id) { viewerCan { action allowed reason } } }"
    for who, expected in (("manager", True), ("other-manager", None), ("firm", None), (None, None)):
        seen = await doing.ask(asked, as_=who, id=plans["DRAFT"]["id"])
        can = {each["action"]: each for each in (seen["plan"] or {}).get("viewerCan", ())}
        assert can.get("SUBMIT", {}).get("allowed") == expected, (who, can)
    running = plans["IN_IMPLEMENTATION"]["id"]
    told = (await doing.ask(asked, as_="manager", id=running))["plan"]["viewerCan"]
    submit = next(each for each in told if each["action"] == "SUBMIT")
    assert submit == {"action": "SUBMIT", "allowed": False, "reason": "Only while it is DRAFT."}
    assert (await doing.ask(asked, id=running))["plan"]["viewerCan"] == []
