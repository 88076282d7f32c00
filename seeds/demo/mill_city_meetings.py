"""Mill City's monthly highlight meetings, July 2011 to May 2013; what was said is invented."""

from models.monitoring_terms import AttendeeCapacity, HighlightMeetingStatus, Inviter
from seeds.demo.monitoring_notation import Guest, Hindrance, Meeting, Told

__all__ = ["MEETINGS"]

SUPERINTENDENT, MANAGER, MONITOR = Inviter


def _assistant(*, attended: bool = True, fact: str | None = None) -> Guest:
    capacity = AttendeeCapacity.ASSISTANT_SUPERINTENDENT
    return Guest("assistant-superintendent", capacity, SUPERINTENDENT, attended, fact)


def _director(of: str, inviter: Inviter = MANAGER, fact: str | None = None) -> Guest:
    return Guest(f"director-of-{of}", AttendeeCapacity.DIRECTOR, inviter, fact=fact)


def _principal(
    of: str, inviter: Inviter = MONITOR, *, attended: bool = True, fact: str | None = None
) -> Guest:
    return Guest(f"principal-{of}", AttendeeCapacity.PRINCIPAL, inviter, attended, fact)


FIRST_YEAR = (
    Meeting(
        "2011-07-20",
        (Told("The accepted plan has been explained to all administrators."),),
        (
            Hindrance(
                "Nobody has yet the time to keep the plan's calendar.",
                way="The plan manager keeps it until a clerk is hired.",
                owner="plan-manager",
                due="2011-09-01",
                resolved="2011-09-19",
            ),
        ),
        (_assistant(),),
        "The first day of the DILT in September.",
        fact="monthly highlight meetings",
    ),
    Meeting(
        "2011-08-17",
        (Told("A planning committee for the DILT has met twice.", "dilt"),),
        guests=(_assistant(), _director("curriculum")),
        ahead="A draft of the walkthrough tool.",
        fact="three hours",
    ),
    Meeting(
        "2011-09-21",
        (
            Told("The DILT has met for its first full day.", "dilt"),
            Told("Grade teams have begun to map mathematics.", "core"),
        ),
        (
            Hindrance(
                "Two principals missed the afternoon for matters at their schools.",
                "dilt",
                "The superintendent keeps the day free of other calls.",
                "superintendent",
                "2011-10-12",
                "2011-12-14",
            ),
        ),
        (
            _assistant(fact="attends: assistant superintendent"),
            _director("curriculum", fact="attends: directors"),
            _principal("shuttle", fact="attends: principals"),
            Guest(
                "superintendents-mentor",
                AttendeeCapacity.SUPERINTENDENTS_MENTOR,
                SUPERINTENDENT,
                fact="attends: mentor",
            ),
            Guest(
                "union-president",
                AttendeeCapacity.UNION_PRESIDENT,
                SUPERINTENDENT,
                fact="attends: union president",
            ),
            Guest(
                "teacher-canal-1",
                AttendeeCapacity.OTHER_PERSONNEL,
                MONITOR,
                fact="attends: others",
            ),
        ),
        "School leadership teams begin on their plans.",
        core={
            "superintendent": "attends: superintendent",
            "plan-manager": "attends: plan manager",
            "plan-monitor": "attends: plan monitor",
        },
    ),
    Meeting(
        "2011-10-19",
        (Told("All six schools have a leadership team that meets.", "school-plans"),),
        (
            Hindrance(
                "Making their practices public is not something that principals have prior"
                " experience with.",
                "self-reflection",
                "The superintendent shows her own self-assessment first.",
                "superintendent",
                "2011-11-09",
                fact="obstacle: practice in public",
            ),
        ),
        (_assistant(),),
    ),
    Meeting(
        "2011-11-16",
        (Told("A first round of self-assessments is in the DILT packet.", "self-reflection"),),
        guests=(_assistant(), _director("data")),
        ahead="School plans are due on 16 December.",
    ),
    Meeting(
        "2011-12-20",
        (
            Told("Every school has a plan that follows the district's.", "school-plans"),
            Told("Mathematics and English are mapped in all grades.", "core"),
        ),
        guests=(_assistant(), _principal("bobbin"), _director("data")),
    ),
    Meeting(
        "2012-01-18",
        (Told("Administrators visit classrooms each week with the new tool.", "walkthroughs"),),
        (
            Hindrance(
                "The high school has no clerk to copy what teachers are to get that day.",
                "walkthroughs",
                "Administrators fill in the tool on a tablet that prints at the school.",
                "director-of-data",
                "2012-03-30",
            ),
        ),
        (_assistant(),),
    ),
    Meeting("2012-02-15", status=HighlightMeetingStatus.CANCELLED),
    Meeting(
        "2012-02-29",
        (Told("Pairs of administrators have watched forty lessons together.", "rigor"),),
        (
            Hindrance(
                "There are no materials for reading in science and history.",
                "literacy",
            ),
        ),
        (_assistant(), _director("curriculum")),
    ),
    Meeting(
        "2012-03-21",
        (Told("Teams of teachers have begun to meet on data.", "data-use"),),
        (
            Hindrance(
                "Results of the interim test come three weeks late.",
                "data-use",
                "The vendor delivers raw scores within two days.",
                "director-of-data",
                "2012-05-01",
                "2012-05-14",
            ),
        ),
        (_assistant(attended=False), _director("data")),
    ),
    Meeting(
        "2012-04-18",
        (Told("Administrators agree on rigor in four of five lessons.", "rigor"),),
        guests=(_assistant(), _director("curriculum")),
    ),
    Meeting(
        "2012-05-16",
        (Told("Walkthroughs reach their targets in five schools of six.", "walkthroughs"),),
        guests=(_assistant(), _principal("canal")),
        ahead="The survey of teachers.",
    ),
    Meeting(
        "2012-06-20",
        (
            Told("Each principal has been visited every month of the spring.", "feedback"),
            Told("The survey shows more trust in four schools.", "dilt"),
        ),
        (
            Hindrance(
                "The high school's teachers see less of their principal than the others'.",
                "dilt",
                "An assistant principal takes over attendance.",
                "principal-high",
                "2012-09-04",
            ),
        ),
        (_assistant(), _principal("high"), _principal("bobbin", SUPERINTENDENT)),
    ),
)

SECOND_YEAR = (
    Meeting(
        "2012-07-18",
        (Told("Schools have closed the year's reviews of their plans.", "school-plans"),),
        (
            Hindrance(
                "Half of the schools' targets for pupils were set without a baseline.",
                "school-plans",
                "Targets of 2012-13 are set from the spring's results.",
                "assistant-superintendent",
                "2012-09-28",
                "2012-09-19",
            ),
        ),
        (_assistant(),),
    ),
    Meeting(
        "2012-08-22",
        (Told("New administrators have had a day on the plan.", "dilt"),),
        guests=(_assistant(),),
    ),
    Meeting(
        "2012-09-19",
        (Told("Teams of teachers have two hours a fortnight for data.", "data-use"),),
        guests=(_assistant(), _director("data")),
    ),
    Meeting(
        "2012-10-17",
        (Told("Most teachers have written goals from last year's results.", "teacher-progress"),),
        (
            Hindrance(
                "The union asks what becomes of the goals that teachers write.",
                "teacher-progress",
                "A note, agreed with the union, says that they are not part of evaluation.",
                "superintendent",
                "2012-11-30",
                "2012-12-12",
            ),
        ),
        (
            _assistant(),
            Guest("union-president", AttendeeCapacity.UNION_PRESIDENT, SUPERINTENDENT),
        ),
    ),
    Meeting(
        "2012-11-14",
        (Told("Teachers at five schools get feedback on the day of a visit.", "walkthroughs"),),
        (Hindrance("Copies still reach teachers late at the high school.", "walkthroughs"),),
        (_assistant(), _principal("high")),
    ),
    Meeting(
        "2012-12-19",
        (Told("Pupils at Canal Street can say what they are learning.", "walkthroughs"),),
        guests=(_assistant(), _principal("canal"), _director("student-services")),
    ),
    Meeting(
        "2013-01-16",
        (Told("Absence has fallen at every school but one.", "feedback"),),
        (
            Hindrance(
                "Winter viruses keep a tenth of the youngest pupils at home.",
                "feedback",
                "Riverside calls families on the first day.",
                "principal-riverside",
                "2013-02-01",
            ),
        ),
        (_assistant(), _principal("riverside")),
    ),
    Meeting(
        "2013-02-21",
        (Told("Common units are taught in all schools.", "core"),),
        (
            Hindrance(
                "Pupils do not yet pass the unit tests in mathematics as often as planned.",
                "core",
                "Weaver shares how it teaches the two units that go worst.",
                "principal-weaver",
                "2013-04-12",
            ),
        ),
        (_assistant(), _director("curriculum"), _principal("weaver")),
        "Coaches for mathematics in the plan to come.",
    ),
    Meeting(
        "2013-03-20",
        (Told("A draft of the next plan has gone to the school board.", None),),
        guests=(_assistant(),),
    ),
    Meeting(
        "2013-04-17",
        (Told("The DILT has planned its third year.", "dilt"),),
        guests=(_assistant(), _director("data")),
        status=HighlightMeetingStatus.HELD,
    ),
    Meeting(
        "2013-05-15",
        guests=(_assistant(), _principal("bobbin", MANAGER)),
        status=HighlightMeetingStatus.SCHEDULED,
    ),
)

MEETINGS = (*FIRST_YEAR, *SECOND_YEAR)
