"""openid-client, a certified relying party, at a served demo: each part of the log-in, once."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from seeds.demo.ids import OUR_FIRM
from seeds.demo.personas import PERSONAS
from tests.api.relying.logging_in import ALL, OUT, began, logged_in
from tests.api.relying.party import Client, Party, Refused, needs_openid_client
from tests.api.relying.place import Place
from tests.rows import Owner

pytestmark = needs_openid_client

MANAGER = f"person:{PERSONAS['manager'].caller.person}"
FIRM = f"firm:{PERSONAS['firm'].caller.firm}"
SEEN = "{ viewer { firm { name } } highlightMeetings { totalCount } }"


@pytest.mark.parametrize("algorithm", ["oidc", "oauth2"])
def test_either_document_tells_where_the_server_is(
    place: Place, party: Party, algorithm: str
) -> None:
    told = party.ask("discover", client="anybody", algorithm=algorithm)
    assert told["issuer"] == place.address
    assert told["authorization_response_iss_parameter_supported"] is True
    assert told["code_challenge_methods_supported"] == ["S256"]


def test_a_person_logs_in_at_a_portal(place: Place, portal: Client) -> None:
    tokens = logged_in(portal, place.person())
    claims = tokens["claims"]
    assert (claims["sub"], claims["aud"], claims["amr"]) == (MANAGER, portal.id, ["demo"])
    assert set(tokens["scope"].split()) == set(ALL.split())
    assert tokens["expires_in"] == 600
    answer = place.graphql(tokens["access_token"]).json()
    assert "PLAN_MANAGER" in answer["data"]["viewer"]["roles"]


def test_a_person_logs_in_at_a_server_with_a_secret(place: Place, confidential: Client) -> None:
    tokens = logged_in(confidential, place.person())
    assert tokens["claims"]["aud"] == confidential.id


def test_a_person_who_does_not_agree_sends_the_client_away(place: Place, portal: Client) -> None:
    begun = began(portal)
    back = place.person().authorize(begun["url"], "superintendent", decision="deny")
    with pytest.raises(Refused) as refused:
        portal.do("finish", **begun | {"url": back})
    assert refused.value.error == "access_denied"


def test_userinfo_is_of_whom_the_id_token_names(place: Place, portal: Client) -> None:
    tokens = logged_in(portal, place.person())
    told = portal.do("userinfo", token=tokens["access_token"], sub=tokens["claims"]["sub"])
    assert told["sub"] == MANAGER
    assert told["name"]


def test_refreshing_rotates(place: Place, portal: Client) -> None:
    first = logged_in(portal, place.person())
    second = portal.do("refresh", token=first["refresh_token"])
    third = portal.do("refresh", token=second["refresh_token"])
    given = {tokens["refresh_token"] for tokens in (first, second, third)}
    assert len(given) == 3
    assert third["claims"]["sid"] == first["claims"]["sid"]
    assert place.graphql(third["access_token"]).status_code == 200


def test_a_refresh_token_that_is_used_again_ends_the_family(place: Place, portal: Client) -> None:
    first = logged_in(portal, place.person())
    second = portal.do("refresh", token=first["refresh_token"])
    for token in (first["refresh_token"], second["refresh_token"]):
        with pytest.raises(Refused) as refused:
            portal.do("refresh", token=token)
        assert refused.value.error == "invalid_grant"
    assert place.graphql(second["access_token"]).status_code == 401
    with pytest.raises(Refused):
        portal.do("userinfo", token=second["access_token"], sub=MANAGER)


@pytest.mark.parametrize("kind", ["service", "signing"])
def test_a_firms_server_logs_itself_in_by_secret_and_by_key(
    place: Place, kind: str, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(kind)
    tokens = client.do("credentials", scope="read write")
    assert "refresh_token" not in tokens
    told = client.do("introspect", token=tokens["access_token"])
    assert (told["active"], told["sub"], told["client_id"]) == (True, FIRM, client.id)
    answer = place.graphql(tokens["access_token"], SEEN).json()["data"]
    assert answer["viewer"]["firm"]["name"] == OUR_FIRM
    assert answer["highlightMeetings"]["totalCount"] > 0


async def test_a_firm_sees_what_it_is_engaged_for_until_it_ends(
    place: Place, service: Client, owner: Owner
) -> None:
    token = service.do("credentials", scope="read")["access_token"]
    before = place.graphql(token, SEEN).json()["data"]
    firm = PERSONAS["firm"].caller.firm
    held = await owner.fetch("SELECT id, ends_on FROM engagement WHERE firm_id = $1", firm)
    end = "UPDATE engagement SET ends_on = $2 WHERE id = $1"
    over = datetime.now(UTC).date() - timedelta(days=2)
    await owner.executemany(end, [(row["id"], over) for row in held])
    after = place.graphql(token, SEEN).json()["data"]
    await owner.executemany(end, [(row["id"], row["ends_on"]) for row in held])
    assert before["highlightMeetings"]["totalCount"] > 0
    assert after["highlightMeetings"]["totalCount"] == 0
    assert place.graphql(token, SEEN).json()["data"] == before


def test_what_is_given_back_is_no_longer_active(place: Place, confidential: Client) -> None:
    tokens = logged_in(confidential, place.person())
    access, refresh = tokens["access_token"], tokens["refresh_token"]
    assert confidential.do("introspect", token=access)["sub"] == MANAGER
    assert place.graphql(access).status_code == 200
    confidential.do("revoke", token=access)
    assert place.graphql(access).status_code == 401
    assert confidential.do("introspect", token=access) == {"active": False}
    assert confidential.do("introspect", token=refresh)["active"] is True
    confidential.do("revoke", token=refresh)
    assert confidential.do("introspect", token=refresh) == {"active": False}
    with pytest.raises(Refused) as refused:
        confidential.do("refresh", token=refresh)
    assert refused.value.error == "invalid_grant"


def test_logging_out_ends_the_log_in_and_what_came_of_it(place: Place, portal: Client) -> None:
    person = place.person()
    tokens = logged_in(portal, person)
    leaving = portal.do(
        "leave",
        id_token_hint=tokens["id_token"],
        post_logout_redirect_uri=OUT,
        state="bye",
    )
    left = person.get(leaving["url"])
    assert left.headers["location"] == f"{OUT}?state=bye"
    assert place.graphql(tokens["access_token"]).status_code == 401
    with pytest.raises(Refused) as refused:
        portal.do("refresh", token=tokens["refresh_token"])
    assert refused.value.error == "invalid_grant"
    assert person.get(began(portal)["url"]).url.path == "/log-in"


def test_who_is_logged_in_and_has_agreed_is_not_asked_again(place: Place, portal: Client) -> None:
    person = place.person()
    logged_in(portal, person)
    begun = began(portal, prompt="none")
    back = person.get(begun["url"]).headers["location"]
    assert set(parse_qs(urlsplit(back).query)) == {"code", "state", "iss"}
    assert portal.do("finish", **begun | {"url": back})["claims"]["sub"] == MANAGER
