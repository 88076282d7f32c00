"""Has every domain table record what becomes of its rows.

For a table `t` there is `past.t`, which holds each version of a row that an UPDATE or a DELETE has
ended; `deleted.t`, which holds the last values of rows that are gone, under the policy of `t`, so
that whoever saw them still hears of them; and the triggers that fill both and write the events.

All of it follows from the database as it is, not from a migration's script, so that a table or a
column is recorded by being there. It is done anew after each migration, unless nothing changed.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from models.migrations.recording_sql import Recorded, statements
from models.tables import metadata

__all__ = ["record_all", "recorded_tables", "release_all"]

TABLES = """
SELECT c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
       (SELECT pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p
        WHERE p.polrelid = c.oid AND p.polname = 'reads') AS slice,
       (SELECT array_agg(DISTINCT k.attname::text) FROM pg_constraint u
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = any(u.conkey)
        WHERE u.conrelid = c.oid AND u.contype = 'u' AND k.attname <> 'district_id'
          AND NOT EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid
                          AND i.attnum = any(u.conkey) AND i.attname = 'id')) AS natural_key,
       (SELECT array_agg(DISTINCT k.attname::text) FROM pg_constraint f
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = any(f.conkey)
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND k.attname LIKE '%\\_id'
          AND k.attname <> 'district_id') AS refers
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
GROUP BY c.oid
HAVING array_agg(a.attname::text) @> '{id,created_at,updated_at,version,provenance_kind}'
ORDER BY c.relname
"""
HELD = """
SELECT format('%s.%s', relnamespace::regnamespace, relname), array_agg(attname::text)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE relnamespace::regnamespace::text IN ('past', 'deleted') AND relkind = 'r' GROUP BY 1
"""
LEANING = """
SELECT format('DROP POLICY reads ON %I.%I', schemaname, tablename)
FROM pg_policies WHERE schemaname IN ('past', 'deleted') AND policyname = 'reads'
UNION ALL
SELECT format('DROP FUNCTION %s', oid::regprocedure)
FROM pg_proc WHERE pronamespace = to_regnamespace('at')
   OR (pronamespace = 'ask'::regnamespace AND starts_with(proname, 'history_of_'))
"""
IS_THERE = "SELECT to_regclass('past.event') IS NOT NULL"
DONE = "SELECT obj_description('past'::regnamespace)"


def record_all(connection: Connection) -> None:
    """Have every domain table recorded as it now is."""
    if not connection.scalar(text(IS_THERE)):
        return
    script = _script(connection)
    if connection.scalar(text(DONE)) == _mark(script):
        return
    release_all(connection)
    _run(connection, script)
    # The tables that the script made are there now, so it would be another one.
    _run(connection, f"COMMENT ON SCHEMA past IS '{_mark(_script(connection))}'")


def release_all(connection: Connection) -> None:
    """Take away what leans on domain tables, so that a migration can drop or change them.

    Nothing of the past is lost; until `record_all` nobody but the owner sees it.
    """
    if connection.scalar(text(IS_THERE)):
        dropped = connection.scalars(text(LEANING)).all()
        _run(connection, ";".join([*dropped, "COMMENT ON SCHEMA past IS NULL"]))


def _script(connection: Connection) -> str:
    held = {name: set(columns) for name, columns in connection.execute(text(HELD)).all()}
    return ";\n".join(statements(recorded_tables(connection), held))


def _mark(script: str) -> str:
    return hashlib.sha256(script.encode()).hexdigest()


def recorded_tables(connection: Connection) -> list[Recorded]:
    """Every table that has what domain records have."""
    return [
        Recorded(
            row.name,
            tuple(row.columns),
            tuple(row.types),
            row.slice or "false",
            tuple(row.natural_key or ()),
            tuple(row.refers or ()),
            frozenset(_forgotten(row)),
        )
        for row in connection.execute(text(TABLES))
    ]


def _forgotten(row: Any) -> Iterator[str]:
    """What is derived for search alone, and what a model says must not be remembered."""
    table = metadata.tables.get(row.name)
    for name, kind in zip(row.columns, row.types, strict=True):
        said = None if table is None else table.columns.get(name)
        if kind == "tsvector" or (said is not None and "forgotten" in said.info):
            yield name


def _run(connection: Connection, script: str) -> None:
    driver = connection.connection.dbapi_connection
    driver.run_async(lambda opened: opened.execute(script))  # type: ignore[union-attr]
