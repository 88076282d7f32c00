"""Clients that we did not write, against a server that is killed while they listen."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.embedded import Urls
from seeds.demo.personas import PERSONAS
from tests.api.edge import edge_settings
from tests.api.live.conftest import free_port
from tests.api.live.place import HOUR, PATIENCE
from tests.api.programs import running
from tests.api.tokens import own_tokens
from tests.databases import connected

PROGRAM = Path(__file__).with_name("clients.mjs")
MODULES = Path(__file__).parents[2] / "npm/node_modules"
LIBRARIES = ("graphql-ws", "graphql-sse", "ws")

needs_clients = pytest.mark.skipif(
    shutil.which("node") is None or not all((MODULES / name).exists() for name in LIBRARIES),
    reason="needs Node and `npm ci` in tests/npm",
)

NOW = '{ changes(after: "now", types: ["Measurement"]) { pageInfo { endCursor } } }'
ADDED = """
subscription ($after: String) {
  changed(types: ["Measurement"], after: $after) {
    cursor kind node { ... on Measurement { note } }
  }
}
"""
BENCHMARK = """
{ district(by: {name: "Mill City"}) { currentPlan { strategicObjectives(first: 1) { nodes {
  initiatives(first: 1) { nodes { benchmarks(first: 1) { nodes { id } } } }
} } } } }
"""
RECORD = """
mutation ($input: RecordMeasurementInput!) {
  recordMeasurement(input: $input) { measurement { id } errors { message } }
}
"""
AGAIN = """
INSERT INTO measurement (id, district_id, benchmark_id, measured_on, value, note, provenance_kind)
SELECT gen_random_uuid(), district_id, benchmark_id, '2012-06-06', 1, $1, 'ENTERED'
FROM measurement WHERE note = 'while it serves'
"""
STARTS = 90.0


@dataclass
class Client:
    """A client in a process of its own, and the notes of which it has told."""

    process: asyncio.subprocess.Process
    notes: list[str] = field(default_factory=list)

    async def told(self, key: str) -> Any:
        """The next thing of a kind that it says."""
        assert self.process.stdout is not None
        async with asyncio.timeout(STARTS):
            while True:
                said = json.loads(await self.process.stdout.readline())
                assert "error" not in said, said
                if key in said:
                    return said[key]

    async def note(self) -> str:
        """The note of the next measurement."""
        change = (await self.told("next"))["data"]["changed"]
        assert change["kind"] == "CREATED"
        self.notes.append(change["node"]["note"])
        return self.notes[-1]


@asynccontextmanager
async def client(transport: str, address: str, token: str, after: str) -> AsyncIterator[Client]:
    process = await asyncio.create_subprocess_exec(
        "node",
        *(str(PROGRAM), transport, address, token),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    asked = {"field": "changed", "query": ADDED, "variables": {"after": after}}
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    try:
        yield Client(process)
    finally:
        process.kill()
        await process.communicate()


@contextmanager
def serving(settings: dict[str, object]) -> Iterator["subprocess.Popen[str]"]:
    """A server, once it answers."""
    with running("serve", **settings) as process:
        assert process.stdout is not None
        while "Explorer:" not in process.stdout.readline():
            assert process.poll() is None
        yield process


@needs_clients
async def test_after_the_server_is_killed_its_clients_go_on_without_gap_or_double(
    own_urls: Urls, tmp_path: Path
) -> None:
    given: dict[str, object] = {
        "data_dir": tmp_path,
        "database_url": own_urls.api,
        "port": free_port(),
        "log_level": "WARNING",
    }
    address = f"http://127.0.0.1:{given['port']}/graphql"
    token = own_tokens(edge_settings(**given))(PERSONAS["manager"].caller, HOUR)

    async def ask(query: str, **variables: object) -> Any:
        headers = {"authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(timeout=PATIENCE, headers=headers) as asking:
            body = {"query": query, "variables": variables}
            reply = (await asking.post(address, json=body)).json()
        assert "errors" not in reply, reply
        return reply["data"]

    async def record(note: str) -> None:
        said = {"id": benchmark, "measuredOn": "2012-05-05", "value": "1", "note": note}
        told = await ask(RECORD, input=said)
        assert told["recordMeasurement"]["errors"] == [], told

    with serving(given | {"workers": 2}) as server:
        after = (await ask(NOW))["changes"]["pageInfo"]["endCursor"]
        plan = (await ask(BENCHMARK))["district"]["currentPlan"]
        [objective] = plan["strategicObjectives"]["nodes"]
        [initiative] = objective["initiatives"]["nodes"]
        benchmark = initiative["benchmarks"]["nodes"][0]["id"]
        async with (
            client("ws", address, token, after) as ws,
            client("sse", address, token, after) as sse,
        ):
            both = (ws, sse)
            for each in both:
                assert await each.told("connected") is False
            await record("while it serves")
            for each in both:
                assert await each.note() == "while it serves"
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            async with connected(own_urls.owner) as owner:
                await owner.execute(AGAIN, "while it is away")
            with serving(given):
                for each in both:
                    assert await each.note() == "while it is away"
                await record("when it is back")
                for each in both:
                    assert await each.note() == "when it is back"
                assert ws.notes == sse.notes
