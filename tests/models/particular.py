"""What the rooms promise of their rows beyond what their columns declare, each broken once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from models.accountability import (
    AccountabilityRating,
    Enrollment,
    PerformanceIndex,
    SchoolConditionReview,
    StaffRetention,
    StandardReview,
    StatewideRetention,
)
from models.base import Base
from models.bulk import BulkOperation
from models.careers import AdoptionMotive, CareerTrajectoryStep, JobMobilityEvent
from models.clients import Client, ClientKey
from models.disclosures import DisclosedRecord, Disclosure
from models.filing import EvidenceFile, FrozenDocument
from models.innovation import CausalLink
from models.monitoring import (
    AnnualSummary,
    HighlightMeeting,
    HighlightReport,
    Obstacle,
    QuarterlyProgressReport,
)
from models.organizations import District, Firm, School
from models.people import Appointment, Engagement, PlanManager, PlanMonitor, StateAppointment
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    PlanAmendment,
    PlanAmendmentChange,
)
from models.releases import StatisticCell, StatisticsRelease
from tests.models import particular_of_inquiry as inquiry
from tests.models import particular_of_leadership as leadership
from tests.models.violations import Violation
from tests.rows import Row, table_of

NOBODY = UUID(int=404)
"""An id that no record has; the same in each worker of a run."""

__all__ = ["ACCEPTED", "EXITED", "ISSUED", "PARTICULAR", "PRESENTED", "PUBLISHED", "SUBMITTED"]

NOON = datetime(2012, 1, 1, 12, tzinfo=UTC)
EARLY, LATE = date(2012, 3, 1), date(2012, 9, 1)
SAME = UUID(int=1)


def _broken(model: type[Base], name: str, *changes: Row) -> list[Violation]:
    prefix = "" if name.startswith(("uq_", "ex_", "fk_")) else f"ck_{table_of(model).name}_"
    return [Violation(model, prefix + name, change) for change in changes]


ENDS_FIRST: Row = {"starts_on": LATE, "ends_on": EARLY}
SUBMITTED: Row = {"status": "SUBMITTED", "first_submitted_on": EARLY, "submitted_on": EARLY}
ACCEPTED: Row = SUBMITTED | {"status": "ACCEPTED", "accepted_on": EARLY}
EXITED: Row = ACCEPTED | {"status": "EXITED", "ended_on": EARLY}
ISSUED: Row = {"status": "ISSUED", "issued_on": EARLY}
SHOWN: Row = {"presented_on": EARLY, "presented_at": "said", "is_televised": True}
PRESENTED: Row = ISSUED | SHOWN | {"status": "PRESENTED"}
PUBLISHED: Row = PRESENTED | {"status": "PUBLISHED", "published_on": EARLY}
HELD: Row = {"status": "HELD", "held_on": EARLY}
CORRECTED: Row = {"revision": 2, "revises_id": UUID(int=1), "correction": "said"}

PARTICULAR: list[Violation] = [
    *_broken(
        District,
        "state_code",
        *({"state_code": code} for code in ("350000", "00350505", "0035000", "0035000O", "")),
    ),
    *_broken(
        District, "nces_id", *({"nces_id": code} for code in ("250001", "25000011", "25A0001"))
    ),
    *_broken(
        District,
        "pseudonym",
        {"is_pseudonym": True, "nces_id": None},
        {"is_pseudonym": True, "state_code": None},
    ),
    *_broken(District, "level", {"level": 0}, {"level": 6}),
    *_broken(
        School,
        "state_code",
        *({"state_code": code} for code in ("00010000", "0001001", "000100011", "0001ABCD")),
    ),
    *_broken(School, "nces_id", {"nces_id": "25000010001"}, {"nces_id": "2500001000011"}),
    *_broken(School, "zip_code", {"zip_code": "2139"}, {"zip_code": "02139-1234"}),
    *_broken(School, "level", {"level": 0}, {"level": 6}),
    *_broken(BulkOperation, "owner", {"person_id": None}),
    *_broken(BulkOperation, "records", {"records": -1}),
    *_broken(BulkOperation, "file", {"status": "COMPLETED", "finished_at": NOON}),
    *_broken(BulkOperation, "failure", {"status": "FAILED", "finished_at": NOON}),
    *_broken(BulkOperation, "finished", {"finished_at": NOON}),
    *_broken(Client, "firm", {"kind": "SERVICE", "authentication": "PRIVATE_KEY_JWT"}),
    *_broken(Client, "proof", {"authentication": "CLIENT_SECRET_BASIC"}),
    *_broken(Client, "redirects", {"redirect_uris": []}),
    *_broken(
        Client,
        "trusted",
        {
            "kind": "SERVICE",
            "authentication": "PRIVATE_KEY_JWT",
            "firm_id": NOBODY,
            "redirect_uris": [],
            "is_trusted": True,
        },
    ),
    *_broken(Client, "scopes", {"scopes": ["everything"]}),
    *_broken(
        ClientKey,
        "public",
        *({"jwk": jwk} for jwk in ("said", "[]", "{}", '{"kty": "EC", "d": "secret"}')),
    ),
    *_broken(Firm, "vetting_dates", {"vetted_on": LATE, "vetting_withdrawn_on": EARLY}),
    *_broken(Appointment, "dates", ENDS_FIRST),
    *_broken(
        Appointment,
        "school",
        {"position": "PRINCIPAL", "school_id": None},
        {"position": "TEACHER", "school_id": None},
        {"position": "DIRECTOR"},
    ),
    *_broken(
        Appointment,
        "ex_appointment_one_at_a_time",
        *(
            {"position": position, "school_id": None, **dates}
            for position in ("SUPERINTENDENT", "PLAN_MANAGER", "PLAN_MONITOR")
            for dates in (
                {"starts_on": LATE},
                {"starts_on": date(2011, 1, 1), "ends_on": date(2012, 1, 1)},
                {"starts_on": date(2012, 1, 1), "ends_on": date(2012, 1, 1)},
            )
        ),
    ),
    *_broken(StateAppointment, "dates", ENDS_FIRST),
    *_broken(Engagement, "dates", ENDS_FIRST),
    *_broken(PlanManager, "days_per_week", {"days_per_week": -1}, {"days_per_week": 8}),
    *_broken(PlanMonitor, "days_per_quarter", {"days_per_quarter": -1}),
    *_broken(AccountabilityRating, "level", {"level": 0}, {"level": 6}),
    *_broken(
        AccountabilityRating,
        "rated",
        {"determination": "RATED", "level": None},
        {"determination": "INSUFFICIENT_DATA", "level": 1},
        {"determination": "NOT_REPORTED", "level": 1},
    ),
    *_broken(
        AccountabilityRating,
        "placement",
        {"level_source": "PLACED_BY_STATE", "placement_reason": None},
        {"level_source": "OWN_RESULTS", "placement_reason": "A review of the district."},
    ),
    *_broken(AccountabilityRating, "percentile", {"percentile": 0}, {"percentile": 100}),
    *_broken(PerformanceIndex, "tested", {"tested": -1}),
    *_broken(PerformanceIndex, "points", {"points": -25}),
    *_broken(PerformanceIndex, "indicators", {"indicators": 0}, {"indicators": 8}),
    *_broken(PerformanceIndex, "annual", {"annual": -1}),
    *_broken(PerformanceIndex, "cumulative", {"cumulative": -1}, {"cumulative": 101}),
    *_broken(
        PerformanceIndex,
        "cumulative_computed",
        {"cumulative_computed": -1},
        {"cumulative_computed": 101},
    ),
    *_broken(Enrollment, "pupils", {"pupils": -1}),
    *_broken(Enrollment, "share", {"share": -1}, {"share": Decimal("100.1")}),
    *_broken(Enrollment, "figure", {"pupils": None, "share": None}),
    *_broken(StaffRetention, "total", {"total": -1}),
    *_broken(StatewideRetention, "school_year", {"school_year": 1899}, {"school_year": 2201}),
    *_broken(StatewideRetention, "schools", {"schools": -1}),
    *_broken(StatewideRetention, "retained", {"retained": -1}, {"retained": 2}),
    *_broken(StatisticsRelease, "number", {"number": 0}),
    *_broken(StatisticsRelease, "threshold", {"threshold": 1}),
    *_broken(Disclosure, "caller", {"firm_id": NOBODY}),
    *_broken(Disclosure, "office", {"state_appointment_id": NOBODY, "engagement_id": NOBODY}),
    *_broken(DisclosedRecord, "person", {"person_salt": "salt"}),
    *_broken(DisclosedRecord, "digest", {"person_id": NOBODY, "person_salt": "salt"}),
    *_broken(DisclosedRecord, "record", {"use": "ASKED"}, {"record_key": None}),
    *_broken(DisclosedRecord, "closed", {"is_open": False}),
    *_broken(StatisticCell, "value", {"value": None}, {"missing": "SMALL_CELL"}),
    *_broken(StaffRetention, "retained", {"retained": -1}, {"retained": 11}),
    *(
        violation
        for model in (
            AccountabilityRating,
            PerformanceIndex,
            Enrollment,
            StaffRetention,
            QuarterlyProgressReport,
            AnnualSummary,
        )
        for violation in _broken(model, "school_year", {"school_year": 16}, {"school_year": 2201})
    ),
    *_broken(SchoolConditionReview, "own_condition", {"condition": "DISTRICT_SYSTEMS"}),
    *_broken(StandardReview, "dates", {"reviewed_on": LATE, "published_on": EARLY}),
    *_broken(AcceleratedImprovementPlan, "period", {"period_ends_on": date(2011, 12, 31)}),
    *_broken(AcceleratedImprovementPlan, "submissions", SUBMITTED | {"first_submitted_on": LATE}),
    *_broken(AcceleratedImprovementPlan, "acceptance", EXITED | {"submitted_on": LATE}),
    *_broken(
        AcceleratedImprovementPlan,
        "end",
        EXITED | {"accepted_on": LATE},
    ),
    *_broken(
        AcceleratedImprovementPlan,
        "submitted_before",
        *({"status": status} for status in ("SUBMITTED", "UNDER_REVIEW", "RETURNED_WITH_FEEDBACK")),
    ),
    *_broken(
        AcceleratedImprovementPlan,
        "accepted_before",
        *(
            ACCEPTED | {"status": status, "accepted_on": None}
            for status in ("ACCEPTED", "IN_IMPLEMENTATION")
        ),
        *(
            EXITED | {"status": status, "accepted_on": None}
            for status in ("COMPLETED", "SUPERSEDED", "EXITED")
        ),
    ),
    *_broken(
        AcceleratedImprovementPlan,
        "ended",
        {"ended_on": LATE},
        *(
            EXITED | {"status": status, "ended_on": None}
            for status in ("COMPLETED", "SUPERSEDED", "EXITED")
        ),
    ),
    *_broken(
        AcceleratedImprovementPlan,
        "uq_plan_running",
        ACCEPTED,
        ACCEPTED | {"status": "IN_IMPLEMENTATION"},
    ),
    *_broken(Activity, "dates", {"starts_on": LATE, "due_on": EARLY}),
    *_broken(
        Benchmark,
        "judgement",
        {"status": "MET", "judged_on": None},
        {"status": "NOT_MET", "judged_on": None},
        {"status": "IN_PROGRESS", "judged_on": LATE},
    ),
    *_broken(
        Benchmark,
        "target",
        {"target": 1, "comparator": None},
        {"target": None, "comparator": "AT_LEAST"},
    ),
    *_broken(
        PlanAmendment,
        "decision",
        {"status": "APPROVED", "decided_on": None},
        {"status": "REFUSED", "decided_on": None},
        {"status": "REQUESTED", "decided_on": LATE},
    ),
    *_broken(
        PlanAmendment,
        "dates",
        {"status": "APPROVED", "requested_on": LATE, "decided_on": EARLY},
        {"status": "APPROVED", "decided_on": LATE, "applied_on": EARLY},
    ),
    *_broken(
        PlanAmendment,
        "application",
        {"applied_on": LATE},
        {"status": "REFUSED", "decided_on": EARLY, "applied_on": LATE},
    ),
    *_broken(PlanAmendmentChange, "subject", {"kind": "CHANGE"}),
    *_broken(
        PlanAmendmentChange,
        "proposal",
        {"kind": "ADD", "proposal": None},
        {"kind": "REMOVE", "subject": "a record", "proposal": "{}"},
    ),
    *_broken(HighlightMeeting, "month", {"month": date(2012, 2, 2)}),
    *_broken(
        HighlightMeeting,
        "held",
        {"status": "HELD"},
        {"status": "MINUTES_FINAL", "minutes_final_on": EARLY},
        {"held_on": EARLY},
        {"status": "CANCELLED", "held_on": EARLY},
    ),
    *_broken(
        HighlightMeeting,
        "minutes",
        HELD | {"status": "MINUTES_FINAL"},
        HELD | {"minutes_final_on": LATE},
    ),
    *_broken(
        HighlightMeeting,
        "dates",
        {"status": "MINUTES_FINAL", "held_on": LATE, "minutes_final_on": EARLY},
    ),
    *_broken(
        HighlightMeeting, "duration_minutes", {"duration_minutes": 0}, {"duration_minutes": 1441}
    ),
    *_broken(
        HighlightMeeting,
        "uq_highlight_meeting_month",
        {"month": date(2012, 1, 1)},
        HELD | {"month": date(2012, 1, 1)},
    ),
    *_broken(Obstacle, "way", {"status": "BEING_MITIGATED"}),
    *_broken(Obstacle, "resolution", {"status": "RESOLVED"}, {"resolved_on": LATE}),
    *_broken(HighlightReport, "month", {"month": date(2012, 2, 29)}),
    *_broken(QuarterlyProgressReport, "quarter", {"quarter": 0}, {"quarter": 5}),
    *_broken(QuarterlyProgressReport, "period", {"period_ends_on": date(2011, 12, 31)}),
    *_broken(QuarterlyProgressReport, "revision", {"revision": 0}),
    *_broken(QuarterlyProgressReport, "revises", {"revision": 2}, CORRECTED | {"revision": 1}),
    *_broken(
        QuarterlyProgressReport,
        "correction",
        {"correction": "said"},
        CORRECTED | {"correction": None},
    ),
    *_broken(QuarterlyProgressReport, "fk_quarterly_progress_report_revises_id", CORRECTED),
    *_broken(
        QuarterlyProgressReport,
        "issued",
        {"issued_on": EARLY},
        *(state | {"issued_on": None} for state in (ISSUED, PRESENTED, PUBLISHED)),
    ),
    *_broken(
        QuarterlyProgressReport,
        "presented",
        SHOWN,
        ISSUED | SHOWN,
        ISSUED | {"status": "PRESENTED"},
        ISSUED | {"status": "PUBLISHED", "published_on": LATE},
    ),
    *_broken(
        QuarterlyProgressReport,
        "published",
        {"published_on": LATE},
        PRESENTED | {"published_on": LATE},
        PUBLISHED | {"published_on": None},
    ),
    *_broken(
        QuarterlyProgressReport,
        "dates",
        PRESENTED | {"issued_on": LATE},
        PUBLISHED | {"presented_on": LATE},
    ),
    *_broken(
        QuarterlyProgressReport,
        "presentation",
        {"presented_at": "said"},
        {"is_televised": False},
        PRESENTED | {"presented_at": None},
        PRESENTED | {"is_televised": None},
    ),
    *_broken(QuarterlyProgressReport, "url", {"url": "said"}, PRESENTED | {"url": "said"}),
    *_broken(
        AnnualSummary,
        "submitted",
        {"submitted_on": EARLY},
        {"status": "SUBMITTED"},
        {"status": "PUBLISHED", "published_on": EARLY},
    ),
    *_broken(
        AnnualSummary,
        "published",
        {"status": "PUBLISHED", "submitted_on": EARLY},
        {"status": "SUBMITTED", "submitted_on": EARLY, "published_on": LATE},
    ),
    *_broken(
        AnnualSummary,
        "dates",
        {"status": "PUBLISHED", "submitted_on": LATE, "published_on": EARLY},
    ),
    *_broken(EvidenceFile, "file_name", {"file_name": ""}, {"file_name": "n" * 256}),
    *_broken(EvidenceFile, "media_type", {"media_type": "text/html"}, {"media_type": ""}),
    *_broken(EvidenceFile, "bytes", {"bytes": 0}),
    *_broken(EvidenceFile, "sha256", {"sha256": "0" * 63}, {"sha256": "A" * 64}),
    *_broken(FrozenDocument, "record", {"quarterly_report_id": SAME}),
    *_broken(FrozenDocument, "revision", {"revision": 0}),
    *_broken(
        FrozenDocument,
        "uq_frozen_document_district_id_record_id_revision",
        {"revision": 1},
    ),
    *(
        violation
        for model, name, changes in (*inquiry.broken(), *leadership.broken())
        for violation in _broken(model, name, *changes)
    ),
    *_broken(CausalLink, "two_variables", {"cause_id": SAME, "effect_id": SAME}),
    *_broken(AdoptionMotive, "rank", {"rank": 0}, {"rank": 51}),
    *_broken(JobMobilityEvent, "from_school", {"from_district_id": None, "from_school_id": SAME}),
    *_broken(JobMobilityEvent, "to_school", {"to_district_id": None, "to_school_id": SAME}),
    *_broken(
        JobMobilityEvent,
        "own_end",
        {"from_district_id": None, "to_district_id": None},
        {"from_district_id": SAME, "to_district_id": None},
        {"from_district_id": SAME, "to_district_id": SAME},
    ),
    *_broken(JobMobilityEvent, "ends", {"boundary": "OUT_OF_EDUCATION"}),
    *_broken(
        CareerTrajectoryStep,
        "ex_career_trajectory_step_none_alone",
        {"step": "NONE"},
        {"position": 1},
    ),
]
