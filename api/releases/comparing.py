"""What is otherwise in a release than in the one before: rows by their ids, columns, words.

Rows are compared by the columns that both have, so that a new column changes no row.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

__all__ = ["Changes", "changed_columns", "compared"]

Schema = dict[str, Any]
"""A table's Table Schema."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of a table's rows that were added, changed or removed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compared(before: Iterable[str], now: Iterable[str]) -> Changes:
    """The changes between two CSV files, given by their lines, each with its line end."""
    earlier, later = csv.reader(before), csv.reader(now)
    had, has = next(earlier), next(later)
    common = [name for name in has if name in had]
    old = dict(_digests(earlier, had, common))
    added, changed = [], []
    for row_id, digest in _digests(later, has, common):
        was = old.pop(row_id, None)
        if was is None:
            added.append(row_id)
        elif was != digest:
            changed.append(row_id)
    return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(old)))


def _digests(
    rows: Iterable[list[str]], columns: Sequence[str], common: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Each row's id, and a digest of its values in some columns: whole rows would not fit."""
    places = [columns.index(name) for name in common]
    row_id = columns.index("id")
    for row in rows:
        digest = blake2b(digest_size=16)
        for place in places:
            value = row[place].encode()
            digest.update(len(value).to_bytes(4, "big") + value)
        yield row[row_id], digest.digest()


def changed_columns(before: Schema, now: Schema) -> dict[str, Any]:
    """The columns that a table has gained or lost, or that mean or hold something else."""
    had = {field["name"]: field for field in before["fields"]}
    has = {field["name"]: field for field in now["fields"]}
    return {
        "added": [name for name in has if name not in had],
        "removed": [name for name in had if name not in has],
        "changed": [name for name in has if name in had and has[name] != had[name]],
    }
