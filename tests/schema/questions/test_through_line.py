"""The through-line: counted anew from the records that the same caller sees."""

from collections import defaultdict
from typing import Any

import pytest

from models.plans import ThroughLineLevel
from seeds.demo.ids import MILL_CITY, OTHER_DISTRICT
from tests.schema.graphs import EVERYONE, Graph

LINE = """{
  status
  levels {
    level status plannedCount doneCount benchmarkCount measuredCount metCount notMetCount
    planned { status initiative { title } activity { id } schoolPlanItem { id } }
    measured { benchmark { id status } status measurementCount latestValue latestOn }
    evidence { kind count latestOn evidence { id } benchmark { id } schoolPlanItem { id } }
  }
  gaps {
    kind level initiative { id title } schoolPlanItem { id }
    practiceBenchmark { category status } resultBenchmark { category status }
  }
}"""

ASKED = (
    "query ($plan: ID!) { throughLine(plan: $plan) { plan { title } strategicObjective { title } "
    + LINE[1:]
    + "}"
)

PLANS = "{ plans { nodes { id } } }"

LINES = """query ($plan: ID!) { plan(id: $plan) {
  throughLine LINE strategicObjectives { nodes { throughLine LINE } }
} }""".replace("LINE", LINE)

RECORDS = """query ($plan: ID!) {
  plan(id: $plan) { district { name } strategicObjectives { nodes { initiatives { nodes {
    id
    activities { nodes { id status level } }
    benchmarks { nodes {
      id status level category
      measurements(first: 20) { totalCount nodes { measuredOn } } evidence { totalCount }
    } }
  } } } } }
  items: schoolPlanItems(first: 1000, orderBy: [
    {school: {field: ID}}, {plan: {field: ID}}, {field: POSITION}
  ]) { nodes {
    id status level initiative { id } school { id } strategies { nodes { strategy { id } } }
  } }
  counts: strategyCounts(first: 1000) { nodes { strategy { id } school { id } seen } }
}"""

LEVELS = ThroughLineLevel.words()
COUNT_READERS = {
    **dict.fromkeys(
        ("superintendent", "administrator", "principal", "manager", "monitor"), MILL_CITY
    ),
    **dict.fromkeys(("other-superintendent", "other-manager", "other-monitor"), OTHER_DISTRICT),
}
"""Whose walkthrough counts a persona may see."""

ACTS = {"DONE": "ACHIEVED", "COMPLETE": "ACHIEVED", "NO_ACTION": "NOT_STARTED"}


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_plans_line_is_what_its_records_give(graph: Graph, who: str | None) -> None:
    plans = (await graph(PLANS, as_=who)).data["plans"]["nodes"]
    assert plans
    for plan in plans:
        lines = (await graph(LINES, {"plan": plan["id"]}, as_=who)).data["plan"]
        objectives = await initiatives_of(graph, plan["id"], who)
        check(lines["throughLine"], [i for each in objectives for i in each])
        for told, initiatives in zip(
            lines["strategicObjectives"]["nodes"], objectives, strict=True
        ):
            check(told["throughLine"], initiatives)


async def initiatives_of(graph: Graph, plan: str, who: str | None) -> list[list[Any]]:
    """A plan's initiatives by strategic objective, each with the items that serve it."""
    found = (await graph(RECORDS, {"plan": plan}, as_=who)).data
    seen: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for count in found["counts"]["nodes"]:
        seen[count["strategy"]["id"], count["school"]["id"]].append(count["seen"])
    for item in found["items"]["nodes"]:
        named = [each["strategy"] for each in item["strategies"]["nodes"]]
        strategies = [strategy["id"] for strategy in named if strategy]
        counts = [seen[strategy, item["school"]["id"]] for strategy in strategies]
        item["wasSeen"] = any(count is None or count for each in counts for count in each)
    objectives = [o["initiatives"]["nodes"] for o in found["plan"]["strategicObjectives"]["nodes"]]
    may_see_counts = COUNT_READERS.get(str(who)) == found["plan"]["district"]["name"]
    for initiative in [i for each in objectives for i in each]:
        initiative["maySeeCounts"] = may_see_counts
        initiative["items"] = [
            item
            for item in found["items"]["nodes"]
            if item["initiative"] and item["initiative"]["id"] == initiative["id"]
        ]
    return objectives


def check(line: Any, initiatives: list[Any]) -> None:
    acts, marks = acts_of(initiatives), marks_of(initiatives)
    assert [each["level"] for each in line["levels"]] == LEVELS
    for each in line["levels"]:
        here, looked_at = acts[each["level"]], marks[each["level"]]
        statuses = [mark["status"] for mark in looked_at]
        assert [act["status"] for act in each["planned"]] == list(here.values())
        assert [
            (act["activity"] or act["schoolPlanItem"])["id"] for act in each["planned"]
        ] == list(here)
        assert [mark["benchmark"]["id"] for mark in each["measured"]] == [
            mark["id"] for mark in looked_at
        ]
        assert each["plannedCount"] == len(here)
        assert each["doneCount"] == list(here.values()).count("ACHIEVED")
        assert each["benchmarkCount"] == len(looked_at)
        assert each["metCount"] == statuses.count("MET")
        assert each["notMetCount"] == statuses.count("NOT_MET")
        assert each["status"] == rolled_up(list(here.values()), statuses)
        for mark, told in zip(looked_at, each["measured"], strict=True):
            values = mark["measurements"]
            assert told["measurementCount"] == values["totalCount"]
            days = [value["measuredOn"] for value in values["nodes"]]
            assert told["latestOn"] == max(days, default=None)
        pieces = sum(mark["evidence"]["totalCount"] for mark in looked_at)
        assert pieces == sum(e["kind"] == "EVIDENCE" for e in each["evidence"])
    assert gaps_told(line) == gaps_of(initiatives)


def acts_of(initiatives: list[Any]) -> dict[str, dict[str, str]]:
    """What is planned, by level: ids in order, each with its status on the line."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for initiative in initiatives:
        for act in initiative["activities"]["nodes"]:
            if act["status"] != "DROPPED":
                level = act["level"] or "DISTRICT"
                found[level][act["id"]] = ACTS.get(act["status"], act["status"])
        for item in initiative["items"]:
            level = item["level"] or "SCHOOL"
            found[level][item["id"]] = ACTS.get(item["status"], item["status"])
    return found


def marks_of(initiatives: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for initiative in initiatives:
        for mark in initiative["benchmarks"]["nodes"]:
            early = mark["category"] == "EARLY_EVIDENCE_OF_CHANGE"
            found[mark["level"] or ("DISTRICT" if early else "STUDENT")].append(mark)
    return found


def rolled_up(acts: list[str], marks: list[str]) -> str:
    if not acts and not marks:
        return "NOT_PLANNED"
    if "NOT_MET" in marks:
        return "NOT_ACHIEVED"
    if set(acts) <= {"ACHIEVED"} and set(marks) <= {"MET"}:
        return "ACHIEVED"
    return "NOT_STARTED" if {*acts, *marks} == {"NOT_STARTED"} else "IN_PROGRESS"


def gaps_told(line: Any) -> set[tuple[str, str]]:
    told = {
        (gap["kind"], (gap["schoolPlanItem"] or gap["initiative"])["id"]) for gap in line["gaps"]
    }
    for gap in line["gaps"]:
        if gap["kind"] == "PRACTICE_WITHOUT_RESULT":
            assert gap["practiceBenchmark"] == {
                "category": "EARLY_EVIDENCE_OF_CHANGE",
                "status": "MET",
            }
            assert gap["resultBenchmark"]["status"] == "NOT_MET"
    return told


def gaps_of(initiatives: list[Any]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for initiative in initiatives:
        items = initiative["items"]
        if not items:
            found.add(("INITIATIVE_WITHOUT_SCHOOL_PLAN", initiative["id"]))
        for item in items:
            can_be_seen = item["level"] == "CLASSROOM" or item["strategies"]["nodes"]
            if initiative["maySeeCounts"] and can_be_seen and not item["wasSeen"]:
                found.add(("SCHOOL_ITEM_WITHOUT_WALKTHROUGH", item["id"]))
        marks = {(m["category"], m["status"]) for m in initiative["benchmarks"]["nodes"]}
        missed = {category for category, status in marks if status == "NOT_MET"}
        if ("EARLY_EVIDENCE_OF_CHANGE", "MET") in marks and missed - {"EARLY_EVIDENCE_OF_CHANGE"}:
            found.add(("PRACTICE_WITHOUT_RESULT", initiative["id"]))
    return found


async def test_a_plan_outside_the_slice_has_no_line(graph: Graph) -> None:
    every = (await graph(PLANS, as_="state-office")).data["plans"]["nodes"]
    public = (await graph(PLANS)).data["plans"]["nodes"]
    hidden = {plan["id"] for plan in every} - {plan["id"] for plan in public}
    assert hidden
    for plan in hidden:
        assert (await graph(ASKED, {"plan": plan})).data == {"throughLine": None}
        assert (await graph(ASKED, {"plan": plan}, as_="state-office")).data["throughLine"]
    await graph.refusal(ASKED, {"plan": "nonsense"})


@pytest.mark.parametrize("who", EVERYONE)
async def test_both_ways_out_tell_the_same_line(graph: Graph, who: str | None) -> None:
    (plan, *_) = (await graph(PLANS, as_=who)).data["plans"]["nodes"]
    compiled = await graph(ASKED, {"plan": plan["id"]}, as_=who)
    through = await graph(ASKED, {"plan": plan["id"]}, as_=who, through_python=True)
    assert compiled.data == through.data
    assert compiled.data["throughLine"]
