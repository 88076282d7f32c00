"""The plan manager's monthly highlight reports, and the monitor's visits with their notes."""

from models.monitoring import HighlightReport, MonitoringVisit, VisitNote
from schema.mutations.records import creates, deletes, updates
from schema.mutations.trees import Level, clearing, creates_whole
from schema.mutations.verbs import moves

__all__: list[str] = []

creates(
    HighlightReport,
    "Begin a month's highlight report, in the own name.",
    without=("issued_on",),
    fills="author_id",
)
updates(
    HighlightReport,
    "Change a highlight report that is being written.",
    without=("author_id", "issued_on"),
)
deletes(HighlightReport, "Give up a highlight report that is being written.")
moves(
    HighlightReport,
    "issue",
    "Send a highlight report to the plan monitor; it no longer changes.",
    dated="issued_on",
)

NOTES = (
    Level(
        VisitNote,
        "notes",
        "visit_id",
        "What was noted, in order; for the own eyes, and for research.",
        fills="author_id",
    ),
)

creates_whole(
    MonitoringVisit, "Record a visit as plan monitor, with notes.", NOTES, fills="monitor_id"
)
updates(MonitoringVisit, "Correct a visit of one's own.", without=("monitor_id",))
deletes(MonitoringVisit, "Take back a visit of one's own, with its notes.", clear=clearing(NOTES))
creates(VisitNote, "Add a note to a visit, in the own name.", fills="author_id")
updates(VisitNote, "Change a note of one's own.", without=("visit_id", "author_id"))
deletes(VisitNote, "Take back a note of one's own.")
