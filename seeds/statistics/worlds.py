"""The worlds that agree with what is known: the whole-numbered points of a polyhedron."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

__all__ = ["ANY", "Bounds", "Floats", "Worlds"]

Floats = NDArray[np.float64]
Places = NDArray[np.int32]

INFINITE = float(highspy.kHighsInf)
MOST_OF_A_KIND = 10_000
LONGEST_SEARCH = 20.0
WHOLE = 1e-6
ROUGHLY = 0.25

OPTIONS: Mapping[str, bool | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "time_limit": INFINITE,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of a number: not less than one, not more than the other."""

    lower: float = -INFINITE
    upper: float = INFINITE

    def __and__(self, other: "Bounds") -> "Bounds":
        return Bounds(max(self.lower, other.lower), min(self.upper, other.upper))


ANY = Bounds()


class Worlds:
    """How many people there are of each kind; rows are numbers that follow from it.

    Worlds that are found are whole-numbered, so each proves that what is known admits it.
    """

    def __init__(self, rows: Sequence[Mapping[int, int]], kinds: int) -> None:
        self._kinds = kinds
        self._known = [ANY] * len(rows)
        self._row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self._kind = np.array([kind for row in rows for kind in row], dtype=np.int32)
        self._times = np.array([times for row in rows for times in row.values()], dtype=float)
        self._solver = self._made(rows)

    def bound(self, row: int, bounds: Bounds) -> None:
        """State what is known of a row, instead of what was."""
        if self._known[row] != bounds:
            self._known[row] = bounds
            self._solver.changeRowBounds(row, bounds.lower, bounds.upper)

    def extreme(
        self, rows: Iterable[int], *, highest: bool, roughly: bool = False
    ) -> Floats | None:
        """The rows of a world in which the sum of some is lowest or highest, or roughly so.

        None if there is no world; short of the extreme where the search took too long.
        """
        chosen = np.isin(self._row, list(rows))
        costs = np.bincount(self._kind[chosen], weights=self._times[chosen], minlength=self._kinds)
        signed = (-costs if highest else costs).astype(np.float64)
        self._cost(np.arange(self._kinds, dtype=np.int32), signed)
        values = self._solved()
        if values is not None and np.abs(values - np.round(values)).max(initial=0.0) > WHOLE:
            self._solver.setOptionValue("mip_rel_gap", ROUGHLY if roughly else 0.0)
            values = self._whole()
        return None if values is None else self._of_rows(np.round(values[: self._kinds]))

    def giving_way(
        self, row: int, bounds: Bounds, prices: Mapping[int, float], *, instead: bool = False
    ) -> tuple[float, list[int]] | None:
        """At what price a row comes within bounds, and which rows have to be known less well.

        `prices` are by the step, for the rows that may give way; None if those are not enough.
        `instead` forgets what is known of the row itself.
        """
        slack = np.array([self._slack(one) + side for one in prices for side in (0, 1)])
        slack = slack.astype(np.int32)
        before = self._known[row]
        self.bound(row, bounds if instead else before & bounds)
        self._cost(np.arange(self._kinds, dtype=np.int32), np.zeros(self._kinds))
        self._cost(slack, np.repeat(list(prices.values()), 2))
        self._cap(slack, INFINITE)
        values = self._solved()
        self._cap(slack, 0.0)
        self._cost(slack, np.zeros(len(slack)))
        self.bound(row, before)
        if values is None:
            return None
        used = values[slack].reshape(-1, 2).max(axis=1)
        price = float(used @ np.array(list(prices.values())))
        return price, [one for one, step in zip(prices, used, strict=True) if step > WHOLE]

    def _made(self, rows: Sequence[Mapping[int, int]]) -> highspy.Highs:
        """A linear program with two columns a row, for falling short and for exceeding."""
        program = highspy.HighsLp()
        columns = self._kinds + 2 * len(rows)
        upper = np.zeros(columns)
        upper[: self._kinds] = MOST_OF_A_KIND
        program.num_col_, program.num_row_ = columns, len(rows)
        program.col_cost_, program.col_lower_, program.col_upper_ = (
            np.zeros(columns),
            np.zeros(columns),
            upper,
        )
        program.row_lower_ = np.full(len(rows), -INFINITE)
        program.row_upper_ = np.full(len(rows), INFINITE)
        slack = [(self._slack(row), self._slack(row) + 1) for row in range(len(rows))]
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row) + 2 for row in rows)])
        matrix.index_ = np.array(
            [place for row, two in zip(rows, slack, strict=True) for place in (*row, *two)]
        )
        matrix.value_ = np.array(
            [times for row in rows for times in (*row.values(), 1, -1)], dtype=float
        )
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.passModel(program)
        return solver

    def _slack(self, row: int) -> int:
        return self._kinds + 2 * row

    def _cost(self, columns: Places, costs: Floats) -> None:
        self._solver.changeColsCost(len(columns), columns, costs)

    def _cap(self, columns: Places, upper: float) -> None:
        count = len(columns)
        self._solver.changeColsBounds(count, columns, np.zeros(count), np.full(count, upper))

    def _whole(self) -> Floats | None:
        """The same search among whole numbers alone."""
        kinds = np.arange(self._kinds, dtype=np.int32)
        self._solver.changeColsIntegrality(
            self._kinds, kinds, np.full(self._kinds, highspy.HighsVarType.kInteger)
        )
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + LONGEST_SEARCH)
        values = self._solved()
        self._solver.setOptionValue("time_limit", INFINITE)
        self._solver.changeColsIntegrality(
            self._kinds, kinds, np.full(self._kinds, highspy.HighsVarType.kContinuous)
        )
        return values

    def _solved(self) -> Floats | None:
        self._solver.run()
        found = self._solver.getInfo().primal_solution_status
        if found != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(self._solver.getSolution().col_value)

    def _of_rows(self, people: Floats) -> Floats:
        weights = self._times * people[self._kind]
        return np.bincount(self._row, weights, len(self._known)).astype(np.float64)
