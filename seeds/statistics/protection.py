"""Which numbers can be published together, and which have to be withheld.

A number that counts fewer persons than the threshold is withheld (SMALL_CELL), and so is what
would give it away (COMPLEMENTARY): that is chosen at the least price, and proved to be enough by
worlds that agree with all that is published, the reasons given and earlier releases included:

- of a SMALL_CELL nobody learns more than that it counts 0 to 9 persons;
- a COMPLEMENTARY number can be ten different ones at least;
- a number that is carried over from an earlier release may have grown by anything from 0 to 9;
- whoever may read changes of job, but not what is thought of them, can't tell the latter more
  closely than by 3, except as far as the changes themselves give it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.releases_terms import StatisticCube as Cube
from models.releases_terms import StatisticMeasure as Measure
from models.releases_terms import WithheldReason
from seeds.statistics.audit import Audit, Knowledge, Told, Wanted
from seeds.statistics.people import Number, Person, counted
from seeds.statistics.shape import Shape, shape_of

__all__ = ["INSIDERS_SPAN", "THRESHOLD", "Released", "protected"]

THRESHOLD = 10
INSIDERS_SPAN = 3

SMALL = Told(missing=WithheldReason.SMALL_CELL)
COMPLEMENTARY = Told(missing=WithheldReason.COMPLEMENTARY)

PRICE_OF_LABEL = 0.05
PRICES = {Measure.MOVES: 4.0, Measure.MOVERS: 4.0, Measure.KEY_ACTORS: 4.0}
PRICES_OF_TABLES = {Cube.MOBILITY: 40.0, Cube.MOBILITY_BY_GROUP: 4.0, Cube.MOTIVES: 4.0}

OF_ACTORS_AND_MOVES = (
    Measure.KEY_ACTORS,
    Measure.UNMOVED_ACTORS,
    Measure.MOVERS,
    Measure.MOVES,
)
OF_EVENTS = (Cube.MOBILITY, Cube.MOBILITY_BY_SITE, Cube.MOBILITY_BY_PHASE)

Released = Mapping[Number, Told]


@dataclass(slots=True)
class _Draft:
    """What is being decided of each number, after what earlier releases have said."""

    shape: Shape
    threshold: int
    told: dict[Number, Told]
    earlier: Sequence[Released]

    def audit(self, knowledge: Knowledge | None = None) -> Audit | None:
        """What a caller has to reckon with; None where not even the truth could be found."""
        for grows in (True, False):
            audit = Audit(self.shape, self.threshold, len(self.earlier) + 1, knowledge, grows=grows)
            for release, said in enumerate((*self.earlier, self.told)):
                for number, told in said.items():
                    audit.tell(number, told, release)
            if audit.is_possible():
                return audit
        return None

    def wanted(self, audit: Audit) -> list[Wanted]:
        """What must stay open, in this release and in earlier ones, and is not seen to be yet."""
        return audit.left(
            audit.wanted(number, told, release)
            for release, said in enumerate((*self.earlier, self.told))
            for number, told in said.items()
        )

    def prices(self) -> dict[Number, float]:
        """By the step, what it costs that a number is known less well; labels hardly anything."""
        return {
            number: PRICE_OF_LABEL if told.value is None else _price(number)
            for number, told in self.told.items()
            if told != COMPLEMENTARY
        }


def protected(
    people: Sequence[Person],
    sites: Sequence[str],
    *,
    earlier: Sequence[Released] = (),
    insiders: Iterable[Iterable[str]] = (),
    threshold: int = THRESHOLD,
) -> dict[Number, Told]:
    """What to publish of every number of these people.

    `insiders` are callers who may read the changes of job at some of the sites.
    """
    shape = shape_of(people, sites)
    draft = _Draft(shape, threshold, _first(shape, people, earlier, threshold), earlier)
    outsider = draft.audit()
    if outsider is None:
        return dict.fromkeys(shape.numbers, COMPLEMENTARY)
    _settle(draft, outsider)
    for known_sites in insiders:
        _settle_for_insiders(draft, _readable(shape, people, set(known_sites)))
    return draft.told


def _first(
    shape: Shape, people: Iterable[Person], earlier: Sequence[Released], threshold: int
) -> dict[Number, Told]:
    """What would be told if no number gave another away."""
    values: Counter[Number] = Counter()
    persons: Counter[Number] = Counter()
    for person in people:
        counts = counted(person)
        values.update(counts)
        persons.update(counts.keys())
    told = {}
    for number in shape.numbers:
        before = next((s[number].value for s in reversed(earlier) if _has(s, number)), None)
        if before is not None and abs(values[number] - before) < threshold:
            told[number] = Told(before, is_carried=True)
        else:
            told[number] = Told(values[number]) if persons[number] >= threshold else SMALL
    return told


def _has(released: Released, number: Number) -> bool:
    return number in released and released[number].value is not None


def _settle(draft: _Draft, audit: Audit) -> None:
    """Withhold as much as it takes for all that must stay open to do so."""
    _withhold(draft, audit, lambda: draft.wanted(audit))


def _settle_for_insiders(draft: _Draft, knowledge: Knowledge) -> None:
    """The same for callers who know more: what their rows give anyway stays out of account."""
    audit = draft.audit(knowledge)
    if audit is None:
        draft.told.update(dict.fromkeys(draft.told, COMPLEMENTARY))
        return
    before = Audit(draft.shape, draft.threshold, knowledge=knowledge)
    judged = [number for number in draft.told if not _is_readable(number)]
    wanted = [before.wanted(number, COMPLEMENTARY, span=INSIDERS_SPAN) for number in judged]
    before.explore(wanted)
    confidential = {one.number for one in wanted if one is not None and before.is_open(one)}

    def left() -> list[Wanted]:
        return audit.left(
            audit.wanted(number, told, span=INSIDERS_SPAN)
            for number, told in draft.told.items()
            if number in confidential
        )

    _withhold(draft, audit, left)


def _withhold(draft: _Draft, audit: Audit, find: Callable[[], list[Wanted]]) -> None:
    """Withhold numbers at the least price until everything is open; all, if nothing else helps."""
    audit.explore(find())
    left = find()
    hopeless: set[Wanted] = set()
    while left:
        one = left.pop()
        if one in hopeless or audit.is_open(one):
            continue
        prices = draft.prices()
        if not prices:
            hopeless.add(one)
            continue
        for number in audit.giving_way(one, prices) or prices:
            draft.told[number] = COMPLEMENTARY
            audit.tell(number, COMPLEMENTARY)
        left = find()


def _readable(shape: Shape, people: Iterable[Person], sites: Iterable[str]) -> Knowledge:
    """How many changes of job there were, by site."""
    counts = Counter(person.site for person in people for _ in person.moves)
    known = [Number(Cube.MOBILITY_BY_SITE, (site,), Measure.MOVES) for site in sites]
    return Knowledge(
        [shape.numbers[number] for number in known],
        [counts[str(number.category[0])] for number in known],
    )


def _is_readable(number: Number) -> bool:
    """Whether a number hardly says more than the changes of job do to whoever may read them."""
    return number.measure in OF_ACTORS_AND_MOVES and number.cube in OF_EVENTS


def _price(number: Number) -> float:
    return PRICES.get(number.measure, 1.0) * PRICES_OF_TABLES.get(number.cube, 1.0)
