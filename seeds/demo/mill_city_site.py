"""Mill City as a site that its monitor is still studying: all invented, nothing published.

It shows what the published sites cannot: records that only their author and the research office
read, and moves that are tied to a person, to a key actor, or to neither.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from models.base import Base
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    InnovationUse,
    JobKind,
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    KeyActorIdentity,
    MobilityAssessment,
    MobilityBoundary,
    MobilityCause,
    MobilityDirection,
    MobilityPhase,
    Motive,
    MotiveBasis,
    MotiveDegree,
    TrajectoryStep,
)
from models.innovation import (
    ActorGroup,
    CausalLink,
    CausalNetwork,
    CausalSign,
    CausalVariable,
    ClaimBasis,
    Innovation,
    Outcome,
    OutcomeRating,
    Site,
    SiteRating,
)
from seeds.demo.dessi_networks import concept_id
from seeds.demo.field_study import actor_id, at_site, innovation_id, site_id
from seeds.demo.ids import MILL_CITY, OTHER_DISTRICT, district_id, person_id, school_id
from seeds.demo.paper import ILLUSTRATION

__all__ = ["mill_city_site_records"]

MONITOR = person_id(MILL_CITY, "plan-monitor")
DILT = "District Instructional Leadership Team"
SITE = {"site_id": site_id(MILL_CITY)}
AUTHOR = {"author_id": MONITOR}

CANAL = school_id(MILL_CITY, "Canal Street Elementary School")
SHUTTLE = school_id(MILL_CITY, "Shuttle Hill Middle School")

VARIABLES = (
    ("Administrative pressure on users", SiteRating.HIGH),
    ("Assistance", SiteRating.HIGH),
    ("User practice mastery", SiteRating.MODERATE),
    ("User commitment", SiteRating.MODERATE),
)
LINKS = ((1, 2), (2, 3), (3, 4), (2, 4))


def mill_city_site_records() -> Iterator[Base]:
    """The site, what is thought of it so far, and who moved."""
    yield Innovation(
        id=innovation_id(DILT),
        name=DILT,
        description="All administrators of a district learn together for a day each month.",
        **ILLUSTRATION,
    )
    yield Site(
        **_key("site"),
        **AUTHOR,
        innovation_id=innovation_id(DILT),
        account="Pressure came with much assistance; commitment is growing with mastery.",
    )
    yield OutcomeRating(
        **_key("outcome rating", "STABILIZATION_OF_USE"),
        **SITE,
        **AUTHOR,
        outcome=Outcome.STABILIZATION_OF_USE,
        rating=SiteRating.MODERATE,
        basis=ClaimBasis.INFERRED,
        evidence="Two years of monthly meetings, and a third one planned.",
    )
    yield from _network()
    yield from _actors()
    yield from _moves()


def _key(kind: str, *names: str) -> dict[str, Any]:
    return at_site(kind, MILL_CITY, *names, line=None)


def _network() -> Iterator[Base]:
    network = CausalNetwork(**_key("causal network"), **SITE, **AUTHOR, title="How commitment grew")
    yield network
    part = AUTHOR | {"network_id": network.id, "public_from": date.max}
    variables: list[UUID] = []
    for position, (name, rating) in enumerate(VARIABLES, 1):
        record = CausalVariable(
            **_key("causal variable", str(position)),
            **part,
            position=position,
            name=name,
            concept_id=concept_id(name),
            rating=rating,
        )
        variables.append(record.id)
        yield record
    for cause, effect in LINKS:
        yield CausalLink(
            **_key("causal link", str(cause), str(effect)),
            **part,
            cause_id=variables[cause - 1],
            effect_id=variables[effect - 1],
            sign=CausalSign.POSITIVE,
            basis=ClaimBasis.INFERRED,
        )


def _actors() -> Iterator[Base]:
    for pseudonym, group, job, part in (
        ("Heron", ActorGroup.ADMINISTRATOR, "School leader", "principal-weaver"),
        ("Wren", ActorGroup.USER, "Teacher", "teacher-canal-1"),
    ):
        yield KeyActor(
            **_key("key actor", pseudonym),
            **SITE,
            **AUTHOR,
            pseudonym=pseudonym,
            group=group,
            job=job,
        )
        yield KeyActorIdentity(
            **_key("key actor identity", pseudonym),
            **AUTHOR,
            key_actor_id=actor_id(MILL_CITY, pseudonym),
            person_id=person_id(MILL_CITY, part),
        )
    for pseudonym, motive, rank, basis, degree in (
        ("Heron", Motive.ADMINISTRATIVE_PRESSURE, 1, MotiveBasis.EXPLICIT, MotiveDegree.STRONG),
        ("Heron", Motive.IMAGE, 2, MotiveBasis.INFERRED, MotiveDegree.SUB_ROSA),
        ("Wren", Motive.PROFESSIONAL_GROWTH, 1, MotiveBasis.EXPLICIT, MotiveDegree.PARAMOUNT),
    ):
        yield AdoptionMotive(
            **_key("motive", pseudonym, motive.name),
            **SITE,
            **AUTHOR,
            key_actor_id=actor_id(MILL_CITY, pseudonym),
            group=ActorGroup.ADMINISTRATOR if pseudonym == "Heron" else ActorGroup.USER,
            motive=motive,
            rank=rank,
            basis=basis,
            degree=degree,
        )
    for pseudonym, use, steps in (
        ("Heron", None, (TrajectoryStep.NONE,)),
        ("Wren", InnovationUse.VEHICLE, (TrajectoryStep.STAY_IN, TrajectoryStep.MOVE_UP)),
    ):
        trajectory = CareerTrajectory(
            **_key("trajectory", pseudonym),
            **AUTHOR,
            key_actor_id=actor_id(MILL_CITY, pseudonym),
            innovation_use=use,
            basis=MotiveBasis.INFERRED,
        )
        yield trajectory
        for position, step in enumerate(steps, 1):
            yield CareerTrajectoryStep(
                **_key("trajectory step", pseudonym, str(position)),
                **AUTHOR,
                trajectory_id=trajectory.id,
                position=position,
                step=step,
            )


def _moves() -> Iterator[Base]:
    here = district_id(MILL_CITY)
    director = JobMobilityEvent(
        **_key("move", "director"),
        **SITE,
        from_job="Principal",
        from_kind=JobKind.SCHOOL_ADMINISTRATOR,
        from_district_id=here,
        from_school_id=CANAL,
        to_job="Director of Curriculum and Instruction",
        to_kind=JobKind.CENTRAL_OFFICE,
        to_district_id=here,
        moved_on=date(2010, 7, 1),
        phase=MobilityPhase.OUTSET,
        boundary=MobilityBoundary.WITHIN_DISTRICT,
    )
    coach = JobMobilityEvent(
        **_key("move", "coach"),
        **SITE,
        from_job="Teacher",
        from_kind=JobKind.TEACHER,
        from_district_id=here,
        to_job="Instructional coach",
        to_kind=JobKind.SPECIALIST,
        to_district_id=here,
        phase=MobilityPhase.DURING,
        boundary=MobilityBoundary.WITHIN_DISTRICT,
    )
    leaver = JobMobilityEvent(
        **_key("move", "leaver"),
        from_job="Teacher of science",
        from_kind=JobKind.TEACHER,
        from_district_id=here,
        from_school_id=SHUTTLE,
        to_job="Teacher",
        to_kind=JobKind.TEACHER,
        to_district_id=district_id(OTHER_DISTRICT),
        moved_on=date(2012, 7, 1),
        boundary=MobilityBoundary.OTHER_DISTRICT,
    )
    yield from (director, coach, leaver)
    yield JobMobilityPerson(
        **_key("mover", "director"),
        move_id=director.id,
        person_id=person_id(MILL_CITY, "director-of-curriculum"),
    )
    yield JobMobilityKeyActor(
        **_key("mover", "coach"),
        **AUTHOR,
        move_id=coach.id,
        key_actor_id=actor_id(MILL_CITY, "Wren"),
        position=1,
    )
    yield MobilityAssessment(
        **_key("assessment", "coach"),
        **AUTHOR,
        move_id=coach.id,
        is_wanted=True,
        is_innovation_related=True,
        cause=MobilityCause.NEW_ROLE,
        direction=MobilityDirection.UP,
        rationale="The coaching post was made for the monthly walkthroughs.",
    )
    yield MobilityAssessment(
        **_key("assessment", "leaver"),
        **AUTHOR,
        move_id=leaver.id,
        is_wanted=True,
        is_innovation_related=False,
        cause=MobilityCause.PLANNED_DEPARTURE,
        direction=MobilityDirection.OUT,
        rationale="The teacher had planned to leave in any case.",
    )
