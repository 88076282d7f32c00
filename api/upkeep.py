"""What goes on beside requests: hearing what ended, and keeping the signing keys up."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from auth.hearing import Hearing
from auth.key_store import KeyStore
from models.failures import Failure

__all__ = ["kept_up"]

LOOK_SECONDS: Final = 600.0
"""How often the keys are looked at, though nothing was told."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def kept_up(hearing: Hearing, keys: KeyStore, changed: asyncio.Event) -> AsyncIterator[None]:
    """Both go on meanwhile; `changed` says that the keys did."""
    tasks = [
        asyncio.create_task(hearing.listen()),
        asyncio.create_task(_keep(keys, changed)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _keep(keys: KeyStore, changed: asyncio.Event) -> None:
    while True:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await changed.wait()
        except TimeoutError:
            pass
        changed.clear()
        try:
            await keys.keep_up()
        except Failure as failure:
            log.warning("the signing keys can't be looked at: %s", failure.message)
            await asyncio.sleep(1)
            changed.set()
