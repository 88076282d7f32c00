"""How a plan is followed and reported on, as the API shows it."""

from models import monitoring as tables
from schema.entities import as_it_stood, entity, to_one

STATUS = frozenset({"status"})
MOMENT = (
    "A draft shows it as it is; a report that was stored when it had been issued already, as it"
    " was then stored."
)


@entity(tables.HighlightMeeting, plural="highlightMeetings", order_within=("month",))
class HighlightMeeting:
    """The monthly meeting at which a district tells its plan monitor how its plan goes."""

    monitor = to_one(back="heldHighlightMeetings", says="The meetings held as plan monitor.")
    facilitator = to_one(
        back="facilitatedHighlightMeetings", says="The meetings that the person facilitates."
    )


@entity(tables.HighlightAttendance, plural="highlightAttendances")
class HighlightAttendance:
    """Someone's place on the attendee list of a highlight meeting, which opens its record."""

    meeting = to_one(back="attendances", says="The attendee list.", always=True)
    person = to_one(
        back="highlightAttendances", says="The meetings on whose attendee list the person is."
    )


@entity(tables.ProgressNote, plural="progressNotes", order_within=("position",))
class ProgressNote:
    """Progress of the last month, as a district told it at a highlight meeting."""

    meeting = to_one(back="progressNotes", says="What has been achieved.", always=True)
    initiative = to_one(back="progressNotes", says="What was told of it at highlight meetings.")


@entity(tables.Obstacle, plural="obstacles", order_within=("position",))
class Obstacle:
    """Something in the plan's way that was raised at a highlight meeting, and what is done."""

    meeting = to_one(
        back="obstacles", says="What stands in the way, with what is done against it.", always=True
    )
    initiative = to_one(back="obstacles", says="What was said to stand in its way.")
    owner = to_one(back="ownedObstacles", says="The obstacles that the person is to deal with.")


@entity(tables.DataPresentation, plural="dataPresentations", order_within=("position",))
class DataPresentation:
    """Data that a district presented at a highlight meeting to show how a benchmark stands."""

    meeting = to_one(back="dataPresentations", says="The data presented.", always=True)
    benchmark = to_one(back="dataPresentations", says="What was presented of it at meetings.")
    measurement = to_one(back="dataPresentations", says="Where the value was presented.")
    evidence = to_one(back="dataPresentations", says="Where it was presented.")


@entity(tables.HighlightReport, plural="highlightReports", order_within=("month",))
class HighlightReport:
    """A plan manager's monthly report, from which the highlight meeting sets out."""

    meeting = to_one(back="reports", says="The plan manager's reports that prepare it.")
    author = to_one(back="highlightReports", says="The highlight reports that the person wrote.")


@entity(tables.MonitoringVisit, plural="monitoringVisits", order_within=("visited_on",))
class MonitoringVisit:
    """A day that the plan monitor spends in the district to observe."""

    monitor = to_one(back="monitoringVisits", says="The visits as plan monitor.")


@entity(tables.VisitNote, plural="visitNotes", order_within=("position",))
class VisitNote:
    """What a plan monitor noted on a visit, for the own eyes and for research."""

    visit = to_one(back="notes", says="What the plan monitor noted, for whom it is visible.")
    author = to_one(back="visitNotes", says="What the person noted on visits.")
    school = to_one(back="visitNotes", says="What was noted on visits to the school.")


@entity(
    tables.QuarterlyProgressReport,
    plural="quarterlyReports",
    singular="quarterlyReport",
    order_within=("period_starts_on", "revision"),
)
class QuarterlyProgressReport:
    """A plan monitor's public account of how a district's plan went in a quarter."""

    plan = to_one(back="quarterlyReports", says="The quarterly reports on the plan.")
    revises = to_one(back="revisedBy", says="The reports that correct it.")
    author = to_one(back="quarterlyReports", says="The quarterly reports that the person wrote.")
    plan_as_reported = as_it_stood(
        "plan",
        "report_moment",
        "district_id",
        "id",
        says=f"The plan, with all below it, as it stood when the report was issued. {MOMENT}",
    )


@entity(
    tables.QuarterlySection,
    plural="quarterlySections",
    order_within=("position",),
    hides=STATUS,
)
class QuarterlySection:
    """What a quarterly progress report says on one strategic objective."""

    report = to_one(back="sections", says="What it says on each strategic objective.", always=True)
    strategic_objective = to_one(back="quarterlySections", says="What quarterly reports say on it.")
    strategic_objective_as_reported = as_it_stood(
        "strategic_objective",
        "report_moment",
        "district_id",
        "report_id",
        says="The strategic objective, with all below it, as it stood when the report was issued."
        f" {MOMENT}",
    )


@entity(tables.QuotedBenchmark, plural="quotedBenchmarks", order_within=("position",), hides=STATUS)
class QuotedBenchmark:
    """A benchmark as it stood when a quarterly progress report was written."""

    section = to_one(
        back="quotedBenchmarks", says="The objective's benchmarks as they stood.", always=True
    )
    benchmark = to_one(back="quotations", says="How it stood in each quarterly report.")


@entity(
    tables.QuarterlyFinding, plural="quarterlyFindings", order_within=("position",), hides=STATUS
)
class QuarterlyFinding:
    """A success or an impediment that a quarterly progress report names."""

    report = to_one(back="findings", says="The successes and impediments it names.", always=True)
    strategic_objective = to_one(
        back="quarterlyFindings", says="The successes and impediments named of it."
    )


@entity(tables.AnnualSummary, plural="annualSummaries", order_within=("school_year",))
class AnnualSummary:
    """A plan monitor's yearly report on a district to the state board."""

    author = to_one(back="annualSummaries", says="The annual summaries that the person wrote.")
