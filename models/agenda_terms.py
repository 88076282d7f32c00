"""The words that a calendar of what is due is described in."""

from models.vocabulary import Vocabulary

__all__ = ["CalendarEntryKind"]


class CalendarEntryKind(Vocabulary):
    """What can be due."""

    BENCHMARK = "A benchmark of a running plan, to be met and judged."
    ACTIVITY = "An activity of a running plan, to be finished by its owner."
    HIGHLIGHT_REPORT = "The plan manager's report of a month, to reach the plan monitor."
    HIGHLIGHT_MEETING = "The highlight meeting of a month, to be held."
    LEADERSHIP_MEETING = "The leadership team's meeting of a month, to be held."
    SELF_ASSESSMENT = "The caller's own self-assessment of a month, to be handed in."
    SCHOOL_PLAN_REVIEW = "The review of a school plan in a month, to be held and its memo sent."
    WALKTHROUGHS = "The walkthroughs that the caller is to do in a month."
    QUARTERLY_REPORT = "The plan monitor's report on a quarter, to be issued."
    ANNUAL_SUMMARY = "The plan monitor's summary of a school year, to reach the state board."
