"""Who reads and writes walkthroughs, and what administrators look for on them.

A comment is between observer and teacher; counts are the administrators' of the district. Whoever
practises writes the own walkthroughs, the leadership team the tools.
"""

from auth.slices.grants import (
    TODAY,
    Slice,
    follows,
    own,
    own_district,
    readers,
    the_author,
    the_person,
)
from auth.slices.leadership import IS_DRAFT, MEETING, MINE, PRACTISING, TEAM, in_state
from auth.slices.roles import ADM, LEAD, MAN, MON, PRI, TEA
from auth.slices.writing import (
    ME,
    Action,
    Stays,
    Writers,
    beneath,
    edits,
    moves,
    nobody,
    stays,
    writers,
)
from models.base import Base
from models.leadership_walkthroughs import (
    InstructionalStrategy,
    JointWalkthroughMemo,
    StrategyCount,
    Walkthrough,
    WalkthroughComment,
    WalkthroughCount,
    WalkthroughTarget,
    WalkthroughTool,
    WalkthroughToolStrategy,
)

IS_OVER = f"shown_from <= {TODAY}"
IS_JOINT = "joint_with_id IS NOT NULL"

OBSERVED = the_person("teacher_id", "being the observed teacher")

SLICES: dict[type[Base], Slice] = {
    WalkthroughTool: readers(own(TEA, PRI, ADM, LEAD, MAN, MON)),
    WalkthroughTarget: readers(own(TEA, PRI, ADM, LEAD, MAN, MON)),
    WalkthroughCount: readers(own(PRI, ADM, LEAD, MAN, MON)),
    StrategyCount: readers(
        own_district(PRI, ADM, LEAD, MAN, MON, where=IS_OVER, says="once the month is over")
    ),
    Walkthrough: readers(
        the_author("observer_id"), OBSERVED, own(LEAD, where=IS_JOINT, says="where it is joint")
    ),
    WalkthroughComment: readers(the_author("observer_id"), OBSERVED),
    JointWalkthroughMemo: readers(the_author(), own(LEAD)),
}

for part in (WalkthroughToolStrategy, InstructionalStrategy):
    SLICES[part] = follows(WalkthroughTool, SLICES)

OBSERVED_BY_ME = f"observer_id = {ME}"
NOTING = own(
    *PRACTISING,
    where=f"{OBSERVED_BY_ME} AND "
    + in_state(WalkthroughComment, "walkthrough_id", Walkthrough, "DRAFT"),
    says="on their own walkthroughs, until they are delivered",
)
TO_COME = beneath(
    WalkthroughToolStrategy, "tool_id", WalkthroughTool, f"parent.introduced_on >= {TODAY}"
)
LISTING = own(*TEAM, where=TO_COME, says="until the tool is in use")

WRITERS: dict[type[Base], Writers] = {
    InstructionalStrategy: writers(own(*TEAM)),
    WalkthroughTool: writers(own(*TEAM)),
    WalkthroughToolStrategy: writers(LISTING, delete=[LISTING]),
    WalkthroughTarget: writers(own(*TEAM), delete=[own(*TEAM)]),
    Walkthrough: writers(
        own(*PRACTISING, where=f"{OBSERVED_BY_ME} AND {IS_DRAFT}", says="of their own"),
        update=[
            own(
                *PRACTISING,
                where=f"{OBSERVED_BY_ME} AND {IS_DRAFT}",
                becomes=OBSERVED_BY_ME,
                says="of their own, until it is delivered",
            )
        ],
        delete=[
            own(
                *PRACTISING,
                where=f"{OBSERVED_BY_ME} AND {IS_DRAFT}",
                says="of their own, until it is delivered",
            )
        ],
    ),
    WalkthroughComment: writers(NOTING, delete=[NOTING]),
    JointWalkthroughMemo: writers(own(PRI, where=MINE, says="in their own name")),
    WalkthroughCount: nobody(),
    StrategyCount: nobody(),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    WalkthroughTool: (
        stays("name", "edition", once="OLD.introduced_on < slice.today()"),
        stays("introduced_on", once="OLD.introduced_on < slice.today()"),
    ),
    WalkthroughToolStrategy: (stays("tool_id"),),
    WalkthroughTarget: (stays("administrator_id", "month"),),
    WalkthroughComment: (stays("walkthrough_id"),),
    JointWalkthroughMemo: (stays("walkthrough_id", "author_id"),),
}

OBSERVERS = readers(own(*PRACTISING, where=OBSERVED_BY_ME, says="of their own"))
IS_DELIVERED = "The teacher has it."

ACTIONS: tuple[Action, ...] = (
    *(
        action
        for part in (
            InstructionalStrategy,
            WalkthroughTool,
            WalkthroughTarget,
            JointWalkthroughMemo,
        )
        for action in edits(part, WRITERS[part])
    ),
    *(
        Action(name, WalkthroughToolStrategy, MEETING, TO_COME, "The tool is in use.")
        for name in ("update", "delete")
    ),
    *(
        Action(
            name,
            WalkthroughComment,
            OBSERVERS,
            in_state(WalkthroughComment, "walkthrough_id", Walkthrough, "DRAFT"),
            IS_DELIVERED,
        )
        for name in ("update", "delete")
    ),
    Action("revise", WalkthroughTool, MEETING, "retired_on IS NULL", "It is retired already."),
    Action("retire", WalkthroughTool, MEETING, "retired_on IS NULL", "It is retired already."),
    Action("update", Walkthrough, OBSERVERS, IS_DRAFT, IS_DELIVERED),
    Action("delete", Walkthrough, OBSERVERS, IS_DRAFT, IS_DELIVERED),
    *moves(Walkthrough, OBSERVERS, "deliver"),
)
