"""Classroom walkthroughs: what is looked for, what was seen, and what may be counted of it.

What an observer saw is between observer and teacher. What others may know stands in tables of
its own that triggers keep: how many walkthroughs an administrator has done in a month, and how
often a strategy was seen at a school in a month. The second is the evidence behind a school
plan's item: it names no teacher and no observer, is withheld where fewer than three teachers
were visited, and is seen only once the month is over, so that no change of a count tells of the
walkthrough behind it.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import DistrictRecord, described, link, one_of, place, within
from models.leadership_terms import WalkthroughStatus

__all__ = [
    "InstructionalStrategy",
    "JointWalkthroughMemo",
    "StrategyCount",
    "Walkthrough",
    "WalkthroughComment",
    "WalkthroughCount",
    "WalkthroughTarget",
    "WalkthroughTool",
    "WalkthroughToolStrategy",
]

FIRST_OF_MONTH = "EXTRACT(day FROM month) = 1"
MONTH = "The month, by its first day."
OBSERVER = "The observer, repeated."
TEACHER = "The observed teacher, repeated."


class InstructionalStrategy(DistrictRecord):
    """A way of teaching that a district's administrators look for in classrooms."""

    __tablename__ = "instructional_strategy"

    name: Mapped[str] = described("What it is called.")
    look_for: Mapped[str | None] = described("What one sees and hears where it is used.")
    initiative_id: Mapped[UUID | None] = within(
        "initiative", "The initiative that it carries into classrooms; null if none in particular."
    )

    __table_args__ = (UniqueConstraint("district_id", "name"),)


class WalkthroughTool(DistrictRecord):
    """An edition of the form for classroom walkthroughs: a list of strategies to look for."""

    __tablename__ = "walkthrough_tool"

    name: Mapped[str] = described("What it is called; its editions share the name.")
    edition: Mapped[int] = described(
        "Counts the editions of the tool from 1; a changed list is a new one.", type_=SmallInteger
    )
    introduced_on: Mapped[date] = described("The first day on which it was used.")
    retired_on: Mapped[date | None] = described("The last day on which it was used; null before.")
    instructions: Mapped[str | None] = described("How to use it.")

    __table_args__ = (
        CheckConstraint("edition >= 1", name="edition"),
        CheckConstraint("retired_on >= introduced_on", name="dates"),
        UniqueConstraint("district_id", "name", "edition"),
    )


class WalkthroughToolStrategy(DistrictRecord):
    """A strategy on a walkthrough tool's list, with room for comment."""

    __tablename__ = "walkthrough_tool_strategy"

    tool_id: Mapped[UUID] = within("walkthrough_tool", "The tool on whose list it is.")
    position: Mapped[int] = place("tool_id", at_most=50)
    strategy_id: Mapped[UUID] = within("instructional_strategy", "The strategy.")

    __table_args__ = (
        UniqueConstraint("district_id", "tool_id", "strategy_id"),
        UniqueConstraint("district_id", "id", "tool_id"),
    )


class Walkthrough(DistrictRecord):
    """A short visit to a classroom, from which the teacher gets a copy of what was noted."""

    __tablename__ = "walkthrough"

    school_id: Mapped[UUID] = within("school", "The school visited.")
    tool_id: Mapped[UUID] = within("walkthrough_tool", "The tool used.")
    observer_id: Mapped[UUID] = link("person", "The administrator who observed.")
    teacher_id: Mapped[UUID] = link("person", "The observed teacher.")
    joint_with_id: Mapped[UUID | None] = link(
        "person", "Who observed together with the observer; null where nobody did."
    )
    observed_on: Mapped[date] = described("The day of the visit.")
    status: Mapped[WalkthroughStatus] = one_of(
        WalkthroughStatus, "Where it stands.", server_default=WalkthroughStatus.DRAFT.name
    )
    delivered_on: Mapped[date | None] = described(
        "When the teacher got the copy, due on the day of the visit; null before."
    )
    is_same_day: Mapped[bool | None] = mapped_column(
        Computed("delivered_on = observed_on", persisted=True),
        doc="Whether the teacher got the copy on the day of the visit; null before.",
    )

    __table_args__ = (
        CheckConstraint("(delivered_on IS NOT NULL) = (status IN ('DELIVERED'))", name="delivered"),
        CheckConstraint("delivered_on >= observed_on", name="dates"),
        CheckConstraint("observer_id <> teacher_id", name="teacher"),
        CheckConstraint("joint_with_id NOT IN (observer_id, teacher_id)", name="joint"),
        UniqueConstraint("district_id", "id", "joint_with_id"),
        UniqueConstraint(
            "district_id", "id", "observer_id", "teacher_id", "tool_id", name="uq_walkthrough_parts"
        ),
        Index(None, "district_id", "school_id", "observed_on"),
        Index(None, "observed_on", "district_id", "id"),
    )


class WalkthroughComment(DistrictRecord):
    """What an observer noted of a strategy on a walkthrough, for the observed teacher."""

    __tablename__ = "walkthrough_comment"

    walkthrough_id: Mapped[UUID] = within(
        "walkthrough",
        "The walkthrough on which it was noted.",
        carries=("observer_id", "teacher_id", "tool_id"),
    )
    tool_strategy_id: Mapped[UUID] = within(
        "walkthrough_tool_strategy", "The strategy, on the tool's list.", shares="tool_id"
    )
    was_seen: Mapped[bool] = described("Whether the strategy was seen.")
    comment: Mapped[str | None] = described("What the observer wrote of it.")
    observer_id: Mapped[UUID] = described(OBSERVER)
    teacher_id: Mapped[UUID] = described(TEACHER)
    tool_id: Mapped[UUID] = described("The tool used, repeated.")

    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "walkthrough_id",
            "tool_strategy_id",
            name="uq_walkthrough_comment_strategy",
        ),
        Index(None, "observer_id"),
        Index(None, "teacher_id"),
    )


class WalkthroughTarget(DistrictRecord):
    """How many walkthroughs an administrator is to do in a month."""

    __tablename__ = "walkthrough_target"

    administrator_id: Mapped[UUID] = link("person", "The administrator.")
    month: Mapped[date] = described(MONTH)
    walkthroughs: Mapped[int] = described("How many.", type_=SmallInteger)

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint("walkthroughs >= 0", name="walkthroughs"),
        UniqueConstraint("district_id", "administrator_id", "month"),
        Index(None, "month", "district_id", "id"),
    )


class WalkthroughCount(DistrictRecord):
    """How many walkthroughs an administrator has done in a month; kept by the walkthroughs."""

    __tablename__ = "walkthrough_count"

    observer_id: Mapped[UUID] = link("person", "The administrator who observed.")
    month: Mapped[date] = described(MONTH)
    walkthroughs: Mapped[int] = described(
        "How many walkthroughs of the month have been delivered to their teachers.",
        type_=SmallInteger,
    )

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint("walkthroughs >= 1", name="walkthroughs"),
        UniqueConstraint("district_id", "observer_id", "month"),
        Index(None, "month", "district_id", "id"),
    )


class StrategyCount(DistrictRecord):
    """How often a strategy was seen at a school in a month; kept by the walkthroughs."""

    __tablename__ = "strategy_count"

    school_id: Mapped[UUID] = within("school", "The school.")
    strategy_id: Mapped[UUID] = within("instructional_strategy", "The strategy.")
    month: Mapped[date] = described(MONTH)
    walkthroughs: Mapped[int] = described(
        "On how many delivered walkthroughs of the month it was looked for.", type_=SmallInteger
    )
    seen: Mapped[int | None] = described(
        "On how many of them it was seen; null, that is withheld, where they went to fewer than"
        " three teachers.",
        type_=SmallInteger,
    )
    shown_from: Mapped[date] = mapped_column(
        Computed("(month + interval '1 month')::date", persisted=True),
        doc="The day from which it is shown: the first after the month.",
    )

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint("walkthroughs >= 1", name="walkthroughs"),
        CheckConstraint("seen BETWEEN 0 AND walkthroughs", name="seen"),
        UniqueConstraint("district_id", "school_id", "strategy_id", "month"),
        Index(None, "month", "district_id", "id"),
    )


class JointWalkthroughMemo(DistrictRecord):
    """A principal's memo on a joint walkthrough, to whoever came along."""

    __tablename__ = "joint_walkthrough_memo"

    walkthrough_id: Mapped[UUID] = within(
        "walkthrough", "The joint walkthrough that it follows.", carries="joint_with_id"
    )
    author_id: Mapped[UUID] = link("person", "The principal who wrote it.")
    written_on: Mapped[date] = described("When it was written.")
    instruction_seen: Mapped[str] = described("The instruction seen, as it was discussed.")
    areas_to_improve: Mapped[str] = described("What is to be improved.")
    plan_for_improvement: Mapped[str] = described("How the principal means to improve instruction.")
    joint_with_id: Mapped[UUID] = described("To whom it goes: who came along, repeated.")

    __table_args__ = (
        CheckConstraint("author_id <> joint_with_id", name="author"),
        UniqueConstraint("district_id", "walkthrough_id"),
    )
