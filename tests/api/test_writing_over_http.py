"""Writing over real HTTP: the header that makes it safe to send again, and who leaves half way."""

import socket
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import httpx
import orjson
import pytest

from tests.api.portal import Portal

PLANS = (
    '{ district(by: {name: "Mill City"}) { plans { nodes { id status'
    " keyIssues { totalCount } } } } }"
)
CREATE = (
    "mutation ($input: CreateKeyIssueInput!) { createKeyIssue(input: $input)"
    " { keyIssue { id } errors { code } } }"
)


def draft(portal: Portal) -> tuple[str, int]:
    """Mill City's draft, and how many key issues it names."""
    plans = portal.ask(PLANS, as_="manager")["district"]["plans"]["nodes"]
    (plan,) = [plan for plan in plans if plan["status"] == "DRAFT"]
    return plan["id"], plan["keyIssues"]["totalCount"]


def test_a_request_sent_again_with_its_key_is_not_done_again(portal: Portal) -> None:
    plan, before = draft(portal)
    given = {"input": {"planId": plan, "statement": "Coaches come and go."}}
    key = {"idempotency-key": "one"}
    first = portal.send(CREATE, given, as_="manager", headers=key)
    again = portal.send(CREATE, given, as_="manager", headers=key)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert draft(portal) == (plan, before + 1)


def test_many_at_once_with_one_key_are_one(portal: Portal) -> None:
    plan, before = draft(portal)
    given = {"input": {"planId": plan, "statement": "Coaches come and go."}}
    with ThreadPoolExecutor(6) as clients:
        sent = [
            clients.submit(
                portal.send, CREATE, given, as_="manager", headers={"idempotency-key": "one"}
            )
            for _ in range(6)
        ]
    assert len({reply.result().content for reply in sent}) == 1
    assert draft(portal) == (plan, before + 1)


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there"])
def test_a_key_that_is_none_is_refused(portal: Portal, key: str) -> None:
    plan, before = draft(portal)
    given = {"input": {"planId": plan, "statement": "Coaches come and go."}}
    reply = portal.send(CREATE, given, as_="manager", headers={"idempotency-key": key})
    if key:
        assert reply.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert draft(portal) == (plan, before)
    else:
        assert reply.json()["data"]["createKeyIssue"]["errors"] == []


def test_a_key_without_a_token_is_refused(portal: Portal) -> None:
    plan, _ = draft(portal)
    given = {"input": {"planId": plan, "statement": "Coaches come and go."}}
    reply = portal.send(CREATE, given, headers={"idempotency-key": "one"})
    assert reply.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_nothing_is_changed_by_a_get(portal: Portal) -> None:
    plan, before = draft(portal)
    query = CREATE.replace("$input: CreateKeyIssueInput!", "$input: CreateKeyIssueInput!")
    variables = orjson.dumps({"input": {"planId": plan, "statement": "By a link."}}).decode()
    reply = httpx.get(
        f"{portal.address}/graphql",
        params={"query": query, "variables": variables},
        headers=portal.headers("manager"),
    )
    assert reply.status_code == 405
    assert draft(portal) == (plan, before)


def test_a_client_that_goes_away_leaves_all_or_nothing(portal: Portal) -> None:
    plan, before = draft(portal)
    query = (
        "mutation ($input: CreateKeyIssueInput!) {"
        + " ".join(f"m{n}: createKeyIssue(input: $input) {{ errors {{ code }} }}" for n in range(5))
        + " }"
    )
    body = orjson.dumps(
        {"query": query, "variables": {"input": {"planId": plan, "statement": "Half a write."}}}
    )
    address = httpx.URL(portal.address)
    head = "".join(f"{name}: {value}\r\n" for name, value in portal.headers("manager").items())
    request = (
        f"POST /graphql HTTP/1.1\r\nhost: {address.host}:{address.port}\r\n{head}"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    ).encode() + body
    with socket.create_connection((str(address.host), address.port or 80)) as client:
        client.sendall(request)
    ends = monotonic() + 3
    while draft(portal)[1] == before and monotonic() < ends:
        sleep(0.05)
    assert draft(portal)[1] in {before, before + 5}
