"""How schools plan, and administrators make their practice public, as the API shows it."""

from models import leadership as tables
from schema.entities import entity, to_one

PUBLICATION = frozenset({"public_from"})
RELEASE = frozenset({"released_from"})


@entity(
    tables.SchoolImprovementPlan,
    plural="schoolPlans",
    singular="schoolPlan",
    order_within=("school_year",),
    hides=PUBLICATION,
)
class SchoolImprovementPlan:
    """A school's plan for a year, which follows from its district's plan."""

    school = to_one(back="schoolPlans", says="The school's plans by school year.", always=True)
    district_plan = to_one(back="schoolPlans", says="The school plans that follow from it.")


@entity(
    tables.SchoolPlanItem,
    plural="schoolPlanItems",
    order_within=("position",),
    hides=PUBLICATION,
)
class SchoolPlanItem:
    """Something that a school sets out to do, and the district's initiative that it serves."""

    school = to_one(
        back="schoolPlanItems",
        says="What the school sets out to do, in all its plans.",
        always=True,
    )
    plan = to_one(back="items", says="What the school sets out to do.", always=True)
    initiative = to_one(
        back="schoolPlanItems", says="What schools set out to do for it; none is a gap."
    )
    owner = to_one(
        back="ownedSchoolPlanItems", says="The items of school plans that the person answers for."
    )


@entity(
    tables.SchoolPlanItemStrategy,
    plural="schoolPlanItemStrategies",
    singular="schoolPlanItemStrategy",
    hides=PUBLICATION,
)
class SchoolPlanItemStrategy:
    """An instructional strategy to be seen in classrooms where a school plan's item takes hold."""

    item = to_one(
        back="strategies",
        says="The strategies that are to be seen in classrooms where it has taken hold.",
        always=True,
    )
    strategy = to_one(
        back="schoolPlanItems", says="The items of school plans that want to see it in classrooms."
    )


@entity(tables.SchoolPlanReview, plural="schoolPlanReviews", order_within=("month",))
class SchoolPlanReview:
    """A principal's monthly meeting with the district's leaders on the school plan."""

    school = to_one(
        back="schoolPlanReviews", says="The monthly reviews of the school's plans.", always=True
    )
    plan = to_one(back="reviews", says="The monthly reviews of the plan.")
    principal = to_one(
        back="schoolPlanReviews", says="The reviews of school plans that the person prepares."
    )
    superintendent = to_one(
        back="schoolPlanReviewsAsSuperintendent",
        says="The reviews of school plans at which the person was as superintendent.",
    )
    assistant_superintendent = to_one(
        back="schoolPlanReviewsAsAssistant",
        says="The reviews of school plans at which the person was as assistant superintendent.",
    )


@entity(tables.SchoolPlanReviewItem, plural="schoolPlanReviewItems")
class SchoolPlanReviewItem:
    """How far an item of the school plan was at a review, as the principal's copy colored it."""

    review = to_one(
        back="items", says="How far each item was, as the principal's copy colored it.", always=True
    )
    item = to_one(back="reviewed", says="How far it was at each review.")


@entity(tables.SchoolPlanMemo, plural="schoolPlanMemos")
class SchoolPlanMemo:
    """The memo to the principal that follows a review, in its three parts."""

    review = to_one(back_one="memo", says="The memo to the principal that follows.", always=True)
    author = to_one(back="schoolPlanMemos", says="The memos to principals that the person wrote.")


@entity(
    tables.LeadershipMeeting, plural="leadershipMeetings", order_within=("month",), hides=RELEASE
)
class LeadershipMeeting:
    """A monthly meeting of the District Instructional Leadership Team: all administrators."""

    facilitator = to_one(
        back="facilitatedLeadershipMeetings", says="The leadership meetings that the person runs."
    )


@entity(tables.LeadershipCommitteeMember, plural="leadershipCommitteeMembers")
class LeadershipCommitteeMember:
    """Someone's place on the committee that plans a leadership meeting."""

    meeting = to_one(back="committee", says="The committee that plans it.", always=True)
    person = to_one(
        back="leadershipCommitteeMemberships", says="The leadership meetings that the person plans."
    )


@entity(tables.LeadershipSegment, plural="leadershipSegments", order_within=("position",))
class LeadershipSegment:
    """A part of a leadership meeting's agenda, with its times and who is responsible for it."""

    meeting = to_one(back="segments", says="The agenda.", always=True)
    responsible = to_one(
        back="leadershipSegments", says="The parts of leadership meetings that the person leads."
    )


@entity(tables.LeadershipPacket, plural="leadershipPackets")
class LeadershipPacket:
    """The material of a leadership meeting, beside the month's counts and self-assessments."""

    meeting = to_one(back_one="packet", says="Its material, where visible.", always=True)


@entity(tables.SelfAssessment, plural="selfAssessments", order_within=("month",), hides=RELEASE)
class SelfAssessment:
    """An administrator's monthly rating of the own practice."""

    author = to_one(back="selfAssessments", says="The person's ratings of the own practice.")
    school = to_one(
        back="selfAssessments", says="How the school's principal rates the own practice."
    )
    meeting = to_one(back="selfAssessments", says="The self-assessments in its packet.")


@entity(
    tables.SelfAssessmentRating,
    plural="selfAssessmentRatings",
    order_within=("standard",),
    hides=RELEASE,
)
class SelfAssessmentRating:
    """How an administrator rates the own practice by one of the four standards."""

    assessment = to_one(back="ratings", says="The ratings by standard.", always=True)
