"""How Weirbridge, the only other district with an accepted plan, is followed; all invented."""

from functools import partial

from models.monitoring_terms import (
    AttendeeCapacity,
    FindingKind,
    Inviter,
    ObservedOccasion,
    ReportStatus,
    SummaryStatus,
)
from seeds.demo.ids import PLAN
from seeds.demo.monitoring_notation import (
    Finding,
    Guest,
    Hindrance,
    Meeting,
    Noted,
    Report,
    Summary,
    Told,
    Visit,
)
from seeds.demo.other_plans import OTHER_PLANS

__all__ = [
    "WEIRBRIDGE",
    "WEIRBRIDGE_MEETINGS",
    "WEIRBRIDGE_REPORTS",
    "WEIRBRIDGE_SUMMARIES",
    "WEIRBRIDGE_VISITS",
]

HERE = "Weirbridge"
WEIRBRIDGE = next(plan for plan in OTHER_PLANS if (plan.district, plan.title) == (HERE, PLAN))

WEIRBRIDGE_MEETINGS = (
    Meeting(
        "2012-05-09",
        (Told("Both schools keep to the plan's calendar."),),
        (
            Hindrance(
                "One principal leads two buildings.",
                way="An assistant principal is hired.",
                owner="superintendent",
                due="2012-08-15",
                resolved="2012-08-06",
            ),
        ),
        (Guest("director", AttendeeCapacity.DIRECTOR, Inviter.PLAN_MANAGER),),
    ),
)

WEIRBRIDGE_VISITS = (
    Visit("2012-05-02", (Noted(ObservedOccasion.CLASSES, "Calm rooms, and easy questions."),)),
)

report = partial(
    Report,
    WEIRBRIDGE,
    findings=(Finding(FindingKind.SUCCESS, "The plan's routines have become the district's."),),
)

WEIRBRIDGE_REPORTS = (
    report(
        2012,
        4,
        "The district keeps what it set out to do.",
        ["On the way."] * len(WEIRBRIDGE.objectives),
        issued="2012-07-13",
        presented="2012-08-08",
        published="2012-08-15",
        televised=False,
    ),
    report(
        2013,
        3,
        "The district is ready to go on alone.",
        ["Nearly done."] * len(WEIRBRIDGE.objectives),
        status=ReportStatus.PRESENTED,
        issued="2013-04-12",
        presented="2013-04-24",
        televised=False,
    ),
)

WEIRBRIDGE_SUMMARIES = (
    Summary(
        HERE,
        2012,
        "A district that does what it writes.",
        SummaryStatus.PUBLISHED,
        submitted="2012-09-14",
        published="2012-10-01",
    ),
    Summary(
        HERE,
        2013,
        "The plan's routines outlast the people who began them.",
        SummaryStatus.SUBMITTED,
        submitted="2013-08-30",
    ),
)
