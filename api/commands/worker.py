"""`throughline worker`: does jobs, and answers no requests."""

import asyncio
import logging.config
import signal
from contextlib import suppress

import typer

from api.settings import Settings, load_settings

__all__ = ["worker"]


def worker() -> None:
    """Do jobs until Ctrl-C: deliveries, exports, whatever requests have left behind.

    `throughline serve` does them too, unless JOBS=false. As many workers as are wanted share them.
    """
    settings = load_settings()
    from api import logs
    from api.commands import databases

    logging.config.dictConfig(logs.config(settings.log_level))
    # Only while there is a loop is there something to finish; until then they just end it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), databases.logins(settings) as logins:
        asyncio.run(_work(settings.model_copy(update={"database_url": logins.api, "jobs": True})))


async def _work(settings: Settings) -> None:
    from api.app import open_services
    from api.commands import databases

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    await databases.require_current(settings.database_url or "")
    await databases.refuse_privileged_login(settings.database_url or "")
    async with open_services(settings):
        typer.echo("Throughline does jobs. Ctrl-C ends it.")
        await stop.wait()
