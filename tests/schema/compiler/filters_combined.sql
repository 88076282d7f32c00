SELECT json_object(
  'and' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM school AS school_1
      WHERE school_1.level >= $1::INTEGER
      AND school_1.level <= $2::INTEGER
    )
  ),
  'or' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'level' : page1.level
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT school_2.district_id AS district_id,
      school_2.id AS id,
      school_2.name AS name,
      school_2.level AS level
      FROM school AS school_2
      WHERE school_2.level = $3::INTEGER
      OR lower(school_2.name) LIKE lower($4::VARCHAR)
      ORDER BY school_2.name ASC,
      school_2.district_id ASC,
      school_2.id ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'beside' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page2.name,
        'level' : page2.level
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT school_3.district_id AS district_id,
      school_3.id AS id,
      school_3.name AS name,
      school_3.level AS level
      FROM school AS school_3
      WHERE school_3.level >= $5::INTEGER
      AND (lower(school_3.name) LIKE lower($6::VARCHAR) OR lower(school_3.name) LIKE lower($7::VARCHAR))
      ORDER BY school_3.name ASC,
      school_3.district_id ASC,
      school_3.id ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'not' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT school_4.district_id AS district_id,
      school_4.id AS id,
      school_4.name AS name
      FROM school AS school_4
      WHERE NOT coalesce(school_4.level >= $8::INTEGER OR school_4.level = $9::INTEGER AND NOT coalesce(lower(school_4.name) LIKE lower($10::VARCHAR), false), false)
      ORDER BY school_4.name ASC,
      school_4.district_id ASC,
      school_4.id ASC
      LIMIT 50
    ) AS page3 HAVING true
  ),
  'all' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM school AS school_5
      WHERE true
    )
  ),
  'no' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM school AS school_6
      WHERE false
    )
  )
) AS anon_1
