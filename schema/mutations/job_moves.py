"""Changes of job, who moved, and what a researcher thinks of it.

Who moved is a person, for the district and the state office, or a key actor, for the research
office, and never both. Neither side is told of the other's: where one is in the way of the other,
the answer is that of any two records that can't both be.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from models.base import Base, new_id
from models.careers import (
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    MobilityAssessment,
)
from models.careers_rules import refuse_contradictory_move
from models.failures import BadUserInput, NotFound, Refused
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.many_at_once import many_at_once, one_at_once
from schema.mutations.paths import at
from schema.mutations.records import ID, author_of, creates, deletes, updates, versioned
from schema.mutations.taken import Taken, takes
from schema.mutations.work import Work

__all__ = ["TAKEN", "record_moves"]

Given = Mapping[str, Any]
BY = ("author_id",)

MOVE = takes(JobMobilityEvent)
PERSON, ACTOR = (
    Taken(name, own.annotation, says, column=own.column, target=own.target)
    for name, says, (own,) in (
        (
            "personId",
            "Who moved, where it is recorded of a person; not with a key actor.",
            takes(JobMobilityPerson, "person_id"),
        ),
        (
            "keyActorId",
            "Which key actor moved, where it is recorded of a pseudonym; not with a person.",
            takes(JobMobilityKeyActor, "key_actor_id"),
        ),
    )
)
TAKEN = (*MOVE, PERSON, ACTOR)


async def record_moves(work: Work, rows: Sequence[Given]) -> Sequence[JobMobilityEvent]:
    """Store changes of job, each with who moved, by a statement for each table."""
    moves: list[JobMobilityEvent] = []
    movers: dict[type[Base], list[Any]] = {JobMobilityPerson: [], JobMobilityKeyActor: []}
    for place, row in enumerate(rows):
        with at(place):
            move = JobMobilityEvent(id=new_id(), **_values(work, row, MOVE))
            refuse_contradictory_move(move)
            mover = await _mover(work, row, move)
        moves.append(move)
        if mover is not None:
            movers[type(mover)].append(mover)
    await work.create_all(moves)
    for name, each in (("personId", JobMobilityPerson), ("keyActorId", JobMobilityKeyActor)):
        with _of_mover(name):
            await work.create_all(movers[each])
    return moves


def _values(
    work: Work, row: Given, taken: tuple[Taken, ...], district: Any = None
) -> dict[str, Any]:
    """A move's values; a school that is given alone brings its district."""
    values = work.values(taken, row, district)
    for end in ("from", "to"):
        school = row.get(f"{end}SchoolId")
        if school is None:
            continue
        of_school = work.key(school, "School", f"{end}SchoolId")[0]
        if values.setdefault(f"{end}_district_id", of_school) != of_school:
            message = "The school is of another district."
            raise BadUserInput(message, path=(f"{end}SchoolId",))
    return values


async def _mover(work: Work, row: Given, move: JobMobilityEvent) -> Base | None:
    named = [each for each in (PERSON, ACTOR) if row.get(each.name) is not None]
    if len(named) > 1:
        message = "Who moved is a person or a key actor, never both."
        raise BadUserInput(message, path=("keyActorId",))
    if not named:
        return None
    values = work.values((named[0],), row, move.district_id)
    if named == [PERSON]:
        return JobMobilityPerson(id=new_id(), **values, move_id=move.id)
    author = await author_of(work, JobMobilityKeyActor, values)
    return JobMobilityKeyActor(id=new_id(), **values, move_id=move.id, author_id=author)


@contextmanager
def _of_mover(name: str) -> Iterator[None]:
    """Whatever is refused in here and has no place is of whoever moved; of one row only."""
    try:
        yield
    except (Refused, NotFound) as failure:
        raise (failure if failure.path else failure.below(0, name)) from failure


one_at_once(
    JobMobilityEvent,
    "Record a change of job, and who moved: a person or a key actor, never both.",
    taken=TAKEN,
    make=record_moves,
)
many_at_once(
    JobMobilityEvent,
    "createJobMobilityEvents",
    "Record many changes of job, each with who moved: a person or a key actor, never both.",
    called="jobMobilityEvents",
    taken=TAKEN,
    make=record_moves,
)

CHANGED = tuple(member.optional() for member in MOVE if member.name != "districtId")


async def _correct(work: Work, given: Given) -> Done:
    move = await work.find(JobMobilityEvent, given["id"], "id", action="update")
    work.refuse_stale(move, given["version"])
    for name, value in _values(work, given, CHANGED, move.district_id).items():
        setattr(move, name, value)
    refuse_contradictory_move(move)
    return Done({"jobMobilityEvent": await work.save(move)})


mutations.add(
    Mutation(
        "updateJobMobilityEvent",
        "Correct what is on record of a change of job; not who moved.",
        (ID, versioned(is_required=True), *CHANGED),
        {"jobMobilityEvent": Gives("JobMobilityEvent", "The change of job as it is now.")},
        _correct,
        action=("job_mobility_event", "update"),
    )
)

creates(
    JobMobilityPerson,
    "Say which person a change of job was. Refused where somebody is recorded already, or where it"
    " can't be recorded for another reason; which one is not told.",
)
updates(JobMobilityPerson, "Correct which person a change of job was.", without=("move_id",))
deletes(JobMobilityPerson, "Take it off the record which person a change of job was.")
creates(
    JobMobilityKeyActor,
    "Say which key actor a change of job was. Refused where somebody is recorded already, or where"
    " it can't be recorded for another reason; which one is not told.",
    fills="author_id",
)
updates(
    JobMobilityKeyActor,
    "Correct which key actor a change of job was, or which of several it was.",
    without=("move_id", *BY),
)
deletes(JobMobilityKeyActor, "Take it off the record which key actor a change of job was.")

creates(
    MobilityAssessment,
    "Record what the caller thinks of a change of job: wanted or not, why, and which way it led."
    " Whoever moved and their superiors never read it.",
    fills="author_id",
)
updates(
    MobilityAssessment,
    "Change what is thought of a change of job.",
    without=("move_id", *BY),
)
deletes(MobilityAssessment, "Take back what was thought of a change of job.")
