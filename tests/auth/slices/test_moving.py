"""Who brings which record from where to where: each arrow of the texts, and no other."""

from collections.abc import Iterable, Iterator, Mapping

import pytest

from auth.callers import Caller
from auth.database import Database
from models.base import Base
from models.leadership import (
    LeadershipMeeting,
    SchoolImprovementPlan,
    SchoolPlanReview,
    SelfAssessment,
)
from models.leadership_walkthroughs import Walkthrough
from models.monitoring import AnnualSummary, HighlightMeeting, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Activity, Benchmark, PlanAmendment
from tests.auth.slices.complete import Complete
from tests.auth.slices.doing_plans import is_amended, plan_of
from tests.auth.slices.oracle import Eyes, held
from tests.auth.slices.test_page import WHO
from tests.auth.slices.trying import changed
from tests.rows import Row, table_of

STATE = {"OFF"}
DISTRICT = {"LEAD", "ADM", "MAN"}
MONITORS = {"MON", "OFF"}

# By own roles, the state's and the monitors' team apart; see domain.md, 2.4.
ARROWS: Mapping[type[Base], Mapping[tuple[str, str], set[str]]] = {
    AcceleratedImprovementPlan: {
        ("DRAFT", "SUBMITTED"): DISTRICT,
        ("RETURNED_WITH_FEEDBACK", "DRAFT"): {*DISTRICT, "FIRM"},
        ("SUBMITTED", "UNDER_REVIEW"): MONITORS,
        ("UNDER_REVIEW", "RETURNED_WITH_FEEDBACK"): STATE,
        ("UNDER_REVIEW", "ACCEPTED"): STATE,
        ("ACCEPTED", "IN_IMPLEMENTATION"): STATE,
        ("IN_IMPLEMENTATION", "COMPLETED"): STATE,
        ("ACCEPTED", "SUPERSEDED"): STATE,
        ("IN_IMPLEMENTATION", "SUPERSEDED"): STATE,
        ("IN_IMPLEMENTATION", "EXITED"): STATE,
    },
    PlanAmendment: {("REQUESTED", "APPROVED"): STATE, ("REQUESTED", "REFUSED"): STATE},
    HighlightMeeting: {
        ("SCHEDULED", "HELD"): {"MAN", "MON"},
        ("SCHEDULED", "CANCELLED"): {"MAN", "MON"},
        ("HELD", "MINUTES_FINAL"): {"MAN", "MON"},
    },
    QuarterlyProgressReport: {
        ("DRAFT", "ISSUED"): {"MON"},
        ("ISSUED", "PRESENTED"): {"MON"},
        ("PRESENTED", "PUBLISHED"): STATE,
    },
    AnnualSummary: {("DRAFT", "SUBMITTED"): {"MON"}, ("SUBMITTED", "PUBLISHED"): STATE},
    SchoolImprovementPlan: {("DRAFT", "PUBLISHED"): {"PRI"}, ("PUBLISHED", "ENDED"): {"PRI"}},
    SchoolPlanReview: {
        ("OPEN", "PREPARED"): {"PRI"},
        ("PREPARED", "HELD"): {"LEAD"},
        ("HELD", "MEMO_SENT"): {"LEAD"},
    },
    LeadershipMeeting: {
        ("PLANNED", "PACKET_OPEN"): DISTRICT,
        ("PACKET_OPEN", "PACKET_RELEASED"): DISTRICT,
        ("PACKET_RELEASED", "HELD"): DISTRICT,
    },
    Walkthrough: {("DRAFT", "DELIVERED"): {"PRI"}},
    SelfAssessment: {("OPEN", "SUBMITTED"): {"PRI", "LEAD", "ADM"}},
}
WITH_IT: Mapping[type[Base], str] = {PlanAmendment: ", decided_by_id = slice.person()"}


def standing(world: Complete, model: type[Base], state: str) -> list[Row]:
    """Rows of the districts at work in a state."""
    at_work = {district for district, _ in world.districts[:5]}
    rows = [row for row in world.world.all(model) if row["status"] == state]
    return [row for row in rows if row["district_id"] in at_work]


def by_caller(
    world: Complete, role: str, rows: Iterable[Row]
) -> Iterator[tuple[Caller, list[Row]]]:
    """The rows by who of a role is at home where they are."""
    found: dict[Caller, list[Row]] = {}
    for number, (district, _) in enumerate(world.districts[:5]):
        caller = world.callers[WHO[role].format(number)]
        own = [row for row in rows if row["district_id"] == district]
        found.setdefault(caller, []).extend(own)
    return ((caller, own) for caller, own in found.items() if own)


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("model", ARROWS, ids=lambda model: model.__name__)
async def test_a_record_is_moved_along_its_arrows_by_whom_the_page_names(
    busy_world: Complete, busy_database: Database, model: type[Base], role: str
) -> None:
    states = table_of(model).columns["status"].type.vocabulary.words()  # type: ignore[attr-defined]
    for source in states:
        rows = standing(busy_world, model, source)
        for target in states:
            if source == target or not rows:
                continue
            sets = f"status = '{target}'{WITH_IT.get(model, '')}"
            is_moved = False
            for caller, own in by_caller(busy_world, role, rows):
                tried = await changed(busy_database, caller, model, own, sets)
                is_moved |= any(may for _, may in tried)
            is_named = role in ARROWS[model].get((source, target), set())
            assert is_moved == is_named, (source, target)


@pytest.mark.parametrize("model", ARROWS, ids=lambda model: model.__name__)
def test_there_is_something_to_move_along_every_arrow(
    busy_world: Complete, model: type[Base]
) -> None:
    for source, _ in ARROWS[model]:
        assert standing(busy_world, model, source), source


JUDGED = "status = 'MET', judged_on = now()::date, judged_by_id = slice.person()"


@pytest.mark.parametrize("role", WHO)
async def test_a_benchmark_is_judged_by_the_assigned_monitor(
    busy_world: Complete, busy_database: Database, role: str
) -> None:
    caller = busy_world.callers[WHO[role].format(0)]
    rows = list(busy_world.world.all(Benchmark))
    judged = [
        row for row, may in await changed(busy_database, caller, Benchmark, rows, JUDGED) if may
    ]
    expected = role == "MON"
    assert bool(judged) == expected
    assert {row["district_id"] for row in judged} <= {busy_world.districts[0][0]}
    assert {row["visibility"] for row in judged} <= {"PUBLIC"}


async def test_nobody_judges_in_the_name_of_another(
    busy_world: Complete, busy_database: Database
) -> None:
    caller = busy_world.callers[WHO["MON"].format(0)]
    other = busy_world.callers[WHO["MON"].format(1)].person
    rows = list(busy_world.world.all(Benchmark))
    sets = f"status = 'MET', judged_on = now()::date, judged_by_id = '{other}'"
    assert not any(may for _, may in await changed(busy_database, caller, Benchmark, rows, sets))


# What of a record somebody changes, and in which states of it.
COLUMNS: tuple[tuple[type[Base], str, str, set[str]], ...] = (
    (AcceleratedImprovementPlan, "title", "LEAD ADM MAN FIRM", {"DRAFT", "RETURNED_WITH_FEEDBACK"}),
    (PlanAmendment, "summary", "LEAD ADM MAN", {"REQUESTED"}),
    (QuarterlyProgressReport, "overall_progress", "MON", {"DRAFT"}),
    (QuarterlyProgressReport, "revision", "", set()),
    (AnnualSummary, "summary", "MON", {"DRAFT"}),
    (SchoolImprovementPlan, "title", "PRI", {"DRAFT"}),
    (SchoolPlanReview, "goal", "PRI", {"OPEN"}),
    (SchoolPlanReview, "principal_id", "", set()),
    (HighlightMeeting, "location", "MAN MON", {"SCHEDULED", "HELD"}),
    (LeadershipMeeting, "topic", "LEAD ADM MAN", {"PLANNED", "PACKET_OPEN", "PACKET_RELEASED"}),
    (SelfAssessment, "month", "", set()),
    (Walkthrough, "observed_on", "PRI", {"DRAFT"}),
)
OTHERWISE = {"revision": "2", "principal_id": "NULL", "month": "DATE '1700-01-01'"}


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("rule", COLUMNS, ids=lambda rule: f"{rule[0].__name__}.{rule[1]}")
async def test_what_has_been_sent_does_not_change(
    busy_world: Complete,
    busy_database: Database,
    rule: tuple[type[Base], str, str, set[str]],
    role: str,
) -> None:
    model, column, roles, states = rule
    value = OTHERWISE.get(column, "DATE '2012-01-02'" if column.endswith("_on") else "'other'")
    changes: set[str] = set()
    for caller, rows in by_caller(busy_world, role, list(busy_world.world.all(model))):
        tried = await changed(busy_database, caller, model, rows, f"{column} = {value}")
        changes |= {row["status"] for row, may in tried if may}
    assert changes == (states if role in roles.split() else set())


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize(
    "rule",
    [
        (Activity, "description = 'other'", "LEAD ADM MAN FIRM", {"WRITING", "AMENDING"}),
        (Activity, "status = 'DONE'", "LEAD ADM MAN FIRM", {"WRITING", "AMENDING", "RUNNING"}),
        (Activity, "description = 'other'", "OFF", {"AMENDING"}),
        (Activity, "status = 'DONE'", "PRI", {"AMENDING", "RUNNING"}),
        (Benchmark, "statement = 'other'", "LEAD ADM MAN FIRM", {"WRITING", "AMENDING"}),
        (Benchmark, "statement = 'other'", "OFF", {"AMENDING"}),
    ],
)
async def test_a_plan_changes_while_it_is_written_and_as_it_is_amended(
    busy_world: Complete,
    busy_database: Database,
    rule: tuple[type[Base], str, str, set[str]],
    role: str,
) -> None:
    model, sets, roles, stages = rule
    changes: set[str] = set()
    for caller, rows in by_caller(busy_world, role, list(busy_world.world.all(model))):
        eyes = Eyes(busy_world.world, caller, held(busy_world.world, caller))
        tried = await changed(busy_database, caller, model, rows, sets)
        changes |= {stage_of(eyes, model, row) for row, may in tried if may}
    if role in roles.split():
        assert changes == stages
    elif role not in {"LEAD", "ADM", "MAN", "FIRM", "OFF", "PRI"}:
        assert changes == set()


def stage_of(eyes: Eyes, model: type[Base], row: Row) -> str:
    plan = plan_of(eyes, model, row)
    if is_amended(eyes, plan):
        return "AMENDING"
    is_written = plan["status"] in {"DRAFT", "RETURNED_WITH_FEEDBACK"}
    return "WRITING" if is_written else "RUNNING"
