"""What schools plan and administrators practise in the demo, and who reads what of it."""

from typing import Any

import pytest

from tests.schema.graphs import EVERYONE, Graph

ADMINISTRATORS = {"manager", "superintendent", "administrator", "principal"}
OURS = {*ADMINISTRATORS, "monitor"}
THEIRS = {"other-manager", "other-superintendent", "other-monitor"}

HERE = '{district: {name: {eq: "Mill City"}}}'


def counted(field: str, where: str = HERE) -> str:
    return f"{{ {field}(where: {where}) {{ totalCount }} }}"


async def count(graph: Graph, who: str | None, field: str, where: str = HERE) -> int:
    answer = await graph(counted(field, where), as_=who)
    return int(answer.data[field]["totalCount"])


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize(
    ("field", "readers"),
    [
        ("leadershipMeetings", OURS | {"state-office"}),
        ("leadershipSegments", OURS | {"state-office"}),
        ("leadershipPackets", ADMINISTRATORS),
        ("selfAssessments", ADMINISTRATORS),
        ("selfAssessmentRatings", ADMINISTRATORS),
        ("walkthroughTools", OURS | {"teacher"}),
        ("instructionalStrategies", OURS | {"teacher"}),
        ("walkthroughTargets", OURS | {"teacher"}),
        ("walkthroughCounts", OURS),
        ("strategyCounts", OURS),
        ("walkthroughs", {"principal", "teacher", "superintendent"}),
        ("walkthroughComments", {"principal", "teacher"}),
        ("jointWalkthroughMemos", {"superintendent"}),
        ("schoolPlanReviews", {"principal", "superintendent"}),
        ("schoolPlanReviewItems", {"principal", "superintendent"}),
        ("schoolPlanMemos", {"principal", "superintendent"}),
        ("schoolPlans", set(EVERYONE)),
        ("schoolPlanItems", set(EVERYONE)),
    ],
)
async def test_mill_citys_practice_is_read_by_those_whom_the_page_names(
    graph: Graph, who: str | None, field: str, readers: set[str | None]
) -> None:
    assert bool(await count(graph, who, field)) == (who in readers)


@pytest.mark.parametrize("who", sorted(THEIRS))
async def test_loomfields_own_read_their_own(graph: Graph, who: str) -> None:
    where = '{district: {name: {eq: "Loomfield"}}}'
    assert await count(graph, who, "walkthroughCounts", where) == 1
    assert await count(graph, who, "leadershipMeetings", where) == 2
    assert bool(await count(graph, who, "schoolPlanMemos", where)) == (
        who == "other-superintendent"
    )


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_school_plan_in_preparation_stays_within(graph: Graph, who: str | None) -> None:
    drafts = '{status: {eq: DRAFT}, district: {name: {eq: "Mill City"}}}'
    within = who in OURS | {"state-office"}
    assert await count(graph, who, "schoolPlans", drafts) == (1 if within else 0)


async def test_a_principal_reads_the_whole_districts_counts_and_ratings(graph: Graph) -> None:
    everyone = await count(graph, "superintendent", "walkthroughCounts")
    assert await count(graph, "principal", "walkthroughCounts") == everyone == 13
    answer = await graph(
        "{ selfAssessments { groups(by: [STATUS]) { key { status } count } }"
        " strategyCounts { groups(by: [SCHOOL]) { key { school { name } } } } }",
        as_="principal",
    )
    by_status = {
        each["key"]["status"]: each["count"] for each in answer.data["selfAssessments"]["groups"]
    }
    assert by_status == {"IN_PACKET": 31}
    assert len(answer.data["strategyCounts"]["groups"]) == 4


@pytest.mark.parametrize(
    ("who", "authors"),
    [
        ("superintendent", 0),
        ("manager", 0),
        ("principal", 1),
        ("administrator", 1),
    ],
)
async def test_what_is_not_released_is_its_authors(graph: Graph, who: str, authors: int) -> None:
    june = '{month: {eq: "2013-06-01"}}'
    assert await count(graph, who, "selfAssessments", june) == authors
    ratings = f"{{assessment: {june}}}"
    assert bool(await count(graph, who, "selfAssessmentRatings", ratings)) == bool(authors)


GAPS = """{
  initiatives(where: {
    schoolPlanItems: {none: {}}
    strategicObjective: {plan: {status: {eq: IN_IMPLEMENTATION}}}
    district: {name: {eq: "Mill City"}}
  }) { nodes { title } }
  schoolPlanItems(first: 30, where: {
    strategies: {some: {}}
    plan: {status: {eq: PUBLISHED}}
    district: {name: {eq: "Mill City"}}
  }) {
    nodes {
      school { id name }
      statement
      strategies(first: 5) {
        nodes { strategy { counts(orderBy: [{field: MONTH}]) { nodes { seen school { id } } } } }
      }
    }
  }
}"""


def evidence(item: dict[str, Any]) -> list[int | None]:
    """How often the strategies of an item were seen at its school."""
    return [
        count["seen"]
        for named in item["strategies"]["nodes"]
        for count in named["strategy"]["counts"]["nodes"]
        if count["school"]["id"] == item["school"]["id"]
    ]


async def test_the_through_line_has_gaps_and_evidence(graph: Graph) -> None:
    answer = (await graph(GAPS, as_="monitor")).data
    assert {each["title"] for each in answer["initiatives"]["nodes"]} == {
        "Self-assessment by administrators",
        "Monitor teachers' progress in increasing the achievement of their students",
    }
    seen = {
        (item["school"]["name"].split()[0], item["statement"]): evidence(item)
        for item in answer["schoolPlanItems"]["nodes"]
    }
    assert seen["Bobbin", "Teach the mapped unit of the week in every grade."] == [1, 2, 3, 3]
    assert seen["Bobbin", "Read and write once a week in science."] == [0, 0, 0]
    assert seen["Mill", "One text a week in every subject."] == [None, None]
    assert seen["Weaver", "Ask for reasons in every lesson visited."] == []


@pytest.mark.parametrize("who", [None, "state-office", "school-board", "other-monitor"])
async def test_whoever_may_not_see_counts_sees_neither_them_nor_the_strategies(
    graph: Graph, who: str | None
) -> None:
    answer = (await graph(GAPS, as_=who)).data
    named = [
        each["strategy"]
        for item in answer["schoolPlanItems"]["nodes"]
        for each in item["strategies"]["nodes"]
    ]
    assert named
    assert set(map(str, named)) == {"None"}


async def test_no_filter_reaches_what_was_noted_of_a_teacher(graph: Graph) -> None:
    """Neither through the walkthrough that a leader sees, nor through the tool or the person."""
    for field, where in (
        ("walkthroughs", "{comments: {some: {wasSeen: {eq: true}}}}"),
        ("walkthroughToolStrategies", "{comments: {some: {wasSeen: {eq: false}}}}"),
        ("people", "{receivedWalkthroughs: {some: {comments: {some: {}}}}}"),
    ):
        assert await count(graph, "superintendent", field, where) == 0
        assert await count(graph, "teacher", field, where) > 0
