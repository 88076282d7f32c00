"""Annual summaries: a plan monitor's yearly account to the state board."""

from models.monitoring import AnnualSummary
from schema.mutations.records import creates, deletes, updates
from schema.mutations.verbs import moves

__all__: list[str] = []

KEPT_BY_VERBS = ("submitted_on", "published_on")

creates(
    AnnualSummary,
    "Begin the summary of a district's year, in the own name.",
    without=KEPT_BY_VERBS,
    fills="author_id",
)
updates(AnnualSummary, "Change a draft.", without=("author_id", *KEPT_BY_VERBS))
deletes(AnnualSummary, "Give up a draft.")
moves(
    AnnualSummary,
    "submit",
    "Send a summary to the state board and the superintendent; it no longer changes.",
    dated="submitted_on",
)
moves(
    AnnualSummary,
    "publish",
    "Publish a summary: everyone sees it from now on.",
    dated="published_on",
)
