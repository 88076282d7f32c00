"""A network in which everything moves: what writers do to a made-up world, a step at a time."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from auth.callers import PUBLIC, Caller
from models.organizations import School
from tests.auth.slices import led, studies
from tests.auth.slices.complete import POSITIONS, STATE_POSITIONS
from tests.auth.slices.monitored import REPORTS, SUMMARIES, meet, report, summarize, visit
from tests.auth.slices.research_world import research
from tests.auth.slices.world import World
from tests.rows import Owner

__all__ = ["Writer", "network"]

STATUSES = ("DRAFT", "SUBMITTED", "RETURNED_WITH_FEEDBACK", "ACCEPTED", "COMPLETED")
PUBLISHED = (
    "site",
    "causal_network",
    "outcome_rating",
    "theme",
    "standard_review",
)
OFFICES = ("appointment", "state_appointment", "engagement", "study_member")
WRITTEN_ANEW = ("measurement", "evidence", "obstacle", "memo", "progress_note")


def network(chance: Random, today: date) -> tuple[World, list[Caller]]:
    """Two districts in which everything has been done once, and those who look at them."""
    world = World(today)
    districts = [world.district() for _ in range(2)]
    schools = {district: [world.school(district) for _ in range(2)] for district in districts}
    people = [world.person() for _ in range(10)]
    firms = [world.firm() for _ in range(2)]
    for position in (*POSITIONS, *POSITIONS):
        district = chance.choice(districts)
        place = chance.choice(schools[district])
        world.appoint(
            chance.choice(people), district, position, place, dates=_period(chance, today)
        )
    for position in STATE_POSITIONS:
        world.appoint_to_state(chance.choice(people), position, *_period(chance, today))
    for firm in firms:
        world.engage(firm, chance.choice(districts), *_period(chance, today))
    for district in districts:
        _furnish(chance, world, district, schools[district], people)
    some = chance.sample(people, 6)
    return world, [PUBLIC, *(Caller(person=one) for one in some), *(Caller(firm=f) for f in firms)]


def _furnish(
    chance: Random, world: World, district: UUID, schools: list[UUID], people: list[UUID]
) -> None:
    """One of everything for a district."""
    world.plan(district, schools, chance.choice(STATUSES[:4]), submitted=True)
    world.index(district, tested=chance.choice([9, 10]))
    world.condition(district, schools[0])
    world.review(district, "DISTRICT_REVIEW", None)
    meet(world, district, chance.sample(people, 3))
    visit(world, district, schools[0], [chance.choice(people)])
    report(world, district, chance.choice(REPORTS))
    summarize(world, district, chance.choice(SUMMARIES))
    listed = led.equip(world, district, chance.choice(people))
    plan = led.plan_school(world, district, schools[0], listed, None)
    led.review(world, plan, chance.choice(people))
    led.convene(world, district, None, [chance.choice(people)])
    observer, teacher, third = chance.sample(people, 3)
    where = world.find(School, schools[0])
    led.walk(world, where, listed, (observer, teacher, third), None)
    author = studies.join(
        world, studies.found(world), chance.choice(people), *_period(chance, world.today)
    )
    studies.gather(world, district, author, author[0])
    research(world, district, chance.choice(people), chance.choice(people), None)


def _period(chance: Random, today: date) -> tuple[date, date | None]:
    """A period that begins or ends next to today, or that goes on."""
    starts = chance.choice([-2, -2, -1, 0, 1])
    ends = chance.choice([None, None, max(starts, 0), max(starts, 1)])
    return today + timedelta(days=starts), None if ends is None else today + timedelta(days=ends)


@dataclass(slots=True)
class Writer:
    """Somebody with a connection and, at times, a transaction that has not ended."""

    chance: Random
    connection: Owner
    today: date
    open: Any = None
    done: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        """A transaction; others' locks are not waited for, as the schedule has one thread."""
        if self.open is None:
            self.open = self.connection.transaction()
            await self.open.start()
            await self.connection.execute("SET LOCAL lock_timeout = '20ms'")

    async def end(self, *, commit: bool) -> None:
        """Whatever was done is there for all, or never was."""
        if self.open is not None:
            await (self.open.commit() if commit else self.open.rollback())
            self.open = None

    async def write(self) -> bool:
        """Something, anywhere; what a constraint or another's lock forbids is left."""
        await self.begin()
        common, rare = (
            (self._touch, self._office),
            (
                self._status,
                self._publish,
                self._attend,
                self._delete,
                self._anew,
                self._appoint,
                self._author,
            ),
        )
        act = self.chance.choice((*common, *common, *rare))
        try:
            async with self.connection.transaction():
                await act()
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.LockNotAvailableError):
            return False
        except (asyncpg.RaiseError, asyncpg.DeadlockDetectedError):
            return False
        return True

    async def _any(self, table: str) -> Any:
        """A row of a table, the same in every run."""
        rows = await self.connection.fetch(f"SELECT * FROM {table} ORDER BY created_at, id")
        return self.chance.choice(rows) if rows else {"id": uuid4()}

    async def _table(self) -> str:
        names = await self.connection.fetch(
            "SELECT record_type FROM feed.slice WHERE record_type <> 'district' ORDER BY 1"
        )
        return str(self.chance.choice(names)[0])

    async def _set(self, table: str, key: UUID, **values: object) -> None:
        columns = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, start=2))
        await self.connection.execute(
            f"UPDATE {table} SET {columns} WHERE id = $1",
            key,
            *values.values(),
        )

    async def _touch(self) -> None:
        table = await self._table()
        row = await self._any(table)
        await self._set(table, row["id"], provenance_source=str(self.chance.random()))

    async def _office(self) -> None:
        table = self.chance.choice(OFFICES)
        starts_on, ends_on = _period(self.chance, self.today)
        row = await self._any(table)
        await self._set(table, row["id"], starts_on=starts_on, ends_on=ends_on)

    async def _appoint(self) -> None:
        place, person = await self._any("school"), await self._any("person")
        starts_on, ends_on = _period(self.chance, self.today)
        position = self.chance.choice(["TEACHER", "PRINCIPAL", "DIRECTOR", "SCHOOL_BOARD_MEMBER"])
        await self.connection.execute(
            "INSERT INTO appointment (district_id, id, person_id, position, school_id, starts_on,"
            " ends_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            place["district_id"],
            uuid4(),
            person["id"],
            position,
            place["id"] if position in {"TEACHER", "PRINCIPAL"} else None,
            starts_on,
            ends_on,
        )

    async def _status(self) -> None:
        day = date(2012, 1, 1)
        kind = self.chance.randrange(3)
        if kind == 0:
            at = self.chance.randrange(5)
            row = await self._any("accelerated_improvement_plan")
            await self._set(
                "accelerated_improvement_plan",
                row["id"],
                status=STATUSES[at],
                first_submitted_on=day if at else None,
                submitted_on=day if at else None,
                accepted_on=day if at >= 3 else None,
                ended_on=day if at == 4 else None,
            )
        elif kind == 1:
            at = self.chance.randrange(4)
            row = await self._any("quarterly_progress_report")
            await self._set(
                "quarterly_progress_report",
                row["id"],
                status=REPORTS[at],
                issued_on=day if at >= 1 else None,
                presented_on=day if at >= 2 else None,
                presented_at="a meeting" if at >= 2 else None,
                is_televised=False if at >= 2 else None,
                published_on=day if at >= 3 else None,
            )
        else:
            at = self.chance.randrange(3)
            row = await self._any("annual_summary")
            await self._set(
                "annual_summary",
                row["id"],
                status=SUMMARIES[at],
                submitted_on=day if at >= 1 else None,
                published_on=day if at >= 2 else None,
            )

    async def _publish(self) -> None:
        day = self.chance.choice([None, *(self.today + timedelta(days=n) for n in (-1, 0, 1))])
        table = self.chance.choice([*PUBLISHED, "school_improvement_plan", "leadership_meeting"])
        row = await self._any(table)
        if table == "school_improvement_plan":
            status = "ENDED" if day else "DRAFT"
            ended_on = date(2100, 1, 1) if day else None
            await self._set(table, row["id"], status=status, published_on=day, ended_on=ended_on)
        elif table == "leadership_meeting":
            status = "PACKET_RELEASED" if day else "PACKET_OPEN"
            await self._set(table, row["id"], status=status, packet_released_on=day)
        else:
            await self._set(table, row["id"], published_on=day)

    async def _attend(self) -> None:
        row, person = await self._any("highlight_attendance"), await self._any("person")
        await self._set("highlight_attendance", row["id"], person_id=person["id"])

    async def _author(self) -> None:
        table = self.chance.choice(["self_assessment", "visit_note", "key_actor", "site"])
        row, person = await self._any(table), await self._any("person")
        await self._set(table, row["id"], author_id=person["id"])

    async def _delete(self) -> None:
        table = await self._table()
        row = await self._any(table)
        await self.connection.execute(f"DELETE FROM {table} WHERE id = $1", row["id"])

    async def _anew(self) -> None:
        """A row once more, under another id."""
        table = self.chance.choice(WRITTEN_ANEW)
        row = dict(await self._any(table)) | {"id": uuid4()}
        generated = await self.connection.fetch(
            "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attgenerated <> ''",
            table,
        )
        for name in [name for (name,) in generated]:
            row.pop(name, None)
        if len(row) > 1:
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f"${place}" for place in range(1, len(row) + 1))
            await self.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({values})",
                *row.values(),
            )
