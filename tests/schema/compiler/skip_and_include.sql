SELECT json_object(
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'determination' : page1.determination,
        'levelSource' : page1.level_source,
        'schools' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_1
            FROM school AS school_1
            WHERE school_1.district_id = page1.id
          )
        ),
        'ncesId' : page1.nces_id
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.nces_id AS nces_id,
      district_1.determination AS determination,
      district_1.level_source AS level_source
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 1
    ) AS page1 HAVING true
  )
) AS anon_1
