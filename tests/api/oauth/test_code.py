"""A person logs in for a client: the code, what it is bound to, and what it is exchanged for."""

import asyncio
import base64
import hashlib
import json
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.api.oauth.site import BACK, ISSUER, Site, Verifier, sent_back


async def test_a_portal_gets_tokens_for_whoever_is_logged_in(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    verifier = Verifier()
    reply = await site.authorize(client, verifier)
    back = sent_back(reply)
    assert reply.headers["location"].startswith(f"{BACK}?")
    assert (back["state"], back["iss"]) == ("st4te", ISSUER)
    assert reply.headers["cache-control"] == "no-store"
    given = await site.exchange(client, back["code"], verifier)
    assert given.status_code == 200
    assert given.headers["cache-control"] == "no-store"
    told = given.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 600)
    assert told["scope"] == "openid profile email offline_access read"
    caller = await site.services.authenticator.authenticate(told["access_token"])
    assert caller.person == log_in.person


async def test_an_id_token_says_who_when_how_and_for_which_access_token(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    keys = KeySet.import_key_set((await site.client.get("/oauth/jwks")).json())
    token = jwt.decode(told["id_token"], keys, algorithms=["ES256"])
    half = hashlib.sha256(told["access_token"].encode()).digest()[:16]
    assert token.claims["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    assert token.claims["exp"] - token.claims["iat"] == 600
    assert (
        token.claims.items()
        >= {
            "iss": ISSUER,
            "aud": str(client),
            "sub": f"person:{log_in.person}",
            "nonce": "n0nce",
            "auth_time": int(log_in.since.timestamp()),
            "sid": str(log_in.session),
        }.items()
    )
    assert token.claims["amr"] == ["pwd"]


async def test_an_access_token_is_of_rfc_9068(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["access_token"]
    header, claims = (
        json.loads(base64.urlsafe_b64decode(f"{part}==")) for part in token.split(".")[:2]
    )
    assert header["typ"] == "at+jwt"
    assert claims["aud"] == "urn:throughline:api"
    assert (claims["client_id"], claims["sub"]) == (str(client), f"person:{log_in.person}")
    assert claims["exp"] - claims["iat"] == 600


async def test_without_offline_access_there_is_nothing_to_refresh_with(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    told = await site.tokens(client, scope="read")
    assert "refresh_token" not in told
    assert "id_token" not in told
    assert await site.count("refresh_token") == 0


async def test_a_verifier_that_is_another_gets_nothing(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    code = await site.code(client, Verifier())
    for verifier in (Verifier(), Verifier("short"), Verifier("")):
        reply = await site.exchange(client, code, verifier)
        assert reply.status_code == 400
        assert reply.json()["error"] in {"invalid_grant", "invalid_request"}
    assert await site.count("refresh_token") == 0
    assert {each["reason"] for each in await site.events("REQUEST_REFUSED")} == {
        "invalid_grant",
        "invalid_request",
    }


async def test_a_code_that_is_used_twice_ends_what_came_of_it(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    first = (await site.exchange(client, code, verifier)).json()
    again = await site.exchange(client, code, verifier)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    refreshed = await site.refresh(client, first["refresh_token"])
    assert refreshed.json()["error"] == "invalid_grant"
    assert len(await site.events("CODE_REPLAYED")) == 1


async def test_of_two_at_once_that_use_a_code_one_is_a_replay(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    both = await asyncio.gather(*(site.exchange(client, code, verifier) for _ in range(2)))
    assert sorted(each.status_code for each in both) == [200, 400]
    [won] = [each.json() for each in both if each.status_code == 200]
    assert (await site.refresh(client, won["refresh_token"])).status_code == 400


@pytest.mark.parametrize("seconds", [61, 3600])
async def test_a_code_is_good_for_a_minute(site: Site, seconds: int) -> None:
    client, _ = await site.portal(), await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    site.clock.ahead = seconds
    reply = await site.exchange(client, code, verifier)
    assert reply.json()["error"] == "invalid_grant"
    assert await site.count("refresh_token") == 0


async def test_a_code_is_of_one_client_and_one_address(site: Site) -> None:
    client, other, _ = await site.portal(), await site.portal(), await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    stolen = await site.exchange(other, code, verifier)
    elsewhere = await site.exchange(client, code, verifier, redirect_uri=f"{BACK}/")
    nowhere = await site.exchange(client, code, verifier, redirect_uri="")
    assert [each.json()["error"] for each in (stolen, elsewhere, nowhere)] == ["invalid_grant"] * 3
    assert await site.count("refresh_token") == 0
    assert (await site.exchange(client, code, verifier)).status_code == 200


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": 'code "id_token"'}, "unsupported_response_type"),
        ({"response_type": ""}, "unsupported_response_type"),
        ({"scope": "read everything"}, "invalid_scope"),
        ({"scope": "read research"}, "invalid_scope"),
        ({"resource": "https://elsewhere.example.org"}, "invalid_target"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dance"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"request": "e30."}, "request_not_supported"),
        ({"request_uri": "https://elsewhere.example.org"}, "request_uri_not_supported"),
    ],
)
async def test_what_is_refused_is_told_to_the_client(
    site: Site, given: dict[str, str], error: str
) -> None:
    client, _ = await site.portal(), await site.log_in()
    back = sent_back(await site.authorize(client, Verifier(), **given))
    assert (back["error"], back["state"], back["iss"]) == (error, "st4te", ISSUER)
    assert "code" not in back
    assert await site.count("family") == 0


@pytest.mark.parametrize(
    "given",
    [
        {"client_id": ""},
        {"client_id": "nonsense"},
        {"client_id": str(uuid4())},
        {"redirect_uri": ""},
        {"redirect_uri": "https://elsewhere.example.org/back"},
        {"redirect_uri": f"{BACK}?more=1"},
        {"redirect_uri": f"{BACK}/"},
        {"redirect_uri": f"{BACK}#fragment"},
        {"redirect_uri": "https://portal.example.org.elsewhere.org/back"},
        {"redirect_uri": "https://portal.example.org@elsewhere.org/back"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": 'https://portal.example.org/"back\\'},
    ],
)
async def test_nobody_is_sent_to_an_address_that_is_not_the_clients(
    site: Site, given: dict[str, str]
) -> None:
    client, _ = await site.portal(), await site.log_in()
    reply = await site.authorize(client, Verifier(), **given)
    assert reply.status_code == 400
    assert "location" not in reply.headers
    assert "elsewhere" not in reply.text
    assert await site.count("family") == 0


async def test_a_parameter_counts_once_or_not_at_all(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    query = f"client_id={client}&redirect_uri={BACK}&redirect_uri=https://elsewhere.example.org"
    reply = await site.client.get(f"/oauth/authorize?{query}")
    assert reply.status_code == 400
    assert "location" not in reply.headers
    twice = "grant_type=client_credentials&grant_type=refresh_token"
    form = {"content-type": "application/x-www-form-urlencoded"}
    refused = await site.client.post("/oauth/token", content=twice, headers=form)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


async def test_a_loopback_address_has_any_port_and_asks_each_time(site: Site) -> None:
    await site.log_in()
    client = await site.portal(redirect_uris=["http://127.0.0.1/back"], is_trusted=False)
    for port in ("", ":1", ":50123"):
        reply = await site.authorize(
            client, Verifier(), redirect_uri=f"http://127.0.0.1{port}/back"
        )
        assert reply.json()["hidden"]["redirect_uri"] == f"http://127.0.0.1{port}/back"
    for other in ("http://127.0.0.1:80/elsewhere", "http://127.0.0.2/back", "http://[::1]/back"):
        assert (await site.authorize(client, Verifier(), redirect_uri=other)).status_code == 400


async def test_a_disabled_client_gets_nothing_any_more(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    told = await site.tokens(client)
    await site.owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", client)
    assert (await site.authorize(client, verifier)).status_code == 400
    assert (await site.exchange(client, code, verifier)).json()["error"] == "invalid_client"
    refused = await site.refresh(client, told["refresh_token"])
    assert refused.json()["error"] == "invalid_client"
    await site.owner.execute("UPDATE client SET is_enabled = true WHERE id = $1", client)
    refused = await site.refresh(client, told["refresh_token"])
    assert refused.json()["error"] == "invalid_grant"


async def test_a_confidential_client_proves_itself_besides(site: Site) -> None:
    client, auth = await site.confidential()
    await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    bare = await site.exchange(client, code, verifier)
    wrong = await site.exchange(client, code, verifier, auth=(str(client), "wrong"))
    assert (bare.status_code, bare.json()["error"]) == (400, "invalid_client")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    assert wrong.headers["www-authenticate"].startswith("Basic")
    assert (await site.exchange(None, code, verifier, auth=auth)).status_code == 200


async def test_a_token_opens_the_api(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    token = (await site.tokens(client))["access_token"]
    reply = await site.client.post(
        "/graphql",
        json={"query": "{ viewer { person { label } } }"},
        headers={"authorization": f"Bearer {token}"},
    )
    assert reply.json()["data"]["viewer"]["person"]["label"] == "A person"
    caller = await site.services.authenticator.authenticate(token)
    assert (caller.person, caller.firm) == (log_in.person, None)
