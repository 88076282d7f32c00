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

RELATED_UP, RELATED_OTHER, UNRELATED, UNJUDGED = RELATIONS = (
    Measure.RELATED_UPWARD_MOVES,
    Measure.RELATED_OTHER_MOVES,
    Measure.UNRELATED_MOVES,
    Measure.UNJUDGED_MOVES,
)
UNWANTED, WANTED, UNASKED = WISHES = (
    Measure.UNWANTED_MOVES,
    Measure.WANTED_MOVES,
    Measure.UNASKED_MOVES,
)
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
    relation: Measure = UNJUDGED
    wish: Measure = UNASKED


@dataclass(frozen=True, slots=True)
class Person:
    """A key actor at a site, for which the district's id stands."""

    site: str
    group: str
    moves: tuple[Job, ...] = ()
    motives: frozenset[str] = frozenset()


def numbers(sites: Iterable[str]) -> list[Number]:
    """Every number of the tables that count people, whatever it comes to."""
    groups, motives = ActorGroup.words(), Motive.words()
    by_site: list[Category] = [(site,) for site in sites]
    by_group: list[Category] = [(group,) for group in groups]
    tables: Sequence[tuple[Cube, Sequence[Category], Sequence[Measure]]] = (
        (Cube.MOBILITY, [()], (*OF_ACTORS, *OF_MOVES)),
        (Cube.MOBILITY_BY_SITE, by_site, (*OF_ACTORS, *OF_MOVES)),
        (Cube.MOBILITY_BY_GROUP, by_group, (*OF_ACTORS, *OF_MOVES)),
        (Cube.MOBILITY_BY_PHASE, _known_or_not(MobilityPhase.words()), OF_MOVES),
        (Cube.MOBILITY_BY_CAUSE, _known_or_not(MobilityCause.words()), OF_MOVES),
        (Cube.MOTIVES, [(motive,) for motive in motives], (Measure.HOLDERS,)),
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


def _known_or_not(words: Iterable[str]) -> list[Category]:
    return [(word,) for word in (*words, None)]


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
    if job.relation in (RELATED_UP, RELATED_OTHER):
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
