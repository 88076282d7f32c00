"""Has every domain table record what becomes of its rows.

For a table `t` there is `past.t`, which holds each version of a row that an UPDATE or a DELETE has
ended; `deleted.t`, which holds the last values of rows that are gone, under the policy of `t`, so
that whoever saw them still hears of them; and the triggers that fill both and write the events.

All of it follows from the database as it is, not from a migration's script, so that a table or a
column is recorded by being there. It is done anew after each migration, unless nothing changed.
"""

import hashlib

from sqlalchemy import Connection, text

from models.migrations.recording_sql import Recorded, statements

__all__ = ["record_all", "recorded_tables"]

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
IS_THERE = "SELECT to_regclass('past.event') IS NOT NULL"
DONE = "SELECT obj_description('past'::regnamespace)"


def record_all(connection: Connection) -> None:
    """Have every domain table recorded as it now is."""
    if not connection.scalar(text(IS_THERE)):
        return
    tables = recorded_tables(connection)
    held = {name: set(columns) for name, columns in connection.execute(text(HELD)).all()}
    script = ";\n".join(statements(tables, held))
    mark = hashlib.sha256(script.encode()).hexdigest()
    if connection.scalar(text(DONE)) == mark:
        return
    _run(connection, script)
    # What is held has changed by that, so the mark is of the script as it would be now.
    held = {name: set(columns) for name, columns in connection.execute(text(HELD)).all()}
    mark = hashlib.sha256(";\n".join(statements(tables, held)).encode()).hexdigest()
    _run(connection, f"COMMENT ON SCHEMA past IS '{mark}'")


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
        )
        for row in connection.execute(text(TABLES))
    ]


def _run(connection: Connection, script: str) -> None:
    driver = connection.connection.dbapi_connection
    driver.run_async(lambda opened: opened.execute(script))  # type: ignore[union-attr]
