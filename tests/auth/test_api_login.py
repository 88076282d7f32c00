"""What the API's login could do if someone made it run whatever they like: nobody's slice."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from api.embedded import Urls
from auth.slices import WRITERS
from auth.slices.writing import Writers
from models.inquiry import Study
from models.organizations import District
from models.people import Person
from models.tables import metadata
from tests.databases import connected
from tests.rows import Owner, insert

TABLES = sorted(metadata.tables)
WRITTEN = {model.__tablename__ for model, written in WRITERS.items() if written != Writers()}


@pytest.fixture
async def login(fresh_urls: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    async with connected(fresh_urls.api) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {table} (id) VALUES (gen_random_uuid())",
        "UPDATE {table} SET provenance_kind = 'ENTERED'",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "SELECT FROM {table} FOR UPDATE",
        "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {table} ADD COLUMN more text",
        "CREATE POLICY more ON {table} USING (true)",
        "DROP TABLE {table} CASCADE",
    ],
)
async def test_no_table_can_be_changed(blank: Owner, login: Owner, statement: str) -> None:
    """Nor, by nobody, a row of those that somebody may write."""
    for model in (Person, District, Study):
        await insert(blank, model)
    for table in TABLES:
        try:
            done = await login.execute(statement.format(table=table))
        except asyncpg.InsufficientPrivilegeError:
            continue
        assert table in WRITTEN
        assert done in {"UPDATE 0", "SELECT 0", "DELETE 0"}
    for table in ("person", "district", "study"):
        assert await blank.fetchval(f"SELECT count(*) FROM {table} WHERE version = 1") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0'",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION slice.person() RETURNS uuid LANGUAGE sql RETURN NULL",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE OR REPLACE FUNCTION slice.today() RETURNS date LANGUAGE sql RETURN now()::date",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "GRANT throughline_owner TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "SET SESSION AUTHORIZATION throughline_owner",
        "SET ROLE throughline_owner",
        "SET ROLE postgres",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_statistic",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_import('/etc/passwd')",
        "COPY person TO '/tmp/person'",
        "COPY person FROM PROGRAM 'true'",
        "SELECT keep.current_levels('{}', '{}')",
        # Not those of the same login: it may end them, and they are other tests'.
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user",
        "ALTER SYSTEM SET row_security = off",
    ],
)
async def test_nothing_else_can_be_touched(blank: Owner, login: Owner, statement: str) -> None:
    before = await blank.fetchval("SELECT count(*) FROM pg_class")
    with pytest.raises(asyncpg.PostgresError) as caught:
        await login.execute(statement)
    assert isinstance(
        caught.value, asyncpg.InsufficientPrivilegeError | asyncpg.InvalidGrantOperationError
    )
    assert await blank.fetchval("SELECT count(*) FROM pg_class") == before


async def test_only_the_slice_functions_and_questions_can_be_called(login: Owner) -> None:
    """And what records that something was read, answers a retry, tells of changes.

    The rest are the constructors that come with a range type. A question runs as whoever asks it,
    and so does what reads the past; what is of the authorization server answers it alone.
    """
    rows = await login.fetch(
        "SELECT nspname, proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE nspname NOT IN ('pg_catalog', 'information_schema')"
        " AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')"
    )
    rows = [row for row in rows if row["nspname"] not in {"ask", "at"}]
    constructors = {"uuidrange", "uuidmultirange", "wordrange", "wordmultirange"}
    office = {
        "client",
        "client_keys",
        "end_families",
        "end_families_of_session",
        "end_sessions",
        "has_ended",
        "in_office",
        "person",
        "person_of_email",
        "standing",
        "tell",
    }
    assert {row["proname"] for row in rows if row["nspname"] == "oauth"} == office
    assert {row["proname"] for row in rows if row["nspname"] == "jobs"} == {
        "at_work",
        "bulk_operations",
        "enqueue",
    }
    hooks = {
        *("adopt", "attempt", "attempted", "begin_telling", "behind", "disable", "forget"),
        *("has_owner", "in_office", "keep_secret", "prune", "replay", "replay_failed", "resume"),
        *("say", "secrets", "take", "take_over", "told"),
    }
    assert {row["proname"] for row in rows if row["nspname"] == "hooks"} == hooks
    kept = {
        *("registered", "document", "is_restricted", "keep_document", "use_documents"),
        *("refilled", "locked_budget", "credited", "take_points", "return_points", "add_usage"),
        *("sees", "records_by_external_id", "set_external_ids", "forget_record"),
    }
    assert {row["proname"] for row in rows if row["nspname"] == "clients"} == kept
    rows = [row for row in rows if row["nspname"] not in {"oauth", "jobs", "hooks", "clients"}]
    others = {row["proname"] for row in rows if row["nspname"] != "slice"}
    assert others == constructors | {"changes", "claim", "content", "disclose", "keep", "news"}
    assert {row["proname"] for row in rows} - others == {
        "client",
        "disclosures",
        "districts",
        "firm",
        "holds",
        "may",
        "may_be_appointed",
        "meetings",
        "people",
        "person",
        "person_for_login",
        "roles",
        "schools",
        "sees_record",
        "stage_of_initiative",
        "stage_of_objective",
        "stage_of_plan",
        "studies",
        "today",
        "transcripts_with",
    }


async def test_functions_that_look_past_the_slice_cannot_be_led_astray(blank: Owner) -> None:
    """A definer's function without a search path of its own would run what a caller puts there."""
    rows = await blank.fetch(
        "SELECT p.oid::regprocedure::text AS name, proconfig FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE prosecdef"
        " AND nspname IN ('slice', 'keep', 'audit', 'retry', 'feed', 'oauth', 'clients')"
    )
    assert len(rows) > 5
    for row in rows:
        assert "search_path=public, pg_temp" in (row["proconfig"] or ()), row["name"]


async def test_the_login_owns_nothing(login: Owner) -> None:
    owned = await login.fetchval(
        "SELECT count(*) FROM pg_shdepend WHERE refobjid = current_user::regrole AND deptype = 'o'"
    )
    assert owned == 0


async def test_whoever_states_no_caller_is_the_public(owner: Owner, login: Owner) -> None:
    await insert(owner, Person)
    await insert(owner, District)
    assert await login.fetchval("SELECT count(*) FROM district") == 1
    assert await login.fetchval("SELECT count(*) FROM person") == 0
    assert await login.fetchval("SELECT slice.roles()") == ["PUBLIC"]


async def test_a_caller_stated_outside_a_transaction_is_nobody(owner: Owner, login: Owner) -> None:
    person = await insert(owner, Person)
    await login.execute("SELECT set_config('throughline.person', $1, true)", str(person))
    assert await login.fetchval("SELECT count(*) FROM person") == 0
    async with login.transaction():
        await login.execute("SELECT set_config('throughline.person', $1, true)", str(person))
        assert await login.fetchval("SELECT count(*) FROM person") == 1
    assert await login.fetchval("SELECT count(*) FROM person") == 0
