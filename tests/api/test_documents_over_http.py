"""Documents by their hash over HTTP: sent once and known to all, or registered ones alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from api.embedded import Urls
from api.settings import Settings
from auth.callers import Caller
from auth.documents import hash_of
from tests.api.apps import App, registered, running
from tests.api.edge import edge_settings
from tests.rows import Owner

QUERY = "{ districts { totalCount } }"
MUTATION = 'mutation { removeExternalId(input: {id: "District_0"}) { errors { code } } }'
TRUSTED = (
    "INSERT INTO clients.trusted_document (client_id, name, hash, source) VALUES ($1, $2, $3, $4)"
)
SOMEBODY = Caller(person=UUID(int=7))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def by_hash(text: str, *, with_text: bool = False, version: int = 1) -> dict[str, Any]:
    """What Apollo's clients send."""
    named = {"persistedQuery": {"version": version, "sha256Hash": digest(text)}}
    return {"extensions": named, **({"query": text} if with_text else {})}


def codes(reply: Any) -> list[str]:
    return [error["extensions"]["code"] for error in reply.json().get("errors", ())]


@pytest.fixture
def settings(fresh_urls: Urls, tmp_path: Path) -> Settings:
    return edge_settings(database_url=fresh_urls.api, data_dir=tmp_path, pool_size=2)


@pytest.fixture
async def app(settings: Settings, anyio_backend: object) -> AsyncIterator[App]:
    async with running(settings) as opened:
        yield opened


async def test_a_document_is_sent_once_and_known_to_every_process_and_after_a_restart(
    settings: Settings,
) -> None:
    async with AsyncExitStack() as stack:
        one, two = [await stack.enter_async_context(running(settings)) for _ in range(2)]
        unknown = await one.send(by_hash(QUERY))
        assert codes(unknown) == ["PERSISTED_QUERY_NOT_FOUND"]
        assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
        kept = await one.send(by_hash(QUERY, with_text=True))
        assert kept.json()["data"] == {"districts": {"totalCount": 0}}
        for app in (one, two):
            assert (await app.send(by_hash(QUERY))).json() == kept.json()
    async with running(settings) as restarted:
        assert (await restarted.send(by_hash(QUERY))).json() == kept.json()
        named = {"documentId": f"sha256:{digest(QUERY)}"}
        assert (await restarted.send(named)).json() == kept.json()


async def test_a_hash_is_enough_in_a_url_and_a_mutation_is_not_sent_so(app: App) -> None:
    for document in (QUERY, MUTATION):
        await app.send(by_hash(document, with_text=True))
    for parameters in (
        {"extensions": json.dumps(by_hash(QUERY)["extensions"])},
        {"documentId": f"sha256:{digest(QUERY)}"},
    ):
        reply = await app.client.get("/graphql", params=parameters)
        assert reply.json()["data"] == {"districts": {"totalCount": 0}}
    reply = await app.client.get("/graphql", params={"documentId": f"sha256:{digest(MUTATION)}"})
    assert reply.status_code == 405


async def test_what_is_not_valid_is_not_kept(app: App, owner: Owner) -> None:
    for text in ("{ nonsense }", "{ districts {", "{ __typename }" + " " * 200_000):
        assert codes(await app.send(by_hash(text, with_text=True)))
        assert codes(await app.send(by_hash(text))) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert await owner.fetchval("SELECT count(*) FROM clients.document") == 0


async def test_a_text_of_another_hash_is_refused_and_not_kept(app: App, owner: Owner) -> None:
    wrong = {**by_hash("{ firms { totalCount } }"), "query": QUERY}
    reply = await app.send(wrong)
    assert codes(reply) == ["BAD_USER_INPUT"]
    assert reply.json()["errors"][0]["message"] == "provided sha does not match query"
    assert "data" not in reply.json()
    assert await owner.fetchval("SELECT count(*) FROM clients.document") == 0


async def test_what_names_no_document_is_refused(app: App) -> None:
    persisted: list[Any] = [
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": "xyz"},
        {"version": 1},
        "yes",
    ]
    bodies: list[dict[str, Any]] = [
        {},
        {"query": ""},
        {"query": None},
        *({"documentId": each} for each in (7, "sha256:ABC", "md5:" + "0" * 32, "a b", "x" * 300)),
        *({"extensions": {"persistedQuery": each}} for each in persisted),
    ]
    for body in bodies:
        reply = await app.send(body)
        assert reply.status_code == 400, body
        assert codes(reply) == ["BAD_USER_INPUT"]


async def test_those_used_longest_ago_are_let_go_of(
    fresh_urls: Urls, tmp_path: Path, owner: Owner
) -> None:
    settings = edge_settings(database_url=fresh_urls.api, data_dir=tmp_path, persisted_documents=2)
    documents = [f"{{ a{n}: __typename }}" for n in range(3)]
    async with running(settings) as app:
        for document in documents[:2]:
            await app.send(by_hash(document, with_text=True))
        await owner.execute("UPDATE clients.document SET used_at = now() - interval '2 hours'")
        assert not codes(await app.send(by_hash(documents[0])))
        await app.accounting.tell()
        await app.send(by_hash(documents[2], with_text=True))
    kept = {row["source"] for row in await owner.fetch("SELECT source FROM clients.document")}
    assert kept == {documents[0], documents[2]}
    settings = settings.model_copy(update={"persisted_document_bytes": 5})
    async with running(settings) as app:
        await app.send(by_hash(QUERY, with_text=True))
    assert await owner.fetchval("SELECT count(*) FROM clients.document") == 0


async def test_a_server_can_keep_none(fresh_urls: Urls, tmp_path: Path) -> None:
    settings = edge_settings(database_url=fresh_urls.api, data_dir=tmp_path, persisted_documents=0)
    async with running(settings) as app:
        reply = await app.send(by_hash(QUERY))
        assert codes(reply) == ["PERSISTED_QUERY_NOT_SUPPORTED"]
        assert reply.json()["errors"][0]["message"] == "PersistedQueryNotSupported"
        assert not codes(await app.send(by_hash(QUERY, with_text=True)))


async def trusted(owner: Owner, client: UUID, name: str, text: str) -> None:
    await owner.execute(TRUSTED, client, name, hash_of(text), text)


async def test_where_only_registered_documents_run_nothing_else_does(
    fresh_urls: Urls, tmp_path: Path, owner: Owner
) -> None:
    settings = edge_settings(
        database_url=fresh_urls.api, data_dir=tmp_path, only_registered_documents=True
    )
    ours, theirs = await registered(owner), await registered(owner)
    await trusted(owner, ours, "counted", QUERY)
    await trusted(owner, ours, "made", MUTATION)
    introspection = "{ __schema { queryType { name } } }"
    async with running(settings) as app:
        for client in (ours, None):
            for body in (
                QUERY,
                by_hash(QUERY),
                {"documentId": f"sha256:{digest(QUERY)}"},
                MUTATION,
            ):
                assert not codes(await app.send(body, as_=SOMEBODY, client=client))
        assert not codes(await app.send({"documentId": "counted"}, as_=SOMEBODY, client=ours))
        for client in (ours, theirs, None):
            for text in ("{ firms { totalCount } }", introspection, MUTATION + " ", QUERY + " "):
                refused = await app.send(text, as_=SOMEBODY, client=client)
                assert codes(refused) == ["FORBIDDEN"]
                with_hash = by_hash(text, with_text=True)
                assert codes(await app.send(with_hash, as_=SOMEBODY, client=client)) == [
                    "FORBIDDEN"
                ]
                assert codes(await app.send(by_hash(text))) == ["PERSISTED_QUERY_NOT_FOUND"]
        for body in ({"documentId": "counted"}, by_hash(QUERY)):
            refused = await app.send(body, as_=SOMEBODY, client=theirs)
            assert codes(refused) == ["PERSISTED_QUERY_NOT_FOUND"]
        assert codes(await app.send({"documentId": "counted"})) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert await owner.fetchval("SELECT count(*) FROM clients.document") == 0


async def refused_soon(app: App, text: str, client: UUID) -> None:
    """Wait until a document is refused: a process hears of it after the commit."""
    async with asyncio.timeout(20):
        while codes(await app.send(text, as_=SOMEBODY, client=client)) != ["FORBIDDEN"]:  # noqa: ASYNC110 - nothing tells that it was heard
            await asyncio.sleep(0.01)


async def test_a_client_alone_can_be_restricted_and_processes_hear_of_it(
    settings: Settings, owner: Owner
) -> None:
    ours, theirs = await registered(owner), await registered(owner)
    await trusted(owner, ours, "counted", QUERY)
    async with AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(running(settings)) for _ in range(2)]
        other = "{ firms { totalCount } }"
        for app in apps:
            assert not codes(await app.send(other, as_=SOMEBODY, client=ours))
        await owner.execute("INSERT INTO clients.restricted VALUES ($1)", ours)
        for app in apps:
            await refused_soon(app, other, ours)
            assert not codes(await app.send(QUERY, as_=SOMEBODY, client=ours))
            assert not codes(await app.send(other, as_=SOMEBODY, client=theirs))
        await owner.execute("DELETE FROM clients.trusted_document")
        for app in apps:
            await refused_soon(app, QUERY, ours)
