SELECT json_object(
  'whole' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page1.name
        )
      ) ORDER BY page1.place) FILTER (WHERE page1.place <= $1::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_1
          WHERE NOT coalesce((district_1.name, district_1.id) > ($2::VARCHAR, $3::UUID), false)
        ),
        'hasNextPage' : coalesce(bool_or(page1.place > $1::INTEGER), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE NOT coalesce((district_2.name, district_2.id) < ($4::VARCHAR, $5::UUID), false)
        )),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page1.place) FILTER (WHERE page1.place <= $1::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page1.place DESC) FILTER (WHERE page1.place <= $1::INTEGER))[1]
      )
    ) AS anon_2
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name,
      district_3.name AS key1,
      district_3.id AS key2,
      row_number() OVER (ORDER BY district_3.name ASC, district_3.id ASC) AS place
      FROM district AS district_3
      WHERE (district_3.name, district_3.id) > ($2::VARCHAR, $3::UUID)
      AND (district_3.name, district_3.id) < ($4::VARCHAR, $5::UUID)
      ORDER BY district_3.name ASC,
      district_3.id ASC
      LIMIT $1::INTEGER + 1
    ) AS page1 HAVING true
  ),
  'start' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page2.name
        )
      ) ORDER BY page2.place) FILTER (WHERE page2.place <= $6::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : EXISTS (
          SELECT 1
          FROM district AS district_4
          WHERE NOT coalesce((district_4.name, district_4.id) > ($7::VARCHAR, $8::UUID), false)
        ),
        'hasNextPage' : coalesce(bool_or(page2.place > $6::INTEGER), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_5
          WHERE NOT coalesce((district_5.name, district_5.id) < ($9::VARCHAR, $10::UUID), false)
        )),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page2.place) FILTER (WHERE page2.place <= $6::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page2.place DESC) FILTER (WHERE page2.place <= $6::INTEGER))[1]
      )
    ) AS anon_3
    FROM (
      SELECT district_6.id AS id,
      district_6.name AS name,
      district_6.name AS key1,
      district_6.id AS key2,
      row_number() OVER (ORDER BY district_6.name ASC, district_6.id ASC) AS place
      FROM district AS district_6
      WHERE (district_6.name, district_6.id) > ($7::VARCHAR, $8::UUID)
      AND (district_6.name, district_6.id) < ($9::VARCHAR, $10::UUID)
      ORDER BY district_6.name ASC,
      district_6.id ASC
      LIMIT $6::INTEGER + 1
    ) AS page2 HAVING true
  ),
  'end' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page3.name
        )
      ) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= $11::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page3.place > $11::INTEGER), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_7
          WHERE NOT coalesce((district_7.name, district_7.id) > ($12::VARCHAR, $13::UUID), false)
        )),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_8
          WHERE NOT coalesce((district_8.name, district_8.id) < ($14::VARCHAR, $15::UUID), false)
        ),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page3.place DESC) FILTER (WHERE page3.place <= $11::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page3.place) FILTER (WHERE page3.place <= $11::INTEGER))[1]
      )
    ) AS anon_4
    FROM (
      SELECT district_9.id AS id,
      district_9.name AS name,
      district_9.name AS key1,
      district_9.id AS key2,
      row_number() OVER (ORDER BY district_9.name DESC, district_9.id DESC) AS place
      FROM district AS district_9
      WHERE (district_9.name, district_9.id) > ($12::VARCHAR, $13::UUID)
      AND (district_9.name, district_9.id) < ($14::VARCHAR, $15::UUID)
      ORDER BY district_9.name DESC,
      district_9.id DESC
      LIMIT $11::INTEGER + 1
    ) AS page3 HAVING true
  ),
  'before' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page4.key1 AS TEXT), CAST(page4.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page4.name
        )
      ) ORDER BY page4.place) FILTER (WHERE page4.place <= $16::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : false,
        'hasNextPage' : coalesce(bool_or(page4.place > $16::INTEGER), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_10
          WHERE NOT coalesce((district_10.name, district_10.id) < ($17::VARCHAR, $18::UUID), false)
        )),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page4.key1 AS TEXT), CAST(page4.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page4.place) FILTER (WHERE page4.place <= $16::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page4.key1 AS TEXT), CAST(page4.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page4.place DESC) FILTER (WHERE page4.place <= $16::INTEGER))[1]
      )
    ) AS anon_5
    FROM (
      SELECT district_11.id AS id,
      district_11.name AS name,
      district_11.name AS key1,
      district_11.id AS key2,
      row_number() OVER (ORDER BY district_11.name ASC, district_11.id ASC) AS place
      FROM district AS district_11
      WHERE (district_11.name, district_11.id) < ($17::VARCHAR, $18::UUID)
      ORDER BY district_11.name ASC,
      district_11.id ASC
      LIMIT $16::INTEGER + 1
    ) AS page4 HAVING true
  ),
  'after' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page5.key1 AS TEXT), CAST(page5.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page5.name
        )
      ) ORDER BY page5.place DESC) FILTER (WHERE page5.place <= $19::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page5.place > $19::INTEGER), false)
        OR (EXISTS (
          SELECT 1
          FROM district AS district_12
          WHERE NOT coalesce((district_12.name, district_12.id) > ($20::VARCHAR, $21::UUID), false)
        )),
        'hasNextPage' : false,
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page5.key1 AS TEXT), CAST(page5.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page5.place DESC) FILTER (WHERE page5.place <= $19::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page5.key1 AS TEXT), CAST(page5.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page5.place) FILTER (WHERE page5.place <= $19::INTEGER))[1]
      )
    ) AS anon_6
    FROM (
      SELECT district_13.id AS id,
      district_13.name AS name,
      district_13.name AS key1,
      district_13.id AS key2,
      row_number() OVER (ORDER BY district_13.name DESC, district_13.id DESC) AS place
      FROM district AS district_13
      WHERE (district_13.name, district_13.id) > ($20::VARCHAR, $21::UUID)
      ORDER BY district_13.name DESC,
      district_13.id DESC
      LIMIT $19::INTEGER + 1
    ) AS page5 HAVING true
  )
) AS anon_1
