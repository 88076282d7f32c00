"""What somebody who knows certain things can work out of what is published.

An audit keeps, of every row, the lowest and the highest that it has in any world found so far.
Worlds are found for many rows at once as long as that gains something, then for one at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.releases_terms import WithheldReason
from seeds.statistics.people import Number
from seeds.statistics.shape import Row, Shape
from seeds.statistics.worlds import ANY, Bounds, Worlds

__all__ = ["Audit", "Knowledge", "Told", "Wanted"]

SEED = 1984
FRUITLESS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a release says of a number: its value, perhaps an earlier release's, or why none."""

    value: int | None = None
    missing: WithheldReason | None = None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a kind of caller knows besides: sums of columns, and what they come to."""

    rows: Sequence[Row] = ()
    sums: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """That a row must be able to differ by so much between worlds."""

    number: Number
    release: int
    row: int
    span: int


class Audit:
    """The worlds that one kind of caller has to reckon with, release by release.

    With `grows`, people are only added from one release to the next, which the caller may know;
    without, the worlds of the releases have nothing to do with each other.
    """

    def __init__(
        self,
        shape: Shape,
        threshold: int,
        releases: int = 1,
        knowledge: Knowledge | None = None,
        *,
        grows: bool = True,
    ) -> None:
        self._threshold = threshold
        self._last = releases - 1
        self._value: dict[tuple[int, Number], int] = {}
        self._persons: dict[tuple[int, Number], int] = {}
        rows: list[Row] = []
        fixed: list[tuple[int, Bounds]] = []
        width = len(shape.columns)

        def add(row: Row, blocks: Iterable[int]) -> int:
            rows.append({block * width + place: n for block in blocks for place, n in row.items()})
            return len(rows) - 1

        for release in range(releases):
            blocks = range(release + 1) if grows else range(release, release + 1)
            for number, row in shape.numbers.items():
                self._value[release, number] = place = add(row, blocks)
                of_persons = shape.persons.get(number)
                self._persons[release, number] = add(of_persons, blocks) if of_persons else place
            fixed += [(add(row, (release,)), Bounds(0, 0)) for row in shape.equal]
            fixed += [(add(row, (release,)), Bounds(upper=0)) for row in shape.not_positive]
        known = knowledge or Knowledge()
        for row, total in zip(known.rows, known.sums, strict=True):
            blocks = range(releases) if grows else range(self._last, releases)
            fixed.append((add(row, blocks), Bounds(total, total)))
        self._worlds = Worlds(rows, width * releases)
        for place, bounds in fixed:
            self._worlds.bound(place, bounds)
        self._lowest = np.full(len(rows), np.inf)
        self._highest = np.full(len(rows), -np.inf)

    def tell(self, number: Number, told: Told, release: int | None = None) -> None:
        """State what a release says; of a number told before, it may say less but not more."""
        at = (self._last if release is None else release, number)
        if at not in self._value:
            return
        value, persons = self._known(told)
        if self._value[at] == self._persons[at]:
            self._worlds.bound(self._value[at], value & persons)
        else:
            self._worlds.bound(self._value[at], value)
            self._worlds.bound(self._persons[at], persons)

    def wanted(
        self,
        number: Number,
        told: Told,
        release: int | None = None,
        *,
        span: int | None = None,
    ) -> Wanted | None:
        """What must stay open of a number; None where it is published.

        By as much as the threshold allows, or by another span.
        """
        at = (self._last if release is None else release, number)
        if at not in self._value or (told.value is not None and not told.is_carried):
            return None
        is_small = told.missing is WithheldReason.SMALL_CELL
        row = self._persons[at] if is_small else self._value[at]
        return Wanted(number, at[0], row, self._threshold - 1 if span is None else span)

    def is_possible(self) -> bool:
        """Whether there is any world at all."""
        return self._worlds.extreme([], highest=True) is not None

    def span(self, wanted: Wanted) -> float:
        """By how much a row differs between the worlds found; negative before there is one."""
        return max(float(self._highest[wanted.row] - self._lowest[wanted.row]), -1.0)

    def left(self, wanted: Iterable[Wanted | None]) -> list[Wanted]:
        """What is not yet seen to be as open as it must be."""
        return [one for one in wanted if one is not None and self.span(one) < one.span]

    def explore(self, wanted: Sequence[Wanted | None]) -> None:
        """Look for worlds that open many rows at once, until that is fruitless."""
        chance = np.random.default_rng(SEED)
        fruitless = 0
        while fruitless < FRUITLESS and (left := self.left(wanted)):
            before = sum(self.span(one) for one in left)
            some = [one for one in left if chance.random() < 1 - fruitless / FRUITLESS] or left
            for highest in (True, False):
                self._find([one.row for one in some], highest=highest, roughly=True)
            gained = sum(self.span(one) for one in left) > before
            fruitless = 0 if gained else fruitless + 1

    def is_open(self, wanted: Wanted) -> bool:
        """Whether a row differs by as much as it must, after a search for it alone."""
        for highest in (True, False):
            if self.span(wanted) < wanted.span:
                self._find([wanted.row], highest=highest, roughly=False)
        return self.span(wanted) >= wanted.span

    def giving_way(self, wanted: Wanted, prices: Mapping[Number, float]) -> list[Number]:
        """Of which numbers of the last release less must be known for a row to be open.

        One of them may be the number itself, of which then no more is said than that it is
        withheld.
        """
        rows = {number: self._rows(number) for number in prices}
        of_rows = {row: prices[number] for number in prices for row in rows[number]}
        of_itself = of_rows.pop(wanted.row, None) if wanted.release == self._last else None
        lowest, highest = self._lowest[wanted.row], self._highest[wanted.row]
        ways = [Bounds(lower=lowest + wanted.span)]
        if highest >= wanted.span:
            ways.append(Bounds(upper=highest - wanted.span))
        found: list[tuple[float, list[int]]] = []
        for price in {0.0, of_itself or 0.0}:
            for way in ways:
                given = self._worlds.giving_way(wanted.row, way, of_rows, instead=price > 0)
                if given is not None and (given[1] or price):
                    found.append((given[0] + price, [*given[1], *[wanted.row] * (price > 0)]))
        cheapest = set(min(found)[1]) if found else set()
        return [number for number in prices if cheapest & rows[number]]

    def _rows(self, number: Number) -> set[int]:
        return {self._value[self._last, number], self._persons[self._last, number]}

    def _known(self, told: Told) -> tuple[Bounds, Bounds]:
        """What a number's value can be, and how many persons it can count."""
        least = self._threshold - 1
        if told.value is not None and told.is_carried:
            return Bounds(told.value - least, told.value + least), ANY
        if told.value is not None:
            return Bounds(told.value, told.value), Bounds(lower=self._threshold)
        if told.missing is WithheldReason.SMALL_CELL:
            return ANY, Bounds(upper=least)
        return ANY, ANY

    def _find(self, rows: Sequence[int], *, highest: bool, roughly: bool) -> None:
        found = self._worlds.extreme(rows, highest=highest, roughly=roughly)
        if found is not None:
            self._lowest = np.minimum(self._lowest, found)
            self._highest = np.maximum(self._highest, found)
