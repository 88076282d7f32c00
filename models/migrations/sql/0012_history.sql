-- What is told of the past: of a record, of a plan, of what a report was written about.
--
-- All of it runs as whoever asks. What a field is called, and what it leads to, is `named`: by
-- column, [the field's name] or [its name, the type that it leads to, that type's table, whether
-- a district is part of its key].

-- Tables that are made after the migration are read here.
SET LOCAL check_function_bodies TO off;

CREATE FUNCTION ask.global_id(type text, district uuid, record uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN type || '_' || replace(concat(district, record), '-', '');

-- A value as text, and a record as its id, if the caller sees it.
CREATE FUNCTION ask.said(named jsonb, row_said jsonb, name text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN row_said ->> name IS NULL THEN NULL
        WHEN jsonb_typeof(row_said -> name) = 'number'
            THEN trim_scale((row_said ->> name)::numeric)::text
        WHEN jsonb_array_length(named -> name) = 1 THEN row_said ->> name
        WHEN slice.sees_record(
            named -> name ->> 2, (row_said ->> 'district_id')::uuid, (row_said ->> name)::uuid
        ) THEN ask.global_id(
            named -> name ->> 1,
            CASE WHEN (named -> name ->> 3)::boolean THEN (row_said ->> 'district_id')::uuid END,
            (row_said ->> name)::uuid
        )
    END
$$;

-- What differs between two versions of a record: [field, from, to], in the order of the fields.
CREATE FUNCTION ask.changes(named jsonb, before_said jsonb, after_said jsonb) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(
        field.value ->> 0,
        ask.said(named, before_said, field.key),
        ask.said(named, after_said, field.key)
    ) ORDER BY field.value ->> 0), '[]')
    FROM jsonb_each(named) field
    WHERE before_said ->> field.key IS DISTINCT FROM after_said ->> field.key
$$;

CREATE FUNCTION ask.unpacked_changes(changes jsonb)
RETURNS TABLE (field text, from_ text, to_ text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT said ->> 0, said ->> 1, said ->> 2 FROM jsonb_array_elements(changes) said
$$;

-- The moment of which a quarterly report tells: when it was issued; of a draft, now.
CREATE FUNCTION ask.report_moment(district uuid, report uuid) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN r.status = 'DRAFT' THEN now() ELSE coalesce((
        SELECT max(p.ended_at) FROM past.quarterly_progress_report p
        WHERE p.district_id = district AND p.id = report AND p.status = 'DRAFT'
    ), r.created_at) END
    FROM quarterly_progress_report r WHERE r.district_id = district AND r.id = report
$$;

-- Every part of a plan as it stood, with its place in it: key issues, then objective by objective.
CREATE FUNCTION ask.plan_at(district uuid, plan uuid, moment timestamptz)
RETURNS TABLE (record_type text, record_id uuid, place integer[], said jsonb)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    WITH objectives AS MATERIALIZED (
        SELECT o.*, ARRAY[2, o.position] AS place FROM at.strategic_objective(moment) o
        WHERE o.district_id = district AND o.plan_id = plan
    ), initiatives AS MATERIALIZED (
        SELECT i.*, o.place || i.position::integer AS place
        FROM objectives o JOIN at.initiative(moment) i
          ON i.district_id = district AND i.strategic_objective_id = o.id
    )
    SELECT 'accelerated_improvement_plan', p.id, ARRAY[0], to_jsonb(p)
    FROM at.accelerated_improvement_plan(moment) p WHERE p.district_id = district AND p.id = plan
    UNION ALL
    SELECT 'key_issue', k.id, ARRAY[1, k.position], to_jsonb(k)
    FROM at.key_issue(moment) k WHERE k.district_id = district AND k.plan_id = plan
    UNION ALL
    SELECT 'strategic_objective', o.id, o.place, to_jsonb(o) - 'place' FROM objectives o
    UNION ALL
    SELECT 'initiative', i.id, i.place, to_jsonb(i) - 'place' FROM initiatives i
    UNION ALL
    SELECT 'activity', a.id, i.place || ARRAY[1, a.position], to_jsonb(a)
    FROM initiatives i JOIN at.activity(moment) a
      ON a.district_id = district AND a.initiative_id = i.id
    UNION ALL
    SELECT 'benchmark', b.id, i.place || ARRAY[2, b.position], to_jsonb(b)
    FROM initiatives i JOIN at.benchmark(moment) b
      ON b.district_id = district AND b.initiative_id = i.id
$$;

-- `named` is by table: {"type": the type's name, "fields": as everywhere}.
CREATE FUNCTION ask.plan_differences(
    named jsonb, district uuid, plan uuid, earlier timestamptz, later timestamptz
)
RETURNS TABLE (
    kind text, record_type text, record_id text, place text, statement text, changes jsonb
)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    WITH pairs AS (
        SELECT record_type, record_id, coalesce(after.place, before.place) AS place,
            before.said AS before_said, after.said AS after_said,
            named -> record_type ->> 'type' AS type,
            ask.changes(named -> record_type -> 'fields', before.said, after.said) AS changes
        FROM ask.plan_at(district, plan, earlier) before
        FULL JOIN ask.plan_at(district, plan, coalesce(later, now())) after
            USING (record_type, record_id)
    )
    SELECT
        CASE
            WHEN before_said IS NULL THEN 'ADDED' WHEN after_said IS NULL THEN 'REMOVED'
            ELSE 'CHANGED'
        END,
        type,
        ask.global_id(type, district, record_id),
        nullif(array_to_string(
            CASE cardinality(place) WHEN 5 THEN place[2:3] || place[5] ELSE place[2:3] END, '.'
        ), ''),
        coalesce(
            shown ->> 'title', shown ->> 'statement', shown ->> 'description'
        ),
        changes
    FROM pairs, coalesce(after_said, before_said) shown
    WHERE changes <> '[]'
    ORDER BY pairs.place, before_said IS NULL, record_id
$$;

SET LOCAL check_function_bodies TO on;
