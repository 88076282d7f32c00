"""What records of monitoring and leadership must be before they move: all that lacks is told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import new_id
from models.failures import BadUserInput, Conflict, Incomplete, Refused
from models.leadership import (
    LeadershipMeeting,
    LeadershipPacket,
    LeadershipSegment,
    SchoolPlanItem,
    SchoolPlanMemo,
    SchoolPlanReview,
    SchoolPlanReviewItem,
    SelfAssessmentRating,
)
from models.leadership_rules import (
    refuse_retired,
    refuse_undeliverable,
    refuse_unheld,
    refuse_unprepared,
    refuse_unrated,
    refuse_unreleasable,
    refuse_unusable,
    refuse_unwritten,
)
from models.leadership_terms import AdministratorLevel, AdministratorStandard
from models.leadership_walkthroughs import Walkthrough, WalkthroughComment, WalkthroughTool
from models.monitoring import Obstacle, QuarterlySection, QuotedBenchmark
from models.monitoring_rules import refuse_unissuable, refuse_unmonitored, settle
from models.monitoring_terms import ObstacleStatus
from models.plan_terms import PlanStatus
from models.plans import AcceleratedImprovementPlan, StrategicObjective

TODAY = date(2013, 10, 9)
TEXTS = st.sampled_from([None, "", "  ", "Something."])


def lacking(refuse: Callable[[], None]) -> list[tuple[str | int, ...]]:
    """Where something lacks, without the record itself; nothing where nothing is refused."""
    try:
        refuse()
    except Incomplete as refused:
        return [other.path for other in refused.others] or [refused.path]
    return []


@given(st.sets(st.sampled_from(list(AdministratorStandard))))
def test_a_self_assessment_lacks_the_standards_that_are_not_rated(
    rated: set[AdministratorStandard],
) -> None:
    ratings = [
        SelfAssessmentRating(
            standard=standard,
            level=AdministratorLevel.EFFECTIVE,
            rationale="Why.",
            next_steps="What next.",
        )
        for standard in rated
    ]
    missing = [("ratings", each.name) for each in AdministratorStandard if each not in rated]
    assert lacking(lambda: refuse_unrated(ratings)) == missing


@given(TEXTS, TEXTS, TEXTS)
def test_a_memo_lacks_the_parts_that_say_nothing(
    points: str | None, decisions: str | None, areas: str | None
) -> None:
    memo = SchoolPlanMemo(salient_points=points, decisions=decisions, areas_to_improve=areas)
    parts = {"salientPoints": points, "decisions": decisions, "areasToImprove": areas}
    empty = [(name,) for name, text in parts.items() if text != "Something."]
    assert lacking(lambda: refuse_unwritten(memo)) == empty


@given(st.integers(1, 5), st.data())
def test_a_report_lacks_what_it_does_not_tell_of(count: int, data: st.DataObject) -> None:
    objectives = [StrategicObjective(id=new_id(), position=n + 1) for n in range(count)]
    told = data.draw(st.lists(st.sampled_from(range(count)), unique=True))
    quoting = data.draw(st.sets(st.sampled_from(told))) if told else set()
    sections = [
        QuarterlySection(
            id=new_id(), position=place + 1, strategic_objective_id=objectives[each].id
        )
        for place, each in enumerate(told)
    ]
    quoted = [
        QuotedBenchmark(section_id=section.id)
        for section, each in zip(sections, told, strict=True)
        if each in quoting
    ]
    missing: list[tuple[str | int, ...]] = [("sections",)] * (count - len(told))
    missing += [
        ("sections", place, "quotedBenchmarks")
        for place, each in enumerate(told)
        if each not in quoting
    ]
    assert lacking(lambda: refuse_unissuable(objectives, sections, quoted)) == missing


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_each_item_of_a_plan_is_colored_for_its_review(held: set[int], told: set[int]) -> None:
    review = SchoolPlanReview(areas_in_work="a", evidence="b", goal="c", steps="d")
    items = [SchoolPlanItem(id=new_id(), position=each) for each in held]
    colored = [SchoolPlanReviewItem(item_id=each.id) for each in items if each.position in told]
    assert len(lacking(lambda: refuse_unprepared(review, items, colored))) == len(held - told)


@pytest.mark.parametrize("status", list(ObstacleStatus))
@pytest.mark.parametrize("mitigation", [None, " ", "A nightly load."])
def test_an_obstacle_agrees_with_itself(status: ObstacleStatus, mitigation: str | None) -> None:
    obstacle = Obstacle(status=status, mitigation=mitigation, resolved_on=None)
    if status is ObstacleStatus.BEING_MITIGATED and mitigation != "A nightly load.":
        with pytest.raises(Incomplete):
            settle(obstacle, TODAY)
        return
    settle(obstacle, TODAY)
    assert obstacle.resolved_on == (TODAY if status is ObstacleStatus.RESOLVED else None)
    settle(obstacle, TODAY + timedelta(days=1))
    assert obstacle.resolved_on in {None, TODAY}


@pytest.mark.parametrize("status", list(PlanStatus))
def test_monitoring_starts_with_the_acceptance(status: PlanStatus) -> None:
    plan = AcceleratedImprovementPlan(status=status)
    before = {"DRAFT", "SUBMITTED", "UNDER_REVIEW", "RETURNED_WITH_FEEDBACK"}
    if status.name in before:
        with pytest.raises(Conflict):
            refuse_unmonitored(plan)
    else:
        refuse_unmonitored(plan)


def test_a_packet_needs_its_material_people_and_time() -> None:
    people = new_id(), new_id()
    meeting = LeadershipMeeting(meets_on=TODAY, facilitator_id=people[0])
    before = LeadershipMeeting(facilitator_id=people[0])
    segments = [LeadershipSegment(position=1, responsible_id=people[1])]
    packet = LeadershipPacket(introduction="Read this.")
    refuse_unreleasable(meeting, None, segments, packet, TODAY)
    told = lacking(lambda: refuse_unreleasable(meeting, before, [], None, TODAY))
    assert told == [("facilitatorId",), ("segments",), ("packet",)]
    with pytest.raises(Conflict):
        refuse_unreleasable(meeting, None, segments, packet, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("introduced", "retired", "is_used"),
    [(-1, None, True), (0, 0, True), (1, None, False), (-9, -1, False)],
)
def test_a_tool_is_used_from_its_first_to_its_last_day(
    introduced: int, retired: int | None, *, is_used: bool
) -> None:
    tool = WalkthroughTool(introduced_on=TODAY + timedelta(days=introduced))
    tool.retired_on = None if retired is None else TODAY + timedelta(days=retired)
    if is_used:
        refuse_unusable(tool, TODAY)
    else:
        with pytest.raises(BadUserInput):
            refuse_unusable(tool, TODAY)


@pytest.mark.parametrize(
    "refuse",
    [
        lambda: refuse_retired(WalkthroughTool(introduced_on=TODAY), TODAY, TODAY),
        lambda: refuse_retired(
            WalkthroughTool(introduced_on=date(2012, 1, 1)), TODAY - timedelta(days=1), TODAY
        ),
        lambda: refuse_undeliverable(
            Walkthrough(observed_on=TODAY + timedelta(days=1)), [WalkthroughComment()], TODAY
        ),
        lambda: refuse_undeliverable(Walkthrough(observed_on=TODAY), [], TODAY),
        lambda: refuse_unheld(SchoolPlanReview(held_on=TODAY)),
        lambda: refuse_unheld(
            SchoolPlanReview(
                held_on=TODAY, prepared_on=TODAY + timedelta(days=1), superintendent_id=new_id()
            )
        ),
    ],
)
def test_what_comes_too_early_or_empty_is_refused(refuse: Callable[[], None]) -> None:
    with pytest.raises(Refused):
        refuse()
