"""Whose endpoints are whose: nobody else registers, sees, changes or tries them."""

from typing import Any
from uuid import UUID

import pytest

from auth.callers import Caller
from seeds.demo.personas import PERSONAS
from tests.api.webhooks.hooked import DOCUMENT, Hooked
from tests.databases import connected

OTHERS = (
    *("manager", "superintendent", "administrator", "principal", "teacher", "monitor"),
    *("research-office", "state-board", "school-board", None),
)
SEEN = """query ($id: ID!) {
  webhook(id: $id) { id } webhooks { totalCount } webhookDeliveries { totalCount }
  node(id: $id) { id }
  firms { nodes { webhooks { totalCount } } }
}"""


async def test_nobody_but_the_firm_sees_or_changes_its_endpoints(hooks: Hooked) -> None:
    endpoint, _ = await hooks.register()
    await hooks.change_benchmark()
    await hooks.settle()
    [delivery] = await hooks.deliveries()
    before = await standing(hooks)
    for who in (*OTHERS, "other-firm", "state-office"):
        await is_refused(hooks, endpoint, delivery["id"], who)
    assert await standing(hooks) == before
    assert len(await hooks.deliveries()) == 1


async def test_nobody_but_the_state_office_sees_or_changes_its_endpoints(hooks: Hooked) -> None:
    endpoint, _ = await hooks.register("state-office")
    await hooks.change_benchmark()
    await hooks.settle()
    [delivery] = await hooks.deliveries("state-office")
    before = await standing(hooks)
    for who in (*OTHERS, "firm"):
        await is_refused(hooks, endpoint, delivery["id"], who)
    assert await standing(hooks) == before


async def is_refused(hooks: Hooked, endpoint: str, delivery: str, who: str | None) -> None:
    if who in OTHERS:
        given = {"url": hooks.receiver.url, "document": DOCUMENT}
        assert (await hooks.doing("createWebhook", given, as_=who)).codes == ["FORBIDDEN"], who
    tried: tuple[tuple[str, dict[str, Any]], ...] = (
        ("updateWebhook", {"version": 1, "url": "http://127.0.0.1/mine"}),
        ("disableWebhook", {}),
        ("enableWebhook", {}),
        ("deleteWebhook", {}),
        ("rotateWebhookSecret", {"keepHours": 0}),
        ("testWebhook", {}),
        ("replayWebhookDeliveries", {"since": "2000-01-01T00:00:00Z"}),
    )
    for name, more in tried:
        outcome = await hooks.doing(name, {"id": endpoint, **more}, "webhook { id }", as_=who)
        assert outcome.codes == ["NOT_FOUND"], (name, who)
    outcome = await hooks.doing("replayWebhookDelivery", {"id": delivery}, as_=who)
    assert outcome.codes == ["NOT_FOUND"]
    seen = await hooks.doing.ask(SEEN, as_=who, id=endpoint)
    assert (seen["webhook"], seen["node"]) == (None, None)
    assert seen["webhooks"]["totalCount"] == seen["webhookDeliveries"]["totalCount"] == 0
    assert all(firm["webhooks"]["totalCount"] == 0 for firm in seen["firms"]["nodes"])


async def standing(hooks: Hooked) -> list[Any]:
    async with connected(hooks.urls.owner) as owner:
        rows = await owner.fetch(
            "SELECT e.*, s.id, s.good_until FROM webhook_endpoint e"
            " JOIN hooks.secret s ON s.endpoint_id = e.id"
        )
    return [tuple(row) for row in rows]


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"url": "ftp://127.0.0.1/"}, "url"),
    ({"types": ["Nothing"]}, "types"),
    ({"types": ["Disclosure"]}, "types"),
    ({"types": ["WebhookDelivery"]}, "types"),
    ({"types": ["WebhookEndpoint"]}, "types"),
    ({"districts": ["Nothing"]}, "districts.0"),
    ({"districts": ["District_" + "0" * 32]}, "districts.0"),
    ({"document": "{"}, "document"),
    ({"document": "{ viewer { roles } }"}, "document"),
    ({"document": "mutation ($id: ID!) { deleteWebhook(input: {id: $id}) { deletedId } }"},
     "document"),
    ({"document": "query ($id: ID) { webhooks { totalCount } }"}, "document"),
    ({"document": "query ($id: ID!, $more: Int) { node(id: $id) { id } f: districts(first: $more)"
                  " { totalCount } }"}, "document"),
    ({"document": "query ($id: ID!) { node(id: $id) { nothing } }"}, "document"),
    ({"description": "x" * 1001}, "description"),
    ({"idempotencyKey": "once"}, "idempotencyKey"),
)  # fmt: skip


async def test_what_can_not_be_told_is_not_registered(hooks: Hooked) -> None:
    usual = {"url": hooks.receiver.url, "document": DOCUMENT}
    for given, path in WRONG:
        outcome = await hooks.doing("createWebhook", usual | given, "secret", as_="firm")
        assert outcome.paths == [f"input.{path}"], given
        assert outcome.data["secret"] is None
    assert await standing(hooks) == []


async def test_a_secret_is_told_once_and_kept_sealed(hooks: Hooked) -> None:
    endpoint, secret = await hooks.register()
    assert secret.startswith("whsec_")
    async with connected(hooks.urls.owner) as owner:
        sealed = await owner.fetchval("SELECT sealed FROM hooks.secret")
        with pytest.raises(Exception, match="permission denied"):
            async with connected(hooks.urls.api) as login:
                await login.fetch("SELECT * FROM hooks.secret")
    assert secret.removeprefix("whsec_").encode() not in sealed
    async with connected(hooks.urls.api) as login:
        about = UUID(endpoint[-32:])
        assert await login.fetch("SELECT hooks.secrets($1, now())", about) == []
        assert await login.fetch("SELECT * FROM hooks.behind('infinity')") == []
        for does in ("disable($1, 'GONE', now(), $1)", "forget($1)", "replay_failed($1, now())"):
            await login.execute(f"SELECT hooks.{does.replace('$1', repr(str(about)))}")
    assert (await hooks.endpoint(endpoint))["isEnabled"]


async def test_another_member_of_the_office_takes_an_endpoint_over(own_hooks: Hooked) -> None:
    """It is asked as them from then on, and says that something may be missing."""
    endpoint, secret = await own_hooks.register("state-office")
    async with connected(own_hooks.urls.owner) as owner:
        colleague = await owner.fetchval(
            "INSERT INTO person (id, label) VALUES (gen_random_uuid(), 'Officer') RETURNING id"
        )
        await owner.execute(
            "INSERT INTO state_appointment (id, person_id, position, starts_on)"
            " SELECT gen_random_uuid(), $1, position, starts_on"
            " FROM state_appointment WHERE role = 'STATE_OFFICE' LIMIT 1",
            colleague,
        )
    given = {"id": endpoint, "version": 1, "description": "mine now"}
    outcome = await own_hooks.doing("updateWebhook", given, caller=Caller(colleague))
    assert not outcome.errors
    await own_hooks.change_benchmark(to="After that")
    await own_hooks.settle()
    told = [each.verified(secret)["type"] for each in own_hooks.receiver.received]
    assert told == ["webhook.restarted", "benchmark.updated"]


async def test_an_endpoint_without_anybody_to_ask_as_is_told_nothing(own_hooks: Hooked) -> None:
    await own_hooks.register("state-office")
    await own_hooks.change_benchmark(to="Before the end")
    await own_hooks.look()
    await own_hooks.execute(
        "UPDATE state_appointment SET ends_on = current_date - 2 WHERE person_id = $1",
        PERSONAS["state-office"].caller.person,
    )
    await own_hooks.attempt()
    await own_hooks.change_benchmark(to="After the end")
    await own_hooks.settle()
    assert own_hooks.receiver.received == []
    async with connected(own_hooks.urls.owner) as owner:
        because = await owner.fetchval("SELECT disabled_because FROM webhook_endpoint")
    assert because == "OWNER_LEFT"


async def test_a_disabled_client_is_told_nothing(own_hooks: Hooked) -> None:
    firm = PERSONAS["firm"].caller.firm
    async with connected(own_hooks.urls.owner) as owner:
        client = await owner.fetchval(
            "INSERT INTO client (id, name, kind, authentication, firm_id) VALUES"
            " (gen_random_uuid(), 'A tool', 'SERVICE', 'CLIENT_SECRET_BASIC', $1) RETURNING id",
            firm,
        )
    usual = {"url": own_hooks.receiver.url, "types": ["Benchmark"], "document": DOCUMENT}
    caller = Caller(firm=firm, client=client)
    made = await own_hooks.doing("createWebhook", usual, "secret", caller=caller)
    assert not made.errors
    await own_hooks.execute("UPDATE client SET is_enabled = false WHERE id = $1", client)
    await own_hooks.change_benchmark()
    await own_hooks.settle()
    assert own_hooks.receiver.received == []
    [notice] = await own_hooks.deliveries()
    assert notice["kind"] == "DISABLED"


async def test_other_rules_of_who_sees_what_begin_anew_and_say_so(own_hooks: Hooked) -> None:
    """What a cursor of before would tell can't be judged any more."""
    _, secret = await own_hooks.register()
    await own_hooks.execute("UPDATE feed.secret SET era = gen_random_uuid()")
    await own_hooks.change_benchmark(to="Lost")
    await own_hooks.settle()
    await own_hooks.change_benchmark(to="Told")
    await own_hooks.settle()
    told = [each.verified(secret)["type"] for each in own_hooks.receiver.received]
    assert told == ["webhook.restarted", "benchmark.updated"]


async def test_deleting_an_endpoint_leaves_nothing_of_it(hooks: Hooked) -> None:
    endpoint, _ = await hooks.register()
    await hooks.change_benchmark()
    await hooks.look()
    outcome = await hooks.doing("deleteWebhook", {"id": endpoint}, "deletedId", as_="firm")
    assert outcome.data["deletedId"] == endpoint
    await hooks.settle()
    assert hooks.receiver.received == []
    assert await hooks.deliveries() == []
    assert await standing(hooks) == []
