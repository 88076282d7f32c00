"""The records of strategies, tools, targets and walkthroughs; the counts follow by themselves."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from models import leadership_walkthroughs as tables
from models.base import Base
from models.leadership_terms import WalkthroughStatus
from seeds.demo.leadership_notation import Leadership, Round, Tool
from seeds.demo.leadership_records import Scribe
from seeds.demo.leadership_words import COMMENTS

__all__ = ["walkthrough_records"]

SEEN, NOT_SEEN = "+", "-"


def walkthrough_records(leadership: Leadership) -> Iterator[Base]:
    """What a district's administrators look for in classrooms, and what they saw."""
    scribe = Scribe(leadership)
    for strategy in leadership.strategies:
        yield tables.InstructionalStrategy(
            **scribe.row("instructional strategy", strategy.key),
            name=strategy.name,
            look_for=strategy.look_for,
            initiative_id=scribe.initiative(strategy.initiative),
        )
    for tool in leadership.tools:
        yield from _tool(scribe, tool)
    for administrator, month, walkthroughs in leadership.targets:
        yield tables.WalkthroughTarget(
            **scribe.row("walkthrough target", administrator, month),
            administrator_id=scribe.person(administrator),
            month=date.fromisoformat(f"{month}-01"),
            walkthroughs=walkthroughs,
        )
    for round_ in leadership.rounds:
        for place, teacher in enumerate(round_.teachers):
            yield from _walkthrough(scribe, round_, place, teacher)


def _tool(scribe: Scribe, tool: Tool) -> Iterator[Base]:
    edition = str(tool.edition)
    yield tables.WalkthroughTool(
        **scribe.row("walkthrough tool", edition),
        name=tool.name,
        edition=tool.edition,
        introduced_on=date.fromisoformat(tool.introduced),
        retired_on=date.fromisoformat(tool.retired) if tool.retired else None,
        instructions=tool.instructions,
    )
    for position, key in enumerate(tool.strategies, 1):
        yield tables.WalkthroughToolStrategy(
            **scribe.row("walkthrough tool strategy", edition, key),
            tool_id=scribe.id("walkthrough tool", edition),
            position=position,
            strategy_id=scribe.id("instructional strategy", key),
        )


def _walkthrough(scribe: Scribe, round_: Round, place: int, teacher: str) -> Iterator[Base]:
    day = date.fromisoformat(round_.first) + timedelta(days=place)
    names = (round_.observer, day.isoformat())
    edition = _edition(scribe, day)
    is_draft, is_joint = place in round_.drafts, place == round_.joint
    noted: dict[str, Any] = {
        "observer_id": scribe.person(round_.observer),
        "teacher_id": scribe.person(teacher),
        "tool_id": scribe.id("walkthrough tool", edition),
    }
    along = scribe.person(round_.along) if is_joint else None
    yield tables.Walkthrough(
        **scribe.row("walkthrough", *names),
        **noted,
        school_id=scribe.school(round_.school),
        joint_with_id=along,
        observed_on=day,
        status=WalkthroughStatus.DRAFT if is_draft else WalkthroughStatus.DELIVERED,
        delivered_on=None if is_draft else day + timedelta(days=place in round_.late),
    )
    for key, signs in round_.seen.items():
        if signs[place] in {SEEN, NOT_SEEN}:
            was_seen = signs[place] == SEEN
            yield tables.WalkthroughComment(
                **scribe.row("walkthrough comment", *names, key),
                **noted,
                walkthrough_id=scribe.id("walkthrough", *names),
                tool_strategy_id=scribe.id("walkthrough tool strategy", edition, key),
                was_seen=was_seen,
                comment=COMMENTS.get((key, was_seen)),
            )
    if is_joint and round_.memo:
        instruction_seen, areas_to_improve, plan_for_improvement = round_.memo
        yield tables.JointWalkthroughMemo(
            **scribe.row("joint walkthrough memo", *names),
            walkthrough_id=scribe.id("walkthrough", *names),
            joint_with_id=along,
            author_id=noted["observer_id"],
            written_on=day + timedelta(days=2),
            instruction_seen=instruction_seen,
            areas_to_improve=areas_to_improve,
            plan_for_improvement=plan_for_improvement,
        )


def _edition(scribe: Scribe, day: date) -> str:
    """The edition of the district's tool that was in use."""
    introduced = (tool for tool in scribe.of.tools if tool.introduced <= day.isoformat())
    return str(max(tool.edition for tool in introduced))
