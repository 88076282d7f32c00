"""The files in which build tools write a client's documents down, read as ids and texts.

GraphQL Code Generator's client preset and Relay's compiler write an object of ids and texts,
Apollo's generate-persisted-query-manifest a list of operations; a plain document is its own hash.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from auth.documents import hash_of
from models.failures import BadUserInput

__all__ = ["read_manifest"]

APOLLO: Final = "apollo-persisted-query-manifest"
LONGEST_NAME: Final = 255

NOT_KNOWN: Final = (
    "is no manifest that is known: an object of ids and documents, or Apollo's"
    f" `{APOLLO}` of version 1"
)


def read_manifest(name: str, content: bytes) -> dict[str, str]:
    """The documents of a file by the client's ids for them; raises BadUserInput."""
    if not name.endswith(".json"):
        text = _decoded(name, content)
        return {hash_of(text).hex(): text}
    try:
        told = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BadUserInput(f"{name} is not JSON: {error.msg}") from None
    found = dict(_entries(name, told))
    if not found:
        raise BadUserInput(f"{name} has no documents.")
    return found


def _entries(name: str, told: Any) -> Iterator[tuple[str, str]]:
    if isinstance(told, Mapping) and told.get("format") == APOLLO:
        operations = told.get("operations")
        if told.get("version") != 1 or not isinstance(operations, list):
            raise BadUserInput(f"{name} {NOT_KNOWN}.")
        for each in operations:
            entry = each if isinstance(each, Mapping) else {}
            yield _entry(name, entry.get("id"), entry.get("body"))
    elif isinstance(told, Mapping):
        for key, text in told.items():
            yield _entry(name, key, text)
    else:
        raise BadUserInput(f"{name} {NOT_KNOWN}.")


def _entry(name: str, key: Any, text: Any) -> tuple[str, str]:
    if not isinstance(key, str) or not isinstance(text, str) or not 0 < len(key) <= LONGEST_NAME:
        raise BadUserInput(f"{name} {NOT_KNOWN}.")
    return key, text


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadUserInput(f"{name} is not in UTF-8.") from None
