"""The words of studies: whom researchers meet, what they look at, how they sort it."""

from models.vocabulary import Vocabulary

__all__ = [
    "CodeKind",
    "DocumentKind",
    "InformantKind",
    "InformantRole",
    "ObservationKind",
    "SpanKind",
    "StudyMeasure",
]


class InformantRole(Vocabulary):
    """The office of whoever was interviewed or observed, or wrote a document."""

    SUPERINTENDENT = "Leads the district."
    ASSISTANT_SUPERINTENDENT = "Second to the superintendent."
    CENTRAL_OFFICE_ADMINISTRATOR = "Directs a department or program in the central office."
    PRINCIPAL = "Leads a school."
    TEACHER = "Teaches at a school."
    SCHOOL_BOARD_MEMBER = "Sits on the school board."
    PARENT = "Has a child in one of the schools."
    UNION_OFFICER = "Speaks for the teachers' union."
    PLAN_MANAGER = "Helps to write the plan and to carry it out."
    FIRM_MEMBER = "Works on the project for a consulting firm or network."
    STATE_OFFICER = "Works for the state."
    SEVERAL = "Several people in different offices."
    OTHER = "None of these."


class InformantKind(Vocabulary):
    """How a person stands to what is being changed."""

    USER = "Does the changed work, as a rule a teacher."
    ADMINISTRATOR = "Answers for it: a principal, the central office, the superintendent."
    SUPPORTER = "Helps from outside the district, for a firm, a network or the state."
    COMMUNITY = "Is concerned by it: parents, the school board, the union."


class ObservationKind(Vocabulary):
    """What was watched."""

    CLASSROOM = "Instruction in a classroom."
    MEETING = "A planning meeting of the district or a school."
    CONFERENCE = "A conference between administrators, or an administrator and a teacher."
    PROFESSIONAL_DEVELOPMENT = "Professional development of teachers or administrators."
    FULL_DAY = "A full day of instruction and meetings."


class DocumentKind(Vocabulary):
    """What a document is."""

    PLAN = "A plan."
    REPORT = "A report."
    MINUTES = "The minutes of a meeting."
    MEMORANDUM = "A memorandum or letter."
    DATA = "Figures on pupils, staff or practice."
    CURRICULUM = "Material for teaching or training."
    FIELD_NOTES = "A researcher's notes from the field."
    OTHER = "A document of another kind."


class CodeKind(Vocabulary):
    """The place of a code in the sorting of what was said."""

    CATEGORY = "Brings together what was coded alike."
    SUB_CATEGORY = "Divides a category."
    CODE = "Is put to passages of text."


class SpanKind(Vocabulary):
    """What a span of text would give away."""

    PERSON = "A person's name, or what stands for it."
    SCHOOL = "A school."
    PLACE = "A place."
    ORGANIZATION = "A firm or another organization."
    MOMENT = "A date or event by which a person could be known."
    OTHER_CLUE = "Another clue to a person."


class StudyMeasure(Vocabulary):
    """What a study says of its own size."""

    PERSONS_INTERVIEWED = "People interviewed, each counted once."
    INTERVIEWS = "Interviews."
    OBSERVATIONS = "Observations."
    DOCUMENTS = "Documents analysed."
    DISTRICTS = "Districts or sites studied."
    RESEARCH_QUESTIONS = "Research questions."
    RESEARCHERS = "People who did the research."
    MONTHS = "Months of research."
    MONTHS_ON_SITE = "Months in which sites were visited."
    VISITS_PER_SITE = "Visits to each site."
    DAYS_PER_SITE = "Days spent at each site."
    DAYS_PER_QUARTER = "Days spent at the site each quarter."
    PAGES_OF_NOTES_PER_SITE = "Pages of field notes on one site."
    KEY_ACTORS = "People closely involved in what was studied."
