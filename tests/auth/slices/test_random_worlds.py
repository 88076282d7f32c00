"""Worlds nobody thought of: whatever the appointments, what is seen is what the oracle says."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.embedded import Urls
from auth.callers import PUBLIC, READ
from auth.database import Database
from models.organizations import School
from tests.auth.slices import filed, led, studies
from tests.auth.slices.complete import POSITIONS, STATE_POSITIONS
from tests.auth.slices.monitored import REPORTS, SUMMARIES, meet, report, summarize, visit
from tests.auth.slices.oracle import visible
from tests.auth.slices.research_world import research
from tests.auth.slices.sight import noon, seen
from tests.auth.slices.world import World
from tests.databases import Server, connected
from tests.rows import write

RUNNING = ("ACCEPTED", "IN_IMPLEMENTATION")
IN_PREPARATION = ("DRAFT", "SUBMITTED", "UNDER_REVIEW", "RETURNED_WITH_FEEDBACK")
ENDED = ("COMPLETED", "SUPERSEDED", "EXITED")

Draw = st.DrawFn


@pytest.fixture(scope="module")
async def worlds_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A database in which world comes to stand beside world."""
    urls = await server.create(migrated)
    yield urls
    await server.drop(urls)


@pytest.fixture(scope="module")
async def worlds(worlds_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    zone, _ = noon()
    opened = await Database.open(worlds_urls.api, pool_size=1, time_zone=zone)
    yield opened
    await opened.close()


@st.composite
def periods(draw: Draw) -> tuple[date, date | None]:
    """Periods that begin or end next to today."""
    _, today = noon()
    starts = draw(st.integers(-2, 1))
    ends = draw(st.none() | st.integers(max(starts, -1), 1))
    return today + timedelta(days=starts), None if ends is None else today + timedelta(days=ends)


@st.composite
def networks(draw: Draw) -> World:
    """Two or three districts, some people and firms between them, in offices of all kinds."""
    _, today = noon()
    world = World(today)
    districts = [_district(draw, world) for _ in range(draw(st.integers(2, 3)))]
    people = [world.person() for _ in range(draw(st.integers(1, 4)))]
    firms = [world.firm() for _ in range(draw(st.integers(1, 2)))]
    for _ in range(draw(st.integers(0, 8))):
        district, schools = draw(st.sampled_from(districts))
        person, position = draw(st.sampled_from(people)), draw(st.sampled_from(POSITIONS))
        school = draw(st.sampled_from(schools))
        world.appoint(person, district, position, school, dates=draw(periods()))
    for _ in range(draw(st.integers(0, 2))):
        position = draw(st.sampled_from(STATE_POSITIONS))
        world.appoint_to_state(draw(st.sampled_from(people)), position, *draw(periods()))
    for _ in range(draw(st.integers(0, 3))):
        district, _ = draw(st.sampled_from(districts))
        world.engage(draw(st.sampled_from(firms)), district, *draw(periods()))
    for district, schools in districts:
        _monitored(draw, world, district, schools[0], people)
        _led(draw, world, district, schools, people)
        filed.keep(world, district)
        reminded = draw(st.lists(st.sampled_from(people), unique=True))
        filed.remind(world, district, schools[:1], reminded)
    for _ in range(draw(st.integers(0, 2))):
        _study(draw, world, people, [district for district, _ in districts])
        district, _ = draw(st.sampled_from(districts))
        author, mover = (draw(st.sampled_from(people)) for _ in range(2))
        published_on = draw(
            st.none() | st.integers(-2, 2).map(lambda days: today + timedelta(days))
        )
        research(world, district, author, mover, published_on)
    return world


def _monitored(draw: Draw, world: World, district: UUID, school: UUID, people: list[UUID]) -> None:
    """What the state follows: who is invited, who took notes, how far reports have come."""
    some = st.lists(st.sampled_from(people), unique=True)
    for _ in range(draw(st.integers(0, 2))):
        meet(world, district, draw(some))
    visit(world, district, school, draw(some))
    for status in draw(st.lists(st.sampled_from(REPORTS), max_size=4)):
        report(world, district, status)
    for status in draw(st.lists(st.sampled_from(SUMMARIES), max_size=2)):
        summarize(world, district, status)


def _led(draw: Draw, world: World, district: UUID, schools: list[UUID], people: list[UUID]) -> None:
    """What administrators do: whose it is, and whether its day has come."""
    somebody, school = st.sampled_from(people), st.sampled_from(schools)
    days = st.none() | st.integers(-2, 2).map(lambda days: world.today + timedelta(days))
    listed = led.equip(world, district, draw(somebody))
    for published_on in draw(st.lists(days, max_size=2)):
        plan = led.plan_school(world, district, draw(school), listed, published_on)
        led.review(world, plan, draw(somebody))
    for released_on in draw(st.lists(days, max_size=2)):
        led.convene(world, district, released_on, draw(st.lists(somebody, unique=True)))
    led.assess(world, district, draw(somebody), None)
    for _ in range(draw(st.integers(0, 2)) if len(people) > 2 else 0):
        observer, teacher, third = draw(st.permutations(people))[:3]
        together = (observer, teacher, draw(st.sampled_from([None, third])))
        long_ago = world.today - timedelta(days=31)
        observed_on = draw(days | st.just(long_ago))
        led.walk(world, world.find(School, draw(school)), listed, together, observed_on)


def _study(draw: Draw, world: World, people: list[UUID], districts: list[UUID]) -> None:
    study = studies.found(world)
    members = draw(st.lists(st.sampled_from([None, *people]), min_size=1, unique=True))
    authors = [studies.join(world, study, person, *draw(periods())) for person in members]
    for author in authors:
        coder, _ = draw(st.sampled_from(authors))
        studies.gather(world, draw(st.sampled_from(districts)), author, coder)


def _district(draw: Draw, world: World) -> tuple[UUID, list[UUID]]:
    district = world.district()
    schools = [world.school(district) for _ in range(draw(st.integers(1, 2)))]
    somewhere = st.sampled_from([None, *schools])
    for statuses in (RUNNING, IN_PREPARATION, ENDED):
        if draw(st.booleans()):
            status = draw(st.sampled_from(statuses))
            submitted = status != "DRAFT" or draw(st.booleans())
            world.plan(district, schools, status, submitted=submitted)
    for _ in range(draw(st.integers(0, 2))):
        tested = draw(st.sampled_from([None, 0, 9, 10, 11]))
        published = draw(st.booleans())
        world.index(district, school_id=draw(somewhere), tested=tested, is_published=published)
    world.condition(district, draw(st.sampled_from(schools)))
    days = st.integers(-1, 1).map(lambda offset: world.today + timedelta(days=offset))
    for kind in ("SELF_ASSESSMENT", "DISTRICT_REVIEW"):
        world.review(district, kind, draw(st.none() | days))
    return district, schools


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=networks())
async def test_everyone_in_any_world_sees_what_the_oracle_says(
    worlds_urls: Urls, worlds: Database, world: World
) -> None:
    async with connected(worlds_urls.owner) as owner:
        await write(owner, world.rows_by_model())
    everything = {model.__tablename__: set(rows) for model, rows in world.rows.items()}
    callers = [PUBLIC, *world.people(), *world.firms()]
    less = [replace(caller, scopes=frozenset({READ})) for caller in callers]
    for caller in [*callers, *less]:
        shown = await seen(worlds, caller)
        for table, ids in visible(world, caller).items():
            assert shown[table] & everything[table] == ids, table
