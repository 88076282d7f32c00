SELECT json_object(
  'plans' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'title' : page1.title,
        'throughLine' : (
          SELECT json_object(
            'status' : anon_4.status,
            'levels' : (
              SELECT coalesce(json_agg(json_object(
                'level' : anon_5.level,
                'status' : anon_5.status
              ) ORDER BY anon_5.ordinality), '[]'::json) AS coalesce_1
              FROM ask.through_line_levels(anon_4.district_id, anon_4.acts, anon_4.marks) WITH ORDINALITY AS anon_5
            )
          ) AS anon_3
          FROM ask.through_line_of_plan(page1.district_id, page1.id) WITH ORDINALITY AS anon_4
        ),
        'strategicObjectives' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'title' : strategic_objective_1.title,
              'throughLine' : (
                SELECT json_object(
                  'status' : anon_8.status,
                  'levels' : (
                    SELECT coalesce(json_agg(json_object(
                      'level' : anon_9.level,
                      'status' : anon_9.status,
                      'plannedCount' : anon_9.planned_count,
                      'doneCount' : anon_9.done_count,
                      'planned' : (
                        SELECT coalesce(json_agg(json_object(
                          'status' : anon_10.status,
                          'activity' : CASE WHEN (activity_1.id IS NOT NULL) THEN json_object(
                            'description' : activity_1.description
                          ) END,
                          'schoolPlanItem' : CASE WHEN (school_plan_item_1.id IS NOT NULL) THEN json_object(
                            'statement' : school_plan_item_1.statement
                          ) END
                        ) ORDER BY anon_10.ordinality), '[]'::json) AS coalesce_3
                        FROM ask.through_line_acts(anon_9.district_id, anon_9.acts) WITH ORDINALITY AS anon_10
                        LEFT OUTER
                        JOIN activity AS activity_1 ON activity_1.district_id = anon_10.district_id
                        AND activity_1.id = anon_10.activity_id
                        LEFT OUTER
                        JOIN school_plan_item AS school_plan_item_1 ON school_plan_item_1.district_id = anon_10.district_id
                        AND school_plan_item_1.id = anon_10.item_id
                      ),
                      'measured' : (
                        SELECT coalesce(json_agg(json_object(
                          'status' : anon_11.status,
                          'benchmark' : CASE WHEN (benchmark_1.id IS NOT NULL) THEN json_object(
                            'statement' : benchmark_1.statement
                          ) END,
                          'latestValue' : CAST(trim_scale(anon_11.latest_value) AS TEXT),
                          'latestOn' : anon_11.latest_on
                        ) ORDER BY anon_11.ordinality), '[]'::json) AS coalesce_4
                        FROM ask.through_line_measures(anon_9.district_id, anon_9.marks) WITH ORDINALITY AS anon_11
                        LEFT OUTER
                        JOIN benchmark AS benchmark_1 ON benchmark_1.district_id = anon_11.district_id
                        AND benchmark_1.id = anon_11.benchmark_id
                      ),
                      'evidence' : (
                        SELECT coalesce(json_agg(json_object(
                          'kind' : anon_12.kind,
                          'count' : anon_12.count,
                          'evidence' : CASE WHEN (evidence_1.id IS NOT NULL) THEN json_object(
                            'title' : evidence_1.title
                          ) END
                        ) ORDER BY anon_12.ordinality), '[]'::json) AS coalesce_5
                        FROM ask.through_line_evidence(anon_9.district_id, anon_9.acts, anon_9.marks) WITH ORDINALITY AS anon_12
                        LEFT OUTER
                        JOIN evidence AS evidence_1 ON evidence_1.district_id = anon_12.district_id
                        AND evidence_1.id = anon_12.evidence_id
                      )
                    ) ORDER BY anon_9.ordinality), '[]'::json) AS coalesce_2
                    FROM ask.through_line_levels(anon_8.district_id, anon_8.acts, anon_8.marks) WITH ORDINALITY AS anon_9
                  ),
                  'gaps' : (
                    SELECT coalesce(json_agg(json_object(
                      'kind' : anon_13.kind,
                      'level' : anon_13.level,
                      'initiative' : CASE WHEN (initiative_1.id IS NOT NULL) THEN json_object(
                        'title' : initiative_1.title
                      ) END,
                      'practiceBenchmark' : CASE WHEN (benchmark_2.id IS NOT NULL) THEN json_object(
                        'statement' : benchmark_2.statement
                      ) END
                    ) ORDER BY anon_13.ordinality), '[]'::json) AS coalesce_6
                    FROM ask.through_line_gaps(anon_8.district_id, anon_8.steps, anon_8.acts, anon_8.marks) WITH ORDINALITY AS anon_13
                    LEFT OUTER
                    JOIN initiative AS initiative_1 ON initiative_1.district_id = anon_13.district_id
                    AND initiative_1.id = anon_13.initiative_id
                    LEFT OUTER
                    JOIN benchmark AS benchmark_2 ON benchmark_2.district_id = anon_13.district_id
                    AND benchmark_2.id = anon_13.practice_id
                  )
                ) AS anon_7
                FROM ask.through_line_of_objective(strategic_objective_1.district_id, strategic_objective_1.id) WITH ORDINALITY AS anon_8
              )
            ) ORDER BY strategic_objective_1.position ASC), '[]'::json)
          ) AS anon_6
          FROM strategic_objective AS strategic_objective_1
          WHERE strategic_objective_1.district_id = page1.district_id
          AND strategic_objective_1.plan_id = page1.id HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id,
      accelerated_improvement_plan_1.title AS title
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE accelerated_improvement_plan_1.status = $1::VARCHAR
      AND (EXISTS (
        SELECT 1
        FROM district AS district_1
        WHERE district_1.id = accelerated_improvement_plan_1.district_id
        AND district_1.name = $2::VARCHAR
      ))
      ORDER BY accelerated_improvement_plan_1.district_id ASC,
      accelerated_improvement_plan_1.id ASC
      LIMIT 1
    ) AS page1 HAVING true
  )
) AS anon_1
