"""What the served demo refuses to those who misuse a log-in, and what that leaves as it was."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from seeds.demo.personas import PERSONAS
from tests.api.log_in.desk import hidden
from tests.api.relying.logging_in import BACK, OUT, began, logged_in
from tests.api.relying.party import Client, Refused, needs_openid_client
from tests.api.relying.place import Place

pytestmark = needs_openid_client

MANAGER = f"person:{PERSONAS['manager'].caller.person}"
ELSEWHERE = "https://elsewhere.example"


@contextmanager
def refused(error: str) -> Iterator[None]:
    with pytest.raises(Refused) as raised:
        yield
    assert raised.value.error == error


def test_a_verifier_of_another_log_in_gets_nothing(place: Place, portal: Client) -> None:
    begun, other = began(portal), began(portal)
    back = place.person().authorize(begun["url"])
    with refused("invalid_grant"):
        portal.do("finish", **begun | {"url": back, "verifier": other["verifier"]})


def test_without_pkce_nothing_begins(place: Place, confidential: Client) -> None:
    url = began(confidential)["url"]
    address, _, query = url.partition("?")
    kept = {name: values[0] for name, values in parse_qs(query).items() if "challenge" not in name}
    location = place.person().get(f"{address}?{urlencode(kept)}").headers["location"]
    assert location.startswith(f"{BACK}?error=invalid_request")


def test_a_code_that_is_replayed_ends_what_came_of_it(place: Place, portal: Client) -> None:
    begun = began(portal)
    answer = begun | {"url": place.person().authorize(begun["url"])}
    tokens = portal.do("finish", **answer)
    with refused("invalid_grant"):
        portal.do("finish", **answer)
    assert place.graphql(tokens["access_token"]).status_code == 401
    with refused("invalid_grant"):
        portal.do("refresh", token=tokens["refresh_token"])


def test_a_code_is_of_no_use_to_another_client(
    place: Place, portal: Client, confidential: Client
) -> None:
    begun = began(portal)
    back = place.person().authorize(begun["url"])
    with refused("invalid_grant"):
        confidential.do("finish", **begun | {"url": back})


@pytest.mark.parametrize(
    "address", [f"{ELSEWHERE}/back", f"{BACK}/", f"{BACK}?more=1", BACK.replace("portal", "Portal")]
)
def test_nobody_is_sent_to_a_foreign_redirect(place: Place, portal: Client, address: str) -> None:
    shown = place.person().get(began(portal, redirect_uri=address)["url"])
    assert (shown.status_code, "location" in shown.headers) == (400, False)


def unsigned(token: str) -> str:
    """The same claims by `alg: none`."""
    head, claims, _ = token.split(".")
    stated = json.loads(base64.urlsafe_b64decode(head + "=="))
    other = json.dumps(stated | {"alg": "none"}).encode()
    return f"{base64.urlsafe_b64encode(other).rstrip(b'=').decode()}.{claims}."


def test_tokens_that_are_unsigned_or_of_another_audience_open_nothing(
    place: Place, confidential: Client
) -> None:
    tokens = logged_in(confidential, place.person())
    for token in (unsigned(tokens["access_token"]), tokens["id_token"]):
        assert place.graphql(token).status_code == 401
        assert confidential.do("introspect", token=token) == {"active": False}
        with pytest.raises(Refused):
            confidential.do("userinfo", token=token, sub=MANAGER)
    assert place.graphql(tokens["access_token"]).status_code == 200


def test_a_token_is_asked_for_this_api_or_not_at_all(service: Client) -> None:
    with refused("invalid_target"):
        service.do("credentials", scope="read", resource=f"{ELSEWHERE}/api")


def test_a_service_is_given_no_more_than_it_is_registered_for(service: Client) -> None:
    with refused("invalid_scope"):
        service.do("credentials", scope="read research")


def test_a_stolen_refresh_token_is_of_no_use_to_another_client(
    place: Place, portal: Client, confidential: Client
) -> None:
    token = logged_in(portal, place.person())["refresh_token"]
    with refused("invalid_grant"):
        confidential.do("refresh", token=token)
    assert portal.do("refresh", token=token)["access_token"]


def test_a_disabled_client_is_out_at_once(place: Place, confidential: Client) -> None:
    person = place.person()
    tokens = logged_in(confidential, person)
    place.operate("client", "disable", confidential.id)
    try:
        for what, token in (("refresh", "refresh_token"), ("introspect", "access_token")):
            with pytest.raises(Refused) as answer:
                confidential.do(what, token=tokens[token])
            assert answer.value.status == 401
        with pytest.raises(Refused):
            confidential.do("userinfo", token=tokens["access_token"], sub=MANAGER)
        assert person.get(began(confidential)["url"]).status_code == 400
        assert place.graphql(tokens["access_token"]).status_code == 401
    finally:
        place.operate("client", "enable", confidential.id)
    with refused("invalid_grant"):
        confidential.do("refresh", token=tokens["refresh_token"])


def test_a_form_that_our_page_did_not_show_agrees_to_nothing(place: Place, portal: Client) -> None:
    victim, attacker = place.person(), place.person()
    pages = {}
    for person, persona in ((victim, "principal"), (attacker, "teacher")):
        log_in = person.get(began(portal)["url"])
        pages[persona] = person.send("/log-in", {**hidden(log_in), "persona": persona})
    shown, foreign = hidden(pages["principal"]), hidden(pages["teacher"])["csrf"]
    for csrf in ({}, {"csrf": foreign}):
        fields = {name: value for name, value in shown.items() if name != "csrf"} | csrf
        answer = victim.send("/oauth/authorize", {**fields, "decision": "allow"})
        assert (answer.status_code, "location" in answer.headers) == (403, False)
    asked_again = victim.get(began(portal)["url"])
    assert "principal" not in asked_again.url.query.decode()
    assert hidden(asked_again)["csrf"] == shown["csrf"], "nothing was agreed to"


def test_a_foreign_page_logs_nobody_in(place: Place) -> None:
    person = place.person()
    answer = person.send("/log-in", {"persona": "manager"})
    assert answer.status_code == 403
    assert "as <b>" not in person.get("/log-in").text


@pytest.mark.parametrize(
    "goal", [ELSEWHERE, f"//{urlsplit(ELSEWHERE).netloc}", "/\\elsewhere.example", "javascript:0"]
)
def test_a_log_in_leads_nowhere_else(place: Place, goal: str) -> None:
    person = place.person()
    page = person.get(f"/log-in?{urlencode({'continue': goal})}")
    arrived = person.send("/log-in", {**hidden(page), "persona": "manager"})
    assert arrived.status_code == 200
    assert f"{arrived.url.scheme}://{arrived.url.netloc.decode()}" == place.address
    assert "as <b>" in person.get("/log-in").text


@pytest.mark.parametrize("address", [f"{ELSEWHERE}/out", f"{OUT}/more"])
def test_a_log_out_leads_nowhere_else(place: Place, portal: Client, address: str) -> None:
    person = place.person()
    token = logged_in(portal, person)["id_token"]
    left = person.get(
        portal.do("leave", id_token_hint=token, post_logout_redirect_uri=address)["url"]
    )
    assert (left.status_code, "location" in left.headers) == (200, False)


@pytest.mark.parametrize("grant", ["password", "implicit"])
def test_there_is_no_password_grant_and_no_implicit_one(
    place: Place, portal: Client, grant: str
) -> None:
    form = {"username": "manager", "password": "guess", "client_id": portal.id}
    answer = place.post("token", grant_type=grant, **form)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")
    asked = began(portal)["url"].replace("response_type=code", "response_type=token")
    back = place.person().get(asked).headers["location"]
    assert "error=unsupported_response_type" in back
    assert "access_token" not in back
