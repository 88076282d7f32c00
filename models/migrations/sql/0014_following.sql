-- What the feed knows of slices follows from the policies and functions that the database has.
--
-- Nothing of it is written down a second time: after every migration it is made over again.

CREATE SCHEMA slice_then;

CREATE FUNCTION feed.follow_slices() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
            feed.rows_at(made.name, 'current_setting(''throughline.then'')::pg_snapshot'));
    END LOOP;
END $$;
