-- What differs for a caller between two moments.
--
-- A record differs if an event touched it in between, or if who asks is answered otherwise. The
-- first are found from the events, in the order of their transactions; the second by comparing the
-- rows on which another answer can bear, and only those.

CREATE TYPE feed.item AS (
    kind text,
    record_type text,
    district_id uuid,
    record_id uuid,
    transaction_id bigint,
    number bigint
);

-- The two moments between which a client is brought, what is asked about it at both, and how far
-- it has come. `base` is null for a client that has nothing yet.
CREATE TYPE feed.drain AS (
    base feed.moment,
    target feed.moment,
    is_now boolean,
    is_whole boolean,
    is_unsettled boolean,
    is_at_slices boolean,
    place feed.item,
    base_answers jsonb,
    target_answers jsonb
);

-- The target's snapshot as SQL; null where it is now, and the tables themselves are looked at.
CREATE FUNCTION feed.target_of(drain feed.drain) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN NOT (drain).is_now
    THEN quote_literal(((drain).target).snapshot::text) || '::pg_snapshot' END;

CREATE FUNCTION feed.base_of(drain feed.drain) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN quote_literal(((drain).base).snapshot::text) || '::pg_snapshot';

-- What became, for the caller, of records of one type that events touched: of each, its last.
CREATE FUNCTION feed.became(drain feed.drain, touched feed.item[]) RETURNS feed.item[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    kind_of text := (touched[1]).record_type;
    known feed.slice := (SELECT s FROM feed.slice s WHERE s.record_type = kind_of);
    district text := CASE WHEN known.has_district THEN 'district_id' ELSE 'NULL::uuid' END;
    seen text := format('SELECT id, %s AS district_id FROM (%%s) AS %I'
        ' WHERE id = ANY ($2) AND %%s', district, kind_of);
    found feed.item[];
BEGIN
    EXECUTE format($sql$
        WITH was AS MATERIALIZED (%1$s), is_ AS MATERIALIZED (%2$s), gone AS MATERIALIZED (%3$s)
        SELECT array_agg(ROW(became.kind, t.record_type, t.district_id, t.record_id,
            t.transaction_id, t.number)::feed.item ORDER BY t.transaction_id, t.number)
        FROM (SELECT kind, record_type, CASE WHEN %4$L THEN district_id END AS district_id,
                     record_id, transaction_id, number FROM unnest($1)) t,
        LATERAL (SELECT CASE
            WHEN EXISTS (SELECT FROM is_ WHERE id = t.record_id
                         AND district_id IS NOT DISTINCT FROM t.district_id) THEN CASE
                WHEN EXISTS (SELECT FROM was WHERE id = t.record_id
                             AND district_id IS NOT DISTINCT FROM t.district_id) THEN 'UPDATED'
                WHEN feed.was_there(t, $3) THEN 'ENTERED_SLICE'
                ELSE 'CREATED' END
            WHEN EXISTS (SELECT FROM was WHERE id = t.record_id
                         AND district_id IS NOT DISTINCT FROM t.district_id) THEN CASE
                WHEN t.kind = 'DELETE' AND EXISTS (
                    SELECT FROM gone WHERE id = t.record_id
                    AND district_id IS NOT DISTINCT FROM t.district_id
                ) THEN 'DELETED'
                ELSE 'LEFT_SLICE' END
            END AS kind) became
        WHERE became.kind IS NOT NULL
    $sql$,
        format(seen, feed.rows_at(kind_of, feed.base_of(drain)),
            feed.seen_if(kind_of, (drain).base_answers, feed.base_of(drain))),
        format(seen, feed.rows_at(kind_of, feed.target_of(drain)),
            feed.seen_if(kind_of, (drain).target_answers, feed.target_of(drain))),
        format(seen, format('SELECT * FROM past.%I WHERE ended_by = ANY ($4)', kind_of),
            feed.seen_if(kind_of, (drain).target_answers, feed.target_of(drain))),
        known.has_district
    ) INTO found
    USING touched, ARRAY(SELECT record_id FROM unnest(touched)), ((drain).base).snapshot,
        ARRAY(SELECT number FROM unnest(touched) WHERE kind = 'DELETE');
    RETURN coalesce(found, '{}');
END $$;

-- Whether a record was there at a snapshot, seen or not: the first event since did not make it.
CREATE FUNCTION feed.was_there(record_type text, district_id uuid, record_id uuid, base pg_snapshot)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT (
        SELECT e.kind FROM past.event e
        WHERE e.record_id = $3 AND e.record_type = $1
          AND ($2 IS NULL OR e.district_id = $2) AND feed.is_after(e.transaction_id, base)
        ORDER BY e.number LIMIT 1
    ) <> 'INSERT'
$$;
