"""`throughline serve`: everything from an empty folder to an answering API, and back."""

import asyncio
import signal
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from api.commands import CommandFailed
from api.settings import Settings, load_settings

if TYPE_CHECKING:
    from api.commands.databases import Logins
    from api.commands.sandbox import Credentials

__all__ = ["serve"]

PERSONA = "manager"
QUESTION = '{ viewer { roles } district(by: {name: "Mill City"}) { name currentPlan { status } } }'


def serve(
    sandbox: Annotated[  # noqa: FBT002 - typer makes an option of it
        bool, typer.Option(help="Serve a network of its own to try against.")
    ] = False,
) -> None:
    """Serve the API on HOST and PORT until Ctrl-C.

    Without DATABASE_URL this starts PostgreSQL in DATA_DIR and stops it again.
    """
    settings = load_settings()
    if sandbox:
        settings = settings.sandboxed()
    from api.commands import databases, demo, serving

    serving.stop_on_signals()
    try:
        with serving.listening_socket(settings) as listener:
            settings = settings.on_port(listener.getsockname()[1])
            serving.build_meanwhile(settings)
            with databases.logins(settings) as logins:
                try:
                    credentials = asyncio.run(_prepare(settings, logins))
                    demo.note(settings)
                    served = settings.model_copy(update={"database_url": logins.api})
                    says = _announcement(served, credentials)
                    serving.serve_until_stopped(served, listener, says)
                finally:
                    _see_the_end_through()
    except KeyboardInterrupt:
        raise typer.Exit(128 + signal.SIGINT) from None


async def _prepare(settings: Settings, logins: "Logins") -> "Credentials | None":
    """Leave the database as this code needs it, or refuse it; gives what the sandbox has made."""
    from api.commands import databases, demo
    from api.commands.sandbox import furnish

    made = await furnish(logins) if settings.sandbox else None
    if logins.owner is not None:
        await databases.migrate(logins.owner, logins.api)
        if settings.demo:
            await demo.seed_once(logins.owner)
            await demo.admit_explorer(logins.owner, settings)
    elif settings.demo:
        raise CommandFailed("DEMO=true seeds the demo, which needs MIGRATE_DATABASE_URL")
    else:
        await databases.require_current(logins.api)
    await databases.refuse_privileged_login(logins.api)
    return made


def _see_the_end_through() -> None:
    """Impatient repetitions of Ctrl-C shall not leave a database server behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _announcement(settings: Settings, made: "Credentials | None") -> str:
    from api.commands.sandbox import announced, told

    lines = [
        "",
        f"Throughline serves {settings.address}/graphql. Ctrl-C ends it.",
        "",
        f"  Explorer: {settings.address}/",
    ]
    if settings.sandbox:
        lines += told(settings)
    if made is not None:
        lines += ["", announced(made)]
    if settings.demo:
        lines += [f"  As the demo's {PERSONA}:", "", _curl(settings), ""]
    return "\n".join(lines)


def _curl(settings: Settings) -> str:
    from api.commands import demo

    lifetime = timedelta(minutes=settings.token_minutes)
    token = demo.token(settings, demo.persona(PERSONA), lifetime)
    body = orjson.dumps({"query": QUESTION}).decode()
    return (
        f"curl -s {settings.address}/graphql -H 'content-type: application/json' "
        f"-H 'authorization: Bearer {token}' -d '{body}'"
    )
