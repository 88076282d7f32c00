"""What endpoints are told: once each, signed, as their owner sees it at that moment."""

import asyncio

from tests.api.webhooks.hooked import Hooked


async def test_a_change_is_delivered_and_the_reference_library_verifies_it(hooks: Hooked) -> None:
    endpoint, secret = await hooks.register()
    changed = await hooks.change_benchmark(to="Pupils read daily")
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
        "result": {"data": {"node": {"statement": "Pupils read daily", "status": "MET"}}},
    }
    [delivery] = await hooks.deliveries()
    assert received.id in delivery["id"].replace("-", "") or delivery["state"] == "DELIVERED"
    print(delivery, said)
