"""What can be worked out of everything that is published: a linear program of its own.

It knows no column of the publisher's: its unknowns are the published numbers themselves, and what
it knows of them is arithmetic (parts add up to wholes, movers are no more than moves, a rounded
share is near its two counts) and what the reasons given say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import highspy
import numpy as np

__all__ = ["Attacker", "Bounds", "Place", "Variable", "places"]

LEAST = 9
PARTS = (
    ("RELATED_MOVES", ("RELATED_UPWARD_MOVES", "RELATED_OTHER_MOVES")),
    ("MOVES", ("RELATED_MOVES", "UNRELATED_MOVES")),
    ("MOVES", ("UNWANTED_MOVES", "OTHER_WISH_MOVES")),
    ("KEY_ACTORS", ("MOVERS", "UNMOVED_ACTORS")),
)
SHARES = {
    "MOVED_SHARE": ("MOVERS", "KEY_ACTORS"),
    "RELATED_SHARE": ("RELATED_MOVES", "MOVES"),
    "UNRELATED_SHARE": ("UNRELATED_MOVES", "MOVES"),
    "UPWARD_SHARE": ("RELATED_UPWARD_MOVES", "RELATED_MOVES"),
    "UNWANTED_SHARE": ("UNWANTED_MOVES", "MOVES"),
}
OF_PEOPLE = ("KEY_ACTORS", "UNMOVED_ACTORS", "MOVERS", "HOLDERS")
TABLES = tuple(f"MOBILITY_BY_{name}" for name in ("SITE", "PHASE", "CAUSE", "GROUP"))


class Place(NamedTuple):
    """Where a number stands: its table, its category there, and what it counts."""

    cube: str
    category: tuple[Any, ...]
    measure: str


MOVES, MOVERS = Place("MOBILITY", (), "MOVES"), Place("MOBILITY", (), "MOVERS")

Variable = tuple[int, Place]
"""A number of a release, which is counted from 0."""

Bounds = tuple[float, float]
Told = Mapping[Place, tuple[float | None, str | None, bool]]


def places(
    cells: Iterable[Mapping[str, Any]],
) -> dict[Place, tuple[float | None, str | None, bool]]:
    """Cells as the API gives them: value, reason, and whether carried over, by their place."""
    found = {}
    for cell in cells:
        site = cell["siteDistrict"] and cell["siteDistrict"]["name"]
        category: tuple[Any, ...] = {
            "MOBILITY": (),
            "MOBILITY_BY_SITE": (site,),
            "MOBILITY_BY_PHASE": (cell["phase"],),
            "MOBILITY_BY_CAUSE": (cell["cause"],),
            "MOBILITY_BY_GROUP": (cell["group"],),
            "MOTIVES": (cell["motive"],),
            "MOTIVES_BY_GROUP": (cell["group"], cell["motive"]),
        }.get(cell["cube"], ())
        if cell["cube"] not in {"OUTCOMES", "RETENTION"}:
            value = None if cell["value"] is None else float(cell["value"])
            carried = cell["asOf"]["number"] != cell["release"]["number"]
            found[Place(cell["cube"], category, cell["measure"])] = (
                value,
                cell["missing"],
                carried,
            )
    return found


@dataclass
class Attacker:
    """Somebody who holds all releases, and perhaps knows some sums besides."""

    releases: Sequence[Told]
    known: Mapping[Place, float] = field(default_factory=dict)
    believes: bool = True
    """Whether what is published is taken into account; else only what is known besides."""

    def __post_init__(self) -> None:
        self.variables: dict[Variable, int] = {}
        self.rows: list[tuple[dict[int, float], float, float]] = []
        for release, told in enumerate(self.releases):
            counts = [place for place in told if "SHARE" not in place.measure]
            for place in counts:
                self.at(release, place)
            self._arithmetic(release, counts)
            if self.believes:
                self._published(release, told)
        for place, value in self.known.items():
            self.row({(len(self.releases) - 1, place): 1}, value, value)
        self.solver = self._made()

    def at(self, release: int, place: Place) -> int:
        return self.variables.setdefault((release, place), len(self.variables))

    def row(self, sums: Mapping[Variable, float], lower: float, upper: float = np.inf) -> None:
        """Know that a sum of numbers is between bounds; what is not told of is unknown."""
        self.rows.append(({self.at(*one): times for one, times in sums.items()}, lower, upper))

    def bounds(self, release: int, place: Place) -> Bounds:
        """The least and the most that a number can be."""
        column, count = self.at(release, place), len(self.variables)
        found = []
        for sign in (1.0, -1.0):
            costs = np.zeros(count)
            costs[column] = sign
            self.solver.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
            self.solver.run()
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            found.append(sign * self.solver.getObjectiveValue())
        return found[0], found[1]

    def _arithmetic(self, release: int, counts: Sequence[Place]) -> None:
        known = set(counts)
        for place in counts:
            here = place._replace
            for whole, parts in PARTS:
                if place.measure == whole and all(here(measure=part) in known for part in parts):
                    sums = {(release, here(measure=part)): 1.0 for part in parts}
                    self.row(sums | {(release, place): -1.0}, 0, 0)
            if place.measure == "MOVERS":
                again = {(release, here(measure="MOVES")): 1.0, (release, place): -1.0}
                self.row(again, 0)
                if place.cube != "MOBILITY":
                    of_all = {(release, MOVES): 1.0, (release, MOVERS): -1.0}
                    self.row(of_all | {key: -times for key, times in again.items()}, 0)
        for cube in TABLES:
            self._margins(release, [place for place in counts if place.cube == cube])
        self._motives(release, [place for place in counts if place.cube == "MOTIVES_BY_GROUP"])

    def _margins(self, release: int, counts: Sequence[Place]) -> None:
        for measure in {place.measure for place in counts}:
            parts = [place for place in counts if place.measure == measure]
            whole = (release, Place("MOBILITY", (), measure))
            sums = {(release, part): 1.0 for part in parts} | {whole: -1.0}
            may_repeat = measure == "MOVERS" and parts[0].cube.endswith(("PHASE", "CAUSE"))
            self.row(sums, 0, np.inf if may_repeat else 0)
            for part in parts:
                self.row({whole: 1, (release, part): -1}, 0)

    def _motives(self, release: int, counts: Sequence[Place]) -> None:
        for place in counts:
            group, motive = place.category
            actors = Place("MOBILITY_BY_GROUP", (group,), "KEY_ACTORS")
            self.row({(release, actors): 1, (release, place): -1}, 0)
            if group == "USER":
                other = place._replace(category=("ADMINISTRATOR", motive))
                whole = Place("MOTIVES", (motive,), "HOLDERS")
                self.row({(release, place): 1, (release, other): 1, (release, whole): -1}, 0, 0)

    def _published(self, release: int, told: Told) -> None:
        for place, (value, missing, carried) in told.items():
            if "SHARE" in place.measure:
                self._share(release, place, value)
            elif value is not None and carried:
                self.row({(release, place): 1}, value, value + LEAST)
            elif value is not None:
                self.row({(release, place): 1}, value, value)
            elif missing == "SMALL_CELL" and place.measure in OF_PEOPLE:
                self.row({(release, place): 1}, 0, LEAST)
            elif missing == "SMALL_CELL":
                sums = Counter({(release, MOVES): 1.0, (release, MOVERS): -1.0})
                sums[release, place] -= 1
                self.row(sums, -LEAST)
            if release and (release - 1, place) in self.variables:
                # People and moves are only added.
                self.row({(release, place): 1, (release - 1, place): -1}, 0)

    def _share(self, release: int, place: Place, value: float | None) -> None:
        if value is None or place.measure == "HOLDERS_SHARE":
            return
        part, whole = (
            (release, place._replace(measure=measure)) for measure in SHARES[place.measure]
        )
        self.row({part: 100, whole: 0.05 - value}, 0)
        self.row({part: -100, whole: 0.05 + value}, 0)

    def _made(self) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        program = highspy.HighsLp()
        count = len(self.variables)
        program.num_col_, program.num_row_ = count, len(self.rows)
        program.col_cost_, program.col_lower_ = np.zeros(count), np.zeros(count)
        program.col_upper_ = np.full(count, 10_000.0)
        program.row_lower_ = np.array([lower for _, lower, _ in self.rows])
        program.row_upper_ = np.array([upper for _, _, upper in self.rows])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *(len(sums) for sums, _, _ in self.rows)])
        program.a_matrix_.index_ = np.array([at for sums, _, _ in self.rows for at in sums])
        program.a_matrix_.value_ = np.array(
            [times for sums, _, _ in self.rows for times in sums.values()], dtype=float
        )
        solver.passModel(program)
        return solver
