-- What stood in a table, and who saw it, at a moment.
--
-- A moment is a snapshot, so which transactions had committed, and a day. No clock and no sequence
-- says what had committed; a snapshot does, and what lies between two of them is exact, whatever
-- was still running at either.

CREATE TYPE feed.moment AS (snapshot pg_snapshot, today date);

-- What is known of a table: who reads it, by its policies, and what those ask. Kept by
-- feed.follow_slices, which runs after every migration.
CREATE TABLE feed.slice (
    record_type text PRIMARY KEY,
    policy text NOT NULL,
    questions text[] NOT NULL,
    parents text[] NOT NULL,
    has_district boolean NOT NULL,
    columns text NOT NULL
);
ALTER TABLE feed.slice ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed.slice FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON feed.slice TO CURRENT_USER USING (true) WITH CHECK (true);

-- Whether a transaction had not committed at a snapshot; the first half uses the index.
CREATE FUNCTION feed.is_after(transaction_id bigint, snapshot pg_snapshot) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT transaction_id >= pg_snapshot_xmin(snapshot)::text::bigint
       AND NOT pg_visible_in_snapshot(transaction_id::text::xid8, snapshot)
$$;

-- Whether a transaction had committed at a snapshot.
CREATE FUNCTION feed.is_by(transaction_id bigint, snapshot pg_snapshot) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT transaction_id < pg_snapshot_xmax(snapshot)::text::bigint
       AND pg_visible_in_snapshot(transaction_id::text::xid8, snapshot)
$$;

-- A query for the rows of a table as they stood at a snapshot, which is given as SQL, or as they
-- stand now: those that nothing has touched since, and of the others what the first event since
-- has ended. With `among`, only for records whose ids are in $4: then events are looked up by
-- record (`+ 0` keeps PostgreSQL from the index on transactions, whose newest it can't count).
CREATE FUNCTION feed.rows_at(record_type text, snapshot text, among boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    known feed.slice;
    firsts text := format(
        'SELECT e.district_id, e.record_id, min(e.number) AS number FROM past.event e'
        ' WHERE e.record_type = %L AND %s GROUP BY 1, 2', record_type,
        format(CASE WHEN among
            THEN 'e.record_id = ANY ($4) AND feed.is_after(e.transaction_id + 0, %s)'
            ELSE 'feed.is_after(e.transaction_id, %s)' END, snapshot));
BEGIN
    SELECT * INTO STRICT known FROM feed.slice s WHERE s.record_type = rows_at.record_type;
    IF snapshot IS NULL THEN
        RETURN format('SELECT %s FROM public.%I t', known.columns, record_type);
    END IF;
    RETURN format(
        'SELECT %1$s FROM public.%2$I t WHERE %4$s NOT IN (SELECT %5$s FROM (%3$s) f)'
        ' UNION ALL SELECT %1$s FROM (%3$s) f JOIN past.%2$I t'
        ' ON t.id = f.record_id AND %6$s AND t.ended_by = f.number',
        known.columns, record_type, firsts,
        CASE WHEN known.has_district THEN '(t.district_id, t.id)' ELSE 't.id' END,
        CASE WHEN known.has_district THEN 'f.district_id, f.record_id' ELSE 'f.record_id' END,
        CASE WHEN known.has_district THEN 't.district_id = f.district_id' ELSE 'true' END);
END $$;

-- A value as SQL.
CREATE FUNCTION feed.literal(said anyelement) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT quote_nullable(said::text) || '::' || pg_typeof(said)
$$;

-- The answers to questions about the caller at a moment, or now, as SQL, by question. Those of the
-- past are given by the functions of `slice_then`, those of now by the ones that policies ask.
CREATE FUNCTION feed.answers(questions text[], at_moment feed.moment) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    is_past boolean := (at_moment).snapshot IS NOT NULL;
    answered text[];
BEGIN
    IF cardinality(questions) = 0 THEN
        RETURN '{}';
    END IF;
    IF is_past THEN
        PERFORM set_config('throughline.then', (at_moment).snapshot::text, true),
            set_config('throughline.then_today', (at_moment).today::text, true);
    END IF;
    EXECUTE (
        SELECT 'SELECT ARRAY[' || string_agg(format('feed.literal(%s)',
            CASE WHEN is_past THEN replace(question, 'slice.', 'slice_then.') ELSE question END
        ), ', ' ORDER BY place) || ']'
        FROM unnest(questions) WITH ORDINALITY AS asked (question, place)
    ) INTO answered;
    RETURN (SELECT jsonb_object_agg(q, a) FROM unnest(questions, answered) AS pairs (q, a));
END $$;

-- Who reads a table, with the caller's questions answered, for rows as they stood at a snapshot.
CREATE FUNCTION feed.seen_if(record_type text, answered jsonb, snapshot text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    known feed.slice;
    said text;
    name text;
BEGIN
    SELECT * INTO STRICT known FROM feed.slice s WHERE s.record_type = seen_if.record_type;
    said := known.policy;
    FOREACH name IN ARRAY known.questions LOOP
        said := replace(said, name, answered ->> name);
    END LOOP;
    FOREACH name IN ARRAY known.parents LOOP
        said := replace(said, format('FROM %s parent', name), format(
            'FROM (SELECT * FROM (%s) AS %I WHERE %s) parent',
            feed.rows_at(name, snapshot, false), name, feed.seen_if(name, answered, snapshot)));
    END LOOP;
    RETURN '(' || said || ')';
END $$;
