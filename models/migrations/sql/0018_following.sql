-- What the feed knows of slices follows from the policies and functions that the database has.
--
-- Nothing of it is written down a second time: after every migration it is made over again.

CREATE SCHEMA slice_then;

CREATE FUNCTION feed.follow_slices() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    policies jsonb := (SELECT jsonb_object_agg(record_type, policy) FROM feed.slice);
    functions text := feed.functions_of_then();
BEGIN
    DELETE FROM feed.slice;
    INSERT INTO feed.slice
    SELECT c.relname, p.policy,
        ARRAY(SELECT DISTINCT m[1]
              FROM regexp_matches(p.policy, '(slice\.\w+\([^()]*\))', 'g') m ORDER BY 1),
        ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(p.policy, 'FROM (\w+) parent\M', 'g') m),
        EXISTS (SELECT FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attname = 'district_id' AND NOT a.attisdropped),
        (SELECT string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
    FROM pg_class c, LATERAL (
        SELECT coalesce(string_agg(format('(%s)', pg_get_expr(polqual, polrelid)), ' OR '), 'false')
        FROM pg_policy WHERE polrelid = c.oid AND polcmd IN ('r', '*') AND polroles = '{0}'
    ) p (policy)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND to_regclass(format('past.%I', c.relname)) IS NOT NULL;
    -- What a parent's policy asks is asked for the child.
    UPDATE feed.slice child SET questions = ARRAY(
        SELECT unnest(child.questions) UNION SELECT unnest(parent.questions) FROM feed.slice parent
        WHERE parent.record_type = ANY (child.parents) ORDER BY 1
    ) WHERE cardinality(parents) > 0;
    PERFORM feed.follow_functions();
    IF functions <> feed.functions_of_then() OR EXISTS (
        SELECT FROM feed.slice WHERE policies ->> record_type <> policy
    ) THEN
        -- What was seen by the rules of before can't be told any more.
        UPDATE feed.secret SET era = gen_random_uuid();
    END IF;
    PERFORM feed.leave_cluster();
END $$;

CREATE FUNCTION feed.functions_of_then() RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(pg_get_functiondef(oid), '' ORDER BY proname)
    FROM pg_proc WHERE pronamespace = to_regnamespace('slice_then')
$$;

-- A database that was restored in another cluster has events of transactions that are still to come
-- there. They are all of the past, and cursors from before are of no use.
CREATE FUNCTION feed.leave_cluster() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM past.event
        WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
          AND transaction_id <> coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)
    ) THEN
        UPDATE past.event SET transaction_id = 3;
        UPDATE feed.secret SET era = gen_random_uuid();
    END IF;
END $$;

-- The functions that policies ask, made over to be asked about the past: the same text, over views
-- of the rows as they were.
CREATE FUNCTION feed.follow_functions() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET check_function_bodies = off AS $$
DECLARE
    made record;
BEGIN
    DROP SCHEMA slice_then CASCADE;
    CREATE SCHEMA slice_then;
    FOR made IN
        WITH RECURSIVE used (name) AS (
            SELECT substring(unnest(questions) FROM 'slice\.(\w+)') FROM feed.slice
            UNION
            SELECT m[1] FROM used
            JOIN pg_proc ON proname = name AND pronamespace = 'slice'::regnamespace,
                regexp_matches(pg_get_functiondef(pg_proc.oid), 'slice\.(\w+)\(', 'g') m
        )
        SELECT pg_get_functiondef(pg_proc.oid) AS text
        FROM used JOIN pg_proc ON proname = name AND pronamespace = 'slice'::regnamespace
        WHERE name <> 'today'
    LOOP
        EXECUTE replace(replace(made.text, 'slice.', 'slice_then.'),
            'search_path TO ''public''', 'search_path TO ''slice_then'', ''public''');
    END LOOP;
    CREATE FUNCTION slice_then.today() RETURNS date LANGUAGE sql STABLE
    RETURN current_setting('throughline.then_today')::date;
    FOR made IN
        SELECT DISTINCT m[1] AS name FROM pg_proc,
            regexp_matches(prosrc, '(?:FROM|JOIN) (\w+)', 'g') m
        WHERE pronamespace = 'slice_then'::regnamespace
          AND EXISTS (SELECT FROM feed.slice WHERE record_type = m[1])
    LOOP
        EXECUTE format('CREATE VIEW slice_then.%I AS %s', made.name,
            feed.rows_at(made.name, 'current_setting(''throughline.then'')::pg_snapshot', false));
    END LOOP;
END $$;
