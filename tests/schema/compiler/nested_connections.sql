SELECT json_object(
  'districts' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM district AS district_1
        WHERE district_1.level >= $1::INTEGER
      ),
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'schools' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_2
              FROM school AS school_1
              WHERE school_1.district_id = page1.id
            ),
            'nodes' : coalesce(json_agg(json_object(
              'name' : page2.name,
              'accountabilityRatings' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'schoolYear' : page3.school_year,
                    'level' : page3.level
                  )) FILTER (WHERE page3.place <= 1), '[]'::json),
                  'pageInfo' : json_object(
                    'hasNextPage' : coalesce(bool_or(page3.place > 1), false)
                  )
                ) AS anon_4
                FROM (
                  SELECT accountability_rating_1.district_id AS district_id,
                  accountability_rating_1.id AS id,
                  accountability_rating_1.school_year AS school_year,
                  accountability_rating_1.level AS level,
                  row_number() OVER (ORDER BY accountability_rating_1.school_year DESC) AS place
                  FROM accountability_rating AS accountability_rating_1
                  WHERE accountability_rating_1.district_id = page2.district_id
                  AND accountability_rating_1.school_id = page2.id
                  ORDER BY accountability_rating_1.school_year DESC
                  LIMIT 1 + 1
                ) AS page3 HAVING true
              )
            ) ORDER BY page2.place DESC), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT school_2.district_id AS district_id,
            school_2.id AS id,
            school_2.name AS name,
            row_number() OVER (ORDER BY school_2.name DESC) AS place
            FROM school AS school_2
            WHERE school_2.district_id = page1.id
            ORDER BY school_2.name DESC
            LIMIT 2
          ) AS page2 HAVING true
        ),
        'plans' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'strategicObjectives' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'initiatives' : (
                      SELECT json_object(
                        'nodes' : coalesce(json_agg(json_object(
                          'title' : page6.title
                        )), '[]'::json)
                      ) AS anon_7
                      FROM (
                        SELECT initiative_1.district_id AS district_id,
                        initiative_1.id AS id,
                        initiative_1.title AS title
                        FROM initiative AS initiative_1
                        WHERE initiative_1.district_id = page5.district_id
                        AND initiative_1.strategic_objective_id = page5.id
                        ORDER BY initiative_1.position ASC
                        LIMIT 2
                      ) AS page6 HAVING true
                    )
                  )), '[]'::json)
                ) AS anon_6
                FROM (
                  SELECT strategic_objective_1.district_id AS district_id,
                  strategic_objective_1.id AS id
                  FROM strategic_objective AS strategic_objective_1
                  WHERE strategic_objective_1.district_id = page4.district_id
                  AND strategic_objective_1.plan_id = page4.id
                  ORDER BY strategic_objective_1.position ASC
                  LIMIT 1
                ) AS page5 HAVING true
              )
            )), '[]'::json)
          ) AS anon_5
          FROM (
            SELECT accelerated_improvement_plan_1.district_id AS district_id,
            accelerated_improvement_plan_1.id AS id
            FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
            WHERE accelerated_improvement_plan_1.district_id = page1.id
            ORDER BY accelerated_improvement_plan_1.period_starts_on ASC,
            accelerated_improvement_plan_1.district_id ASC,
            accelerated_improvement_plan_1.id ASC
            LIMIT 50
          ) AS page4 HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name
      FROM district AS district_2
      WHERE district_2.level >= $1::INTEGER
      ORDER BY district_2.name DESC
      LIMIT 2
    ) AS page1 HAVING true
  )
) AS anon_1
