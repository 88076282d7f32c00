"""Scopes narrow: whoever they leave something of sees and does no more than without them."""

from dataclasses import replace

import pytest

from api.embedded import Urls
from auth.callers import PUBLIC, READ, RESEARCH, WRITE, Caller
from auth.database import Database
from auth.transactions import SelfContained
from models.failures import Forbidden
from models.tables import metadata
from tests.auth.slices.complete import Complete
from tests.auth.slices.doing import DOING
from tests.auth.slices.oracle import visible
from tests.auth.slices.sight import noon, seen
from tests.auth.slices.test_complete_world import CALLERS
from tests.auth.slices.test_doing import DOERS, contents, sample
from tests.auth.slices.trying import changed, created, deleted
from tests.databases import connected

ALL = frozenset({READ, WRITE, RESEARCH})
WITHOUT_RESEARCH = frozenset({READ, WRITE})
RESEARCHERS = ("open-ended RESEARCHER", "RESEARCHER and PRINCIPAL 1.0")


def narrowed(caller: Caller, scopes: frozenset[str]) -> Caller:
    return replace(caller, scopes=scopes)


@pytest.mark.parametrize("who", CALLERS)
async def test_a_narrowed_caller_sees_no_more_and_what_the_page_leaves(
    complete: Complete, complete_database: Database, who: str
) -> None:
    whole = complete.callers[who]
    everything = await seen(complete_database, whole)
    for scopes in (frozenset({READ}), WITHOUT_RESEARCH):
        caller = narrowed(whole, scopes)
        shown = await seen(complete_database, caller)
        assert all(shown[table] <= everything[table] for table in everything)
        left = visible(complete.world, caller)
        assert {table: shown[table] for table in left} == left
    assert await seen(complete_database, narrowed(whole, ALL)) == everything


async def test_a_researcher_without_research_loses_something(
    complete: Complete, complete_database: Database
) -> None:
    """Or the test above would show nothing."""
    for who in RESEARCHERS:
        whole = complete.callers[who]
        shown = await seen(complete_database, narrowed(whole, WITHOUT_RESEARCH))
        everything = await seen(complete_database, whole)
        assert shown["transcript"] < everything["transcript"]
        assert shown["site"] < everything["site"]


@pytest.mark.parametrize("who", [*DOERS[1:4], *RESEARCHERS])
async def test_a_narrowed_caller_does_no_more(
    busy_world: Complete, busy_database: Database, who: str
) -> None:
    whole = busy_world.callers[who]
    less = narrowed(whole, WITHOUT_RESEARCH)
    for model in DOING:
        rows = sample(busy_world, model)
        for tried in (created, changed, deleted):
            let = await tried(busy_database, whole, model, rows)
            still = await tried(busy_database, less, model, rows)
            for (row, before), (_, after) in zip(let, still, strict=True):
                assert before or not after, (model.__name__, tried.__name__, row)
                if who not in RESEARCHERS:
                    assert after == before, (model.__name__, tried.__name__, row)


@pytest.mark.parametrize("scopes", [frozenset[str](), frozenset({READ}), frozenset({RESEARCH})])
async def test_no_transaction_is_opened_to_write_without_write(
    busy_world: Complete, busy_database: Database, scopes: frozenset[str]
) -> None:
    for who in ("open-ended STATE_OFFICER", "open-ended FIRM 0", "open-ended SUPERINTENDENT 0.0"):
        with pytest.raises(Forbidden, match="lacks the scope 'write'"):
            async with busy_database.write(narrowed(busy_world.callers[who], scopes)):
                pytest.fail("it was opened")


async def test_the_database_refuses_every_change_without_write(
    busy_world: Complete, busy_urls: Urls
) -> None:
    """Also of whoever came past `Database.write`, and of tables that nobody thought of."""
    before = await contents(busy_urls)
    for who in (
        "open-ended STATE_OFFICER",
        "open-ended SUPERINTENDENT 0.0",
        "open-ended RESEARCHER",
    ):
        person = busy_world.callers[who].person
        async with connected(busy_urls.api) as login:
            await login.execute("SELECT set_config('throughline.time_zone', $1, false)", noon()[0])
            await login.execute("SELECT set_config('throughline.person', $1, false)", str(person))
            refused = 0
            for scopes in ("read", "none", "research", "writer rewrite"):
                await login.execute("SELECT set_config('throughline.scopes', $1, false)", scopes)
                for table in metadata.tables:
                    try:
                        told = await login.execute(f"UPDATE {table} SET updated_at = updated_at")
                    except Exception as error:  # noqa: BLE001 - counted, by what it says
                        refused += "lacks the scope write" in str(error)
                    else:
                        assert told == "UPDATE 0"
            assert refused
    assert await contents(busy_urls) == before


async def test_what_a_scope_says_reaches_the_database_only_in_words_of_ours(
    complete_database: Database,
) -> None:
    """Also in the way that states its caller in the text of a statement."""
    asks = "SELECT current_setting('throughline.scopes')"
    for scopes, told in (
        (None, ""),
        (frozenset[str](), "none"),
        (frozenset({"openid", "x';DROP TABLE person;--"}), "none"),
        (frozenset({"research", "write", "read"}), "write research"),
    ):
        caller = replace(PUBLIC, scopes=scopes)
        async with complete_database.read(caller) as transaction:
            assert await transaction.value(asks) == told
        assert await complete_database.answer(caller, SelfContained.of(asks, 0)) == told
