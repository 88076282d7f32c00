"""The sandbox: a network of its own, marked as that, and there again after a kill."""

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil
import pytest

from api.embedded import EmbeddedServer, Urls
from api.settings import Settings, load_settings
from auth.callers import Caller
from tests.api.apps import running as running_app
from tests.api.edge import edge_settings
from tests.api.programs import running, throughline
from tests.databases import connected

SOMEBODY = Caller(person=UUID(int=7))
QUERY = "{ benchmarks(first: 2) { nodes { id externalId } } }"
PERSISTED = {"persistedQuery": {"version": 1, "sha256Hash": sha256(QUERY.encode()).hexdigest()}}
SET = "mutation ($i: SetExternalIdInput!) { setExternalId(input: $i) { id errors { code } } }"
FIND = '{ recordByExternalId(type: "Benchmark", externalId: "T-1") { id } }'
USAGE = "{ clientUsage { operations } }"
STOP_REFILLING = "UPDATE clients.budget SET as_of = as_of + interval '1 hour'"


async def stop_refilling(data_dir: Path) -> None:
    """Have what was used of points stay used, however long the server is away."""
    with EmbeddedServer(data_dir / "sandbox") as server:
        async with connected(server.urls().owner) as owner:
            await owner.execute(STOP_REFILLING)


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[Any, str, str]]:
    """The sandbox as it serves: its process, its address, and all that it said."""
    settings = {"data_dir": data_dir, "port": 0, "public_points_per_minute": 1}
    with running("serve", "--sandbox", **settings, database_url="postgresql://nowhere") as process:
        assert process.stdout is not None
        said = ""
        while "A token" not in said:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            said += line
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found
        yield process, found[0], said


def lines_of(process: Any, until: str) -> str:
    said = ""
    while until not in said:
        said += process.stdout.readline()
    return said


def token(address: str, client: str, secret: str) -> str:
    given = {"grant_type": "client_credentials"}
    reply = httpx.post(f"{address}/oauth/token", data=given, auth=(client, secret), timeout=30)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["access_token"])


def ask(address: str, bearer: str | None, **body: Any) -> httpx.Response:
    headers = {} if bearer is None else {"authorization": f"Bearer {bearer}"}
    return httpx.post(f"{address}/graphql", json=body, headers=headers, timeout=30)


def test_a_firm_has_a_network_of_its_own_that_a_kill_and_a_restart_leave_whole(
    tmp_path: Path,
) -> None:
    with served(tmp_path) as (process, address, _):
        said = lines_of(process, "client_secret")
        client, secret = (re.search(rf"{w} +(\S+)", said) for w in ("client_id", "client_secret"))
        assert client
        assert secret
        bearer = token(address, client[1], secret[1])
        viewer = ask(
            address, bearer, query="{ viewer { kind isSandbox } districts { totalCount } }"
        )
        assert viewer.json()["data"]["viewer"] == {"kind": "FIRM", "isSandbox": True}
        assert viewer.json()["data"]["districts"]["totalCount"] > 1
        assert viewer.headers["throughline-sandbox"] == "true"
        kept = ask(address, bearer, query=QUERY, extensions=PERSISTED).json()["data"]
        benchmark = kept["benchmarks"]["nodes"][0]["id"]
        given = {"i": {"id": benchmark, "externalId": "T-1"}}
        done = ask(address, bearer, query=SET, variables=given).json()["data"]["setExternalId"]
        assert done == {"id": benchmark, "errors": []}
        assert ask(address, None, query="{ __typename }").status_code == 200
        assert ask(address, None, query="{ __typename }").status_code == 429
        refused = throughline("sandbox", "reset", data_dir=tmp_path)
        assert "is being served" in refused.stderr
        until = time.monotonic() + 30
        while not ask(address, bearer, query=USAGE).json()["data"]["clientUsage"]:
            assert time.monotonic() < until
        asyncio.run(stop_refilling(tmp_path))
        process.kill()
        process.wait()

    with served(tmp_path) as (process, address, said):
        assert "client_secret" not in said
        assert ask(address, None, query="{ __typename }").status_code == 429
        bearer = token(address, client[1], secret[1])
        found = ask(address, bearer, query=FIND).json()["data"]["recordByExternalId"]
        assert found == {"id": benchmark}
        again = ask(address, bearer, extensions=PERSISTED).json()["data"]["benchmarks"]["nodes"]
        assert {"id": benchmark, "externalId": "T-1"} in again
        (row,) = ask(address, bearer, query=USAGE).json()["data"]["clientUsage"]
        assert row["operations"] >= 3
        health = httpx.get(f"{address}/health/ready", timeout=30).json()
        assert health == {"status": "ready", "sandbox": True}
        process.terminate()
        assert process.wait(30) == 0

    reset = throughline("sandbox", "reset", data_dir=tmp_path)
    assert reset.returncode == 0, reset.stderr
    assert client[1] in reset.stdout
    assert secret[1] not in reset.stdout
    cluster = str(tmp_path / "sandbox" / "postgres")
    assert not [each for each in psutil.process_iter(["cwd"]) if each.info["cwd"] == cluster]


async def test_a_token_of_the_one_is_none_in_the_other(fresh_urls: Urls, tmp_path: Path) -> None:
    """Though both had the same keys: the audience is another."""
    real = edge_settings(database_url=fresh_urls.api, data_dir=tmp_path)
    kept = {"database_url": fresh_urls.api, "data_dir": tmp_path}
    sandbox = real.sandboxed().model_copy(update=kept)
    async with running_app(real) as one, running_app(sandbox) as other:
        for app, elsewhere, marked in ((one, other, False), (other, one, True)):
            reply = await app.send("{ viewer { isSandbox } }", as_=SOMEBODY)
            assert reply.json()["data"] == {"viewer": {"isSandbox": marked}}
            assert ("throughline-sandbox" in reply.headers) is marked
            theirs = elsewhere.headers(SOMEBODY)
            refused = await app.client.post("/graphql", json={"query": "{ a }"}, headers=theirs)
            assert refused.status_code == 401


def test_nothing_of_the_real_network_is_followed(tmp_path: Path) -> None:
    real = Settings(
        _env_file=None,
        data_dir=tmp_path,
        database_url="postgresql://real",
        migrate_database_url="postgresql://owner",
        secret_key="A" * 43 + "=",
        external_issuer="https://login.example.org",
        external_client_id="x",
        files_url="s3://bucket",
        files_access_key_id="k",
        files_secret_access_key="s",
    )
    sandbox = real.sandboxed()
    assert sandbox.data_dir == tmp_path / "sandbox"
    assert sandbox.token_audience == "urn:throughline:sandbox"
    for name in ("database_url", "migrate_database_url", "secret_key", "external_issuer"):
        assert getattr(sandbox, name) is None
    for name in ("external_client_id", "files_url", "files_access_key_id"):
        assert getattr(sandbox, name) is None
    assert sandbox.sandboxed() == sandbox == sandbox.on_port(sandbox.port)


def test_a_setting_has_every_command_work_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX", "true")
    monkeypatch.setenv("DATABASE_URL", "postgresql://real")
    assert load_settings().database_url is None
    assert load_settings().data_dir.name == "sandbox"
    assert load_settings().on_port(1).database_url is None
