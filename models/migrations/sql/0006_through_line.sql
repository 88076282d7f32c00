-- How far something has come, from what is planned, begun and done there and how it was judged.
CREATE FUNCTION ask.rolled_up(planned int, begun int, done int, marks int, met int, not_met int)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN planned + marks = 0 THEN 'NOT_PLANNED'
    WHEN not_met > 0 THEN 'NOT_ACHIEVED'
    WHEN done = planned AND met = marks THEN 'ACHIEVED'
    WHEN begun + met > 0 THEN 'IN_PROGRESS'
    ELSE 'NOT_STARTED' END;

-- The initiatives of a plan, or of one of its strategic objectives, in the plan's order.
CREATE FUNCTION ask.initiatives(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (id uuid, place bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT i.id, row_number() OVER (ORDER BY o.position, i.position)
    FROM strategic_objective o
    JOIN initiative i ON i.district_id = o.district_id AND i.strategic_objective_id = o.id
    WHERE o.district_id = of_district AND o.plan_id = of_plan
        AND (of_objective IS NULL OR o.id = of_objective)
$$;

-- What is to be done on the levels: the plan's activities, and the items of school plans.
CREATE FUNCTION ask.acts(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (
    level text, initiative_id uuid, activity_id uuid, item_id uuid, status text, place bigint[]
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(a.level, 'DISTRICT'), i.id, a.id, NULL,
        CASE a.status WHEN 'DONE' THEN 'ACHIEVED' ELSE a.status END,
        ARRAY[i.place, 0, a.position]
    FROM ask.initiatives(of_district, of_plan, of_objective) i
    JOIN activity a ON a.district_id = of_district AND a.initiative_id = i.id
    WHERE a.status <> 'DROPPED'
    UNION ALL
    SELECT coalesce(s.level, 'SCHOOL'), i.id, NULL, s.id,
        CASE s.status WHEN 'COMPLETE' THEN 'ACHIEVED' WHEN 'NO_ACTION' THEN 'NOT_STARTED'
            ELSE s.status END,
        ARRAY[i.place, 1, row_number() OVER (PARTITION BY i.id ORDER BY s.school_id, s.plan_id, s.position)]
    FROM ask.initiatives(of_district, of_plan, of_objective) i
    JOIN school_plan_item s ON s.district_id = of_district AND s.initiative_id = i.id
$$;

-- The benchmarks of the levels, each with what the caller sees measured for it.
CREATE FUNCTION ask.marks(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (
    level text, initiative_id uuid, benchmark_id uuid, category text, status text,
    measurements int, latest_value numeric, latest_on date, place bigint[]
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
            b.level,
            CASE b.category WHEN 'EARLY_EVIDENCE_OF_CHANGE' THEN 'DISTRICT' ELSE 'STUDENT' END
        ),
        i.id, b.id, b.category, b.status, m.measurements, m.latest_value, m.latest_on,
        ARRAY[i.place, b.position]
    FROM ask.initiatives(of_district, of_plan, of_objective) i
    JOIN benchmark b ON b.district_id = of_district AND b.initiative_id = i.id
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS measurements, max(m.measured_on) AS latest_on,
            (array_agg(m.value ORDER BY m.measured_on DESC, m.id DESC))[1] AS latest_value
        FROM measurement m WHERE m.district_id = of_district AND m.benchmark_id = b.id
    ) m
$$;

-- All four levels, each with what is planned, done and measured there.
CREATE FUNCTION ask.through_line_levels(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (
    district_id uuid, plan_id uuid, objective_id uuid, level text, status text,
    planned_count int, done_count int, benchmark_count int, measured_count int,
    met_count int, not_met_count int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH act AS (
        SELECT a.level, count(*)::int AS planned,
            count(*) FILTER (WHERE a.status <> 'NOT_STARTED')::int AS begun,
            count(*) FILTER (WHERE a.status = 'ACHIEVED')::int AS done
        FROM ask.acts(of_district, of_plan, of_objective) a GROUP BY a.level
    ),
    mark AS (
        SELECT m.level, count(*)::int AS marks,
            count(*) FILTER (WHERE m.status <> 'NOT_STARTED')::int AS begun,
            count(*) FILTER (WHERE m.measurements > 0 OR m.status IN ('MET', 'NOT_MET'))::int
                AS measured,
            count(*) FILTER (WHERE m.status = 'MET')::int AS met,
            count(*) FILTER (WHERE m.status = 'NOT_MET')::int AS not_met
        FROM ask.marks(of_district, of_plan, of_objective) m GROUP BY m.level
    )
    SELECT of_district, of_plan, of_objective, l.level,
        ask.rolled_up(
            coalesce(a.planned, 0), coalesce(a.begun, 0) + coalesce(m.begun, 0),
            coalesce(a.done, 0), coalesce(m.marks, 0), coalesce(m.met, 0), coalesce(m.not_met, 0)
        ),
        coalesce(a.planned, 0), coalesce(a.done, 0), coalesce(m.marks, 0),
        coalesce(m.measured, 0), coalesce(m.met, 0), coalesce(m.not_met, 0)
    FROM unnest('{DISTRICT,SCHOOL,CLASSROOM,STUDENT}'::text[]) WITH ORDINALITY l (level, place)
    LEFT JOIN act a ON a.level = l.level
    LEFT JOIN mark m ON m.level = l.level
    ORDER BY l.place
$$;

CREATE FUNCTION ask.through_line_acts(
    of_district uuid, of_plan uuid, of_objective uuid, on_level text
)
RETURNS TABLE (
    district_id uuid, initiative_id uuid, activity_id uuid, item_id uuid, status text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, a.initiative_id, a.activity_id, a.item_id, a.status
    FROM ask.acts(of_district, of_plan, of_objective) a
    WHERE a.level = on_level ORDER BY a.place
$$;

CREATE FUNCTION ask.through_line_measures(
    of_district uuid, of_plan uuid, of_objective uuid, on_level text
)
RETURNS TABLE (
    district_id uuid, initiative_id uuid, benchmark_id uuid, status text,
    measurement_count int, latest_value numeric, latest_on date
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, m.initiative_id, m.benchmark_id, m.status,
        m.measurements, m.latest_value, m.latest_on
    FROM ask.marks(of_district, of_plan, of_objective) m
    WHERE m.level = on_level ORDER BY m.place
$$;

-- What stands behind a level: evidence for its benchmarks, and what walkthroughs saw of its items.
CREATE FUNCTION ask.through_line_evidence(
    of_district uuid, of_plan uuid, of_objective uuid, on_level text
)
RETURNS TABLE (
    district_id uuid, evidence_id uuid, benchmark_id uuid, item_id uuid,
    kind text, count int, latest_on date
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, e.id, e.benchmark_id, NULL::uuid, 'EVIDENCE', 1, e.collected_on AS latest
    FROM ask.marks(of_district, of_plan, of_objective) m
    JOIN evidence e ON e.district_id = of_district AND e.benchmark_id = m.benchmark_id
    WHERE m.level = on_level
    UNION ALL
    SELECT of_district, NULL, NULL, a.item_id, 'WALKTHROUGHS', sum(c.seen)::int, max(c.month)
    FROM ask.acts(of_district, of_plan, of_objective) a
    JOIN school_plan_item_strategy t ON t.district_id = of_district AND t.item_id = a.item_id
    JOIN strategy_count c ON c.district_id = of_district AND c.strategy_id = t.strategy_id
        AND c.school_id = t.school_id
    WHERE a.level = on_level AND c.seen > 0
    GROUP BY a.item_id
    ORDER BY latest DESC, 2, 4
$$;

-- Where the line breaks. A withheld count may be of something seen, so it makes no gap; nor does
-- an item that no walkthrough could show, outside classrooms and naming no strategy.
CREATE FUNCTION ask.through_line_gaps(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (
    district_id uuid, initiative_id uuid, item_id uuid, practice_id uuid, result_id uuid,
    kind text, level text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH own AS (
        SELECT of_district = ANY (slice.districts(
            '{PRINCIPAL,DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,PLAN_MONITOR}'
        )) AS may_see_counts
    ),
    mark AS MATERIALIZED (
        SELECT m.* FROM ask.marks(of_district, of_plan, of_objective) m
    ),
    gap AS (
        SELECT i.id, NULL::uuid AS item_id, NULL::uuid AS practice_id, NULL::uuid AS result_id,
            'INITIATIVE_WITHOUT_SCHOOL_PLAN' AS kind, 'SCHOOL' AS level,
            ARRAY[i.place, 0, 0] AS place
        FROM ask.initiatives(of_district, of_plan, of_objective) i
        WHERE NOT EXISTS (
            SELECT FROM school_plan_item s
            WHERE s.district_id = of_district AND s.initiative_id = i.id
        )
        UNION ALL
        SELECT a.initiative_id, a.item_id, NULL, NULL,
            'SCHOOL_ITEM_WITHOUT_WALKTHROUGH', 'CLASSROOM', a.place
        FROM ask.acts(of_district, of_plan, of_objective) a, own
        WHERE a.item_id IS NOT NULL AND own.may_see_counts AND (
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

-- A plan's own line, if the caller sees the plan.
CREATE FUNCTION ask.through_line(of_district uuid, of_plan uuid, of_objective uuid)
RETURNS TABLE (district_id uuid, plan_id uuid, objective_id uuid, status text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, of_plan, of_objective,
        CASE
            WHEN bool_and(l.status = 'NOT_PLANNED') THEN 'NOT_PLANNED'
            WHEN bool_or(l.status = 'NOT_ACHIEVED') THEN 'NOT_ACHIEVED'
            WHEN bool_and(l.status IN ('ACHIEVED', 'NOT_PLANNED')) THEN 'ACHIEVED'
            WHEN bool_or(l.status IN ('IN_PROGRESS', 'ACHIEVED')) THEN 'IN_PROGRESS'
            ELSE 'NOT_STARTED' END
    FROM ask.through_line_levels(of_district, of_plan, of_objective) l
$$;

CREATE FUNCTION ask.through_line_of_plan(of_district uuid, of_plan uuid)
RETURNS TABLE (district_id uuid, plan_id uuid, objective_id uuid, status text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT t.* FROM accelerated_improvement_plan p
    CROSS JOIN LATERAL ask.through_line(p.district_id, p.id, NULL) t
    WHERE p.district_id = of_district AND p.id = of_plan
$$;

CREATE FUNCTION ask.through_line_of_objective(of_district uuid, of_objective uuid)
RETURNS TABLE (district_id uuid, plan_id uuid, objective_id uuid, status text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT t.* FROM strategic_objective o
    CROSS JOIN LATERAL ask.through_line(o.district_id, o.plan_id, o.id) t
    WHERE o.district_id = of_district AND o.id = of_objective
$$;
