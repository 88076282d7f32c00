SELECT json_object(
  'here' : (
    SELECT json_object(
      'called' : district_1.name,
      'again' : district_1.name,
      '_' : district_1.is_pseudonym,
      'first' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'name' : page1.name
          )), '[]'::json)
        ) AS anon_3
        FROM (
          SELECT school_1.district_id AS district_id,
          school_1.id AS id,
          school_1.name AS name
          FROM school AS school_1
          WHERE school_1.district_id = district_1.id
          ORDER BY school_1.name ASC
          LIMIT 1
        ) AS page1 HAVING true
      ),
      'elementary' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'name' : page2.name
          )), '[]'::json)
        ) AS anon_4
        FROM (
          SELECT school_2.district_id AS district_id,
          school_2.id AS id,
          school_2.name AS name
          FROM school AS school_2
          WHERE school_2.district_id = district_1.id
          AND lower(school_2.name) LIKE lower($1::VARCHAR)
          ORDER BY school_2.name ASC
          LIMIT 50
        ) AS page2 HAVING true
      )
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $2::VARCHAR
  ),
  'there' : (
    SELECT json_object(
      'called' : district_2.name
    ) AS anon_5
    FROM district AS district_2
    WHERE district_2.name = $3::VARCHAR
  )
) AS anon_1
