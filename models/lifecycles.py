"""The state machines: from which states a verb leads to which, for each record that has one.

The verbs are those of the texts; who may use which is said in `auth/slices`. A record moves by
`take`, and by nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from models.bulk_terms import BulkStatus
from models.failures import Conflict
from models.leadership_terms import (
    LeadershipMeetingStatus,
    SchoolPlanReviewStatus,
    SchoolPlanStatus,
    SelfAssessmentStatus,
    WalkthroughStatus,
)
from models.monitoring_terms import HighlightMeetingStatus, ReportStatus, SummaryStatus
from models.plan_terms import AmendmentStatus, BenchmarkStatus, PlanStatus

__all__ = ["LIFECYCLES", "Lifecycle", "Move"]


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: the states that it leaves and the one that it leads to."""

    sources: tuple[str, ...]
    target: str

    @property
    def when(self) -> str:
        """The condition on a row, in SQL, that the move is open to it."""
        return "status IN (" + ", ".join(f"'{source}'" for source in self.sources) + ")"

    @property
    def unless(self) -> str:
        """Why it is not open to others, in words."""
        return f"Only while it is {' or '.join(self.sources)}."


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The moves of one kind of record, by their verbs."""

    moves: Mapping[str, Move]

    def __getitem__(self, verb: str) -> Move:
        return self.moves[verb]

    def take(self, verb: str, record: Any) -> None:
        """Move a record; raises Conflict from a state that the verb does not leave."""
        move, status = self.moves[verb], record.status
        standing = status.name if isinstance(status, Enum) else str(status)
        if standing not in move.sources:
            raise Conflict(f"It is {standing}. {move.unless}", details={"status": standing})
        record.status = type(status)[move.target] if isinstance(status, Enum) else move.target


def lifecycle(**moves: tuple[Enum | tuple[Enum, ...], Enum]) -> Lifecycle:
    """A state machine, written as `verb=(from, to)` or `verb=((from, or_from), to)`.

    A verb that is a word of Python's is written with a line below at its end.
    """
    return Lifecycle({verb.rstrip("_"): _move(*ends) for verb, ends in moves.items()})


def _move(sources: Enum | tuple[Enum, ...], target: Enum) -> Move:
    left = sources if isinstance(sources, tuple) else (sources,)
    return Move(tuple(source.name for source in left), target.name)


PLAN, AMENDMENT, BENCHMARK = PlanStatus, AmendmentStatus, BenchmarkStatus
REPORT, SUMMARY, MEETING = ReportStatus, SummaryStatus, HighlightMeetingStatus
BULK = BulkStatus
TEAM, REVIEW, SCHOOL_PLAN = LeadershipMeetingStatus, SchoolPlanReviewStatus, SchoolPlanStatus

LIFECYCLES: Mapping[str, Lifecycle] = {
    "accelerated_improvement_plan": lifecycle(
        submit=(PLAN.DRAFT, PLAN.SUBMITTED),
        review=((PLAN.SUBMITTED, PLAN.UNDER_REVIEW), PLAN.UNDER_REVIEW),
        return_=(PLAN.UNDER_REVIEW, PLAN.RETURNED_WITH_FEEDBACK),
        revise=(PLAN.RETURNED_WITH_FEEDBACK, PLAN.DRAFT),
        accept=(PLAN.UNDER_REVIEW, PLAN.ACCEPTED),
        start=(PLAN.ACCEPTED, PLAN.IN_IMPLEMENTATION),
        complete=(PLAN.IN_IMPLEMENTATION, PLAN.COMPLETED),
        supersede=((PLAN.ACCEPTED, PLAN.IN_IMPLEMENTATION), PLAN.SUPERSEDED),
        exit=(PLAN.IN_IMPLEMENTATION, PLAN.EXITED),
    ),
    "plan_amendment": lifecycle(
        approve=(AMENDMENT.REQUESTED, AMENDMENT.APPROVED),
        refuse=(AMENDMENT.REQUESTED, AMENDMENT.REFUSED),
    ),
    "benchmark": lifecycle(
        judgeMet=(tuple(BENCHMARK), BENCHMARK.MET),
        judgeNotMet=(tuple(BENCHMARK), BENCHMARK.NOT_MET),
    ),
    "highlight_meeting": lifecycle(
        hold=(MEETING.SCHEDULED, MEETING.HELD),
        finalize=(MEETING.HELD, MEETING.MINUTES_FINAL),
        cancel=(MEETING.SCHEDULED, MEETING.CANCELLED),
    ),
    "quarterly_progress_report": lifecycle(
        issue=(REPORT.DRAFT, REPORT.ISSUED),
        present=(REPORT.ISSUED, REPORT.PRESENTED),
        publish=(REPORT.PRESENTED, REPORT.PUBLISHED),
    ),
    "annual_summary": lifecycle(
        submit=(SUMMARY.DRAFT, SUMMARY.SUBMITTED),
        publish=(SUMMARY.SUBMITTED, SUMMARY.PUBLISHED),
    ),
    "school_improvement_plan": lifecycle(
        publish=(SCHOOL_PLAN.DRAFT, SCHOOL_PLAN.PUBLISHED),
        end=(SCHOOL_PLAN.PUBLISHED, SCHOOL_PLAN.ENDED),
    ),
    "school_plan_review": lifecycle(
        prepare=(REVIEW.OPEN, REVIEW.PREPARED),
        hold=(REVIEW.PREPARED, REVIEW.HELD),
        close=(REVIEW.HELD, REVIEW.MEMO_SENT),
    ),
    "leadership_meeting": lifecycle(
        openPacket=(TEAM.PLANNED, TEAM.PACKET_OPEN),
        releasePacket=(TEAM.PACKET_OPEN, TEAM.PACKET_RELEASED),
        hold=(TEAM.PACKET_RELEASED, TEAM.HELD),
    ),
    "walkthrough": lifecycle(
        deliver=(WalkthroughStatus.DRAFT, WalkthroughStatus.DELIVERED),
    ),
    "bulk_operation": lifecycle(
        start=((BULK.CREATED, BULK.RUNNING), BULK.RUNNING),
        complete=(BULK.RUNNING, BULK.COMPLETED),
        fail=((BULK.CREATED, BULK.RUNNING), BULK.FAILED),
        cancel=((BULK.CREATED, BULK.RUNNING), BULK.CANCELED),
        expire=(BULK.COMPLETED, BULK.EXPIRED),
    ),
    "self_assessment": lifecycle(
        submit=(SelfAssessmentStatus.OPEN, SelfAssessmentStatus.SUBMITTED),
    ),
}
"""By the table's name."""
