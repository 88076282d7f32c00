"""Classroom walkthroughs, and what may be counted of them, as the API shows them."""

from typing import Any

from sqlalchemy import ColumnElement, DateTime, cast, func, literal_column

from models import leadership_walkthroughs as tables
from models.tables import metadata
from schema.entities import Alias, entity, expression, to_one

WALKTHROUGHS = metadata.tables["walkthrough"]


def end_of_day(row: Alias) -> ColumnElement[Any]:
    """The moment at which the day of a visit ends, where the network is."""
    next_day = row.c.observed_on + literal_column("1")
    zone = func.current_setting(literal_column("'throughline.time_zone'"))
    return func.timezone(zone, cast(next_day, DateTime))


@entity(
    tables.InstructionalStrategy,
    plural="instructionalStrategies",
    singular="instructionalStrategy",
    order_within=("name",),
)
class InstructionalStrategy:
    """A way of teaching that a district's administrators look for in classrooms."""

    initiative = to_one(
        back="instructionalStrategies", says="The strategies that carry it into classrooms."
    )


@entity(tables.WalkthroughTool, plural="walkthroughTools", order_within=("name", "edition"))
class WalkthroughTool:
    """An edition of the form for classroom walkthroughs: a list of strategies to look for."""


@entity(
    tables.WalkthroughToolStrategy,
    plural="walkthroughToolStrategies",
    singular="walkthroughToolStrategy",
    order_within=("position",),
)
class WalkthroughToolStrategy:
    """A strategy on a walkthrough tool's list, with room for comment."""

    tool = to_one(back="strategies", says="The strategies on its list.", always=True)
    strategy = to_one(back="tools", says="The tools on whose lists it is.", always=True)


@entity(tables.Walkthrough, plural="walkthroughs", order_within=("observed_on",))
class Walkthrough:
    """A short visit to a classroom, from which the teacher gets a copy of what was noted."""

    school = to_one(
        back="walkthroughs", says="The visits to classrooms of the school.", always=True
    )
    tool = to_one(back="walkthroughs", says="The walkthroughs on which it was used.")
    observer = to_one(back="walkthroughs", says="The walkthroughs on which the person observed.")
    teacher = to_one(
        back="receivedWalkthroughs", says="The walkthroughs on which the person was observed."
    )
    joint_with = to_one(
        back="jointWalkthroughs", says="The walkthroughs on which the person came along."
    )
    deadline = expression(
        end_of_day,
        WALKTHROUGHS.c.updated_at,
        "By when the teacher is to have the copy: the end of the day of the visit, where the"
        " network is.",
    )


@entity(tables.WalkthroughComment, plural="walkthroughComments")
class WalkthroughComment:
    """What an observer noted of a strategy on a walkthrough, for the observed teacher."""

    walkthrough = to_one(
        back="comments", says="What was noted, for observer and teacher.", always=True
    )
    tool_strategy = to_one(back="comments", says="What was noted of it on walkthroughs.")


@entity(tables.WalkthroughTarget, plural="walkthroughTargets", order_within=("month",))
class WalkthroughTarget:
    """How many walkthroughs an administrator is to do in a month."""

    administrator = to_one(
        back="walkthroughTargets", says="How many walkthroughs the person is to do, by month."
    )


@entity(tables.WalkthroughCount, plural="walkthroughCounts", order_within=("month",))
class WalkthroughCount:
    """How many walkthroughs an administrator has done in a month; kept by the walkthroughs."""

    observer = to_one(
        back="walkthroughCounts", says="How many walkthroughs the person has done, by month."
    )


@entity(tables.StrategyCount, plural="strategyCounts", order_within=("month",))
class StrategyCount:
    """How often a strategy was seen at a school in a month; kept by the walkthroughs.

    It is the evidence behind the items of school plans: it tells neither who was visited nor who
    observed.
    """

    school = to_one(
        back="strategyCounts", says="How often strategies were seen, by month.", always=True
    )
    strategy = to_one(back="counts", says="How often it was seen, by school and month.")


@entity(tables.JointWalkthroughMemo, plural="jointWalkthroughMemos", order_within=("written_on",))
class JointWalkthroughMemo:
    """A principal's memo on a joint walkthrough, to whoever came along."""

    walkthrough = to_one(back_one="memo", says="The principal's memo on it, if it was joint.")
    author = to_one(
        back="jointWalkthroughMemos", says="The memos on joint walkthroughs that the person wrote."
    )
