"""The SQL that has a domain table record what becomes of its rows, drafted from its columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.disclosures import LOGS

__all__ = ["Recorded", "statements"]

PARENT = re.compile(r"FROM (\w+) parent\b")
"""How a policy asks for the record that a row belongs to, which may be gone with it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A domain table, as the database holds it."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    slice: str
    natural_key: tuple[str, ...]
    refers: tuple[str, ...]
    forgotten: frozenset[str] = frozenset()

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of which the past keeps the values."""
        return tuple(name for name in self.columns if name not in self.forgotten)

    @property
    def key(self) -> tuple[str, ...]:
        """The primary key; the district first where there is one."""
        return ("district_id", "id") if "district_id" in self.columns else ("id",)

    @property
    def district(self) -> str:
        """The column that says of which district a row is, if any; a district is of itself."""
        if self.name == "district":
            return "id"
        return "district_id" if "district_id" in self.columns else ""


EVENT = (
    "transaction_id",
    "number",
    "happened_at",
    "kind",
    "record_type",
    "district_id",
    "record_id",
    "version",
    "fields",
    "natural_key",
    "person_id",
    "firm_id",
    "appointment_id",
    "state_appointment_id",
    "cause",
)
NOT_CHANGES = {"updated_at", "version"}


def statements(tables: list[Recorded], held: dict[str, set[str]]) -> Iterator[str]:
    """What makes the tables recorded, beside what is `held` already."""
    for table in tables:
        yield from _tables(table, held)
    for table in tables:
        yield from _policies(table)
        yield _at(table)
        yield _history(table)
        yield _function(table)
        if table.name not in LOGS:
            yield from _triggers(table)
    yield _sees_record(tables)
    yield (
        "CREATE POLICY reads ON past.event FOR SELECT"
        " USING (slice.sees_record(record_type, district_id, record_id))"
    )


def _tables(table: Recorded, held: dict[str, set[str]]) -> Iterator[str]:
    made = dict(zip(table.columns, table.types, strict=True))
    for schema in ("past", "deleted"):
        name = f"{schema}.{table.name}"
        if name in held:
            for column in (each for each in made if each not in held[name]):
                yield f'ALTER TABLE {name} ADD COLUMN "{column}" {made[column]}'
            continue
        # Without NOT NULL and CHECK: what was valid once must not have to be valid for ever.
        yield f"CREATE TABLE {name} AS SELECT * FROM public.{table.name} WITH NO DATA"
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY owner ON {name} TO CURRENT_USER USING (true) WITH CHECK (true)"
        if schema == "deleted":
            yield f"ALTER TABLE {name} ADD PRIMARY KEY ({_list(table.key)})"
            continue
        yield (
            f"ALTER TABLE {name} ADD COLUMN ended_at timestamptz NOT NULL,"
            f" ADD COLUMN ended_by bigint NOT NULL, ADD PRIMARY KEY ({_list(table.key)}, ended_by)"
        )
        for column in table.refers:
            yield f"CREATE INDEX ON {name} ({_list((*table.key[:-1], column))})"


def _policies(table: Recorded) -> Iterator[str]:
    """The past is seen by whoever sees the record, or saw it when it was deleted."""
    same = " AND ".join(f"one.{column} = {table.name}.{column}" for column in table.key)
    seen = " OR ".join(
        f"EXISTS (SELECT FROM {schema}.{table.name} one WHERE {same})"
        for schema in ("public", "deleted")
    )
    key = "SELECT district_id, id FROM"
    parent = rf"FROM ({key} public.\1 UNION ALL {key} deleted.\1) parent"
    of_deleted = PARENT.sub(parent, table.slice)
    for schema, condition in (("past", seen), ("deleted", of_deleted)):
        yield f"CREATE POLICY reads ON {schema}.{table.name} FOR SELECT USING ({condition})"


def _at(table: Recorded) -> str:
    """The table as it stood at a moment; PostgreSQL writes the two SELECTs in its place."""
    columns = _list(table.columns)
    return f"""CREATE FUNCTION at.{table.name}(moment timestamptz) RETURNS SETOF public.{table.name}
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT {columns} FROM public.{table.name} WHERE updated_at <= moment
    UNION ALL
    SELECT {columns} FROM past.{table.name} WHERE updated_at <= moment AND ended_at > moment
$$"""


def _history(table: Recorded) -> str:
    """The events of a record, the latest first, each with the version before it and after it."""
    of_key = {"id": "record", "district_id": "district"}
    taken = "".join(f"{of_key[column]} uuid, " for column in table.key)
    same = " AND ".join(f"one.{column} = {of_key[column]}" for column in table.key)
    district = "district" if len(table.key) > 1 else "NULL::uuid"
    in_district = " AND e.district_id = district" if len(table.key) > 1 else ""
    return f"""CREATE FUNCTION ask.history_of_{table.name}(named jsonb, {taken}most integer)
RETURNS TABLE (
    kind text, happened_at timestamptz, version integer, cause text, person_id uuid, firm_id uuid,
    appointment_district uuid, appointment_id uuid, state_appointment_id uuid, changes jsonb
)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    WITH versions AS MATERIALIZED (
        SELECT ended_by, to_jsonb(one) AS said FROM past.{table.name} one WHERE {same}
        UNION ALL
        SELECT NULL, to_jsonb(one) FROM public.{table.name} one WHERE {same}
    ), told AS (
        SELECT * FROM past.event e
        WHERE e.record_type = '{table.name}' AND e.record_id = record{in_district}
          AND (e.kind <> 'UPDATE' OR e.fields && ARRAY(SELECT jsonb_object_keys(named)))
        ORDER BY e.number DESC LIMIT most
    )
    SELECT t.kind, t.happened_at, t.version, t.cause, t.person_id, t.firm_id,
        {district}, t.appointment_id, t.state_appointment_id,
        ask.changes(named, before.said, after.said)
    FROM told t
    LEFT JOIN versions before ON before.ended_by = t.number
    LEFT JOIN LATERAL (
        SELECT v.said FROM versions v
        WHERE t.kind <> 'DELETE' AND (v.ended_by > t.number OR v.ended_by IS NULL)
        ORDER BY v.ended_by NULLS LAST LIMIT 1
    ) after ON true
    ORDER BY t.number DESC
$$"""


def _triggers(table: Recorded) -> Iterator[str]:
    """Theirs are the first names by the alphabet: what other triggers do comes after."""
    for kind, transition in (
        ("INSERT", "NEW TABLE AS after"),
        ("UPDATE", "OLD TABLE AS before NEW TABLE AS after"),
        ("DELETE", "OLD TABLE AS before"),
    ):
        yield (
            f"CREATE OR REPLACE TRIGGER _recorded_{kind.lower()} AFTER {kind} ON {table.name}"
            f" REFERENCING {transition}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION recording.{table.name}()"
        )
    yield (
        f"CREATE OR REPLACE TRIGGER _truncated BEFORE TRUNCATE ON {table.name}"
        " FOR EACH STATEMENT EXECUTE FUNCTION recording.refuse()"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER dated BEFORE UPDATE ON {table.name}"
        " FOR EACH ROW EXECUTE FUNCTION keep.dated()"
    )


def _function(table: Recorded) -> str:
    """The function of a table's three triggers; one statement each, which is planned once.

    A table may have a column of any name, so variables are told by their block's.
    """
    same = " AND ".join(f'b."{name}" = a."{name}"' for name in table.key)
    is_new = f"a WHERE NOT EXISTS (SELECT FROM before b WHERE {same})"
    is_gone = f"b WHERE NOT EXISTS (SELECT FROM after a WHERE {same})"
    return f"""CREATE OR REPLACE FUNCTION recording.{table.name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
<<this>>
DECLARE
    transaction_id bigint := pg_current_xact_id()::text::bigint;
    caller uuid := slice.person();
    firm uuid := slice.firm();
    cause text := recording.cause();
    office uuid;
BEGIN
    IF this.caller IS NOT NULL THEN
        this.office := recording.state_appointment_of(this.caller);
    END IF;
    IF TG_OP = 'INSERT' THEN
        {_inserted(table, "a")};
    ELSIF TG_OP = 'DELETE' THEN
        {_deleted(table, "b")};
    ELSE
        {_updated(table, same)};
        -- A record that moves to another district is another one there.
        IF EXISTS (SELECT FROM after {is_new}) THEN
            {_deleted(table, is_gone)};
            {_inserted(table, is_new)};
        END IF;
    END IF;
    RETURN NULL;
END $$"""


def _inserted(table: Recorded, rows: str) -> str:
    """Events alone: nothing is kept of what is there. A record may come back under its key."""
    returned = " AND ".join(f'd."{name}" = a."{name}"' for name in table.key)
    event = _event(table, "INSERT", "a", number="nextval('recording.event_number')")
    return f"""{event} FROM after {rows};
        IF EXISTS (SELECT FROM deleted.{table.name}) THEN
            UPDATE past.{table.name} d SET ended_at = least(d.ended_at, a.updated_at)
            FROM after a WHERE {returned};
            DELETE FROM deleted.{table.name} d USING after a WHERE {returned};
        END IF"""


def _deleted(table: Recorded, rows: str) -> str:
    columns = _list(table.kept)
    pairs = ", ".join(f"'{name}', e.\"{name}\"" for name in table.natural_key)
    natural_key = f"jsonb_build_object({pairs})" if pairs else "NULL"
    event = _event(table, "DELETE", "e", natural_key=natural_key)
    return f"""WITH ended AS MATERIALIZED (
            SELECT b.*, greatest(now(), b.updated_at) AS ended_at,
                nextval('recording.event_number') AS ended_by
            FROM before {rows}
        ), kept AS (
            INSERT INTO past.{table.name} ({columns}, ended_at, ended_by)
            SELECT {columns}, ended_at, ended_by FROM ended
        ), marked AS (
            INSERT INTO deleted.{table.name} ({columns}) SELECT {columns} FROM ended
        ) {event} FROM ended e"""


def _updated(table: Recorded, same: str) -> str:
    columns = _list(table.kept)
    changes = ", ".join(
        f'CASE WHEN b."{name}" IS DISTINCT FROM a."{name}" THEN \'{name}\' END'
        for name in table.columns
        if name not in NOT_CHANGES
    )
    event = _event(table, "UPDATE", "e", version="e.changed_version", fields="e.changed_fields")
    return f"""WITH compared AS MATERIALIZED (
            SELECT b.*, a.updated_at AS ended_at, a.version AS changed_version,
                array_remove(ARRAY[{changes}], NULL) AS changed_fields
            FROM before b JOIN after a ON {same}
        ), ended AS MATERIALIZED (
            SELECT *, nextval('recording.event_number') AS ended_by FROM compared
            WHERE changed_fields <> '{{}}' OR version <> changed_version OR updated_at <> ended_at
        ), kept AS (
            INSERT INTO past.{table.name} ({columns}, ended_at, ended_by)
            SELECT {columns}, ended_at, ended_by FROM ended
        ) {event} FROM ended e"""


def _event(
    table: Recorded,
    kind: str,
    row: str,
    *,
    number: str = "e.ended_by",
    version: str = "",
    fields: str = "NULL",
    natural_key: str = "NULL",
) -> str:
    """The event of each row, up to its FROM."""
    district = f"{row}.{table.district}" if table.district else "NULL"
    return (
        f"INSERT INTO past.event ({', '.join(EVENT)})"
        f" SELECT this.transaction_id, {number}, now(), '{kind}',"
        f" '{table.name}', {district}, {row}.id, {version or f'{row}.version'}, {fields},"
        f" {natural_key}, this.caller, this.firm,"
        f" CASE WHEN this.caller IS NOT NULL"
        f" THEN recording.appointment_in({district}, this.caller) END,"
        " this.office, this.cause"
    )


def _sees_record(tables: list[Recorded]) -> str:
    """Whether the caller sees a record, or saw it when it was deleted.

    Not a CASE in the policy: that would plan a look into every table, and lock all of them, for
    each statement that reads an event. Here each type's look is planned when it is first taken.
    """
    return f"""CREATE OR REPLACE FUNCTION slice.sees_record(kind text, district uuid, record uuid)
RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
{_dispatched(tables)}
    RETURN false;
END $$"""


def _dispatched(tables: list[Recorded]) -> str:
    """The look of each type, reached by halving their number: they are many."""
    if len(tables) > 1:
        half = len(tables) // 2
        less, more = _dispatched(tables[:half]), _dispatched(tables[half:])
        return f"IF kind COLLATE \"C\" < '{tables[half].name}' THEN\n{less}\nELSE\n{more}\nEND IF;"
    [table] = tables
    of_key = {"id": "record", "district_id": "district"}
    same = " AND ".join(f"one.{column} = {of_key[column]}" for column in table.key)
    there, gone = (
        f"EXISTS (SELECT FROM {schema}.{table.name} one WHERE {same})"
        for schema in ("public", "deleted")
    )
    return f"""IF kind = '{table.name}' THEN
    IF {there} THEN
        RETURN true;
    END IF;
    RETURN {gone};
END IF;"""


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
