"""Mill City's first strategic objective: teachers' capacity, through the curriculum."""

from models.accountability_terms import PupilGroup
from models.plans import ActivityStatus, EvidenceKind, ThroughLineLevel
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, WEAVER
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

__all__ = ["CURRICULUM"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel

CORE = Initiative(
    "core",
    "Strengthen the core curriculum, particularly mathematics and English",
    fact="core curriculum",
    activities=(
        Activity(
            "Map mathematics and English grade by grade against the state's frameworks.",
            "director-of-curriculum",
            DISTRICT,
            ActivityStatus.DONE,
            "2011-07-11",
            "2011-12-16",
        ),
        Activity(
            "Pilot common units in mathematics at two schools, then use them in all.",
            "principal-weaver",
            SCHOOL,
            ActivityStatus.IN_PROGRESS,
            "2012-01-09",
            "2013-03-29",
        ),
    ),
    benchmarks=(
        early(
            "Nine in ten classrooms visited use the mapped unit of the week.",
            "2012-06-15",
            CLASSROOM,
            met="2012-06-20",
            metric="Classrooms on the mapped unit",
            unit="per cent of those visited",
            baseline="35",
            at_least="90",
            source="Walkthrough tool",
            measured=(
                Measured("2012-01-31", "58"),
                Measured("2012-03-30", "77", note="Two schools had just begun."),
                Measured("2012-06-08", "92"),
                Measured("2012-06-08", "96", WEAVER),
                Measured("2012-06-08", "88", CANAL),
            ),
            shown=(
                Shown(
                    "2012-06-11",
                    EvidenceKind.DATA_SET,
                    "Walkthroughs of the spring, by school",
                    "Counts of classrooms on the mapped unit, month by month.",
                    measurement=3,
                ),
                Shown("2012-06-08", EvidenceKind.DOCUMENT, "Curriculum map, grades K to 5"),
            ),
        ),
        short(
            "Pupils pass the common unit tests in mathematics.",
            "2013-02-15",
            STUDENT,
            missed="2013-02-21",
            metric="Pupils who pass",
            unit="per cent of pupils tested",
            baseline="41",
            at_least="60",
            source="Common unit tests",
            measured=(Measured("2012-06-01", "46"), Measured("2013-02-01", "52")),
            shown=(Shown("2013-02-04", EvidenceKind.DATA_SET, "Unit test results", measurement=2),),
        ),
        final(
            "The Progress and Performance Index, the ultimate benchmark for the district, is on"
            " target for all pupils.",
            "2013-10-01",
            STUDENT,
            group=PupilGroup.ALL_STUDENTS,
            metric="Cumulative PPI",
            unit="points",
            baseline="54",
            at_least="75",
            source="The state's accountability report",
            measured=(Measured("2012-10-01", "57"),),
            fact="the ultimate benchmark",
        ),
    ),
)

RIGOR = Initiative(
    "rigor",
    "Understand what rigorous instruction is and recognize it in the classroom",
    fact="rigorous instruction",
    activities=(
        Activity(
            "Agree in the DILT on what rigorous instruction looks like at each grade.",
            "assistant-superintendent",
            DISTRICT,
            ActivityStatus.DONE,
            "2011-09-14",
            "2011-12-14",
        ),
        Activity(
            "Have the difficult conversations with teachers about how best to improve their"
            " practice.",
            "principal-canal",
            CLASSROOM,
            ActivityStatus.IN_PROGRESS,
            "2012-01-02",
            "2013-06-14",
            fact="difficult conversations",
        ),
    ),
    benchmarks=(
        early(
            "Administrators who watch the same lesson agree on its rigor.",
            "2012-03-30",
            SCHOOL,
            met="2012-04-18",
            metric="Pairs of administrators who agree",
            unit="per cent of pairs",
            baseline="40",
            at_least="80",
            source="Paired walkthroughs",
            measured=(Measured("2011-12-14", "61"), Measured("2012-03-21", "83")),
            shown=(
                Shown("2012-03-21", EvidenceKind.OBSERVATION, "Paired walkthroughs, winter 2012"),
            ),
        ),
        short(
            "Pupils write a reasoned answer to an open question.",
            "2013-05-31",
            STUDENT,
            metric="Pupils who score 3 of 4 or more",
            unit="per cent of pupils tested",
            baseline="28",
            at_least="50",
            source="District writing prompt",
            measured=(Measured("2012-05-25", "34"), Measured("2012-05-25", "39", BOBBIN)),
        ),
        final(
            "Growth in mathematics reaches the state's median.",
            "2013-10-01",
            STUDENT,
            metric="Median student growth percentile, mathematics",
            unit="percentile",
            baseline="41",
            at_least="50",
            source="State test",
        ),
    ),
)

LITERACY = Initiative(
    "literacy",
    "Focus on literacy in every subject",
    fact="literacy",
    activities=(
        Activity(
            "Train a literacy coach for each school.",
            "director-of-curriculum",
            SCHOOL,
            ActivityStatus.DONE,
            "2011-09-06",
            "2012-06-29",
        ),
        Activity(
            "Read and write for half an hour a day in science and history, too.",
            "principal-high",
            CLASSROOM,
            ActivityStatus.DROPPED,
            "2012-02-06",
            "2013-06-14",
        ),
    ),
    benchmarks=(
        early(
            "Teachers of every subject plan a reading task a week.",
            "2012-12-14",
            CLASSROOM,
            metric="Teachers whose plans have one",
            unit="per cent of teachers",
            baseline="22",
            at_least="85",
            source="Lesson plans sampled by coaches",
            measured=(Measured("2012-06-08", "49"), Measured("2012-11-30", "71", HIGH)),
        ),
        short(
            "Pupils read at grade level by the end of grade 3.",
            "2013-06-14",
            STUDENT,
            group=PupilGroup.HIGH_NEEDS,
            metric="Pupils at grade level",
            unit="per cent of pupils in grade 3",
            baseline="37",
            at_least="55",
            source="Reading inventory",
            measured=(Measured("2012-06-08", "43"),),
        ),
        final(
            "The proficiency gap of high-needs pupils in English has narrowed by a third.",
            "2013-10-01",
            STUDENT,
            group=PupilGroup.HIGH_NEEDS,
            metric="Gap in composite performance",
            unit="points",
            baseline="36",
            at_most="24",
            source="State test",
        ),
    ),
)

CURRICULUM = Objective(
    "curriculum",
    "Curriculum and teacher capacity",
    "A curriculum objective aimed at increasing teacher capacity.",
    (CORE, RIGOR, LITERACY),
    fact="objective: curriculum",
)
