"""People at the site of which the field study tells nothing, so that statistics have what to count.

The study counts 123 key actors and tells of thirteen. These are invented, without names, days or
words, and marked as illustration; they make no number of ours agree with one of the study's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.base import Base
from models.careers import (
    AdoptionMotive,
    JobMobilityEvent,
    JobMobilityKeyActor,
    KeyActor,
    MobilityAssessment,
    MobilityCause,
    MobilityDirection,
    MobilityPhase,
    Motive,
    MotiveBasis,
)
from models.innovation import ActorGroup
from seeds.demo.field_study import AUTHOR, UNNAMED, actor_id, at_site, site_id
from seeds.demo.ids import district_id

__all__ = ["SITE", "illustration_records"]

SITE = UNNAMED[2]

USER, ADMINISTRATOR = ActorGroup.USER, ActorGroup.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class _Kind:
    """How many people are alike, and in what; without a cause they did not move."""

    many: int
    group: ActorGroup
    motive: Motive
    cause: MobilityCause | None = None
    phase: MobilityPhase = MobilityPhase.LATE
    related: bool = True
    wanted: bool = True
    direction: MobilityDirection = MobilityDirection.LATERAL


KINDS = (
    _Kind(
        14,
        USER,
        Motive.ADMINISTRATIVE_PRESSURE,
        MobilityCause.CAPACITY_GAINED,
        direction=MobilityDirection.UP,
    ),
    _Kind(5, USER, Motive.PROFESSIONAL_GROWTH, MobilityCause.NEW_ROLE, MobilityPhase.OUTSET),
    _Kind(
        7,
        USER,
        Motive.PRACTICE_IMPROVEMENT,
        MobilityCause.ENVIRONMENTAL_TURBULENCE,
        MobilityPhase.DURING,
        related=False,
        wanted=False,
        direction=MobilityDirection.OUT,
    ),
    _Kind(10, USER, Motive.ADMINISTRATIVE_PRESSURE),
    _Kind(
        6,
        ADMINISTRATOR,
        Motive.CAREER,
        MobilityCause.VISIBILITY_GAINED,
        direction=MobilityDirection.UP,
    ),
    _Kind(
        9,
        ADMINISTRATOR,
        Motive.PRACTICE_IMPROVEMENT,
        MobilityCause.PLANNED_DEPARTURE,
        MobilityPhase.DURING,
        related=False,
        direction=MobilityDirection.OUT,
    ),
    _Kind(3, ADMINISTRATOR, Motive.CAPACITY_ENHANCEMENT),
)


def illustration_records() -> Iterator[Base]:
    """Key actors, each with a motive, and where they moved their move and what is thought of it."""
    kinds = (kind for kind in KINDS for _ in range(kind.many))
    for number, kind in enumerate(kinds, 1):
        pseudonym = f"Key actor {number}"
        yield KeyActor(
            **at_site("key actor", SITE, pseudonym, line=None),
            site_id=site_id(SITE),
            pseudonym=pseudonym,
            group=kind.group,
            author_id=AUTHOR,
        )
        yield AdoptionMotive(
            **at_site("motive", SITE, pseudonym, kind.motive.name, line=None),
            site_id=site_id(SITE),
            key_actor_id=actor_id(SITE, pseudonym),
            group=kind.group,
            motive=kind.motive,
            rank=1,
            basis=MotiveBasis.INFERRED,
            author_id=AUTHOR,
        )
        if kind.cause is not None:
            yield from _move(pseudonym, kind)


def _move(pseudonym: str, kind: _Kind) -> Iterator[Base]:
    event = JobMobilityEvent(
        **at_site("move", SITE, pseudonym, line=None),
        site_id=site_id(SITE),
        from_district_id=district_id(SITE),
        phase=kind.phase,
    )
    yield event
    yield JobMobilityKeyActor(
        **at_site("mover", SITE, pseudonym, line=None),
        move_id=event.id,
        key_actor_id=actor_id(SITE, pseudonym),
        position=1,
        author_id=AUTHOR,
    )
    yield MobilityAssessment(
        **at_site("assessment", SITE, pseudonym, line=None),
        move_id=event.id,
        is_wanted=kind.wanted,
        is_innovation_related=kind.related,
        cause=kind.cause,
        direction=kind.direction,
        author_id=AUTHOR,
    )
