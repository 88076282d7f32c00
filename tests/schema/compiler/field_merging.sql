SELECT json_object(
  'district' : (
    SELECT json_object(
      'name' : district_1.name,
      'currentPlan' : CASE WHEN (anon_3.id IS NOT NULL) THEN json_object(
        'title' : anon_3.title,
        'status' : anon_3.status,
        'strategicObjectives' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_1
              FROM strategic_objective AS strategic_objective_1
              WHERE strategic_objective_1.district_id = anon_3.district_id
              AND strategic_objective_1.plan_id = anon_3.id
            ),
            'nodes' : coalesce(json_agg(json_object(
              'position' : strategic_objective_2.position,
              'title' : strategic_objective_2.title,
              'initiatives' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'position' : initiative_1.position,
                    'title' : initiative_1.title
                  ) ORDER BY initiative_1.position ASC), '[]'::json),
                  'totalCount' : (
                    SELECT count(*) AS count_2
                    FROM initiative AS initiative_2
                    WHERE initiative_2.district_id = strategic_objective_2.district_id
                    AND initiative_2.strategic_objective_id = strategic_objective_2.id
                  )
                ) AS anon_5
                FROM initiative AS initiative_1
                WHERE initiative_1.district_id = strategic_objective_2.district_id
                AND initiative_1.strategic_objective_id = strategic_objective_2.id HAVING true
              )
            ) ORDER BY strategic_objective_2.position ASC), '[]'::json)
          ) AS anon_4
          FROM strategic_objective AS strategic_objective_2
          WHERE strategic_objective_2.district_id = anon_3.district_id
          AND strategic_objective_2.plan_id = anon_3.id HAVING true
        )
      ) END
    ) AS anon_2
    FROM district AS district_1
    LEFT OUTER
    JOIN LATERAL (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id,
      accelerated_improvement_plan_1.status AS status,
      accelerated_improvement_plan_1.title AS title
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE accelerated_improvement_plan_1.district_id = district_1.id
      AND (accelerated_improvement_plan_1.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
      ORDER BY (accelerated_improvement_plan_1.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
      accelerated_improvement_plan_1.id
      LIMIT 1
    ) AS anon_3 ON true
    WHERE district_1.name = $1::VARCHAR
  )
) AS anon_1
