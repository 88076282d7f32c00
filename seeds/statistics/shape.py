"""What every world has in common: how the numbers that can be published hang together.

Who moved once is counted by what the tables share: what is thought of the move. For any such counts
that agree between the tables there are people to match, since within each share the sites, phases,
causes and groups can be dealt out in any order. Who moved several times is counted by kind: as such
people are, or different in one thing. So a world of this shape is always one of people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TypeAlias, TypeVar

from models.careers_terms import Motive
from models.innovation_terms import ActorGroup
from models.releases_terms import StatisticCube as Cube
from models.releases_terms import StatisticMeasure as Measure
from seeds.statistics.people import (
    RELATIONS,
    WISHES,
    Category,
    Job,
    Number,
    Person,
    counted,
    numbers,
)

T = TypeVar("T")

__all__ = ["Row", "Shape", "shape_of"]

Row: TypeAlias = dict[int, int]
"""How much one more in each column adds."""

Share: TypeAlias = tuple[Measure, Measure]
"""What moves can have in common: how they are related to the innovation, and whether wanted."""

SHARES: tuple[Share, ...] = tuple(product(RELATIONS, WISHES))
TABLES = (
    Cube.MOBILITY_BY_SITE,
    Cube.MOBILITY_BY_PHASE,
    Cube.MOBILITY_BY_CAUSE,
    Cube.MOBILITY_BY_GROUP,
)
Tables: TypeAlias = Mapping[Cube, Sequence[str | None]]


@dataclass(slots=True)
class Shape:
    """The columns of a world by what they count, and its rows: each is a sum of columns."""

    columns: dict[tuple[object, ...], int] = field(default_factory=dict)
    numbers: dict[Number, Row] = field(default_factory=dict)
    persons: dict[Number, Row] = field(default_factory=dict)
    """How many persons a number counts, where it may count one several times."""
    equal: list[Row] = field(default_factory=list)
    """Rows that come to nothing, whatever the world."""
    not_positive: list[Row] = field(default_factory=list)
    """Rows that come to nothing or less."""

    def column(self, *name: object) -> int:
        """The place of a column, made when it is first named."""
        return self.columns.setdefault(name, len(self.columns))


def shape_of(people: Sequence[Person], sites: Sequence[str]) -> Shape:
    """The shape of the worlds in which there are these sites and people somewhat like these."""
    shape = Shape()
    tables: dict[Cube, list[str | None]] = {cube: [] for cube in TABLES}
    for number in numbers(sites, people):
        shape.numbers[number] = {}
        if number.cube in tables and number.measure is Measure.MOVES:
            tables[number.cube].append(number.category[0])
    _movers_once(shape, tables)
    _unmoved(shape, sites)
    _movers_again(shape, tables, people)
    _holders(shape)
    return shape


def _movers_once(shape: Shape, tables: Tables) -> None:
    for share in SHARES:
        sums: dict[Cube, Row] = {}
        for cube, categories in tables.items():
            sums[cube] = {shape.column(cube, one, share): 1 for one in categories}
            for one in categories:
                column = shape.column(cube, one, share)
                _count(shape, column, cube, (one,), share)
                if cube is Cube.MOBILITY_BY_SITE:
                    _count(shape, column, Cube.MOBILITY, (), share)
        first, *others = sums.values()
        shape.equal += [first | dict.fromkeys(other, -1) for other in others]


def _count(shape: Shape, column: int, cube: Cube, category: Category, share: Share) -> None:
    relation, wish = share
    measures = [Measure.KEY_ACTORS, Measure.MOVERS, Measure.MOVES, relation, wish]
    if relation in RELATIONS[:2]:
        measures.append(Measure.RELATED_MOVES)
    for measure in measures:
        row = shape.numbers.get(Number(cube, category, measure))
        if row is not None:
            row[column] = 1


def _unmoved(shape: Shape, sites: Sequence[str]) -> None:
    """Key actors who stayed are counted by site and by group, the same number of them."""
    margins: tuple[tuple[Cube, Sequence[str | None]], ...] = (
        (Cube.MOBILITY_BY_SITE, sites),
        (Cube.MOBILITY_BY_GROUP, ActorGroup.words()),
    )
    for cube, categories in margins:
        for category in categories:
            column = shape.column("unmoved", cube, category)
            for measure in (Measure.KEY_ACTORS, Measure.UNMOVED_ACTORS):
                shape.numbers[Number(cube, (category,), measure)][column] = 1
                if cube is Cube.MOBILITY_BY_SITE:
                    shape.numbers[Number(Cube.MOBILITY, (), measure)][column] = 1
    by_site, by_group = (
        {shape.column("unmoved", cube, category): sign for category in categories}
        for (cube, categories), sign in zip(margins, (1, -1), strict=True)
    )
    shape.equal.append(by_site | by_group)


def _movers_again(shape: Shape, tables: Tables, people: Iterable[Person]) -> None:
    for kind in _kinds([person for person in people if len(person.moves) > 1], tables):
        column = shape.column("again", kind)
        for number, times in counted(kind).items():
            shape.numbers[number][column] = times
            if times > 1:
                shape.persons.setdefault(number, {})
    for number in shape.persons:
        shape.persons[number] = dict.fromkeys(shape.numbers[number], 1)


def _kinds(people: Iterable[Person], tables: Tables) -> Iterator[Person]:
    """People as they are, and different in one thing, so that they could be counted elsewhere."""
    known: dict[Person, None] = {}
    for person in people:
        plain = replace(person, motives=frozenset())
        known |= dict.fromkeys((plain, *_elsewhere(plain, tables)))
        for place, job in enumerate(plain.moves):
            before, after = plain.moves[:place], plain.moves[place + 1 :]
            known |= {
                replace(plain, moves=(*before, other, *after)): None
                for other in _otherwise(job, tables)
            }
    yield from {frozenset(counted(person).items()): person for person in known}.values()


def _elsewhere(person: Person, tables: Tables) -> Iterator[Person]:
    for by in (1, 2):
        site = _next(tables[Cube.MOBILITY_BY_SITE], person.site, by)
        yield replace(person, site=str(site))
    yield replace(person, group=_next(ActorGroup.words(), person.group))


def _otherwise(job: Job, tables: Tables) -> Iterator[Job]:
    yield replace(job, phase=_next(tables[Cube.MOBILITY_BY_PHASE], job.phase))
    yield replace(job, cause=_next(tables[Cube.MOBILITY_BY_CAUSE], job.cause))
    yield replace(job, relation=_next(RELATIONS, job.relation))
    yield replace(job, wish=_next(WISHES, job.wish))


def _next(words: Sequence[T], word: T, by: int = 1) -> T:
    return words[(words.index(word) + by) % len(words)]


def _holders(shape: Shape) -> None:
    """Of a group, no more hold a motive than there are; anybody may hold any."""
    for group, motive in product(ActorGroup.words(), Motive.words()):
        column = shape.column("holder", group, motive)
        shape.numbers[Number(Cube.MOTIVES, (motive,), Measure.HOLDERS)][column] = 1
        shape.numbers[Number(Cube.MOTIVES_BY_GROUP, (group, motive), Measure.HOLDERS)][column] = 1
        group_size = shape.numbers[Number(Cube.MOBILITY_BY_GROUP, (group,), Measure.KEY_ACTORS)]
        shape.not_positive.append({column: 1} | dict.fromkeys(group_size, -1))
