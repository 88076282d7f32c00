"""What the server gives opens this API as far as it says, until it has ended."""

import asyncio
from typing import Any, Literal
from uuid import UUID

import httpx
import pytest

from tests.api.oauth.site import Site

VIEWER = "{ viewer { kind roles } }"
WRITING = 'mutation { deleteKeyIssue(input: {id: "x"}) { errors { code } } }'

Way = Literal["token", "family", "client", "replay"]


async def asked(site: Site, token: str, query: str = VIEWER) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"}
    return await site.client.post("/graphql", json={"query": query}, headers=headers)


async def heard(site: Site, before: int) -> None:
    """Wait until this process was told that something ended."""
    async with asyncio.timeout(20):
        while forgotten(site) == before:  # noqa: ASYNC110 - it is counted, not announced
            await asyncio.sleep(0)


def forgotten(site: Site) -> int:
    return int(site.services.authenticator._verified.forgotten)  # type: ignore[attr-defined]


async def given(site: Site, **scope: str) -> tuple[UUID, dict[str, Any]]:
    """A portal, and what it got by a log-in."""
    client = await site.portal()
    await site.log_in()
    return client, await site.tokens(client, **scope)


async def end(site: Site, way: Way, client: UUID, told: dict[str, Any]) -> None:
    """End an access token in one of the ways in which it ends before its time."""
    if way == "token":
        await site.post("revoke", client_id=str(client), token=told["access_token"])
    elif way == "family":
        await site.post("revoke", client_id=str(client), token=told["refresh_token"])
    elif way == "client":
        await site.owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", client)
    else:
        for _ in range(2):
            await site.refresh(client, told["refresh_token"])


@pytest.mark.parametrize("way", ["token", "family", "client", "replay"])
async def test_what_has_ended_is_refused_at_once(site: Site, way: Way) -> None:
    client, told = await given(site)
    token = told["access_token"]
    await heard(site, 0)  # it listens
    assert (await asked(site, token)).json()["data"]["viewer"]["kind"] == "PERSON"
    before = forgotten(site)
    await end(site, way, client, told)
    await heard(site, before)
    reply = await asked(site, token)
    assert reply.status_code == 401
    assert "the token was revoked" in reply.headers["www-authenticate"]


async def test_a_token_does_what_its_scopes_say(site: Site) -> None:
    _, told = await given(site, scope="openid read")
    assert (await asked(site, told["access_token"])).status_code == 200
    refused = (await asked(site, told["access_token"], WRITING)).json()
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["FORBIDDEN"]
    _, told = await given(site, scope="openid profile")
    reply = await asked(site, told["access_token"])
    assert reply.status_code == 403
    challenge = reply.headers["www-authenticate"]
    assert 'error="insufficient_scope", scope="read"' in challenge
    assert "resource_metadata=" in challenge


async def test_a_service_is_its_firm(site: Site) -> None:
    client, _ = await site.service()
    auth = (str(client), await site.secret(client))
    reply = await site.post("token", auth=auth, grant_type="client_credentials", scope="read")
    token = reply.json()["access_token"]
    assert (await asked(site, token)).json()["data"]["viewer"]["kind"] == "FIRM"
    await site.owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", client)
    async with asyncio.timeout(20):
        while (await asked(site, token)).status_code == 200:
            pass
    assert (await asked(site, token)).status_code == 401
