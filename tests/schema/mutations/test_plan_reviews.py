"""What is said of a plan is corrected and taken back by who said it, while it waits."""

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_plan_life import draft, mill_city

REVIEW = "query ($id: ID!) { planReview(id: $id) { feedback version ratings { totalCount } } }"
AMENDMENT = "query ($id: ID!) { planAmendment(id: $id) { summary version } }"


async def reviewed(doing: Doing) -> tuple[str, str]:
    """A submitted plan and a monitor's review of it."""
    plan = await draft(doing)
    await doing.done("submitPlan", {"id": plan}, as_="manager")
    given = {
        "id": plan,
        "feedback": "Say why.",
        "ratings": [{"criterion": "PROVIDES_FOCUS", "rating": "PARTLY"}],
    }
    made = await doing.done("reviewPlan", given, "planReview { id }", as_="monitor")
    return plan, str(made["planReview"]["id"])


async def test_a_review_is_its_reviewers(doing: Doing) -> None:
    _, review = await reviewed(doing)
    change = {"id": review, "version": 1, "feedback": "Say why, and by whom."}
    for who in ("other-monitor", "state-office", "manager", "superintendent"):
        assert (await doing("updatePlanReview", change, as_=who)).codes == ["FORBIDDEN"]
        assert (await doing("deletePlanReview", {"id": review}, as_=who)).codes == ["FORBIDDEN"]
    assert (await doing("updatePlanReview", change)).codes == ["NOT_FOUND"]
    before = await doing.ask(REVIEW, as_="monitor", id=review)
    assert before["planReview"] == {
        "feedback": "Say why.",
        "version": 1,
        "ratings": {"totalCount": 1},
    }
    await doing.done("updatePlanReview", change, as_="monitor")
    rating = {"reviewId": review, "criterion": "BUILDS_LONG_TERM_CAPACITY", "rating": "MEETS"}
    refused = await doing("createPlanReviewRating", rating, as_="other-monitor")
    assert refused.codes == ["FORBIDDEN"]
    await doing.done("createPlanReviewRating", rating, as_="monitor")
    after = await doing.ask(REVIEW, as_="monitor", id=review)
    assert after["planReview"]["feedback"] == change["feedback"]
    assert after["planReview"]["ratings"]["totalCount"] == 2
    await doing.done("deletePlanReview", {"id": review}, "deletedId", as_="monitor")
    assert (await doing.ask(REVIEW, as_="monitor", id=review))["planReview"] is None


async def test_a_review_stays_once_the_plan_is_returned(doing: Doing) -> None:
    plan, review = await reviewed(doing)
    await doing.done("returnPlan", {"id": plan}, as_="state-office")
    assert (await doing("deletePlanReview", {"id": review}, as_="monitor")).codes == ["CONFLICT"]
    kept = await doing.ask(REVIEW, as_="monitor", id=review)
    assert kept["planReview"]["feedback"] == "Say why."


async def test_a_request_to_amend_is_taken_back_until_it_is_decided(doing: Doing) -> None:
    _, _, plans = await mill_city(doing)
    plan = plans["IN_IMPLEMENTATION"]["id"]
    tree = await doing.ask(
        "query ($id: ID!) { plan(id: $id) { strategicObjectives(first: 1) { nodes { id } } } }",
        as_="manager",
        id=plan,
    )
    objective = tree["plan"]["strategicObjectives"]["nodes"][0]["id"]
    changes = [{"changeStrategicObjective": {"id": objective, "title": "Coaching"}}]
    asking = {"id": plan, "summary": "More coaching", "changes": changes}
    requests = []
    for _ in range(2):
        made = await doing.done(
            "requestPlanAmendment", asking, "planAmendment { id }", as_="manager"
        )
        requests.append(made["planAmendment"]["id"])
    kept, dropped = requests
    for who in ("monitor", "state-office"):
        refused = await doing("deletePlanAmendment", {"id": dropped}, as_=who)
        assert refused.codes == ["FORBIDDEN"]
    await doing.done("deletePlanAmendment", {"id": dropped}, "deletedId", as_="superintendent")
    assert (await doing.ask(AMENDMENT, as_="manager", id=dropped))["planAmendment"] is None

    await doing.done("approvePlanAmendment", {"id": kept}, as_="state-office")
    assert (await doing("deletePlanAmendment", {"id": kept}, as_="manager")).codes == ["CONFLICT"]
    told = (await doing.ask(AMENDMENT, as_="manager", id=kept))["planAmendment"]
    change = {"id": kept, "version": told["version"], "summary": "Something else"}
    assert (await doing("updatePlanAmendment", change, as_="manager")).codes == ["CONFLICT"]
    assert (await doing.ask(AMENDMENT, as_="manager", id=kept))["planAmendment"] == told
