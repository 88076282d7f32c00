"""The way up, the way down, and where a database stands."""

import pytest

from api.embedded import Urls
from models.migrations import SchemaState, current_state, downgrade, state_of, upgrade
from models.tables import metadata
from tests.databases import Server, connected
from tests.rows import Owner

CATALOG = """
SELECT 'relation', relname, relkind::text, relacl::text, relrowsecurity, relforcerowsecurity
FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'constraint', conname, pg_get_constraintdef(oid), NULL, NULL, NULL
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'policy', tablename || '.' || policyname, qual, with_check, NULL, NULL FROM pg_policies
UNION ALL
SELECT 'function', p.oid::regprocedure::text, prosrc, proacl::text, prosecdef, NULL
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname IN ('keep', 'slice')
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid), NULL, NULL, NULL
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'schema', nspname, nspacl::text, NULL, NULL, NULL
FROM pg_namespace WHERE nspname !~ '^pg_'
UNION ALL
SELECT 'type', typname, typtype::text, NULL, NULL, NULL
FROM pg_type WHERE typnamespace = 'public'::regnamespace
ORDER BY 1, 2, 3
"""


async def catalog(urls: Urls) -> list[tuple[object, ...]]:
    async with connected(urls.owner) as owner:
        return [tuple(row) for row in await owner.fetch(CATALOG)]


async def test_down_leaves_nothing_and_up_again_makes_the_same(
    fresh_urls: Urls, server: Server
) -> None:
    before = await catalog(fresh_urls)
    assert {row[1] for row in before if row[0] == "relation"} > set(metadata.tables)

    await downgrade(fresh_urls.owner)
    left = [row[:2] for row in await catalog(fresh_urls) if row[1] != "information_schema"]
    assert left == [
        ("constraint", "alembic_version_pkc"),
        ("constraint", "alembic_version_version_num_not_null"),
        ("relation", "alembic_version"),
        ("relation", "alembic_version_pkc"),
        ("schema", "public"),
        ("type", "_alembic_version"),
        ("type", "alembic_version"),
    ]

    await upgrade(fresh_urls.owner, str(server.api.username))
    assert await catalog(fresh_urls) == before


async def test_a_second_upgrade_changes_nothing(fresh_urls: Urls, server: Server) -> None:
    before = await catalog(fresh_urls)
    await upgrade(fresh_urls.owner, str(server.api.username))
    assert await catalog(fresh_urls) == before


async def test_a_database_says_where_it_stands(fresh_urls: Urls, server: Server) -> None:
    empty_urls = await server.create()
    assert await current_state(empty_urls.owner) is SchemaState.EMPTY
    await server.drop(empty_urls)
    assert await current_state(fresh_urls.owner) is SchemaState.CURRENT
    assert await current_state(fresh_urls.api) is SchemaState.CURRENT


async def test_a_newer_database_is_known_as_newer(fresh_urls: Urls, owner: Owner) -> None:
    await owner.execute("UPDATE alembic_version SET version_num = '9999'")
    assert await current_state(fresh_urls.api) is SchemaState.NEWER


@pytest.mark.parametrize(
    ("revision", "state"), [(None, SchemaState.EMPTY), ("9999", SchemaState.NEWER)]
)
def test_a_revision_says_where_it_stands(revision: str | None, state: SchemaState) -> None:
    assert state_of(revision) is state
