-- What subscriptions stand on: a feed of some districts, or of changes of some fields, and the news
-- that tell a process which of its subscribers they may concern.

-- Not in cursors, but of the feed that is asked for: null for all districts, and for all changes.
ALTER TYPE feed.drain ADD ATTRIBUTE districts uuid[], ADD ATTRIBUTE fields text[];

CREATE OR REPLACE FUNCTION feed.touched(
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
    of_districts uuid[] := drain.districts;
    of_fields text[] := drain.fields;
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
          AND (of_districts IS NULL OR e.district_id = ANY (of_districts))
          AND (of_fields IS NULL OR e.fields && of_fields)
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
                  AND (of_fields IS NULL OR e.fields && of_fields)
            )), '{}'),
        count(*),
        (array_agg(s.transaction_id ORDER BY s.transaction_id DESC, s.number DESC))[1],
        (array_agg(s.number ORDER BY s.transaction_id DESC, s.number DESC))[1]
    INTO items, scanned, transaction_id, number
    FROM scanned s;
END $$;

-- As before, among the districts of the feed; a district is of itself, and what has none is of none.
CREATE OR REPLACE FUNCTION feed.compared_if(record_type text, drain feed.drain) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    known feed.slice;
    conditions text[] := '{}';
    name text;
    among text := '';
BEGIN
    SELECT * INTO STRICT known FROM feed.slice s WHERE s.record_type = compared_if.record_type;
    IF (drain).fields IS NOT NULL THEN
        RETURN NULL;
    END IF;
    IF (drain).districts IS NOT NULL THEN
        IF NOT known.has_district AND record_type <> 'district' THEN
            RETURN NULL;
        END IF;
        among := format('%I = ANY (%L::uuid[]) AND ',
            CASE WHEN known.has_district THEN 'district_id' ELSE 'id' END, (drain).districts);
    END IF;
    IF (drain).is_whole THEN
        RETURN among || 'true';
    END IF;
    FOREACH name IN ARRAY known.questions LOOP
        IF (drain).base_answers ->> name IS DISTINCT FROM (drain).target_answers ->> name THEN
            conditions := conditions || feed.borne_by(known.policy, name, drain);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY known.parents LOOP
        conditions := conditions || format('%I IN (SELECT e.record_id FROM past.event e'
            ' WHERE e.record_type = %L AND feed.is_after(e.transaction_id, %L)'
            ' AND feed.is_by(e.transaction_id, %L))',
            substring(known.policy FROM 'parent\.id = ' || record_type || '\.(\w+)'),
            name, ((drain).base).snapshot, ((drain).target).snapshot);
    END LOOP;
    RETURN among || '((' || array_to_string(conditions, ') OR (') || '))' WHERE conditions <> '{}';
END $$;

-- Refuse a cursor as before; but a subscription may go on from any moment at which the caller's
-- copy, of whatever types, was whole.
CREATE FUNCTION feed.check_cursor(
    said jsonb, mark text, oldest pg_snapshot, is_live boolean
) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM feed.check_cursor(said, CASE
        WHEN is_live AND said ->> 'target' IS NULL AND NOT coalesce((said ->> 'is_whole')::boolean, false)
        THEN said ->> 'mark' ELSE mark END, oldest);
END $$;

DROP FUNCTION feed.changes;
DROP FUNCTION feed.drain_after;

-- The drain that a cursor leads on, that begins from nothing, or from `now`.
CREATE FUNCTION feed.drain_after(cursor text, mark text, is_live boolean) RETURNS feed.drain
LANGUAGE plpgsql STABLE AS $$
DECLARE
    this_moment feed.moment := ROW(pg_current_snapshot(), slice.today());
    said jsonb := '{}';
    drain feed.drain;
BEGIN
    IF cursor = 'now' THEN
        drain.base := this_moment;
    ELSIF cursor IS NOT NULL THEN
        said := feed.opened(cursor)::jsonb;
        drain := jsonb_populate_record(NULL::feed.drain, said);
        PERFORM feed.check_cursor(
            said, mark, coalesce((drain.base).snapshot, (drain.target).snapshot), is_live);
    END IF;
    drain.is_now := (drain.target).snapshot IS NULL;
    drain.is_whole := coalesce(drain.is_whole, (drain.base).snapshot IS NULL);
    drain.is_unsettled := coalesce(drain.is_unsettled, false);
    drain.is_past_events := coalesce(drain.is_past_events, (drain.base).snapshot IS NULL);
    IF drain.is_now THEN
        drain.target := this_moment;
    END IF;
    RETURN drain;
END $$;

-- A page of the caller's changes; the last row, which has no kind, says how to go on. `districts`
-- keeps it to records of some districts, `fields` to records of which one of these columns changed.
CREATE FUNCTION feed.changes(
    after text, size integer, record_types text[], districts uuid[], fields text[], mark text,
    is_live boolean, with_cursors boolean, names jsonb
) RETURNS SETOF feed.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    drain feed.drain := feed.drain_after(after, mark, is_live);
    page record;
    is_over boolean := true;
    place feed.item;
    records feed.record[];
    last_ feed.answer;
BEGIN
    drain.districts := districts;
    drain.fields := fields;
    IF NOT feed.is_quiet(drain) THEN
        drain := feed.answered(drain, record_types);
        page := feed.page(drain, record_types, size);
        is_over := page.is_over;
        place := page.place;
        records := feed.records(drain, page.items);
        drain.is_unsettled := drain.is_unsettled OR feed.is_missed(drain, page.items, records);
        RETURN QUERY SELECT * FROM feed.told(
            drain, page.items, records, names, CASE WHEN with_cursors THEN mark END);
    END IF;
    last_.has_more := NOT is_over;
    last_.cursor := CASE WHEN last_.has_more
        THEN feed.cursor_at(drain, place, mark) ELSE feed.cursor_after(drain, mark) END;
    RETURN NEXT last_;
END $$;

-- The tables on which the answers to a caller's questions stand, with the column by which a row of
-- one concerns a caller, and the records of those that events touched after a snapshot.
CREATE FUNCTION feed.concerned(since pg_snapshot, subject text) RETURNS uuid[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    queries text[];
    found uuid[];
BEGIN
    SELECT array_agg(format('SELECT t.%1$I FROM %2$s.%3$I t JOIN past.event e'
        ' ON e.record_type = %3$L AND e.record_id = t.id AND feed.is_after(e.transaction_id, $1)',
        subject, held, v.relname))
    INTO queries
    FROM pg_class v, unnest(ARRAY['public', 'past', 'deleted']) held
    WHERE v.relnamespace = 'slice_then'::regnamespace AND v.relkind = 'v'
      AND EXISTS (SELECT FROM pg_attribute a
                  WHERE a.attrelid = v.oid AND a.attname = subject AND NOT a.attisdropped)
      AND to_regclass(format('%I.%I', held, v.relname)) IS NOT NULL
      AND EXISTS (SELECT FROM past.event e WHERE e.record_type = v.relname
                  AND feed.is_after(e.transaction_id, since));
    IF queries IS NULL THEN
        RETURN '{}';
    END IF;
    EXECUTE 'SELECT array_agg(DISTINCT id) FROM (' || array_to_string(queries, ' UNION ALL ')
        || ') found (id) WHERE id IS NOT NULL' INTO found USING since;
    RETURN coalesce(found, '{}');
END $$;

-- What has been committed since a snapshot, for a process that sends it on to its subscribers: which
-- types of record in which districts, and of which people and firms the offices have. No more than
-- that, and to nobody in particular: what a subscriber is told is asked as the subscriber.
CREATE FUNCTION feed.news(since text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    base pg_snapshot := since::pg_snapshot;
    touched jsonb := '[]';
    people uuid[] := '{}';
    firms uuid[] := '{}';
BEGIN
    IF slice.person() IS NOT NULL OR slice.firm() IS NOT NULL THEN
        RAISE EXCEPTION 'The news are for no caller.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF base IS NOT NULL THEN
        WITH written AS MATERIALIZED (
            SELECT DISTINCT e.record_type, e.district_id FROM past.event e
            WHERE feed.is_after(e.transaction_id, base)
        )
        SELECT coalesce(jsonb_agg(jsonb_build_array(record_type, district_id)), '[]') INTO touched
        FROM (
            SELECT record_type, district_id FROM written
            UNION
            -- What is seen with a parent is seen otherwise when the parent is.
            SELECT child.record_type, w.district_id FROM written w
            JOIN feed.slice child ON w.record_type = ANY (child.parents)
            UNION
            -- An office moves people into the view of others who hold one in the district.
            SELECT known.record_type, NULL FROM feed.slice known
            WHERE EXISTS (SELECT FROM written WHERE record_type = 'appointment')
              AND EXISTS (SELECT FROM unnest(known.questions) q WHERE q LIKE 'slice.people(%')
        ) concerned;
        people := feed.concerned(base, 'person_id');
        firms := feed.concerned(base, 'firm_id');
    END IF;
    RETURN jsonb_build_object('snapshot', pg_current_snapshot(), 'today', slice.today(),
        'touched', touched, 'people', to_jsonb(people), 'firms', to_jsonb(firms));
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA feed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed.changes, feed.news TO PUBLIC;
