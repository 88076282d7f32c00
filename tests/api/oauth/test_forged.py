"""Tokens that are not what they say, at each place that takes one."""

import base64
import hmac
import json
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from auth.claims import TOKEN_TYPE
from auth.oauth.issuing import IDENTITY_TYPE
from tests.api.oauth.site import Site, Verifier


async def given(site: Site) -> tuple[str, tuple[str, str]]:
    """A person's access token, and the proof of the client that has it."""
    client, auth = await site.confidential()
    await site.log_in()
    verifier = Verifier()
    reply = await site.exchange(None, await site.code(client, verifier), verifier, auth=auth)
    return str(reply.json()["access_token"]), auth


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    head, claims, _ = token.split(".")
    return tuple(json.loads(base64.urlsafe_b64decode(part + "==")) for part in (head, claims))


def encoded(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(site: Site, token: str, how: str) -> str:
    """The token again, wrong in one way."""
    head, claims = parts(token)
    keys = site.services.authorization.keys
    if how == "unsigned":
        return f"{encoded(head | {'alg': 'none'})}.{encoded(claims)}."
    if how == "signed by the public key as a secret":
        [key] = [each for each in keys.public() if each["kid"] == head["kid"]]
        signed = f"{encoded(head | {'alg': 'HS256'})}.{encoded(claims)}"
        pem = ECKey.import_key(key).as_pem(private=False)
        signature = hmac.digest(pem, signed.encode(), "sha256")
        return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
    if how == "signed by another key":
        return jwt.encode(head, claims, ECKey.generate_key("P-256"), algorithms=["ES256"])
    if how == "of another type":
        return keys.sign(claims, IDENTITY_TYPE)
    changes = {
        "for another audience": {"aud": "https://elsewhere.example/api"},
        "for a client": {"aud": claims["client_id"]},
        "by another issuer": {"iss": "https://elsewhere.example"},
        "expired": {"iat": claims["iat"] - 3600, "exp": claims["exp"] - 3600},
        "of tomorrow": {"iat": claims["iat"] + 86_400, "exp": claims["exp"] + 86_400},
    }
    return keys.sign(claims | changes[how], TOKEN_TYPE)


@pytest.mark.parametrize(
    "how",
    [
        "unsigned",
        "signed by the public key as a secret",
        "signed by another key",
        "of another type",
        "for another audience",
        "for a client",
        "by another issuer",
        "expired",
        "of tomorrow",
    ],
)
async def test_a_forged_token_opens_nothing(site: Site, how: str) -> None:
    good, auth = await given(site)
    token = forged(site, good, how)
    bearer = {"authorization": f"Bearer {token}"}
    asked = await site.client.post("/graphql", json={"query": "{ __typename }"}, headers=bearer)
    told = await site.client.get("/oauth/userinfo", headers=bearer)
    assert (asked.status_code, told.status_code) == (401, 401)
    assert (await site.post("introspect", auth=auth, token=token)).json() == {"active": False}
    assert (await site.post("revoke", auth=auth, token=token)).status_code == 200
    assert (await site.post("introspect", auth=auth, token=good)).json()["active"] is True


async def test_a_token_is_over_after_ten_minutes(site: Site) -> None:
    token, auth = await given(site)
    bearer = {"authorization": f"Bearer {token}"}
    assert (await site.client.get("/oauth/userinfo", headers=bearer)).status_code == 200
    site.clock.ahead = 10 * 60 + 31  # clocks may differ by half a minute
    assert (await site.client.get("/oauth/userinfo", headers=bearer)).status_code == 401
    assert (await site.post("introspect", auth=auth, token=token)).json() == {"active": False}
