"""Global ids: the type's name and the key, opaque to clients.

`Benchmark_` and then the district's and the record's UUID in hexadecimal: cheap to make in SQL
for every record of a large result.
"""

import re
from functools import lru_cache
from uuid import UUID

from models.failures import BadUserInput
from schema.entities import Entity, registry

__all__ = ["decode_id", "encode_id", "id_type"]

NOWHERE = UUID(int=0)
HEX_OF_UUID = 32
KEY = re.compile("[0-9a-f]+")
MOST_DECODED = 10_000
"""Many rows refer to the same record; each id is read once."""


def encode_id(entity: Entity, *key: UUID) -> str:
    """The global id of a record, as SQL makes it."""
    return f"{entity.name}_{''.join(part.hex for part in key)}"


def id_type(raw: str) -> str | None:
    """The name of the type that an id is of; None where it names none."""
    name = raw.partition("_")[0]
    return name if name in registry.entities else None


@lru_cache(maxsize=MOST_DECODED)
def decode_id(raw: str, entity: Entity) -> tuple[UUID, ...]:
    """The key that an id stands for; for an id of another type, a key that no record has."""
    name = id_type(raw)
    digits = raw.partition("_")[2]
    parts = len(registry[name].key) if name else 0
    if not KEY.fullmatch(digits) or len(digits) != HEX_OF_UUID * parts:
        raise BadUserInput(f"`{raw[:80]}` is no id.")
    starts = range(0, len(digits), HEX_OF_UUID)
    key = tuple(UUID(digits[start : start + HEX_OF_UUID]) for start in starts)
    return key if name == entity.name else (NOWHERE,) * len(entity.key)
