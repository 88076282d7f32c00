-- What the API asks of the feed. It runs as the owner, because it has to look at what the caller
-- saw and no longer does; all it says passes through the slices of one moment or the other.

-- Whether a record that was told of can't be read now though nothing has touched it since the
-- target: then nothing would ever tell of it again, unless all is told again.
CREATE FUNCTION feed.is_missed(drain feed.drain, items feed.item[], records feed.record[])
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT (drain).is_now AND EXISTS (
        SELECT FROM unnest(items, records) AS told (
            kind, record_type, district_id, record_id, transaction_id, number,
            of_type, of_district, of_record)
        WHERE told.kind NOT IN ('LEFT_SLICE', 'DELETED') AND told.of_record IS NULL
          AND NOT EXISTS (
              SELECT FROM past.event e
              WHERE e.record_id = told.record_id AND e.record_type = told.record_type
                AND feed.is_after(e.transaction_id + 0, ((drain).target).snapshot))
    )
$$;

-- The name of a type, and the global id of a record.
CREATE FUNCTION feed.type_name(record_type text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN replace(initcap(replace(record_type, '_', ' ')), ' ', '');

CREATE FUNCTION feed.global_id(record_type text, district_id uuid, record_id uuid) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN feed.type_name(record_type) || '_'
    || encode(coalesce(uuid_send(district_id), '') || uuid_send(record_id), 'hex');

-- What the API calls a column, by rule or, where `names` says so, otherwise; null if it shows none.
CREATE FUNCTION feed.field_name(record_type text, column_name text, names jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN names ? (record_type || '.' || column_name)
    THEN names ->> (record_type || '.' || column_name)
    WHEN column_name LIKE 'provenance\_%' THEN 'provenance'
    ELSE (SELECT lower(left(said, 1)) || substr(said, 2) FROM (
        SELECT feed.type_name(regexp_replace(column_name, '_id$', ''))) n (said))
END;

-- The fields that events between two snapshots changed, without those that the API does not show.
CREATE FUNCTION feed.changed_fields(
    one feed.item, base pg_snapshot, target pg_snapshot, names jsonb
) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT field ORDER BY field) FROM (
        SELECT feed.field_name((one).record_type, changed, names) AS field FROM (
            SELECT DISTINCT unnest(e.fields) AS changed FROM past.event e
            WHERE e.record_id = (one).record_id AND e.record_type = (one).record_type
              AND ((one).district_id IS NULL OR e.district_id = (one).district_id)
              AND feed.is_after(e.transaction_id + 0, base)
              AND feed.is_by(e.transaction_id + 0, target)
        ) columns
    ) fields WHERE field IS NOT NULL
$$;

-- The key of a deleted record, field by field; where a field is a record, by its id.
CREATE FUNCTION feed.natural_key(one feed.item, names jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_object(
        'field', feed.field_name((one).record_type, part.key, names),
        'value', coalesce((
            SELECT feed.global_id(parent.record_type,
                CASE WHEN parent.has_district THEN (one).district_id END, part.value::uuid)
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attname = part.key
            JOIN feed.slice parent ON format('public.%I', record_type)::regclass = c.confrelid
            WHERE c.contype = 'f' AND a.attnum = ANY (c.conkey) AND part.key LIKE '%\_id'
              AND c.conrelid = format('public.%I', (one).record_type)::regclass LIMIT 1
        ), part.value)
    ) ORDER BY part.key)
    FROM past.event e, jsonb_each_text(e.natural_key) part
    WHERE e.transaction_id = (one).transaction_id AND e.number = (one).number
      AND feed.field_name((one).record_type, part.key, names) IS NOT NULL
$$;

-- A row of the feed's answer.
CREATE TYPE feed.answer AS (
    cursor text, has_more boolean, kind text, record_type text, type text, district_id uuid,
    record_id uuid, id text, "happenedAt" timestamptz, "changedFields" text[], "naturalKey" jsonb,
    version integer, created_at timestamptz, updated_at timestamptz, provenance_kind text,
    provenance_source text, provenance_line integer, provenance_file text, provenance_row integer
);

-- What is told of changes, in their order: of a record that left the slice, nothing but that.
-- To seal a cursor for each takes a while; without a mark none is.
CREATE FUNCTION feed.told(
    drain feed.drain, items feed.item[], records feed.record[], names jsonb, mark text
) RETURNS SETOF feed.answer
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN mark IS NOT NULL THEN feed.cursor_at(drain, one, mark) END, NULL::boolean,
        i.kind, i.record_type, feed.type_name(i.record_type), i.district_id, i.record_id,
        feed.global_id(i.record_type, i.district_id, i.record_id), e.happened_at,
        CASE i.kind WHEN 'UPDATED' THEN feed.changed_fields(
            one, ((drain).base).snapshot, ((drain).target).snapshot, names) END,
        CASE i.kind WHEN 'DELETED' THEN feed.natural_key(one, names) END,
        i.version, i.created_at, i.updated_at, i.provenance_kind, i.provenance_source,
        i.provenance_line, i.provenance_file, i.provenance_row
    FROM unnest(items, records) WITH ORDINALITY AS i (
        kind, record_type, district_id, record_id, transaction_id, number,
        of_type, of_district, of_record, version, created_at, updated_at, provenance_kind,
        provenance_source, provenance_line, provenance_file, provenance_row, ordinality)
    CROSS JOIN LATERAL (SELECT ROW(i.kind, i.record_type, i.district_id, i.record_id,
        i.transaction_id, i.number)::feed.item AS one) item
    LEFT JOIN past.event e ON e.transaction_id = i.transaction_id AND e.number = i.number
        AND i.kind IN ('CREATED', 'UPDATED', 'DELETED')
    ORDER BY i.ordinality
$$;

-- A page of the caller's changes; the last row, which has no kind, says how to go on.
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

-- The API asks for changes; what is behind them only the owner calls.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA feed FROM PUBLIC;
GRANT USAGE ON SCHEMA feed TO PUBLIC;
GRANT EXECUTE ON FUNCTION feed.changes TO PUBLIC;
