"""Tokens for tests of the edge, signed by the keys in DATA_DIR."""

from collections.abc import Callable
from datetime import timedelta

from api.settings import Settings
from auth.callers import Caller
from auth.keys import KeyRing
from auth.tokens import OwnTokens

__all__ = ["own_tokens"]


def own_tokens(settings: Settings) -> Callable[[Caller, timedelta], str]:
    """From a caller to a token that lives that long."""
    keys = KeyRing.open(settings.data_dir / "keys")
    own = OwnTokens(keys, settings.token_issuer, settings.token_audience)

    def issue(caller: Caller, lifetime: timedelta) -> str:
        return own.issue(caller, lifetime=lifetime, client_id="tests")

    return issue
