"""What administrators look for: strategies, the editions of tools that list them, targets."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from models.base import new_id
from models.failures import Conflict
from models.leadership_rules import refuse_retired
from models.leadership_walkthroughs import (
    InstructionalStrategy,
    WalkthroughTarget,
    WalkthroughTool,
    WalkthroughToolStrategy,
)
from schema.mutations import Gives
from schema.mutations.many_at_once import many_at_once, one_at_once
from schema.mutations.paths import at
from schema.mutations.records import Completing, create, creates, deletes, updates
from schema.mutations.taken import Path, takes
from schema.mutations.trees import Level, copy_below, creates_whole, write_below
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
Tool = WalkthroughTool

LISTED = Level(
    WalkthroughToolStrategy,
    "strategies",
    "tool_id",
    "The strategies on its list, in order.",
)

creates(InstructionalStrategy, "Describe a strategy to look for in classrooms.")
updates(InstructionalStrategy, "Change what is said of a strategy.")


async def _first_edition(work: Work, tools: Sequence[Tool], _paths: Sequence[Path]) -> None:
    """Number a new tool's edition; a name that is in use is that of a tool to revise."""
    for tool in tools:
        same = "district_id = $1 AND name = $2"
        if await work.found(Tool, same, tool.district_id, tool.name):
            raise Conflict("There is a tool of this name; revise it.", path=("name",))
        tool.edition = 1


creates_whole(
    Tool,
    "Introduce a walkthrough tool, with its list of strategies: its first edition.",
    (LISTED,),
    without=("edition", "retired_on"),
    completing=Completing((), _first_edition),
)
updates(
    Tool,
    "Change how a tool is to be used; the day of its introduction only until it has come.",
    without=("name", "edition", "retired_on"),
)

EDITION = takes(Tool, "introduced_on", "instructions")


@verb(
    Tool,
    "revise",
    *EDITION,
    LISTED.taken,
    gives={"edition": Gives("WalkthroughTool", "The new edition.")},
)
async def revise(work: Work, tool: Tool, given: Given) -> None:
    """Introduce a new edition of a tool; the one before is used for the last time the day before.

    Its list is that of the one before unless given.
    """
    values = {"instructions": tool.instructions, **work.values(EDITION, given, tool.district_id)}
    edition: Any = create(
        Tool, {**values, "id": new_id(), "name": tool.name, "edition": tool.edition + 1}
    )
    refuse_retired(tool, edition.introduced_on, await work.today())
    work.gives["edition"] = await work.create(edition)
    if given.get("strategies") is None:
        await copy_below(work, [(tool, edition)], (LISTED,))
    else:
        await write_below(work, edition, (LISTED,), given)
    tool.retired_on = edition.introduced_on - timedelta(days=1)


LAST_DAY = takes(Tool, "retired_on")


@verb(Tool, "retire", *LAST_DAY)
async def retire(work: Work, tool: Tool, given: Given) -> None:
    """Say on which day a tool is used for the last time; today unless given."""
    values = work.values(LAST_DAY, given, tool.district_id)
    tool.retired_on = values.get("retired_on") or await work.today()


creates(WalkthroughToolStrategy, "Put a strategy on the list of a tool that is not in use yet.")
updates(
    WalkthroughToolStrategy,
    "Change the list of a tool that is not in use yet.",
    without=("tool_id",),
)
deletes(WalkthroughToolStrategy, "Take a strategy off the list of a tool that is not in use yet.")

TARGET = takes(WalkthroughTarget)


async def _targets(work: Work, rows: Sequence[Given]) -> Sequence[WalkthroughTarget]:
    made = []
    for place, row in enumerate(rows):
        with at(place):
            values = work.values(TARGET, row)
        made.append(WalkthroughTarget(id=new_id(), **values))
    await work.create_all(made)
    return made


one_at_once(
    WalkthroughTarget,
    "Say how many walkthroughs an administrator is to do in a month.",
    taken=TARGET,
    make=_targets,
)
many_at_once(
    WalkthroughTarget,
    "createWalkthroughTargets",
    "Say how many walkthroughs many administrators are to do, by month.",
    called="walkthroughTargets",
    taken=TARGET,
    make=_targets,
)
updates(
    WalkthroughTarget,
    "Change how many walkthroughs are to be done.",
    without=("administrator_id", "month"),
)
deletes(WalkthroughTarget, "Take back a target.")
