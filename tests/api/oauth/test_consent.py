"""Before a code: somebody is logged in, recently enough, and agrees."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from auth.oauth.authorizing import LogIn
from tests.api.oauth.site import BACK, Site, Verifier, sent_back


def continued(location: str) -> dict[str, str]:
    """The request that is to come back after the log-in."""
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/log-in")
    again = urlsplit(dict(parse_qsl(parts.query))["continue"])
    assert (again.scheme, again.netloc, again.path) == ("", "", "/oauth/authorize")
    return dict(parse_qsl(again.query))


async def test_nobody_goes_to_the_log_in_first_and_comes_back_with_the_same(site: Site) -> None:
    client, verifier = await site.portal(), Verifier()
    reply = await site.authorize(client, verifier)
    assert reply.status_code == 303
    again = continued(reply.headers["location"])
    assert again["code_challenge"] == verifier.challenge
    await site.log_in()
    assert "code" in sent_back(await site.client.get("/oauth/authorize", params=again))


@pytest.mark.parametrize("given", [{"prompt": "login"}, {"max_age": "0"}, {"max_age": "60"}])
async def test_a_new_log_in_is_asked_for_once(site: Site, given: dict[str, str]) -> None:
    client, log_in = await site.portal(), await site.log_in()
    old = log_in.since - timedelta(minutes=5)
    site.people.log_in = LogIn(log_in.person, log_in.session, old, ())
    again = continued((await site.authorize(client, Verifier(), **given)).headers["location"])
    await site.log_in(log_in.person)
    assert "code" in sent_back(await site.client.get("/oauth/authorize", params=again))


@pytest.mark.parametrize("logged_in", [True, False])
async def test_prompt_none_shows_nobody_anything(site: Site, *, logged_in: bool) -> None:
    client = await site.portal(is_trusted=False)
    if logged_in:
        await site.log_in()
    back = sent_back(await site.authorize(client, Verifier(), prompt="none"))
    assert back["error"] == ("consent_required" if logged_in else "login_required")


async def asked(site: Site, client: Any) -> dict[str, str]:
    """What the consent page's form would send."""
    page = (await site.authorize(client, Verifier())).json()
    hidden: dict[str, str] = page["hidden"]
    return hidden


async def test_a_person_agrees_once(site: Site) -> None:
    client, log_in = await site.portal(is_trusted=False, name="A portal"), await site.log_in()
    page = (await site.authorize(client, Verifier())).json()
    assert page["name"] == "A portal"
    assert page["scopes"] == ["openid", "profile", "email", "offline_access", "read"]
    assert await site.count("family") == 0
    back = sent_back(await site.post("authorize", **page["hidden"], decision="allow"))
    assert "code" in back
    assert "code" in sent_back(await site.authorize(client, Verifier(), scope="read"))
    more = await site.authorize(client, Verifier(), scope="read write")
    assert more.json()["scopes"] == ["read", "write"]
    anew = await site.authorize(client, Verifier(), prompt="consent")
    assert anew.status_code == 200
    [event] = await site.events("CONSENT_GIVEN")
    assert (event["client_id"], event["person_id"]) == (client, log_in.person)


async def test_a_person_does_not_agree(site: Site) -> None:
    client, _ = await site.portal(is_trusted=False), await site.log_in()
    for decision in ("deny", "", "nonsense"):
        hidden = await asked(site, client)
        reply = await site.post("authorize", **hidden, decision=decision)
        if decision:
            assert sent_back(reply)["error"] == "access_denied"
    assert await site.count("family") == await site.count("consent") == 0


async def test_only_our_own_form_decides(site: Site) -> None:
    client, _ = await site.portal(is_trusted=False), await site.log_in()
    hidden = await asked(site, client)
    forged = [hidden | {"csrf": "csrf of another"}, {**hidden, "csrf": ""}]
    for form in forged:
        reply = await site.post("authorize", **form, decision="allow")
        assert (reply.status_code, "location" in reply.headers) == (403, False)
    link = await site.client.get("/oauth/authorize", params=hidden | {"decision": "allow"})
    assert link.status_code == 403
    site.people.log_in = None
    assert (await site.post("authorize", **hidden, decision="allow")).status_code == 403
    assert await site.count("family") == await site.count("consent") == 0


async def test_what_the_form_sends_is_checked_as_the_request_was(site: Site) -> None:
    client, _ = await site.portal(is_trusted=False), await site.log_in()
    hidden = await asked(site, client) | {"redirect_uri": f"{BACK}/elsewhere"}
    reply = await site.post("authorize", **hidden, decision="allow")
    assert (reply.status_code, "location" in reply.headers) == (400, False)
    assert await site.count("consent") == 0
