SELECT json_object(
  'eq' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name
      FROM district AS district_1
      WHERE district_1.name = $1::VARCHAR
      ORDER BY district_1.name ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'ne' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page2.name
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name
      FROM district AS district_2
      WHERE district_2.name IS DISTINCT
      FROM $2::VARCHAR
      ORDER BY district_2.name ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'in' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name
      FROM district AS district_3
      WHERE district_3.name = any($3::TEXT[])
      ORDER BY district_3.name ASC
      LIMIT 50
    ) AS page3 HAVING true
  ),
  'one' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM district AS district_4
      WHERE district_4.level = any($4::INTEGER[])
    )
  ),
  'none' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM district AS district_5
      WHERE district_5.level = any($5::INTEGER[])
    )
  ),
  'contains' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page4.name
      )), '[]'::json)
    ) AS anon_5
    FROM (
      SELECT district_6.id AS id,
      district_6.name AS name
      FROM district AS district_6
      WHERE lower(district_6.name) LIKE lower($6::VARCHAR)
      ORDER BY district_6.name ASC
      LIMIT 50
    ) AS page4 HAVING true
  ),
  'percent' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page5.name
      )), '[]'::json)
    ) AS anon_6
    FROM (
      SELECT district_7.id AS id,
      district_7.name AS name
      FROM district AS district_7
      WHERE lower(district_7.name) LIKE lower($7::VARCHAR)
      ORDER BY district_7.name ASC
      LIMIT 50
    ) AS page5 HAVING true
  ),
  'startsWith' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page6.name
      )), '[]'::json)
    ) AS anon_7
    FROM (
      SELECT school_1.district_id AS district_id,
      school_1.id AS id,
      school_1.name AS name
      FROM school AS school_1
      WHERE lower(school_1.name) LIKE lower($8::VARCHAR)
      ORDER BY school_1.name ASC,
      school_1.district_id ASC,
      school_1.id ASC
      LIMIT 50
    ) AS page6 HAVING true
  ),
  'int' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM school AS school_2
      WHERE school_2.level > $9::INTEGER
      AND school_2.level <= $10::INTEGER
    )
  ),
  'smaller' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_4
      FROM school AS school_3
      WHERE school_3.level < $11::INTEGER
    )
  ),
  'decimal' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'annual' : CAST(trim_scale(page7.annual) AS TEXT)
      )), '[]'::json)
    ) AS anon_8
    FROM (
      SELECT performance_index_1.district_id AS district_id,
      performance_index_1.id AS id,
      performance_index_1.annual AS annual
      FROM performance_index AS performance_index_1
      WHERE performance_index_1.annual >= $12::NUMERIC
      AND performance_index_1.annual < $13::NUMERIC
      ORDER BY performance_index_1.district_id ASC,
      performance_index_1.id ASC
      LIMIT 50
    ) AS page7 HAVING true
  ),
  'date' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_5
      FROM benchmark AS benchmark_1
      WHERE benchmark_1.due_on >= $14::DATE
      AND benchmark_1.due_on <= $15::DATE
    )
  ),
  'moment' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_6
      FROM district AS district_8
      WHERE district_8.created_at > $16::TIMESTAMP WITH TIME ZONE
    )
  ),
  'enum' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_7
      FROM benchmark AS benchmark_2
      WHERE benchmark_2.status = $17::VARCHAR
    )
  ),
  'enums' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_8
      FROM benchmark AS benchmark_3
      WHERE benchmark_3.category IS DISTINCT
      FROM $18::VARCHAR
      AND benchmark_3.status = any($19::TEXT[])
    )
  ),
  'flag' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_9
      FROM district AS district_9
      WHERE district_9.is_pseudonym = $20::BOOLEAN
    )
  ),
  'id' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page8.name
      )), '[]'::json)
    ) AS anon_9
    FROM (
      SELECT district_10.id AS id,
      district_10.name AS name
      FROM district AS district_10
      WHERE (district_10.id) IN (
        SELECT unnest($21::UUID[]) AS unnest_1
      )
      ORDER BY district_10.name ASC
      LIMIT 50
    ) AS page8 HAVING true
  ),
  'notThat' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_10
      FROM district AS district_11
      WHERE NOT coalesce(district_11.id = $22::UUID, false)
    )
  ),
  'otherType' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_11
      FROM district AS district_12
      WHERE district_12.id = $23::UUID
    )
  ),
  'computed' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_12
      FROM appointment AS appointment_1
      WHERE (appointment_1.starts_on <= (
        SELECT slice.today() AS today_1
      ) AND (appointment_1.ends_on IS NULL OR appointment_1.ends_on >= (
        SELECT slice.today() AS today_1
      ))) = $24::BOOLEAN
    )
  ),
  'provenance' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page9.name
      )), '[]'::json)
    ) AS anon_10
    FROM (
      SELECT district_13.id AS id,
      district_13.name AS name
      FROM district AS district_13
      WHERE district_13.provenance_kind = $25::VARCHAR
      ORDER BY district_13.name ASC
      LIMIT 50
    ) AS page9 HAVING true
  ),
  'nothing' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_13
      FROM district AS district_14
    )
  ),
  'nothingOfIt' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_14
      FROM district AS district_15
      WHERE true
    )
  )
) AS anon_1
