"""Every table, written by every role, here and in another district: as the page says it."""

from collections import defaultdict

import pytest

from api.embedded import Urls
from auth.database import Database
from auth.slices import SLICES
from models.base import Base
from models.failures import Forbidden
from models.tables import metadata, models
from tests.auth.slices.complete import Complete
from tests.auth.slices.doing import DOING
from tests.auth.slices.doings import Doing
from tests.auth.slices.oracle import PAGE, Eyes, held
from tests.auth.slices.trying import changed, created, deleted
from tests.databases import connected
from tests.rows import Row, table_of

MOST = 3
TELLING = ("status", "kind", "position", "published_on", "public_from", "released_from")

DOERS = (
    "PUBLIC",
    *(
        f"open-ended {position} {number}.0"
        for number in (0, 1)
        for position in ("SUPERINTENDENT", "DIRECTOR", "PRINCIPAL", "PLAN_MANAGER", "PLAN_MONITOR")
    ),
    "open-ended FIRM 0",
    "open-ended DIRECTOR 2.0",
    "open-ended PLAN_MANAGER 3.0",
    "open-ended PLAN_MONITOR 3.0",
    "open-ended FIRM 3",
    "open-ended TEACHER 0.0",
    "open-ended SCHOOL_BOARD_MEMBER 0.0",
    "open-ended ASSISTANT_SUPERINTENDENT 0.0",
    "open-ended STATE_OFFICER",
    "open-ended STATE_BOARD_MEMBER",
    "open-ended RESEARCHER",
    "ended SUPERINTENDENT 6.0",
    "ended PLAN_MONITOR 6.0",
    "ended STATE_OFFICER",
    "ended RESEARCHER",
    "RESEARCHER and PRINCIPAL 1.0",
    "FIRM 0, 1 and once 2",
)
REFUSED = ("PUBLIC", "open-ended TEACHER 0.0", "open-ended SCHOOL_BOARD_MEMBER 0.0")


def test_the_page_speaks_of_every_table() -> None:
    assert set(DOING) == set(SLICES)


@pytest.mark.parametrize("name", DOERS)
async def test_rows_are_created_by_whom_the_page_names(
    busy_world: Complete, busy_database: Database, name: str
) -> None:
    eyes = looking(busy_world, name)
    for model, doing in DOING.items():
        for row, may in await created(busy_database, eyes.caller, model, sample(busy_world, model)):
            expected = doing.create(eyes, row) and sees_parents(eyes, model, doing, row)
            assert may == expected, (model.__name__, row)


@pytest.mark.parametrize("name", DOERS)
async def test_rows_are_changed_by_whom_the_page_names(
    busy_world: Complete, busy_database: Database, name: str
) -> None:
    eyes = looking(busy_world, name)
    for model, doing in DOING.items():
        for row, may in await changed(busy_database, eyes.caller, model, sample(busy_world, model)):
            expected = doing.update(eyes, row) and PAGE[model](eyes, row)
            expected = expected and sees_parents(eyes, model, doing, row)
            assert may == expected, (model.__name__, row)


@pytest.mark.parametrize("name", DOERS)
async def test_rows_are_deleted_by_whom_the_page_names(
    busy_world: Complete, busy_database: Database, name: str
) -> None:
    eyes = looking(busy_world, name)
    for model, doing in DOING.items():
        for row, may in await deleted(busy_database, eyes.caller, model, sample(busy_world, model)):
            expected = doing.delete(eyes, row) and PAGE[model](eyes, row)
            assert may == expected, (model.__name__, row)


def test_everything_that_can_be_done_is_done_by_somebody(busy_world: Complete) -> None:
    """Or the three tests above would show nothing."""
    everyone = [looking(busy_world, name) for name in DOERS]
    for model, doing in DOING.items():
        for verb in ("create", "update", "delete"):
            rule = getattr(doing, verb)
            rows = sample(busy_world, model)
            is_done = any(rule(eyes, row) for eyes in everyone for row in rows)
            assert is_done == (rule is not Doing().create), (model.__name__, verb)


def looking(world: Complete, name: str) -> Eyes:
    caller = world.callers[name]
    return Eyes(world.world, caller, held(world.world, caller))


def sample(world: Complete, model: type[Base]) -> list[Row]:
    """The first and last rows of each kind, in each district at work and elsewhere."""
    at_work = [district for district, _ in world.districts[:4]]
    homes: dict[object, int] = {district: place for place, district in enumerate(at_work)}
    kinds: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in world.world.all(model):
        if row["id"] not in world.world.kept:
            told = tuple(str(row.get(name)) for name in TELLING)
            kinds[homes.get(row.get("district_id"), -1), *told].append(row)
    return [row for rows in kinds.values() for row in (*rows[:MOST], *rows[MOST:][-MOST:])]


def sees_parents(eyes: Eyes, model: type[Base], doing: Doing, row: Row) -> bool:
    """Whether a caller sees all that a row refers to in other tables."""
    for key in table_of(model).foreign_key_constraints:
        [ours] = [each.parent.name for each in key.elements if each.column.name == "id"]
        parent = row.get(ours)
        if parent is None or key.referred_table is table_of(model) or ours in doing.handed:
            continue
        above = models()[key.referred_table.name]
        if not PAGE[above](eyes, eyes.world.find(above, parent)):
            return False
    return True


CONTENTS = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {table} t"


@pytest.mark.parametrize("name", REFUSED)
async def test_nothing_changes_where_it_is_refused(
    busy_world: Complete, busy_database: Database, busy_urls: Urls, name: str
) -> None:
    before = await contents(busy_urls)
    eyes = looking(busy_world, name)
    for model in DOING:
        table = table_of(model).name
        for statement in (f"UPDATE {table} SET provenance_row = 7", f"DELETE FROM {table}"):
            try:
                async with busy_database.write(eyes.caller) as transaction:
                    assert await transaction.value(f"{statement} RETURNING 1") is None
            except Forbidden:
                continue
    assert await contents(busy_urls) == before


async def contents(urls: Urls) -> dict[str, tuple[object, ...]]:
    async with connected(urls.owner) as owner:
        return {
            name: tuple(await owner.fetchrow(CONTENTS.format(table=name)) or ())
            for name in metadata.tables
        }
