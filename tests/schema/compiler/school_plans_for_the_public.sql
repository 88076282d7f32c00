SELECT json_object(
  'district' : (
    SELECT json_object(
      'schools' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'name' : page1.name,
            'currentSchoolPlan' : CASE WHEN (anon_4.id IS NOT NULL) THEN json_object(
              'schoolYear' : anon_4.school_year,
              'status' : anon_4.status,
              'goal' : anon_4.goal,
              'districtPlan' : CASE WHEN (accelerated_improvement_plan_1.id IS NOT NULL) THEN json_object(
                'title' : accelerated_improvement_plan_1.title
              ) END,
              'items' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'position' : school_plan_item_1.position,
                    'statement' : school_plan_item_1.statement,
                    'status' : school_plan_item_1.status,
                    'level' : school_plan_item_1.level,
                    'initiative' : CASE WHEN (initiative_1.id IS NOT NULL) THEN json_object(
                      'title' : initiative_1.title,
                      'strategicObjective' : json_object(
                        'title' : strategic_objective_1.title
                      )
                    ) END,
                    'owner' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
                      'name' : coalesce((
                        SELECT person_name_1.full_name
                        FROM person_name AS person_name_1
                        WHERE person_name_1.person_id = person_1.id
                      ), person_1.label)
                    ) END,
                    'strategies' : (
                      SELECT json_object(
                        'totalCount' : (
                          SELECT count(*) AS count_1
                          FROM school_plan_item_strategy AS school_plan_item_strategy_1
                          WHERE school_plan_item_strategy_1.district_id = school_plan_item_1.district_id
                          AND school_plan_item_strategy_1.item_id = school_plan_item_1.id
                        ),
                        'nodes' : coalesce(json_agg(json_object(
                          'strategy' : CASE WHEN (instructional_strategy_1.id IS NOT NULL) THEN json_object(
                            'name' : instructional_strategy_1.name
                          ) END
                        ) ORDER BY page2.place), '[]'::json)
                      ) AS anon_6
                      FROM (
                        SELECT school_plan_item_strategy_2.district_id AS district_id,
                        school_plan_item_strategy_2.id AS id,
                        school_plan_item_strategy_2.strategy_id AS strategy_id,
                        row_number() OVER (ORDER BY school_plan_item_strategy_2.district_id ASC, school_plan_item_strategy_2.id ASC) AS place
                        FROM school_plan_item_strategy AS school_plan_item_strategy_2
                        WHERE school_plan_item_strategy_2.district_id = school_plan_item_1.district_id
                        AND school_plan_item_strategy_2.item_id = school_plan_item_1.id
                        ORDER BY school_plan_item_strategy_2.district_id ASC,
                        school_plan_item_strategy_2.id ASC
                        LIMIT 50
                      ) AS page2
                      LEFT OUTER
                      JOIN instructional_strategy AS instructional_strategy_1 ON instructional_strategy_1.district_id = page2.district_id
                      AND instructional_strategy_1.id = page2.strategy_id HAVING true
                    )
                  ) ORDER BY school_plan_item_1.position ASC), '[]'::json)
                ) AS anon_5
                FROM school_plan_item AS school_plan_item_1
                LEFT OUTER
                JOIN initiative AS initiative_1 ON initiative_1.district_id = school_plan_item_1.district_id
                AND initiative_1.id = school_plan_item_1.initiative_id
                LEFT OUTER
                JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = initiative_1.district_id
                AND strategic_objective_1.id = initiative_1.strategic_objective_id
                LEFT OUTER
                JOIN person AS person_1 ON person_1.id = school_plan_item_1.owner_id
                WHERE school_plan_item_1.district_id = anon_4.district_id
                AND school_plan_item_1.plan_id = anon_4.id HAVING true
              ),
              'reviews' : json_object(
                'totalCount' : (
                  SELECT count(*) AS count_2
                  FROM school_plan_review AS school_plan_review_1
                  WHERE school_plan_review_1.district_id = anon_4.district_id
                  AND school_plan_review_1.plan_id = anon_4.id
                )
              )
            ) END,
            'schoolPlans' : json_object(
              'totalCount' : (
                SELECT count(*) AS count_3
                FROM school_improvement_plan AS school_improvement_plan_1
                WHERE school_improvement_plan_1.district_id = page1.district_id
                AND school_improvement_plan_1.school_id = page1.id
              )
            ),
            'schoolPlanItems' : json_object(
              'groups' : (
                SELECT coalesce(json_agg(json_object(
                  'key' : json_object(
                    'status' : counted3.status
                  ),
                  'count' : counted3.group_count
                ) ORDER BY counted3.group_count DESC, counted3.status), '[]'::json) AS coalesce_1
                FROM (
                  SELECT school_plan_item_2.status AS status,
                  count(*) AS group_count,
                  CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
                  FROM school_plan_item AS school_plan_item_2
                  WHERE school_plan_item_2.district_id = page1.district_id
                  AND school_plan_item_2.school_id = page1.id
                  GROUP BY school_plan_item_2.status
                  ORDER BY group_count DESC,
                  status
                  LIMIT 1000
                ) AS counted3
              )
            )
          ) ORDER BY page1.place), '[]'::json)
        ) AS anon_3
        FROM (
          SELECT school_1.district_id AS district_id,
          school_1.id AS id,
          school_1.name AS name,
          row_number() OVER (ORDER BY school_1.name ASC) AS place
          FROM school AS school_1
          WHERE school_1.district_id = district_1.id
          AND lower(school_1.name) LIKE lower($1::VARCHAR)
          ORDER BY school_1.name ASC
          LIMIT 1
        ) AS page1
        LEFT OUTER
        JOIN LATERAL (
          SELECT school_improvement_plan_2.district_id AS district_id,
          school_improvement_plan_2.district_plan_id AS district_plan_id,
          school_improvement_plan_2.goal AS goal,
          school_improvement_plan_2.id AS id,
          school_improvement_plan_2.school_year AS school_year,
          school_improvement_plan_2.status AS status
          FROM school_improvement_plan AS school_improvement_plan_2
          WHERE school_improvement_plan_2.district_id = page1.district_id
          AND school_improvement_plan_2.school_id = page1.id
          AND (school_improvement_plan_2.status IN ('PUBLISHED', 'DRAFT'))
          ORDER BY (school_improvement_plan_2.status IN ('PUBLISHED')) DESC,
          school_improvement_plan_2.school_year DESC,
          school_improvement_plan_2.id
          LIMIT 1
        ) AS anon_4 ON true
        LEFT OUTER
        JOIN accelerated_improvement_plan AS accelerated_improvement_plan_1 ON accelerated_improvement_plan_1.district_id = anon_4.district_id
        AND accelerated_improvement_plan_1.id = anon_4.district_plan_id HAVING true
      ),
      'initiatives' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'title' : page4.title
          )), '[]'::json)
        ) AS anon_7
        FROM (
          SELECT initiative_2.district_id AS district_id,
          initiative_2.id AS id,
          initiative_2.title AS title
          FROM initiative AS initiative_2
          WHERE initiative_2.district_id = district_1.id
          AND (EXISTS (
            SELECT 1
            FROM strategic_objective AS strategic_objective_2
            WHERE strategic_objective_2.district_id = initiative_2.district_id
            AND strategic_objective_2.id = initiative_2.strategic_objective_id
            AND (EXISTS (
              SELECT 1
              FROM accelerated_improvement_plan AS accelerated_improvement_plan_2
              WHERE accelerated_improvement_plan_2.district_id = strategic_objective_2.district_id
              AND accelerated_improvement_plan_2.id = strategic_objective_2.plan_id
              AND accelerated_improvement_plan_2.status = $2::VARCHAR
            ))
          ))
          AND NOT (EXISTS (
            SELECT 1
            FROM school_plan_item AS school_plan_item_3
            WHERE school_plan_item_3.district_id = initiative_2.district_id
            AND school_plan_item_3.initiative_id = initiative_2.id
            AND true
          ))
          ORDER BY initiative_2.position ASC,
          initiative_2.district_id ASC,
          initiative_2.id ASC
          LIMIT 5
        ) AS page4 HAVING true
      )
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $3::VARCHAR
  )
) AS anon_1
