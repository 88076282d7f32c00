"""Tokens for tests of the edge, signed as the command line signs them: with the database's keys."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from api.issuing import issued
from api.settings import Settings
from auth.callers import Caller

__all__ = ["own_tokens"]


def own_tokens(settings: Settings) -> Callable[[Caller, timedelta], str]:
    """From a caller to a token that lives that long; also while an event loop runs."""

    def issue(caller: Caller, lifetime: timedelta) -> str:
        with ThreadPoolExecutor(1) as elsewhere:
            made = elsewhere.submit(asyncio.run, issued(settings, caller, lifetime, "tests"))
            return made.result()

    return issue
