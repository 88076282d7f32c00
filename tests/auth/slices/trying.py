"""Trying to write, row by row, as somebody and in one statement; nothing is kept.

What a policy or a trigger refuses is told from what a constraint refuses: a row that breaks only a
constraint was let through.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson

from auth.callers import Caller
from auth.database import Database
from models.base import Base
from tests.rows import Owner, Row, table_of

__all__ = ["arm", "changed", "created", "deleted", "let"]

TRIED = """
CREATE FUNCTION public.tried(attempt text, givens json) RETURNS json LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('plan_cache_mode', 'force_generic_plan', true);
    PERFORM set_config('tried.givens', givens::text, true);
    EXECUTE format('DO %L', format($do$
DECLARE
    given json;
    met bigint;
    is_let boolean[] := '{}';
BEGIN
    FOR given IN SELECT * FROM json_array_elements(current_setting('tried.givens')::json) LOOP
        BEGIN
            %s;
            GET DIAGNOSTICS met = ROW_COUNT;
            RAISE EXCEPTION SQLSTATE 'TL001';
        EXCEPTION
            WHEN SQLSTATE 'TL001' THEN is_let := is_let || (met > 0);
            WHEN insufficient_privilege THEN is_let := is_let || false;
            WHEN integrity_constraint_violation THEN
                is_let := is_let || (SQLERRM <> 'this does not change so');
        END;
    END LOOP;
    PERFORM set_config('tried.let', array_to_json(is_let)::text, true);
END
    $do$, replace(attempt, '$1', 'given')));
    RETURN current_setting('tried.let');
END $$
"""
"""As a block of its own, an attempt is planned once; by EXECUTE it would be for every row."""


async def arm(owner: Owner) -> None:
    """Let this database be tried; the function does what its caller may do, and no more."""
    await owner.execute(TRIED)


async def let(
    database: Database, caller: Caller, attempt: str, givens: Sequence[object]
) -> list[bool]:
    """Whether each attempt is let; in the statement, `$1` is what is given, as JSON."""
    async with database.write(caller, keep=False) as transaction:
        told = await transaction.value("SELECT tried($1, $2)", (attempt, orjson.dumps(givens)))
    answers: list[bool] = orjson.loads(told)
    return answers


async def created(
    database: Database, caller: Caller, model: type[Base], rows: Iterable[Row]
) -> list[tuple[Row, bool]]:
    """For each row, whether the caller may create another like it."""
    table = table_of(model).name
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    answers: list[tuple[Row, bool]] = []
    for columns, group in alike.items():
        names = ", ".join(f'"{name}"' for name in columns)
        attempt = (
            f"INSERT INTO {table} ({names}) SELECT {names}"
            f" FROM json_populate_record(NULL::{table}, $1)"
        )
        givens = [_sent(row | {"id": uuid4()}) for row in group]
        answers += zip(group, await let(database, caller, attempt, givens), strict=True)
    return answers


async def changed(
    database: Database,
    caller: Caller,
    model: type[Base],
    rows: Iterable[Row],
    sets: str = "id = id",
) -> list[tuple[Row, bool]]:
    """For each row, whether the caller may change it in that way; as a rule, to what it is."""
    attempt = f"UPDATE {table_of(model).name} SET {sets} WHERE id = ($1 ->> 'id')::uuid"
    return await _each(database, caller, attempt, rows)


async def deleted(
    database: Database, caller: Caller, model: type[Base], rows: Iterable[Row]
) -> list[tuple[Row, bool]]:
    """For each row, whether the caller may delete it."""
    attempt = f"DELETE FROM {table_of(model).name} WHERE id = ($1 ->> 'id')::uuid"
    return await _each(database, caller, attempt, rows)


async def _each(
    database: Database, caller: Caller, attempt: str, rows: Iterable[Row]
) -> list[tuple[Row, bool]]:
    tried = list(rows)
    givens = [{"id": UUID(str(row["id"]))} for row in tried]
    return list(zip(tried, await let(database, caller, attempt, givens), strict=True))


def _sent(row: Row) -> dict[str, Any]:
    return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Any) -> Any:
    is_never = isinstance(value, date) and not isinstance(value, datetime) and value == date.max
    if is_never:
        return "infinity"
    return value if isinstance(value, bool | int | str | list | date | UUID | None) else str(value)
