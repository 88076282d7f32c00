"""The words in which a plan's progress is followed and reported."""

from models.vocabulary import Vocabulary

__all__ = [
    "AttendeeCapacity",
    "FindingKind",
    "HighlightMeetingStatus",
    "Inviter",
    "ObservedOccasion",
    "ObstacleStatus",
    "PresentedDataKind",
    "ReportStatus",
    "SummaryStatus",
]


class HighlightMeetingStatus(Vocabulary):
    """Where a highlight meeting stands."""

    SCHEDULED = "It has been called."
    HELD = "It has taken place; its record is being written."
    MINUTES_FINAL = "Its record is complete."
    CANCELLED = "It has been called off."


class AttendeeCapacity(Vocabulary):
    """What someone attends a highlight meeting as."""

    SUPERINTENDENT = "As superintendent; attends every meeting."
    PLAN_MANAGER = "As plan manager, who facilitates the meetings."
    PLAN_MONITOR = "As plan monitor, who holds the meetings."
    ASSISTANT_SUPERINTENDENT = "As assistant superintendent."
    PRINCIPAL = "As a school's principal."
    DIRECTOR = "As a director of the central office."
    SUPERINTENDENTS_MENTOR = "As the superintendent's mentor."
    UNION_PRESIDENT = "As president of the teachers' union."
    OTHER_PERSONNEL = "As anyone else whose presence serves the meeting."


class Inviter(Vocabulary):
    """Who may ask others to a highlight meeting."""

    SUPERINTENDENT = "The superintendent asked for it."
    PLAN_MANAGER = "The plan manager asked for it."
    PLAN_MONITOR = "The plan monitor asked for it."


class ObstacleStatus(Vocabulary):
    """Where an obstacle stands."""

    OPEN = "Nothing has been agreed against it yet."
    BEING_MITIGATED = "What was agreed against it is being done."
    RESOLVED = "It no longer stands in the way."


class PresentedDataKind(Vocabulary):
    """What kind of data a district presents to its plan monitor."""

    BENCHMARK_TEST = "Results of tests taken in the course of a year."
    SUMMATIVE_TEST = "Results of tests taken at the end of a year or course."
    ATTENDANCE = "Attendance of pupils or staff."
    FAILURE_RATES = "How many pupils failed a course."
    DISCIPLINARY_ACTIONS = "Disciplinary actions against pupils."
    TEACHER_OBSERVATION = "What was gathered when teachers were observed."
    PROFESSIONAL_DEVELOPMENT = "What of professional development is seen in classrooms."
    LEADERS_PRACTICE = "What principals and directors have recorded of their own practice."
    SURVEY = "Answers to a survey."
    OTHER = "Data of another kind."


class ObservedOccasion(Vocabulary):
    """What a plan monitor sees of a district on a visit."""

    CLASSES = "Classes being taught."
    MEETING_WITH_TEACHERS = "A meeting of the monitor with teachers."
    MEETING_WITH_ADMINISTRATORS = "A meeting of the monitor with administrators."
    MEETING_WITH_PARENTS = "A meeting of the monitor with parents."
    CONFERENCE = "Administrators conferring with each other or with a teacher."
    PLANNING_MEETING = "A planning meeting of the district or of a school."
    PROFESSIONAL_DEVELOPMENT = "Professional development of teachers or administrators."


class ReportStatus(Vocabulary):
    """Where a quarterly progress report stands."""

    DRAFT = "The plan monitor is writing it."
    ISSUED = "The superintendent and the school board have it; it no longer changes."
    PRESENTED = "The plan monitor has presented it to the school board in public."
    PUBLISHED = "It is on the state's website."


class FindingKind(Vocabulary):
    """On which side of the account a finding of a report stands."""

    SUCCESS = "Something that has succeeded."
    IMPEDIMENT = "Something that stands in the way."


class SummaryStatus(Vocabulary):
    """Where an annual summary stands."""

    DRAFT = "The plan monitor is writing it."
    SUBMITTED = "The state board has it."
    PUBLISHED = "It is public."
