SELECT json_object(
  'district' : (
    SELECT json_object(
      'name' : district_1.name,
      'currentPlan' : CASE WHEN (anon_3.id IS NOT NULL) THEN json_object(
        'status' : anon_3.status,
        'strategicObjectives' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'title' : strategic_objective_1.title,
              'initiatives' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'benchmarks' : (
                      SELECT json_object(
                        'nodes' : coalesce(json_agg(json_object(
                          'category' : benchmark_1.category,
                          'statement' : benchmark_1.statement,
                          'status' : benchmark_1.status,
                          'measurements' : (
                            SELECT json_object(
                              'nodes' : coalesce(json_agg(json_object(
                                'value' : CAST(trim_scale(page1.value) AS TEXT)
                              )), '[]'::json)
                            ) AS anon_7
                            FROM (
                              SELECT measurement_1.district_id AS district_id,
                              measurement_1.id AS id,
                              measurement_1.value AS value
                              FROM measurement AS measurement_1
                              WHERE measurement_1.district_id = benchmark_1.district_id
                              AND measurement_1.benchmark_id = benchmark_1.id
                              ORDER BY measurement_1.measured_on ASC,
                              measurement_1.district_id ASC,
                              measurement_1.id ASC
                              LIMIT 50
                            ) AS page1 HAVING true
                          )
                        ) ORDER BY benchmark_1.position ASC), '[]'::json)
                      ) AS anon_6
                      FROM benchmark AS benchmark_1
                      WHERE benchmark_1.district_id = initiative_1.district_id
                      AND benchmark_1.initiative_id = initiative_1.id HAVING true
                    ),
                    'activities' : (
                      SELECT json_object(
                        'nodes' : coalesce(json_agg(json_object(
                          'description' : activity_1.description,
                          'owner' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
                            'name' : coalesce((
                              SELECT person_name_1.full_name
                              FROM person_name AS person_name_1
                              WHERE person_name_1.person_id = person_1.id
                            ), person_1.label)
                          ) END
                        ) ORDER BY activity_1.position ASC), '[]'::json)
                      ) AS anon_8
                      FROM activity AS activity_1
                      LEFT OUTER
                      JOIN person AS person_1 ON person_1.id = activity_1.owner_id
                      WHERE activity_1.district_id = initiative_1.district_id
                      AND activity_1.initiative_id = initiative_1.id HAVING true
                    )
                  ) ORDER BY initiative_1.position ASC), '[]'::json)
                ) AS anon_5
                FROM initiative AS initiative_1
                WHERE initiative_1.district_id = strategic_objective_1.district_id
                AND initiative_1.strategic_objective_id = strategic_objective_1.id HAVING true
              )
            ) ORDER BY strategic_objective_1.position ASC), '[]'::json)
          ) AS anon_4
          FROM strategic_objective AS strategic_objective_1
          WHERE strategic_objective_1.district_id = anon_3.district_id
          AND strategic_objective_1.plan_id = anon_3.id HAVING true
        )
      ) END
    ) AS anon_2
    FROM district AS district_1
    LEFT OUTER
    JOIN LATERAL (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id,
      accelerated_improvement_plan_1.status AS status
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
