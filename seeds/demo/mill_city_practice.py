"""The rest of Mill City's second objective: administrators make their practice public."""

from models.plans import ActivityStatus, EvidenceKind, ThroughLineLevel
from seeds.demo.mill_city_leadership import DILT, WALKTHROUGHS
from seeds.demo.mill_city_people import WEAVER
from seeds.demo.plan_notation import (
    Activity,
    Initiative,
    Measured,
    Objective,
    Shown,
    early,
    final,
    short,
)

__all__ = ["LEADERSHIP"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel
IN_PROGRESS = ActivityStatus.IN_PROGRESS

SELF_REFLECTION = Initiative(
    "self-reflection",
    "Self-assessment by administrators",
    statement="Administrators learn to self-reflect by a rubric of three levels in four standards:"
    " leadership, continuous improvement, rigor, and data.",
    fact="self-reflection",
    activities=(
        Activity(
            "Rate oneself each month in the four standards, with a rationale and next steps.",
            "principal-weaver",
            SCHOOL,
            IN_PROGRESS,
            "2011-10-12",
            "2013-06-12",
            fact="self-rating",
        ),
        Activity(
            "Put the results into the DILT packets for all administrators to see.",
            "director-of-data",
            DISTRICT,
            IN_PROGRESS,
            "2011-11-09",
            "2013-06-12",
            fact="results in packets",
        ),
    ),
    benchmarks=(
        early(
            "Every administrator hands in a rating with its rationale before each DILT.",
            "2012-01-11",
            SCHOOL,
            met="2012-01-18",
            metric="Administrators who did",
            unit="per cent of administrators",
            baseline="0",
            exactly="100",
            source="DILT packet",
            measured=(Measured("2011-11-09", "79"), Measured("2012-01-11", "100")),
        ),
        short(
            "Pupils of principals who rate their use of data effective gain in mathematics.",
            "2013-03-15",
            STUDENT,
            metric="Gain on the interim test",
            unit="scale points",
            baseline="4",
            at_least="9",
            source="Interim test",
            measured=(Measured("2012-11-16", "6", WEAVER),),
        ),
        final(
            "The high school graduates four in five of its pupils in four years.",
            "2013-10-01",
            STUDENT,
            metric="Cohort graduation rate",
            unit="per cent of the cohort",
            baseline="66",
            at_least="80",
            source="The state's graduation report",
        ),
    ),
)

FEEDBACK = Initiative(
    "feedback",
    "Intensive feedback to principals",
    statement="Principals receive ongoing feedback from the Superintendent and Assistant"
    " Superintendent.",
    fact="feedback",
    activities=(
        Activity(
            "Come prepared to the monthly meeting, ready to explain one's practice over the"
            " previous month.",
            "principal-high",
            SCHOOL,
            IN_PROGRESS,
            "2011-10-03",
            "2013-06-14",
            fact="come prepared",
        ),
        Activity(
            "Visit schools frequently and do walkthroughs with principals.",
            "assistant-superintendent",
            SCHOOL,
            IN_PROGRESS,
            "2011-11-01",
            "2013-06-14",
            fact="joint walkthroughs",
        ),
        Activity(
            "Write a memo to the Assistant Superintendent outlining the plan for instructional"
            " improvement.",
            "principal-canal",
            SCHOOL,
            ActivityStatus.NOT_STARTED,
            "2012-09-04",
            "2013-06-14",
            fact="memo from principal",
        ),
    ),
    benchmarks=(
        early(
            "Each principal is visited at least once a month.",
            "2012-06-15",
            SCHOOL,
            met="2012-06-20",
            metric="Principals visited each month",
            unit="per cent of principals",
            baseline="17",
            exactly="100",
            source="The Assistant Superintendent's calendar",
            measured=(Measured("2012-01-31", "83"), Measured("2012-06-08", "100")),
            shown=(
                Shown(
                    "2012-06-11",
                    EvidenceKind.OBSERVATION,
                    "Log of joint walkthroughs, 2011-12",
                    measurement=2,
                ),
            ),
        ),
        short(
            "Chronic absence falls at each school.",
            "2013-03-29",
            STUDENT,
            metric="Pupils absent one day in ten",
            unit="per cent of pupils",
            baseline="24",
            at_most="16",
            source="Attendance records",
            measured=(Measured("2012-06-22", "21"), Measured("2013-01-31", "18")),
        ),
        final(
            "One pupil in thirty or fewer drops out.",
            "2013-10-01",
            STUDENT,
            metric="Annual dropout rate",
            unit="per cent of pupils",
            baseline="6.8",
            at_most="3.3",
            source="The state's dropout report",
        ),
    ),
)

LEADERSHIP = Objective(
    "leadership",
    "Leadership capacity",
    "Improve instructional quality by building leadership capacity throughout the district to"
    " continuously improve teaching and learning.",
    (DILT, WALKTHROUGHS, SELF_REFLECTION, FEEDBACK),
    fact="objective: leadership",
)
