"""What a plan must be before it may move, as the texts say it.

Three to five strategic objectives (M:197), three to five initiatives each (M:199), for each of
them early evidence of change and a short-term outcome (M:602), and for each activity one
responsible person of the district (M:204). All that is missing is told at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.failures import Incomplete, refuse_lacking
from models.plan_terms import BenchmarkCategory, ReviewCriterion
from models.plans import Activity, Benchmark, Initiative, StrategicObjective

__all__ = ["PlanTree", "refuse_unrated", "refuse_unready"]

FEWEST, MOST = 3, 5
REQUIRED = (BenchmarkCategory.EARLY_EVIDENCE_OF_CHANGE, BenchmarkCategory.SHORT_TERM_OUTCOME)


@dataclass(slots=True)
class PlanTree:
    """What a plan holds, each level in its order."""

    objectives: list[StrategicObjective] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    benchmarks: list[Benchmark] = field(default_factory=list)

    def initiatives_of(self, objective: StrategicObjective) -> list[Initiative]:
        """The initiatives that serve an objective, in order."""
        mine = [i for i in self.initiatives if i.strategic_objective_id == objective.id]
        return sorted(mine, key=lambda initiative: initiative.position)


def refuse_unready(tree: PlanTree) -> None:
    """Raise Incomplete with all that a plan lacks to be submitted."""
    refuse_lacking("The plan is not ready to be submitted.", _lacking(tree))


def refuse_unrated(rated: Iterable[ReviewCriterion]) -> None:
    """Raise Incomplete unless a plan has been rated by all five criteria (M:527)."""
    held = set(rated)
    missing = [criterion for criterion in ReviewCriterion if criterion not in held]
    refuse_lacking(
        "The plan has not been rated by all five criteria.",
        [
            Incomplete(f"No review rates {criterion.name}.", path=("reviews", criterion.name))
            for criterion in missing
        ],
    )


def _lacking(tree: PlanTree) -> Iterator[Incomplete]:
    objectives = sorted(tree.objectives, key=lambda objective: objective.position)
    path: tuple[str | int, ...] = ("strategicObjectives",)
    yield from _number(len(objectives), "strategic objectives", path)
    for place, objective in enumerate(objectives):
        yield from _lacking_below(tree, objective, (*path, place))


def _lacking_below(
    tree: PlanTree, objective: StrategicObjective, path: tuple[str | int, ...]
) -> Iterator[Incomplete]:
    initiatives = tree.initiatives_of(objective)
    path = (*path, "initiatives")
    yield from _number(len(initiatives), "initiatives", path)
    for place, initiative in enumerate(initiatives):
        yield from _unmeasured(tree, initiative, (*path, place, "benchmarks"))
        yield from _unowned(tree, initiative, (*path, place, "activities"))


def _number(count: int, what: str, path: tuple[str | int, ...]) -> Iterator[Incomplete]:
    if not FEWEST <= count <= MOST:
        yield Incomplete(f"{FEWEST} to {MOST} {what} are needed; there are {count}.", path=path)


def _unmeasured(
    tree: PlanTree, initiative: Initiative, path: tuple[str | int, ...]
) -> Iterator[Incomplete]:
    held = {b.category for b in tree.benchmarks if b.initiative_id == initiative.id}
    for category in REQUIRED:
        if category not in held:
            yield Incomplete(f"A benchmark of {category.name} is needed.", path=path)


def _unowned(
    tree: PlanTree, initiative: Initiative, path: tuple[str | int, ...]
) -> Iterator[Incomplete]:
    mine = [a for a in tree.activities if a.initiative_id == initiative.id]
    if not mine:
        yield Incomplete("At least one activity is needed.", path=path)
    for place, activity in enumerate(sorted(mine, key=lambda activity: activity.position)):
        if activity.owner_id is None:
            yield Incomplete("An activity needs an owner.", path=(*path, place, "owner"))
