"""What holds for every response."""

from typing import Any

import httpx
import pytest

from api.app import create_app, limits
from schema.limits import Limits
from tests.api.edge import edge_settings, running_edge

PORTAL = "https://portal.example.org"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
PATHS = ["/graphql?query={hello}", "/graphql", "/health/live", "/health/ready", "/nowhere", "/"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_response_keeps_browsers_from_guessing_framing_and_telling(
    anyio_backend: object, path: str
) -> None:
    async with running_edge() as edge:
        reply = await edge.client.get(path)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["x-frame-options"] == "DENY"
    assert reply.headers["referrer-policy"] == "no-referrer"
    policies = reply.headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policies[0]
    assert "strict-transport-security" not in reply.headers


async def test_over_tls_browsers_are_told_to_stay_there(anyio_backend: object) -> None:
    async with running_edge(base_url="https://api.example.org") as edge:
        reply = await edge.client.get("/health/live")
    assert reply.headers["strict-transport-security"] == "max-age=31536000"


async def test_other_origins_may_not_read_unless_they_are_named(anyio_backend: object) -> None:
    async with running_edge() as edge:
        reply = await edge.post({"query": "{ hello }"}, origin=PORTAL)
        preflight = await ask_first(edge.client)
    assert reply.json() == {"data": {"hello": "wörld"}}
    assert "access-control-allow-origin" not in reply.headers
    assert "access-control-allow-origin" not in preflight.headers


async def test_an_origin_that_is_named_may_send_a_token_and_read(anyio_backend: object) -> None:
    async with running_edge(cors_origins=(PORTAL, "https://other.example.org")) as edge:
        preflight = await ask_first(edge.client)
        reply = await edge.post({"query": "{ hello }"}, origin=PORTAL)
        refused = await edge.post({"query": "{ hello }"}, origin=PORTAL, authorization="Bearer x")
        stranger = await edge.post({"query": "{ hello }"}, origin="https://evil.example")
    assert preflight.status_code == 200
    allowed = preflight.headers["access-control-allow-headers"].lower()
    assert {"authorization", "content-type"} <= set(allowed.split(", "))
    assert reply.headers["access-control-allow-origin"] == PORTAL
    assert "origin" in reply.headers["vary"].lower()
    assert "access-control-allow-credentials" not in reply.headers
    assert refused.headers["access-control-allow-origin"] == PORTAL
    exposed = refused.headers["access-control-expose-headers"].split(", ")
    assert {"Content-Disposition", "WWW-Authenticate"} <= set(exposed)
    assert {"Accept-Ranges", "Content-Range", "ETag", "Throughline-Records"} <= set(exposed)
    assert {"range", "if-range"} <= set(allowed.split(", "))
    assert "access-control-allow-origin" not in stranger.headers


async def ask_first(client: httpx.AsyncClient) -> httpx.Response:
    """What a browser sends before it sends a token to another origin."""
    return await client.options(
        "/graphql",
        headers={
            "origin": PORTAL,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
        },
    )


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("demo.localhost:8000", 200),
        ("rebound.evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
async def test_the_demo_answers_to_names_of_this_machine_only(
    anyio_backend: object, host: str, status: int
) -> None:
    async with running_edge(demo=True) as edge:
        reply = await edge.client.get("/health/live", headers={"host": host})
    assert reply.status_code == status


async def test_the_demo_answers_to_the_address_it_listens_on(anyio_backend: object) -> None:
    async with running_edge(demo=True, host="127.0.0.9") as edge:
        reply = await edge.client.get("/health/live", headers={"host": "127.0.0.9:8000"})
    assert reply.status_code == 200


@pytest.mark.parametrize("given", [{"demo": False}, {"demo": True, "demo_on_any_address": True}])
async def test_what_may_be_reached_by_others_answers_to_any_name(
    anyio_backend: object, given: dict[str, Any]
) -> None:
    async with running_edge(**given) as edge:
        reply = await edge.client.get("/health/live", headers={"host": "api.example.org"})
    assert reply.status_code == 200


async def test_what_the_routing_refuses_is_told_as_graphql_clients_read_it(
    anyio_backend: object,
) -> None:
    async with running_edge() as edge:
        unknown, wrong = await edge.client.get("/nowhere"), await edge.client.put("/health/live")
    assert unknown.status_code == 404
    assert unknown.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}
    assert wrong.status_code == 405
    assert wrong.json()["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_failure_of_ours_is_masked_and_logged(
    anyio_backend: object, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_edge() as edge:
        edge.app.state.services = None
        reply = await edge.client.get("/health/ready", headers={"traceparent": PARENT})
    assert reply.status_code == 500
    (error,) = reply.json()["errors"]
    assert (error["message"], error["extensions"]["code"]) == ("The server failed.", "INTERNAL")
    assert error["extensions"]["traceId"] == TRACE
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "NoneType" not in reply.text
    assert "NoneType" in caplog.text


def test_making_the_application_opens_nothing() -> None:
    app = create_app(edge_settings(database_url="postgresql://nobody@nowhere.invalid/none"))
    assert not hasattr(app.state, "services")
    assert not edge_settings().data_dir.exists()


def test_the_limits_are_those_of_the_settings() -> None:
    given = limits(
        edge_settings(max_document_bytes=1, max_depth=2, max_aliases=3, max_page=4, max_records=5)
    )
    assert given == Limits(document_bytes=1, depth=2, aliases=3, page=4, records=5)
    assert limits(edge_settings()) == Limits()
