"""examples/receiver: keeps what is signed, once, and nothing else."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from standardwebhooks import Webhook

from seeds.demo.ids import OUR_FIRM
from tests.databases import connected
from tests.examples.conftest import Served

RECEIVER = Path(__file__).parents[2] / "examples/receiver/receiver.py"
OLD, NEW, STRANGE = "whsec_b2xkb2xkb2xk", "whsec_bmV3bmV3bmV3", "whsec_c3RyYW5nZXJz"
BODY = '{"type": "plan.status", "data": {"status": "ACCEPTED", "title": "Überblick"}}'


class Receiving:
    """A receiver in a process of its own."""

    def __init__(self, path: Path, port: int = 0, secrets: str = f"{NEW},{OLD}") -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", str(RECEIVER), str(port), str(path)],
            env={**os.environ, "WEBHOOK_SECRET": secrets},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().split()[-1]
        self.port = int(self.address.rstrip("/").rpartition(":")[2])

    def post(self, headers: dict[str, str], body: str = BODY) -> int:
        return httpx.post(self.address, content=body.encode(), headers=headers).status_code

    def kept(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.path)) as store:
            return [
                (row[0], row[1].decode()) for row in store.execute("SELECT id, body FROM delivery")
            ]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Receiving]:
    opened = Receiving(tmp_path / "deliveries.sqlite")
    yield opened
    opened.kill()


def signed(secret: str, webhook_id: str = "msg_1", *, age: int = 0) -> dict[str, str]:
    moment = datetime.now(UTC) - timedelta(seconds=age)
    return {
        "content-type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(webhook_id, moment, BODY),
    }


def test_what_is_signed_is_kept_once_also_over_an_end(receiving: Receiving) -> None:
    assert receiving.post(signed(NEW)) == 202
    assert receiving.post(signed(OLD, "msg_2")) == 202, "both secrets are good while one rotates"
    receiving.kill()
    again = Receiving(receiving.path)
    try:
        assert again.post(signed(NEW)) == 200, "the same once more"
        assert again.kept() == [("msg_1", BODY), ("msg_2", BODY)]
    finally:
        again.kill()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(STRANGE),
        signed(NEW, age=3600),
        {**signed(NEW), "webhook-id": "msg_other"},
        {**signed(NEW), "webhook-signature": "nonsense"},
        {**signed(NEW), "webhook-signature": "v1,ÿ".encode("latin-1").decode("latin-1")},
    ],
    ids=["unsigned", "another's", "old", "moved", "nonsense", "no base64"],
)
def test_what_is_not_ours_is_refused_and_not_kept(
    receiving: Receiving, headers: dict[str, str]
) -> None:
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    reply = httpx.post(receiving.address, content=BODY.encode(), headers=sent)
    assert reply.status_code == 401
    assert receiving.post(signed(NEW), BODY.replace("ACCEPTED", "EXITED")) == 401
    assert receiving.kept() == []


REGISTER = """
mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { webhook { id } secret errors { message } }
}
"""
DOCUMENT = "query ($id: ID!) { node(id: $id) { ... on Benchmark { statement } } }"
SAY_MORE = """
UPDATE benchmark SET statement = statement || ' (told)' WHERE (district_id, id) = (
    SELECT b.district_id, b.id FROM benchmark b JOIN engagement e USING (district_id)
    JOIN firm f ON f.id = e.firm_id WHERE f.name = $1 AND b.visibility = 'PUBLIC'
    ORDER BY b.id LIMIT 1
)
"""


def firm_token(served: Served) -> str:
    given = served.place.register("A firm's hooks", "--kind", "service", "--firm", OUR_FIRM)
    reply = httpx.post(
        f"{served.address}/oauth/token",
        data={"grant_type": "client_credentials", "scope": "read write"},
        auth=(given["client_id"], given["client_secret"]),
        timeout=60,
    )
    return str(reply.json()["access_token"])


def registered(served: Served, address: str) -> str:
    """The secret of a new endpoint of the firm's."""
    chosen = {"url": address, "types": ["Benchmark"], "document": DOCUMENT}
    reply = httpx.post(
        f"{served.address}/graphql",
        json={"query": REGISTER, "variables": {"input": chosen}},
        headers={"authorization": f"Bearer {firm_token(served)}"},
        timeout=60,
    )
    made = reply.json()["data"]["createWebhook"]
    assert made["errors"] == []
    return str(made["secret"])


async def test_what_the_network_sends_is_received_once_though_the_receiver_was_away(
    served: Served, tmp_path: Path
) -> None:
    path = tmp_path / "deliveries.sqlite"
    away = Receiving(path)
    away.kill()
    secret = registered(served, away.address)
    async with connected(served.urls.owner) as owner:
        assert await owner.execute(SAY_MORE, OUR_FIRM) == "UPDATE 1"
        receiving = Receiving(path, away.port, secret)
        try:
            with anyio.fail_after(90):
                while not receiving.kept():  # noqa: ASYNC110 - another process keeps it
                    await anyio.sleep(0.1)
            [(webhook_id, body)] = receiving.kept()
        finally:
            receiving.kill()
    told = json.loads(body)
    assert webhook_id
    assert (told["type"], told["data"]["kind"]) == ("benchmark.updated", "UPDATED")
    assert told["data"]["result"]["data"]["node"]["statement"].endswith(" (told)")
