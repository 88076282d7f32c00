"""Two writers at once cannot do together what neither may do alone."""

import asyncio
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from api.embedded import Urls
from models.base import Base
from models.careers import (
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
)
from models.innovation import CausalLink, CausalNetwork, CausalVariable, Innovation, Site
from models.organizations import District
from models.people import Person
from tests.databases import connected
from tests.rows import Owner, Row, insert, row, write

Model = type[Base]


@pytest.fixture
async def site(owner: Owner) -> Row:
    """What a row at a site repeats."""
    district, person = await insert(owner, District), await insert(owner, Person)
    innovation = await insert(owner, Innovation)
    by = {"district_id": district, "author_id": person}
    return by | {"site_id": await insert(owner, Site, **by, innovation_id=innovation)}


async def second_writer_is_refused(
    urls: Urls, first: tuple[Model, Row], second: tuple[Model, Row]
) -> str:
    """Write the second row while the first is written and not committed; what refuses it."""
    async with connected(urls.owner) as one, connected(urls.owner) as two:
        transaction = one.transaction()
        await transaction.start()
        await write(one, {first[0]: [first[1]]})
        waiting = asyncio.create_task(write(two, {second[0]: [second[1]]}))
        blocked = "SELECT cardinality(pg_blocking_pids($1)) > 0 FROM pg_sleep(0.01)"
        while not (waiting.done() or await one.fetchval(blocked, two.get_server_pid())):
            pass
        await transaction.commit()
        with pytest.raises(asyncpg.CheckViolationError) as caught:
            await waiting
    return str(caught.value.constraint_name)


async def test_two_halves_of_a_circle(owner: Owner, fresh_urls: Urls, site: Row) -> None:
    network = await insert(owner, CausalNetwork, **site)
    part = {name: site[name] for name in ("district_id", "author_id")}
    part |= {"network_id": network, "public_from": date.max}
    a, b = [await insert(owner, CausalVariable, **part, position=position) for position in (1, 2)]

    def link(cause: UUID, effect: UUID) -> tuple[Model, Row]:
        return CausalLink, row(CausalLink, **part, cause_id=cause, effect_id=effect)

    refused_by = await second_writer_is_refused(fresh_urls, link(a, b), link(b, a))
    assert refused_by == "ck_causal_link_no_circle"
    assert await owner.fetchval("SELECT count(*) FROM causal_link") == 1


async def test_a_person_and_a_key_actor_for_one_move(
    owner: Owner, fresh_urls: Urls, site: Row
) -> None:
    here = {"district_id": site["district_id"]}
    actor = await insert(owner, KeyActor, **site)
    move = await insert(owner, JobMobilityEvent, **here, from_district_id=here["district_id"])
    person = row(JobMobilityPerson, **here, move_id=move, person_id=site["author_id"])
    pseudonym = row(
        JobMobilityKeyActor,
        **here,
        author_id=site["author_id"],
        move_id=move,
        key_actor_id=actor,
    )
    first, second = (JobMobilityPerson, person), (JobMobilityKeyActor, pseudonym)
    refused_by = await second_writer_is_refused(fresh_urls, first, second)
    assert refused_by == "ck_job_mobility_event_one_mover"
    assert await owner.fetchval("SELECT count(*) FROM job_mobility_key_actor") == 0
