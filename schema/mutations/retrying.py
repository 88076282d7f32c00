"""Safe to send again: a key of the client's gets its first answer, and races are run anew."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from auth.callers import RESEARCH, Caller
from auth.transactions import WriteTransaction
from models.failures import BadUserInput

__all__ = ["ATTEMPTS", "claimed", "digest", "keep", "key_of"]

ATTEMPTS = 5
LONGEST_KEY = 255


def key_of(inputs: Iterable[Mapping[str, Any]], header: str | None, caller: Caller) -> str | None:
    """The idempotency key of a request: the header's, or that of the inputs."""
    given = (header or None, *(each.get("idempotencyKey") for each in inputs))
    keys = {str(key) for key in given if key is not None}
    if len(keys) > 1:
        raise BadUserInput("A request can have one idempotency key only.")
    if not keys:
        return None
    if caller.is_public:
        raise BadUserInput("An idempotency key needs a token: it is kept for whoever sent it.")
    (key,) = keys
    if not key.isprintable() or not 0 < len(key) <= LONGEST_KEY:
        raise BadUserInput(f"An idempotency key has 1 to {LONGEST_KEY} printable characters.")
    return key


def digest(
    query: str, name: str | None, variables: Mapping[str, Any] | None, caller: Caller
) -> bytes:
    """What tells one request from another: a narrower token is not told what a wider one was."""
    narrowed = [] if caller.may(RESEARCH) else [RESEARCH]
    told = orjson.dumps([query, name, variables or {}, *narrowed], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(told).digest()


async def claimed(transaction: WriteTransaction, key: str, request: bytes) -> bytes | None:
    """The answer that the request had before; waits for one that is on its way."""
    answer: bytes | None = await transaction.value("SELECT retry.claim($1, $2)", (key, request))
    return answer


async def keep(transaction: WriteTransaction, key: str, answer: bytes) -> None:
    """Keep an answer for 24 hours."""
    await transaction.value("SELECT retry.keep($1, $2)", (key, answer))
