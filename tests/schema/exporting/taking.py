"""Taking exports in tests, and reading them back as GraphQL would have answered."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
import pyarrow.parquet as pq

from auth.callers import PUBLIC, Caller
from auth.database import Database
from schema.build import build
from schema.documents import Documents
from schema.exporting import Buffer, Exported, Exporter, Format, planned_export, query_of_type
from schema.exporting.columnar import FORMULA
from schema.limits import Limits
from seeds.demo.personas import PERSONAS

__all__ = ["caller_of", "exported", "flattened", "planned", "read_back", "records", "taken"]


@cache
def documents() -> Documents:
    return Documents(build()._schema, Limits())


def planned(query: str, variables: Any = None) -> Exported:
    return planned_export(documents().operation(query, None), variables)


def exported(name: str, fields: Sequence[str] = (), **given: Any) -> Exported:
    return planned(*query_of_type(name, fields, **given))


def caller_of(who: str | None) -> Caller:
    return PERSONAS[who].caller if who else PUBLIC


async def taken(
    database: Database, what: Exported, format_: Format, who: str | None = None, **options: Any
) -> bytes:
    """The whole file, and that as many records were told of."""
    chunks: list[Buffer] = []

    async def sink(chunk: Buffer) -> None:
        chunks.append(chunk)

    exporter = Exporter(database, caller_of(who), what, format_, **options)
    rows = await exporter.run(sink)
    content = b"".join(chunks)
    assert rows == len(read_back(content, format_))
    return content


async def records(
    database: Database, what: Exported, format_: Format, who: str | None = None, **options: Any
) -> list[dict[str, Any]]:
    return read_back(await taken(database, what, format_, who, **options), format_)


def read_back(content: bytes, format_: Format) -> list[dict[str, Any]]:
    """The records of a file: of CSV as texts, of Parquet as GraphQL writes their values."""
    if format_ is Format.JSONL:
        assert not content or content.endswith(b"\n")
        return [orjson.loads(line) for line in content.splitlines()]
    if format_ is Format.CSV:
        return [
            {name: _unguarded(value) for name, value in row.items()}
            for row in csv.DictReader(io.StringIO(content.decode(), newline=""))
        ]
    rows = pq.read_table(io.BytesIO(content)).to_pylist()
    return [{name: _written(value) for name, value in row.items()} for row in rows]


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and re.search(FORMULA, value) else value


NOUGHTS = re.compile(r"0+(?=\+00:00$)")
"""At the end of a moment's fraction, where PostgreSQL writes none."""


def _written(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case datetime():
            return NOUGHTS.sub("", value.isoformat()) if value.microsecond else value.isoformat()
        case date():
            return value.isoformat()
    return value


def flattened(record: dict[str, Any], names: Sequence[str], *, as_text: bool) -> dict[str, Any]:
    """A record of GraphQL's as a row of the columns of these names."""
    return {name: _cell(record, name.split("."), as_text=as_text) for name in names}


def _cell(value: Any, path: Sequence[str], *, as_text: bool) -> Any:
    for step in path:
        if value is None:
            break
        value = value[step]
    if not as_text:
        return value
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return orjson.dumps(value, option=0).decode()
    return str(value)
