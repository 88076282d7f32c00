"""A token that leaves no reading gets nothing over HTTP but the challenge of RFC 6750."""

from dataclasses import replace

import pytest

from auth.callers import Caller
from tests.api.edge import SOMEBODY, running_edge

TOKEN = {"authorization": "Bearer any"}


class Narrowed:
    """Knows every token as somebody's, with these scopes."""

    def __init__(self, *scopes: str) -> None:
        self.caller = replace(SOMEBODY, scopes=frozenset(scopes))

    async def authenticate(self, _token: str) -> Caller:
        return self.caller


@pytest.mark.parametrize("scopes", [(), ("openid", "profile"), ("write",), ("research", "reads")])
@pytest.mark.parametrize("query", ["{ hello }", "mutation { touch }"])
async def test_without_read_nothing_is_asked(scopes: tuple[str, ...], query: str) -> None:
    async with running_edge(authenticator=Narrowed(*scopes)) as edge:
        reply = await edge.post({"query": query}, **TOKEN)
        assert not edge.engine.asked
    assert reply.status_code == 403
    assert reply.headers["www-authenticate"] == 'Bearer error="insufficient_scope", scope="read"'
    (error,) = reply.json()["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_no_picture_is_drawn_either() -> None:
    async with running_edge(authenticator=Narrowed("openid", "write")) as edge:
        reply = await edge.client.get("/pictures/mobility/by-site.svg", headers=TOKEN)
        assert not edge.engine.asked
    assert reply.status_code == 403
    assert "insufficient_scope" in reply.headers["www-authenticate"]


async def test_with_read_the_engine_is_told_the_scopes() -> None:
    async with running_edge(authenticator=Narrowed("read", "openid")) as edge:
        assert (await edge.post({"query": "{ hello }"}, **TOKEN)).status_code == 200
        ((_, caller),) = edge.engine.asked
    assert caller == replace(SOMEBODY, scopes=frozenset({"read", "openid"}))
