"""The calendar: what is due, or overdue, for whoever asks."""

from datetime import date

from sqlalchemy import Boolean, Date, Text

from models.agenda_terms import CalendarEntryKind
from models.failures import BadUserInput
from models.vocabulary import Word
from schema.questions import asked_of, column_of, given, question, questions, record

__all__ = ["MOST_ENTRIES", "CalendarEntry"]

MOST_ENTRIES = 1000

KEYS = (
    "district_id",
    "school_id",
    "person_id",
    "benchmark_id",
    "activity_id",
    "highlight_report_id",
    "highlight_meeting_id",
    "leadership_meeting_id",
    "self_assessment_id",
    "school_plan_review_id",
    "walkthrough_target_id",
    "quarterly_report_id",
    "annual_summary_id",
)


@question("calendar", *KEYS)
class CalendarEntry:
    """Something that is due on a day and not done yet.

    It is there for those whose role in the district or the school it falls to, and for the person
    whose own it is to do. What nobody has begun has no record yet.
    """

    kind = column_of(Word(CalendarEntryKind), "What is due.")
    due_on = column_of(Date(), "The day by which it is to be done.")
    is_overdue = column_of(Boolean(), "Whether that day is over, in the network's time zone.")
    title = column_of(Text(), "What is due, in words.")
    record_id = column_of(
        Text(),
        "The id of the record that is due, for `node(id:)`; null before there is one.",
        is_nullable=True,
    )
    district = record(
        "District", "district_id", says="The district in which it is due.", is_nullable=False
    )
    school = record(
        "School", "district_id", "school_id", says="The school at which it is due, if it is one."
    )
    person = record(
        "Person", "person_id", says="Whose it is to do, where it is one person's and visible."
    )
    benchmark = record(
        "Benchmark", "district_id", "benchmark_id", says="The benchmark, where it is one."
    )
    activity = record(
        "Activity", "district_id", "activity_id", says="The activity, where it is one."
    )
    highlight_report = record(
        "HighlightReport",
        "district_id",
        "highlight_report_id",
        says="The highlight report, where it is one that has been begun.",
    )
    highlight_meeting = record(
        "HighlightMeeting",
        "district_id",
        "highlight_meeting_id",
        says="The highlight meeting, where it is one that has been called.",
    )
    leadership_meeting = record(
        "LeadershipMeeting",
        "district_id",
        "leadership_meeting_id",
        says="The leadership meeting, where it is one that has been planned.",
    )
    self_assessment = record(
        "SelfAssessment",
        "district_id",
        "self_assessment_id",
        says="The self-assessment, where it is one that has been begun.",
    )
    school_plan_review = record(
        "SchoolPlanReview",
        "district_id",
        "school_plan_review_id",
        says="The review of a school plan, where it is one that has been opened.",
    )
    walkthrough_target = record(
        "WalkthroughTarget",
        "district_id",
        "walkthrough_target_id",
        says="The target, where walkthroughs are due.",
    )
    quarterly_report = record(
        "QuarterlyProgressReport",
        "district_id",
        "quarterly_report_id",
        says="The quarterly report, where it is one that has been begun.",
    )
    annual_summary = record(
        "AnnualSummary",
        "district_id",
        "annual_summary_id",
        says="The annual summary, where it is one that has been begun.",
    )


def _near(day: date) -> date:
    """A day of an age for which a calendar can be reckoned; months before and after it are too."""
    if not EARLIEST <= day.year <= LATEST:
        raise BadUserInput(f"A calendar is kept for the years {EARLIEST} to {LATEST}.")
    return day


EARLIEST, LATEST = 1900, 2200

questions.ask(
    "calendar",
    asked_of(
        CalendarEntry,
        says="What is due for the caller between two days, both included, and not done yet: in the"
        " own districts and schools what falls to the caller's roles, and what is the caller's"
        f" alone. By day; {MOST_ENTRIES:,} entries at most, of two years at most.",
        given=(
            given("from", date, "The first day.", Date(), convert=_near, is_required=True),
            given("to", date, "The last day, included.", Date(), convert=_near, is_required=True),
        ),
        at_most=MOST_ENTRIES,
    ),
)
