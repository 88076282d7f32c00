"""Walkthroughs, from a tool's list to the teacher's copy and the memo on a joint one."""

from typing import Any

import pytest

from seeds.demo.mill_city_people import BOBBIN
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import (
    DISTRICT,
    caller,
    first_of_month,
    person,
    school,
    standing,
    today,
)

WALKTHROUGH = (
    "walkthrough { id version status deadline isSameDay comments { nodes { id version } } }"
)
TOOL = "walkthroughTool { id version edition retiredOn strategies { nodes { id } } }"


async def looked_for(doing: Doing) -> list[str]:
    query = (
        "query ($id: ID!) { district(by: {id: $id}) { instructionalStrategies { nodes { id } } } }"
    )
    told = await doing.ask(query, as_="manager", id=DISTRICT)
    return [each["id"] for each in told["district"]["instructionalStrategies"]["nodes"]]


async def tool_of(doing: Doing, **changes: Any) -> dict[str, Any]:
    """A new tool with two strategies on its list, in use from today on."""
    given = {
        "districtId": DISTRICT,
        "name": "Short form",
        "introducedOn": today(),
        "strategies": [{"strategyId": each} for each in (await looked_for(doing))[:2]],
        **changes,
    }
    made = await doing.done("createWalkthroughTool", given, TOOL, as_="manager")
    return dict(made["walkthroughTool"])


def visit(tool: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "schoolId": school(BOBBIN),
        "toolId": tool["id"],
        "teacherId": person("teacher-bobbin-1"),
        "observedOn": today(),
        "comments": [
            {
                "toolStrategyId": tool["strategies"]["nodes"][0]["id"],
                "wasSeen": True,
                "comment": "Two pupils explained.",
            }
        ],
        **changes,
    }


async def noted(doing: Doing, **changes: Any) -> dict[str, Any]:
    """A walkthrough of the principal's that is not delivered yet."""
    tool = await tool_of(doing)
    given = visit(tool, **changes)
    made = await doing.done("createWalkthrough", given, WALKTHROUGH, as_="principal")
    return dict(made["walkthrough"])


async def count_of(doing: Doing) -> int:
    query = (
        "query ($id: ID!, $month: Date!) { person(id: $id) { walkthroughCounts(where: {month:"
        " {eq: $month}}) { nodes { walkthroughs } } } }"
    )
    principal = person("principal-bobbin")
    told = await doing.ask(query, as_="administrator", id=principal, month=first_of_month())
    return sum(each["walkthroughs"] for each in told["person"]["walkthroughCounts"]["nodes"])


async def test_a_walkthrough_is_delivered_by_the_end_of_the_day(doing: Doing) -> None:
    walkthrough = await noted(doing)
    assert walkthrough["deadline"][:10] == today(1)
    assert await count_of(doing) == 0
    given = {"id": walkthrough["id"]}
    told = await doing.done("deliverWalkthrough", given, WALKTHROUGH, as_="principal")
    assert (told["walkthrough"]["status"], told["walkthrough"]["isSameDay"]) == ("DELIVERED", True)
    assert await count_of(doing) == 1
    seen = await standing(
        doing, "walkthrough", walkthrough["id"], "comments { nodes { comment } }", "teacher"
    )
    assert seen["comments"]["nodes"] == [{"comment": "Two pupils explained."}]
    comment = walkthrough["comments"]["nodes"][0]
    for name, more in (
        ("updateWalkthrough", {**given, "version": 2, "observedOn": today(-1)}),
        ("deleteWalkthrough", given),
        ("deliverWalkthrough", given),
        ("updateWalkthroughComment", {**comment, "wasSeen": False}),
        ("deleteWalkthroughComment", {"id": comment["id"]}),
    ):
        assert (await doing(name, more, as_="principal")).codes == ["CONFLICT"], name


async def test_a_late_copy_is_told_as_late(doing: Doing) -> None:
    given = visit(await tool_of(doing, introducedOn=today()))
    made = await doing.done("createWalkthrough", given, WALKTHROUGH, as_="principal")
    walkthrough = made["walkthrough"]["id"]
    moved = {"id": walkthrough, "version": 1, "observedOn": today(-1)}
    await doing.done("updateWalkthrough", moved, as_="principal")
    select = "walkthrough { isSameDay deliveredOn }"
    told = await doing.done("deliverWalkthrough", {"id": walkthrough}, select, as_="principal")
    assert told["walkthrough"] == {"isSameDay": False, "deliveredOn": today()}


async def test_there_must_be_something_to_deliver(doing: Doing) -> None:
    walkthrough = await noted(doing, comments=[])
    given = {"id": walkthrough["id"]}
    refused = await doing("deliverWalkthrough", given, WALKTHROUGH, as_="principal")
    assert (refused.codes, refused.paths) == (["INCOMPLETE"], ["input.comments"])
    later = {**given, "version": 1, "observedOn": today(1)}
    await doing.done("updateWalkthrough", later, as_="principal")
    assert (await doing("deliverWalkthrough", given, as_="principal")).codes == ["CONFLICT"]
    told = await standing(doing, "walkthrough", walkthrough["id"], "status", "principal")
    assert told == {"status": "DRAFT"}


async def test_a_tool_is_used_while_it_is_in_use(doing: Doing) -> None:
    given = visit(await tool_of(doing, introducedOn=today(1)))
    refused = await doing("createWalkthrough", given, WALKTHROUGH, as_="principal")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.toolId"])
    assert refused.data["walkthrough"] is None


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("teacher", "FORBIDDEN"),
        ("superintendent", "NOT_FOUND"),
        ("administrator", "NOT_FOUND"),
        ("manager", "NOT_FOUND"),
        ("monitor", "NOT_FOUND"),
        ("other-superintendent", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_a_walkthrough_is_its_observers(doing: Doing, who: str | None, code: str) -> None:
    walkthrough = await noted(doing)
    given = {"id": walkthrough["id"]}
    comment = walkthrough["comments"]["nodes"][0]
    for name, more in (
        ("deliverWalkthrough", given),
        ("deleteWalkthrough", given),
        ("updateWalkthrough", {**given, "version": 1, "observedOn": today(-1)}),
        ("updateWalkthroughComment", {**comment, "comment": "None."}),
        ("deleteWalkthroughComment", {"id": comment["id"]}),
    ):
        assert (await doing(name, more, as_=who)).codes == [code], name
    told = await standing(doing, "walkthrough", walkthrough["id"], "status version", "principal")
    assert told == {"status": "DRAFT", "version": 1}


async def test_leaders_and_administrators_walk_too_but_teachers_do_not(doing: Doing) -> None:
    given = visit(await tool_of(doing))
    for observer in ("superintendent", "administrator"):
        select = "walkthrough { observer { id } }"
        await doing.done("createWalkthrough", given, select, as_=observer)
    for who in ("teacher", "manager", "monitor", "other-superintendent", None):
        refused = await doing("createWalkthrough", given, as_=who)
        assert refused.codes[0] in {"FORBIDDEN", "NOT_FOUND"}, who
        assert len(refused.codes) == 1


async def test_a_joint_walkthrough_is_followed_by_the_principals_memo(doing: Doing) -> None:
    tool = await tool_of(doing)
    alone = visit(tool)
    joint = {**alone, "jointWithId": person("assistant-superintendent")}
    memo = {
        "instructionSeen": "A lesson in three parts.",
        "areasToImprove": "Time for answers.",
        "planForImprovement": "A visit a week.",
    }
    ids = [
        (await doing.done("createWalkthrough", each, "walkthrough { id }", as_="principal"))[
            "walkthrough"
        ]["id"]
        for each in (alone, joint)
    ]
    select = "jointWalkthroughMemo { id writtenOn author { id } }"
    refused = await doing(
        "createJointWalkthroughMemo", {"walkthroughId": ids[0], **memo}, select, as_="principal"
    )
    assert (refused.codes, refused.paths) == (["CONFLICT"], ["input.walkthroughId"])
    given = {"walkthroughId": ids[1], **memo}
    for who, code in (("superintendent", "FORBIDDEN"), ("administrator", "NOT_FOUND")):
        assert (await doing("createJointWalkthroughMemo", given, as_=who)).codes == [code], who
    made = await doing.done("createJointWalkthroughMemo", given, select, as_="principal")
    told = made["jointWalkthroughMemo"]
    assert told["writtenOn"] == today()
    assert told["author"] == {"id": person("principal-bobbin")}
    assistant = caller("assistant-superintendent")
    changed = {"id": told["id"], "version": 1, "areasToImprove": "None."}
    assert (await doing("updateJointWalkthroughMemo", changed, caller=assistant)).codes == [
        "FORBIDDEN"
    ]
    await doing.done("updateJointWalkthroughMemo", changed, as_="principal")


async def test_a_tool_is_revised_by_a_new_edition(doing: Doing) -> None:
    tool = await tool_of(doing)
    again = {"districtId": DISTRICT, "name": "Short form", "introducedOn": today()}
    refused = await doing("createWalkthroughTool", again, as_="manager")
    assert (refused.codes, refused.paths) == (["CONFLICT"], ["input.name"])
    early = {"id": tool["id"], "introducedOn": today()}
    refused = await doing("reviseWalkthroughTool", early, as_="manager")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.introducedOn"])
    strategies = [{"strategyId": each} for each in (await looked_for(doing))[:3]]
    given = {"id": tool["id"], "introducedOn": today(7), "strategies": strategies}
    refusals: tuple[tuple[str | None, str], ...] = (
        ("principal", "FORBIDDEN"),
        ("teacher", "FORBIDDEN"),
        ("monitor", "FORBIDDEN"),
        ("other-manager", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    )
    for who, code in refusals:
        for name in ("reviseWalkthroughTool", "retireWalkthroughTool"):
            more = given if name.startswith("revise") else {"id": tool["id"]}
            assert (await doing(name, more, as_=who)).codes == [code], (who, name)
    select = f"{TOOL} edition {{ id edition name strategies {{ totalCount }} }}"
    made = await doing.done("reviseWalkthroughTool", given, select, as_="administrator")
    assert made["walkthroughTool"]["retiredOn"] == today(6)
    assert made["edition"]["edition"] == 2
    assert made["edition"]["strategies"] == {"totalCount": 3}
    next_ = {"id": made["edition"]["id"], "introducedOn": today(14)}
    same = await doing.done("reviseWalkthroughTool", next_, select, as_="manager")
    assert same["edition"]["strategies"] == {"totalCount": 3}
    twice = await doing("reviseWalkthroughTool", next_, as_="manager")
    assert twice.codes == ["CONFLICT"]
    retired = {"id": same["edition"]["id"], "retiredOn": today(20)}
    await doing.done("retireWalkthroughTool", retired, TOOL, as_="manager")


async def test_targets_are_set_for_many_at_once(doing: Doing) -> None:
    row = {"districtId": DISTRICT, "month": first_of_month(), "walkthroughs": 8}
    rows = [
        {**row, "administratorId": person("principal-bobbin")},
        {**row, "administratorId": person("principal-canal"), "month": "2026-01-15"},
        {**row, "administratorId": person("principal-weaver")},
    ]
    select = "walkthroughTargets { id version walkthroughs }"
    given = {"walkthroughTargets": rows}
    refused = await doing("createWalkthroughTargets", given, select, as_="manager")
    assert refused.paths == ["input.walkthroughTargets.1.month"]
    assert refused.data["walkthroughTargets"] == [None, None, None]
    kept = await doing(
        "createWalkthroughTargets", {**given, "errorPolicy": "KEEP_GOOD"}, select, as_="manager"
    )
    first, second, third = kept.data["walkthroughTargets"]
    assert second is None
    assert third["walkthroughs"] == 8
    changed = {"id": first["id"], "version": 1, "walkthroughs": 6}
    for who, code in (("principal", "FORBIDDEN"), ("other-manager", "NOT_FOUND")):
        assert (await doing("updateWalkthroughTarget", changed, as_=who)).codes == [code], who
    await doing.done("updateWalkthroughTarget", changed, as_="superintendent")
    await doing.done("deleteWalkthroughTarget", {"id": first["id"]}, as_="administrator")
    alone = await doing("createWalkthroughTarget", rows[2], as_="principal")
    assert alone.codes == ["FORBIDDEN"]


async def test_strategies_are_the_teams(doing: Doing) -> None:
    given = {"districtId": DISTRICT, "name": "Wait time", "lookFor": "Three seconds."}
    for who in ("principal", "teacher", "monitor", "other-manager", None):
        assert (await doing("createInstructionalStrategy", given, as_=who)).codes == ["FORBIDDEN"]
    select = "instructionalStrategy { id version }"
    made = await doing.done("createInstructionalStrategy", given, select, as_="administrator")
    strategy = made["instructionalStrategy"]
    changed = {**strategy, "lookFor": "Five seconds."}
    await doing.done("updateInstructionalStrategy", changed, as_="manager")
    tool = await tool_of(doing)
    listed = {"toolId": tool["id"], "strategyId": strategy["id"]}
    select = "walkthroughToolStrategy { id version position }"
    made = await doing.done("createWalkthroughToolStrategy", listed, select, as_="manager")
    on_list = made["walkthroughToolStrategy"]
    assert on_list["position"] == 3
    gone = {"id": on_list["id"]}
    refused = await doing("deleteWalkthroughToolStrategy", gone, as_="principal")
    assert refused.codes == ["FORBIDDEN"]
    await doing.done("deleteWalkthroughToolStrategy", gone, as_="manager")
