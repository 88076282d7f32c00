"""The rows of the page of slices that are about innovations, sites, careers and moves."""

from models.base import Base
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
    OutcomeRating,
    Site,
    SiteFamilyMembership,
)
from tests.auth.slices.kinds import EVERYONE, Kind, every
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["RESEARCH_KINDS"]

PUBLISHABLE: tuple[type[Base], ...] = (
    Site,
    SiteFamilyMembership,
    OutcomeRating,
    CausalConcept,
    CausalNetwork,
    CausalVariable,
    CausalLink,
    CausalStream,
    CausalStreamStep,
)
CONFIDENTIAL: tuple[type[Base], ...] = (
    KeyActor,
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityKeyActor,
    MobilityAssessment,
)
DISTRICT = "LEAD ADM MAN FIRM MON"


def published(world: World, row: Row) -> bool:
    day = row.get("public_from") or row.get("published_on")
    return day is not None and day <= world.today


def unpublished(world: World, row: Row) -> bool:
    return not published(world, row)


RESEARCH_KINDS = [
    *(
        kind
        for model in PUBLISHABLE
        for kind in (
            Kind(f"{model.__name__}, unpublished", model, unpublished, all="RES"),
            Kind(f"{model.__name__}, published", model, published, all=EVERYONE),
        )
    ),
    *(Kind(model.__name__, model, every, all="RES") for model in CONFIDENTIAL),
    Kind("who stands behind a pseudonym", KeyActorIdentity, every),
    Kind("a move", JobMobilityEvent, every, own=DISTRICT, all="OFF RES"),
    Kind("whose move it was", JobMobilityPerson, every, own=DISTRICT, all="OFF"),
]
