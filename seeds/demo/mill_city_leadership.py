"""Mill City's second strategic objective: leadership capacity, where the district began."""

from models.plans import ActivityStatus, EvidenceKind, ThroughLineLevel
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, SHUTTLE
from seeds.demo.plan_notation import (
    Activity,
    Initiative,
    Measured,
    Shown,
    early,
    final,
    short,
)

__all__ = ["DILT", "WALKTHROUGHS"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel
DONE = ActivityStatus.DONE
IN_PROGRESS = ActivityStatus.IN_PROGRESS

DILT = Initiative(
    "dilt",
    "District Instructional Leadership Team (DILT)",
    statement="Form a District Instructional Leadership Team, consisting of all administrators.",
    fact="DILT",
    activities=(
        Activity(
            "Meet as DILT for an entire day each month of directed professional development.",
            "superintendent",
            DISTRICT,
            IN_PROGRESS,
            "2011-09-14",
            "2013-06-12",
            fact="a day each month",
        ),
        Activity(
            "Plan the meetings in a committee of principals and district level administrators.",
            "director-of-curriculum",
            DISTRICT,
            IN_PROGRESS,
            "2011-08-15",
            "2013-05-31",
            fact="planning committee",
        ),
        Activity(
            "Give the running of the DILT to a different administrator each month.",
            "director-of-data",
            DISTRICT,
            IN_PROGRESS,
            "2011-10-12",
            "2013-06-12",
            fact="rotating facilitator",
        ),
        Activity(
            "Bring what was learned back to the schools and implement it there.",
            "principal-shuttle",
            SCHOOL,
            IN_PROGRESS,
            "2011-09-15",
            "2013-06-14",
            fact="bring back",
        ),
    ),
    benchmarks=(
        early(
            "All administrators take part in every DILT meeting.",
            "2011-12-16",
            DISTRICT,
            met="2012-01-11",
            metric="Attendance",
            unit="per cent of administrators",
            baseline="0",
            exactly="100",
            source="Sign-in sheets",
            measured=(
                Measured("2011-09-14", "88"),
                Measured("2011-10-12", "96"),
                Measured("2011-12-14", "100"),
            ),
            shown=(
                Shown(
                    "2011-12-14",
                    EvidenceKind.DOCUMENT,
                    "Sign-in sheets, September to December",
                    measurement=3,
                ),
            ),
        ),
        early(
            "Teachers say that their principal leads instruction.",
            "2012-05-31",
            SCHOOL,
            met="2012-06-20",
            metric="Teachers who agree",
            unit="per cent of teachers asked",
            baseline="38",
            at_least="65",
            source="Survey of teachers",
            measured=(
                Measured("2011-10-28", "44"),
                Measured("2012-05-18", "68"),
                Measured("2012-05-18", "74", BOBBIN),
                Measured("2012-05-18", "57", HIGH),
            ),
            shown=(
                Shown(
                    "2012-05-21",
                    EvidenceKind.SURVEY,
                    "Survey of teachers, spring 2012",
                    "Ethos: expectations, leadership and trust, by school.",
                    measurement=2,
                ),
            ),
        ),
        short(
            "Fewer pupils fail a course at the middle and the high school.",
            "2013-02-15",
            STUDENT,
            metric="Pupils who failed a course",
            unit="per cent of pupils",
            baseline="31",
            at_most="20",
            source="Report cards",
            measured=(
                Measured("2012-02-10", "29"),
                Measured("2012-02-10", "33", SHUTTLE),
                Measured("2013-02-08", "24", SHUTTLE),
            ),
        ),
        final(
            "Every school is at level 1 or 2.",
            "2013-10-01",
            SCHOOL,
            metric="Schools at level 1 or 2",
            unit="schools",
            baseline="0",
            at_least="5",
            source="The state's accountability report",
            measured=(Measured("2012-10-01", "0"),),
        ),
    ),
)

WALKTHROUGHS = Initiative(
    "walkthroughs",
    "Effective classroom walkthroughs",
    statement="Teach each administrator to do effective classroom walkthroughs.",
    fact="walkthroughs",
    activities=(
        Activity(
            "Develop a tool that lists important instructional strategies, with room for comment"
            " after each.",
            "director-of-curriculum",
            DISTRICT,
            DONE,
            "2011-09-14",
            "2011-11-30",
            fact="walkthrough tool",
        ),
        Activity(
            "Put a copy of the results into the teacher's mailbox that day.",
            "principal-bobbin",
            CLASSROOM,
            IN_PROGRESS,
            "2011-12-01",
            "2013-06-14",
            fact="copy that day",
        ),
        Activity(
            "Give each administrator a target number of walkthroughs to do each month.",
            "assistant-superintendent",
            SCHOOL,
            IN_PROGRESS,
            "2011-12-01",
            "2013-06-14",
            fact="walkthrough targets",
        ),
    ),
    benchmarks=(
        early(
            "Administrators do the walkthroughs that their monthly targets ask for.",
            "2012-04-30",
            SCHOOL,
            met="2012-05-16",
            metric="Walkthroughs done",
            unit="per cent of the month's targets",
            baseline="0",
            at_least="90",
            source="Counts in the DILT packet",
            measured=(
                Measured("2011-12-31", "64"),
                Measured("2012-02-29", "85"),
                Measured("2012-04-30", "94"),
                Measured("2012-04-30", "81", CANAL),
            ),
        ),
        early(
            "Teachers receive feedback on the day of the visit.",
            "2012-10-31",
            CLASSROOM,
            missed="2012-11-14",
            metric="Visits answered that day",
            unit="per cent of visits",
            baseline="10",
            at_least="95",
            source="Copies kept by the schools",
            measured=(Measured("2012-04-30", "72"), Measured("2012-10-26", "86")),
        ),
        short(
            "Pupils can say what they are learning and why.",
            "2013-04-30",
            STUDENT,
            metric="Pupils asked who can",
            unit="per cent of pupils asked",
            baseline="25",
            at_least="60",
            source="Walkthrough tool",
            measured=(Measured("2012-11-30", "47"),),
        ),
        final(
            "Growth in English reaches the state's median.",
            "2013-10-01",
            STUDENT,
            metric="Median student growth percentile, English",
            unit="percentile",
            baseline="43",
            at_least="50",
            source="State test",
        ),
    ),
)
