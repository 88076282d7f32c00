-- Questions are answered by functions of this schema. They run as their caller, under the slices.
CREATE SCHEMA ask;
GRANT USAGE ON SCHEMA ask TO PUBLIC;

-- The ways through causal networks from some variables to others, the shortest first.
--
-- Only variables that lead to a goal are walked through, so that no way is followed in vain. Networks
-- have no circles; the bounds keep one with very many ways from taking the server with it.
CREATE FUNCTION ask.ways(origins uuid[], goals uuid[])
RETURNS TABLE (
    district_id uuid, network_id uuid, variable_ids uuid[], link_ids uuid[], sign text, length int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE reaching AS (
        SELECT v.district_id, v.network_id, v.id FROM causal_variable v WHERE v.id = ANY (goals)
        UNION
        SELECT l.district_id, l.network_id, l.cause_id
        FROM reaching t
        JOIN causal_link l ON l.district_id = t.district_id AND l.network_id = t.network_id
            AND l.effect_id = t.id
    ),
    way AS (
        SELECT t.district_id, t.network_id, t.id AS reached, ARRAY[t.id] AS variable_ids,
            '{}'::uuid[] AS link_ids, 1 AS product
        FROM reaching t WHERE t.id = ANY (origins)
        UNION ALL
        SELECT w.district_id, w.network_id, l.effect_id, w.variable_ids || l.effect_id,
            w.link_ids || l.id,
            w.product * CASE l.sign WHEN 'NEGATIVE' THEN -1 ELSE 1 END
        FROM way w
        JOIN causal_link l ON l.district_id = w.district_id AND l.network_id = w.network_id
            AND l.cause_id = w.reached
        JOIN reaching t ON t.district_id = l.district_id AND t.network_id = l.network_id
            AND t.id = l.effect_id
    )
    SELECT w.district_id, w.network_id, w.variable_ids, w.link_ids,
        CASE w.product WHEN -1 THEN 'NEGATIVE' ELSE 'POSITIVE' END,
        cardinality(w.link_ids)
    FROM (SELECT * FROM way LIMIT 100000) w
    WHERE w.reached = ANY (goals) AND cardinality(w.link_ids) > 0
    ORDER BY cardinality(w.link_ids), w.district_id, w.network_id, w.variable_ids
    LIMIT 1000
$$;

-- The ways through one network from one of its variables to another.
CREATE FUNCTION ask.network_paths(
    of_district uuid, of_network uuid,
    from_district uuid, from_variable uuid, to_district uuid, to_variable uuid
)
RETURNS TABLE (
    district_id uuid, network_id uuid, variable_ids uuid[], link_ids uuid[], sign text, length int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.* FROM ask.ways(ARRAY[from_variable], ARRAY[to_variable]) w
    WHERE w.district_id = of_district AND w.network_id = of_network
        AND from_district = of_district AND to_district = of_district
$$;

-- The ways from one concept to another in every network, where they pass through all that is named.
CREATE FUNCTION ask.concept_paths(from_concept uuid, to_concept uuid, through uuid[])
RETURNS TABLE (
    district_id uuid, network_id uuid, variable_ids uuid[], link_ids uuid[], sign text, length int
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.*
    FROM ask.ways(
        ARRAY(SELECT v.id FROM causal_variable v WHERE v.concept_id = from_concept),
        ARRAY(SELECT v.id FROM causal_variable v WHERE v.concept_id = to_concept)
    ) w
    WHERE through <@ ARRAY(
        SELECT v.concept_id FROM causal_variable v
        WHERE v.district_id = w.district_id AND v.id = ANY (w.variable_ids)
            AND v.concept_id IS NOT NULL
    )
$$;

-- A way's variables in order, each with the link that leads to it and the sign so far.
CREATE FUNCTION ask.path_steps(of_district uuid, variable_ids uuid[], link_ids uuid[])
RETURNS TABLE (district_id uuid, variable_id uuid, link_id uuid, sign text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT of_district, s.variable_id, l.id,
        CASE WHEN count(*) FILTER (WHERE l.sign = 'NEGATIVE') OVER (ORDER BY s.step) % 2 = 1
            THEN 'NEGATIVE' ELSE 'POSITIVE' END
    FROM unnest(variable_ids, NULL::uuid || link_ids) WITH ORDINALITY s (variable_id, link_id, step)
    LEFT JOIN causal_link l ON l.district_id = of_district AND l.id = s.link_id
    ORDER BY s.step
$$;
