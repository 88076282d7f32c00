"""What a caller may not see does not exist for that caller, in any way of asking.

Two networks are held side by side: the demo, and a copy from which everything that the caller
may not see has been deleted. If any answer differs, it tells of what is hidden.

In both, confidential things have been read and disclosures tell so. What is asked here leaves none:
it would be told to whoever asks next, and differ between the two.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from graphql import GraphQLEnumType
from hypothesis import given, settings
from sqlalchemy import make_url

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.disclosures import LOGS
from schema.entities import Entity, ToMany, ToOne, registry
from schema.ids import encode_id
from schema.inputs import constant
from seeds.demo.personas import PERSONAS
from tests.databases import Server, connected
from tests.schema.graphs import SCHEMA, Answer, Desk, Graph, over
from tests.schema.operations import Selections, operations
from tests.schema.writing import Style, write

ENTITIES = sorted(registry.entities)
WHO = (None, "teacher", "principal", "other-manager", "monitor", "research-office", "state-office")
"""One of each way in which a slice is narrow; every role is tried on every table elsewhere."""
READ = {
    "research-office": "{ interviews { nodes { id } } memos { totalCount } }",
    "superintendent": "{ people { nodes { contact { id } logins { nodes { id } } } } }",
    "monitor": "{ interviews { nodes { id } } visitNotes { nodes { id } } }",
    "firm": "{ jobMobilityEvents { nodes { moverPerson { id } } } }",
}
"""What some have read in confidence before."""
NO_LONGER_RECORDED = """
CREATE OR REPLACE FUNCTION audit.disclose(way text, roles text[], seen json) RETURNS void
LANGUAGE sql RETURN NULL
"""
DECIDING = {"teacher": {"appointment"}}
"""Tables from which a persona's slice is worked out though the persona can't read them."""

Key = tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """One caller before the demo, and before what is left of it without what is hidden."""

    who: str | None
    caller: Caller
    whole: Graph
    bereft: Graph
    hidden: dict[str, list[asyncpg.Record]]

    async def alike(self, query: str, variables: dict[str, Any] | None = None) -> Answer:
        """The answer, which is the same to the byte on both sides."""
        one = await self.whole.ask(query, variables, caller=self.caller)
        other = await self.bereft.ask(query, variables, caller=self.caller)
        assert one.body == other.body, (self.who, query, variables)
        assert "INTERNAL" not in one.codes, (query, one.errors)
        return one


@pytest.fixture(scope="module")
async def disclosed(
    server: Server, demo: str, desk: Desk, anyio_backend: object
) -> AsyncIterator[str]:
    """The name of a demo network in which disclosures were made, and no more will be; to copy."""
    urls = await server.create(demo)
    database = await Database.open(urls.api, pool_size=1)
    for who, query in READ.items():
        await desk.over(database)(query, as_=who)
    await database.close()
    async with connected(urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM disclosure") >= len(READ)
        await owner.execute(NO_LONGER_RECORDED)
    yield str(make_url(urls.owner).database)
    await server.drop(urls)


@pytest.fixture(scope="module")
async def whole(
    server: Server, disclosed: str, desk: Desk, anyio_backend: object
) -> AsyncIterator[Graph]:
    """Asks the network with all that is in it."""
    urls = await server.create(disclosed)
    database = await Database.open(urls.api)
    yield desk.over(database)
    await database.close()
    await server.drop(urls)


@pytest.fixture(scope="module", params=WHO, ids=str)
async def sides(
    request: pytest.FixtureRequest,
    whole: Graph,
    server: Server,
    disclosed: str,
    anyio_backend: object,
) -> AsyncIterator[Sides]:
    """Both networks, for each persona; one engine's statements serve both."""
    who = request.param
    caller = PERSONAS[who].caller if who else PUBLIC
    urls = await server.create(disclosed)
    seen = await visible(whole.database, caller)
    hidden = await bereave(urls, seen, DECIDING.get(who or "", set()))
    database = await Database.open(urls.api, pool_size=2)
    other = over(whole.engine, database)
    yield Sides(who, caller, whole, Graph(other, database), hidden)
    await database.close()
    await server.drop(urls)


async def visible(database: Database, caller: Caller) -> dict[str, set[Key]]:
    """The keys of the rows that a caller sees, by entity; asked of the tables themselves."""
    seen: dict[str, set[Key]] = {}
    async with database.read(caller) as transaction:
        for name in ENTITIES:
            made = registry[name]
            columns = ", ".join(made.key)
            rows = await transaction.connection.fetch(f"SELECT {columns} FROM {made.table.name}")
            seen[name] = {tuple(row) for row in rows}
    return seen


async def bereave(
    urls: Urls, seen: dict[str, set[Key]], deciding: set[str]
) -> dict[str, list[asyncpg.Record]]:
    """Delete all other rows, and have what referred to them refer to nothing; gives the deleted."""
    hidden: dict[str, list[asyncpg.Record]] = {}
    connection = await asyncpg.connect(urls.superuser)
    try:
        await connection.execute("SET session_replication_role = replica")
        for name in ENTITIES:
            made = registry[name]
            rows = await connection.fetch(f"SELECT * FROM {made.table.name}")
            hidden[name] = [row for row in rows if key_of(made, row) not in seen[name]]
            if made.table.name not in deciding:
                await connection.execute(
                    f"DELETE FROM {made.table.name} WHERE id = ANY($1::uuid[])",
                    [row["id"] for row in hidden[name]],
                )
        for name, target, column in references():
            nothing = "NULL" if registry[name].table.c[column].nullable else "gen_random_uuid()"
            await connection.execute(
                f"UPDATE {registry[name].table.name} SET {column} = {nothing}"
                f" WHERE {column} = ANY($1::uuid[])",
                [row["id"] for row in hidden[target]],
            )
    finally:
        await connection.close()
    return hidden


def references() -> Iterator[tuple[str, str, str]]:
    """The columns by which entities refer to others: whose, to what, and which."""
    for name in ENTITIES:
        made = registry[name]
        for one in made.to_one.values():
            if one.ours[-1] not in made.key:
                yield name, one.target, one.ours[-1]


def key_of(made: Entity, row: asyncpg.Record) -> Key:
    return tuple(row[column] for column in made.key)


async def test_a_disclosure_is_seen_by_whom_it_is_about_and_by_the_state_office(
    sides: Sides,
) -> None:
    """To each something is hidden, or the comparisons would say nothing of disclosures."""
    person, hidden = sides.caller.person, sides.hidden["DisclosedRecord"]
    answer = await sides.alike("{ all: disclosedRecords(first: 1000) { nodes { person { id } } } }")
    shown = [node["person"] for node in answer.data["all"]["nodes"]]
    assert hidden
    assert person is None or person not in {row["person_id"] for row in hidden}
    if sides.who == "state-office":
        assert not any(row["is_open"] for row in hidden)
        assert None in shown
    else:
        assert all(person and one == {"id": f"Person_{person.hex}"} for one in shown)
        assert shown or sides.who != "principal"


async def test_the_hidden_is_not_there_by_its_id(sides: Sides) -> None:
    for name in ENTITIES:
        made = registry[name]
        asked = "by: { id: $id }" if made.keys else "id: $id"
        query = f"query ($id: ID!) {{ one: {made.singular}({asked}) {{ id version }}"
        query += " node(id: $id) { id ... on Record { version } } nodes(ids: [$id]) { id } }"
        absent = encode_id(made, *(UUID(int=7) for _ in made.key))
        nothing = await sides.alike(query, {"id": absent})
        assert nothing.data == {"one": None, "node": None, "nodes": [None]}
        for row in sides.hidden[name][:3]:
            found = await sides.alike(query, {"id": encode_id(made, *key_of(made, row))})
            assert found.body == nothing.body


async def test_the_hidden_is_in_no_list_count_or_page(sides: Sides) -> None:
    for name in ENTITIES:
        query = f"{{ all: {registry[name].plural}(first: 1000) {{ totalCount edges {{ cursor node"
        query += " { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
        answer = await sides.alike(query)
        ids = {edge["node"]["id"] for edge in answer.data["all"]["edges"]}
        assert len(ids) == answer.data["all"]["totalCount"]
        made = registry[name]
        assert not ids & {encode_id(made, *key_of(made, row)) for row in sides.hidden[name]}


async def test_the_hidden_is_in_no_change(sides: Sides) -> None:
    query = """query ($types: [String!]) { changes(first: 1000, types: $types) {
      nodes { kind type id version node { __typename ... on Record { version updatedAt } } }
      pageInfo { hasNextPage } } }"""
    told = [name for name in ENTITIES if registry[name].table.name not in LOGS]
    for start in range(0, len(told), 10):
        answer = await sides.alike(query, {"types": told[start : start + 10]})
        ids = {change["id"] for change in answer.data["changes"]["nodes"]}
        for name in told[start : start + 10]:
            made = registry[name]
            assert not ids & {encode_id(made, *key_of(made, row)) for row in sides.hidden[name]}


async def test_the_hidden_is_in_no_group(sides: Sides) -> None:
    for name in ENTITIES:
        kind = SCHEMA.get_type(f"{name}GroupBy")
        assert isinstance(kind, GraphQLEnumType)
        groups = " ".join(
            f"g{n}: groups(by: [{by}]) {{ count share {key(name, by)} }}"
            for n, by in enumerate(kind.values)
        )
        await sides.alike(f"{{ all: {registry[name].plural}(first: 0) {{ {groups} }} }}")


def key(name: str, by: str) -> str:
    made = registry[name]
    field = next(
        field
        for field in (*made.scalars.values(), *made.to_one.values())
        if constant(field.name) == by
    )
    return f"key {{ {field.name} {'{ id }' if isinstance(field, ToOne) else ''} }}"


async def test_the_hidden_gives_no_order(sides: Sides) -> None:
    for name in ENTITIES:
        made = registry[name]
        orders = [
            f"{{{one.name}: {{field: {constant(field)}}}}}"
            for one in made.to_one.values()
            if one.choice is None
            for field in list(registry[one.target].scalars)[:3]
        ]
        for start in range(0, len(orders), 40):
            lists = " ".join(
                f"o{n}: {made.plural}(first: 100, orderBy: [{order}]) {{ edges {{ cursor }} }}"
                for n, order in enumerate(orders[start : start + 40])
            )
            await sides.alike(f"{{ {lists} }}")


async def test_the_hidden_is_found_by_no_filter(sides: Sides) -> None:
    for name in ENTITIES:
        made = registry[name]
        relations: list[ToOne | ToMany] = [*made.to_one.values(), *made.to_many.values()]
        wheres = [where for one in relations for where in about(sides, one)]
        for start in range(0, len(wheres), 40):
            variables = {f"w{n}": where for n, where in enumerate(wheres[start : start + 40])}
            declared = ", ".join(f"${one}: {name}Filter" for one in variables)
            counts = " ".join(
                f"{one}: {made.plural}(where: ${one}) {{ totalCount }}" for one in variables
            )
            await sides.alike(f"query ({declared}) {{ {counts} }}", variables)


def about(sides: Sides, relation: ToOne | ToMany) -> Iterator[dict[str, Any]]:
    """Filters through a relation, some for the very values of what is hidden there."""
    hidden = list(of_hidden(sides, relation.target))
    if isinstance(relation, ToOne):
        yield from ({relation.name: where} for where in ({}, *hidden))
        return
    yield from ({relation.name: {"some": where}} for where in ({}, *hidden))
    for quantifier in ("none", "every"):
        yield from ({relation.name: {quantifier: where}} for where in ({}, *hidden[:1]))


def of_hidden(sides: Sides, name: str) -> Iterator[dict[str, Any]]:
    made = registry[name]
    for row in sides.hidden[name][:1]:
        yield {"id": {"eq": encode_id(made, *key_of(made, row))}}
        texts = [f for f in made.columns.values() if isinstance(row[f.column.name], str)]
        yield from ({field.name: {"eq": row[field.column.name]}} for field in texts[:3])


async def test_a_cursor_of_the_hidden_tells_only_of_what_is_seen(
    sides: Sides,
) -> None:
    for name in ENTITIES:
        made = registry[name]
        query = "query ($first: Int, $after: String, $last: Int, $before: String) { all:"
        query += f" {made.plural}(first: $first, after: $after, last: $last, before: $before) {{"
        query += " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }"
        whole = await sides.whole.ask(query, {"first": 1000}, as_="state-office")
        own = await sides.alike(query, {"first": 1000})
        seen = [edge["node"]["id"] for edge in own.data["all"]["edges"]]
        edges = whole.data["all"]["edges"]
        hidden = [edge for edge in edges if edge["node"]["id"] not in set(seen)]
        for edge in hidden[:2] + hidden[-2:]:
            after = await sides.alike(query, {"first": 1000, "after": edge["cursor"]})
            before = await sides.alike(query, {"last": 1000, "before": edge["cursor"]})
            follow, precede = (
                [one["node"]["id"] for one in answer.data["all"]["edges"]]
                for answer in (after, before)
            )
            assert precede + follow == seen
            assert after.data["all"]["pageInfo"]["hasPreviousPage"] is bool(precede)
            assert before.data["all"]["pageInfo"]["hasNextPage"] is bool(follow)


@settings(max_examples=15)
@given(chosen=operations(SCHEMA))
async def test_no_operation_tells_of_the_hidden(sides: Sides, chosen: Selections) -> None:
    await sides.alike(write(chosen, Style()).query)
