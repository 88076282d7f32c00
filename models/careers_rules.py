"""What holds within a change of job, a motive and a trajectory, told all at once."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from models.careers import AdoptionMotive, JobMobilityEvent, KeyActor
from models.careers_terms import MobilityBoundary, Motive, TrajectoryStep
from models.failures import BadUserInput, Incomplete

__all__ = ["refuse_contradictory_move", "refuse_unlike_motive", "refuse_unordered_steps"]

MOST_STEPS = 10


def refuse_contradictory_move(move: JobMobilityEvent) -> None:
    """Raise with all in which the ends of a change of job disagree, as far as they are known."""
    wrong = [*_ends(move), *_boundary(move)]
    if wrong:
        first, *others = wrong
        raise BadUserInput(first.message, path=first.path, others=others)


def _ends(move: JobMobilityEvent) -> Iterator[BadUserInput]:
    before, after = move.from_district_id, move.to_district_id
    if move.district_id not in {before, after}:
        message = "The district before or the district after is the one that keeps the record."
        yield BadUserInput(message, path=("fromDistrictId",))
    if move.from_school_id is not None and before is None:
        message = "A school before is told with its district."
        yield BadUserInput(message, path=("fromDistrictId",))
    if move.to_school_id is not None and after is None:
        message = "A school after is told with its district."
        yield BadUserInput(message, path=("toDistrictId",))


def _boundary(move: JobMobilityEvent) -> Iterator[BadUserInput]:
    """What the two ends say against how far the move is said to have led."""
    before, after = move.from_district_id, move.to_district_id
    is_other_school = _differ(move.from_school_id, move.to_school_id)
    is_one_school = move.from_school_id is not None and move.from_school_id == move.to_school_id
    contradictions = {
        MobilityBoundary.WITHIN_SCHOOL: (
            (_differ(before, after), "It leads from one district to another."),
            (is_other_school, "It leads from one school to another."),
        ),
        MobilityBoundary.WITHIN_DISTRICT: (
            (_differ(before, after), "It leads from one district to another."),
            (is_one_school, "It stays within one school."),
        ),
        MobilityBoundary.OTHER_DISTRICT: ((before == after, "It stays in one district."),),
        MobilityBoundary.OUT_OF_EDUCATION: ((after is not None, "It leads into a district."),),
    }
    for is_so, message in contradictions[move.boundary] if move.boundary else ():
        if is_so:
            yield BadUserInput(message, path=("boundary",))


def _differ(before: UUID | None, after: UUID | None) -> bool:
    return before is not None and after is not None and before != after


def refuse_unlike_motive(motive: AdoptionMotive, actor: KeyActor | None) -> None:
    """Raise with all in which a motive does not fit itself or the key actor whose it is."""
    wrong: list[BadUserInput] = []
    if motive.motive is Motive.OTHER and not motive.wording:
        message = "What another motive is, is said in its wording."
        wrong.append(Incomplete(message, path=("wording",)))
    if actor is not None and actor.group is not motive.group:
        message = f"The key actor is one of the group {actor.group.name}."
        wrong.append(BadUserInput(message, path=("group",)))
    if actor is not None and actor.site_id != motive.site_id:
        wrong.append(BadUserInput("The key actor is of another site.", path=("keyActorId",)))
    if wrong:
        first, *others = wrong
        raise type(first)(first.message, path=first.path, others=others)


def refuse_unordered_steps(steps: Sequence[TrajectoryStep]) -> None:
    """Raise unless there are 1 to 10 steps, and NONE stands alone."""
    if not steps:
        raise Incomplete("A trajectory has at least one step; NONE says that there is no motive.")
    if len(steps) > MOST_STEPS:
        raise BadUserInput(f"A trajectory has {MOST_STEPS} steps at most.", path=(MOST_STEPS,))
    if len(steps) > 1 and TrajectoryStep.NONE in steps:
        place = [*steps].index(TrajectoryStep.NONE)
        raise BadUserInput("NONE stands alone.", path=(place, "step"))
