"""Valid rows of innovations, sites, causal networks, careers and changes of job."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

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
    Innovation,
    OutcomeRating,
    ReportedStatistic,
    Site,
    SiteFamilyMembership,
)
from tests.rows import Row

__all__ = ["PUBLISHED_ON", "SECOND", "beside", "in_district", "in_network"]

Rows = Mapping[type[Base], Row]

PUBLISHED_ON = date(1984, 1, 1)

SECOND: Rows = {
    Innovation: {"name": "Second Innovation"},
    ReportedStatistic: {"key": "second"},
    CausalConcept: {"name": "Second Concept"},
    SiteFamilyMembership: {"family": "FAILURE"},
    OutcomeRating: {"outcome": "JOB_MOBILITY"},
    CausalNetwork: {"title": "Second Network"},
    CausalVariable: {"position": 9},
    CausalStream: {"position": 2},
    KeyActor: {"pseudonym": "Second"},
    AdoptionMotive: {"motive": "CAREER"},
    CareerTrajectoryStep: {"position": 2},
}


class Book(Protocol):
    """Where rows are made up."""

    def add(self, model: type[Base], **given: object) -> Row: ...


def in_network(book: Book, author: UUID) -> Rows:
    """One of everything that stands in no district."""
    return {
        Innovation: book.add(Innovation),
        ReportedStatistic: book.add(ReportedStatistic),
        CausalConcept: book.add(CausalConcept, author_id=author),
    }


def in_district(book: Book, network: Rows, here: Row, author: UUID) -> Rows:
    """One of everything that stands in a district, published where it can be."""
    authored = here | {"author_id": author}
    innovation, concept = network[Innovation]["id"], network[CausalConcept]["id"]
    site = book.add(Site, **authored, innovation_id=innovation, published_on=PUBLISHED_ON)
    at_site = {"site_id": site["id"]}
    return {
        Site: site,
        SiteFamilyMembership: book.add(
            SiteFamilyMembership, **authored, **at_site, public_from=PUBLISHED_ON
        ),
        OutcomeRating: book.add(OutcomeRating, **authored, **at_site),
        **_causes(book, authored, at_site, concept),
        **_careers(book, here, authored, at_site),
    }


def _causes(book: Book, authored: Row, at_site: Row, concept: UUID) -> Rows:
    network = book.add(CausalNetwork, **authored, **at_site, published_on=PUBLISHED_ON)
    part = authored | {"network_id": network["id"], "public_from": PUBLISHED_ON}
    first, second, third = (
        book.add(CausalVariable, **part, position=position, concept_id=concept)["id"]
        for position in (2, 3, 4)
    )
    stream = book.add(CausalStream, **part)
    book.add(CausalLink, **part, cause_id=second, effect_id=third)
    return {
        CausalNetwork: network,
        CausalVariable: book.add(CausalVariable, **part, concept_id=concept),
        CausalLink: book.add(CausalLink, **part, cause_id=first, effect_id=second),
        CausalStream: stream,
        CausalStreamStep: book.add(
            CausalStreamStep, **part, stream_id=stream["id"], variable_id=first
        ),
    }


def _careers(book: Book, here: Row, authored: Row, at_site: Row) -> Rows:
    actor = book.add(KeyActor, **authored, **at_site)
    whose = {"key_actor_id": actor["id"]}
    trajectory = book.add(CareerTrajectory, **authored, **whose)
    ends = {f"{end}_district_id": here["district_id"] for end in ("from", "to")}
    known, pseudonymous = (book.add(JobMobilityEvent, **here, **at_site, **ends) for _ in range(2))
    return {
        KeyActor: actor,
        KeyActorIdentity: book.add(
            KeyActorIdentity, **authored, **whose, person_id=authored["author_id"]
        ),
        AdoptionMotive: book.add(AdoptionMotive, **authored, **at_site, **whose),
        CareerTrajectory: trajectory,
        CareerTrajectoryStep: book.add(
            CareerTrajectoryStep, **authored, trajectory_id=trajectory["id"], step="MOVE_UP"
        ),
        JobMobilityEvent: known,
        JobMobilityPerson: book.add(
            JobMobilityPerson, **here, move_id=known["id"], person_id=authored["author_id"]
        ),
        JobMobilityKeyActor: book.add(
            JobMobilityKeyActor, **authored, **whose, move_id=pseudonymous["id"]
        ),
        MobilityAssessment: book.add(MobilityAssessment, **authored, move_id=known["id"]),
    }


def beside(book: Book, first: Rows) -> Rows:
    """What second rows stand on: another innovation, actor, variables and changes of job."""
    here = {"district_id": first[Site]["district_id"]}
    authored = here | {"author_id": first[Site]["author_id"]}
    innovation = book.add(Innovation, name="Another Innovation")
    actor = book.add(KeyActor, **authored, site_id=first[Site]["id"], pseudonym="Another")
    network = {"network_id": first[CausalNetwork]["id"], "public_from": PUBLISHED_ON}
    cause, effect = (
        book.add(CausalVariable, **authored, **network, position=position)["id"]
        for position in (5, 6)
    )
    of_person, of_actor, assessed = (
        book.add(JobMobilityEvent, **here, to_district_id=here["district_id"])["id"]
        for _ in range(3)
    )
    return {
        Site: {"innovation_id": innovation["id"]},
        CausalLink: {"cause_id": cause, "effect_id": effect},
        CausalStreamStep: {"variable_id": effect, "position": 2},
        KeyActorIdentity: {"key_actor_id": actor["id"]},
        CareerTrajectory: {"key_actor_id": actor["id"]},
        JobMobilityPerson: {"move_id": of_person},
        JobMobilityKeyActor: {"move_id": of_actor, "position": 2},
        MobilityAssessment: {"move_id": assessed},
    }
