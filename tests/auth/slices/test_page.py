"""Each role, put before each kind of record: sees all, the own, or none, as the page says."""

from collections.abc import Iterable
from uuid import UUID

import pytest

from auth.callers import Caller
from auth.database import Database
from models.people import Appointment
from tests.auth.slices.complete import Complete
from tests.auth.slices.kinds import EVERYONE, KINDS, Kind
from tests.auth.slices.kinds_filing import FILING_KINDS
from tests.auth.slices.kinds_leadership import LEADERSHIP_KINDS
from tests.auth.slices.kinds_monitoring import MONITORING_KINDS
from tests.auth.slices.research_kinds import RESEARCH_KINDS
from tests.auth.slices.sight import seen
from tests.auth.slices.world import World
from tests.rows import Row

WHO = {
    "PUB": "PUBLIC",
    "TEA": "open-ended TEACHER {0}.0",
    "PRI": "open-ended PRINCIPAL {0}.0",
    "ADM": "open-ended DIRECTOR {0}.0",
    "LEAD": "open-ended SUPERINTENDENT {0}.0",
    "BRD": "open-ended SCHOOL_BOARD_MEMBER {0}.0",
    "MAN": "open-ended PLAN_MANAGER {0}.0",
    "FIRM": "open-ended FIRM {0}",
    "MON": "open-ended PLAN_MONITOR {0}.0",
    "OFF": "open-ended STATE_OFFICER",
    "SBE": "open-ended STATE_BOARD_MEMBER",
    "RES": "open-ended RESEARCHER",
}


@pytest.fixture(scope="module")
def looked() -> dict[Caller, dict[str, set[UUID]]]:
    """What callers have been seen to see, so that each looks once."""
    return {}


@pytest.mark.parametrize("role", EVERYONE.split())
@pytest.mark.parametrize(
    "kind", [*KINDS, *MONITORING_KINDS, *LEADERSHIP_KINDS, *FILING_KINDS, *RESEARCH_KINDS], ids=str
)
async def test_a_role_sees_what_its_row_says(
    complete: Complete,
    complete_database: Database,
    looked: dict[Caller, dict[str, set[UUID]]],
    kind: Kind,
    role: str,
) -> None:
    world = complete.world
    rows = [row for row in world.all(kind.model) if kind.which(world, row)]
    number = _home(complete, rows)
    caller = complete.callers[WHO[role].format(number)]
    district, (school, _) = complete.districts[number]
    own = [row for row in rows if district in _districts(world, row)]

    expected = _ids(row for row in rows if _is_about(caller, row))
    if role in kind.all.split():
        expected |= _ids(rows)
    if role in kind.own.split():
        expected |= _ids(own)
    if role in kind.own_school.split():
        expected |= _ids(row for row in own if row["school_id"] == school)
    if caller not in looked:
        looked[caller] = await seen(complete_database, caller)
    assert looked[caller][kind.model.__tablename__] & _ids(rows) == expected


def _home(complete: Complete, rows: list[Row]) -> int:
    """The first district at work that has such rows: whoever is asked works there."""
    assert rows
    for number, (district, _) in enumerate(complete.districts[:5]):
        if any(district in _districts(complete.world, row) for row in rows):
            return number
    return 0


def _districts(world: World, row: Row) -> set[UUID]:
    """The row's district; for a person's rows, those that the person works in."""
    if "district_id" in row:
        return {row["district_id"]}
    person = row.get("person_id") or row["id"]
    return {each["district_id"] for each in world.all(Appointment) if each["person_id"] == person}


def _is_about(caller: Caller, row: Row) -> bool:
    names = ("id", "person_id", "author_id", "observer_id", "teacher_id", "principal_id")
    return caller.person is not None and caller.person in {row.get(name) for name in names}


def _ids(rows: Iterable[Row]) -> set[UUID]:
    return {row["id"] for row in rows}
