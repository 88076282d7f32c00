"""Whom an innovation moved: key actors, why they took part, and where they went.

A key actor is a research pseudonym that leads to no person; who stands behind it is in a table
that only its author reads. A change of job can be tied to a person or to a key actor, each in a
table of its own and never both, or an office that everyone knows would give the pseudonym away.
What somebody thinks of a change of job stands apart from the change.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped

from models.base import DistrictRecord, described, link, one_of, place, within
from models.careers_terms import (
    InnovationUse,
    JobKind,
    MobilityBoundary,
    MobilityCause,
    MobilityDirection,
    MobilityPhase,
    Motive,
    MotiveBasis,
    MotiveDegree,
    TrajectoryStep,
)
from models.innovation_terms import ActorGroup

__all__ = [
    "AdoptionMotive",
    "CareerTrajectory",
    "CareerTrajectoryStep",
    "InnovationUse",
    "JobKind",
    "JobMobilityEvent",
    "JobMobilityKeyActor",
    "JobMobilityPerson",
    "KeyActor",
    "KeyActorIdentity",
    "MobilityAssessment",
    "MobilityBoundary",
    "MobilityCause",
    "MobilityDirection",
    "MobilityPhase",
    "Motive",
    "MotiveBasis",
    "MotiveDegree",
    "TrajectoryStep",
]

AUTHOR = "Who recorded it; null where not visible to the caller."

# What holds of the two ends of a move as far as they are known.
BOUNDARIES = """CASE boundary
 WHEN 'WITHIN_SCHOOL' THEN from_district_id = to_district_id
  AND coalesce(from_school_id = to_school_id, true)
 WHEN 'WITHIN_DISTRICT' THEN from_district_id = to_district_id
  AND coalesce(from_school_id <> to_school_id, true)
 WHEN 'OTHER_DISTRICT' THEN from_district_id IS DISTINCT FROM to_district_id
 WHEN 'OUT_OF_EDUCATION' THEN to_district_id IS NULL END"""

PLACES_TAKEN = """(CASE step
 WHEN 'NONE' THEN '[1,10]' ELSE int4range(position, position, '[]') END)"""


class KeyActor(DistrictRecord):
    """Somebody closely involved with an innovation, under a pseudonym that leads to no person."""

    __tablename__ = "key_actor"

    site_id: Mapped[UUID] = within("site", "The site where the innovation is.")
    pseudonym: Mapped[str] = described("What the research calls the person.")
    group: Mapped[ActorGroup] = one_of(ActorGroup, "The part in the innovation.")
    job: Mapped[str | None] = described("The kind of work, in words that identify nobody.")
    author_id: Mapped[UUID] = link("person", AUTHOR)

    __table_args__ = (
        UniqueConstraint("district_id", "site_id", "pseudonym"),
        UniqueConstraint("district_id", "id", "site_id"),
        UniqueConstraint("district_id", "id", "author_id"),
    )


class KeyActorIdentity(DistrictRecord):
    """The person who stands behind a key actor's pseudonym."""

    __tablename__ = "key_actor_identity"

    key_actor_id: Mapped[UUID] = within("key_actor", "The key actor.", carries="author_id")
    person_id: Mapped[UUID] = link("person", "Who it is; null where not visible to the caller.")
    author_id: Mapped[UUID] = described("Who recorded the key actor.")

    __table_args__ = (UniqueConstraint("district_id", "key_actor_id"),)


class AdoptionMotive(DistrictRecord):
    """Why a key actor, or a group of them, adopted an innovation; one of several, as a rule."""

    __tablename__ = "adoption_motive"

    site_id: Mapped[UUID] = within("site", "The site where the innovation is.")
    key_actor_id: Mapped[UUID | None] = within(
        "key_actor",
        "Whose motive it is; null where it is told of the site's users or administrators together.",
        shares="site_id",
    )
    group: Mapped[ActorGroup] = one_of(ActorGroup, "Whether of users or administrators.")
    motive: Mapped[Motive] = one_of(Motive, "The motive.")
    rank: Mapped[int | None] = described(
        "Its rank among the motives, 1 the strongest; equal for motives of equal importance, and"
        " null where none is told.",
        type_=SmallInteger,
    )
    basis: Mapped[MotiveBasis] = one_of(MotiveBasis, "How it is known.")
    degree: Mapped[MotiveDegree | None] = one_of(
        MotiveDegree, "How strong it was, where the source tells."
    )
    wording: Mapped[str | None] = described("The informant's or the researcher's words for it.")
    author_id: Mapped[UUID] = link("person", AUTHOR)

    __table_args__ = (
        CheckConstraint("rank BETWEEN 1 AND 50", name="rank"),
        UniqueConstraint(
            "district_id",
            "site_id",
            "key_actor_id",
            "group",
            "motive",
            name="uq_adoption_motive_told_once",
            postgresql_nulls_not_distinct=True,
        ),
    )


class CareerTrajectory(DistrictRecord):
    """Where a key actor wanted to go, and what the innovation was on the way there."""

    __tablename__ = "career_trajectory"

    key_actor_id: Mapped[UUID] = within("key_actor", "Whose trajectory it is.")
    innovation_use: Mapped[InnovationUse | None] = one_of(
        InnovationUse, "What the innovation was to the career, where the source tells."
    )
    basis: Mapped[MotiveBasis] = one_of(MotiveBasis, "How it is known.")
    wording: Mapped[str | None] = described("The informant's or the researcher's words for it.")
    author_id: Mapped[UUID] = link("person", AUTHOR)

    __table_args__ = (
        UniqueConstraint("district_id", "key_actor_id"),
        UniqueConstraint("district_id", "id", "author_id"),
    )


class CareerTrajectoryStep(DistrictRecord):
    """One of the steps that a trajectory leads through, in their order."""

    __tablename__ = "career_trajectory_step"

    trajectory_id: Mapped[UUID] = within(
        "career_trajectory", "The trajectory that it is part of.", carries="author_id"
    )
    position: Mapped[int] = place("trajectory_id", at_most=10)
    step: Mapped[TrajectoryStep] = one_of(TrajectoryStep, "Where it leads.")
    note: Mapped[str | None] = described("From what to what.")
    author_id: Mapped[UUID] = described("Who recorded the trajectory.")

    __table_args__ = (
        # A step takes its own place; NONE takes all of them, so that it stands alone.
        ExcludeConstraint(
            (text("uuidrange(trajectory_id, trajectory_id, '[]')"), "&&"),
            (text(PLACES_TAKEN), "&&"),
            name="ex_career_trajectory_step_none_alone",
        ),
    )


class JobMobilityEvent(DistrictRecord):
    """A change of job: from what to what, and when."""

    __tablename__ = "job_mobility_event"

    site_id: Mapped[UUID | None] = within(
        "site", "The site near whose innovation it happened; null where there is none."
    )
    from_job: Mapped[str | None] = described("The job before, as the source names it.")
    from_kind: Mapped[JobKind | None] = one_of(JobKind, "The kind of the job before, where known.")
    from_district_id: Mapped[UUID | None] = link(
        "district", "The district before; null if unknown or outside the network."
    )
    from_school_id: Mapped[UUID | None] = described("The school before, where known.")
    to_job: Mapped[str | None] = described("The job after, as the source names it.")
    to_kind: Mapped[JobKind | None] = one_of(JobKind, "The kind of the job after, where known.")
    to_district_id: Mapped[UUID | None] = link(
        "district", "The district after; null if unknown or outside the network."
    )
    to_school_id: Mapped[UUID | None] = described("The school after, where known.")
    moved_on: Mapped[date | None] = described("When it happened, where known.")
    phase: Mapped[MobilityPhase | None] = one_of(
        MobilityPhase, "When in the life of the innovation it happened, where known."
    )
    boundary: Mapped[MobilityBoundary | None] = one_of(
        MobilityBoundary, "How far the move led, where known."
    )
    note: Mapped[str | None] = described("What else is known of it.")

    __table_args__ = (
        ForeignKeyConstraint(
            ["from_district_id", "from_school_id"],
            ["school.district_id", "school.id"],
            name="fk_job_mobility_event_from_school_id",
        ),
        ForeignKeyConstraint(
            ["to_district_id", "to_school_id"],
            ["school.district_id", "school.id"],
            name="fk_job_mobility_event_to_school_id",
        ),
        CheckConstraint(
            "from_school_id IS NULL OR from_district_id IS NOT NULL", name="from_school"
        ),
        CheckConstraint("to_school_id IS NULL OR to_district_id IS NOT NULL", name="to_school"),
        CheckConstraint(
            "coalesce(district_id = from_district_id, false)"
            " OR coalesce(district_id = to_district_id, false)",
            name="own_end",
        ),
        CheckConstraint(BOUNDARIES, name="ends"),
    )


class JobMobilityPerson(DistrictRecord):
    """Which person a change of job was; never of a move that is tied to a key actor."""

    __tablename__ = "job_mobility_person"

    move_id: Mapped[UUID] = within("job_mobility_event", "The change of job.")
    person_id: Mapped[UUID] = link("person", "Who moved; null where not visible to the caller.")

    __table_args__ = (UniqueConstraint("district_id", "move_id"),)


class JobMobilityKeyActor(DistrictRecord):
    """Which key actor a change of job was; never of a move that is tied to a person."""

    __tablename__ = "job_mobility_key_actor"

    move_id: Mapped[UUID] = within("job_mobility_event", "The change of job.")
    key_actor_id: Mapped[UUID] = within("key_actor", "Who moved.")
    position: Mapped[int] = place("key_actor_id", at_most=20)
    author_id: Mapped[UUID] = link("person", AUTHOR)

    __table_args__ = (UniqueConstraint("district_id", "move_id"),)


class MobilityAssessment(DistrictRecord):
    """What a researcher thinks of a change of job."""

    __tablename__ = "mobility_assessment"

    move_id: Mapped[UUID] = within("job_mobility_event", "The change of job.")
    is_wanted: Mapped[bool | None] = described("Whether whoever moved wanted it; null if unknown.")
    is_innovation_related: Mapped[bool | None] = described(
        "Whether it had to do with the innovation; null if unknown."
    )
    cause: Mapped[MobilityCause | None] = one_of(MobilityCause, "Why it came about, if known.")
    direction: Mapped[MobilityDirection | None] = one_of(
        MobilityDirection, "Which way it led, as judged."
    )
    rationale: Mapped[str | None] = described("Why it is judged so.")
    author_id: Mapped[UUID] = link("person", AUTHOR)

    __table_args__ = (UniqueConstraint("district_id", "move_id"),)
