-- What events between two moments mean to a caller.

CREATE TYPE feed.item AS (
    kind text,
    record_type text,
    district_id uuid,
    record_id uuid,
    transaction_id bigint,
    number bigint
);

-- The two moments between which a client is brought, how far it has come, and what is answered
-- about the caller at both. `base` is null for a client that has nothing yet; `is_now` while
-- nothing can have changed since the target.
CREATE TYPE feed.drain AS (
    base feed.moment,
    target feed.moment,
    is_now boolean,
    is_whole boolean,
    is_unsettled boolean,
    is_past_events boolean,
    place feed.item,
    base_answers jsonb,
    target_answers jsonb
);

-- The snapshots as SQL; of the target null where it is now, and the tables themselves are read.
CREATE FUNCTION feed.base_of(drain feed.drain) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN quote_literal(((drain).base).snapshot::text) || '::pg_snapshot';

CREATE FUNCTION feed.target_of(drain feed.drain) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN NOT (drain).is_now
    THEN quote_literal(((drain).target).snapshot::text) || '::pg_snapshot' END;

-- The last event of each record that events touched between the moments, in the order of
-- transactions, and how far was looked: not all that lies between, but so many events.
CREATE FUNCTION feed.touched(
    drain feed.drain, record_types text[], events integer,
    OUT items feed.item[], OUT scanned bigint, OUT transaction_id bigint, OUT number bigint
)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    base pg_snapshot := (drain.base).snapshot;
    target pg_snapshot := (drain.target).snapshot;
    earliest bigint := pg_snapshot_xmin(base)::text::bigint;
    latest bigint := pg_snapshot_xmax(target)::text::bigint - 1;
    after_transaction bigint := coalesce((drain.place).transaction_id, earliest);
    after_number bigint := coalesce((drain.place).number, 0);
BEGIN
    WITH scanned AS MATERIALIZED (
        SELECT e.transaction_id, e.number, e.kind, e.record_type, e.record_id,
            CASE WHEN known.has_district THEN e.district_id END AS district_id
        FROM past.event e JOIN feed.slice known USING (record_type)
        WHERE (e.transaction_id, e.number) > (after_transaction, after_number)
          AND e.transaction_id BETWEEN earliest AND latest
          AND NOT pg_visible_in_snapshot(e.transaction_id::text::xid8, base)
          AND pg_visible_in_snapshot(e.transaction_id::text::xid8, target)
          AND e.record_type = ANY (record_types)
        ORDER BY e.transaction_id, e.number LIMIT events
    )
    SELECT
        coalesce(array_agg(ROW(kind, record_type, district_id, record_id, s.transaction_id,
            s.number)::feed.item) FILTER (WHERE NOT EXISTS (
                SELECT FROM past.event e
                WHERE e.record_id = s.record_id AND e.record_type = s.record_type
                  AND (s.district_id IS NULL OR e.district_id = s.district_id)
                  AND (e.transaction_id + 0, e.number) > (s.transaction_id, s.number)
                  AND e.transaction_id + 0 BETWEEN earliest AND latest
                  AND NOT pg_visible_in_snapshot(e.transaction_id::text::xid8, base)
                  AND pg_visible_in_snapshot(e.transaction_id::text::xid8, target)
            )), '{}'),
        count(*),
        (array_agg(s.transaction_id ORDER BY s.transaction_id DESC, s.number DESC))[1],
        (array_agg(s.number ORDER BY s.transaction_id DESC, s.number DESC))[1]
    INTO items, scanned, transaction_id, number
    FROM scanned s;
END $$;

-- Whether a record was there at a snapshot, seen or not: the first event since did not make it.
CREATE FUNCTION feed.was_there(one feed.item, base pg_snapshot) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT (
        SELECT e.kind FROM past.event e
        WHERE e.record_id = (one).record_id AND e.record_type = (one).record_type
          AND ((one).district_id IS NULL OR e.district_id = (one).district_id)
          AND feed.is_after(e.transaction_id + 0, base)
        ORDER BY e.number LIMIT 1
    ) <> 'INSERT'
$$;

-- A record's key as one value.
CREATE FUNCTION feed.key(one feed.item) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce((one).district_id::text, '') || (one).record_id
$$;

-- A query for the keys of those rows that are seen, of records whose districts are among $3 and
-- whose ids are among $4; said so that an index on the key serves.
CREATE FUNCTION feed.seen_among(rows_ text, record_type text, seen_if text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    has_district boolean := (
        SELECT s.has_district FROM feed.slice s WHERE s.record_type = seen_among.record_type);
BEGIN
    RETURN format(
        'SELECT %s AS key FROM (%s) AS %I WHERE %s id = ANY ($4) AND %s',
        CASE WHEN has_district THEN 'district_id::text || id' ELSE 'id::text' END, rows_,
        record_type, CASE WHEN has_district THEN 'district_id = ANY ($3) AND' ELSE '' END, seen_if);
END $$;

-- What became, for the caller, of records of one type, each given by its last event.
CREATE FUNCTION feed.became(drain feed.drain, touched feed.item[]) RETURNS feed.item[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    made_of text := (touched[1]).record_type;
    seen_now text := feed.seen_if(made_of, (drain).target_answers, feed.target_of(drain));
    became feed.item[];
BEGIN
    EXECUTE format($sql$
        WITH was_seen AS MATERIALIZED (%s), is_seen AS MATERIALIZED (%s), gone AS MATERIALIZED (%s)
        SELECT array_agg(ROW(CASE
            WHEN is_seen AND was_seen THEN 'UPDATED'
            WHEN is_seen AND feed.was_there(t.one, $2) THEN 'ENTERED_SLICE'
            WHEN is_seen THEN 'CREATED'
            WHEN is_gone THEN 'DELETED'
            ELSE 'LEFT_SLICE'
            END, (t.one).record_type, (t.one).district_id, (t.one).record_id,
            (t.one).transaction_id, (t.one).number)::feed.item
            ORDER BY (t.one).transaction_id, (t.one).number)
        FROM (
            -- Each list is hashed, however long; a join would be planned for a short one.
            SELECT one, feed.key(one) IN (SELECT key FROM was_seen) AS was_seen,
                feed.key(one) IN (SELECT key FROM is_seen) AS is_seen,
                (one).kind = 'DELETE' AND feed.key(one) IN (SELECT key FROM gone) AS is_gone
            FROM (SELECT ROW(u.*)::feed.item AS one FROM unnest($1) u) given
        ) t
        WHERE was_seen OR is_seen
    $sql$,
        feed.seen_among(feed.rows_at(made_of, feed.base_of(drain), true), made_of,
            feed.seen_if(made_of, (drain).base_answers, feed.base_of(drain))),
        feed.seen_among(feed.rows_at(made_of, feed.target_of(drain), true), made_of, seen_now),
        feed.seen_among(format('SELECT t.* FROM past.%I t JOIN unnest($1) one'
            ' ON one.number = t.ended_by AND one.record_id = t.id', made_of), made_of, seen_now)
    ) INTO became USING touched, ((drain).base).snapshot,
        ARRAY(SELECT DISTINCT district_id FROM unnest(touched)),
        ARRAY(SELECT record_id FROM unnest(touched));
    RETURN coalesce(became, '{}');
END $$;

-- What became of all records that events touched after the drain's place, and how far that leads.
CREATE FUNCTION feed.of_events(
    drain feed.drain, record_types text[], size integer,
    OUT items feed.item[], OUT place feed.item, OUT is_over boolean
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    events CONSTANT integer := 1000;
    most CONSTANT integer := 20000;
    looked_at integer := 0;
    chunk record;
    alike record;
BEGIN
    items := '{}';
    is_over := false;
    WHILE NOT is_over AND cardinality(items) < size AND looked_at < most LOOP
        chunk := feed.touched(drain, record_types, events);
        FOR alike IN
            SELECT array_agg(t) AS touched FROM unnest(chunk.items) t GROUP BY t.record_type
        LOOP
            items := items || feed.became(drain, alike.touched);
        END LOOP;
        looked_at := looked_at + chunk.scanned;
        is_over := chunk.scanned < events;
        IF chunk.scanned > 0 THEN
            drain.place := ROW(NULL, NULL, NULL, NULL, chunk.transaction_id, chunk.number);
        END IF;
    END LOOP;
    place := drain.place;
    IF cardinality(items) > size THEN
        is_over := false;
    END IF;
    items := ARRAY(SELECT i FROM unnest(items) i ORDER BY i.transaction_id, i.number LIMIT size);
    IF NOT is_over AND cardinality(items) = size THEN
        place := items[size];
    END IF;
END $$;
