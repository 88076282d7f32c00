"""Every type in every format is what GraphQL answers, whoever asks."""

import io
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from auth.database import Database
from models.failures import BadUserInput, NotFound
from schema.engine import Engine, Request
from schema.entities import registry
from schema.exporting import Format, query_of_type
from schema.limits import Limits
from tests.schema.exporting.taking import (
    caller_of,
    exported,
    flattened,
    planned,
    records,
    taken,
)

pytestmark = pytest.mark.anyio

GROWING = {"Disclosure", "DisclosedRecord"}
"""Every read of what is confidential adds to these, this test's too."""


@pytest.fixture(scope="module")
def engine(database: Database) -> Engine:
    return Engine(database, Limits(page=100_000, records=100_000_000))


async def asked(engine: Engine, query: str, variables: Any, who: str | None) -> Any:
    """The records of a list by GraphQL."""
    reply = await engine.execute(Request(query, variables=variables), caller_of(who))
    answer = orjson.loads(reply.body)
    assert "errors" not in answer, answer
    return next(iter(answer["data"].values()))["nodes"]


def by_id(found: list[Any]) -> list[Any]:
    return sorted(found, key=lambda record: record["id"])


@pytest.mark.parametrize("who", ["state-office", "research-office", "manager", None])
async def test_every_type_is_exported_as_it_is_answered(
    engine: Engine, database: Database, who: str | None
) -> None:
    for entity in registry.tie().values():
        if entity.name in GROWING:
            continue
        query, _ = query_of_type(entity.name)
        answered = by_id(await asked(engine, query, {"first": 100_000}, who))
        found = by_id(await records(database, exported(entity.plural), Format.JSONL, who))
        assert found == answered, entity.name
        if not answered or who in {"manager", None}:
            continue
        for format_ in (Format.CSV, Format.PARQUET):
            found = by_id(await records(database, exported(entity.name), format_, who))
            is_text = format_ is Format.CSV
            assert found == [
                flattened(record, list(found[0]), as_text=is_text) for record in answered
            ], entity.name


async def test_a_list_in_each_record_comes_whole(engine: Engine, database: Database) -> None:
    query = """query ($d: Int) { districts(first: $d, orderBy: [{field: NAME}]) { nodes {
        name benchmarks(first: 1000) { nodes { id statement dueOn } totalCount } } } }"""
    answered = await asked(engine, query, {}, "state-office")
    assert max(len(each["benchmarks"]["nodes"]) for each in answered) > 50
    whole = query.replace("(first: 1000)", "")
    found = await records(database, planned(whole), Format.JSONL, "state-office", is_ordered=True)
    assert found == answered
    with pytest.raises(BadUserInput, match="single values alone"):
        await taken(database, planned(whole), Format.CSV, "state-office")


async def test_the_first_of_an_order_and_of_a_filter(engine: Engine, database: Database) -> None:
    given: dict[str, Any] = {
        "where": {"category": {"eq": "EARLY_EVIDENCE_OF_CHANGE"}},
        "order": [{"field": "DUE_ON", "direction": "DESC"}],
        "first": 3,
    }
    what = exported("benchmarks", ["id", "dueOn", "initiative", "provenance"], **given)
    query, variables = query_of_type(
        "benchmarks", ["id", "dueOn", "initiative", "provenance"], **given
    )
    answered = await asked(engine, query, variables, "monitor")
    assert len(answered) == 3
    assert await records(database, what, Format.JSONL, "monitor") == answered
    table = pq.read_table(io.BytesIO(await taken(database, what, Format.PARQUET, "monitor")))
    assert table.column_names[:3] == ["id", "dueOn", "initiative.id"]
    assert table.column_names[3].startswith("provenance.")
    assert table.schema.field("dueOn").type == pa.date32()


async def test_nothing_is_a_file_too(database: Database) -> None:
    what = exported("transcripts")
    assert await taken(database, what, Format.JSONL) == b""
    header = (await taken(database, what, Format.CSV)).decode()
    assert header.startswith("id,")
    assert header.count("\n") == 1
    table = pq.read_table(io.BytesIO(await taken(database, what, Format.PARQUET)))
    assert table.num_rows == 0
    assert ",".join(table.column_names) == header.strip()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("{ viewer { __typename } }", "no list"),
        ("{ __typename }", "no list"),
        ("{ districts { nodes { id } } schools { nodes { id } } }", "one root field"),
        ("{ districts { totalCount } }", "select `nodes"),
        ("{ districts { nodes { id } totalCount } }", "select `nodes"),
        ("{ districts { edges { cursor node { id } } } }", "select `nodes"),
        ("{ districts(last: 3) { nodes { id } } }", "cursors"),
        ('{ district(by: {name: "Mill City"}) { id } }', "no list"),
    ],
)
async def test_what_is_no_list_of_records_is_refused(query: str, why: str) -> None:
    with pytest.raises(BadUserInput, match=why):
        planned(query)


async def test_there_is_no_such_type_or_field() -> None:
    with pytest.raises(NotFound):
        query_of_type("secrets")
    with pytest.raises(BadUserInput, match="no field"):
        query_of_type("benchmarks", ["initiatives"])


async def test_edges_are_records_too(database: Database) -> None:
    edges = planned("{ districts(orderBy: [{field: NAME}]) { edges { node { name } } } }")
    nodes = planned("{ districts(orderBy: [{field: NAME}]) { nodes { name } } }")
    found = [
        await records(database, what, Format.JSONL, None, is_ordered=True)
        for what in (edges, nodes)
    ]
    assert found[0] == found[1] != []
