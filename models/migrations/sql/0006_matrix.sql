-- The sites as rows of a matrix, ordered by keys such as an outcome: most of it first, unknown last.
CREATE FUNCTION ask.site_matrix(keys text[])
RETURNS TABLE (
    district_id uuid, site_id uuid, innovation_id uuid, families text[],
    moves int, movers int, innovation_related_moves int, upward_moves int, unwanted_moves int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT s.district_id, s.id, s.innovation_id, f.families,
        CASE WHEN r.may_see_moves OR s.district_id = ANY (r.own) THEN m.moves END,
        CASE WHEN r.may_see_moves THEN m.movers END,
        CASE WHEN r.may_see_moves THEN m.related END,
        CASE WHEN r.may_see_moves THEN m.upward END,
        CASE WHEN r.may_see_moves THEN m.unwanted END
    FROM site s
    JOIN district d ON d.id = s.district_id
    CROSS JOIN (
        SELECT slice.holds('{RESEARCH_OFFICE}') AS may_see_moves,
            slice.districts('{PLAN_MONITOR}') AS own
    ) r
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(p.family ORDER BY p.family), '{}') AS families
        FROM site_family_membership p
        WHERE p.district_id = s.district_id AND p.site_id = s.id
    ) f
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT e.id)::int AS moves,
            count(DISTINCT k.key_actor_id)::int AS movers,
            count(DISTINCT e.id) FILTER (WHERE a.is_innovation_related)::int AS related,
            count(DISTINCT e.id) FILTER (WHERE a.direction = 'UP')::int AS upward,
            count(DISTINCT e.id) FILTER (WHERE NOT a.is_wanted)::int AS unwanted
        FROM job_mobility_event e
        LEFT JOIN mobility_assessment a ON a.district_id = e.district_id AND a.move_id = e.id
        LEFT JOIN job_mobility_key_actor k ON k.district_id = e.district_id AND k.move_id = e.id
        WHERE e.district_id = s.district_id AND e.site_id = s.id
    ) m
    ORDER BY ARRAY(
        SELECT CASE k.key
            WHEN 'MOVES' THEN CASE WHEN r.may_see_moves THEN -m.moves END
            WHEN 'FAMILY' THEN (
                SELECT min(array_position(
                    '{SUPPORTED_ENFORCEMENT,OVERREACHING,BLUNTING_DOWNSIZING,FAILURE}', family
                ))
                FROM unnest(f.families) family
            )
            ELSE (
                SELECT array_position('{HIGH,MODERATE,LOW}'::text[], o.rating)
                FROM outcome_rating o
                WHERE o.district_id = s.district_id AND o.site_id = s.id AND o.outcome = k.key
            ) END
        FROM unnest(keys) WITH ORDINALITY k (key, place) ORDER BY k.place
    ), d.name, s.id
$$;

-- A site's row of outcomes: always all of them, in the same order, so that columns line up.
CREATE FUNCTION ask.site_outcomes(of_district uuid, of_site uuid)
RETURNS TABLE (district_id uuid, rating_id uuid, outcome text, rating text, basis text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, o.id, c.outcome, o.rating, o.basis
    FROM unnest('{STABILIZATION_OF_USE,PERCENTAGE_OF_USE,USER_CAPACITY_CHANGE,STUDENT_IMPACT,INSTITUTIONALIZATION,JOB_MOBILITY}'::text[])
        WITH ORDINALITY c (outcome, place)
    LEFT JOIN outcome_rating o ON o.district_id = of_district AND o.site_id = of_site
        AND o.outcome = c.outcome
    ORDER BY c.place
$$;

-- The motives recorded at a site, the most often recorded first.
CREATE FUNCTION ask.site_motives(of_district uuid, of_site uuid)
RETURNS TABLE (motive text, "group" text, mentions int, explicit_mentions int, actors int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT m.motive, m."group", count(*)::int,
        count(*) FILTER (WHERE m.basis = 'EXPLICIT')::int,
        count(DISTINCT m.key_actor_id)::int
    FROM adoption_motive m
    WHERE m.district_id = of_district AND m.site_id = of_site
    GROUP BY m.motive, m."group"
    ORDER BY count(*) DESC, m.motive, m."group"
$$;
