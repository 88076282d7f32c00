"""What the numbers of the schema are counted in, and where the studies speak of a type of record.

A column says in its text what it means; that 12 is per cent and not pupils stands here, for every
number: a test says so.
"""

from typing import Final

__all__ = ["SOURCES", "Source", "unit_of"]

Source = tuple[str, int]

ORDINAL: Final = "place in an order"
YEAR: Final = "school year, by the calendar year in which it ends"
CHARACTERS: Final = "Unicode characters from the start of the text"

UNITS: Final[dict[str, str]] = {
    "added": "records",
    "annual": "index points",
    "annualComputed": "index points",
    "atLeast": "as the row's `unit` says",
    "atMost": "as the row's `unit` says",
    "attempts": "attempts",
    "baseline": "as the row's `unit` says",
    "bytes": "bytes",
    "changed": "records",
    "counted": "persons",
    "cumulative": "index points, 0 to 100",
    "cumulativeComputed": "index points, 0 to 100",
    "daysPerQuarter": "days a quarter",
    "daysPerWeek": "days a week",
    "durationMinutes": "minutes",
    "edition": ORDINAL,
    "endsAt": CHARACTERS,
    "indicators": "indicators",
    "latitude": "degrees north",
    "level": "level, 1 (highest performing) to 5 (lowest); an order, not a quantity",
    "levelSchoolYear": YEAR,
    "longitude": "degrees east",
    "minutes": "minutes",
    "number": ORDINAL,
    "percentile": "percentile, 1 (lowest) to 99",
    "points": "index points",
    "position": ORDINAL,
    "pupils": "pupils",
    "quarter": "quarter of the school year, 1 to 4",
    "rank": ORDINAL,
    "records": "records",
    "removed": "records",
    "retained": "persons",
    "retainedShare": "per cent",
    "revision": ORDINAL,
    "row": "line of the file, its header being line 1",
    "line": "line of the study's text",
    "rows": "records",
    "schoolYear": YEAR,
    "schools": "schools",
    "seen": "walkthroughs",
    "share": "per cent",
    "startsAt": CHARACTERS,
    "status": "HTTP status code",
    "target": "as the row's `unit` says",
    "tested": "pupils",
    "textLength": "Unicode characters",
    "threshold": "persons",
    "total": "persons",
    "value": "as the row says: `unit`, `metric` of the benchmark, or `measure`",
    "version": "changes, from 1",
    "walkthroughs": "walkthroughs",
}


def unit_of(name: str) -> str | None:
    """What a field with that name is counted in; None for what is no number."""
    return UNITS.get(name.rpartition(".")[2])


MILL_CITY: Final = "The Mill City study of the Accelerated Improvement Plan"
DESSI: Final = (
    "Rethinking the Quest for School Improvement: Some Findings from the DESSI Study (1984)"
)

SOURCES: Final[dict[str, tuple[Source, ...]]] = {
    "AcceleratedImprovementPlan": ((MILL_CITY, 190),),
    "AccountabilityRating": ((MILL_CITY, 135),),
    "Activity": ((MILL_CITY, 204),),
    "AdoptionMotive": ((DESSI, 79),),
    "AnnualSummary": ((MILL_CITY, 185),),
    "Benchmark": ((MILL_CITY, 202), (MILL_CITY, 602)),
    "CausalLink": ((DESSI, 118), (DESSI, 164)),
    "CausalNetwork": ((DESSI, 118), (DESSI, 164)),
    "CausalVariable": ((DESSI, 118), (DESSI, 164)),
    "District": ((MILL_CITY, 57), (MILL_CITY, 271)),
    "DistrictStandard": ((MILL_CITY, 115),),
    "Engagement": ((MILL_CITY, 170),),
    "Firm": ((MILL_CITY, 165),),
    "HighlightMeeting": ((MILL_CITY, 207),),
    "Initiative": ((MILL_CITY, 199), (MILL_CITY, 635)),
    "JobMobilityEvent": ((DESSI, 158), (DESSI, 160)),
    "JointWalkthroughMemo": ((MILL_CITY, 360),),
    "LeadershipMeeting": ((MILL_CITY, 308),),
    "MobilityAssessment": ((DESSI, 158),),
    "MonitoringVisit": ((MILL_CITY, 238),),
    "PerformanceIndex": ((MILL_CITY, 264),),
    "PlanManager": ((MILL_CITY, 165),),
    "PlanMonitor": ((MILL_CITY, 180),),
    "PlanReview": ((MILL_CITY, 527),),
    "QuarterlyProgressReport": ((MILL_CITY, 182),),
    "School": ((MILL_CITY, 135),),
    "SchoolImprovementPlan": ((MILL_CITY, 312),),
    "SchoolPlanReview": ((MILL_CITY, 374),),
    "SelfAssessment": ((MILL_CITY, 368),),
    "StrategicObjective": ((MILL_CITY, 197),),
    "Walkthrough": ((MILL_CITY, 360),),
}
"""Lines of the two studies, as records give them in `provenance`, that say what a type is."""
