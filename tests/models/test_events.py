"""Every change of a record leaves an event, and what was there before it."""

import asyncio
import json
from typing import Any

import asyncpg
import pytest
from sqlalchemy.dialects.postgresql import TSVECTOR

from api.embedded import Urls
from models.accountability import AccountabilityRating
from models.base import Base
from models.disclosures import LOGS
from models.inquiry_material import Transcript, TranscriptSpan
from models.migrations import upgrade
from models.organizations import District
from models.plans import AcceleratedImprovementPlan, KeyIssue
from models.tables import models
from tests.databases import Server, connected
from tests.models.examples import Examples
from tests.rows import Owner, insert, table_of, write

MODELS = sorted(
    (model for name, model in models().items() if name not in LOGS),
    key=lambda model: model.__tablename__,
)

EVENTS = """
SELECT kind, record_type, district_id, version, fields, natural_key, cause
FROM past.event WHERE record_id = $1 ORDER BY number
"""
KEY = "district_id IS NOT DISTINCT FROM $2 AND id = $1"


async def events(owner: Owner, record: object) -> list[dict[str, Any]]:
    return [dict(row) for row in await owner.fetch(EVENTS, record)]


def forgotten_of(model: type[Base]) -> list[str]:
    """The columns of which nothing is kept: what serves search, and what was masked less before."""
    return [
        column.name
        for column in table_of(model).columns
        if "forgotten" in column.info or isinstance(column.type, TSVECTOR)
    ]


async def rows(owner: Owner, table: str, record: object) -> list[dict[str, Any]]:
    order = " ORDER BY ended_by" if table.startswith("past.") else ""
    found = await owner.fetch(f"SELECT * FROM {table} WHERE id = $1{order}", record)
    return [dict(row) for row in found]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
async def test_a_life_is_recorded(book: Owner, examples: Examples, model: type[Base]) -> None:
    made, name = examples.second[model], model.__tablename__
    district = made["id"] if model is District else made.get("district_id")
    await write(book, {model: [made]})
    [first] = await rows(book, name, made["id"])
    await book.execute("SET LOCAL throughline.cause TO 'a test'")
    await book.execute(f"UPDATE {name} SET provenance_source = 'M' WHERE id = $1", made["id"])
    [second] = await rows(book, name, made["id"])
    await book.execute(f"DELETE FROM {name} WHERE id = $1", made["id"])

    created, changed, deleted = await events(book, made["id"])
    about = {"record_type": name, "district_id": district}
    assert created == about | {
        "kind": "INSERT",
        "version": 1,
        "fields": None,
        "natural_key": None,
        "cause": None,
    }
    assert (changed["kind"], changed["version"], changed["cause"]) == ("UPDATE", 2, "a test")
    assert "provenance_source" in changed["fields"]
    assert (deleted["kind"], deleted["version"], deleted["fields"]) == ("DELETE", 2, None)
    assert await rows(book, name, made["id"]) == []
    ended = [{k: row[k] for k in first} for row in await rows(book, f"past.{name}", made["id"])]
    forgotten = dict.fromkeys(forgotten_of(model))
    assert ended == [first | forgotten, second | forgotten]
    assert await rows(book, f"deleted.{name}", made["id"]) == [second | forgotten]


async def test_a_record_that_comes_back_is_not_deleted(book: Owner, examples: Examples) -> None:
    made = examples.second[KeyIssue]
    for _ in range(2):
        await write(book, {KeyIssue: [made]})
        assert await rows(book, "deleted.key_issue", made["id"]) == []
        await book.execute("DELETE FROM key_issue WHERE id = $1", made["id"])
        assert len(await rows(book, "deleted.key_issue", made["id"])) == 1
    kinds = [event["kind"] for event in await events(book, made["id"])]
    assert kinds == ["INSERT", "DELETE", "INSERT", "DELETE"]


async def test_a_deletion_tells_the_natural_key(book: Owner, examples: Examples) -> None:
    made = examples.second[AccountabilityRating]
    await write(book, {AccountabilityRating: [made]})
    await book.execute("DELETE FROM accountability_rating WHERE id = $1", made["id"])
    *_, deleted = await events(book, made["id"])
    unique = {"school_id": None, "school_year": made["school_year"]}
    assert unique.items() <= json.loads(deleted["natural_key"]).items()


async def test_what_a_plan_hands_down_is_an_event_of_each_part(
    book: Owner, examples: Examples
) -> None:
    plan, issue = examples.first[AcceleratedImprovementPlan], examples.first[KeyIssue]
    await book.execute(
        "UPDATE accelerated_improvement_plan SET status = 'DRAFT', accepted_on = NULL,"
        " first_submitted_on = NULL, submitted_on = NULL WHERE id = $1",
        plan["id"],
    )
    [of_plan, of_issue] = [(await events(book, row["id"]))[-1] for row in (plan, issue)]
    assert set(of_plan["fields"]) == {
        "status",
        "accepted_on",
        "first_submitted_on",
        "submitted_on",
        "visibility",
    }
    assert (of_issue["fields"], of_issue["version"]) == (["visibility"], 1)
    [before] = await rows(book, "past.key_issue", issue["id"])
    [after] = await rows(book, "key_issue", issue["id"])
    assert (before["visibility"], after["visibility"]) == ("PUBLIC", "PREPARATION")
    assert before["ended_at"] == after["updated_at"]


async def test_a_record_that_moves_to_another_district_is_another_one_there(
    book: Owner, examples: Examples
) -> None:
    rating, there = examples.first[AccountabilityRating], examples.elsewhere[District]["id"]
    await book.execute(
        "UPDATE accountability_rating SET district_id = $2, school_year = 1999 WHERE id = $1",
        rating["id"],
        there,
    )
    told = [(event["kind"], event["district_id"]) for event in await events(book, rating["id"])]
    assert told == [
        ("INSERT", rating["district_id"]),
        ("DELETE", rating["district_id"]),
        ("INSERT", there),
    ]


async def test_an_update_that_touches_nothing_is_no_event(owner: Owner) -> None:
    district = await insert(owner, District)
    await owner.execute("UPDATE district SET name = 'a' WHERE false")
    assert len(await events(owner, district)) == 1


async def test_a_moment_never_goes_back(fresh_urls: Urls, owner: Owner) -> None:
    """The transaction that began first writes last; each version begins where the last ended."""
    district = await insert(owner, District)
    rename = "UPDATE district SET name = $1"
    async with connected(fresh_urls.owner) as other, owner.transaction():
        await owner.execute("SELECT now()")
        await asyncio.sleep(0.01)
        await other.execute(rename, "B")
        await owner.execute(rename, "A")
    first, second = await rows(owner, "past.district", district)
    [last] = await rows(owner, "district", district)
    assert [row["name"] for row in (first, second, last)] == ["said", "B", "A"]
    assert first["updated_at"] < first["ended_at"] == second["updated_at"]
    assert second["updated_at"] == second["ended_at"] == last["updated_at"]


async def test_records_are_never_truncated(owner: Owner) -> None:
    await insert(owner, District)
    with pytest.raises(asyncpg.RestrictViolationError):
        await owner.execute("TRUNCATE district CASCADE")
    assert await owner.fetchval("SELECT count(*) FROM district") == 1


async def test_many_rows_at_once_are_an_event_each(owner: Owner) -> None:
    await owner.execute(
        "INSERT INTO person (id, label) SELECT gen_random_uuid(), n::text"
        " FROM generate_series(1, 1000) n"
    )
    await owner.execute("UPDATE person SET label = 'x' || label WHERE label < '5'")
    changed = await owner.fetchval("SELECT count(*) FROM person WHERE version = 2")
    counted = await owner.fetch("SELECT kind, count(*) FROM past.event GROUP BY kind ORDER BY kind")
    assert [tuple(row) for row in counted] == [("INSERT", 1000), ("UPDATE", changed)]
    assert await owner.fetchval("SELECT count(*) FROM past.person") == changed
    linked = (
        "SELECT count(*) FROM past.person JOIN past.event ON number = ended_by AND record_id = id"
    )
    assert await owner.fetchval(linked) == changed


async def test_a_new_table_or_column_is_recorded_by_being_there(
    owner: Owner, fresh_urls: Urls, server: Server
) -> None:
    await owner.execute("ALTER TABLE person ADD COLUMN motto text")
    await owner.execute("CREATE TABLE partner AS SELECT * FROM person")
    await owner.execute("CREATE POLICY reads ON partner FOR SELECT USING (true)")
    await upgrade(fresh_urls.owner, str(server.api.username))
    for name in ("person", "partner"):
        await owner.execute(
            f"INSERT INTO {name} (id, label, version) VALUES (gen_random_uuid(), 'a', 1)"
        )
        await owner.execute(f"UPDATE {name} SET motto = 'b'")
        await owner.execute(f"DELETE FROM {name}")
        told = "SELECT array_agg(kind ORDER BY number) FROM past.event WHERE record_type = $1"
        assert await owner.fetchval(told, name) == ["INSERT", "UPDATE", "DELETE"]
        mottoes = await owner.fetch(f"SELECT motto FROM past.{name} ORDER BY ended_by")
        assert [row["motto"] for row in mottoes] == [None, "b"]


async def test_what_is_past_has_the_columns_of_what_is_there(owner: Owner) -> None:
    for model in MODELS:
        columns = set(table_of(model).columns.keys())
        for schema, more in (("past", {"ended_at", "ended_by"}), ("deleted", set())):
            found = await owner.fetch(
                "SELECT column_name AS name FROM information_schema.columns"
                " WHERE table_schema = $1 AND table_name = $2",
                schema,
                model.__tablename__,
            )
            assert {row["name"] for row in found} == columns | more


async def test_row_level_security_is_forced_on_the_past_too(owner: Owner) -> None:
    unprotected = await owner.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text IN ('past', 'deleted')"
        " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert unprotected == []


async def test_a_text_that_was_masked_less_is_not_remembered(
    book: Owner, examples: Examples
) -> None:
    """Its author overlooked a name and marks it now; the research office reads transcripts."""
    transcript = examples.first[Transcript]["id"]
    declare = "UPDATE transcript SET deidentified_on = current_date WHERE id = $1"
    await book.execute(declare, transcript)
    masked = "SELECT masked_text FROM transcript WHERE id = $1"
    before = await book.fetchval(masked, transcript)
    await write(book, {TranscriptSpan: [examples.second[TranscriptSpan]]})
    assert before != await book.fetchval(masked, transcript)
    remembered = await rows(book, "past.transcript", transcript)
    assert len(remembered) > 1
    assert all(row["masked_text"] is row["masked_words"] is None for row in remembered)
    assert (await events(book, transcript))[-1]["fields"] == ["masked_text", "masked_words"]
