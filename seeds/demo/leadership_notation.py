"""How the demo's data speak of school plans, leadership meetings, walkthroughs, self-assessments.

People are the parts that they play in a district, schools their names, initiatives and strategies
their keys. Days are ISO dates, months `2012-10`; times are those of the network, on the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.leadership_terms import (
    AdministratorLevel,
    LeadershipMeetingStatus,
    SchoolPlanItemStatus,
    SchoolPlanReviewStatus,
    SchoolPlanStatus,
    SelfAssessmentStatus,
)
from models.plan_terms import ThroughLineLevel

__all__ = [
    "Assessment",
    "Item",
    "Leadership",
    "Meeting",
    "Memo",
    "Review",
    "Round",
    "SchoolPlan",
    "Segment",
    "Strategy",
    "Tool",
]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a school plan, and the keys of the strategies that it wants to see."""

    statement: str
    initiative: str | None
    level: ThroughLineLevel
    status: SchoolPlanItemStatus
    strategies: Sequence[str] = ()
    owner: str | None = None
    """The principal, unless said."""
    due: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """A school's plan for a school year."""

    school: str
    principal: str
    year: int
    goal: str
    items: Sequence[Item]
    status: SchoolPlanStatus = SchoolPlanStatus.PUBLISHED
    published: str | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo that follows a review."""

    salient_points: str
    decisions: str
    areas_to_improve: str
    sent: str


@dataclass(frozen=True, slots=True)
class Review:
    """A monthly review of a school plan; `prepared` are the four parts of the preparation."""

    school: str
    principal: str
    month: str
    prepared: tuple[str, str, str, str] | None = None
    prepared_on: str | None = None
    held: str | None = None
    by: Sequence[str] = ("assistant-superintendent",)
    memo: Memo | None = None
    colors: str = ""
    """How the items were colored, in their order: c(omplete), p(rogress), n(o action)."""

    @property
    def status(self) -> SchoolPlanReviewStatus:
        if self.held and self.memo:
            return SchoolPlanReviewStatus.MEMO_SENT
        if self.held:
            return SchoolPlanReviewStatus.HELD
        return SchoolPlanReviewStatus.PREPARED if self.prepared else SchoolPlanReviewStatus.OPEN


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a meeting's agenda, from one time to another."""

    starts: str
    ends: str
    title: str
    responsible: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the leadership team."""

    day: str
    topic: str
    facilitator: str
    status: LeadershipMeetingStatus = LeadershipMeetingStatus.HELD
    segments: Sequence[Segment] = ()
    released: str | None = None
    location: str | None = None
    introduction: str = "The month's counts of walkthroughs, targets and self-assessments."
    contents: str | None = None


@dataclass(frozen=True, slots=True)
class Strategy:
    """An instructional strategy, by its key."""

    key: str
    name: str
    look_for: str
    initiative: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """An edition of the district's walkthrough tool, with the keys of its strategies."""

    name: str
    edition: int
    introduced: str
    strategies: Sequence[str]
    retired: str | None = None
    instructions: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Walkthroughs of one observer at one school in a month, a day apart.

    `seen` has a sign for each walkthrough and strategy: + seen, - not seen, blank not looked for.
    `late` and `drafts` number the walkthroughs whose copies came a day late or not yet, `joint`
    the one on which `along` came along.
    """

    first: str
    school: str
    observer: str
    teachers: Sequence[str]
    seen: Mapping[str, str]
    late: Sequence[int] = ()
    drafts: Sequence[int] = ()
    joint: int | None = None
    along: str | None = None
    memo: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An administrator's month: levels in leadership, continuous improvement, rigor and data."""

    author: str
    month: str
    levels: Sequence[AdministratorLevel]
    school: str | None = None
    meeting: str | None = None
    """The day of the meeting in whose packet it is."""
    released: str | None = None
    """The day on which that packet was released."""
    status: SelfAssessmentStatus = SelfAssessmentStatus.IN_PACKET


@dataclass(frozen=True, slots=True)
class Leadership:
    """All that one district's administrators do."""

    district: str
    plan: str
    """The title of the district's plan, in which initiatives are looked up."""
    school_plans: Sequence[SchoolPlan]
    reviews: Sequence[Review]
    meetings: Sequence[Meeting]
    committee: Sequence[str]
    strategies: Sequence[Strategy]
    tools: Sequence[Tool]
    rounds: Sequence[Round]
    targets: Sequence[tuple[str, str, int]]
    """Administrator, month, how many walkthroughs."""
    assessments: Sequence[Assessment]
    facts: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """The facts that records stand on, by the kind of record and the names that make its id."""
