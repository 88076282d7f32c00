"""When it is tried again: the specification's schedule, by a clock that the test holds."""

from datetime import timedelta

import pytest

from api.webhooks.delivering import JITTER, WAITS
from api.webhooks.wiring import keep_up
from schema.entities import registry
from schema.ids import decode_id
from tests.api.webhooks.hooked import Hooked


async def told(hooks: Hooked) -> str:
    """An endpoint with one delivery that is due."""
    endpoint, _ = await hooks.register()
    await hooks.change_benchmark()
    await hooks.look()
    return endpoint


async def test_what_fails_is_tried_by_the_schedule_under_one_id_and_then_given_up(
    hooks: Hooked,
) -> None:
    await told(hooks)
    hooks.deliverer.failing_after = timedelta(days=365)
    hooks.receiver.answer(*[500] * 10)
    for _ in range(12):
        await hooks.attempt()
        if len(hooks.waits) <= len(WAITS) and hooks.waits:
            hooks.now += hooks.waits[-1]
    assert hooks.waits == [wait * (1 + JITTER * 0.5) for wait in WAITS]
    assert len({each.id for each in hooks.receiver.received}) == 1
    assert len(hooks.receiver.received) == 10
    [delivery] = await hooks.deliveries()
    assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("FAILED", 10, 500)
    assert delivery["problem"] == "REFUSED"


async def test_it_is_not_attempted_before_it_is_due(hooks: Hooked) -> None:
    await told(hooks)
    hooks.receiver.answer(500)
    await hooks.attempt()
    await hooks.execute("UPDATE webhook_delivery SET next_attempt_at = $1", hooks.now)
    hooks.now -= timedelta(seconds=30)
    [row] = await hooks.deliveries()
    await hooks.attempt()
    await hooks.attempt_one(decode_id(row["id"], registry["WebhookDelivery"])[0])
    assert len(hooks.receiver.received) == 1
    assert hooks.waits[-1] == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("status", "said", "waits"),
    [
        (429, "60", timedelta(seconds=60)),
        (503, "3600", timedelta(hours=1)),
        (429, "1", WAITS[0] * (1 + JITTER * 0.5)),
        (429, "99999999", timedelta(hours=24)),
        (429, "soon", WAITS[0] * (1 + JITTER * 0.5)),
        (500, "3600", WAITS[0] * (1 + JITTER * 0.5)),
    ],
)
async def test_what_the_receiver_asks_for_is_heeded(
    hooks: Hooked, status: int, said: str, waits: timedelta
) -> None:
    await told(hooks)
    hooks.receiver.answer(status, retry_after=said)
    await hooks.attempt()
    assert hooks.waits == [waits]


async def test_a_receiver_that_is_gone_is_told_nothing_more(hooks: Hooked) -> None:
    endpoint = await told(hooks)
    await hooks.change_benchmark("Mill City", "Then")
    hooks.receiver.answer(410)
    await hooks.attempt()
    assert hooks.waits == []
    seen = await hooks.endpoint(endpoint)
    assert (seen["isEnabled"], seen["disabledBecause"]) == (False, "GONE")
    first, notice = await hooks.deliveries()
    assert (first["state"], first["problem"], first["status"]) == ("FAILED", "GONE", 410)
    assert (notice["kind"], notice["state"]) == ("DISABLED", "NOTED")
    await hooks.settle()
    assert len(hooks.receiver.received) == 1


async def test_what_changed_while_it_was_disabled_is_told_once_it_is_enabled(
    hooks: Hooked,
) -> None:
    endpoint = await told(hooks)
    await hooks.do("disableWebhook", id=endpoint)
    await hooks.change_benchmark(to="Meanwhile")
    await hooks.settle()
    assert hooks.receiver.received == []
    assert not (await hooks.do("enableWebhook", id=endpoint)).errors
    await hooks.settle()
    assert len(hooks.receiver.received) == 2
    assert b"Meanwhile" in hooks.receiver.received[-1].body


async def test_after_days_of_failure_it_is_disabled_and_its_owner_sees_why(
    hooks: Hooked,
) -> None:
    endpoint = await told(hooks)
    hooks.receiver.answer(*[500] * 20)
    while (await hooks.endpoint(endpoint))["isEnabled"]:
        await hooks.attempt()
        hooks.now += timedelta(days=1)
    assert (await hooks.endpoint(endpoint))["disabledBecause"] == "FAILING"
    assert [each["kind"] for each in await hooks.deliveries()] == ["UPDATED", "DISABLED"]
    assert len(hooks.receiver.received) == 6


async def test_a_success_between_failures_keeps_it_enabled(hooks: Hooked) -> None:
    endpoint = await told(hooks)
    for status in (500, 204, 500, 204):
        hooks.receiver.answer(status)
        await hooks.attempt()
        hooks.now += timedelta(days=4)
        await hooks.change_benchmark(to=f"{hooks.now}")
        await hooks.look()
    assert (await hooks.endpoint(endpoint))["isEnabled"]


async def test_what_was_given_up_is_replayed_under_its_id(hooks: Hooked) -> None:
    endpoint = await told(hooks)
    await hooks.execute(
        "UPDATE webhook_delivery SET state = 'FAILED', next_attempt_at = NULL, attempts = 10"
    )
    [failed] = await hooks.deliveries()
    assert not (await hooks.do("replayWebhookDelivery", id=failed["id"])).errors
    await hooks.attempt()
    [received] = hooks.receiver.received
    assert received.id == failed["id"]
    [delivery] = await hooks.deliveries()
    assert (delivery["state"], delivery["attempts"]) == ("DELIVERED", 1)
    await hooks.execute(
        "UPDATE webhook_delivery SET state = 'FAILED', delivered_at = NULL, next_attempt_at = NULL"
    )
    for since, replayed in (("2000-01-01T00:00:00Z", 1), ("2100-01-01T00:00:00Z", 0)):
        made = await hooks.doing.done(
            "replayWebhookDeliveries", {"id": endpoint, "since": since}, "replayed", as_="firm"
        )
        assert made["replayed"] == replayed
    await hooks.attempt()
    assert len(hooks.receiver.received) == 2


async def test_old_deliveries_go_and_lost_jobs_come_back(hooks: Hooked) -> None:
    await told(hooks)
    await hooks.execute("DELETE FROM jobs.pgqueuer")
    await hooks.execute("UPDATE webhook_delivery SET next_attempt_at = now() - interval '1 hour'")
    for _ in range(2):
        await keep_up(hooks.watch.database, timedelta(days=30))
    assert await hooks.jobs() == 1
    await hooks.attempt()
    await hooks.execute("UPDATE webhook_delivery SET created_at = now() - interval '31 days'")
    await keep_up(hooks.watch.database, timedelta(days=30))
    assert await hooks.deliveries() == []
