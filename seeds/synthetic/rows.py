"""The rows that are made, one tuple type a table, its fields named as the columns it fills."""

# ruff: noqa: D101 - MODELS says what each is

from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias
from uuid import UUID

from models import (
    accountability,
    leadership,
    leadership_walkthroughs,
    organizations,
    people,
    plans,
)
from models.base import Base

__all__ = [
    "MODELS",
    "Activity",
    "Amendment",
    "Appointment",
    "Benchmark",
    "Contact",
    "District",
    "Engagement",
    "Enrollment",
    "Evidence",
    "Firm",
    "Index",
    "Initiative",
    "Issue",
    "ItemStrategy",
    "Manager",
    "Measurement",
    "Monitor",
    "Name",
    "Objective",
    "Person",
    "Plan",
    "Rating",
    "Retention",
    "Review",
    "ReviewRating",
    "Row",
    "School",
    "SchoolPlan",
    "SchoolPlanItem",
    "StateAppointment",
    "Strategy",
    "StrategyCount",
]

Row: TypeAlias = tuple[object, ...]


class Firm(NamedTuple):
    id: UUID
    name: str
    kind: str
    vetted_on: date


class District(NamedTuple):
    id: UUID
    name: str
    state_code: str | None
    nces_id: str
    kind: str
    is_charter: bool


class School(NamedTuple):
    district_id: UUID
    id: UUID
    name: str
    state_code: str | None
    nces_id: str
    town: str
    grades: str


class Person(NamedTuple):
    id: UUID
    label: str


class Name(NamedTuple):
    id: UUID
    person_id: UUID
    given_name: str
    family_name: str


class Contact(NamedTuple):
    id: UUID
    person_id: UUID
    email: str


class StateAppointment(NamedTuple):
    id: UUID
    person_id: UUID
    position: str
    starts_on: date


class Appointment(NamedTuple):
    district_id: UUID
    id: UUID
    person_id: UUID
    position: str
    school_id: UUID | None
    title: str | None
    starts_on: date
    ends_on: date | None


class Engagement(NamedTuple):
    district_id: UUID
    id: UUID
    firm_id: UUID
    scope: str
    funding: str
    starts_on: date


class Manager(NamedTuple):
    district_id: UUID
    id: UUID
    appointment_id: UUID
    engagement_id: UUID
    days_per_week: Decimal


class Monitor(NamedTuple):
    district_id: UUID
    id: UUID
    appointment_id: UUID
    days_per_quarter: int


class Rating(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID | None
    school_year: int
    determination: str
    level: int | None
    level_source: str
    placement_reason: str | None
    percentile: int | None


class Index(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID | None
    group: str
    school_year: int
    tested: int
    points: int
    indicators: int
    annual: Decimal
    annual_computed: Decimal
    cumulative: int | None
    cumulative_computed: int | None
    is_published: bool


class Enrollment(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID | None
    group: str
    school_year: int
    pupils: int
    share: Decimal


class Retention(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID | None
    role: str
    school_year: int
    total: int
    retained: int


class Plan(NamedTuple):
    district_id: UUID
    id: UUID
    title: str
    status: str
    period_starts_on: date
    period_ends_on: date
    vision: str
    mission: str
    first_submitted_on: date | None
    submitted_on: date | None
    accepted_on: date | None
    ended_on: date | None


class Issue(NamedTuple):
    district_id: UUID
    id: UUID
    plan_id: UUID
    position: int
    statement: str
    visibility: str


class Objective(NamedTuple):
    district_id: UUID
    id: UUID
    plan_id: UUID
    position: int
    title: str
    statement: str
    visibility: str


class Initiative(NamedTuple):
    district_id: UUID
    id: UUID
    strategic_objective_id: UUID
    position: int
    title: str
    statement: str
    visibility: str


class Activity(NamedTuple):
    district_id: UUID
    id: UUID
    initiative_id: UUID
    position: int
    description: str
    owner_id: UUID
    level: str
    status: str
    starts_on: date
    due_on: date
    visibility: str


class Benchmark(NamedTuple):
    district_id: UUID
    id: UUID
    initiative_id: UUID
    position: int
    category: str
    statement: str
    due_on: date
    status: str
    level: str
    group: str | None
    metric: str
    unit: str
    baseline: Decimal
    target: Decimal
    comparator: str
    data_source: str
    judged_by_id: UUID | None
    judged_on: date | None
    visibility: str


class Measurement(NamedTuple):
    district_id: UUID
    id: UUID
    benchmark_id: UUID
    school_id: UUID | None
    measured_on: date
    value: Decimal


class Evidence(NamedTuple):
    district_id: UUID
    id: UUID
    benchmark_id: UUID
    kind: str
    title: str
    collected_on: date


class Review(NamedTuple):
    district_id: UUID
    id: UUID
    plan_id: UUID
    reviewer_id: UUID
    reviewed_on: date
    feedback: str


class ReviewRating(NamedTuple):
    district_id: UUID
    id: UUID
    review_id: UUID
    criterion: str
    rating: str


class Amendment(NamedTuple):
    district_id: UUID
    id: UUID
    plan_id: UUID
    requested_by_id: UUID
    requested_on: date
    summary: str
    status: str
    decided_on: date | None
    visibility: str


class Strategy(NamedTuple):
    district_id: UUID
    id: UUID
    name: str


class SchoolPlan(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID
    district_plan_id: UUID
    school_year: int
    title: str
    status: str
    published_on: date


class SchoolPlanItem(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID
    plan_id: UUID
    position: int
    initiative_id: UUID
    statement: str
    level: str
    status: str
    public_from: date


class ItemStrategy(NamedTuple):
    district_id: UUID
    id: UUID
    item_id: UUID
    strategy_id: UUID
    public_from: date
    school_id: UUID


class StrategyCount(NamedTuple):
    district_id: UUID
    id: UUID
    school_id: UUID
    strategy_id: UUID
    month: date
    walkthroughs: int
    seen: int


# In the order of writing: parents first, and appointments before names, so that a name finds out
# at once whether its person holds a public office.
MODELS: dict[type[Row], type[Base]] = {
    Firm: organizations.Firm,
    District: organizations.District,
    School: organizations.School,
    Person: people.Person,
    StateAppointment: people.StateAppointment,
    Appointment: people.Appointment,
    Name: people.PersonName,
    Contact: people.PersonContact,
    Engagement: people.Engagement,
    Manager: people.PlanManager,
    Monitor: people.PlanMonitor,
    Rating: accountability.AccountabilityRating,
    Index: accountability.PerformanceIndex,
    Enrollment: accountability.Enrollment,
    Retention: accountability.StaffRetention,
    Plan: plans.AcceleratedImprovementPlan,
    Issue: plans.KeyIssue,
    Objective: plans.StrategicObjective,
    Initiative: plans.Initiative,
    Activity: plans.Activity,
    Benchmark: plans.Benchmark,
    Measurement: plans.Measurement,
    Evidence: plans.Evidence,
    Review: plans.PlanReview,
    ReviewRating: plans.PlanReviewRating,
    Amendment: plans.PlanAmendment,
    Strategy: leadership_walkthroughs.InstructionalStrategy,
    SchoolPlan: leadership.SchoolImprovementPlan,
    SchoolPlanItem: leadership.SchoolPlanItem,
    ItemStrategy: leadership.SchoolPlanItemStrategy,
    StrategyCount: leadership_walkthroughs.StrategyCount,
}
