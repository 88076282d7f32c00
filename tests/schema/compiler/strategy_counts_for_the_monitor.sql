SELECT json_object(
  'schoolPlanItems' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'statement' : page1.statement,
        'strategies' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'strategy' : CASE WHEN (instructional_strategy_1.id IS NOT NULL) THEN json_object(
                'name' : instructional_strategy_1.name,
                'lookFor' : instructional_strategy_1.look_for,
                'counts' : (
                  SELECT json_object(
                    'nodes' : coalesce(json_agg(json_object(
                      'month' : page3.month,
                      'walkthroughs' : page3.walkthroughs,
                      'seen' : page3.seen
                    )), '[]'::json)
                  ) AS anon_4
                  FROM (
                    SELECT strategy_count_1.district_id AS district_id,
                    strategy_count_1.id AS id,
                    strategy_count_1.month AS month,
                    strategy_count_1.walkthroughs AS walkthroughs,
                    strategy_count_1.seen AS seen
                    FROM strategy_count AS strategy_count_1
                    WHERE strategy_count_1.district_id = instructional_strategy_1.district_id
                    AND strategy_count_1.strategy_id = instructional_strategy_1.id
                    AND (EXISTS (
                      SELECT 1
                      FROM school AS school_1
                      WHERE school_1.district_id = strategy_count_1.district_id
                      AND school_1.id = strategy_count_1.school_id
                      AND lower(school_1.name) LIKE lower($1::VARCHAR)
                    ))
                    ORDER BY strategy_count_1.month ASC,
                    strategy_count_1.district_id ASC,
                    strategy_count_1.id ASC
                    LIMIT 50
                  ) AS page3 HAVING true
                )
              ) END
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT school_plan_item_strategy_1.district_id AS district_id,
            school_plan_item_strategy_1.id AS id,
            school_plan_item_strategy_1.strategy_id AS strategy_id,
            row_number() OVER (ORDER BY school_plan_item_strategy_1.district_id ASC, school_plan_item_strategy_1.id ASC) AS place
            FROM school_plan_item_strategy AS school_plan_item_strategy_1
            WHERE school_plan_item_strategy_1.district_id = page1.district_id
            AND school_plan_item_strategy_1.item_id = page1.id
            ORDER BY school_plan_item_strategy_1.district_id ASC,
            school_plan_item_strategy_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN instructional_strategy AS instructional_strategy_1 ON instructional_strategy_1.district_id = page2.district_id
          AND instructional_strategy_1.id = page2.strategy_id HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT school_plan_item_1.district_id AS district_id,
      school_plan_item_1.id AS id,
      school_plan_item_1.statement AS statement
      FROM school_plan_item AS school_plan_item_1
      WHERE (EXISTS (
        SELECT 1
        FROM school_improvement_plan AS school_improvement_plan_1
        WHERE school_improvement_plan_1.district_id = school_plan_item_1.district_id
        AND school_improvement_plan_1.id = school_plan_item_1.plan_id
        AND school_improvement_plan_1.status = $2::VARCHAR
      ))
      AND (EXISTS (
        SELECT 1
        FROM school AS school_2
        WHERE school_2.district_id = school_plan_item_1.district_id
        AND school_2.id = school_plan_item_1.school_id
        AND lower(school_2.name) LIKE lower($3::VARCHAR)
      ))
      AND (EXISTS (
        SELECT 1
        FROM school_plan_item_strategy AS school_plan_item_strategy_2
        WHERE school_plan_item_strategy_2.district_id = school_plan_item_1.district_id
        AND school_plan_item_strategy_2.item_id = school_plan_item_1.id
        AND true
      ))
      ORDER BY school_plan_item_1.position ASC,
      school_plan_item_1.district_id ASC,
      school_plan_item_1.id ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'withheld' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'school' : CASE WHEN (school_3.id IS NOT NULL) THEN json_object(
            'name' : school_3.name
          ) END
        ),
        'count' : counted4.group_count
      ) ORDER BY counted4.group_count DESC, counted4.school_district_id, counted4.school_id), '[]'::json) AS coalesce_1
      FROM (
        SELECT school_4.district_id AS school_district_id,
        school_4.id AS school_id,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM strategy_count AS strategy_count_2
        LEFT OUTER
        JOIN school AS school_4 ON school_4.district_id = strategy_count_2.district_id
        AND school_4.id = strategy_count_2.school_id
        WHERE (strategy_count_2.seen IS NULL) = $4::BOOLEAN
        GROUP BY school_4.district_id,
        school_4.id
        ORDER BY group_count DESC,
        school_district_id,
        school_id
        LIMIT 1000
      ) AS counted4
      LEFT OUTER
      JOIN school AS school_3 ON school_3.district_id = counted4.school_district_id
      AND school_3.id = counted4.school_id
    )
  ),
  'walkthroughCounts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'month' : page5.month,
        'walkthroughs' : page5.walkthroughs,
        'observer' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END
      ) ORDER BY page5.place), '[]'::json)
    ) AS anon_5
    FROM (
      SELECT walkthrough_count_1.district_id AS district_id,
      walkthrough_count_1.id AS id,
      walkthrough_count_1.observer_id AS observer_id,
      walkthrough_count_1.month AS month,
      walkthrough_count_1.walkthroughs AS walkthroughs,
      row_number() OVER (ORDER BY walkthrough_count_1.month DESC, walkthrough_count_1.district_id DESC, walkthrough_count_1.id DESC) AS place
      FROM walkthrough_count AS walkthrough_count_1
      ORDER BY walkthrough_count_1.month DESC,
      walkthrough_count_1.district_id DESC,
      walkthrough_count_1.id DESC
      LIMIT 3
    ) AS page5
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page5.observer_id HAVING true
  ),
  'walkthroughs' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM walkthrough AS walkthrough_1
    )
  ),
  'walkthroughComments' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM walkthrough_comment AS walkthrough_comment_1
    )
  )
) AS anon_1
