"""The client by which an endpoint was registered: what it calls a record, and what it has used."""

import base64
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from api.jobs.entrypoints import Again
from api.webhooks.looking import Watch
from api.webhooks.wiring import webhook_jobs
from auth.callers import Caller
from auth.webhooks.store import DELIVER
from seeds.demo.personas import PERSONAS
from tests.api.apps import registered, running
from tests.api.edge import edge_settings
from tests.api.webhooks.hooked import SECRET, WEBHOOK, Hooked
from tests.databases import connected

NAMED = "query ($id: ID!) { node(id: $id) { id ... on Benchmark { externalId } } }"
USAGE = '{ clientUsage(since: "2020-01-01") { deliveries } }'


@pytest.fixture
async def clients(hooks: Hooked) -> list[Caller]:
    """A firm by two clients of its own."""
    async with connected(hooks.urls.owner) as owner:
        ids = [await registered(owner) for _ in range(2)]
    return [replace(PERSONAS["firm"].caller, client=client) for client in ids]


async def register(hooks: Hooked, caller: Caller, **given: Any) -> str:
    """The secret of an endpoint that a caller's client registers."""
    usual = {"url": hooks.receiver.url, "types": ["Benchmark"], "document": NAMED}
    outcome = await hooks.doing(
        "createWebhook", {**usual, **given}, f"{WEBHOOK} secret", caller=caller
    )
    assert not outcome.errors
    return str(outcome.data["secret"])


async def test_a_payload_has_the_ids_of_the_endpoints_own_client(
    hooks: Hooked, clients: list[Caller]
) -> None:
    ours, theirs = clients
    changed = await hooks.change_benchmark()
    secrets = {
        await register(hooks, ours): "TOOL-1",
        await register(hooks, theirs, description="another's"): None,
    }
    given = {"id": changed, "externalId": "TOOL-1"}
    assert not (await hooks.doing("setExternalId", given, "id", caller=ours)).errors
    assert await hooks.change_benchmark() == changed
    await hooks.settle()
    assert len(hooks.receiver.received) == 2
    told = {}
    for received in hooks.receiver.received:
        for secret in secrets:
            with suppress(WebhookVerificationError):  # it is the other's
                told[secret] = received.verified(secret)["data"]["result"]["data"]["node"]
    assert told == {secret: {"id": changed, "externalId": id_} for secret, id_ in secrets.items()}


async def test_what_was_delivered_is_the_clients_usage(
    hooks: Hooked, clients: list[Caller], tmp_path: Path
) -> None:
    """As jobs are wired; what a receiver refuses was not delivered."""
    ours, theirs = clients
    await register(hooks, ours)
    settings = edge_settings(
        database_url=hooks.urls.api,
        data_dir=tmp_path,
        secret_key=base64.b64encode(SECRET).decode(),
        webhooks_allow_http=True,
        webhooks_allow_private=True,
    )
    async with running(settings) as app:
        services = app.app.state.services
        [job] = webhook_jobs(settings, services, Watch(services.database)).entrypoints
        assert job.name == DELIVER
        for number in range(3):
            if number == 2:
                hooks.receiver.answer(500)
            await hooks.change_benchmark()
            await hooks.look()
            await attempted(hooks, job.work)
        await app.accounting.tell()
        told = [await used(app, caller) for caller in (ours, theirs)]
    assert told == [2, 0]


async def attempted(hooks: Hooked, work: Any) -> None:
    async with connected(hooks.urls.owner) as owner:
        due = "SELECT id FROM webhook_delivery WHERE state = 'PENDING' AND attempts = 0"
        [row] = await owner.fetch(due)
    with suppress(Again):
        await work(row["id"])


async def used(app: Any, caller: Caller) -> int:
    reply = await app.send(USAGE, as_=caller, client=caller.client)
    return sum(day["deliveries"] for day in reply.json()["data"]["clientUsage"])
