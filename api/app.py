"""The application, as a value: routes, middleware, and what is open while it runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from uuid import UUID

from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.types import Lifespan

from api import agenda, exchange, explorer, health, log_in, oauth, pictures
from api.accounting import Accounting, accounted
from api.bulk import downloads, exports, imports
from api.filing import routes as files
from api.filing.keeping import open_filing
from api.graphql import GraphQL
from api.issuing import key_store, own_tokens
from api.jobs.known import known_jobs
from api.jobs.running import Runner, at_work
from api.live.connections import Limits as LiveLimits
from api.live.hub import Hub
from api.live.socket import GraphQLSocket
from api.middleware import handlers, middleware
from api.releases import routes as releases
from api.services import OpenServices, Services
from api.settings import Settings
from api.telemetry import telemetry_from_environment
from api.trace import current_trace_id
from api.upkeep import kept_up
from api.webhooks.looking import Watch
from api.webhooks.wiring import webhook_desk
from auth.budgets import Budgets
from auth.callers import PUBLIC
from auth.database import Database
from auth.documents import DocumentPolicy, KeptDocuments
from auth.hearing import DOCUMENTS, EVENTS, KEYS, TOKENS, Hearing
from auth.issuers import ExternalIssuer
from auth.key_store import KeyStore
from auth.keys import KeyRing
from auth.oauth.issuing import Authorization
from auth.revocation import Revocations
from auth.tokens import Authenticator, OwnTokens
from auth.usage import Usage
from schema.engine import Engine
from schema.limits import Limits

__all__ = ["create_app", "open_services"]


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """The database, the engine over it, and the keys.

    Raises ValueError without a DATABASE_URL (whoever serves arranges one), TelemetryMisconfigured,
    PrivilegedLoginError, SecretUnusable, and what the driver raises when nobody answers.
    """
    if settings.database_url is None:
        raise ValueError("the application needs a DATABASE_URL")
    telemetry = telemetry_from_environment()
    database = await Database.open(
        settings.database_url,
        pool_size=settings.pool_size,
        time_zone=settings.time_zone,
        statement_timeout=settings.statement_timeout_seconds,
    )
    try:
        await database.refuse_privileged_login()
        ring = KeyRing()
        keys = await key_store(settings, database, ring)
        filing = open_filing(settings, ring)
        changed = asyncio.Event()
        hearing = Hearing(settings.database_url, {KEYS: changed.set})
        accounting = accounting_of(settings, database, hearing)
        hearing.tell(DOCUMENTS, accounting.documents.forget)
        engine = Engine(
            database,
            limits(settings),
            document_cache=settings.document_cache,
            trace_id=current_trace_id,
            uploads=filing.uploads,
            kept=accounting.documents,
            is_sandbox=settings.sandbox,
            webhooks=webhook_desk(settings),
        )
        telemetry.watch(database)
        telemetry.watch_documents(lambda: (engine.documents.hits, engine.documents.misses))
        tokens = own_tokens(settings, ring)
        known = authenticator(settings, database, tokens, keys, hearing)
        live = Hub(engine, database, known, live_limits(settings), telemetry)
        watch = Watch(database)

        def forget() -> None:
            known.forget()
            live.doubt()

        def look() -> None:
            live.wake()
            if settings.jobs:
                watch.wake()

        hearing.tell(TOKENS, forget)
        hearing.tell(EVENTS, look)
        services = Services(
            engine=engine,
            authenticator=known,
            forget_callers=forget,
            unready=partial(health.unready, database),
            telemetry=telemetry,
            opened=database,
            live=live,
            kept=filing,
            accounting=accounting,
            issuing=Authorization(
                database,
                ring,
                settings.token_issuer,
                settings.token_audience,
            ),
        )
        async with (
            accounted(accounting),
            kept_up(hearing, keys, changed),
            live.running(),
            jobs_done(settings, services, watch),
        ):
            yield services
    finally:
        await database.close()
        await asyncio.to_thread(telemetry.close)


def jobs_done(
    settings: Settings, services: Services, watch: Watch
) -> AbstractAsyncContextManager[None]:
    """Jobs are done meanwhile, if they are this process's."""
    if not settings.jobs or settings.database_url is None:
        return nullcontext()
    runner = Runner(
        settings.database_url,
        known_jobs(settings, services, watch),
        slots=settings.job_slots,
        lost_seconds=settings.job_lost_seconds,
        grace_seconds=settings.shutdown_seconds,
        ended=services.telemetry.job,
    )
    services.telemetry.watch_jobs(lambda: runner.depth)
    return at_work(runner)


def create_app(
    settings: Settings,
    *,
    services: OpenServices = open_services,
    desk: log_in.Desk | None = None,
    people: oauth.People | None = None,
) -> Starlette:
    """The application for these settings; what it needs is opened when it starts."""
    desk = desk or log_in.Desk(settings)
    app = Starlette(
        routes=[
            Route("/graphql", GraphQL(largest_body=settings.largest_request)),
            WebSocketRoute("/graphql", GraphQLSocket(settings.cors_origins)),
            *health.routes(),
            *exchange.routes(settings),
            *pictures.routes(settings),
            *files.routes(),
            *exports.routes(settings),
            *downloads.routes(),
            *imports.routes(settings),
            *agenda.routes(),
            *releases.routes(),
            *log_in.routes(desk),
            *oauth.routes(people or log_in.PeopleHere()),
            *explorer.routes(settings),
        ],
        middleware=middleware(settings),
        exception_handlers=handlers(),
        lifespan=lifespan(settings, services),
    )
    app.state.log_in = desk
    app.state.settings = settings
    return app


def lifespan(settings: Settings, services: OpenServices) -> Lifespan[Starlette]:
    """Keeps the services open from the first request to the end of the last."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        async with services(settings) as opened:
            app.state.services = opened
            yield

    return running


def limits(settings: Settings) -> Limits:
    """What one request may ask for, by these settings."""
    return Limits(
        document_bytes=settings.max_document_bytes,
        depth=settings.max_depth,
        aliases=settings.max_aliases,
        page=settings.max_page,
        records=settings.max_records,
    )


def accounting_of(settings: Settings, database: Database, hearing: Hearing) -> Accounting:
    """What requests use, and which documents are kept, by these settings."""
    budgets = Budgets(
        database,
        quota=settings.points_per_minute,
        public_quota=settings.public_points_per_minute,
    )
    policy = DocumentPolicy(
        settings.persisted_documents,
        settings.persisted_document_bytes,
        settings.only_registered_documents,
    )
    documents = KeptDocuments(database, policy, hears=hearing.hears)
    return Accounting(database, budgets, Usage(), documents)


def live_limits(settings: Settings) -> LiveLimits:
    """What subscribers may ask for, by these settings."""
    return LiveLimits(
        connections=settings.live_connections,
        of_connection=settings.live_subscriptions,
        of_caller=settings.live_subscriptions_of_caller,
        messages=settings.live_messages,
        at_once=max(1, settings.pool_size // 2),
    )


def authenticator(
    settings: Settings, database: Database, own: OwnTokens, keys: KeyStore, hearing: Hearing
) -> Authenticator:
    """Who is believed: our own keys, and the state's provider if there is one."""
    external = None
    if settings.external_issuer is not None:
        audience = settings.external_audience or settings.token_audience
        person = partial(person_for_login, database)
        external = ExternalIssuer(settings.external_issuer, audience, person)
    return Authenticator(
        own, external, ending=Revocations(database), seek=keys.seek, hears=hearing.hears
    )


async def person_for_login(database: Database, issuer: str, subject: str) -> UUID | None:
    """The person registered with that login."""
    async with database.read(PUBLIC) as transaction:
        person: UUID | None = await transaction.value(
            "SELECT slice.person_for_login($1, $2)", (issuer, subject)
        )
    return person
