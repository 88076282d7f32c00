"""What a release holds: which types of record, and which of their columns.

A release can't be taken back, so it holds less than the public may read live: nothing that leads to
a person, and no prose but that of plans and standards, which were adopted as they stand. Which rows
is not decided here: they are read as the public (docs/decisions/research-releases.md).
"""

from typing import Final

from schema.dictionary import Entry, entry_of

__all__ = ["HELD", "LEFT_OUT", "columns_of", "held"]

HELD: Final[dict[str, frozenset[str]]] = {
    name: frozenset(texts.split())
    for name, texts in {
        "AcceleratedImprovementPlan": "title vision mission",
        "AccountabilityRating": "description placementReason",
        "Activity": "description",
        "Benchmark": "statement metric unit dataSource",
        "CausalConcept": "name definition",
        "CausalLink": "strengthNote timeNote",
        "CausalNetwork": "title",
        "CausalStream": "name",
        "CausalStreamStep": "",
        "CausalVariable": "name ratingNote",
        "District": "name stateCode ncesId",
        "DistrictStandard": "edition name definition",
        "Enrollment": "",
        "Firm": "name",
        "Initiative": "title statement",
        "Innovation": "name description",
        "KeyIssue": "statement",
        "OutcomeRating": "",
        "PerformanceIndex": "",
        "ReportedStatistic": "key unit words checkNote",
        "School": "name stateCode ncesId town zipCode grades",
        "SchoolImprovementPlan": "title goal",
        "SchoolPlanItem": "statement",
        "Site": "",
        "SiteFamilyMembership": "",
        "StaffRetention": "",
        "StandardIndicator": "name statement",
        "StandardReview": "",
        "StatewideRetention": "",
        "StatisticCell": "",
        "StatisticsRelease": "",
        "StrategicObjective": "title statement",
    }.items()
}
"""The types, each with those of its columns that are free text and are held all the same."""

PERSONS: Final = "It is about a person, or leads to one."
PROSE: Final = "It is what somebody wrote about how people do their work."
ITSELF: Final = "It is about releases."

LEFT_OUT: Final[dict[str, str]] = {
    **dict.fromkeys(("Appointment", "Person", "PersonName", "PlanManager", "PlanMonitor"), PERSONS),
    **dict.fromkeys(
        (
            "AnnualSummary",
            "FrozenDocument",
            "PlanAmendment",
            "PlanAmendmentChange",
            "QuarterlyFinding",
            "QuarterlyProgressReport",
            "QuarterlySection",
            "QuotedBenchmark",
            "SchoolPlanItemStrategy",
            "Theme",
        ),
        PROSE,
    ),
    **dict.fromkeys(("ResearchRelease", "ResearchReleaseFile"), ITSELF),
}
"""Types of which the public reads rows, that are not held, and why. All others are confidential."""

BOOKKEEPING: Final = frozenset({"createdAt", "updatedAt", "version"})
"""They tell when somebody worked, and change when nothing that is held does."""

WRITTEN: Final = frozenset({"provenance.source", "provenance.file"})


def held() -> list[Entry]:
    """What is held, by name of the type."""
    return [entry_of(name) for name in sorted(HELD)]


def columns_of(entry: Entry) -> list[str]:
    """The columns of a type that are held, in their order."""
    texts = HELD[entry.name] | WRITTEN | {"id"}
    return [
        field.name
        for field in entry.fields
        if field.name not in BOOKKEEPING
        and (field.leads_to is None or field.leads_to in HELD)
        and (
            field.kind != "string"
            or field.vocabulary is not None
            or field.leads_to is not None
            or field.name in texts
        )
    ]
