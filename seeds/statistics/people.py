"""Whom the statistics of innovations count, and in which numbers each of them is counted.

It is the key actors at published sites: changes of job that are tied to nobody, or to a person by
name, are the districts' own and not counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from models.careers_terms import MobilityCause, MobilityPhase, Motive
from models.innovation_terms import ActorGroup
from models.releases_terms import StatisticCube as Cube
from models.releases_terms import StatisticMeasure as Measure

__all__ = ["Category", "Job", "Number", "Person", "counted", "numbers"]

Category: TypeAlias = tuple[str | None, ...]

RELATIONS = (
    Measure.RELATED_UPWARD_MOVES,
    Measure.RELATED_OTHER_MOVES,
    Measure.UNRELATED_MOVES,
)
WISHES = (Measure.UNWANTED_MOVES, Measure.OTHER_WISH_MOVES)
OF_ACTORS = (Measure.KEY_ACTORS, Measure.UNMOVED_ACTORS)
OF_MOVES = (Measure.MOVERS, Measure.MOVES, Measure.RELATED_MOVES, *RELATIONS, *WISHES)


class Number(NamedTuple):
    """A number that can be published: a table, a place in it, and what is counted there."""

    cube: Cube
    category: Category
    measure: Measure


@dataclass(frozen=True, slots=True)
class Job:
    """A key actor's change of job; None is not known."""

    phase: str | None = None
    cause: str | None = None
    relation: Measure = Measure.UNRELATED_MOVES
    wish: Measure = Measure.OTHER_WISH_MOVES


@dataclass(frozen=True, slots=True)
class Person:
    """A key actor at a site, for which the district's id stands."""

    site: str
    group: str
    moves: tuple[Job, ...] = ()
    motives: frozenset[str] = frozenset()


def numbers(sites: Iterable[str], people: Iterable[Person]) -> list[Number]:
    """Every number of the tables that count people, whatever it comes to.

    What is not known is a category of its own where there is any.
    """
    jobs = [job for person in people for job in person.moves]
    groups, motives = ActorGroup.words(), Motive.words()
    tables: Sequence[tuple[Cube, Sequence[Category], Sequence[Measure]]] = (
        (Cube.MOBILITY, [()], (*OF_ACTORS, *OF_MOVES)),
        (Cube.MOBILITY_BY_SITE, _single(sites), (*OF_ACTORS, *OF_MOVES)),
        (Cube.MOBILITY_BY_GROUP, _single(groups), (*OF_ACTORS, *OF_MOVES)),
        (
            Cube.MOBILITY_BY_PHASE,
            _single(_with_unknown(MobilityPhase.words(), [job.phase for job in jobs])),
            OF_MOVES,
        ),
        (
            Cube.MOBILITY_BY_CAUSE,
            _single(_with_unknown(MobilityCause.words(), [job.cause for job in jobs])),
            OF_MOVES,
        ),
        (Cube.MOTIVES, _single(motives), (Measure.HOLDERS,)),
        (
            Cube.MOTIVES_BY_GROUP,
            [(group, motive) for group in groups for motive in motives],
            (Measure.HOLDERS,),
        ),
    )
    return [
        Number(cube, category, measure)
        for cube, categories, measures in tables
        for category in categories
        for measure in measures
    ]


def _single(words: Iterable[str | None]) -> list[Category]:
    return [(word,) for word in words]


def _with_unknown(words: Sequence[str], found: Sequence[str | None]) -> Sequence[str | None]:
    return (*words, None) if None in found else words


def counted(person: Person) -> Counter[Number]:
    """How often the person counts in each number; 1 in those that count people."""
    found: Counter[Number] = Counter()
    places: set[tuple[Cube, Category]] = set()
    for job in person.moves:
        for place in _places(person, job):
            places.add(place)
            for measure in _measures(job):
                found[Number(*place, measure)] += 1
    found.update(Number(*place, Measure.MOVERS) for place in places)
    found.update(_as_actor(person))
    return found


def _places(person: Person, job: Job) -> Iterator[tuple[Cube, Category]]:
    yield Cube.MOBILITY, ()
    yield Cube.MOBILITY_BY_SITE, (person.site,)
    yield Cube.MOBILITY_BY_PHASE, (job.phase,)
    yield Cube.MOBILITY_BY_CAUSE, (job.cause,)
    yield Cube.MOBILITY_BY_GROUP, (person.group,)


def _measures(job: Job) -> Iterator[Measure]:
    yield Measure.MOVES
    yield job.relation
    yield job.wish
    if job.relation is not Measure.UNRELATED_MOVES:
        yield Measure.RELATED_MOVES


def _as_actor(person: Person) -> Iterator[Number]:
    measures = OF_ACTORS[:1] if person.moves else OF_ACTORS
    for measure in measures:
        yield Number(Cube.MOBILITY, (), measure)
        yield Number(Cube.MOBILITY_BY_SITE, (person.site,), measure)
        yield Number(Cube.MOBILITY_BY_GROUP, (person.group,), measure)
    for motive in person.motives:
        yield Number(Cube.MOTIVES, (motive,), Measure.HOLDERS)
        yield Number(Cube.MOTIVES_BY_GROUP, (person.group, motive), Measure.HOLDERS)
