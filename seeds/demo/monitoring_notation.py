"""How the demo's data speak of meetings, visits and reports.

People are parts that they play in the district, initiatives and objectives are their keys in the
plan's data, days are ISO dates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.monitoring_terms import (
    AttendeeCapacity,
    FindingKind,
    HighlightMeetingStatus,
    Inviter,
    ObservedOccasion,
    ReportStatus,
    SummaryStatus,
)
from seeds.demo.plan_notation import Plan

__all__ = [
    "Finding",
    "Guest",
    "Hindrance",
    "Meeting",
    "Noted",
    "Report",
    "Summary",
    "Told",
    "Visit",
]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is on a meeting's attendee list, at whose wish, and whether they came."""

    part: str
    capacity: AttendeeCapacity
    inviter: Inviter | None = None
    attended: bool = True
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Progress, of an initiative where it is one."""

    statement: str
    initiative: str | None = None


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle; `way` is what was agreed against it, to be done by `owner` until `due`."""

    statement: str
    initiative: str | None = None
    way: str | None = None
    owner: str | None = None
    due: str | None = None
    resolved: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A highlight meeting; superintendent, manager and monitor are on every list."""

    day: str
    told: Sequence[Told] = ()
    hindrances: Sequence[Hindrance] = ()
    guests: Sequence[Guest] = ()
    ahead: str | None = None
    """What the manager's report says is to come."""
    status: HighlightMeetingStatus = HighlightMeetingStatus.MINUTES_FINAL
    core: Mapping[str, str] | None = None
    """The facts that tell of those on every list, by the parts that they play."""
    fact: str | None = None

    @property
    def is_held(self) -> bool:
        held = {HighlightMeetingStatus.HELD, HighlightMeetingStatus.MINUTES_FINAL}
        return self.status in held


@dataclass(frozen=True, slots=True)
class Noted:
    """What a plan monitor noted on a visit."""

    occasion: ObservedOccasion
    body: str
    school: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A day in the district."""

    day: str
    noted: Sequence[Noted]
    full_day: bool = True
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A success or an impediment, of an objective where it is one."""

    kind: FindingKind
    statement: str
    objective: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A quarterly report on a plan; `progress` has a line for each objective, in their order."""

    plan: Plan
    year: int
    quarter: int
    overall: str
    progress: Sequence[str]
    findings: Sequence[Finding] = ()
    introduction: str | None = None
    status: ReportStatus = ReportStatus.PUBLISHED
    issued: str | None = None
    presented: str | None = None
    published: str | None = None
    televised: bool = True
    revision: int = 1
    correction: str | None = None
    once_due: Mapping[tuple[str, int], str] | None = None
    """Due days that have changed since, by initiative and the benchmark's place there."""
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """An annual summary to the state board."""

    district: str
    year: int
    summary: str
    status: SummaryStatus
    successes: str | None = None
    impediments: str | None = None
    submitted: str | None = None
    published: str | None = None
    fact: str | None = None
