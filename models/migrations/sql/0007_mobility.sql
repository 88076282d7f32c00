-- Mobility around innovations: for the research office counted from the rows that it sees, in any
-- combination; for everyone else the latest release's table, where there is one that is asked for.
CREATE FUNCTION ask.mobility_statistics(
    dimensions text[], of_districts uuid[], of_phases text[], of_causes text[], of_groups text[]
)
RETURNS TABLE (
    site_district_id uuid, phase text, cause text, "group" text, measure text, value numeric,
    missing text, as_of_id uuid, reported_id uuid, agreement text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH asked AS (
        SELECT coalesce(dimensions, '{}') AS by, slice.holds('{RESEARCH_OFFICE}') AS is_free,
            '{KEY_ACTORS,UNMOVED_ACTORS,MOVERS,MOVES,RELATED_MOVES,RELATED_UPWARD_MOVES,RELATED_OTHER_MOVES,UNRELATED_MOVES,UNWANTED_MOVES,OTHER_WISH_MOVES,MOVED_SHARE,RELATED_SHARE,UNRELATED_SHARE,UPWARD_SHARE,UNWANTED_SHARE}'::text[] AS measures,
            coalesce(dimensions, '{}') && '{PHASE,CAUSE}' OR of_phases IS NOT NULL
                OR of_causes IS NOT NULL AS of_moves_only,
            CASE
                WHEN (of_districts IS NULL OR dimensions = '{SITE}')
                    AND (of_phases IS NULL OR dimensions = '{PHASE}')
                    AND (of_causes IS NULL OR dimensions = '{CAUSE}')
                    AND (of_groups IS NULL OR dimensions = '{GROUP}')
                    AND cardinality(coalesce(dimensions, '{}')) < 2
                THEN concat_ws('_BY_', 'MOBILITY', dimensions[1])
            END AS cube
    ),
    moves AS (
        SELECT a.district_id, a.id AS actor_id, a."group", e.phase, s.cause,
            s.is_innovation_related AS related, s.direction = 'UP' AS upward, s.is_wanted AS wanted
        FROM key_actor a
        JOIN job_mobility_key_actor k ON k.district_id = a.district_id AND k.key_actor_id = a.id
        JOIN job_mobility_event e ON e.district_id = k.district_id AND e.id = k.move_id
        LEFT JOIN mobility_assessment s ON s.district_id = e.district_id AND s.move_id = e.id
        WHERE (SELECT is_free FROM asked)
    ),
    counted AS (
        SELECT a.district_id, a.id AS actor_id, a."group", NULL AS phase, NULL AS cause,
            NULL::boolean AS related, NULL::boolean AS upward, NULL::boolean AS wanted,
            false AS is_move,
            NOT EXISTS (
                SELECT FROM moves m WHERE m.district_id = a.district_id AND m.actor_id = a.id
            ) AS is_unmoved
        FROM key_actor a
        WHERE (SELECT is_free AND NOT of_moves_only FROM asked)
        UNION ALL
        SELECT m.*, true, false
        FROM (SELECT district_id, actor_id, "group", phase, cause, related, upward, wanted
              FROM moves) m
    ),
    sums AS (
        SELECT
            CASE WHEN 'SITE' = ANY (q.by) THEN c.district_id END AS site_district_id,
            CASE WHEN 'PHASE' = ANY (q.by) THEN c.phase END AS phase,
            CASE WHEN 'CAUSE' = ANY (q.by) THEN c.cause END AS cause,
            CASE WHEN 'GROUP' = ANY (q.by) THEN c."group" END AS "group",
            count(DISTINCT c.actor_id) FILTER (WHERE NOT c.is_move) AS key_actors,
            count(*) FILTER (WHERE c.is_unmoved) AS unmoved,
            count(DISTINCT c.actor_id) FILTER (WHERE c.is_move) AS movers,
            count(*) FILTER (WHERE c.is_move) AS moves,
            count(*) FILTER (WHERE c.related) AS related,
            count(*) FILTER (WHERE c.related AND c.upward) AS upward,
            count(*) FILTER (WHERE NOT c.wanted) AS unwanted
        FROM counted c CROSS JOIN asked q
        WHERE (of_districts IS NULL OR c.district_id = ANY (of_districts))
            AND (of_phases IS NULL OR c.phase = ANY (of_phases))
            AND (of_causes IS NULL OR c.cause = ANY (of_causes))
            AND (of_groups IS NULL OR c."group" = ANY (of_groups))
        GROUP BY 1, 2, 3, 4
    ),
    live AS (
        SELECT s.site_district_id, s.phase, s.cause, s."group", v.measure, v.value,
            CASE WHEN v.value IS NULL THEN 'NO_DENOMINATOR' END AS missing, NULL::uuid AS as_of_id
        FROM sums s CROSS JOIN asked q CROSS JOIN LATERAL (VALUES
            ('KEY_ACTORS', s.key_actors::numeric, true),
            ('UNMOVED_ACTORS', s.unmoved, true),
            ('MOVERS', s.movers, false),
            ('MOVES', s.moves, false),
            ('RELATED_MOVES', s.related, false),
            ('RELATED_UPWARD_MOVES', s.upward, false),
            ('RELATED_OTHER_MOVES', s.related - s.upward, false),
            ('UNRELATED_MOVES', s.moves - s.related, false),
            ('UNWANTED_MOVES', s.unwanted, false),
            ('OTHER_WISH_MOVES', s.moves - s.unwanted, false),
            ('MOVED_SHARE', round(100.0 * s.movers / nullif(s.key_actors, 0), 1), true),
            ('RELATED_SHARE', round(100.0 * s.related / nullif(s.moves, 0), 1), false),
            ('UNRELATED_SHARE', round(100.0 * (s.moves - s.related) / nullif(s.moves, 0), 1), false),
            ('UPWARD_SHARE', round(100.0 * s.upward / nullif(s.related, 0), 1), false),
            ('UNWANTED_SHARE', round(100.0 * s.unwanted / nullif(s.moves, 0), 1), false)
        ) v (measure, value, is_of_actors)
        WHERE NOT (v.is_of_actors AND q.of_moves_only)
    ),
    published AS (
        SELECT c.site_district_id, c.phase, c.cause, c."group", c.measure, c.value, c.missing,
            c.as_of_id
        FROM statistic_cell c JOIN asked q ON c.cube = q.cube
        WHERE NOT q.is_free
            AND c.release_id = (SELECT id FROM statistics_release ORDER BY number DESC LIMIT 1)
            AND (of_districts IS NULL OR c.site_district_id = ANY (of_districts))
            AND (of_phases IS NULL OR c.phase = ANY (of_phases))
            AND (of_causes IS NULL OR c.cause = ANY (of_causes))
            AND (of_groups IS NULL OR c."group" = ANY (of_groups))
    ),
    told AS (
        SELECT * FROM live
        UNION ALL
        SELECT * FROM published
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, m.measure, NULL, 'NOT_IN_RELEASE', NULL
        FROM asked q CROSS JOIN unnest(q.measures) m (measure)
        WHERE NOT q.is_free AND NOT EXISTS (SELECT FROM published)
    )
    SELECT t.site_district_id, t.phase, t.cause, t."group", t.measure, t.value, t.missing,
        t.as_of_id, r.id,
        CASE
            WHEN r.id IS NULL THEN NULL
            WHEN t.value IS NULL THEN 'NOT_COMPARED'
            WHEN abs(t.value - r.value) <= CASE
                WHEN r.unit <> 'percent' THEN 0 WHEN r.precision = 'EXACT' THEN 0.5 ELSE 2.5 END
            THEN 'AGREES'
            ELSE 'DISAGREES'
        END
    FROM told t CROSS JOIN asked q
    LEFT JOIN district d ON d.id = t.site_district_id
    LEFT JOIN reported_statistic r ON q.cube = 'MOBILITY' AND r.key = CASE t.measure
        WHEN 'KEY_ACTORS' THEN 'key_actors'
        WHEN 'MOVES' THEN 'moves_total'
        WHEN 'UNRELATED_MOVES' THEN 'unrelated_moves'
        WHEN 'RELATED_SHARE' THEN 'related_pct'
        WHEN 'UNRELATED_SHARE' THEN 'unrelated_pct'
        WHEN 'UPWARD_SHARE' THEN 'upward_pct'
    END
    ORDER BY d.name, t.site_district_id, array_position('{OUTSET,DURING,LATE}', t.phase),
        t.cause, t."group" DESC NULLS LAST, array_position(q.measures, t.measure)
$$;
