-- The feed as it was before there were subscriptions.

DROP FUNCTION feed.news;
DROP FUNCTION feed.concerned;
DROP FUNCTION feed.changes;
DROP FUNCTION feed.drain_after;
DROP FUNCTION feed.check_cursor(jsonb, text, pg_snapshot, boolean);

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

CREATE OR REPLACE FUNCTION feed.compared_if(record_type text, drain feed.drain) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    known feed.slice;
    conditions text[] := '{}';
    name text;
BEGIN
    SELECT * INTO STRICT known FROM feed.slice s WHERE s.record_type = compared_if.record_type;
    IF (drain).is_whole THEN
        RETURN 'true';
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
    RETURN '(' || array_to_string(conditions, ') OR (') || ')' WHERE conditions <> '{}';
END $$;

CREATE FUNCTION feed.drain_after(cursor text, mark text) RETURNS feed.drain
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
            said, mark, coalesce((drain.base).snapshot, (drain.target).snapshot));
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

CREATE FUNCTION feed.changes(
    after text, size integer, record_types text[], mark text, with_cursors boolean, names jsonb
) RETURNS SETOF feed.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    drain feed.drain := feed.drain_after(after, mark);
    page record;
    is_over boolean := true;
    place feed.item;
    records feed.record[];
    last_ feed.answer;
BEGIN
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

ALTER TYPE feed.drain DROP ATTRIBUTE districts, DROP ATTRIBUTE fields;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA feed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed.changes TO PUBLIC;
