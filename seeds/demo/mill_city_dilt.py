"""Mill City's leadership meetings and what administrators think of their own practice.

The topics of the first year are the study's, in its order; days, later topics, facilitators and
every rating are invented.
"""

from collections.abc import Iterator
from functools import partial

from models.leadership_terms import (
    AdministratorLevel,
    LeadershipMeetingStatus,
    SelfAssessmentStatus,
)
from seeds.demo.leadership_notation import Assessment, Meeting, Segment
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, RIVERSIDE, SHUTTLE, WEAVER

__all__ = ["ASSESSMENTS", "COMMITTEE", "MEETINGS"]

HIGHLY, EFFECTIVE, NECESSARY = AdministratorLevel
LEVELS = {"h": HIGHLY, "e": EFFECTIVE, "n": NECESSARY}
RELEASED = LeadershipMeetingStatus.PACKET_RELEASED
OPEN = LeadershipMeetingStatus.PACKET_OPEN
PLANNED = LeadershipMeetingStatus.PLANNED

COMMITTEE = ("principal-weaver", "director-of-curriculum", "plan-manager")

USUAL_AGENDA = (
    Segment("08:00", "08:30", "What the packet shows", "director-of-data"),
    Segment("08:30", "11:30", "The month's topic, with practice in pairs", "plan-manager"),
    Segment("12:15", "14:00", "What each school will do with it", "assistant-superintendent"),
    Segment("14:00", "15:00", "Next steps, and who reports on them", "superintendent"),
)

FIRST_AGENDA = (
    Segment("08:00", "09:00", "Why this plan, and why now", "superintendent"),
    Segment(
        "09:00",
        "12:00",
        "From the district's plan to a school's",
        "plan-manager",
        "Each school leaves with its first two items, and the initiatives that they serve.",
    ),
    Segment("12:45", "15:00", "Guiding a school leadership team", "director-of-curriculum"),
)

meeting = partial(Meeting, segments=USUAL_AGENDA)

FIRST_YEAR = (
    meeting(
        "2011-09-14",
        "Building a School Improvement Plan that is aligned to the AIP",
        "director-of-curriculum",
        segments=FIRST_AGENDA,
        released="2011-09-07",
        location="Mill City High School, library",
        introduction="Please read the plan's three objectives before you come.",
    ),
    meeting(
        "2011-10-12",
        "Understanding what rigorous instruction is and recognizing it in the classroom",
        "principal-weaver",
        released="2011-10-05",
    ),
    meeting(
        "2011-11-09",
        "Effective walkthroughs of classrooms, followed by constructive feedback to teachers",
        "director-of-data",
        released="2011-11-02",
        contents="The first self-assessments; a draft of the walkthrough tool.",
    ),
    meeting(
        "2011-12-14",
        "Monitoring teacher progress in increasing achievement of students in their classes",
        "principal-bobbin",
        released="2011-12-07",
    ),
    meeting(
        "2012-01-11",
        "Difficult conversations with teachers about how best to improve their practice",
        "principal-canal",
        released="2012-01-04",
        contents="Walkthroughs of December against targets; self-assessments.",
    ),
    meeting(
        "2012-02-08",
        "Using, and modeling for the use of others, data to support instruction",
        "principal-shuttle",
        released="2012-02-01",
    ),
    meeting(
        "2012-03-14",
        "Strengthening core curriculum, particularly math and English",
        "principal-high",
        released="2012-03-07",
    ),
    meeting(
        "2012-04-11",
        "Making practices more public to the DILT",
        "principal-riverside",
        released="2012-04-04",
        contents="Walkthroughs of March against targets; self-assessments.",
    ),
)

SECOND_YEAR = (
    meeting(
        "2012-09-12",
        "What the second year is for",
        "director-of-student-services",
        released="2012-09-05",
    ),
    meeting(
        "2012-10-10", "Questions that ask for reasons", "principal-weaver", released="2012-10-03"
    ),
    meeting(
        "2012-11-14",
        "From counting walkthroughs to reading them",
        "director-of-data",
        released="2012-11-07",
        contents="Walkthroughs of October against targets; what was seen, by school.",
    ),
    meeting("2013-03-13", "Reading in every subject", "principal-high", released="2013-03-06"),
    meeting(
        "2013-04-10", "Results that do not follow yet", "principal-bobbin", released="2013-04-03"
    ),
    meeting(
        "2013-05-08",
        "A third year",
        "principal-canal",
        status=RELEASED,
        released="2013-05-01",
        contents="Walkthroughs of April against targets; self-assessments.",
    ),
    meeting("2013-06-12", "Looking back", "principal-shuttle", status=OPEN),
    meeting("2013-09-11", "Beginning again", "principal-riverside", status=PLANNED),
)

MEETINGS = (*FIRST_YEAR, *SECOND_YEAR)

# By month: leadership, continuous improvement, rigor and data, each h(ighly effective),
# e(ffective) or n (improvement necessary).
PRACTICE: tuple[tuple[str, str | None, tuple[str, str, str]], ...] = (
    ("principal-bobbin", BOBBIN, ("ennn", "eeee", "heeh")),
    ("principal-canal", CANAL, ("nnnn", "eene", "eeeh")),
    ("principal-weaver", WEAVER, ("eene", "eeee", "eeen")),
    ("principal-shuttle", SHUTTLE, ("nnnn", "enne", "eene")),
    ("principal-high", HIGH, ("enen", "enen", "eene")),
    ("principal-riverside", RIVERSIDE, ("eenn", "heee", "heee")),
    ("director-of-curriculum", None, ("eeee", "eehe", "hehe")),
    ("director-of-data", None, ("neeh", "eeeh", "eheh")),
    ("director-of-student-services", None, ("eenn", "eene", "eeee")),
    ("assistant-superintendent", None, ("eeen", "eeee", "hhee")),
)
PACKETS = (
    ("2011-11", "2011-11-09", "2011-11-02"),
    ("2012-11", "2012-11-14", "2012-11-07"),
    ("2013-05", "2013-05-08", "2013-05-01"),
)


def _assessments() -> Iterator[Assessment]:
    for place, (month, day, released) in enumerate(PACKETS):
        for author, school, practice in PRACTICE:
            levels = [LEVELS[letter] for letter in practice[place]]
            yield Assessment(author, month, levels, school, day, released)
    yield Assessment(
        "principal-bobbin", "2013-06", [HIGHLY, HIGHLY, EFFECTIVE, HIGHLY], BOBBIN, "2013-06-12"
    )
    yield Assessment(
        "principal-canal",
        "2013-06",
        [EFFECTIVE, EFFECTIVE, EFFECTIVE, EFFECTIVE],
        CANAL,
        status=SelfAssessmentStatus.SUBMITTED,
    )
    yield Assessment("director-of-data", "2013-06", [EFFECTIVE], status=SelfAssessmentStatus.OPEN)


ASSESSMENTS = tuple(_assessments())
