SELECT json_object(
  'whole' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page1.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page1.name
        )
      )) FILTER (WHERE page1.place <= 50), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_1
          WHERE NOT coalesce((district_1.name) > ($1::VARCHAR), false)
        ),
        'hasNextPage' : coalesce(bool_or(page1.place > 50), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE NOT coalesce((district_2.name) < ($2::VARCHAR), false)
        )),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 50))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 50))[cardinality(array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 50))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_2
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name,
      district_3.name AS key1,
      row_number() OVER (ORDER BY district_3.name ASC) AS place
      FROM district AS district_3
      WHERE (district_3.name) > ($1::VARCHAR)
      AND (district_3.name) < ($2::VARCHAR)
      ORDER BY district_3.name ASC
      LIMIT 50 + 1
    ) AS page1 HAVING true
  ),
  'start' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page2.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page2.name
        )
      )) FILTER (WHERE page2.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_4
          WHERE NOT coalesce((district_4.name) > ($3::VARCHAR), false)
        ),
        'hasNextPage' : coalesce(bool_or(page2.place > 2), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_5
          WHERE NOT coalesce((district_5.name) < ($4::VARCHAR), false)
        )),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 2))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 2))[cardinality(array_agg(CAST(page2.key1 AS TEXT)) FILTER (WHERE page2.place <= 2))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_3
    FROM (
      SELECT district_6.id AS id,
      district_6.name AS name,
      district_6.name AS key1,
      row_number() OVER (ORDER BY district_6.name ASC) AS place
      FROM district AS district_6
      WHERE (district_6.name) > ($3::VARCHAR)
      AND (district_6.name) < ($4::VARCHAR)
      ORDER BY district_6.name ASC
      LIMIT 2 + 1
    ) AS page2 HAVING true
  ),
  'end' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page3.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page3.name
        )
      ) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page3.place > 2), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_7
          WHERE NOT coalesce((district_7.name) > ($5::VARCHAR), false)
        )),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_8
          WHERE NOT coalesce((district_8.name) < ($6::VARCHAR), false)
        ),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 2))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 2))[cardinality(array_agg(CAST(page3.key1 AS TEXT) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= 2))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_4
    FROM (
      SELECT district_9.id AS id,
      district_9.name AS name,
      district_9.name AS key1,
      row_number() OVER (ORDER BY district_9.name DESC) AS place
      FROM district AS district_9
      WHERE (district_9.name) > ($5::VARCHAR)
      AND (district_9.name) < ($6::VARCHAR)
      ORDER BY district_9.name DESC
      LIMIT 2 + 1
    ) AS page3 HAVING true
  ),
  'before' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page4.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page4.name
        )
      )) FILTER (WHERE page4.place <= 9), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : false,
        'hasNextPage' : coalesce(bool_or(page4.place > 9), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_10
          WHERE NOT coalesce((district_10.name) < ($7::VARCHAR), false)
        )),
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 9))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 9))[cardinality(array_agg(CAST(page4.key1 AS TEXT)) FILTER (WHERE page4.place <= 9))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_5
    FROM (
      SELECT district_11.id AS id,
      district_11.name AS name,
      district_11.name AS key1,
      row_number() OVER (ORDER BY district_11.name ASC) AS place
      FROM district AS district_11
      WHERE (district_11.name) < ($7::VARCHAR)
      ORDER BY district_11.name ASC
      LIMIT 9 + 1
    ) AS page4 HAVING true
  ),
  'after' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST(page5.key1 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page5.name
        )
      ) ORDER BY page5.place DESC) FILTER (WHERE page5.place <= 9), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page5.place > 9), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_12
          WHERE NOT coalesce((district_12.name) > ($8::VARCHAR), false)
        )),
        'hasNextPage' : false,
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page5.key1 AS TEXT) ORDER BY page5.place DESC) FILTER (WHERE page5.place <= 9))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5e237e06', CAST((array_agg(CAST(page5.key1 AS TEXT) ORDER BY page5.place DESC) FILTER (WHERE page5.place <= 9))[cardinality(array_agg(CAST(page5.key1 AS TEXT) ORDER BY page5.place DESC) FILTER (WHERE page5.place <= 9))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      )
    ) AS anon_6
    FROM (
      SELECT district_13.id AS id,
      district_13.name AS name,
      district_13.name AS key1,
      row_number() OVER (ORDER BY district_13.name DESC) AS place
      FROM district AS district_13
      WHERE (district_13.name) > ($8::VARCHAR)
      ORDER BY district_13.name DESC
      LIMIT 9 + 1
    ) AS page5 HAVING true
  )
) AS anon_1
