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

    async def authenticate(self, token: str) -> Caller:
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


@pytest.mark.parametrize("path", ["/calendar.ics", "/pictures/through-line/x.svg"])
async def test_no_other_way_is_open_either(path: str) -> None:
    async with running_edge(authenticator=Narrowed("openid", "write")) as edge:
        reply = await edge.client.get(path, headers=TOKEN)
    assert reply.status_code in {403, 404}
    assert reply.status_code == 404 or "insufficient_scope" in reply.headers["www-authenticate"]


async def test_with_read_the_engine_is_told_the_scopes() -> None:
    async with running_edge(authenticator=Narrowed("read", "openid")) as edge:
        assert (await edge.post({"query": "{ hello }"}, **TOKEN)).status_code == 200
        ((_, caller),) = edge.engine.asked
    assert caller == replace(SOMEBODY, scopes=frozenset({"read", "openid"}))
