SELECT json_object(
  'some' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name
      FROM district AS district_1
      WHERE EXISTS (
        SELECT 1
        FROM school AS school_1
        WHERE school_1.district_id = district_1.id
        AND school_1.level = $1::INTEGER
      )
      ORDER BY district_1.name ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'none' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page2.name
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name
      FROM district AS district_2
      WHERE NOT (EXISTS (
        SELECT 1
        FROM school AS school_2
        WHERE school_2.district_id = district_2.id
        AND school_2.level = $2::INTEGER
      ))
      ORDER BY district_2.name ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'every' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name
      FROM district AS district_3
      WHERE NOT (EXISTS (
        SELECT 1
        FROM school AS school_3
        WHERE school_3.district_id = district_3.id
        AND NOT coalesce(school_3.level >= $3::INTEGER, false)
      ))
      ORDER BY district_3.name ASC
      LIMIT 50
    ) AS page3 HAVING true
  ),
  'any' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM district AS district_4
      WHERE EXISTS (
        SELECT 1
        FROM school AS school_4
        WHERE school_4.district_id = district_4.id
        AND true
      )
    )
  ),
  'all' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE NOT (EXISTS (
        SELECT 1
        FROM strategic_objective AS strategic_objective_1
        WHERE strategic_objective_1.district_id = accelerated_improvement_plan_1.district_id
        AND strategic_objective_1.plan_id = accelerated_improvement_plan_1.id
        AND NOT coalesce(EXISTS (
          SELECT 1
          FROM initiative AS initiative_1
          WHERE initiative_1.district_id = strategic_objective_1.district_id
          AND initiative_1.strategic_objective_id = strategic_objective_1.id
          AND NOT (EXISTS (
            SELECT 1
            FROM benchmark AS benchmark_1
            WHERE benchmark_1.district_id = initiative_1.district_id
            AND benchmark_1.initiative_id = initiative_1.id
            AND benchmark_1.status = $4::VARCHAR
          ))
        ), false)
      ))
    )
  ),
  'both' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page4.name
      )), '[]'::json)
    ) AS anon_5
    FROM (
      SELECT district_5.id AS id,
      district_5.name AS name
      FROM district AS district_5
      WHERE (EXISTS (
        SELECT 1
        FROM school AS school_5
        WHERE school_5.district_id = district_5.id
        AND school_5.level = $5::INTEGER
      ))
      AND NOT (EXISTS (
        SELECT 1
        FROM school AS school_6
        WHERE school_6.district_id = district_5.id
        AND school_6.level = $6::INTEGER
      ))
      ORDER BY district_5.name ASC
      LIMIT 50
    ) AS page4 HAVING true
  ),
  'ungiven' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM district AS district_6
      WHERE true
    )
  )
) AS anon_1
