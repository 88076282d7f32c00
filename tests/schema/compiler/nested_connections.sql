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
                  ) ORDER BY page3.place) FILTER (WHERE page3.place <= $2::INTEGER), '[]'::json),
                  'pageInfo' : json_object(
                    'hasNextPage' : coalesce(bool_or(page3.place > $2::INTEGER), false)
                  )
                ) AS anon_4
                FROM (
                  SELECT accountability_rating_1.district_id AS district_id,
                  accountability_rating_1.id AS id,
                  accountability_rating_1.school_year AS school_year,
                  accountability_rating_1.level AS level,
                  row_number() OVER (ORDER BY accountability_rating_1.school_year DESC, accountability_rating_1.district_id DESC, accountability_rating_1.id DESC) AS place
                  FROM accountability_rating AS accountability_rating_1
                  WHERE accountability_rating_1.district_id = page2.district_id
                  AND accountability_rating_1.school_id = page2.id
                  ORDER BY accountability_rating_1.school_year DESC,
                  accountability_rating_1.district_id DESC,
                  accountability_rating_1.id DESC
                  LIMIT $2::INTEGER + 1
                ) AS page3 HAVING true
              )
            ) ORDER BY page2.place DESC), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT school_2.district_id AS district_id,
            school_2.id AS id,
            school_2.name AS name,
            row_number() OVER (ORDER BY school_2.name DESC, school_2.district_id DESC, school_2.id DESC) AS place
            FROM school AS school_2
            WHERE school_2.district_id = page1.id
            ORDER BY school_2.name DESC,
            school_2.district_id DESC,
            school_2.id DESC
            LIMIT $3::INTEGER
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
                        ) ORDER BY page6.place), '[]'::json)
                      ) AS anon_7
                      FROM (
                        SELECT initiative_1.district_id AS district_id,
                        initiative_1.id AS id,
                        initiative_1.title AS title,
                        row_number() OVER (ORDER BY initiative_1.position ASC, initiative_1.district_id ASC, initiative_1.id ASC) AS place
                        FROM initiative AS initiative_1
                        WHERE initiative_1.district_id = page5.district_id
                        AND initiative_1.strategic_objective_id = page5.id
                        ORDER BY initiative_1.position ASC,
                        initiative_1.district_id ASC,
                        initiative_1.id ASC
                        LIMIT $4::INTEGER
                      ) AS page6 HAVING true
                    )
                  ) ORDER BY page5.place), '[]'::json)
                ) AS anon_6
                FROM (
                  SELECT strategic_objective_1.district_id AS district_id,
                  strategic_objective_1.id AS id,
                  row_number() OVER (ORDER BY strategic_objective_1.position ASC, strategic_objective_1.district_id ASC, strategic_objective_1.id ASC) AS place
                  FROM strategic_objective AS strategic_objective_1
                  WHERE strategic_objective_1.district_id = page4.district_id
                  AND strategic_objective_1.plan_id = page4.id
                  ORDER BY strategic_objective_1.position ASC,
                  strategic_objective_1.district_id ASC,
                  strategic_objective_1.id ASC
                  LIMIT $5::INTEGER
                ) AS page5 HAVING true
              )
            ) ORDER BY page4.place), '[]'::json)
          ) AS anon_5
          FROM (
            SELECT accelerated_improvement_plan_1.district_id AS district_id,
            accelerated_improvement_plan_1.id AS id,
            row_number() OVER (ORDER BY accelerated_improvement_plan_1.period_starts_on ASC, accelerated_improvement_plan_1.district_id ASC, accelerated_improvement_plan_1.id ASC) AS place
            FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
            WHERE accelerated_improvement_plan_1.district_id = page1.id
            ORDER BY accelerated_improvement_plan_1.period_starts_on ASC,
            accelerated_improvement_plan_1.district_id ASC,
            accelerated_improvement_plan_1.id ASC
            LIMIT $6::INTEGER
          ) AS page4 HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name,
      row_number() OVER (ORDER BY district_2.name DESC, district_2.id DESC) AS place
      FROM district AS district_2
      WHERE district_2.level >= $1::INTEGER
      ORDER BY district_2.name DESC,
      district_2.id DESC
      LIMIT $7::INTEGER
    ) AS page1 HAVING true
  )
) AS anon_1
