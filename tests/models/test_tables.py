"""What every model has to say, and that the migrated database is the one that the models draw."""

from importlib.resources import files
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from api.embedded import Urls
from auth.slices import SLICES, policies, triggers
from models.base import Base
from models.migrations import engine
from models.migrations.scripts import triggers_draft
from models.tables import metadata, models
from models.vocabulary import Vocabulary, Word
from tests.databases import Server, connected
from tests.rows import Owner, table_of

MODELS = sorted(models().values(), key=lambda model: model.__tablename__)

SCRIPTS = files("models.migrations") / "sql"

CONSTRAINTS = """
SELECT conrelid::regclass::text AS on, conname AS name, pg_get_constraintdef(oid) AS says
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
INDEXES = """
SELECT tablename AS on, indexname AS name, indexdef AS says FROM pg_indexes
WHERE schemaname = 'public'
"""
COLUMNS = """
SELECT attrelid::regclass::text AS on, attname AS name,
       concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attgenerated,
                 pg_get_expr(adbin, adrelid)) AS says
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attnum > 0 AND attrelid IN (
    SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
)
"""
VERSIONS = """
SELECT tgrelid::regclass::text AS on, tgname AS name, pg_get_triggerdef(oid) AS says
FROM pg_trigger WHERE tgname = 'version'
"""
HELD = """
SELECT tgrelid::regclass::text AS on, tgname AS name, pg_get_triggerdef(oid) AS says
FROM pg_trigger WHERE tgname = 'moves' OR tgname ~ '^unchanged_[0-9]+$'
"""
POLICIES = """
SELECT tablename AS on, policyname AS name,
       concat_ws(' ', permissive, roles, cmd, qual, 'CHECK', with_check) AS says
FROM pg_policies WHERE schemaname = 'public'
"""


async def catalog(owner: Owner, query: str) -> set[tuple[Any, ...]]:
    rows = await owner.fetch(query)
    return {tuple(row) for row in rows if row["on"] != "alembic_version"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_explains_itself_to_a_portal_developer(model: type[Base]) -> None:
    assert model.__doc__
    assert model.__doc__.endswith(".")
    for column in table_of(model).columns:
        if column.name != "id":
            assert column.doc, column.name
            assert column.doc.endswith("."), column.name


@pytest.mark.parametrize("vocabulary", Vocabulary.__subclasses__(), ids=lambda each: each.__name__)
def test_every_word_explains_itself(vocabulary: type[Vocabulary]) -> None:
    assert vocabulary.__doc__
    assert all(word.value.endswith(".") for word in vocabulary)
    assert len({word.value for word in vocabulary}) == len(vocabulary.words())


def test_every_vocabulary_in_use_has_been_asked() -> None:
    used = {
        column.type.vocabulary
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Word)
    }
    assert used <= set(Vocabulary.__subclasses__())


def test_every_model_has_a_slice() -> None:
    assert set(SLICES) == set(MODELS)


# It can't compare what columns are generated from; the test after this one does.
@pytest.mark.filterwarnings("ignore:Computed default:UserWarning")
async def test_autogeneration_has_nothing_to_add(fresh_urls: Urls) -> None:
    def difference(connection: Connection) -> list[Any]:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    opened = engine(fresh_urls.owner)
    async with opened.connect() as connection:
        assert await connection.run_sync(difference) == []
    await opened.dispose()


async def test_the_migrated_tables_are_those_that_the_models_draw(
    owner: Owner, server: Server
) -> None:
    """Constraints, generated columns and indexes too, which autogeneration does not compare."""
    drawn_urls = await server.create()
    async with connected(drawn_urls.owner) as drawn:
        await drawn.execute("CREATE TYPE uuidrange AS RANGE (subtype = uuid)")
        await drawn.execute("CREATE TYPE wordrange AS RANGE (subtype = text)")
        await drawn.execute("CREATE SCHEMA ask")
        await drawn.execute((SCRIPTS / "0009_spelling.sql").read_text())
        opened = engine(drawn_urls.owner)
        async with opened.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await opened.dispose()
        for query in (COLUMNS, CONSTRAINTS, INDEXES):
            assert await catalog(owner, query) == await catalog(drawn, query)
    await server.drop(drawn_urls)


async def test_the_database_holds_exactly_the_policies_of_the_slices(
    owner: Owner, server: Server, migrated: str
) -> None:
    scratch_urls = await server.create(migrated)
    async with connected(scratch_urls.owner) as scratch:
        for on, name, _ in await catalog(scratch, POLICIES):
            await scratch.execute(f"DROP POLICY {name} ON {on}")
        assert await catalog(scratch, POLICIES) == set()
        for statement in policies():
            await scratch.execute(statement)
        assert await catalog(owner, POLICIES) == await catalog(scratch, POLICIES)
    await server.drop(scratch_urls)


async def test_the_database_holds_exactly_what_stays_and_what_moves(
    owner: Owner, server: Server, migrated: str
) -> None:
    scratch_urls = await server.create(migrated)
    async with connected(scratch_urls.owner) as scratch:
        for on, name, _ in await catalog(scratch, HELD):
            await scratch.execute(f"DROP TRIGGER {name} ON {on}")
        for statement in triggers():
            await scratch.execute(statement)
        assert await catalog(owner, HELD) == await catalog(scratch, HELD)
        assert await catalog(owner, HELD) != set()
    await server.drop(scratch_urls)


async def test_every_table_counts_the_changes_of_the_columns_that_are_its_own(
    owner: Owner, server: Server, migrated: str
) -> None:
    scratch_urls = await server.create(migrated)
    async with connected(scratch_urls.owner) as scratch:
        for name in metadata.tables:
            await scratch.execute(f"DROP TRIGGER version ON {name}")
        await scratch.execute(triggers_draft(metadata))
        assert await catalog(owner, VERSIONS) == await catalog(scratch, VERSIONS)
    await server.drop(scratch_urls)


async def test_row_level_security_is_forced_on_whatever_holds_rows(owner: Owner) -> None:
    rows = await owner.fetch(
        "SELECT relname, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 'I', 'c')"
    )
    assert {row["relname"] for row in rows} == {*metadata.tables, "alembic_version"}
    assert all(row["forced"] for row in rows)
