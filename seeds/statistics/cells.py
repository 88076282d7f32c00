"""Numbers as cells of a release, and cells of earlier releases as numbers."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from models.releases_terms import StatisticCube as Cube
from models.releases_terms import StatisticMeasure as Measure
from models.releases_terms import WithheldReason
from seeds.statistics.audit import Told
from seeds.statistics.people import Number
from seeds.store import Row

__all__ = ["Share", "cell_id", "cells_of", "number_of"]

DIMENSIONS: Mapping[Cube, tuple[str, ...]] = {
    Cube.MOBILITY: (),
    Cube.MOBILITY_BY_SITE: ("site_district_id",),
    Cube.MOBILITY_BY_PHASE: ("phase",),
    Cube.MOBILITY_BY_CAUSE: ("cause",),
    Cube.MOBILITY_BY_GROUP: ("group",),
    Cube.MOTIVES: ("motive",),
    Cube.MOTIVES_BY_GROUP: ("group", "motive"),
}


class Share(NamedTuple):
    """A share and the two measures that it follows from; it says nothing that they don't."""

    measure: Measure
    part: Measure
    whole: Measure


SHARES = (
    Share(Measure.MOVED_SHARE, Measure.MOVERS, Measure.KEY_ACTORS),
    Share(Measure.RELATED_SHARE, Measure.RELATED_MOVES, Measure.MOVES),
    Share(Measure.UNRELATED_SHARE, Measure.UNRELATED_MOVES, Measure.MOVES),
    Share(Measure.UPWARD_SHARE, Measure.RELATED_UPWARD_MOVES, Measure.RELATED_MOVES),
    Share(Measure.UNWANTED_SHARE, Measure.UNWANTED_MOVES, Measure.MOVES),
)
HOLDERS = Share(Measure.HOLDERS_SHARE, Measure.HOLDERS, Measure.KEY_ACTORS)


def number_of(cell: Mapping[str, Any]) -> Number | None:
    """The number that a stored cell is of; None for a share and for what counts no people."""
    cube, measure = Cube[cell["cube"]], Measure[cell["measure"]]
    if cube not in DIMENSIONS or measure.name.endswith("SHARE"):
        return None
    values = (cell[name] for name in DIMENSIONS[cube])
    return Number(cube, tuple(None if v is None else str(v) for v in values), measure)


def cells_of(
    told: Mapping[Number, Told], release: UUID, as_of: Mapping[Number, UUID]
) -> Iterator[Row]:
    """The rows of a release; `as_of` are the releases that carried numbers are of."""
    of = {number: as_of[number] if said.is_carried else release for number, said in told.items()}
    for number, said in told.items():
        yield _cell(release, number, said.value, said.missing, of[number])
        for share, whole in _shares(number):
            named = number._replace(measure=share.measure)
            part, total = said, told[whole]
            if part.value is None or total.value is None or of[number] != of[whole]:
                missing = part.missing or total.missing or WithheldReason.COMPLEMENTARY
                yield _cell(release, named, None, missing, release)
            else:
                percent = round(Decimal(100 * part.value) / total.value, 1)
                yield _cell(release, named, percent, None, of[number])


def _shares(number: Number) -> Iterator[tuple[Share, Number]]:
    """The shares of which a number is the part, and the numbers that are their wholes."""
    for share in SHARES:
        whole = number._replace(measure=share.whole)
        if share.part is number.measure and _is_counted(whole):
            yield share, whole
    if number.measure is Measure.HOLDERS:
        by_group = number.cube is Cube.MOTIVES_BY_GROUP
        cube = Cube.MOBILITY_BY_GROUP if by_group else Cube.MOBILITY
        yield HOLDERS, Number(cube, number.category[:1] if by_group else (), HOLDERS.whole)


def _is_counted(number: Number) -> bool:
    by_move = number.cube in (Cube.MOBILITY_BY_PHASE, Cube.MOBILITY_BY_CAUSE)
    return not (by_move and number.measure is Measure.KEY_ACTORS)


def _cell(
    release: UUID,
    number: Number,
    value: int | Decimal | None,
    missing: WithheldReason | None,
    as_of: UUID,
) -> Row:
    names = DIMENSIONS[number.cube]
    dimensions: dict[str, object] = dict(zip(names, number.category, strict=True))
    if "site_district_id" in dimensions:
        dimensions["site_district_id"] = UUID(str(dimensions["site_district_id"]))
    return {
        "id": cell_id(release, number.cube.name, number.measure.name, *number.category),
        "release_id": release,
        "cube": number.cube,
        "measure": number.measure,
        **dimensions,
        "value": None if value is None else Decimal(value),
        "missing": missing,
        "as_of_id": as_of,
    }


def cell_id(release: UUID, *names: object) -> UUID:
    """A cell's id from its release and what tells it from the others."""
    return uuid5(release, "\x1f".join(str(name) for name in names))
