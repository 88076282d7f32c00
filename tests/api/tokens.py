"""Tokens for tests of the edge, signed as the command line signs them: with the database's keys."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache

from api import issuing
from api.settings import Settings
from auth.callers import Caller
from auth.database import Database
from auth.keys import KeyRing
from auth.tokens import OwnTokens

__all__ = ["own_tokens"]


def own_tokens(settings: Settings) -> Callable[[Caller, timedelta], str]:
    """From a caller to a token that lives that long; also while an event loop runs.

    It was given to the caller's client, which has to be registered, or to none.
    """

    @cache
    def own() -> OwnTokens:
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, _opened(settings)).result()

    def issue(caller: Caller, lifetime: timedelta) -> str:
        return own().issue(caller, lifetime=lifetime, client_id=str(caller.client or "tests"))

    return issue


async def _opened(settings: Settings) -> OwnTokens:
    assert settings.database_url is not None
    database = await Database.open(settings.database_url, pool_size=1)
    try:
        ring = KeyRing()
        await issuing.key_store(settings, database, ring)
        return issuing.own_tokens(settings, ring)
    finally:
        await database.close()
