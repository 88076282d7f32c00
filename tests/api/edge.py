"""The edge over a schema of a few fields: what HTTP does, without a database behind it."""

import asyncio
import shutil
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import orjson
import uvicorn
from graphql import GraphQLError, OperationType, build_schema, execute, get_operation_ast
from graphql.execution import ExecutionResult
from graphql.execution.values import get_variable_values
from starlette.applications import Starlette

from api.app import create_app
from api.services import KnowsCallers, Services
from api.settings import Settings
from api.telemetry import Operation, Telemetry
from auth.callers import Caller
from models.failures import Unauthenticated
from schema.engine import Reply, ReplyKind, Request
from schema.limits import Limits, check_document, parse_safely
from schema.validation import validate_safely

SCHEMA = build_schema(
    """
    type Query { hello: String, echo(value: Int!): Int, slow: String }
    type Mutation { touch: Int }
    """
)
AUDITS = Path(__file__).with_name("graphql_http_audits.mjs")
SOMEBODY = Caller(person=UUID(int=7))
SECRET = b64encode(bytes(32)).decode()


@dataclass
class SmallEngine:
    """An engine over graphql-core alone, that remembers what it was asked and by whom."""

    asked: list[tuple[Request, Caller]] = field(default_factory=list)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    leave: asyncio.Event = field(default_factory=asyncio.Event)

    async def execute(self, request: Request, caller: Caller, *, read_only: bool = False) -> Reply:
        self.asked.append((request, caller))
        if "slow" in request.query:
            self.entered.set()
            await self.leave.wait()
        try:
            return run(request, read_only=read_only)
        except GraphQLError as error:
            return refused([error])


def run(request: Request, *, read_only: bool) -> Reply:
    document = parse_safely(request.query, Limits())
    errors = check_document(document, Limits()) or validate_safely(SCHEMA, document)
    if errors:
        return refused(errors)
    operation = get_operation_ast(document, request.operation_name)
    if operation is None:
        return refused([GraphQLError("Which operation?")])
    if read_only and operation.operation is not OperationType.QUERY:
        return Reply(body([GraphQLError("Not by GET.")]), ReplyKind.MUTATION_BY_GET, "mutation", ())
    values = get_variable_values(
        SCHEMA, operation.variable_definitions or (), dict(request.variables or {})
    )
    if isinstance(values, list):
        return refused(values)
    root = {"hello": "wörld", "echo": lambda _, value: value, "slow": "done", "touch": 1}
    result = execute(
        SCHEMA, document, root, variable_values=dict(request.variables or {}),
        operation_name=request.operation_name,
    )  # fmt: skip
    assert isinstance(result, ExecutionResult)
    return Reply(orjson.dumps(result.formatted), ReplyKind.EXECUTED, operation.operation.value, ())


def refused(errors: list[GraphQLError]) -> Reply:
    return Reply(body(errors), ReplyKind.REQUEST_ERROR, None, ("BAD_USER_INPUT",))


def body(errors: list[GraphQLError]) -> bytes:
    return orjson.dumps({"errors": [error.formatted for error in errors]})


class OneToken:
    """Knows one token, somebody's; `failure` is what it raises for any other."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure or Unauthenticated('the token\'s "signature" is not ours')

    async def authenticate(self, token: str) -> Caller:
        if token != "somebodys-token":
            raise self.failure
        return SOMEBODY


class Told(Telemetry, Operation):
    """What telemetry is told of each operation's end: type, codes of errors, name."""

    def __init__(self) -> None:
        self.ends: list[tuple[str | None, tuple[str, ...], str | None]] = []

    def operation(self) -> Operation:
        return self

    def finished(
        self, operation_type: str | None, error_codes: Sequence[str], name: str | None = None
    ) -> None:
        self.ends.append((operation_type, tuple(error_codes), name))


def edge_settings(**given: Any) -> Settings:
    usual = {"data_dir": Path("unused"), "secret_key": SECRET, "jobs": False}
    return Settings(_env_file=None, **{**usual, **given})


@dataclass
class Edge:
    """A running application, and how to ask it."""

    app: Starlette
    engine: SmallEngine
    client: httpx.AsyncClient
    told: Told

    async def post(self, content: Any, **headers: str) -> httpx.Response:
        """Send a body as it is, or any value as JSON."""
        sent = content if isinstance(content, bytes) else orjson.dumps(content)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(
            "/graphql", content=sent, headers={"content-type": "application/json", **named}
        )

    async def get(self, accept: str = "application/json", **parameters: str) -> httpx.Response:
        return await self.client.get("/graphql", params=parameters, headers={"accept": accept})


@asynccontextmanager
async def running_edge(
    *,
    authenticator: KnowsCallers | None = None,
    unready: str | None = None,
    base_url: str = "http://127.0.0.1:8000",
    **given: Any,
) -> AsyncIterator[Edge]:
    engine, told = SmallEngine(), Told()
    settings = edge_settings(**given)

    @asynccontextmanager
    async def services(_: Settings) -> AsyncIterator[Services]:
        async def why() -> str | None:
            return unready

        yield Services(engine, authenticator or OneToken(), why, told)

    app = create_app(settings, services=services)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=base_url) as client,
    ):
        yield Edge(app, engine, client, told)


async def audited(address: str) -> dict[str, Any] | None:
    """The outcome of graphql-http's audits of an address; None where there is no node."""
    node = shutil.which("node")
    if node is None:
        return None
    audits = await asyncio.create_subprocess_exec(
        node,
        str(AUDITS),
        f"{address}/graphql",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await audits.communicate()
    assert audits.returncode == 0, told.decode()
    outcome: dict[str, Any] = orjson.loads(told)
    return outcome


@asynccontextmanager
async def served(app: Starlette, **options: Any) -> AsyncIterator[tuple[uvicorn.Server, str]]:
    """The application on a real socket, and its address."""
    config = uvicorn.Config(app, port=0, log_config=None, log_level="warning", ws="none", **options)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "the server did not start"
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running
