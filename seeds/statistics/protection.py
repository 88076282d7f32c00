"""Which numbers can be published together, and which have to be withheld.

A number that counts fewer persons than the threshold is withheld (SMALL_CELL), and so is what
would give it away (COMPLEMENTARY): that is chosen at the least price, and proved to be enough by
worlds that agree with all that is published, the reasons given and earlier releases included:

- of a SMALL_CELL nobody learns more than that it counts 0 to 9 persons;
- a COMPLEMENTARY number can differ by 10;
- a number that is carried over from an earlier release may have grown by anything from 0 to 9;
- whoever may read changes of job can't tell a number more closely than by 3 from what is
  published, except as far as what they may read gives it anyway.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
PRICES_OF_TABLES = {Cube.MOBILITY: 8.0, Cube.MOBILITY_BY_GROUP: 2.0, Cube.MOTIVES: 2.0}

Released = Mapping[Number, Told]


@dataclass(slots=True)
class _Draft:
    """What is being decided of each number, after what earlier releases have said."""

    shape: Shape
    threshold: int
    told: dict[Number, Told]
    earlier: Sequence[Released]
    hopeless: set[Wanted] = field(default_factory=set)

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

    def withhold(self, audit: Audit, given: Iterable[Number]) -> None:
        for number in given:
            self.told[number] = COMPLEMENTARY
            audit.tell(number, COMPLEMENTARY)


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
    audit.explore(draft.wanted(audit))
    left = draft.wanted(audit)
    while left:
        one = left.pop()
        if one in draft.hopeless or audit.is_open(one):
            continue
        given = audit.giving_way(one, draft.prices())
        if not given and draft.told[one.number] != COMPLEMENTARY:
            given = [one.number]
        draft.withhold(audit, given)
        if given:
            audit.explore(draft.wanted(audit))
            left = draft.wanted(audit)
        else:
            draft.hopeless.add(one)


def _settle_for_insiders(draft: _Draft, knowledge: Knowledge) -> None:
    """The same for callers who know more: what their rows give stays out of account."""
    before = Audit(draft.shape, draft.threshold, knowledge=knowledge)
    audit = draft.audit(knowledge)
    if audit is None:
        draft.told.update(dict.fromkeys(draft.told, COMPLEMENTARY))
        return
    alike = [
        Wanted(number, 0, wanted.row, INSIDERS_SPAN)
        for number, told in draft.told.items()
        if (wanted := before.wanted(number, told)) is not None
    ]
    before.explore(alike)
    open_before = {one.number: before.is_open(one) for one in alike}

    def wanted() -> list[Wanted]:
        return audit.left(
            Wanted(number, one.release, one.row, INSIDERS_SPAN)
            for number, told in draft.told.items()
            if open_before.get(number, True) and (one := audit.wanted(number, told)) is not None
        )

    audit.explore(wanted())
    left = wanted()
    while left:
        one = left.pop()
        if one in draft.hopeless or audit.is_open(one):
            continue
        if given := audit.giving_way(one, draft.prices()):
            draft.withhold(audit, given)
            audit.explore(wanted())
            left = wanted()
        else:
            draft.hopeless.add(one)


def _readable(shape: Shape, people: Iterable[Person], sites: Iterable[str]) -> Knowledge:
    """How many changes of job there were, by site."""
    counts = Counter(person.site for person in people for _ in person.moves)
    known = [Number(Cube.MOBILITY_BY_SITE, (site,), Measure.MOVES) for site in sites]
    return Knowledge(
        [shape.numbers[number] for number in known],
        [counts[str(number.category[0])] for number in known],
    )


def _price(number: Number) -> float:
    return PRICES.get(number.measure, 1.0) * PRICES_OF_TABLES.get(number.cube, 1.0)
