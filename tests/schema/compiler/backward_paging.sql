SELECT json_object(
  'end' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page1.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page1.name
        )
      ) ORDER BY page1.place DESC) FILTER (WHERE page1.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page1.place > 2), false),
        'hasNextPage' : false,
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place DESC) FILTER (WHERE page1.place <= 2))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place DESC) FILTER (WHERE page1.place <= 2))[cardinality(array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place DESC) FILTER (WHERE page1.place <= 2))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.name AS key1,
      row_number() OVER (ORDER BY district_1.name DESC) AS place
      FROM district AS district_1
      ORDER BY district_1.name DESC
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
      ) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 1), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page2.place > 1), false),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE NOT coalesce((district_2.name) < ($1::VARCHAR), false)
        ),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 1))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 1))[cardinality(array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 1))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_3
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name,
      district_3.name AS key1,
      row_number() OVER (ORDER BY district_3.name DESC) AS place
      FROM district AS district_3
      WHERE (district_3.name) < ($1::VARCHAR)
      ORDER BY district_3.name DESC
      LIMIT 1 + 1
    ) AS page2 HAVING true
  ),
  'beginning' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page3.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page3.name
        )
      ) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 5), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page3.place > 5), false),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_4
          WHERE NOT coalesce((district_4.name) < ($2::VARCHAR), false)
        ),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 5))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 5))[cardinality(array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 5))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_4
    FROM (
      SELECT district_5.id AS id,
      district_5.name AS name,
      district_5.name AS key1,
      row_number() OVER (ORDER BY district_5.name DESC) AS place
      FROM district AS district_5
      WHERE (district_5.name) < ($2::VARCHAR)
      ORDER BY district_5.name DESC
      LIMIT 5 + 1
    ) AS page3 HAVING true
  )
) AS anon_1
