SELECT json_object(
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'schools' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'name' : page2.name
            )), '[]'::json),
            'totalCount' : (
              SELECT count(*) AS count_1
              FROM school AS school_1
              WHERE school_1.district_id = page1.id
            )
          ) AS anon_3
          FROM (
            SELECT school_2.district_id AS district_id,
            school_2.id AS id,
            school_2.name AS name
            FROM school AS school_2
            WHERE school_2.district_id = page1.id
            ORDER BY school_2.name ASC
            LIMIT 2
          ) AS page2 HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 2
    ) AS page1 HAVING true
  )
) AS anon_1
