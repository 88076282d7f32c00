"""Key actors under their pseudonyms, who stands behind them, why they took part, where they went.

Whoever records one of these is its author. Who stands behind a pseudonym is read by the author
alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models.base import new_id
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    KeyActor,
    KeyActorIdentity,
)
from models.careers_rules import refuse_unlike_motive, refuse_unordered_steps
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.many_at_once import many_at_once, one_at_once
from schema.mutations.paths import at
from schema.mutations.records import ID, author_of, creates, deletes, updates, versioned
from schema.mutations.taken import Taken, many, takes
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
BY = ("author_id",)

ACTOR = takes(KeyActor, without=BY)
(BEHIND,) = takes(KeyActorIdentity, "person_id")
PERSON = Taken(
    "personId",
    BEHIND.annotation,
    "Who stands behind the pseudonym; only the author reads it.",
    column=BEHIND.column,
    target=BEHIND.target,
)


async def _record(work: Work, given: Given) -> Done:
    values = work.values(ACTOR, given)
    values["author_id"] = await author_of(work, KeyActor, values)
    actor = KeyActor(id=new_id(), **values)
    key = await work.create(actor)
    if given.get("personId") is not None:
        told = work.values((PERSON,), given, actor.district_id)
        await work.create(KeyActorIdentity(**told, key_actor_id=actor.id), ("personId",))
    return Done({"keyActor": key})


mutations.add(
    Mutation(
        "createKeyActor",
        "Record somebody closely involved with an innovation, under a pseudonym.",
        (*ACTOR, PERSON),
        {"keyActor": Gives("KeyActor", "The new key actor.")},
        _record,
    )
)
updates(KeyActor, "Correct what is on record of a key actor.", without=("site_id", *BY))


async def clear_actor(work: Work, actor: KeyActor) -> None:
    """Forget who stands behind a pseudonym."""
    mine = "district_id = $1 AND key_actor_id = $2"
    await work.delete_all(await work.found(KeyActorIdentity, mine, actor.district_id, actor.id))


deletes(
    KeyActor,
    "Take a key actor off the record of whom nothing else is told, and forget who it is.",
    clear=clear_actor,
)
creates(KeyActorIdentity, "Say who stands behind the pseudonym of an own key actor.")
updates(
    KeyActorIdentity,
    "Correct who stands behind the pseudonym of an own key actor.",
    without=("key_actor_id",),
)
deletes(KeyActorIdentity, "Forget who stands behind the pseudonym of an own key actor.")

MOTIVE = takes(AdoptionMotive, without=BY)


async def _tell_motives(work: Work, rows: Sequence[Given]) -> Sequence[AdoptionMotive]:
    told = [place for place, row in enumerate(rows) if row.get("keyActorId") is not None]
    ids = [rows[place]["keyActorId"] for place in told]
    actors = dict(zip(told, await work.find_all(KeyActor, ids, "keyActorId"), strict=True))
    made = []
    for place, row in enumerate(rows):
        with at(place):
            values = work.values(MOTIVE, row)
            values["author_id"] = await author_of(work, AdoptionMotive, values)
            motive = AdoptionMotive(id=new_id(), **values)
            refuse_unlike_motive(motive, actors.get(place))
        made.append(motive)
    await work.create_all(made)
    return made


async def _refuse_changed_motive(work: Work, motive: AdoptionMotive) -> None:
    key = (motive.district_id, motive.key_actor_id)
    actor = None if key[1] is None else await work.load(KeyActor, (key[0], key[1]), "keyActorId")
    refuse_unlike_motive(motive, actor)


one_at_once(
    AdoptionMotive,
    "Record why a key actor, or a site's users or administrators together, adopted an innovation.",
    taken=MOTIVE,
    make=_tell_motives,
)
many_at_once(
    AdoptionMotive,
    "createAdoptionMotives",
    "Record many motives, such as all of a key actor's with their ranks.",
    called="adoptionMotives",
    taken=MOTIVE,
    make=_tell_motives,
)
updates(
    AdoptionMotive,
    "Correct a motive, or rank it anew.",
    without=("site_id", "key_actor_id", *BY),
    also=_refuse_changed_motive,
)
deletes(AdoptionMotive, "Take a motive off the record.")

TRAJECTORY = takes(CareerTrajectory, without=BY)
STEP = takes(CareerTrajectoryStep, "step", "note")
STEPS = many(
    "steps",
    "CareerTrajectoryStepInput",
    "Where it leads, in order; 1 to 10 steps, and NONE alone.",
    *STEP,
)


async def _trace(work: Work, given: Given) -> Done:
    values = work.values(TRAJECTORY, given)
    values["author_id"] = await author_of(work, CareerTrajectory, values)
    made = CareerTrajectory(id=new_id(), **values)
    key = await work.create(made)
    await _walk(work, made, given["steps"])
    return Done({"careerTrajectory": key})


async def _retrace(work: Work, given: Given) -> Done:
    trajectory = await work.find(CareerTrajectory, given["id"], "id", action="update")
    work.refuse_stale(trajectory, given["version"])
    for name, value in work.values(CHANGED, given, trajectory.district_id).items():
        setattr(trajectory, name, value)
    if given.get("steps") is None:
        return Done({"careerTrajectory": await work.save(trajectory)})
    await clear_steps(work, trajectory)
    await _walk(work, trajectory, given["steps"])
    return Done({"careerTrajectory": await work.touch(trajectory)})


async def _walk(work: Work, trajectory: CareerTrajectory, given: Sequence[Given]) -> None:
    """Store the steps of a trajectory that has none."""
    rows = []
    for place, step in enumerate(given):
        with at("steps", place):
            values = work.values(STEP, step, trajectory.district_id)
        values |= {"trajectory_id": trajectory.id, "position": place + 1}
        rows.append(CareerTrajectoryStep(id=new_id(), **values))
    with at("steps"):
        refuse_unordered_steps([row.step for row in rows])
    await work.create_all(rows, ("steps",))


async def clear_steps(work: Work, trajectory: CareerTrajectory) -> None:
    """Take all steps out of a trajectory."""
    mine = "district_id = $1 AND trajectory_id = $2"
    keys = (trajectory.district_id, trajectory.id)
    await work.delete_all(await work.found(CareerTrajectoryStep, mine, *keys))


CHANGED = tuple(
    member.optional() for member in takes(CareerTrajectory, without=("key_actor_id", *BY))
)
GIVES = {"careerTrajectory": Gives("CareerTrajectory", "The career trajectory as it is now.")}
mutations.add(
    Mutation(
        "createCareerTrajectory",
        "Record where a key actor wanted to go, step by step.",
        (*TRAJECTORY, STEPS),
        GIVES,
        _trace,
    )
)
mutations.add(
    Mutation(
        "updateCareerTrajectory",
        "Correct a trajectory; steps that are given take the place of all that there are.",
        (ID, versioned(is_required=True), *CHANGED, STEPS.optional()),
        GIVES,
        _retrace,
        action=("career_trajectory", "update"),
    )
)
deletes(CareerTrajectory, "Take a trajectory off the record, with its steps.", clear=clear_steps)
