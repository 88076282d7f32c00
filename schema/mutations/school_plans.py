"""School plans: written by the principal, published, carried out."""

from collections.abc import Mapping
from typing import Any

from models.leadership import (
    SchoolImprovementPlan,
    SchoolPlanItem,
    SchoolPlanItemStrategy,
)
from models.leadership_rules import refuse_unpublishable
from models.lifecycles import LIFECYCLES
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import takes
from schema.mutations.trees import Level, clearing, creates_whole, replaces_whole
from schema.mutations.verbs import moves, verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
Plan = SchoolImprovementPlan

DATED_BY_VERBS = ("published_on", "ended_on")

STRATEGIES = Level(
    SchoolPlanItemStrategy,
    "strategies",
    "item_id",
    "The instructional strategies that are to be seen in classrooms where it has taken hold.",
)
ITEMS = Level(
    SchoolPlanItem,
    "items",
    "plan_id",
    "What the school sets out to do, in order.",
    below=(STRATEGIES,),
    shared=("school_id",),
)

creates_whole(
    Plan,
    "Begin a school's plan for a year: a draft with as many of its items as are given.",
    (ITEMS,),
    without=DATED_BY_VERBS,
)
replaces_whole(
    Plan,
    "Write a draft anew: its items are replaced by what is given; of the plan itself, only what is"
    " given changes.",
    (ITEMS,),
    without=("school_id", *DATED_BY_VERBS),
)
updates(
    Plan,
    "Change what a school's draft says of itself.",
    without=("school_id", *DATED_BY_VERBS),
)
deletes(Plan, "Give up a school's draft, with its items.", clear=clearing((ITEMS,)))


@verb(Plan, "publish")
async def publish(work: Work, plan: Plan, _given: Given) -> None:
    """Publish a school's plan: everyone sees it, and it takes the place of the one before.

    It needs the district's plan from which it follows, and at least one item.
    """
    key = (plan.district_id, plan.id)
    items = await work.found(SchoolPlanItem, "district_id = $1 AND plan_id = $2", *key)
    refuse_unpublishable(plan, items)
    today = await work.today()
    for before in await work.found(Plan, CURRENT, plan.district_id, plan.school_id):
        LIFECYCLES[Plan.__tablename__].take("end", before)
        before.ended_on = today
        await work.save(before)
    plan.published_on = today


CURRENT = "district_id = $1 AND school_id = $2 AND status = 'PUBLISHED'"

moves(Plan, "end", "End a school's plan, when its time is over.", dated="ended_on")

creates_whole(
    SchoolPlanItem,
    "Add an item to a school's draft, with its strategies.",
    (STRATEGIES,),
    without=("school_id",),
)
updates(SchoolPlanItem, "Change an item of a school's draft.", without=("plan_id", "school_id"))
deletes(SchoolPlanItem, "Take an item out of a school's draft.", clear=clearing((STRATEGIES,)))

PROGRESS = tuple(
    member.optional() for member in takes(SchoolPlanItem, "status", "owner_id", "due_on")
)


@verb(SchoolPlanItem, "progress", *PROGRESS, called="recordSchoolPlanItemProgress")
async def progress(work: Work, item: SchoolPlanItem, given: Given) -> None:
    """Say how far an item of a school's plan has come, who answers for it, by when it is due."""
    for name, value in work.values(PROGRESS, given, item.district_id).items():
        setattr(item, name, value)


creates(SchoolPlanItemStrategy, "Name a strategy that shows that an item has taken hold.")
deletes(SchoolPlanItemStrategy, "Take a strategy off an item of a school's draft.")
