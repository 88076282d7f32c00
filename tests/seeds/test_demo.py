import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from auth.callers import PUBLIC
from auth.database import Database
from models.accountability import PerformanceIndex
from models.accountability_terms import PupilGroup
from models.base import Base, DistrictRecord, ProvenanceKind
from models.indices import annual_index
from models.leadership import (
    LeadershipMeeting,
    SchoolImprovementPlan,
    SchoolPlanItem,
    SchoolPlanReview,
    SelfAssessment,
)
from models.leadership_walkthroughs import Walkthrough
from models.monitoring import (
    AnnualSummary,
    HighlightMeeting,
    MonitoringVisit,
    Obstacle,
    QuarterlyProgressReport,
    QuarterlySection,
    VisitNote,
)
from models.monitoring_terms import ObservedOccasion
from models.people import Person, Role
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    BenchmarkCategory,
    PlanAmendment,
)
from models.vocabulary import Word
from seeds.demo import SCENARIOS, load
from seeds.demo.field_study import FIELD_STUDY
from seeds.demo.ids import MILL_CITY, NEXT_PLAN, OTHER_DISTRICT, PLAN, district_id
from seeds.demo.mill_city_plan import MILL_CITY_PLAN
from seeds.demo.other_plans import OTHER_PLANS
from seeds.demo.paper import FACTS, ILLUSTRATION, STUDY
from seeds.demo.personas import PERSONAS
from seeds.store import Counts, row_of, table_of
from tests.rows import Owner

DOCS = Path(__file__).parents[2] / "docs" / "demo.md"
RECORDS = [record for scenario in SCENARIOS.values() for record in scenario()]
PLANS = {(plan.district, plan.title): plan for plan in (MILL_CITY_PLAN, *OTHER_PLANS)}


def records(model: type[Any]) -> list[Any]:
    return [record for record in RECORDS if isinstance(record, model)]


def is_reported(record: Base) -> bool:
    return record.provenance_kind is ProvenanceKind.REPORTED


def is_of_mill_citys_study(record: Base) -> bool:
    return is_reported(record) and record.provenance_source == STUDY


async def test_a_second_run_changes_nothing(owner: Owner) -> None:
    first = await load(owner)
    assert first.total == Counts(created=len(RECORDS))
    second = await load(owner)
    assert second.total == Counts(unchanged=len(RECORDS))


async def test_an_edited_record_is_set_back_and_others_are_left(owner: Owner) -> None:
    await load(owner)
    await owner.execute("UPDATE district SET profile = 'Edited.' WHERE name = $1", MILL_CITY)
    await owner.execute("INSERT INTO district (id, name) VALUES (gen_random_uuid(), 'Ours')")
    assert (await load(owner)).total == Counts(changed=1, unchanged=len(RECORDS) - 1)
    assert await owner.fetchval("SELECT count(*) FROM district WHERE name = 'Ours'") == 1


async def test_a_scenario_can_be_loaded_without_those_after_it(owner: Owner) -> None:
    summary = await load(owner, ["network", "districts"])
    assert "appointment" in summary.tables
    assert "accelerated_improvement_plan" not in summary.tables


def test_every_record_is_reported_with_its_line_or_an_illustration() -> None:
    lines = {fact.line for fact in FACTS.values()}
    for record in RECORDS:
        if is_reported(record):
            by_field_study = record.provenance_source == FIELD_STUDY
            assert by_field_study or record.provenance_source == STUDY
            assert record.provenance_line in (range(1, 176) if by_field_study else lines)
        else:
            assert row_of(record).items() >= ILLUSTRATION.items()
            assert record.provenance_line is None


def test_every_fact_is_the_source_of_a_record() -> None:
    reported = Counter(each.provenance_line for each in RECORDS if is_of_mill_citys_study(each))
    assert reported == Counter(fact.line for fact in FACTS.values())


def test_what_is_reported_of_a_district_is_mill_citys() -> None:
    ours = district_id(MILL_CITY)
    for record in RECORDS:
        if is_of_mill_citys_study(record) and isinstance(record, DistrictRecord):
            assert record.district_id == ours


def test_the_objectives_are_in_the_studys_words() -> None:
    for objective, first_words in zip(
        MILL_CITY_PLAN.objectives,
        ("objective: curriculum", "objective: leadership", "objective: data"),
        strict=True,
    ):
        assert FACTS[first_words].words.casefold() in objective.statement.casefold()


def test_nothing_here_passes_for_a_real_district_or_reaches_anyone() -> None:
    for record in RECORDS:
        row: dict[str, Any] = row_of(record)
        assert not row.get("state_code")
        assert not row.get("nces_id")
        assert row.get("is_pseudonym", True)
        assert row.get("email", "@example.org").endswith("example.org")
        assert re.fullmatch(r"\+1 555 01\d\d", row.get("telephone") or "+1 555 0100")


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_a_plan_that_left_its_district_is_complete(plan: tuple[str, str]) -> None:
    both = {BenchmarkCategory.EARLY_EVIDENCE_OF_CHANGE, BenchmarkCategory.SHORT_TERM_OUTCOME}
    objectives = PLANS[plan].objectives
    assert 3 <= len(objectives) <= 5
    for objective in objectives:
        assert 3 <= len(objective.initiatives) <= 5
        for initiative in objective.initiatives:
            assert initiative.activities
            assert both <= {benchmark.category for benchmark in initiative.benchmarks}


def test_each_initiative_of_mill_city_looks_for_all_three_kinds_of_change() -> None:
    for objective in MILL_CITY_PLAN.objectives:
        for initiative in objective.initiatives:
            categories = {benchmark.category for benchmark in initiative.benchmarks}
            assert categories == set(BenchmarkCategory), initiative.key


def test_records_are_of_every_status_that_a_reader_may_meet() -> None:
    for model, absent in (
        (AcceleratedImprovementPlan, {"SUPERSEDED", "EXITED"}),
        (Activity, set()),
        (Benchmark, set()),
        (PlanAmendment, set()),
        (HighlightMeeting, set()),
        (Obstacle, set()),
        (QuarterlyProgressReport, set()),
        (AnnualSummary, set()),
        (SchoolImprovementPlan, set()),
        (SchoolPlanItem, set()),
        (SchoolPlanReview, set()),
        (LeadershipMeeting, set()),
        (Walkthrough, set()),
        (SelfAssessment, set()),
    ):
        word = table_of(model).columns["status"].type
        assert isinstance(word, Word)
        there = {record.status.name for record in records(model)}
        assert there == set(word.vocabulary.words()) - absent, model


def test_owners_judges_and_reviewers_are_people_of_the_demo() -> None:
    people = {person.id for person in records(Person)}
    for record in RECORDS:
        for column, value in row_of(record).items():
            if column in {"owner_id", "judged_by_id", "reviewer_id", "decided_by_id"}:
                assert value is None or value in people, record


def test_indices_as_reported_stand_beside_those_computed() -> None:
    indices = records(PerformanceIndex)
    for index in indices:
        assert index.annual_computed == annual_index(index.points, index.indicators)
    by_group = {
        index.group: index
        for index in indices
        if (index.district_id, index.school_id, index.school_year)
        == (district_id(MILL_CITY), None, 2014)
    }
    high_needs, everyone = by_group[PupilGroup.HIGH_NEEDS], by_group[PupilGroup.ALL_STUDENTS]
    assert (high_needs.cumulative, high_needs.cumulative_computed) == (70, 70)
    assert (everyone.cumulative, everyone.cumulative_computed) == (61, 62)


ROLES = {
    "state-office": ("STATE_OFFICE", None),
    "state-board": ("STATE_BOARD", None),
    "research-office": ("RESEARCH_OFFICE", None),
    "monitor": ("PLAN_MONITOR", MILL_CITY),
    "manager": ("PLAN_MANAGER", MILL_CITY),
    "firm": ("FIRM_SERVICE", MILL_CITY),
    "superintendent": ("DISTRICT_LEADER", MILL_CITY),
    "administrator": ("DISTRICT_ADMINISTRATOR", MILL_CITY),
    "principal": ("PRINCIPAL", MILL_CITY),
    "teacher": ("TEACHER", MILL_CITY),
    "school-board": ("SCHOOL_BOARD", MILL_CITY),
    "other-monitor": ("PLAN_MONITOR", OTHER_DISTRICT),
    "other-manager": ("PLAN_MANAGER", OTHER_DISTRICT),
    "other-firm": ("FIRM_SERVICE", OTHER_DISTRICT),
    "other-superintendent": ("DISTRICT_LEADER", OTHER_DISTRICT),
}


def test_personas_are_those_that_the_demo_promises() -> None:
    assert list(PERSONAS) == list(ROLES)


@pytest.mark.parametrize("persona", ROLES)
async def test_a_persona_has_its_role_today_and_no_other(database: Database, persona: str) -> None:
    role, district = ROLES[persona]
    async with database.read(PERSONAS[persona].caller) as transaction:
        held = [
            word
            for word in Role.words()
            if await transaction.value("SELECT slice.holds(ARRAY[$1])", [word])
        ]
        places = await transaction.value("SELECT slice.districts($1)", [Role.words()])
    assert held == [role]
    assert places == ([district_id(district)] if district else [])


async def seen(database: Database, who: str | None, sql: str) -> set[str]:
    caller = PERSONAS[who].caller if who else PUBLIC
    async with database.read(caller) as transaction:
        return set(
            await transaction.value(f"SELECT array_agg(DISTINCT x) FROM ({sql}) _ (x)") or ()
        )


OWNERS = f"""
SELECT n.family_name FROM activity a JOIN person_name n ON n.person_id = a.owner_id
WHERE a.district_id = '{district_id(MILL_CITY)}'
"""
SUPERINTENDENT, DIRECTOR = "Thackerby", "Sallowmere"


@pytest.mark.parametrize(
    ("who", "director_too"),
    [(None, False), ("other-manager", False), ("research-office", False)]
    + [(who, True) for who in ("manager", "monitor", "firm", "school-board", "state-office")],
)
async def test_who_owns_an_activity_depends_on_who_asks(
    database: Database, who: str | None, *, director_too: bool
) -> None:
    names = await seen(database, who, OWNERS)
    assert SUPERINTENDENT in names
    assert (DIRECTOR in names) == director_too


OPEN = {f"{MILL_CITY}: {PLAN}", f"Weirbridge: {PLAN}", f"Weirbridge: {NEXT_PLAN}"}
SENT = {
    f"{name}: Accelerated Improvement Plan 2012-2014"
    for name in (OTHER_DISTRICT, "Spindle Falls", "Quarry Landing")
}
DRAFT = {f"{MILL_CITY}: {NEXT_PLAN}"}


@pytest.mark.parametrize(
    ("who", "plans"),
    [
        (None, OPEN),
        ("teacher", OPEN),
        ("manager", OPEN | DRAFT),
        ("monitor", OPEN | SENT),
        ("state-office", OPEN | SENT),
        (
            "other-superintendent",
            OPEN | {f"{OTHER_DISTRICT}: Accelerated Improvement Plan 2012-2014"},
        ),
    ],
)
async def test_a_plan_comes_out_of_its_district_step_by_step(
    database: Database, who: str | None, plans: set[str]
) -> None:
    sql = """
    SELECT d.name || ': ' || p.title
    FROM accelerated_improvement_plan p JOIN district d ON d.id = p.district_id
    """
    assert await seen(database, who, sql) == plans


@pytest.mark.parametrize(
    ("who", "groups"),
    [
        (None, {"8"}),
        ("superintendent", {"4", "6", "7", "8", "9"}),
        ("principal", {"7", "8"}),
        ("other-superintendent", {"5", "8"}),
        ("state-office", {"4", "5", "6", "7", "8", "9"}),
    ],
)
async def test_small_groups_are_there_to_be_withheld(
    database: Database, who: str | None, groups: set[str]
) -> None:
    sql = "SELECT tested::text FROM performance_index WHERE tested < 10"
    assert await seen(database, who, sql) == groups


@pytest.mark.parametrize(
    ("who", "years"),
    [
        (None, {"2010"}),
        ("superintendent", {"2010", "2011", "2013"}),
        ("administrator", {"2010", "2011"}),
        ("state-office", {"2010", "2011", "2013"}),
    ],
)
async def test_a_review_is_public_once_it_is_published(
    database: Database, who: str | None, years: set[str]
) -> None:
    sql = f"""
    SELECT extract(year FROM reviewed_on)::text FROM standard_review
    WHERE district_id = '{district_id(MILL_CITY)}'
    """
    assert await seen(database, who, sql) == years


def test_visits_and_reports_are_as_many_as_the_study_says() -> None:
    ours = district_id(MILL_CITY)
    full_days = [v for v in records(MonitoringVisit) if v.is_full_day and v.district_id == ours]
    assert len(full_days) == 12
    told = {note.occasion for note in records(VisitNote) if is_reported(note)}
    assert told == set(ObservedOccasion)
    for report in records(QuarterlyProgressReport):
        sections = [s for s in records(QuarterlySection) if s.report_id == report.id]
        objectives = PLANS[MILL_CITY, PLAN].objectives
        assert len(sections) == len(objectives) == 3
        days = [report.issued_on, report.presented_on, report.published_on]
        assert all(day > report.period_ends_on for day in days if day)


MEETINGS = f"""
SELECT month::text FROM highlight_meeting WHERE district_id = '{district_id(MILL_CITY)}'
"""


@pytest.mark.parametrize(
    ("who", "count"),
    [
        (None, 0),
        ("teacher", 0),
        ("school-board", 0),
        ("state-board", 0),
        ("research-office", 0),
        ("other-monitor", 0),
        ("principal", 3),
        ("administrator", 5),
        ("manager", 23),
        ("firm", 23),
        ("monitor", 23),
        ("superintendent", 23),
        ("state-office", 23),
    ],
)
async def test_a_meeting_is_open_to_those_on_its_list(
    database: Database, who: str | None, count: int
) -> None:
    """Months in which there was one, one of them after one that was cancelled."""
    assert len(await seen(database, who, MEETINGS)) == count


REPORT_STATUSES = f"""
SELECT status FROM quarterly_progress_report WHERE district_id = '{district_id(MILL_CITY)}'
"""
NOTES = "SELECT 'notes' FROM visit_note"
VISITS = "SELECT 'visits' FROM monitoring_visit"


@pytest.mark.parametrize(
    ("who", "statuses", "visits"),
    [
        (None, {"PUBLISHED"}, set()),
        ("firm", {"PUBLISHED"}, set()),
        ("other-monitor", {"PUBLISHED"}, set()),
        ("research-office", {"PUBLISHED"}, {"notes"}),
        ("state-board", {"PUBLISHED", "PRESENTED"}, set()),
        ("school-board", {"PUBLISHED", "PRESENTED", "ISSUED"}, set()),
        ("manager", {"PUBLISHED", "PRESENTED", "ISSUED"}, {"visits"}),
        ("superintendent", {"PUBLISHED", "PRESENTED", "ISSUED"}, {"visits"}),
        ("monitor", {"PUBLISHED", "PRESENTED", "ISSUED", "DRAFT"}, {"visits", "notes"}),
        ("state-office", {"PUBLISHED", "PRESENTED", "ISSUED", "DRAFT"}, {"visits"}),
    ],
)
async def test_a_report_comes_out_step_by_step_and_notes_do_not(
    database: Database, who: str | None, statuses: set[str], visits: set[str]
) -> None:
    assert await seen(database, who, REPORT_STATUSES) == statuses
    assert await seen(database, who, f"{NOTES} UNION ALL {VISITS}") == visits


def test_the_page_about_the_demo_tells_every_fact_and_persona() -> None:
    told = re.findall(r"^\| (\d+) \| (.+?) \| .+ \|$", DOCS.read_text(), re.MULTILINE)
    facts = sorted((fact.line, fact.words) for fact in FACTS.values())
    assert sorted((int(line), words) for line, words in told) == facts
    who = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", DOCS.read_text(), re.MULTILINE)
    assert who == [(p.name, p.label, p.description) for p in PERSONAS.values()]
