"""Who reads plans, what they consist of, and what is measured, reviewed and changed of them.

Who writes them: a district while it prepares its plan, and again while an approved amendment is
carried out. In between the plan stands, and only its progress is recorded. What stage a plan is at
is asked of the plan itself, which is locked until whoever asked has written: nothing gets into a
plan while it is being submitted.
"""

from auth.slices.grants import Grant, Slice, across, anyone, follows, own, own_school, readers
from auth.slices.roles import ADM, BRD, FIRM, LEAD, MAN, MON, OFF, PRI, RES
from auth.slices.writing import (
    ME,
    Action,
    Stays,
    Writers,
    beneath,
    edits,
    moves,
    one_of,
    only,
    stays,
    writers,
)
from models.base import Base
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Evidence,
    Initiative,
    KeyIssue,
    Measurement,
    PlanAmendment,
    PlanAmendmentChange,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)

IS_PUBLIC = "visibility = 'PUBLIC'"
WAS_SUBMITTED = "visibility IN ('SUBMITTED', 'PUBLIC')"
APPROVED = f"status = 'APPROVED' AND {IS_PUBLIC}"

SLICES: dict[type[Base], Slice] = {
    AcceleratedImprovementPlan: readers(
        anyone(IS_PUBLIC, "once the plan is accepted"),
        own(ADM, LEAD, PRI, BRD, MAN, FIRM),
        across(MON, OFF, where=WAS_SUBMITTED, says="once the plan was first submitted"),
    ),
    Measurement: readers(own(PRI, ADM, LEAD, BRD, MAN, FIRM, MON), across(OFF, RES)),
    Evidence: readers(own(PRI, ADM, LEAD, BRD, MAN, FIRM, MON), across(OFF, RES)),
    PlanReview: readers(own(LEAD, ADM, MAN), across(MON, OFF)),
    PlanReviewRating: readers(own(LEAD, ADM, MAN), across(MON, OFF)),
    PlanAmendment: readers(
        own(LEAD, ADM, MAN), across(MON, OFF), anyone(APPROVED, "once it is approved")
    ),
}

for part in (KeyIssue, StrategicObjective, Initiative, Activity, Benchmark):
    SLICES[part] = follows(AcceleratedImprovementPlan, SLICES)

SLICES[PlanAmendmentChange] = follows(PlanAmendment, SLICES)

PREPARED_BY = (LEAD, ADM, MAN, FIRM)
IS_OPEN = one_of("status", "DRAFT", "RETURNED_WITH_FEEDBACK")
WAITS = one_of("status", "SUBMITTED", "UNDER_REVIEW")
NEW = "status = 'DRAFT' AND num_nonnulls(first_submitted_on, accepted_on, ended_on) = 0"
BEING_WRITTEN = "while the plan is being written"
IS_RUNNING = "parent.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')"

WRITERS: dict[type[Base], Writers] = {
    AcceleratedImprovementPlan: writers(
        own(*PREPARED_BY, where=NEW, says="as a draft"),
        update=[
            own(
                LEAD,
                ADM,
                MAN,
                where=IS_OPEN,
                becomes=one_of("status", "DRAFT", "RETURNED_WITH_FEEDBACK", "SUBMITTED"),
                says="until it is submitted",
            ),
            own(FIRM, where=IS_OPEN, says="until it is submitted"),
            across(
                MON,
                where="status = 'SUBMITTED'",
                becomes="status = 'UNDER_REVIEW'",
                says="to review it",
            ),
            across(
                OFF,
                where="status IN ('SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'IN_IMPLEMENTATION')",
                becomes="status NOT IN ('DRAFT', 'SUBMITTED')",
                says="from its submission to its end",
            ),
        ],
        delete=[own(LEAD, ADM, MAN, where=NEW, says="while it was never submitted")],
    ),
}

STAGES: dict[type[Base], str] = {
    KeyIssue: "slice.stage_of_plan(district_id, plan_id)",
    StrategicObjective: "slice.stage_of_plan(district_id, plan_id)",
    Initiative: "slice.stage_of_objective(district_id, strategic_objective_id)",
    Activity: "slice.stage_of_initiative(district_id, initiative_id)",
    Benchmark: "slice.stage_of_initiative(district_id, initiative_id)",
}
UNJUDGED = "judged_on IS NULL"
UNSTARTED = "status = 'NOT_STARTED'"


def written_by_stage(stage: str, where: str | None = None) -> tuple[Grant, Grant]:
    """The district while it writes and amends; the state office what it has approved."""
    being_written = f"{stage} IN ('WRITING', 'AMENDING')"
    return (
        own(
            *PREPARED_BY,
            where=f"{where} AND {being_written}" if where else being_written,
            says=f"{BEING_WRITTEN} or amended",
        ),
        across(
            OFF,
            where=f"{where} AND {stage} = 'AMENDING'" if where else f"{stage} = 'AMENDING'",
            says="while an approved amendment is made",
        ),
    )


for member in (KeyIssue, StrategicObjective, Initiative):
    by_stage = written_by_stage(STAGES[member])
    WRITERS[member] = writers(*by_stage, delete=by_stage)

IN_FORCE = f"{STAGES[Activity]} IN ('RUNNING', 'AMENDING')"
MEASURED = one_of("status", "NOT_STARTED", "IN_PROGRESS")

WRITERS[Activity] = writers(
    *written_by_stage(STAGES[Activity]),
    update=[
        *written_by_stage(STAGES[Activity]),
        own(*PREPARED_BY, where=IN_FORCE, says="its progress while the plan is carried out"),
        own(PRI, where=f"owner_id = {ME} AND {IN_FORCE}", says="the progress of their own"),
    ],
    delete=written_by_stage(STAGES[Activity]),
)
WRITERS[Benchmark] = writers(
    *written_by_stage(STAGES[Benchmark], f"{UNJUDGED} AND {UNSTARTED}"),
    update=[
        *written_by_stage(STAGES[Benchmark], UNJUDGED),
        own(
            *PREPARED_BY,
            PRI,
            where=f"{IS_PUBLIC} AND {MEASURED}",
            becomes=MEASURED,
            says="that it is being measured",
        ),
        own(
            MON,
            where=IS_PUBLIC,
            becomes=f"status IN ('MET', 'NOT_MET') AND judged_by_id = {ME}",
            says="whether it is met",
        ),
    ],
    delete=written_by_stage(STAGES[Benchmark], UNJUDGED),
)

for shown in (Measurement, Evidence):
    of_accepted = beneath(shown, "benchmark_id", Benchmark, "parent.visibility = 'PUBLIC'")
    of_unjudged = beneath(
        shown,
        "benchmark_id",
        Benchmark,
        "parent.visibility = 'PUBLIC' AND parent.judged_on IS NULL",
    )
    until_judged = (
        own(*PREPARED_BY, where=of_unjudged, says="until the benchmark is judged"),
        own_school(PRI, where=of_unjudged, says="until the benchmark is judged"),
    )
    WRITERS[shown] = writers(
        own(*PREPARED_BY, where=of_accepted, says="once the plan is accepted"),
        own_school(PRI, where=of_accepted, says="once the plan is accepted"),
        update=until_judged,
        delete=until_judged,
    )

IS_WAITING = "parent.status IN ('SUBMITTED', 'UNDER_REVIEW')"
OWN_REVIEW = across(
    MON,
    OFF,
    where=f"reviewer_id = {ME}"
    f" AND {beneath(PlanReview, 'plan_id', AcceleratedImprovementPlan, IS_WAITING)}",
    says="what they review while the plan waits",
)
OF_OWN_REVIEW = across(
    MON,
    OFF,
    where="EXISTS (SELECT FROM plan_review review JOIN accelerated_improvement_plan parent"
    " ON parent.district_id = review.district_id AND parent.id = review.plan_id"
    " WHERE review.district_id = plan_review_rating.district_id"
    f" AND review.id = plan_review_rating.review_id AND review.reviewer_id = {ME}"
    f" AND {IS_WAITING})",
    says="what they review while the plan waits",
)
WANTED = "status = 'REQUESTED'"

WRITERS |= {
    PlanReview: writers(OWN_REVIEW, delete=[OWN_REVIEW]),
    PlanReviewRating: writers(OF_OWN_REVIEW, delete=[OF_OWN_REVIEW]),
    PlanAmendment: writers(
        own(
            LEAD,
            ADM,
            MAN,
            where=f"{WANTED} AND requested_by_id = {ME}"
            f" AND {beneath(PlanAmendment, 'plan_id', AcceleratedImprovementPlan, IS_RUNNING)}",
            says="of a plan that is carried out",
        ),
        update=[
            own(LEAD, ADM, MAN, where=WANTED, says="until it is decided"),
            across(
                OFF,
                where="status IN ('REQUESTED', 'APPROVED') AND applied_on IS NULL",
                becomes="status IN ('APPROVED', 'REFUSED')"
                f" AND (decided_by_id = {ME} OR applied_on IS NOT NULL)",
                says="to decide it",
            ),
        ],
        delete=[own(LEAD, ADM, MAN, where=WANTED, says="until it is decided")],
    ),
    PlanAmendmentChange: writers(
        own(LEAD, ADM, MAN, where=WANTED, says="until it is decided"),
        update=[
            across(
                OFF,
                where="status = 'APPROVED' AND "
                + beneath(
                    PlanAmendmentChange, "amendment_id", PlanAmendment, "parent.applied_on IS NULL"
                ),
                says="as it is made",
            )
        ],
        delete=[own(LEAD, ADM, MAN, where=WANTED, says="until it is decided")],
    ),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    AcceleratedImprovementPlan: (
        only(
            AcceleratedImprovementPlan,
            "status",
            "first_submitted_on",
            "submitted_on",
            "accepted_on",
            "ended_on",
            once="OLD.status NOT IN ('DRAFT', 'RETURNED_WITH_FEEDBACK')",
        ),
        stays("accepted_on", once="OLD.accepted_on IS NOT NULL"),
        stays("first_submitted_on", once="OLD.first_submitted_on IS NOT NULL"),
    ),
    Activity: (
        only(
            Activity,
            "status",
            "starts_on",
            "due_on",
            once="OLD.visibility = 'PUBLIC'"
            " AND slice.stage_of_initiative(OLD.district_id, OLD.initiative_id) <> 'AMENDING'",
        ),
    ),
    Benchmark: (
        only(
            Benchmark,
            "status",
            "judged_by_id",
            "judged_on",
            once="OLD.visibility = 'PUBLIC'"
            " AND slice.stage_of_initiative(OLD.district_id, OLD.initiative_id) <> 'AMENDING'",
        ),
    ),
    Measurement: (stays("benchmark_id", "school_id"),),
    Evidence: (stays("benchmark_id", "school_id"),),
    PlanReview: (stays("plan_id"),),
    PlanReviewRating: (stays("review_id", "criterion"),),
    PlanAmendmentChange: (stays("amendment_id", "position", "kind", "part", "proposal"),),
    PlanAmendment: (
        stays("plan_id", "requested_by_id"),
        stays("decided_by_id", "decided_on", once="OLD.decided_on IS NOT NULL"),
        only(
            PlanAmendment,
            "status",
            "decided_by_id",
            "decided_on",
            "applied_on",
            once="NEW.status <> 'REQUESTED'",
        ),
    ),
}

WRITTEN_BY_ALL = readers(own(*PREPARED_BY))
DISTRICT_ALONE = readers(own(LEAD, ADM, MAN))
REVIEWERS = readers(across(MON, OFF))
STATE = readers(across(OFF))
SUBMITTED_ALREADY = "It is submitted, and changes only when it is returned or amended."
AT_NO_STAGE = "Its plan is not being written, and no approved amendment to it is being made."
DECIDED = "It is decided."


ACTIONS: tuple[Action, ...] = (
    Action("update", AcceleratedImprovementPlan, WRITTEN_BY_ALL, IS_OPEN, SUBMITTED_ALREADY),
    Action(
        "delete", AcceleratedImprovementPlan, DISTRICT_ALONE, NEW, "It has been submitted once."
    ),
    *moves(AcceleratedImprovementPlan, WRITTEN_BY_ALL, "revise"),
    *moves(AcceleratedImprovementPlan, DISTRICT_ALONE, "submit"),
    *moves(AcceleratedImprovementPlan, REVIEWERS, "review"),
    *moves(
        AcceleratedImprovementPlan,
        STATE,
        "return",
        "accept",
        "start",
        "complete",
        "exit",
    ),
    Action(
        "requestAmendment",
        AcceleratedImprovementPlan,
        DISTRICT_ALONE,
        one_of("status", "ACCEPTED", "IN_IMPLEMENTATION"),
        "Only a plan that is accepted or carried out is amended.",
    ),
    *(
        Action(
            name,
            part,
            readers(own(*PREPARED_BY), across(OFF, where=f"{stage} = 'AMENDING'")),
            f"{stage} IN ('WRITING', 'AMENDING')",
            AT_NO_STAGE,
        )
        for part, stage in STAGES.items()
        for name in ("update", "delete")
        if (part, name) != (Activity, "update")
    ),
    Action(
        "update",
        Activity,
        readers(
            own(*PREPARED_BY),
            own(PRI, where=f"owner_id = {ME} AND {IN_FORCE}"),
            across(OFF, where=f"{STAGES[Activity]} = 'AMENDING'"),
        ),
        f"{STAGES[Activity]} IN ('WRITING', 'RUNNING', 'AMENDING')",
        "Its plan is with the state, or over.",
    ),
    Action(
        "recordMeasurement",
        Benchmark,
        readers(own(*PREPARED_BY, PRI)),
        IS_PUBLIC,
        "Its plan is not accepted yet.",
    ),
    Action("judge", Benchmark, readers(own(MON)), IS_PUBLIC, "Its plan is not accepted yet."),
    *(
        Action(
            name,
            shown,
            readers(own(*PREPARED_BY), own_school(PRI)),
            beneath(
                shown,
                "benchmark_id",
                Benchmark,
                "parent.visibility = 'PUBLIC' AND parent.judged_on IS NULL",
            ),
            "Its benchmark is judged, or its plan not accepted.",
        )
        for shown in (Measurement, Evidence)
        for name in ("update", "delete")
    ),
    *(
        Action(
            name,
            PlanReview,
            readers(across(MON, OFF, where=f"reviewer_id = {ME}", says="of their own")),
            beneath(PlanReview, "plan_id", AcceleratedImprovementPlan, IS_WAITING),
            "The plan is no longer under review.",
        )
        for name in ("update", "delete")
    ),
    *edits(PlanReviewRating, WRITERS[PlanReviewRating]),
    *(
        Action(name, PlanAmendment, DISTRICT_ALONE, WANTED, DECIDED)
        for name in ("update", "delete")
    ),
    *moves(PlanAmendment, STATE, "approve", "refuse"),
)
