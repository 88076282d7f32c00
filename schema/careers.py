"""Key actors, their motives and careers, and changes of job as the API shows them."""

from models import careers as tables
from schema.entities import entity, to_one


@entity(tables.KeyActor, plural="keyActors", order_within=("pseudonym",))
class KeyActor:
    """Somebody closely involved with an innovation, under a pseudonym that leads to no person."""

    site = to_one(back="keyActors", says="The people closely involved with the innovation there.")


@entity(tables.KeyActorIdentity, plural="keyActorIdentities")
class KeyActorIdentity:
    """The person who stands behind a key actor's pseudonym."""

    key_actor = to_one(
        back_one="identity", says="Who stands behind the pseudonym; for its author.", always=True
    )


@entity(tables.AdoptionMotive, plural="adoptionMotives", order_within=("rank", "motive"))
class AdoptionMotive:
    """Why a key actor, or a group of them, adopted an innovation; one of several, as a rule."""

    site = to_one(back="adoptionMotives", says="Why the innovation was adopted there.")
    key_actor = to_one(back="adoptionMotives", says="Why the key actor adopted the innovation.")


@entity(tables.CareerTrajectory, plural="careerTrajectories")
class CareerTrajectory:
    """Where a key actor wanted to go, and what the innovation was on the way there."""

    key_actor = to_one(back_one="careerTrajectory", says="Where the key actor wanted to go.")


@entity(
    tables.CareerTrajectoryStep,
    plural="careerTrajectorySteps",
    order_within=("position",),
)
class CareerTrajectoryStep:
    """One of the steps that a trajectory leads through, in their order."""

    trajectory = to_one(back="steps", says="The steps of the trajectory.", always=True)


@entity(tables.JobMobilityEvent, plural="jobMobilityEvents", order_within=("moved_on",))
class JobMobilityEvent:
    """A change of job: from what to what, and when."""

    site = to_one(back="jobMobilityEvents", says="Changes of job near the innovation there.")
    from_district = to_one(
        back="departures", says="Changes of job that started in the district, where visible."
    )
    to_district = to_one(
        back="arrivals", says="Changes of job that led into the district, where visible."
    )


@entity(tables.JobMobilityPerson, plural="jobMobilityPeople")
class JobMobilityPerson:
    """Which person a change of job was; never of a move that is tied to a key actor."""

    move = to_one(back_one="moverPerson", says="Which person it was, where visible.", always=True)
    person = to_one(back="jobMobility", says="The person's changes of job, where visible.")


@entity(tables.JobMobilityKeyActor, plural="jobMobilityKeyActors", order_within=("position",))
class JobMobilityKeyActor:
    """Which key actor a change of job was; never of a move that is tied to a person."""

    move = to_one(back_one="moverKeyActor", says="Which key actor it was, where visible.")
    key_actor = to_one(back="jobMobility", says="The key actor's changes of job, in their order.")


@entity(tables.MobilityAssessment, plural="mobilityAssessments")
class MobilityAssessment:
    """What a researcher thinks of a change of job."""

    move = to_one(back_one="assessment", says="What a researcher thinks of it.")
