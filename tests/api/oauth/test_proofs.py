"""Services log themselves in: by a secret or by a key, and by nothing less."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from joserfc.jwk import ECKey, OctKey

from auth.callers import Caller
from auth.oauth.registering import MOST_SECRETS, make_secret
from models.failures import Conflict
from tests.api.oauth.site import ISSUER, Site

CREDENTIALS = {"grant_type": "client_credentials"}


async def keyed(site: Site) -> tuple[Any, ECKey]:
    client, _ = await site.service(authentication="PRIVATE_KEY_JWT")
    return client, await site.key(client)


async def test_a_service_is_its_firm(site: Site) -> None:
    client, firm = await site.service()
    auth = (str(client), await site.secret(client))
    reply = await site.post("token", auth=auth, **CREDENTIALS)
    assert reply.status_code == 200, reply.text
    told = reply.json()
    assert told["scope"] == "read write"
    assert "refresh_token" not in told
    assert "id_token" not in told
    token = told["access_token"]
    caller = Caller(firm=firm, scopes=frozenset({"read", "write"}), client=client)
    assert await site.services.authenticator.authenticate(token) == caller
    narrow = await site.post("token", auth=auth, **CREDENTIALS, scope="read")
    assert narrow.json()["scope"] == "read"
    for scope in ("research", "openid", "read offline_access"):
        wide = await site.post("token", auth=auth, **CREDENTIALS, scope=scope)
        assert wide.json()["error"] == "invalid_scope"


async def test_a_service_proves_itself_by_a_key(site: Site) -> None:
    client, key = await keyed(site)
    for audience in (ISSUER, f"{ISSUER}/oauth/token", [ISSUER]):
        proof = site.assertion(client, key, aud=audience)
        reply = await site.post("token", **CREDENTIALS, **proof)
        assert reply.status_code == 200, reply.text


async def test_an_assertion_is_good_once_even_at_once(site: Site) -> None:
    client, key = await keyed(site)
    proof = site.assertion(client, key)
    both = await asyncio.gather(*(site.post("token", **CREDENTIALS, **proof) for _ in range(2)))
    assert sorted(each.status_code for each in both) == [200, 400]
    again = await site.post("token", **CREDENTIALS, **proof)
    assert again.json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "another"},
        {"sub": str(uuid4())},
        {"aud": "https://elsewhere.example.org"},
        {"aud": [ISSUER, "https://elsewhere.example.org"]},
        {"aud": None},
        {"exp": None},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": 99_999_999_999},
        {"nbf": 99_999_999_999},
        {"iat": 99_999_999_999},
        {"jti": None},
        {"jti": ""},
        {"jti": 5},
        {"sub": 5},
        {"header": {"kid": "unknown"}},
    ],
)
async def test_an_assertion_that_is_wrong_in_anything_proves_nothing(
    site: Site, wrong: dict[str, Any]
) -> None:
    client, key = await keyed(site)
    reply = await site.post("token", **CREDENTIALS, **site.assertion(client, key, **wrong))
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_client")
    assert await site.events("TOKEN_GIVEN") == []
    assert len(await site.events("CLIENT_REFUSED")) == 1


async def test_an_assertion_that_another_signed_proves_nothing(site: Site) -> None:
    client, key = await keyed(site)
    other = site.assertion(client, ECKey.generate_key("P-256"))
    public = OctKey.import_key(json.dumps(key.as_dict(private=False)))
    shared = site.assertion(client, public, header={"alg": "HS256"})
    head, body, _ = site.assertion(client, key)["client_assertion"].split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"one"}').rstrip(b"=").decode()
    unsigned = {**other, "client_assertion": f"{none}.{body}."}
    stripped = {**other, "client_assertion": f"{head}.{body}."}
    nonsense = {**other, "client_assertion": "a.b.c"}
    untyped = {"client_assertion": site.assertion(client, key)["client_assertion"]}
    for proof in (other, shared, unsigned, stripped, nonsense, untyped):
        reply = await site.post("token", **CREDENTIALS, **proof)
        assert reply.json()["error"] == "invalid_client"
    assert await site.events("TOKEN_GIVEN") == []


async def test_keys_are_rotated_without_an_outage(site: Site) -> None:
    client, old = await keyed(site)
    new = await site.key(client, "two")
    for key, kid in ((old, "one"), (new, "two")):
        proof = site.assertion(client, key, header={"kid": kid})
        assert (await site.post("token", **CREDENTIALS, **proof)).status_code == 200
    await site.owner.execute("DELETE FROM client_key WHERE kid = 'one'")
    refused = await site.post("token", **CREDENTIALS, **site.assertion(client, old))
    assert refused.json()["error"] == "invalid_client"


async def test_secrets_are_rotated_without_an_outage(site: Site) -> None:
    client, _ = await site.service()
    old = await site.secret(client)
    soon = datetime.now(UTC) + timedelta(hours=1)
    async with site.services.database.authorizing() as transaction:
        new = await make_secret(transaction, client, datetime.now(UTC), others_until=soon)
    for secret in (old, new):
        reply = await site.post("token", auth=(str(client), secret), **CREDENTIALS)
        assert reply.status_code == 200
    site.clock.ahead = 2 * 3600
    statuses = [
        (await site.post("token", auth=(str(client), secret), **CREDENTIALS)).status_code
        for secret in (old, new)
    ]
    assert statuses == [401, 200]


async def test_a_client_has_only_so_many_secrets(site: Site) -> None:
    client, _ = await site.service()
    for _ in range(MOST_SECRETS):
        await site.secret(client)
    with pytest.raises(Conflict):
        await site.secret(client)
    assert await site.count("client_secret") == MOST_SECRETS


async def test_whoever_proves_itself_in_another_way_than_registered_is_not_let_in(
    site: Site,
) -> None:
    client, _ = await site.service()
    secret, key = await site.secret(client), await site.key(client)
    proof = site.assertion(client, key)
    in_the_body = {"client_id": str(client), "client_secret": secret}
    for form in (proof, in_the_body, {"client_id": str(client)}, {}):
        reply = await site.post("token", **CREDENTIALS, **form)
        assert reply.json()["error"] == "invalid_client"
    both = await site.post("token", auth=(str(client), secret), **CREDENTIALS, **proof)
    named = await site.post(
        "token", auth=(str(client), secret), **CREDENTIALS, client_id=str(uuid4())
    )
    assert [each.status_code for each in (both, named)] == [401, 401]
    portal = await site.portal()
    refused = await site.post("token", **CREDENTIALS, client_id=str(portal))
    assert refused.json()["error"] == "invalid_client"
    assert await site.events("TOKEN_GIVEN") == []


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic é", "Basic ====", "Basic /w==", "Bearer abc", "Digest a", "Basic YQ=="],
)
async def test_a_header_that_is_none_is_no_fault_of_ours(site: Site, header: str) -> None:
    reply = await site.client.post(
        "/oauth/token", data=CREDENTIALS, headers={b"authorization": header.encode("latin-1")}
    )
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    "grant", ["password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer", '"\\é', ""]
)
async def test_there_are_no_other_grants(site: Site, grant: str) -> None:
    client, _ = await site.service()
    auth = (str(client), await site.secret(client))
    reply = await site.post("token", auth=auth, grant_type=grant, username="a", password="b")
    assert (reply.status_code, reply.json()["error"]) == (400, "unsupported_grant_type")
    code = await site.post("token", auth=auth, grant_type="authorization_code", code="x")
    assert code.json()["error"] == "unauthorized_client"
