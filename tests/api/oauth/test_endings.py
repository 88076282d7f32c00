"""Tokens are given back, asked about, and shown for what a person agreed to; people log out."""

from typing import Any
from uuid import uuid4

import pytest

from auth.oauth.authorizing import LogIn
from tests.api.oauth.site import ISSUER, OUT, Site, Verifier


async def of_a_server(site: Site) -> tuple[Any, tuple[str, str], dict[str, Any]]:
    """A confidential client, its proof, and what it got by a log-in."""
    client, auth = await site.confidential()
    await site.log_in()
    verifier = Verifier()
    code = await site.code(client, verifier)
    reply = await site.exchange(None, code, verifier, auth=auth)
    return client, auth, reply.json()


async def active(site: Site, auth: tuple[str, str], token: str) -> bool:
    reply = await site.post("introspect", auth=auth, token=token)
    assert reply.status_code == 200, reply.text
    return bool(reply.json()["active"])


async def test_a_client_is_told_of_its_own_tokens(site: Site) -> None:
    client, auth, told = await of_a_server(site)
    about = (await site.post("introspect", auth=auth, token=told["access_token"])).json()
    assert about["active"] is True
    assert about["client_id"] == str(client)
    assert about["iss"] == ISSUER
    assert about["scope"] == told["scope"]
    assert {"sub", "exp", "iat", "jti", "aud"} <= set(about)
    assert await active(site, auth, told["refresh_token"])
    site.clock.ahead = 11 * 60
    assert not await active(site, auth, told["access_token"])


async def test_others_are_told_that_there_is_none(site: Site) -> None:
    _, _, told = await of_a_server(site)
    _, another = await site.confidential()
    for token in (told["access_token"], told["refresh_token"], told["id_token"], "nonsense"):
        reply = await site.post("introspect", auth=another, token=token)
        assert reply.json() == {"active": False}
    portal = await site.portal()
    refused = await site.post("introspect", client_id=str(portal), token="a")
    assert refused.json()["error"] == "invalid_client"
    missing = await site.post("introspect", auth=another)
    assert missing.json()["error"] == "invalid_request"


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "nonsense", ""])
async def test_an_access_token_ends_alone(site: Site, hint: str) -> None:
    _, auth, told = await of_a_server(site)
    reply = await site.post("revoke", auth=auth, token=told["access_token"], token_type_hint=hint)
    assert reply.status_code == 200
    assert not await active(site, auth, told["access_token"])
    assert await active(site, auth, told["refresh_token"])
    headers = {"authorization": f"Bearer {told['access_token']}"}
    assert (await site.client.get("/oauth/userinfo", headers=headers)).status_code == 401
    assert len(await site.events("TOKEN_REVOKED")) == 1


async def test_a_refresh_token_ends_with_all_that_is_of_it(site: Site) -> None:
    _, auth, told = await of_a_server(site)
    assert (await site.post("revoke", auth=auth, token=told["refresh_token"])).status_code == 200
    assert not await active(site, auth, told["access_token"])
    assert not await active(site, auth, told["refresh_token"])


async def test_nobody_ends_the_tokens_of_another(site: Site) -> None:
    _, auth, told = await of_a_server(site)
    _, another = await site.confidential()
    for token in (told["access_token"], told["refresh_token"]):
        reply = await site.post("revoke", auth=another, token=token)
        assert reply.json()["error"] == "invalid_grant"
        assert (await site.post("revoke", auth=("x", "y"), token=token)).status_code == 401
        assert await active(site, auth, token)
    assert (await site.post("revoke", auth=another, token="unknown")).status_code == 200


async def test_a_portal_gives_back_its_own(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    reply = await site.post("revoke", client_id=str(client), token=told["refresh_token"])
    assert reply.status_code == 200
    assert (await site.refresh(client, told["refresh_token"])).status_code == 400


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        ("openid", {"sub"}),
        ("openid profile", {"sub", "name", "given_name", "family_name"}),
        ("openid email", {"sub", "email", "email_verified"}),
    ],
)
async def test_a_person_is_told_of_as_far_as_agreed(
    site: Site, scope: str, names: set[str]
) -> None:
    client, log_in = await site.portal(), await site.log_in()
    token = (await site.tokens(client, scope=scope))["access_token"]
    headers = {"authorization": f"Bearer {token}"}
    told = (await site.client.get("/oauth/userinfo", headers=headers)).json()
    assert set(told) == names
    assert told["sub"] == f"person:{log_in.person}"


async def test_nothing_is_told_of_a_person_without_openid(site: Site) -> None:
    client, _ = await site.portal(), await site.log_in()
    token = (await site.tokens(client, scope="read"))["access_token"]
    reply = await site.client.get("/oauth/userinfo", headers={"authorization": f"Bearer {token}"})
    assert reply.status_code == 403
    assert 'error="insufficient_scope"' in reply.headers["www-authenticate"]
    forged = await site.client.get("/oauth/userinfo", headers={"authorization": "Bearer nonsense"})
    assert forged.status_code == 401
    assert forged.headers["www-authenticate"].startswith('Bearer error="invalid_token"')


async def test_who_shows_no_token_is_told_how_and_of_no_error(site: Site) -> None:
    for sent in ({}, {"authorization": "Basic bm9ib2R5"}):
        refused = await site.client.get("/oauth/userinfo", headers=sent)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


async def left(site: Site, **given: str) -> Any:
    return await site.client.get("/oauth/logout", params=given)


async def test_a_client_logs_its_person_out(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    site.clock.ahead = 3600  # the ID token may well be old
    reply = await left(
        site, id_token_hint=told["id_token"], post_logout_redirect_uri=OUT, state="st4te"
    )
    assert (reply.status_code, reply.headers["location"]) == (303, f"{OUT}?state=st4te")
    assert site.people.ended == [log_in.session]
    assert (await site.refresh(client, told["refresh_token"])).status_code == 400
    assert len(await site.events("LOGGED_OUT")) == 1


async def test_nobody_is_logged_out_by_a_page_that_shows_nothing(site: Site) -> None:
    client, log_in = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    site.people.log_in = LogIn(log_in.person, uuid4(), log_in.since, ())
    hints: list[dict[str, str]] = [
        {},
        {"id_token_hint": "nonsense"},
        {"id_token_hint": told["access_token"]},
        {"id_token_hint": told["id_token"]},  # of another log-in
        {"id_token_hint": told["id_token"], "client_id": str(await site.portal())},
    ]
    for hint in hints:
        reply = await left(site, **hint, post_logout_redirect_uri=OUT)
        assert (reply.status_code, "location" in reply.headers) == (400, False)
    assert site.people.ended == []
    assert (await site.refresh(client, told["refresh_token"])).status_code == 200


@pytest.mark.parametrize("address", ["https://elsewhere.example.org/", f"{OUT}/", f"{OUT}?a=b", ""])
async def test_nobody_is_sent_elsewhere_when_logged_out(site: Site, address: str) -> None:
    client, _ = await site.portal(), await site.log_in()
    told = await site.tokens(client)
    reply = await left(site, id_token_hint=told["id_token"], post_logout_redirect_uri=address)
    assert (reply.status_code, reply.json()) == (200, {"page": "signed out"})
    assert len(site.people.ended) == 1
