-- The through-line with its records read once. `through_line` reads the plan's acts and marks under
-- the slice and hands them on in its row; whatever is asked below it is made of those.

DROP FUNCTION ask.through_line_of_objective(uuid, uuid);
DROP FUNCTION ask.through_line_of_plan(uuid, uuid);
DROP FUNCTION ask.through_line(uuid, uuid, uuid);
DROP FUNCTION ask.through_line_gaps(uuid, uuid, uuid);
DROP FUNCTION ask.through_line_evidence(uuid, uuid, uuid, text);
DROP FUNCTION ask.through_line_measures(uuid, uuid, uuid, text);
DROP FUNCTION ask.through_line_acts(uuid, uuid, uuid, text);
DROP FUNCTION ask.through_line_levels(uuid, uuid, uuid);
DROP FUNCTION ask.marks(uuid, uuid, uuid);
DROP FUNCTION ask.acts(uuid, uuid, uuid);
DROP FUNCTION ask.initiatives(uuid, uuid, uuid);

-- Something to be done on a level: an activity of the plan, or an item of a school's plan.
CREATE TYPE ask.act AS (
    level text, initiative_id uuid, activity_id uuid, item_id uuid, status text, place bigint[]
);

-- A benchmark of a level, with what the caller sees measured for it.
CREATE TYPE ask.mark AS (
    level text, initiative_id uuid, benchmark_id uuid, category text, status text,
    measurements int, latest_value numeric, latest_on date, place bigint[]
);

-- An initiative of the plan, and where it stands in the plan's order.
CREATE TYPE ask.step AS (id uuid, place bigint);

-- What is to be done for initiatives, in the plan's order.
CREATE FUNCTION ask.acts(of_district uuid, steps ask.step[]) RETURNS ask.act[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_agg(act ORDER BY (act).place) FROM (
        SELECT ROW(
            coalesce(a.level, 'DISTRICT'), i.id, a.id, NULL,
            CASE a.status WHEN 'DONE' THEN 'ACHIEVED' ELSE a.status END,
            ARRAY[i.place, 0, a.position]
        )::ask.act AS act
        FROM unnest(steps) i
        JOIN activity a ON a.district_id = of_district AND a.initiative_id = i.id
        WHERE a.status <> 'DROPPED'
        UNION ALL
        SELECT ROW(
            coalesce(s.level, 'SCHOOL'), i.id, NULL, s.id,
            CASE s.status WHEN 'COMPLETE' THEN 'ACHIEVED' WHEN 'NO_ACTION' THEN 'NOT_STARTED'
                ELSE s.status END,
            ARRAY[i.place, 1, row_number() OVER (
                PARTITION BY i.id ORDER BY s.school_id, s.plan_id, s.position
            )]
        )::ask.act
        FROM unnest(steps) i
        JOIN school_plan_item s ON s.district_id = of_district AND s.initiative_id = i.id
    ) acts
$$;

-- The benchmarks of initiatives, in the plan's order.
CREATE FUNCTION ask.marks(of_district uuid, steps ask.step[]) RETURNS ask.mark[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_agg(mark ORDER BY (mark).place) FROM (
        SELECT ROW(
            coalesce(
                b.level,
                CASE b.category WHEN 'EARLY_EVIDENCE_OF_CHANGE' THEN 'DISTRICT' ELSE 'STUDENT' END
            ),
            i.id, b.id, b.category, b.status, m.measurements, m.latest_value, m.latest_on,
            ARRAY[i.place, b.position]
        )::ask.mark AS mark
        FROM unnest(steps) i
        JOIN benchmark b ON b.district_id = of_district AND b.initiative_id = i.id
        CROSS JOIN LATERAL (
            SELECT count(*)::int AS measurements, max(m.measured_on) AS latest_on,
                (array_agg(m.value ORDER BY m.measured_on DESC, m.id DESC))[1] AS latest_value
            FROM measurement m WHERE m.district_id = of_district AND m.benchmark_id = b.id
        ) m
    ) marks
$$;

-- All four levels, each with what is planned, done and measured there.
CREATE FUNCTION ask.through_line_levels(
    of_district uuid, all_acts ask.act[], all_marks ask.mark[]
)
RETURNS TABLE (
    district_id uuid, level text, status text,
    planned_count int, done_count int, benchmark_count int, measured_count int,
    met_count int, not_met_count int, acts ask.act[], marks ask.mark[]
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 4 AS $$
    SELECT of_district, l.level,
        ask.rolled_up(
            a.planned, a.begun + m.begun, a.done, m.benchmarks, m.met, m.not_met
        ),
        a.planned, a.done, m.benchmarks, m.measured, m.met, m.not_met, a.acts, m.marks
    FROM unnest('{DISTRICT,SCHOOL,CLASSROOM,STUDENT}'::text[]) WITH ORDINALITY l (level, place)
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS planned,
            count(*) FILTER (WHERE a.status <> 'NOT_STARTED')::int AS begun,
            count(*) FILTER (WHERE a.status = 'ACHIEVED')::int AS done,
            array_agg(a) AS acts
        FROM unnest(all_acts) a WHERE a.level = l.level
    ) a
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS benchmarks,
            count(*) FILTER (WHERE m.status <> 'NOT_STARTED')::int AS begun,
            count(*) FILTER (WHERE m.measurements > 0 OR m.status IN ('MET', 'NOT_MET'))::int
                AS measured,
            count(*) FILTER (WHERE m.status = 'MET')::int AS met,
            count(*) FILTER (WHERE m.status = 'NOT_MET')::int AS not_met,
            array_agg(m) AS marks
        FROM unnest(all_marks) m WHERE m.level = l.level
    ) m
    ORDER BY l.place
$$;

CREATE FUNCTION ask.through_line_acts(of_district uuid, acts ask.act[])
RETURNS TABLE (
    district_id uuid, initiative_id uuid, activity_id uuid, item_id uuid, status text
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
    SELECT of_district, a.initiative_id, a.activity_id, a.item_id, a.status
    FROM unnest(acts) a ORDER BY a.place
$$;

CREATE FUNCTION ask.through_line_measures(of_district uuid, marks ask.mark[])
RETURNS TABLE (
    district_id uuid, initiative_id uuid, benchmark_id uuid, status text,
    measurement_count int, latest_value numeric, latest_on date
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
    SELECT of_district, m.initiative_id, m.benchmark_id, m.status,
        m.measurements, m.latest_value, m.latest_on
    FROM unnest(marks) m ORDER BY m.place
$$;

-- What stands behind a level: evidence for its benchmarks, and what walkthroughs saw of its items.
CREATE FUNCTION ask.through_line_evidence(of_district uuid, acts ask.act[], marks ask.mark[])
RETURNS TABLE (
    district_id uuid, evidence_id uuid, benchmark_id uuid, item_id uuid,
    kind text, count int, latest_on date
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
    SELECT of_district, e.id, e.benchmark_id, NULL::uuid, 'EVIDENCE', 1, e.collected_on AS latest
    FROM unnest(marks) m
    JOIN evidence e ON e.district_id = of_district AND e.benchmark_id = m.benchmark_id
    UNION ALL
    SELECT of_district, NULL, NULL, a.item_id, 'WALKTHROUGHS', sum(c.seen)::int, max(c.month)
    FROM unnest(acts) a
    JOIN school_plan_item_strategy t ON t.district_id = of_district AND t.item_id = a.item_id
    JOIN strategy_count c ON c.district_id = of_district AND c.strategy_id = t.strategy_id
        AND c.school_id = t.school_id
    WHERE c.seen > 0
    GROUP BY a.item_id
    ORDER BY latest DESC, 2, 4
$$;

-- Where the line breaks. A withheld count may be of something seen, so it makes no gap; nor does
-- an item that no walkthrough could show, outside classrooms and naming no strategy.
CREATE FUNCTION ask.through_line_gaps(
    of_district uuid, steps ask.step[], acts ask.act[], marks ask.mark[]
)
RETURNS TABLE (
    district_id uuid, initiative_id uuid, item_id uuid, practice_id uuid, result_id uuid,
    kind text, level text
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
    WITH own AS (
        SELECT of_district = ANY (slice.districts(
            '{PRINCIPAL,DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,PLAN_MONITOR}'
        )) AS may_see_counts
    ),
    act AS MATERIALIZED (SELECT a.* FROM unnest(acts) a WHERE a.item_id IS NOT NULL),
    mark AS MATERIALIZED (SELECT m.* FROM unnest(marks) m),
    gap AS (
        SELECT i.id, NULL::uuid AS item_id, NULL::uuid AS practice_id, NULL::uuid AS result_id,
            'INITIATIVE_WITHOUT_SCHOOL_PLAN' AS kind, 'SCHOOL' AS level,
            ARRAY[i.place, 0, 0] AS place
        FROM unnest(steps) i
        WHERE NOT EXISTS (SELECT FROM act a WHERE a.initiative_id = i.id)
        UNION ALL
        SELECT a.initiative_id, a.item_id, NULL, NULL,
            'SCHOOL_ITEM_WITHOUT_WALKTHROUGH', 'CLASSROOM', a.place
        FROM act a, own
        WHERE own.may_see_counts AND (
            a.level = 'CLASSROOM' OR EXISTS (
                SELECT FROM school_plan_item_strategy t
                WHERE t.district_id = of_district AND t.item_id = a.item_id
            )
        ) AND NOT EXISTS (
            SELECT FROM school_plan_item_strategy t
            JOIN strategy_count c ON c.district_id = of_district AND c.strategy_id = t.strategy_id
                AND c.school_id = t.school_id
            WHERE t.district_id = of_district AND t.item_id = a.item_id
                AND (c.seen > 0 OR c.seen IS NULL)
        )
        UNION ALL
        SELECT r.initiative_id, NULL, p.benchmark_id, r.benchmark_id,
            'PRACTICE_WITHOUT_RESULT', 'STUDENT', ARRAY[r.place[1], 2, r.place[2]]
        FROM mark r
        CROSS JOIN LATERAL (
            SELECT m.benchmark_id FROM mark m
            WHERE m.initiative_id = r.initiative_id AND m.status = 'MET'
                AND m.category = 'EARLY_EVIDENCE_OF_CHANGE'
            ORDER BY m.place LIMIT 1
        ) p
        WHERE r.status = 'NOT_MET' AND r.category <> 'EARLY_EVIDENCE_OF_CHANGE'
    )
    SELECT of_district, g.id, g.item_id, g.practice_id, g.result_id, g.kind, g.level
    FROM gap g ORDER BY g.place
$$;

-- The line of a plan, or of one of its strategic objectives.
CREATE FUNCTION ask.through_line(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (
    district_id uuid, plan_id uuid, objective_id uuid, status text,
    steps ask.step[], acts ask.act[], marks ask.mark[]
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
    WITH planned AS MATERIALIZED (
        SELECT array_agg(ROW(i.id, i.place)::ask.step) AS steps FROM (
            SELECT i.id, row_number() OVER (ORDER BY o.position, i.position) AS place
            FROM strategic_objective o
            JOIN initiative i ON i.district_id = o.district_id AND i.strategic_objective_id = o.id
            WHERE o.district_id = of_district AND o.plan_id = of_plan
                AND (of_objective IS NULL OR o.id = of_objective)
        ) i
    ),
    seen AS MATERIALIZED (
        SELECT p.steps, ask.acts(of_district, p.steps) AS acts,
            ask.marks(of_district, p.steps) AS marks
        FROM planned p
    )
    SELECT of_district, of_plan, of_objective, l.status, s.steps, s.acts, s.marks
    FROM seen s
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN bool_and(l.status = 'NOT_PLANNED') THEN 'NOT_PLANNED'
            WHEN bool_or(l.status = 'NOT_ACHIEVED') THEN 'NOT_ACHIEVED'
            WHEN bool_and(l.status IN ('ACHIEVED', 'NOT_PLANNED')) THEN 'ACHIEVED'
            WHEN bool_or(l.status IN ('IN_PROGRESS', 'ACHIEVED')) THEN 'IN_PROGRESS'
            ELSE 'NOT_STARTED' END AS status
        FROM ask.through_line_levels(of_district, s.acts, s.marks) l
    ) l
$$;

-- A plan's own line, if the caller sees the plan.
CREATE FUNCTION ask.through_line_of_plan(of_district uuid, of_plan uuid)
RETURNS TABLE (
    district_id uuid, plan_id uuid, objective_id uuid, status text,
    steps ask.step[], acts ask.act[], marks ask.mark[]
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
    SELECT t.* FROM accelerated_improvement_plan p
    CROSS JOIN LATERAL ask.through_line(p.district_id, p.id, NULL) t
    WHERE p.district_id = of_district AND p.id = of_plan
$$;

CREATE FUNCTION ask.through_line_of_objective(of_district uuid, of_objective uuid)
RETURNS TABLE (
    district_id uuid, plan_id uuid, objective_id uuid, status text,
    steps ask.step[], acts ask.act[], marks ask.mark[]
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
    SELECT t.* FROM strategic_objective o
    CROSS JOIN LATERAL ask.through_line(o.district_id, o.plan_id, o.id) t
    WHERE o.district_id = of_district AND o.id = of_objective
$$;
