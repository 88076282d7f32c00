"""How the state follows a plan: highlight meetings, the monitor's visits, and the reports made.

What hangs on a meeting names its meeting, by which its attendees see it. What the monitor noted
on a visit stands apart from the visit, which the district may know of. A quarterly report's parts
repeat its status, kept equal by cascading foreign keys, so that a policy decides on a row by that
row alone; a correction of a report that has been issued is a new revision.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from models.base import DistrictRecord, described, link, one_of, place, within
from models.monitoring_terms import (
    AttendeeCapacity,
    FindingKind,
    HighlightMeetingStatus,
    Inviter,
    ObservedOccasion,
    ObstacleStatus,
    PresentedDataKind,
    ReportStatus,
    SummaryStatus,
)
from models.plan_terms import BenchmarkCategory, BenchmarkStatus

__all__ = [
    "AnnualSummary",
    "DataPresentation",
    "HighlightAttendance",
    "HighlightMeeting",
    "HighlightReport",
    "MonitoringVisit",
    "Obstacle",
    "ProgressNote",
    "QuarterlyFinding",
    "QuarterlyProgressReport",
    "QuarterlySection",
    "QuotedBenchmark",
    "VisitNote",
]

SCHOOL_YEAR = "The school year, by the calendar year in which it ends: 2012 is 2011-12."


class HighlightMeeting(DistrictRecord):
    """The monthly meeting at which a district tells its plan monitor how its plan goes."""

    __tablename__ = "highlight_meeting"

    month: Mapped[date] = described("The month that it is held for, by its first day.")
    status: Mapped[HighlightMeetingStatus] = one_of(
        HighlightMeetingStatus,
        "Where it stands.",
        server_default=HighlightMeetingStatus.SCHEDULED.name,
    )
    scheduled_on: Mapped[date] = described("The day for which it is called.")
    held_on: Mapped[date | None] = described("The day on which it was held; null before.")
    duration_minutes: Mapped[int | None] = described("How long it took.", type_=SmallInteger)
    location: Mapped[str | None] = described("Where it is held.")
    monitor_id: Mapped[UUID | None] = link("person", "The plan monitor who holds it.")
    facilitator_id: Mapped[UUID | None] = link(
        "person", "Who facilitates it; as a rule the plan manager."
    )
    minutes_final_on: Mapped[date | None] = described("When its record was completed; null before.")

    __table_args__ = (
        CheckConstraint("EXTRACT(day FROM month) = 1", name="month"),
        CheckConstraint(
            "(held_on IS NOT NULL) = (status IN ('HELD', 'MINUTES_FINAL'))", name="held"
        ),
        CheckConstraint(
            "(minutes_final_on IS NOT NULL) = (status IN ('MINUTES_FINAL'))", name="minutes"
        ),
        CheckConstraint("minutes_final_on >= held_on", name="dates"),
        CheckConstraint("duration_minutes BETWEEN 1 AND 1440", name="duration_minutes"),
        Index(
            "uq_highlight_meeting_month",
            "district_id",
            "month",
            unique=True,
            postgresql_where=text("status <> 'CANCELLED'"),
        ),
        Index(None, "month", "district_id", "id"),
    )


class HighlightAttendance(DistrictRecord):
    """Someone's place on the attendee list of a highlight meeting, which opens its record."""

    __tablename__ = "highlight_attendance"

    meeting_id: Mapped[UUID] = within("highlight_meeting", "The meeting.")
    person_id: Mapped[UUID] = link("person", "Who is asked to attend.")
    capacity: Mapped[AttendeeCapacity] = one_of(AttendeeCapacity, "What the person attends it as.")
    invited_by: Mapped[Inviter | None] = one_of(
        Inviter, "Who asked for the person; null for those who attend every meeting."
    )
    attended: Mapped[bool | None] = described(
        "Whether the person was there; null before it is held, or where it was not noted."
    )

    __table_args__ = (UniqueConstraint("district_id", "meeting_id", "person_id"),)


class ProgressNote(DistrictRecord):
    """Progress of the last month, as a district told it at a highlight meeting."""

    __tablename__ = "progress_note"

    meeting_id: Mapped[UUID] = within("highlight_meeting", "The meeting at which it was told.")
    position: Mapped[int] = place("meeting_id", at_most=50)
    initiative_id: Mapped[UUID | None] = within(
        "initiative", "The initiative that has progressed, where it is one."
    )
    statement: Mapped[str] = described("What has been achieved.")


class Obstacle(DistrictRecord):
    """Something in the plan's way that was raised at a highlight meeting, and what is done."""

    __tablename__ = "obstacle"

    meeting_id: Mapped[UUID] = within("highlight_meeting", "The meeting at which it was raised.")
    position: Mapped[int] = place("meeting_id", at_most=50)
    initiative_id: Mapped[UUID | None] = within(
        "initiative", "The initiative that it hinders, where it is one."
    )
    statement: Mapped[str] = described("What stands in the way.")
    status: Mapped[ObstacleStatus] = one_of(
        ObstacleStatus, "Where it stands.", server_default=ObstacleStatus.OPEN.name
    )
    mitigation: Mapped[str | None] = described("What was agreed against it; null before.")
    owner_id: Mapped[UUID | None] = link("person", "Who is to do what was agreed.")
    due_on: Mapped[date | None] = described("The day by which it is to be done.")
    resolved_on: Mapped[date | None] = described("When it was resolved; null before.")

    __table_args__ = (
        CheckConstraint("status NOT IN ('BEING_MITIGATED') OR mitigation IS NOT NULL", name="way"),
        CheckConstraint("(resolved_on IS NOT NULL) = (status IN ('RESOLVED'))", name="resolution"),
        Index(None, "status", "district_id", "id"),
    )


class DataPresentation(DistrictRecord):
    """Data that a district presented at a highlight meeting to show how a benchmark stands."""

    __tablename__ = "data_presentation"

    meeting_id: Mapped[UUID] = within("highlight_meeting", "The meeting at which it was shown.")
    position: Mapped[int] = place("meeting_id", at_most=50)
    benchmark_id: Mapped[UUID] = within("benchmark", "The benchmark that it is about.")
    measurement_id: Mapped[UUID | None] = within(
        "measurement", "The measurement presented, where it is one."
    )
    evidence_id: Mapped[UUID | None] = within("evidence", "The evidence presented, where any is.")
    kind: Mapped[PresentedDataKind] = one_of(PresentedDataKind, "What kind of data it is.")
    statement: Mapped[str] = described("What the data show.")


class HighlightReport(DistrictRecord):
    """A plan manager's monthly report, from which the highlight meeting sets out."""

    __tablename__ = "highlight_report"

    month: Mapped[date] = described("The month that it reports on, by its first day.")
    meeting_id: Mapped[UUID | None] = within(
        "highlight_meeting", "The meeting that it prepares, where it is known."
    )
    author_id: Mapped[UUID | None] = link("person", "The plan manager who wrote it.")
    issued_on: Mapped[date | None] = described(
        "When the plan monitor got it; null while it is being written."
    )
    progress: Mapped[str] = described("The month's progress.")
    obstacles: Mapped[str | None] = described("What stood in the way, and what is proposed.")
    next_steps: Mapped[str | None] = described("What is to come in the month after.")

    __table_args__ = (
        CheckConstraint("EXTRACT(day FROM month) = 1", name="month"),
        UniqueConstraint("district_id", "month"),
        Index(None, "month", "district_id", "id"),
    )


class MonitoringVisit(DistrictRecord):
    """A day that the plan monitor spends in the district to observe."""

    __tablename__ = "monitoring_visit"

    visited_on: Mapped[date] = described("The day of the visit.")
    monitor_id: Mapped[UUID | None] = link("person", "The plan monitor who visits.")
    is_full_day: Mapped[bool | None] = described(
        "Whether the visit took the whole day; null where it was not noted."
    )

    __table_args__ = (
        UniqueConstraint("district_id", "id", "visited_on"),
        Index(None, "visited_on", "district_id", "id"),
    )


class VisitNote(DistrictRecord):
    """What a plan monitor noted on a visit, for the own eyes and for research."""

    __tablename__ = "visit_note"

    visit_id: Mapped[UUID] = within(
        "monitoring_visit", "The visit on which it was noted.", carries="visited_on"
    )
    visited_on: Mapped[date] = described("The day of the visit, repeated.")
    position: Mapped[int] = place("visit_id", at_most=100)
    author_id: Mapped[UUID] = link("person", "Who noted it.")
    occasion: Mapped[ObservedOccasion] = one_of(ObservedOccasion, "What was seen.")
    school_id: Mapped[UUID | None] = within(
        "school", "The school at which it was seen, where it was one."
    )
    body: Mapped[str] = described("What was noted.")


class QuarterlyProgressReport(DistrictRecord):
    """A plan monitor's public account of how a district's plan went in a quarter."""

    __tablename__ = "quarterly_progress_report"

    plan_id: Mapped[UUID] = within("accelerated_improvement_plan", "The plan reported on.")
    school_year: Mapped[int] = described(SCHOOL_YEAR, type_=SmallInteger)
    quarter: Mapped[int] = described("The quarter of the school year, 1 to 4.", type_=SmallInteger)
    period_starts_on: Mapped[date] = described("The first day reported on.")
    period_ends_on: Mapped[date] = described("The last day reported on, included.")
    revision: Mapped[int] = described(
        "Counts the quarter's reports from 1; a correction is a new one.",
        type_=SmallInteger,
        server_default=text("1"),
    )
    revises_id: Mapped[UUID | None] = within(
        "quarterly_progress_report", "The report that it corrects; null for a first one."
    )
    correction: Mapped[str | None] = described("What it corrects; null for a first one.")
    status: Mapped[ReportStatus] = one_of(
        ReportStatus, "Where it stands.", server_default=ReportStatus.DRAFT.name
    )
    author_id: Mapped[UUID | None] = link("person", "The plan monitor who wrote it.")
    introduction: Mapped[str | None] = described("What the reader should know beforehand.")
    overall_progress: Mapped[str] = described("How the plan as a whole has progressed.")
    issued_on: Mapped[date | None] = described(
        "When the superintendent and the school board got it; null before."
    )
    presented_on: Mapped[date | None] = described(
        "When it was presented to the school board in public; null before."
    )
    presented_at: Mapped[str | None] = described("The meeting at which it was presented.")
    is_televised: Mapped[bool | None] = described(
        "Whether local television showed the presentation; null before it is presented."
    )
    published_on: Mapped[date | None] = described(
        "When it was put on the state's website; null before."
    )
    url: Mapped[str | None] = described("Where it is published.")

    __table_args__ = (
        CheckConstraint("school_year BETWEEN 1900 AND 2200", name="school_year"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("period_ends_on >= period_starts_on", name="period"),
        CheckConstraint("(revision > 1) = (revises_id IS NOT NULL)", name="revises"),
        CheckConstraint("(revises_id IS NOT NULL) = (correction IS NOT NULL)", name="correction"),
        CheckConstraint(
            "(issued_on IS NOT NULL) = (status IN ('ISSUED', 'PRESENTED', 'PUBLISHED'))",
            name="issued",
        ),
        CheckConstraint(
            "(presented_on IS NOT NULL) = (status IN ('PRESENTED', 'PUBLISHED'))",
            name="presented",
        ),
        CheckConstraint("(published_on IS NOT NULL) = (status IN ('PUBLISHED'))", name="published"),
        CheckConstraint(
            "presented_on >= issued_on AND (published_on IS NULL OR published_on >= presented_on)",
            name="dates",
        ),
        CheckConstraint(
            "CASE WHEN presented_on IS NULL THEN num_nonnulls(presented_at, is_televised) = 0"
            " ELSE num_nonnulls(presented_at, is_televised) = 2 END",
            name="presentation",
        ),
        CheckConstraint("url IS NULL OR published_on IS NOT NULL", name="url"),
        UniqueConstraint(
            "district_id",
            "school_year",
            "quarter",
            "revision",
            name="uq_quarterly_progress_report_revision",
        ),
        UniqueConstraint("district_id", "id", "status"),
        Index(None, "period_starts_on", "district_id", "id"),
        Index(None, "status", "district_id", "id"),
    )


class ReportPart(DistrictRecord):
    """A row below a quarterly progress report, which repeats the report's status."""

    __abstract__ = True

    status: Mapped[ReportStatus] = one_of(ReportStatus, "Where the report stands.", sort_order=800)


class QuarterlySection(ReportPart):
    """What a quarterly progress report says on one strategic objective."""

    __tablename__ = "quarterly_section"

    report_id: Mapped[UUID] = within(
        "quarterly_progress_report", "The report that it belongs to.", carries="status"
    )
    position: Mapped[int] = place("report_id", at_most=10)
    strategic_objective_id: Mapped[UUID] = within(
        "strategic_objective", "The strategic objective that it is about, as it is now."
    )
    quoted_title: Mapped[str] = described("The objective's title, as it stood in the quarter.")
    quoted_statement: Mapped[str] = described(
        "The objective's statement, as it stood in the quarter."
    )
    progress: Mapped[str] = described("How the objective has progressed.")

    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "report_id",
            "strategic_objective_id",
            name="uq_quarterly_section_objective",
        ),
        UniqueConstraint("district_id", "id", "status"),
    )


class QuotedBenchmark(ReportPart):
    """A benchmark as it stood when a quarterly progress report was written."""

    __tablename__ = "quoted_benchmark"

    section_id: Mapped[UUID] = within(
        "quarterly_section", "The section that quotes it.", carries="status"
    )
    position: Mapped[int] = place("section_id", at_most=100)
    benchmark_id: Mapped[UUID] = within("benchmark", "The benchmark, as it is now.")
    quoted_initiative: Mapped[str] = described("Its initiative's title, as it stood then.")
    category: Mapped[BenchmarkCategory] = one_of(
        BenchmarkCategory, "What kind of change it shows, as it stood then."
    )
    quoted_statement: Mapped[str] = described("Its statement, as it stood then.")
    due_on: Mapped[date] = described("The day by which it was to be true, as it stood then.")
    standing: Mapped[BenchmarkStatus] = one_of(BenchmarkStatus, "Where it stood then.")

    __table_args__ = (UniqueConstraint("district_id", "section_id", "benchmark_id"),)


class QuarterlyFinding(ReportPart):
    """A success or an impediment that a quarterly progress report names."""

    __tablename__ = "quarterly_finding"

    report_id: Mapped[UUID] = within(
        "quarterly_progress_report", "The report that names it.", carries="status"
    )
    position: Mapped[int] = place("report_id", at_most=50)
    kind: Mapped[FindingKind] = one_of(FindingKind, "Whether it is a success or an impediment.")
    strategic_objective_id: Mapped[UUID | None] = within(
        "strategic_objective", "The strategic objective that it bears on, where it is one."
    )
    statement: Mapped[str] = described("What was found.")


class AnnualSummary(DistrictRecord):
    """A plan monitor's yearly report on a district to the state board."""

    __tablename__ = "annual_summary"

    school_year: Mapped[int] = described(SCHOOL_YEAR, type_=SmallInteger)
    status: Mapped[SummaryStatus] = one_of(
        SummaryStatus, "Where it stands.", server_default=SummaryStatus.DRAFT.name
    )
    author_id: Mapped[UUID | None] = link("person", "The plan monitor who wrote it.")
    summary: Mapped[str] = described("How the plan has gone in the year.")
    successes: Mapped[str | None] = described("What has succeeded.")
    impediments: Mapped[str | None] = described("What stands in the way.")
    submitted_on: Mapped[date | None] = described("When the state board got it; null before.")
    published_on: Mapped[date | None] = described("When it became public; null before.")

    __table_args__ = (
        CheckConstraint("school_year BETWEEN 1900 AND 2200", name="school_year"),
        CheckConstraint(
            "(submitted_on IS NOT NULL) = (status IN ('SUBMITTED', 'PUBLISHED'))",
            name="submitted",
        ),
        CheckConstraint("(published_on IS NOT NULL) = (status IN ('PUBLISHED'))", name="published"),
        CheckConstraint("published_on >= submitted_on", name="dates"),
        UniqueConstraint("district_id", "school_year"),
        Index(None, "school_year", "district_id", "id"),
    )
