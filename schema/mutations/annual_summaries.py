"""Annual summaries: a plan monitor's yearly account to the state board."""

from collections.abc import Mapping
from typing import Any

from models.monitoring import AnnualSummary
from schema.freezing import freeze_summary
from schema.mutations.records import creates, deletes, updates
from schema.mutations.verbs import moves, verb
from schema.mutations.work import Work

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


@verb(AnnualSummary, "submit")
async def submit(work: Work, summary: AnnualSummary, _given: Mapping[str, Any]) -> None:
    """Send a summary to the state board and the superintendent; it no longer changes.

    It is frozen as a document too.
    """
    summary.submitted_on = await work.today()
    await freeze_summary(work.transaction, await work.save(summary), work.caller)


moves(
    AnnualSummary,
    "publish",
    "Publish a summary: everyone sees it from now on.",
    dated="published_on",
)
