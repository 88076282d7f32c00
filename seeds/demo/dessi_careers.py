"""Motives, trajectories and changes of job at the DESSI sites, as the field study tells them.

Where the study speaks of users in the plural, two stand for them, which is the least. What it
does not say of a move (when, from which school, whether wanted) is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.base import Base
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    InnovationUse,
    JobKind,
    JobMobilityEvent,
    JobMobilityKeyActor,
    KeyActor,
    MobilityAssessment,
    MobilityBoundary,
    MobilityCause,
    MobilityDirection,
    Motive,
    MotiveBasis,
    MotiveDegree,
    TrajectoryStep,
)
from models.innovation import ActorGroup
from seeds.demo.field_study import AUTHOR, FIGURE_2, actor_id, at_site, site_id
from seeds.demo.ids import district_id

__all__ = ["career_records"]

USER, ADMINISTRATOR = ActorGroup.USER, ActorGroup.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class _Actor:
    site: str
    pseudonym: str
    group: ActorGroup
    job: str
    line: int


@dataclass(frozen=True, slots=True)
class _Move:
    """A move of an actor, and what the study lets one think of it."""

    site: str
    actor: str
    place: int
    before: tuple[str, JobKind | None]
    after: tuple[str | None, JobKind | None]
    boundary: MobilityBoundary | None
    line: int
    note: str
    wanted: bool | None = None
    related: bool | None = True
    cause: MobilityCause | None = None
    direction: MobilityDirection | None = None
    rationale: str = ""


ACTORS = (
    _Actor("Banestown", "Supervisor", ADMINISTRATOR, "Supervisor in the central office", 69),
    _Actor("Banestown", "Teacher", USER, "Teacher, back from leave", 83),
    _Actor("Tindale", "User 1", USER, "Teacher", 169),
    _Actor("Tindale", "User 2", USER, "Teacher", 169),
    _Actor("Tindale", "Department head", ADMINISTRATOR, "Department head", 169),
    _Actor(
        "Tindale",
        "Central office administrator",
        ADMINISTRATOR,
        "Central office administrator",
        169,
    ),
    _Actor("Masepa", "User 1", USER, "Not yet a full-time teacher", 169),
    _Actor("Masepa", "User 2", USER, "Not yet a full-time teacher", 169),
    _Actor("Masepa", "User 3", USER, "User of the innovation", 169),
    _Actor("Masepa", "Principal", ADMINISTRATOR, "Principal", 169),
    *(
        _Actor(FIGURE_2, f"Core staff {number}", USER, "Core staff of the project", 164)
        for number in (1, 2, 3)
    ),
)

SUPERVISORS_MOTIVES: tuple[tuple[Motive, str], ...] = (
    (Motive.PROBLEM_SOLVING, "resolved the local problem of low achievement"),
    (Motive.RIVALRY, "compete with elementary-level rival in central office"),
    (Motive.INFLUENCE, "increases relative clout of elementary education sector"),
    (Motive.PERSONAL_VALUES, "meets emotional needs: attention to disadvantaged"),
    (Motive.IMAGE, "enhances professional image"),
    (Motive.EXTERNAL_PRESSURE, "responds to pressures external to the district"),
)

LOW_CAREERISM = ("Carson", "Masepa", "Tindale", "Dun Hollow", "Lido")
JOCKEYING = ("Proville", "Banestown")

LEAST = "The study speaks of users in the plural; two are recorded, the least there were."
TURNED = "H's first stream: unexpected budget cuts; line 160 counts such moves as unrelated."
PAYOFF = "Seen as a legitimate payoff for successful program execution."

WITHIN = MobilityBoundary.WITHIN_DISTRICT
UP = MobilityDirection.UP

MOVES = (
    *(
        _Move(
            "Tindale",
            f"User {number}",
            1,
            ("Teacher", JobKind.TEACHER),
            ("Building-level administrator", JobKind.SCHOOL_ADMINISTRATOR),
            WITHIN,
            169,
            LEAST,
            cause=MobilityCause.CAPACITY_GAINED,
            direction=UP,
            rationale=PAYOFF,
        )
        for number in (1, 2)
    ),
    _Move(
        "Tindale",
        "Department head",
        1,
        ("Department head", JobKind.SPECIALIST),
        ("Central office", JobKind.CENTRAL_OFFICE),
        WITHIN,
        169,
        "a department head went to the central office",
        cause=MobilityCause.CAPACITY_GAINED,
        direction=UP,
        rationale=PAYOFF,
    ),
    _Move(
        "Tindale",
        "Central office administrator",
        1,
        ("Central office administrator", JobKind.CENTRAL_OFFICE),
        (None, None),
        MobilityBoundary.OTHER_DISTRICT,
        169,
        "a central office administrator shifted to another district",
        cause=MobilityCause.CAPACITY_GAINED,
        direction=MobilityDirection.OUT,
        rationale=PAYOFF,
    ),
    *(
        _Move(
            "Masepa",
            f"User {number}",
            1,
            ("User of the innovation", None),
            ("Full-time teacher", JobKind.TEACHER),
            WITHIN,
            169,
            "two users moved into full-time teaching",
            direction=MobilityDirection.IN,
            rationale="The study does not say what the two did before.",
        )
        for number in (1, 2)
    ),
    _Move(
        "Masepa",
        "User 3",
        1,
        ("User of the innovation", None),
        ("Turnkey trainer", JobKind.SPECIALIST),
        WITHIN,
        169,
        "another user became first a turnkey trainer",
        cause=MobilityCause.NEW_ROLE,
        direction=UP,
        rationale="Inferred: a new role beside or above that of a user.",
    ),
    _Move(
        "Masepa",
        "User 3",
        2,
        ("Turnkey trainer", JobKind.SPECIALIST),
        ("Title I coordinator", JobKind.SPECIALIST),
        WITHIN,
        169,
        "and later a Title I coordinator",
        cause=MobilityCause.CAPACITY_GAINED,
        direction=UP,
        rationale="Inferred from the order of the two roles.",
    ),
    *(
        _Move(
            FIGURE_2,
            f"Core staff {number}",
            1,
            ("Core staff of the project", JobKind.SPECIALIST),
            (None, None),
            None,
            164,
            "job mobility for two of three core staff",
            wanted=False,
            related=False,
            cause=MobilityCause.ENVIRONMENTAL_TURBULENCE,
            rationale=TURNED,
        )
        for number in (1, 2)
    ),
)


def career_records() -> Iterator[Base]:
    """Key actors, why they took part, where they wanted to go, and where they went."""
    for actor in ACTORS:
        yield KeyActor(
            **at_site("key actor", actor.site, actor.pseudonym, line=actor.line),
            site_id=site_id(actor.site),
            pseudonym=actor.pseudonym,
            group=actor.group,
            job=actor.job,
            author_id=AUTHOR,
        )
    yield from _motives()
    yield from _trajectory()
    for move in MOVES:
        yield from _move(move)


def _motives() -> Iterator[Base]:
    for motive, words in SUPERVISORS_MOTIVES:
        yield AdoptionMotive(
            **at_site("motive", "Banestown", "Supervisor", motive.name, line=69),
            site_id=site_id("Banestown"),
            key_actor_id=actor_id("Banestown", "Supervisor"),
            group=ADMINISTRATOR,
            motive=motive,
            # "All of roughly equal importance to her"; which of them she stated is not said.
            rank=1,
            basis=MotiveBasis.INFERRED,
            degree=MotiveDegree.ONE_OF_SEVERAL,
            wording=words,
            author_id=AUTHOR,
        )
    for site in LOW_CAREERISM:
        yield _administrators(
            site, Motive.CAREER, MotiveDegree.LOW, 87, "administrative careerism was low"
        )
    for site in JOCKEYING:
        # The study calls this motive dominant at one site and sub rosa at two, and names two.
        yield _administrators(
            site, Motive.MOVING_SOMEONE_ELSE_IN, None, 85, "this led to intense jockeying"
        )


def _administrators(
    site: str, motive: Motive, degree: MotiveDegree | None, line: int, words: str
) -> Base:
    """A motive that the study tells of a site's administrators together."""
    return AdoptionMotive(
        **at_site("motive", site, ADMINISTRATOR.name, motive.name, line=line),
        site_id=site_id(site),
        group=ADMINISTRATOR,
        motive=motive,
        basis=MotiveBasis.INFERRED,
        degree=degree,
        wording=words,
        author_id=AUTHOR,
    )


def _trajectory() -> Iterator[Base]:
    """The two-step trajectory of a teacher at Banestown."""
    trajectory = CareerTrajectory(
        **at_site("trajectory", "Banestown", "Teacher", line=83),
        key_actor_id=actor_id("Banestown", "Teacher"),
        innovation_use=InnovationUse.WAY_STATION,
        basis=MotiveBasis.EXPLICIT,
        wording=(
            "I figured it was a good way to get back in after my leave. It was an interesting job"
            " while I was waiting to get my own class."
        ),
        author_id=AUTHOR,
    )
    yield trajectory
    for place, (step, note) in enumerate(
        (
            (TrajectoryStep.MOVE_IN, "From leave into the program."),
            (TrajectoryStep.MOVE_UP, "From the program to a class of the teacher's own."),
        ),
        1,
    ):
        yield CareerTrajectoryStep(
            **at_site("trajectory step", "Banestown", "Teacher", str(place), line=83),
            trajectory_id=trajectory.id,
            position=place,
            step=step,
            note=note,
            author_id=AUTHOR,
        )


def _move(move: _Move) -> Iterator[Base]:
    names = (move.actor, str(move.place))
    here = district_id(move.site)
    is_within = move.boundary is WITHIN
    event = JobMobilityEvent(
        **at_site("move", move.site, *names, line=move.line),
        site_id=site_id(move.site),
        from_job=move.before[0],
        from_kind=move.before[1],
        from_district_id=here,
        to_job=move.after[0],
        to_kind=move.after[1],
        to_district_id=here if is_within else None,
        boundary=move.boundary,
        note=move.note,
    )
    yield event
    yield JobMobilityKeyActor(
        **at_site("mover", move.site, *names, line=move.line),
        move_id=event.id,
        key_actor_id=actor_id(move.site, move.actor),
        position=move.place,
        author_id=AUTHOR,
    )
    yield MobilityAssessment(
        **at_site("assessment", move.site, *names, line=move.line),
        move_id=event.id,
        is_wanted=move.wanted,
        is_innovation_related=move.related,
        cause=move.cause,
        direction=move.direction,
        rationale=move.rationale,
        author_id=AUTHOR,
    )
