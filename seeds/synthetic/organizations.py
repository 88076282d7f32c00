"""One district with its schools: how many, what they are called, how they are coded.

Sizes follow Massachusetts in mean and tail (4.5 schools a district, two districts in five with
one school, the largest above a hundred) with one simplification: every fourth district is large,
12 schools or more, and these are the ones in turnaround. A district has the level of its
lowest-rated school, so large ones are rated lower in life too.
"""

from dataclasses import dataclass

from models.organizations import DistrictKind
from seeds.synthetic import rows
from seeds.synthetic.lots import Lots
from seeds.synthetic.words import FAMILY_NAMES, SCHOOL_KINDS, TOWN_ENDS, TOWN_SIDES, TOWN_STARTS

__all__ = ["IN_TURNAROUND_EVERY", "Place", "nces_id", "place"]

IN_TURNAROUND_EVERY = 4
FEWEST_OF_LARGE, MOST = 12, 118
TAIL = 1.35  # of a Pareto distribution
SCHOOLS_OF_SMALL = {"1": 60, "2": 22, "3": 12, "4": 6}
GRADES = {"Elementary School": "K,01,02,03,04,05", "Middle School": "06,07,08"}
HIGH_GRADES = "09,10,11,12"
FIRST_CODE, LAST_CODE = 4000, 9999  # above all codes that the state has given
SHUFFLE = 7919  # a prime: neighbours in number are not neighbours in name


@dataclass(frozen=True, slots=True)
class Place:
    """A district and its schools."""

    number: int
    district: rows.District
    schools: list[rows.School]

    @property
    def is_in_turnaround(self) -> bool:
        """Whether it is one of the large districts at Level 3 or below, which have plans."""
        return self.number % IN_TURNAROUND_EVERY == 0


def nces_id(number: int) -> str:
    """The federal identifier of district `number`: of a state that there is not."""
    return f"99{number:05}"


def place(number: int, lots: Lots) -> Place:
    """District `number`, from 0."""
    size = _size(number, lots)
    code = str(FIRST_CODE + number) if FIRST_CODE + number <= LAST_CODE else None
    district = rows.District(
        id=lots.id(),
        name=f"{_town(number)} Unified",
        state_code=f"{code}0000" if code else None,
        nces_id=nces_id(number),
        kind=DistrictKind.REGULAR.name,
        is_charter=size == 1 and lots.random.random() < 1 / 3,
    )
    return Place(number, district, [_school(district, unit, lots) for unit in _units(size, lots)])


def _size(number: int, lots: Lots) -> int:
    if number == 0:
        return FEWEST_OF_LARGE
    if number % IN_TURNAROUND_EVERY == 0:
        return min(MOST, FEWEST_OF_LARGE - 1 + int(lots.random.paretovariate(TAIL)))
    return int(lots.weighted(SCHOOLS_OF_SMALL))


def _units(size: int, lots: Lots) -> list[tuple[int, int]]:
    """The schools' serial numbers, each with the number of its name."""
    names = lots.random.sample(range(len(FAMILY_NAMES) * len(SCHOOL_KINDS)), size)
    return list(enumerate(names, start=5))


def _school(district: rows.District, unit: tuple[int, int], lots: Lots) -> rows.School:
    serial, name = unit
    turn, family = divmod(name, len(FAMILY_NAMES))
    kind = SCHOOL_KINDS[turn]
    second = " 2" if SCHOOL_KINDS.index(kind) < turn else ""
    return rows.School(
        district_id=district.id,
        id=lots.id(),
        name=f"{FAMILY_NAMES[family]} {kind}{second}",
        state_code=f"{district.state_code[:4]}{serial:04}" if district.state_code else None,
        nces_id=f"{district.nces_id}{serial:05}",
        town=district.name.removesuffix(" Unified"),
        grades=GRADES.get(kind, HIGH_GRADES),
    )


def _town(number: int) -> str:
    """A name that no other district of the network has; beyond 22,000 they carry a number."""
    names = len(TOWN_SIDES) * len(TOWN_STARTS) * len(TOWN_ENDS)
    again, index = divmod(number, names)
    index = index * SHUFFLE % names
    index, side = divmod(index, len(TOWN_SIDES))
    start, end = divmod(index, len(TOWN_ENDS))
    name = f"{TOWN_SIDES[side]}{TOWN_STARTS[start]}{TOWN_ENDS[end]}"
    return f"{name} {again + 1}" if again else name
