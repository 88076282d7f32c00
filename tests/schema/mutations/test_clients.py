"""The state office registers clients; what proves them is told once, and nobody else learns any."""

from typing import Any

import orjson
import pytest
from argon2 import PasswordHasher
from joserfc.jwk import ECKey

from api.embedded import Urls
from schema.engine import Request
from schema.entities import registry
from schema.ids import decode_id
from seeds.demo.personas import PERSONAS
from tests.databases import connected
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.state_office import BACK, OFFICE, SECRET, Office

OTHERS = (
    *("manager", "superintendent", "administrator", "principal", "teacher", "monitor", "firm"),
    *("research-office", "state-board", None),
)
FIRM = "{ firms(first: 1) { nodes { id } } }"


@pytest.fixture
def office(doing: Doing, own_urls: Urls) -> Office:
    return Office(doing, own_urls)


def public(key: ECKey, kid: str = "one") -> str:
    return orjson.dumps({**key.as_dict(private=False), "kid": kid}).decode()


def is_proof(hashed: str, secret: str) -> bool:
    try:
        return PasswordHasher().verify(hashed, secret)
    except Exception:  # noqa: BLE001 - whatever it says, it is none
        return False


async def test_a_secret_is_told_once_and_kept_as_a_hash(office: Office) -> None:
    made = await office.server()
    client = made["client"]
    assert client["authentication"] == "CLIENT_SECRET_BASIC"
    assert client["scopes"] == ["openid", "profile", "email", "offline_access", "read", "write"]
    assert decode_id(client["id"], registry["Client"])[0].hex == client["clientId"].replace("-", "")
    [hashed] = await office.hashes(client["clientId"])
    assert is_proof(hashed, made["secret"])
    assert await office.events(client["clientId"]) == [
        ("CLIENT_CREATED", None),
        ("SECRET_MADE", None),
    ]


async def test_a_portal_has_no_secret_and_a_service_a_firm(office: Office) -> None:
    portal = {"name": "A portal", "kind": "PORTAL", "redirectUris": [BACK]}
    made = await office.done("createClient", portal, SECRET)
    assert (made["secret"], made["secretId"]) == (None, None)
    assert made["client"]["authentication"] == "NONE"
    firm = (await office.doing.ask(FIRM))["firms"]["nodes"][0]["id"]
    service = {"name": "A firm's server", "kind": "SERVICE", "firmId": firm}
    made = await office.done("createClient", service, f"{SECRET} client {{ firm {{ id }} }}")
    assert made["client"]["firm"]["id"] == firm
    assert made["client"]["scopes"] == ["read", "write"]
    assert made["secret"]


async def test_nobody_else_registers_sees_or_changes_a_client(office: Office) -> None:
    made = await office.server()
    before = await office.standing()
    for who in OTHERS:
        await is_refused(office, made, who)
    assert await office.standing() == before


async def is_refused(office: Office, made: Any, who: str | None) -> None:
    client = made["client"]["id"]
    given = {"name": "Another", "kind": "PORTAL", "redirectUris": [BACK]}
    assert (await office.doing("createClient", given, as_=who)).codes == ["FORBIDDEN"]
    for name, more in (
        ("updateClient", {"version": 1, "name": "Mine"}),
        ("disableClient", {}),
        ("enableClient", {}),
        ("rotateClientSecret", {"keepHours": 0}),
        ("endClientSecret", {"secretId": made["secretId"]}),
        ("addClientKey", {"key": public(ECKey.generate_key("P-256"))}),
    ):
        outcome = await office.doing(name, {"id": client, **more}, "client { id }", as_=who)
        assert outcome.codes == ["NOT_FOUND"], name
        assert outcome.data["client"] is None
    seen = await office.doing.ask(
        "query ($id: ID!) { client(id: $id) { id } clients { totalCount }"
        " clientKeys { totalCount } }",
        as_=who,
        id=client,
    )
    assert seen == {"client": None, "clients": {"totalCount": 0}, "clientKeys": {"totalCount": 0}}


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"redirectUris": ["http://portal.example.org/back"]}, "redirectUris"),
    ({"redirectUris": [f"{BACK}#here"]}, "redirectUris"),
    ({"redirectUris": []}, "redirectUris"),
    ({"postLogoutRedirectUris": ["javascript:alert(1)"]}, "postLogoutRedirectUris"),
    ({"scopes": ["everything"]}, "scopes"),
    ({"kind": "SERVICE", "redirectUris": []}, "firmId"),
    ({"name": " "}, "name"),
    ({"name": "x" * 101}, "name"),
    ({"name": "A portal\u202e"}, "name"),
    ({"kind": "PORTAL", "key": "{}"}, "key"),
    ({"key": "no key"}, "key"),
)


async def test_what_can_not_be_used_is_not_registered(office: Office) -> None:
    before = await office.standing()
    usual = {"name": "A server", "kind": "CONFIDENTIAL", "redirectUris": [BACK]}
    for given, path in WRONG:
        outcome = await office("createClient", usual | given, SECRET)
        assert outcome.codes == ["BAD_USER_INPUT"], given
        assert outcome.paths == [f"input.{path}"], given
        assert outcome.data == {"client": None, "secret": None, "secretId": None}
    assert await office.standing() == before


async def test_a_service_needs_no_person(office: Office) -> None:
    firm = (await office.doing.ask(FIRM))["firms"]["nodes"][0]["id"]
    service = {"name": "A firm's server", "kind": "SERVICE", "firmId": firm}
    for more, path in (
        ({"scopes": ["read", "openid"]}, "scopes"),
        ({"redirectUris": [BACK]}, "redirectUris"),
    ):
        outcome = await office("createClient", service | more)
        assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], [f"input.{path}"])


async def test_a_private_key_is_not_taken_nor_told_on(office: Office) -> None:
    key = ECKey.generate_key("P-256")
    before = await office.standing()
    for private in (
        orjson.dumps(key.as_dict(private=True)).decode(),
        key.as_pem(private=True).decode(),
    ):
        given = {"name": "A server", "kind": "CONFIDENTIAL", "redirectUris": [BACK], "key": private}
        outcome = await office("createClient", given)
        assert outcome.codes == ["BAD_USER_INPUT"]
        assert private not in str(outcome.errors)
    assert await office.standing() == before


async def test_a_secret_is_rotated_and_ended(office: Office) -> None:
    first = await office.server()
    client = first["client"]["id"]
    told = "secret secretId client { version }"
    second = await office.done("rotateClientSecret", {"id": client}, told)
    hashes = await office.hashes(first["client"]["clientId"])
    assert [is_proof(hashes[0], first["secret"]), is_proof(hashes[1], second["secret"])] == [
        True,
        True,
    ]
    await office.done("endClientSecret", {"id": client, "secretId": first["secretId"]})
    assert await office.hashes(first["client"]["clientId"]) == hashes[1:]
    third = await office.done("rotateClientSecret", {"id": client, "keepHours": 0}, told)
    [left] = await office.hashes(first["client"]["clientId"])
    assert is_proof(left, third["secret"])
    assert [kind for kind, _ in await office.events(first["client"]["clientId"])] == [
        "CLIENT_CREATED",
        "SECRET_MADE",
        "SECRET_MADE",
        "SECRET_ENDED",
        "SECRET_MADE",
    ]


async def test_only_a_clients_own_secrets_are_ended(office: Office) -> None:
    first, second = await office.server(), await office.server()
    before = await office.standing()
    client = first["client"]["id"]
    outcome = await office("endClientSecret", {"id": client, "secretId": second["secretId"]})
    assert (outcome.codes, outcome.paths) == (["NOT_FOUND"], ["input.secretId"])
    outcome = await office("endClientSecret", {"id": client, "secretId": "first"})
    assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], ["input.secretId"])
    assert await office.standing() == before


async def test_old_secrets_stay_good_for_a_month_at_most(office: Office) -> None:
    made = await office.server()
    before = await office.standing()
    for hours in (-1, 721, 2**31 - 1):
        given = {"id": made["client"]["id"], "keepHours": hours}
        outcome = await office("rotateClientSecret", given, "secret")
        assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], ["input.keepHours"])
        assert outcome.data == {"secret": None}
    assert await office.standing() == before


async def test_a_client_has_three_secrets_at_most(office: Office) -> None:
    made = await office.server()
    given = {"id": made["client"]["id"]}
    for _ in range(2):
        await office.done("rotateClientSecret", given)
    before = await office.standing()
    outcome = await office("rotateClientSecret", given, "secret client { id }")
    assert outcome.codes == ["CONFLICT"]
    assert outcome.data == {"secret": None, "client": {"id": made["client"]["id"]}}
    assert await office.standing() == before


async def test_keys_are_added_and_removed(office: Office) -> None:
    key, second = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")
    keyed = {"name": "Keyed", "kind": "CONFIDENTIAL", "redirectUris": [BACK], "key": public(key)}
    made = await office.done("createClient", keyed, SECRET)
    client = made["client"]
    assert (client["authentication"], made["secret"]) == ("PRIVATE_KEY_JWT", None)
    given = {"id": client["id"], "key": public(second, "two")}
    told = "clientKey { id kid jwk } client { keys { nodes { kid } } }"
    added = await office.done("addClientKey", given, told)
    assert orjson.loads(added["clientKey"]["jwk"]) == orjson.loads(public(second, "two"))
    assert [each["kid"] for each in added["client"]["keys"]["nodes"]] == ["one", "two"]
    assert (await office("addClientKey", given)).codes == ["CONFLICT"]
    gone = await office.done(
        "removeClientKey", {"id": added["clientKey"]["id"]}, "deletedId clientKey { id }"
    )
    assert gone == {"deletedId": added["clientKey"]["id"], "clientKey": None}
    assert [row["kid"] for row in await office.rows("SELECT kid FROM client_key")] == ["one"]
    assert await office.events(client["clientId"]) == [
        ("CLIENT_CREATED", None),
        ("KEY_CHANGED", "added"),
        ("KEY_CHANGED", "added"),
        ("KEY_CHANGED", "removed"),
    ]


async def test_nobody_else_removes_a_key(office: Office) -> None:
    keyed = {"name": "Keyed", "kind": "CONFIDENTIAL", "redirectUris": [BACK]}
    key = public(ECKey.generate_key("P-256"))
    made = await office.done(
        "createClient", {**keyed, "key": key}, "client { keys { nodes { id } } }"
    )
    [held] = made["client"]["keys"]["nodes"]
    before = await office.standing()
    for who in OTHERS:
        assert (await office.doing("removeClientKey", held, as_=who)).codes == ["NOT_FOUND"]
    assert await office.standing() == before


async def test_a_client_is_changed_disabled_and_enabled(office: Office) -> None:
    made = await office.server()
    client = {"id": made["client"]["id"]}
    told = "client { name version isEnabled viewerCan { action allowed } }"
    changed = await office.done(
        "updateClient", {**client, "version": 1, "name": "Renamed", "scopes": ["read"]}, told
    )
    assert changed["client"]["name"] == "Renamed"
    disabled = await office.done("disableClient", client, told)
    assert disabled["client"]["isEnabled"] is False
    can = {each["action"]: each["allowed"] for each in disabled["client"]["viewerCan"]}
    assert can == {
        "UPDATE": True,
        "DISABLE": False,
        "ENABLE": True,
        "ROTATE_SECRET": True,
        "END_SECRET": True,
        "ADD_KEY": False,
    }
    assert (await office("disableClient", client)).codes == ["CONFLICT"]
    assert (await office.done("enableClient", client, told))["client"]["isEnabled"] is True
    assert (await office.events(made["client"]["clientId"]))[2:] == [
        ("CLIENT_CHANGED", "updated"),
        ("CLIENT_CHANGED", "disabled"),
        ("CLIENT_CHANGED", "enabled"),
    ]


async def test_a_change_is_looked_through_like_a_new_client(office: Office) -> None:
    made = await office.server()
    before = await office.standing()
    for given, path in (
        ({"redirectUris": ["http://portal.example.org/back"]}, "redirectUris"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"name": ""}, "name"),
    ):
        outcome = await office("updateClient", {"id": made["client"]["id"], "version": 1, **given})
        assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], [f"input.{path}"])
    assert (
        await office("updateClient", {"id": made["client"]["id"], "version": 7, "name": "Late"})
    ).codes == ["CONFLICT"]
    assert await office.standing() == before


async def test_who_agreed_to_a_client_is_asked_again_once_it_is_another(office: Office) -> None:
    made, other = await office.server(), await office.server()
    person = PERSONAS[OFFICE].caller.person
    agree = "INSERT INTO oauth.consent VALUES ($1, $2::text::uuid, '{read}', now())"
    for each in (made, other):
        await office.rows(agree, person, each["client"]["clientId"])
    await office.done(
        "updateClient", {"id": made["client"]["id"], "version": 1, "redirectUris": [f"{BACK}/2"]}
    )
    [left] = await office.rows("SELECT client_id::text FROM oauth.consent")
    assert left["client_id"] == other["client"]["clientId"]


async def test_what_asks_nobody_for_consent_is_not_changed(office: Office) -> None:
    made = await office.server()
    trust = "UPDATE client SET is_trusted = true WHERE id = $1::text::uuid"
    await office.rows(trust, made["client"]["clientId"])
    before = await office.standing()
    given = {"id": made["client"]["id"], "version": 2, "redirectUris": [f"{BACK}/2"]}
    outcome = await office("updateClient", given)
    assert outcome.codes == ["CONFLICT"]
    assert await office.standing() == before


CREATE = (
    "mutation ($input: CreateClientInput!) { createClient(input: $input)"
    " { client { id } secret errors { code path } } }"
)


async def test_no_secret_is_kept_for_a_second_try(office: Office) -> None:
    """An idempotency key has the answer kept: what makes no secret may have one."""
    before = await office.standing()
    server = {"name": "A server", "kind": "CONFIDENTIAL", "redirectUris": [BACK]}
    for given, key in ((server, "one"), (server | {"idempotencyKey": "two"}, None)):
        answer = await sent(office, given, key)
        assert answer["secret"] is None
        assert answer["errors"] == [{"code": "BAD_USER_INPUT", "path": ["input", "idempotencyKey"]}]
    assert await office.standing() == before
    portal = {**server, "kind": "PORTAL"}
    assert await sent(office, portal, "three") == await sent(office, portal, "three")
    assert (await office.standing())["clients"] == before["clients"] + 1


async def sent(office: Office, given: dict[str, Any], key: str | None) -> Any:
    request = Request(CREATE, None, {"input": given}, idempotency_key=key)
    reply = await office.doing.graph.engine.execute(request, PERSONAS[OFFICE].caller)
    return orjson.loads(reply.body)["data"]["createClient"]


async def test_what_is_secret_is_in_no_history(office: Office) -> None:
    made = await office.server()
    async with connected(office.urls.owner) as owner:
        tables = await owner.fetch(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN"
            " ('past', 'retry', 'feed', 'oauth', 'public')"
        )
        for row in tables:
            found = f"SELECT count(*) FROM {row[0]}.{row[1]} t WHERE t::text LIKE $1"
            assert await owner.fetchval(found, f"%{made['secret']}%") == 0, row


async def test_what_a_client_was_registered_with_is_in_its_history(office: Office) -> None:
    client = {"id": (await office.server())["client"]["id"]}
    there = f"{BACK}/again"
    await office.done("updateClient", {**client, "version": 1, "redirectUris": [BACK, there]})
    seen = await office.doing.ask(
        "query ($id: ID!) { client(id: $id) { redirectUris history(first: 1) {"
        " kind cause changes { field from to } } } }",
        as_=OFFICE,
        **client,
    )
    assert seen["client"]["redirectUris"] == [BACK, there]
    [event] = seen["client"]["history"]
    assert (event["kind"], event["cause"]) == ("UPDATE", "updateClient")
    [change] = event["changes"]
    assert change["field"] == "redirectUris"
    assert there in change["to"]
    assert there not in change["from"]
