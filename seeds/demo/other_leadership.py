"""What the administrators of Loomfield do, a few rows of each kind; all invented."""

from models.leadership_terms import (
    AdministratorLevel,
    LeadershipMeetingStatus,
    SchoolPlanItemStatus,
    SchoolPlanStatus,
)
from models.plan_terms import ThroughLineLevel
from seeds.demo.ids import OTHER_DISTRICT
from seeds.demo.leadership_notation import (
    Assessment,
    Item,
    Leadership,
    Meeting,
    Memo,
    Review,
    Round,
    SchoolPlan,
    Segment,
    Strategy,
    Tool,
)

__all__ = ["LOOMFIELD_LEADERSHIP"]

MIDDLE = "Loomfield Middle School"
TREADLE = "Treadle Elementary School"
HIGHLY, EFFECTIVE, NECESSARY = AdministratorLevel

SCHOOL_PLANS = (
    SchoolPlan(
        MIDDLE,
        "principal-2",
        2013,
        "A school to which teachers want to come.",
        (
            Item(
                "Visit each classroom once a month, and answer in writing.",
                "visits",
                ThroughLineLevel.CLASSROOM,
                SchoolPlanItemStatus.IN_PROGRESS,
                ("answer",),
            ),
        ),
        published="2012-10-01",
    ),
    SchoolPlan(
        TREADLE,
        "principal-1",
        2013,
        "Ninety minutes of reading that nobody interrupts.",
        (
            Item(
                "Move the announcements to the afternoon.",
                "block",
                ThroughLineLevel.SCHOOL,
                SchoolPlanItemStatus.NO_ACTION,
            ),
        ),
        SchoolPlanStatus.DRAFT,
    ),
)

REVIEWS = (
    Review(
        MIDDLE,
        "principal-2",
        "2012-11",
        ("Visits.", "A list of them.", "Each room once.", "Two on Mondays."),
        "2012-11-12",
        "2012-11-15",
        ("superintendent",),
        Memo("Visits have begun.", "Go on.", "Write less, sooner.", "2012-11-19"),
        "p",
    ),
)

MEETINGS = (
    Meeting(
        "2012-11-20",
        "Answering a visit in writing",
        "director",
        segments=(Segment("13:00", "15:00", "One lesson, three answers", "principal-2"),),
        released="2012-11-16",
    ),
    Meeting("2012-12-18", "Reading blocks", "principal-1", status=LeadershipMeetingStatus.PLANNED),
)

LOOMFIELD_LEADERSHIP = Leadership(
    OTHER_DISTRICT,
    "Accelerated Improvement Plan 2012-2014",
    SCHOOL_PLANS,
    REVIEWS,
    MEETINGS,
    ("director",),
    (Strategy("answer", "An answer to every pupil", "Each question of a pupil is taken up."),),
    (Tool("Loomfield visit form", 1, "2012-10-01", ("answer",)),),
    (Round("2012-11-06", MIDDLE, "principal-2", ("teacher-1",), {"answer": "+"}),),
    (("principal-2", "2012-11", 4),),
    (
        Assessment(
            "principal-2",
            "2012-11",
            (EFFECTIVE, NECESSARY, EFFECTIVE, HIGHLY),
            MIDDLE,
            "2012-11-20",
            "2012-11-16",
        ),
    ),
)
