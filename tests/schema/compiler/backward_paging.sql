SELECT json_object(
  'end' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page1.name
        )
      ) ORDER BY page1.place DESC) FILTER (WHERE page1.place <= $1::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page1.place > $1::INTEGER), false),
        'hasNextPage' : false,
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page1.place DESC) FILTER (WHERE page1.place <= $1::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page1.place) FILTER (WHERE page1.place <= $1::INTEGER))[1]
      )
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.name AS key1,
      district_1.id AS key2,
      row_number() OVER (ORDER BY district_1.name DESC, district_1.id DESC) AS place
      FROM district AS district_1
      ORDER BY district_1.name DESC,
      district_1.id DESC
      LIMIT $1::INTEGER + 1
    ) AS page1 HAVING true
  ),
  'middle' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page2.name
        )
      ) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= $2::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page2.place > $2::INTEGER), false),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE NOT coalesce((district_2.name, district_2.id) < ($3::VARCHAR, $4::UUID), false)
        ),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page2.place DESC) FILTER (WHERE page2.place <= $2::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page2.key1 AS TEXT), CAST(page2.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page2.place) FILTER (WHERE page2.place <= $2::INTEGER))[1]
      )
    ) AS anon_3
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name,
      district_3.name AS key1,
      district_3.id AS key2,
      row_number() OVER (ORDER BY district_3.name DESC, district_3.id DESC) AS place
      FROM district AS district_3
      WHERE (district_3.name, district_3.id) < ($3::VARCHAR, $4::UUID)
      ORDER BY district_3.name DESC,
      district_3.id DESC
      LIMIT $2::INTEGER + 1
    ) AS page2 HAVING true
  ),
  'beginning' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'name' : page3.name
        )
      ) ORDER BY page3.place DESC) FILTER (WHERE page3.place <= $5::INTEGER), '[]'::json),
      'pageInfo' : json_object(
        'hasPreviousPage' : coalesce(bool_or(page3.place > $5::INTEGER), false),
        'hasNextPage' : EXISTS (
          SELECT 1
          FROM district AS district_4
          WHERE NOT coalesce((district_4.name, district_4.id) < ($6::VARCHAR, $7::UUID), false)
        ),
        'startCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page3.place DESC) FILTER (WHERE page3.place <= $5::INTEGER))[1],
        'endCursor' : (array_agg(replace(encode(convert_to(CAST(json_build_array('27a04adf', CAST(page3.key1 AS TEXT), CAST(page3.key2 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') ORDER BY page3.place) FILTER (WHERE page3.place <= $5::INTEGER))[1]
      )
    ) AS anon_4
    FROM (
      SELECT district_5.id AS id,
      district_5.name AS name,
      district_5.name AS key1,
      district_5.id AS key2,
      row_number() OVER (ORDER BY district_5.name DESC, district_5.id DESC) AS place
      FROM district AS district_5
      WHERE (district_5.name, district_5.id) < ($6::VARCHAR, $7::UUID)
      ORDER BY district_5.name DESC,
      district_5.id DESC
      LIMIT $5::INTEGER + 1
    ) AS page3 HAVING true
  )
) AS anon_1
