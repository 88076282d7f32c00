"""What submitting a plan leaves behind to read and to print."""

from typing import Any

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_plan_life import draft, moved

DOCUMENTS = (
    "query ($id: ID!) { plan(id: $id) { documents { nodes { revision title htmlSha256"
    " frozenBy { label } } } } }"
)


async def documents(doing: Doing, plan: str, who: str = "manager") -> list[dict[str, Any]]:
    asked = await doing.ask(DOCUMENTS, as_=who, id=plan)
    found: list[dict[str, Any]] = asked["plan"]["documents"]["nodes"]
    return found


async def test_each_submission_is_frozen_beside_the_last(doing: Doing) -> None:
    plan = await draft(doing)
    assert await documents(doing, plan) == []
    await moved(doing, "submitPlan", plan, "superintendent")
    (first,) = await documents(doing, plan)
    assert first["revision"] == 1
    assert first["frozenBy"] == {"label": "Superintendent, Mill City"}
    assert await documents(doing, plan, "other-monitor") == [first]
    await moved(doing, "reviewPlan", plan, "monitor", feedback="Why so?")
    await moved(doing, "returnPlan", plan, "state-office")
    await moved(doing, "revisePlan", plan, "manager")
    await moved(doing, "submitPlan", plan, "manager")
    again = await documents(doing, plan)
    assert again[0] == first
    assert [each["revision"] for each in again] == [1, 2]


async def test_a_submission_that_is_refused_freezes_nothing(doing: Doing) -> None:
    plan = await draft(doing, strategicObjectives=[])
    refused = await doing("submitPlan", {"id": plan}, as_="superintendent")
    assert refused.codes
    assert await documents(doing, plan) == []
    unfit = await doing("submitPlan", {"id": await draft(doing)}, as_="state-office")
    assert unfit.codes == ["NOT_FOUND"]
