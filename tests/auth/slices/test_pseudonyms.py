"""A pseudonym stays one: who could tie it to a person, by role and row by row."""

from auth.slices import SLICES
from models.base import Base
from models.careers import JobMobilityKeyActor, JobMobilityPerson, KeyActorIdentity
from models.people import Role
from tests.auth.slices.complete import Complete
from tests.auth.slices.oracle import visible


def readers(model: type[Base]) -> set[Role]:
    return {role for grant in SLICES[model].grants for role in grant.roles}


def test_no_role_reads_which_person_moved_and_which_key_actor() -> None:
    assert readers(JobMobilityPerson)
    assert readers(JobMobilityKeyActor)
    assert readers(JobMobilityPerson).isdisjoint(readers(JobMobilityKeyActor))


def test_no_role_reads_who_stands_behind_a_pseudonym() -> None:
    assert readers(KeyActorIdentity) == set()


def test_nobody_sees_one_move_as_a_persons_and_a_key_actors(complete: Complete) -> None:
    world = complete.world
    for who, caller in complete.callers.items():
        seen = visible(world, caller)
        moves = [
            {world.find(model, key)["move_id"] for key in seen[model.__tablename__]}
            for model in (JobMobilityPerson, JobMobilityKeyActor)
        ]
        assert moves[0].isdisjoint(moves[1]), who
