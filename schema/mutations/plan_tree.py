"""A plan written whole: its objectives, initiatives, activities and benchmarks in one mutation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.base import Base, new_id
from models.failures import NotFound, Refused
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    KeyIssue,
    StrategicObjective,
)
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.plans import DATED_BY_VERBS, JUDGED, clear_plan
from schema.mutations.records import ID, versioned
from schema.mutations.taken import Path, Taken, many, takes
from schema.mutations.work import Work

__all__: list[str] = []

Plan = AcceleratedImprovementPlan
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the tree: its model, what it is called above, and what stands below it."""

    model: type[Base]
    name: str
    parent: str
    says: str
    without: tuple[str, ...] = ()
    below: tuple["Level", ...] = ()

    @property
    def columns(self) -> tuple[Taken, ...]:
        """What is given of a record itself; its place is that in its list."""
        hidden = {self.parent, "position", *self.without}
        return takes(self.model, without=hidden)

    @property
    def taken(self) -> Taken:
        """The list as a member of an input."""
        inner = (*self.columns, *(level.taken for level in self.below))
        kind = f"Plan{self.model.__name__}Input"
        return many(self.name, kind, self.says, *inner, is_required=False)


TREE = (
    Level(KeyIssue, "keyIssues", "plan_id", "The weaknesses that it sets out to mend, in order."),
    Level(
        StrategicObjective,
        "strategicObjectives",
        "plan_id",
        "Its strategic objectives, in order; 3 to 5 when it is submitted.",
        below=(
            Level(
                Initiative,
                "initiatives",
                "strategic_objective_id",
                "The objective's initiatives, in order; 3 to 5 when it is submitted.",
                below=(
                    Level(
                        Activity,
                        "activities",
                        "initiative_id",
                        "What is to be done, in order.",
                        without=("status",),
                    ),
                    Level(
                        Benchmark,
                        "benchmarks",
                        "initiative_id",
                        "What must be observably true, in order.",
                        without=JUDGED,
                    ),
                ),
            ),
        ),
    ),
)

HEAD = takes(Plan, without=DATED_BY_VERBS)
HEAD_AGAIN = tuple(member.optional() for member in HEAD if member.name != "districtId")
BELOW = tuple(level.taken for level in TREE)


async def _create(work: Work, given: Given) -> Done:
    values = work.values(HEAD, given)
    plan = Plan(id=new_id(), **values)
    key = await work.create(plan)
    await _Writer(work, plan.district_id).write(plan.id, TREE, given)
    return Done({"plan": key})


async def _replace(work: Work, given: Given) -> Done:
    plan = await work.find(Plan, given["id"], "id", action="update")
    work.refuse_stale(plan, given["version"])
    for name, value in work.values(HEAD_AGAIN, given, plan.district_id).items():
        setattr(plan, name, value)
    await clear_plan(work, plan)
    await _Writer(work, plan.district_id).write(plan.id, TREE, given)
    return Done({"plan": await work.touch(plan)})


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what is given below a plan of a district."""

    work: Work
    district: UUID

    async def write(
        self, parent: UUID, levels: Sequence[Level], given: Given, path: Path = ()
    ) -> None:
        """Create what is given of some levels, and then what is given below each record."""
        for level in levels:
            inputs, here = given.get(level.name) or (), (*path, level.name)
            records = [
                self._record(level, parent, each, (*here, place))
                for place, each in enumerate(inputs)
            ]
            await self.work.create_all(records, here)
            for place, (record, each) in enumerate(zip(records, inputs, strict=True)):
                await self.write(record.id, level.below, each, (*here, place))

    def _record(self, level: Level, parent: UUID, given: Given, path: Path) -> Any:
        try:
            values = self.work.values(level.columns, given, self.district)
        except (Refused, NotFound) as failure:
            raise type(failure)(failure.message, path=(*path, *failure.path)) from failure
        place = int(path[-1]) + 1
        values |= {level.parent: parent, "position": place}
        return level.model(id=new_id(), **values)


mutations.add(
    Mutation(
        "createPlan",
        "Begin a plan: a draft with as much of its tree as is given. A district has at most one"
        " plan in preparation.",
        (*HEAD, *BELOW),
        {"plan": Gives("AcceleratedImprovementPlan", "The new plan.")},
        _create,
    )
)
mutations.add(
    Mutation(
        "replacePlan",
        "Write a draft anew: everything below it is replaced by what is given; of the plan itself,"
        " only what is given changes.",
        (ID, versioned(is_required=True), *HEAD_AGAIN, *BELOW),
        {"plan": Gives("AcceleratedImprovementPlan", "The plan as it is now.")},
        _replace,
    )
)
