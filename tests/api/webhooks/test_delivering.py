"""What endpoints are told: once each, signed, as their owner sees it at that moment."""

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from auth.sealing import Sealing
from tests.api.webhooks.hooked import Hooked
from tests.api.webhooks.receivers import Received

NPM = Path(__file__).parents[2] / "npm"
BY_NPM = """
import { Webhook } from "standardwebhooks";
const { secret, headers, body } = JSON.parse(process.argv[1]);
console.log(JSON.stringify(new Webhook(secret).verify(body, headers)));
"""


async def by_npm(received: Received, secret: str) -> object:
    """What the reference library of another language makes of it."""
    given = {"secret": secret, "headers": received.headers, "body": received.body.decode()}
    node = await asyncio.create_subprocess_exec(
        "node",
        *("--input-type=module", "-e", BY_NPM, json.dumps(given)),
        cwd=NPM,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await node.communicate()
    assert node.returncode == 0
    return json.loads(told)


async def test_a_change_is_delivered_once_and_reference_libraries_verify_it(
    hooks: Hooked,
) -> None:
    _, secret = await hooks.register()
    changed = await hooks.change_benchmark(to="Pupils read daily")
    await hooks.settle()
    await hooks.settle()
    [received] = hooks.receiver.received
    assert received.headers["content-type"] == "application/json"
    assert received.path == "/hooks?key=told-to-nobody"
    said = received.verified(secret)
    assert said["type"] == "benchmark.updated"
    assert said["data"] == {
        "kind": "UPDATED",
        "type": "Benchmark",
        "id": changed,
        "changedFields": ["statement"],
        "result": {"data": {"node": {"statement": "Pupils read daily", "status": "NOT_STARTED"}}},
    }
    [delivery] = await hooks.deliveries()
    assert delivery["id"] == received.id
    assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("DELIVERED", 1, 204)
    if shutil.which("node") and (NPM / "node_modules" / "standardwebhooks").exists():
        assert await by_npm(received, secret) == said


async def test_types_and_districts_say_what_is_told(hooks: Hooked) -> None:
    query = "query ($n: String!) { district(by: {name: $n}) { id } }"
    there = (await hooks.doing.ask(query, n="Mill City"))["district"]["id"]
    elsewhere = (await hooks.doing.ask(query, n="Loomfield"))["district"]["id"]
    for given in (
        {"types": ["District"]},
        {"types": ["Benchmark"], "districts": [elsewhere]},
        {"types": ["Benchmark"], "districts": [there], "description": "this one"},
    ):
        await hooks.register("state-office", **given)
    await hooks.change_benchmark("Mill City")
    await hooks.settle()
    assert len(hooks.receiver.received) == 1
    await hooks.execute("UPDATE district SET profile = 'Another, in a test'")
    await hooks.settle()
    told = {json.loads(each.body)["data"]["type"] for each in hooks.receiver.received[1:]}
    assert told == {"District"}


async def test_an_endpoint_of_all_types_is_not_told_of_webhooks(hooks: Hooked) -> None:
    await hooks.register(types=[])
    await hooks.register(types=[], description="another")
    await hooks.settle()
    await hooks.settle()
    assert hooks.receiver.received == []


async def test_what_leaves_the_slice_is_told_by_type_and_id_alone(own_hooks: Hooked) -> None:
    """Measurements are no public record: with the engagement they go."""
    _, secret = await own_hooks.register(
        types=["Measurement"],
        document="query ($id: ID!) { node(id: $id) { ... on Measurement { value note } } }",
    )
    await own_hooks.end_engagements()
    await own_hooks.settle()
    assert own_hooks.receiver.received
    for received in own_hooks.receiver.received:
        data = received.verified(secret)["data"]
        assert data == {"kind": "LEFT_SLICE", "type": "Measurement", "id": data["id"]}
    told = len(own_hooks.receiver.received)
    await own_hooks.execute("UPDATE measurement SET note = 'none of yours'")
    await own_hooks.settle()
    assert len(own_hooks.receiver.received) == told


async def test_deliveries_under_way_give_nothing_once_the_engagement_has_ended(
    own_hooks: Hooked,
) -> None:
    _, secret = await own_hooks.register(
        types=["Measurement"],
        document="query ($id: ID!) { node(id: $id) { ... on Measurement { value note } } }",
    )
    await own_hooks.execute("UPDATE measurement SET note = 'seen by the firm' WHERE true")
    await own_hooks.look()
    await own_hooks.end_engagements()
    await own_hooks.attempt()
    assert own_hooks.receiver.received
    for received in own_hooks.receiver.received:
        assert received.verified(secret)["data"]["result"] == {"data": {"node": None}}
        assert b"seen by the firm" not in received.body


async def test_a_restart_loses_nothing_and_tells_nothing_twice(hooks: Hooked) -> None:
    """What changed while nobody looked is told; two who look at once tell each change once."""
    await hooks.register()
    for _ in range(3):
        await hooks.change_benchmark()
    await hooks.change_benchmark(to="Last of all")
    await asyncio.gather(hooks.look(), hooks.watch.look(), hooks.look())
    await hooks.attempt()
    [received] = hooks.receiver.received
    assert b"Last of all" in received.body


async def test_two_secrets_sign_while_both_are_good(hooks: Hooked) -> None:
    endpoint, old = await hooks.register()
    made = await hooks.doing.done(
        "rotateWebhookSecret", {"id": endpoint, "keepHours": 2}, "secret", as_="firm"
    )
    await hooks.change_benchmark()
    await hooks.settle()
    [received] = hooks.receiver.received
    assert received.verified(made["secret"]) == received.verified(old)
    rotated = await hooks.doing.done(
        "rotateWebhookSecret", {"id": endpoint, "keepHours": 0}, "secret", as_="firm"
    )
    await hooks.change_benchmark(to="Again")
    await hooks.settle()
    last = hooks.receiver.received[-1]
    assert last.verified(rotated["secret"])
    for ended in (old, made["secret"]):
        with pytest.raises(Exception, match="No matching signature"):
            last.verified(ended)


async def test_a_test_is_delivered_once_also_to_a_disabled_endpoint(hooks: Hooked) -> None:
    endpoint, secret = await hooks.register()
    record = await hooks.change_benchmark(to="As it is")
    await hooks.settle()
    await hooks.do("disableWebhook", id=endpoint)
    given = {"id": endpoint, "recordId": record}
    made = await hooks.doing.done("testWebhook", given, "webhookDelivery { id }", as_="firm")
    hooks.receiver.answer(500)
    await hooks.attempt()
    received = hooks.receiver.received[-1]
    assert received.id == made["webhookDelivery"]["id"]
    said = received.verified(secret)
    assert said["type"] == "webhook.test"
    assert said["data"]["result"]["data"]["node"]["statement"] == "As it is"
    assert hooks.waits == []
    assert (await hooks.deliveries())[-1]["state"] == "FAILED"


async def test_without_the_secret_key_nothing_is_sent_and_the_owner_sees_it(
    hooks: Hooked,
) -> None:
    await hooks.register()
    await hooks.change_benchmark()
    hooks.deliverer.sealing = Sealing([b"o" * 32])
    await hooks.settle()
    assert hooks.receiver.received == []
    [delivery] = await hooks.deliveries()
    assert (delivery["state"], delivery["problem"]) == ("PENDING", "NO_PAYLOAD")


async def test_a_document_that_can_not_be_answered_any_more_is_said_to_be_so(
    hooks: Hooked,
) -> None:
    await hooks.register()
    await hooks.change_benchmark()
    await hooks.look()
    await hooks.execute("UPDATE webhook_endpoint SET document = 'query ($id: ID!) { gone }'")
    await hooks.attempt()
    assert hooks.receiver.received == []
    [delivery] = await hooks.deliveries()
    assert (delivery["state"], delivery["problem"]) == ("PENDING", "DOCUMENT_REFUSED")
