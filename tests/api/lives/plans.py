"""A plan's whole life, by those whose work it is, and refused to the others."""

from typing import Any

from tests.api.portal import Portal
from tests.schema.mutations.plan_inputs import ALL_CRITERIA, plan_input

__all__ = ["a_plan_lives"]

MILL_CITY = (
    '{ district(by: {name: "Mill City"}) { id plans { nodes { id status } } }'
    " viewer { person { id } } }"
)
STATUS = "query ($id: ID!) { plan(id: $id) { status } }"
EVERYONE_ELSE = ("teacher", "school-board", "state-board", "research-office", "other-manager")


def status(portal: Portal, plan: str, who: str | None) -> str | None:
    """Where the plan stands, as far as somebody sees it."""
    seen = portal.ask(STATUS, as_=who, id=plan)["plan"]
    return seen["status"] if seen else None


def refused_to(portal: Portal, name: str, plan: str, *callers: str | None) -> None:
    """Whoever may not do it is told so, or nothing at all, and the plan stays where it is."""
    before = status(portal, plan, "manager")
    for who in callers:
        sees = status(portal, plan, who) is not None
        codes = portal.codes(name, {"id": plan}, as_=who)
        assert codes == (["FORBIDDEN"] if sees else ["NOT_FOUND"]), (name, who)
    assert status(portal, plan, "manager") == before


def a_plan_lives(portal: Portal) -> None:
    """From its first draft to its end."""
    plan, running = written(portal)
    refused_to(portal, "submitPlan", plan, None, "firm", "monitor", *EVERYONE_ELSE)
    portal.do("submitPlan", {"id": plan}, as_="manager")

    refused_to(portal, "reviewPlan", plan, None, "manager", "superintendent", *EVERYONE_ELSE)
    reviewed(portal, plan, "other-monitor", "Say what principals will do differently.")
    refused_to(portal, "returnPlan", plan, "manager", "monitor", "other-monitor", None)
    portal.do("returnPlan", {"id": plan}, as_="state-office")
    assert status(portal, plan, "monitor") == "RETURNED_WITH_FEEDBACK"
    portal.do("revisePlan", {"id": plan}, as_="manager")
    portal.do("submitPlan", {"id": plan}, as_="superintendent")

    portal.do("reviewPlan", {"id": plan}, as_="monitor")
    assert set(portal.codes("acceptPlan", {"id": plan}, as_="state-office")) == {"INCOMPLETE"}
    reviewed(portal, plan, "monitor", None)
    refused_to(portal, "acceptPlan", plan, "monitor", "manager", "superintendent", None)
    assert status(portal, plan, None) is None
    portal.do("acceptPlan", {"id": plan}, as_="state-office")
    assert status(portal, plan, None) == "ACCEPTED"
    assert status(portal, running, None) == "SUPERSEDED"

    portal.do("startPlan", {"id": plan}, as_="state-office")
    carried_out(portal, plan)
    refused_to(portal, "completePlan", plan, "manager", "monitor", "superintendent", None)
    portal.do("completePlan", {"id": plan}, as_="state-office")
    assert status(portal, plan, None) == "COMPLETED"
    assert portal.codes("startPlan", {"id": plan}, as_="state-office") == ["CONFLICT"]


def written(portal: Portal) -> tuple[str, str]:
    """A new draft in place of the demo's, and the plan that is carried out until then."""
    seen = portal.ask(MILL_CITY, as_="superintendent")
    plans = {plan["status"]: plan["id"] for plan in seen["district"]["plans"]["nodes"]}
    portal.do("deletePlan", {"id": plans["DRAFT"]}, as_="manager")
    given = plan_input(
        seen["district"]["id"],
        seen["viewer"]["person"]["id"],
        supersedesId=plans["IN_IMPLEMENTATION"],
    )
    for who in ("other-manager", "monitor", "teacher", None):
        assert portal.codes("createPlan", given, as_=who) == ["FORBIDDEN"], who
    made = portal.do("createPlan", given, "plan { id status }", as_="manager")["plan"]
    assert made["status"] == "DRAFT"
    return made["id"], plans["IN_IMPLEMENTATION"]


def reviewed(portal: Portal, plan: str, who: str, feedback: str | None) -> None:
    """The plan rated by all criteria, by a plan monitor."""
    given = {"id": plan, "feedback": feedback, "ratings": ALL_CRITERIA}
    portal.do("reviewPlan", given, as_=who)


TREE = (
    "query ($id: ID!) { plan(id: $id) { strategicObjectives(first: 1) { nodes { initiatives"
    "(first: 1) { nodes { activities { nodes { id version } }"
    " benchmarks { nodes { id status version } } } } } } } }"
)


def parts(portal: Portal, plan: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plan's first activity and benchmark."""
    objectives = portal.ask(TREE, as_="manager", id=plan)["plan"]["strategicObjectives"]["nodes"]
    initiative = objectives[0]["initiatives"]["nodes"][0]
    return initiative["activities"]["nodes"][0], initiative["benchmarks"]["nodes"][0]


def carried_out(portal: Portal, plan: str) -> None:
    """Work is done, measured, shown and judged; the plan is amended."""
    activity, benchmark = parts(portal, plan)
    change = {"id": activity["id"], "version": activity["version"]}
    portal.do("updateActivity", {**change, "status": "IN_PROGRESS"}, as_="firm")
    rewritten = {**change, "version": change["version"] + 1, "description": "Something else."}
    assert portal.codes("updateActivity", rewritten, as_="manager") != []

    measured = {"id": benchmark["id"], "measuredOn": "2014-01-15", "value": "11.5"}
    for who in (None, "school-board", "monitor", "other-firm"):
        assert portal.codes("recordMeasurement", measured, as_=who) == ["FORBIDDEN"], who
    shown = [{"kind": "DOCUMENT", "title": "Visits in December", "collectedOn": "2014-01-15"}]
    told = portal.do(
        "recordMeasurement",
        {**measured, "evidence": shown},
        "benchmark { status } measurement { value } evidence { title }",
        as_="manager",
    )
    assert told["benchmark"] == {"status": "IN_PROGRESS"}
    assert told["measurement"] == {"value": "11.5"}
    assert told["evidence"] == [{"title": "Visits in December"}]

    judged = {"id": benchmark["id"], "judgement": "MET"}
    for who in ("manager", "superintendent", "other-monitor", "state-office", None):
        assert portal.codes("judgeBenchmark", judged, as_=who) == ["FORBIDDEN"], who
    told = portal.do("judgeBenchmark", judged, "benchmark { status }", as_="monitor")
    assert told["benchmark"] == {"status": "MET"}

    changes = [{"changeActivity": {"id": activity["id"], "description": "Visit every day."}}]
    given = {"id": plan, "summary": "Visits", "changes": changes}
    asked = portal.do("requestPlanAmendment", given, "planAmendment { id }", as_="superintendent")[
        "planAmendment"
    ]
    for who in ("manager", "superintendent", "monitor"):
        assert portal.codes("approvePlanAmendment", asked, as_=who) == ["FORBIDDEN"], who
    portal.do("approvePlanAmendment", asked, as_="state-office")
    assert portal.codes("refusePlanAmendment", asked, as_="state-office") == ["CONFLICT"]
