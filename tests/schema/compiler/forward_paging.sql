SELECT json_object(
  'start' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page1.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page1.name
        )
      )) FILTER (WHERE page1.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : false,
        'hasNextPage' : coalesce(bool_or(page1.place > 2), false),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 2))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 2))[cardinality(array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 2))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.name AS key1,
      row_number() OVER (ORDER BY district_1.name ASC) AS place
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 2 + 1
    ) AS page1 HAVING true
  ),
  'middle' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page2.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page2.name
        )
      )) FILTER (WHERE page2.place <= 1), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE NOT coalesce((district_2.name) > ($1::VARCHAR), false)
        ),
        'hasNextPage' : coalesce(bool_or(page2.place > 1), false),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 1))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 1))[cardinality(array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 1))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_3
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name,
      district_3.name AS key1,
      row_number() OVER (ORDER BY district_3.name ASC) AS place
      FROM district AS district_3
      WHERE (district_3.name) > ($1::VARCHAR)
      ORDER BY district_3.name ASC
      LIMIT 1 + 1
    ) AS page2 HAVING true
  ),
  'rest' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page3.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page3.name
        )
      )) FILTER (WHERE page3.place <= 50), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_4
          WHERE NOT coalesce((district_4.name) > ($2::VARCHAR), false)
        ),
        'hasNextPage' : coalesce(bool_or(page3.place > 50), false),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT)) FILTER (WHERE page3.place <= 50))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT)) FILTER (WHERE page3.place <= 50))[cardinality(array_agg(CAST(page3.key1 AS TEXT)) FILTER (WHERE page3.place <= 50))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_4
    FROM (
      SELECT district_5.id AS id,
      district_5.name AS name,
      district_5.name AS key1,
      row_number() OVER (ORDER BY district_5.name ASC) AS place
      FROM district AS district_5
      WHERE (district_5.name) > ($2::VARCHAR)
      ORDER BY district_5.name ASC
      LIMIT 50 + 1
    ) AS page3 HAVING true
  ),
  'none' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page4.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page4.name
        )
      )) FILTER (WHERE page4.place <= 0), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_6
          WHERE NOT coalesce((district_6.name) > ($3::VARCHAR), false)
        ),
        'hasNextPage' : coalesce(bool_or(page4.place > 0), false),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 0))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 0))[cardinality(array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 0))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_5
    FROM (
      SELECT district_7.id AS id,
      district_7.name AS name,
      district_7.name AS key1,
      row_number() OVER (ORDER BY district_7.name ASC) AS place
      FROM district AS district_7
      WHERE (district_7.name) > ($3::VARCHAR)
      ORDER BY district_7.name ASC
      LIMIT 0 + 1
    ) AS page4 HAVING true
  )
) AS anon_1
