"""Refreshing: each token is good once, and one that comes a second time ends them all."""

import asyncio
import base64
import json

from joserfc import jwt
from joserfc.jwk import KeySet

from auth.oauth.store import FAMILY, REFRESH, end_families
from tests.api.oauth.site import Site


async def test_each_refresh_token_is_good_once(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    seen = {token}
    for _ in range(3):
        token = (await site.refresh(client, token)).json()["refresh_token"]
        assert token not in seen
        seen.add(token)


async def test_a_stolen_refresh_token_ends_the_family_of_the_thief_too(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    stolen = (await site.tokens(client))["refresh_token"]
    mine = (await site.refresh(client, stolen)).json()
    again = await site.refresh(client, stolen)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert (await site.refresh(client, mine["refresh_token"])).json()["error"] == "invalid_grant"
    assert len(await site.events("TOKEN_REPLAYED")) == 1


async def test_of_two_at_once_one_is_a_replay(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    both = await asyncio.gather(*(site.refresh(client, token) for _ in range(2)))
    assert sorted(each.status_code for each in both) == [200, 400]
    [won] = [each.json() for each in both if each.status_code == 200]
    assert (await site.refresh(client, won["refresh_token"])).status_code == 400


async def test_a_refresh_token_is_of_its_client_alone(site: Site) -> None:
    client, other, _ = await site.portal(), await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    assert (await site.refresh(other, token)).json()["error"] == "invalid_grant"
    assert (await site.refresh(client, token)).status_code == 200


async def test_refreshing_never_widens(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    wider = await site.refresh(client, token, scope="read write")
    assert wider.json()["error"] == "invalid_scope"
    narrower = (await site.refresh(client, token, scope="read")).json()
    assert narrower["scope"] == "read"
    assert "id_token" not in narrower
    await site.owner.execute("UPDATE client SET scopes = '{openid}' WHERE id = $1", client)
    less = (await site.refresh(client, narrower["refresh_token"])).json()
    assert less["scope"] == "openid"


async def test_a_refreshed_id_token_tells_of_the_same_log_in(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    first = await site.tokens(client)
    site.clock.ahead = 300
    second = (await site.refresh(client, first["refresh_token"])).json()
    keys = KeySet.import_key_set((await site.client.get("/oauth/jwks")).json())
    claims = jwt.decode(second["id_token"], keys, algorithms=["ES256"]).claims
    assert claims["auth_time"] == int(log_in.since.timestamp())
    assert "nonce" not in claims


async def test_a_family_ends_however_often_it_is_refreshed(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    step = REFRESH.total_seconds() - 60
    while site.clock.ahead + step < FAMILY.total_seconds():
        site.clock.ahead += step
        token = (await site.refresh(client, token)).json()["refresh_token"]
    site.clock.ahead = FAMILY.total_seconds() + 60
    assert (await site.refresh(client, token)).json()["error"] == "invalid_grant"


async def test_a_refresh_token_ends_when_it_is_not_used(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    site.clock.ahead = REFRESH.total_seconds() + 60
    assert (await site.refresh(client, token)).json()["error"] == "invalid_grant"


async def test_the_end_of_a_session_is_the_end_of_what_it_gave(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["refresh_token"]
    database, now = site.services.database, site.services.authorization.now()
    async with database.authorizing() as transaction:
        assert await end_families(transaction, now, session=log_in.session) == 1
    assert (await site.refresh(client, token)).json()["error"] == "invalid_grant"


async def test_no_token_is_kept_as_it_is(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    secret, _ = await site.confidential()
    kept = await site.owner.fetch("SELECT digest FROM oauth.refresh_token")
    assert all(told["refresh_token"].encode() not in row["digest"] for row in kept)
    [row] = await site.owner.fetch("SELECT * FROM oauth.client_secret WHERE client_id = $1", secret)
    assert row["hash"].startswith("$argon2id$")


async def test_the_family_of_an_access_token_is_told_in_it(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["access_token"]
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert str(await site.owner.fetchval("SELECT id FROM oauth.family")) == claims["family"]
