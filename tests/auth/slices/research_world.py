"""What researchers and monitors record of a district, made up row by row."""

from datetime import date
from uuid import UUID, uuid4

from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    KeyActorIdentity,
    MobilityAssessment,
)
from models.innovation import (
    CausalConcept,
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    Innovation,
    OutcomeRating,
    ReportedStatistic,
    Site,
    SiteFamilyMembership,
)
from tests.auth.slices.world import World

__all__ = ["research"]


def research(
    world: World, district: UUID, author: UUID, mover: UUID, published_on: date | None
) -> None:
    """A site that somebody studied: its outcomes, causes, key actors and moves."""
    by = {"author_id": author}
    here = by | {"district_id": district}
    when = {"published_on": published_on}
    shown = {"public_from": published_on or date.max}
    world.add(ReportedStatistic, key=str(uuid4()))
    innovation = world.add(Innovation, name=str(uuid4()))
    at_site = {"site_id": world.add(Site, **here, **when, innovation_id=innovation)}
    world.add(SiteFamilyMembership, **here, **shown, **at_site)
    # A rating may come out before its site, or after.
    for outcome, day in (("STUDENT_IMPACT", None), ("JOB_MOBILITY", date(1984, 1, 1))):
        world.add(OutcomeRating, **here, **at_site, outcome=outcome, published_on=day)
    concept = world.add(CausalConcept, **by, **when, name=str(uuid4()))
    network = world.add(CausalNetwork, **here, **when, **at_site)
    part = here | shown | {"network_id": network}
    cause, effect = (
        world.add(CausalVariable, **part, position=position, concept_id=concept)
        for position in (1, 2)
    )
    world.add(CausalLink, **part, cause_id=cause, effect_id=effect)
    stream = world.add(CausalStream, **part)
    world.add(CausalStreamStep, **part, stream_id=stream, variable_id=cause)
    _careers(world, district, author, mover, at_site["site_id"])


def _careers(world: World, district: UUID, author: UUID, mover: UUID, site: UUID) -> None:
    here = {"district_id": district}
    by = here | {"author_id": author}
    actor = world.add(KeyActor, **by, site_id=site)
    world.add(KeyActorIdentity, **by, key_actor_id=actor, person_id=world.person())
    world.add(AdoptionMotive, **by, site_id=site, key_actor_id=actor)
    trajectory = world.add(CareerTrajectory, **by, key_actor_id=actor)
    world.add(CareerTrajectoryStep, **by, trajectory_id=trajectory)
    of_person, of_actor = (
        world.add(JobMobilityEvent, **here, site_id=site, from_district_id=district)
        for _ in range(2)
    )
    world.add(JobMobilityPerson, **here, move_id=of_person, person_id=mover)
    world.add(JobMobilityKeyActor, **by, move_id=of_actor, key_actor_id=actor)
    world.add(MobilityAssessment, **by, move_id=of_person)
