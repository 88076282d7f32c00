"""What a record says its viewer can do is what the mutations then do, for everyone.

Each is tried on the demo's records and undone; nothing is kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import asyncpg
import pytest

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.slices import ACTIONS, leadership, leadership_walkthroughs, monitoring
from models.failures import Conflict, Failure, Forbidden, NotFound, Refused
from schema.entities import Entity, registry
from schema.ids import encode_id
from schema.inputs import constant
from schema.mutations import Mutation
from schema.mutations.rooms import MUTATIONS
from schema.mutations.taken import Taken
from schema.mutations.work import Work
from seeds.demo.personas import PERSONAS
from tests.databases import connected
from tests.schema.graphs import Graph
from tests.schema.mutations.mill_city import caller

TABLES = sorted(
    model.__tablename__
    for room in (monitoring, leadership, leadership_walkthroughs)
    for model in room.SLICES
)
OPEN_TO = {table for table, _ in ACTIONS}
CALLERS: Mapping[str, Caller] = {
    "nobody": PUBLIC,
    "assistant": caller("assistant-superintendent"),
    "another principal": caller("principal-canal"),
    **{
        name: PERSONAS[name].caller
        for name in (
            *("state-office", "monitor", "manager", "firm", "superintendent"),
            *("administrator", "principal", "teacher", "other-manager"),
        )
    },
}
NEEDED: Mapping[str, Any] = {
    "correction": "A number was wrong.",
    "presentedAt": "School Board",
    "isTelevised": False,
    "introducedOn": date(2100, 1, 1),
}


def does(table: str) -> list[Mutation]:
    return [made for made in MUTATIONS if made.action and made.action[0] == table]


async def some_of(urls: Urls, entity: Entity) -> list[tuple[str, int]]:
    """Records of the demo, of every status where there is one: their ids and versions."""
    table = entity.table
    by_state = "status" if "status" in table.columns else "district_id"
    key = ", ".join(entity.key)
    sql = (
        f"SELECT {key}, version FROM (SELECT *, row_number() OVER (PARTITION BY {by_state}"
        f" ORDER BY id) AS place FROM {table.name}) AS each WHERE place = 1"
    )
    async with connected(urls.owner) as owner:
        rows: list[asyncpg.Record] = await owner.fetch(sql)
    return [
        (encode_id(entity, *(row[name] for name in entity.key)), row["version"]) for row in rows
    ]


async def told(
    graph: Graph, who: Caller, entity: Entity, records: list[str]
) -> list[dict[str, Any] | None]:
    """What each record says, by action; None where it is not seen."""
    query = (
        f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {entity.name}"
        " { viewerCan { action allowed reason } } } }"
    )
    answer = await graph.ask(query, {"ids": records}, caller=who)
    return [
        seen and {each["action"]: each for each in seen["viewerCan"]}
        for seen in answer.data["nodes"]
    ]


async def tried(
    database: Database, who: Caller, made: Mutation, record: str, version: int
) -> Failure | None:
    """How a mutation is refused, if it is."""
    given: dict[str, Any] = {"id": record, "version": version}
    given |= {each.name: NEEDED[each.name] for each in made.takes if needs(each)}
    texts = [each.name for each in made.takes if each.annotation is str]
    if made.name.startswith("update") and texts:
        given[texts[0]] = "Changed."
    try:
        async with database.write(who, keep=False) as transaction:
            await made.run(Work(transaction, who), given)
    except (Refused, NotFound) as failure:
        return failure
    return None


def needs(taken: Taken) -> bool:
    """Whether a member must be given that is not of every mutation."""
    return taken.is_required and taken.name not in {"id", "version"}


def as_told(failure: Failure | None, made: Mutation, can: dict[str, Any] | None) -> bool:
    """Whether what came of it is what the record said."""
    assert made.action is not None
    if can is None:
        return isinstance(failure, NotFound)
    each = can.get(constant(made.action[1]))
    if each is None:
        return isinstance(failure, Forbidden)
    if not each["allowed"]:
        return isinstance(failure, Conflict) and failure.message == each["reason"]
    if isinstance(failure, Conflict):
        return failure.message != ACTIONS[made.action].unless
    return not isinstance(failure, Forbidden | NotFound)


@pytest.mark.parametrize("table", [each for each in TABLES if each in OPEN_TO])
async def test_what_a_record_says_can_be_done_can_be_done(
    graph: Graph, database: Database, demo_urls: Urls, table: str
) -> None:
    entity = registry.of_table(table)
    records = await some_of(demo_urls, entity)
    assert records
    for name, who in CALLERS.items():
        said = await told(graph, who, entity, [record for record, _ in records])
        for (record, version), can in zip(records, said, strict=True):
            for made in does(table):
                failure = await tried(database, who, made, record, version)
                assert as_told(failure, made, can), (name, made.name, record, can, failure)


def test_every_action_of_the_rooms_has_a_mutation() -> None:
    declared = {made.action for made in MUTATIONS if made.action and made.action[0] in TABLES}
    assert declared == {action for action in ACTIONS if action[0] in TABLES}


def test_only_what_triggers_keep_can_not_be_done_anything_to() -> None:
    assert set(TABLES) - OPEN_TO == {"walkthrough_count", "strategy_count"}
