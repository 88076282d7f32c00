-- What a change in who sees what means to a caller, though nothing touched the records.

-- Of two lists of ids, as SQL, those that only one of them has.
CREATE FUNCTION feed.in_one_only(one text, other text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    ids text;
BEGIN
    EXECUTE format(
        'SELECT array_agg(id)::text FROM ((SELECT unnest(%1$s) EXCEPT SELECT unnest(%2$s))'
        ' UNION ALL (SELECT unnest(%2$s) EXCEPT SELECT unnest(%1$s))) ids (id)', one, other
    ) INTO ids;
    RETURN quote_literal(coalesce(ids, '{}')) || '::uuid[]';
END $$;

-- A condition on the rows of a table on which the other answer to one question can bear, by what
-- the policy compares it with. Where the policy does not say that plainly, on all.
CREATE FUNCTION feed.borne_by(policy text, question text, drain feed.drain) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    quoted text := regexp_replace(question, '([][(){}.*+?^$|\\])', '\\\1', 'g');
    asked integer := regexp_count(policy, quoted);
    before text := (drain).base_answers ->> question;
    after text := (drain).target_answers ->> question;
    form text := '\((\w+) IN \( SELECT unnest\(' || quoted || '\) AS unnest\)\)';
BEGIN
    IF asked > 0 AND regexp_count(policy, form) = asked THEN
        RETURN (
            SELECT string_agg(DISTINCT format('%I = ANY (%s)', m[1], changed), ' OR ')
            FROM regexp_matches(policy, form, 'g') m,
                (SELECT feed.in_one_only(before, after) AS changed OFFSET 0) c
        );
    END IF;
    form := '\((\w+) <= \( SELECT ' || quoted || ' AS today\)\)';
    IF asked > 0 AND regexp_count(policy, form) = asked THEN
        RETURN (
            SELECT string_agg(DISTINCT format('%1$I > least(%2$s, %3$s)'
                ' AND %1$I <= greatest(%2$s, %3$s)', m[1], before, after), ' OR ')
            FROM regexp_matches(policy, form, 'g') m
        );
    END IF;
    RETURN 'true';
END $$;

-- A condition on the rows of a table that may be seen otherwise at one moment than at the other
-- though nothing touched them; null where there is none.
CREATE FUNCTION feed.compared_if(record_type text, drain feed.drain) RETURNS text
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

-- The rows of a table after the drain's place that nothing touched, and that the caller sees at
-- one moment and not at the other; of a whole drain all that are seen.
CREATE FUNCTION feed.of_slice(drain feed.drain, record_type text, compared_if text, size integer)
RETURNS feed.item[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    has_district boolean := (
        SELECT s.has_district FROM feed.slice s WHERE s.record_type = of_slice.record_type);
    key text := CASE WHEN has_district THEN 'district_id, id' ELSE 'id' END;
    untouched text := 'true';
    beyond text := 'true';
    was text := 'false';
    items feed.item[];
BEGIN
    IF (drain).base IS NOT NULL THEN
        was := feed.seen_if(record_type, (drain).base_answers, feed.base_of(drain));
        untouched := format('%1$s NOT IN (SELECT %2$s FROM past.event e'
            ' WHERE e.record_type = %3$L AND feed.is_after(e.transaction_id, %4$L)'
            ' AND feed.is_by(e.transaction_id, %5$L))',
            CASE WHEN has_district THEN '(district_id, id)' ELSE 'id' END,
            CASE WHEN has_district THEN 'e.district_id, e.record_id' ELSE 'e.record_id' END,
            record_type, ((drain).base).snapshot, ((drain).target).snapshot);
    END IF;
    IF ((drain).place).record_id IS NOT NULL THEN
        beyond := CASE WHEN has_district THEN '(district_id, id) > ($1.district_id, $1.record_id)'
            ELSE 'id > $1.record_id' END;
    END IF;
    EXECUTE format($sql$
        SELECT array_agg(ROW(CASE WHEN is_seen THEN 'ENTERED_SLICE' ELSE 'LEFT_SLICE' END,
            $2, %1$s, id, NULL, NULL)::feed.item ORDER BY %2$s)
        FROM (SELECT * FROM (
            SELECT %2$s, (%3$s) IS TRUE AS was_seen, (%4$s) IS TRUE AS is_seen
            FROM (%5$s) AS %6$I WHERE (%7$s) AND %8$s AND %9$s
        ) rows_ WHERE CASE WHEN %10$L THEN was_seen OR is_seen ELSE was_seen <> is_seen END
        ORDER BY %2$s LIMIT $3) page
    $sql$, CASE WHEN has_district THEN 'district_id' ELSE 'NULL::uuid' END, key, was,
        feed.seen_if(record_type, (drain).target_answers, feed.target_of(drain)),
        feed.rows_at(record_type, feed.target_of(drain), false), record_type, compared_if, beyond,
        untouched, (drain).is_whole
    ) INTO items USING (drain).place, record_type, size;
    RETURN coalesce(items, '{}');
END $$;

-- What the caller sees otherwise from the drain's place on, table by table, and how far that leads.
CREATE FUNCTION feed.of_slices(
    drain feed.drain, record_types text[], size integer,
    OUT items feed.item[], OUT place feed.item, OUT is_over boolean
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    until timestamptz := clock_timestamp() + interval '2 seconds';
    name text;
    compared text;
BEGIN
    items := '{}';
    is_over := false;
    FOR name IN SELECT t FROM unnest(record_types) t
        WHERE t >= coalesce(((drain).place).record_type, '') ORDER BY t COLLATE "C"
    LOOP
        IF cardinality(items) = size OR clock_timestamp() > until THEN
            place := CASE WHEN cardinality(items) = size THEN items[size]
                ELSE ROW(NULL, name, NULL, NULL, NULL, NULL)::feed.item END;
            RETURN;
        END IF;
        IF name <> ((drain).place).record_type THEN
            drain.place := NULL;
        END IF;
        compared := feed.compared_if(name, drain);
        IF compared IS NOT NULL THEN
            items := items || feed.of_slice(drain, name, compared, size - cardinality(items));
        END IF;
    END LOOP;
    is_over := cardinality(items) < size;
    place := items[size];
END $$;
