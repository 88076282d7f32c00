"""What the server says of itself, how much it lets be tried, and what it keeps to itself."""

import logging

import pytest

from auth.oauth.limits import BY_ADDRESS, BY_CLIENT
from tests.api.oauth.site import ISSUER, Site, Verifier

PAGES = ("openid-configuration", "oauth-authorization-server")


async def test_the_server_tells_where_it_is_and_what_it_takes(site: Site) -> None:
    one, other = [(await site.client.get(f"/.well-known/{page}")).json() for page in PAGES]
    assert one == other
    assert one["issuer"] == ISSUER
    assert one["code_challenge_methods_supported"] == ["S256"]
    assert one["response_types_supported"] == ["code"]
    assert one["authorization_response_iss_parameter_supported"] is True
    assert "password" not in one["grant_types_supported"]
    for name, address in one.items():
        if name.endswith("_endpoint") or name == "jwks_uri":
            reply = await site.client.request("OPTIONS", address)
            assert reply.status_code == 405, name


async def test_the_api_tells_who_gives_tokens_for_it(site: Site) -> None:
    refused = await site.client.post(
        "/graphql", json={"query": "{ __typename }"}, headers={"authorization": "Bearer x"}
    )
    address = f"{ISSUER}/.well-known/oauth-protected-resource"
    assert f'resource_metadata="{address}"' in refused.headers["www-authenticate"]
    told = (await site.client.get(address)).json()
    assert (told["resource"], told["authorization_servers"]) == (ISSUER, [ISSUER])


async def test_the_keys_are_public_ones(site: Site) -> None:
    [key] = (await site.client.get("/oauth/jwks")).json()["keys"]
    assert key["use"] == "sig"
    assert not {"d", "k", "p", "q"} & set(key)


async def test_an_address_may_try_only_so_often(site: Site) -> None:
    now = site.services.authorization.now()
    await site.owner.execute(
        "UPDATE oauth.allowance SET whole_at = $1 WHERE name = $2", now, BY_ADDRESS.name
    )
    site.clock.ahead = 0.0
    await site.post("token", grant_type="client_credentials")
    await site.owner.execute(
        "UPDATE oauth.allowance SET whole_at = $1 WHERE name = $2",
        now + 2 * BY_ADDRESS.per,
        BY_ADDRESS.name,
    )
    for _ in range(3):
        reply = await site.post("token", grant_type="client_credentials")
        assert reply.status_code == 429
        assert int(reply.headers["retry-after"]) > 0
    assert len(await site.events("RATE_LIMITED")) == 1
    page = await site.authorize(await site.portal(), Verifier())
    assert page.status_code == 429
    site.clock.ahead = 300
    assert (await site.post("token", grant_type="client_credentials")).status_code == 400


async def test_a_client_uses_up_its_own_limit_and_no_others_can(site: Site) -> None:
    client, _ = await site.service()
    auth = (str(client), await site.secret(client))
    await site.post("token", auth=(str(client), "wrong"), grant_type="client_credentials")
    count = "SELECT count(*) FROM oauth.allowance WHERE name = $1"
    assert await site.owner.fetchval(count, BY_CLIENT.name) == 0
    await site.post("token", auth=auth, grant_type="client_credentials")
    assert await site.owner.fetchval(count, BY_CLIENT.name) == 1
    await site.owner.execute(
        "UPDATE oauth.allowance SET whole_at = $1 WHERE name = $2",
        site.services.authorization.now() + 2 * BY_CLIENT.per,
        BY_CLIENT.name,
    )
    reply = await site.post("token", auth=auth, grant_type="client_credentials")
    assert reply.status_code == 429
    assert len(await site.events("TOKEN_GIVEN")) == 1


async def test_nothing_secret_is_logged_or_kept_as_an_event(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, auth = await site.confidential()
    await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    told = (await site.exchange(None, code, verifier, auth=auth)).json()
    await site.post("token", auth=auth, grant_type="refresh_token", refresh_token="wr0ng")
    secrets = [code, verifier.verifier, auth[1], "wr0ng", "n0nce"]
    secrets += [told[name] for name in ("access_token", "refresh_token", "id_token")]
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith("httpx")]
    events = [str(dict(row)) for row in await site.owner.fetch("SELECT * FROM oauth.event")]
    assert events
    for secret in secrets:
        assert not any(secret in text for text in (*ours, *events))


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"a=%ff",
        b"a=%00",
        b"&".join(b"a%d=1" % n for n in range(50)),
        b"a=" + b"b" * 30_000,
    ],
)
async def test_what_can_not_be_read_is_nobodys_fault_but_the_senders(
    site: Site, content: bytes
) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    reply = await site.client.post("/oauth/token", content=content, headers=form)
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_request")
    untyped = await site.client.post("/oauth/token", content=b"{}")
    assert untyped.json()["error"] == "invalid_request"
