SELECT json_object(
  'schools' : (
    SELECT json_object(
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'share' : counted2.group_share,
          'count' : counted2.group_count,
          'key' : json_object(
            'level' : counted2.level
          )
        ) ORDER BY counted2.group_count DESC, counted2.level), '[]'::json) AS coalesce_1
        FROM (
          SELECT school_1.level AS level,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM school AS school_1
          WHERE EXISTS (
            SELECT 1
            FROM district AS district_1
            WHERE district_1.id = school_1.district_id
            AND district_1.name = $1::VARCHAR
          )
          GROUP BY school_1.level
          ORDER BY group_count DESC,
          level
          LIMIT 1000
        ) AS counted2
      ),
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM school AS school_2
        WHERE EXISTS (
          SELECT 1
          FROM district AS district_2
          WHERE district_2.id = school_2.district_id
          AND district_2.name = $1::VARCHAR
        )
      ),
      'pageInfo' : json_object(
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('951d9e29', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key2 AS TEXT)) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key2 AS TEXT)) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key3 AS TEXT)) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key3 AS TEXT)) FILTER (WHERE page1.place <= 3))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('951d9e29', CAST((array_agg(CAST(page1.key1 AS TEXT)) FILTER (WHERE page1.place <= 3))[1] AS TEXT), CAST((array_agg(CAST(page1.key2 AS TEXT)) FILTER (WHERE page1.place <= 3))[1] AS TEXT), CAST((array_agg(CAST(page1.key3 AS TEXT)) FILTER (WHERE page1.place <= 3))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'hasPreviousPage' : false,
        'hasNextPage' : coalesce(bool_or(page1.place > 3), false)
      ),
      'edges' : coalesce(json_agg(json_object(
        'node' : json_object(
          'name' : page1.name
        ),
        'cursor' : replace(encode(convert_to(CAST(json_build_array('951d9e29', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT), CAST(page1.key3 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '')
      )) FILTER (WHERE page1.place <= 3), '[]'::json),
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name
      )) FILTER (WHERE page1.place <= 3), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT school_3.district_id AS district_id,
      school_3.id AS id,
      school_3.name AS name,
      school_3.name AS key1,
      school_3.district_id AS key2,
      school_3.id AS key3,
      row_number() OVER (ORDER BY school_3.name ASC, school_3.district_id ASC, school_3.id ASC) AS place
      FROM school AS school_3
      WHERE EXISTS (
        SELECT 1
        FROM district AS district_3
        WHERE district_3.id = school_3.district_id
        AND district_3.name = $1::VARCHAR
      )
      ORDER BY school_3.name ASC,
      school_3.district_id ASC,
      school_3.id ASC
      LIMIT 3 + 1
    ) AS page1 HAVING true
  )
) AS anon_1
