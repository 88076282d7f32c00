"""What the commands share about the demo: its data, its personas' tokens, whether this is one."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from api.commands import CommandFailed
from api.commands.databases import connected
from api.settings import Settings

if TYPE_CHECKING:
    from auth.callers import Caller

__all__ = ["admit_explorer", "note", "noted", "persona", "seed_once", "token"]

NOTE = "demo"
CLIENT_ID = "throughline-cli"


async def seed_once(owner: str) -> None:
    """Load the demo network unless it is there, since loading sets back what was edited since."""
    from seeds.demo import load, publish_once
    from seeds.demo.ids import MILL_CITY, district_id

    async with connected(owner) as connection:
        there = "SELECT true FROM district WHERE id = $1"
        if not await connection.fetchval(there, district_id(MILL_CITY)):
            await load(connection)
            await publish_once(connection)


async def admit_explorer(owner: str, settings: Settings) -> None:
    """Let the explorer log people in at the addresses under which this demo is found."""
    from auth.oauth.clients import redirect_complaint
    from models.clients import Client
    from seeds.demo.explorer import explorer_records
    from seeds.store import because, row_of, upsert

    here = {
        settings.address,
        settings.token_issuer.rstrip("/"),
        f"http://localhost:{settings.port}",
    }
    pages = [f"{each}/" for each in here if redirect_complaint(f"{each}/") is None]
    async with connected(owner) as connection, connection.transaction():
        await because(connection, "seed demo")
        await upsert(connection, Client, map(row_of, explorer_records(pages)))


def note(settings: Settings) -> None:
    """Leave word in DATA_DIR whether a demo is served, so that other commands know it."""
    file = settings.data_dir / NOTE
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if settings.demo:
        file.write_text(settings.token_issuer)
    else:
        file.unlink(missing_ok=True)


def noted(settings: Settings) -> Settings:
    """The settings of the demo that is served from DATA_DIR; raises CommandFailed if it is none."""
    try:
        issuer = (settings.data_dir / NOTE).read_text()
    except FileNotFoundError:
        if settings.demo:
            return settings
        raise CommandFailed(
            f"tokens of personas are for the demo, and none has been served from "
            f"DATA_DIR={settings.data_dir} (`make serve` does)"
        ) from None
    explicit = "token_issuer" in settings.model_fields_set
    return settings if explicit else settings.model_copy(update={"token_issuer": issuer})


def persona(name: str) -> "Caller":
    """Whom a persona's name stands for; raises CommandFailed."""
    from seeds.demo.personas import PERSONAS

    if name not in PERSONAS:
        raise CommandFailed(f"no persona is called {name}; there are {', '.join(PERSONAS)}")
    return PERSONAS[name].caller


def token(settings: Settings, caller: "Caller", lifetime: timedelta) -> str:
    """A bearer token of a persona, signed with the keys of DATABASE_URL."""
    from api.issuing import issued

    return asyncio.run(issued(settings, caller, lifetime, CLIENT_ID))
