SELECT json_object(
  'counted' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM benchmark AS benchmark_1
      WHERE benchmark_1.status = $1::VARCHAR
    )
  ),
  'empty' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'id' : 'Benchmark_' || encode(uuid_send(page1.district_id) || uuid_send(page1.id), 'hex')
      )) FILTER (WHERE page1.place <= 0), '[]'::json),
      'pageInfo' : json_object(
        'hasNextPage' : coalesce(bool_or(page1.place > 0), false)
      ),
      'totalCount' : (
        SELECT count(*) AS count_2
        FROM benchmark AS benchmark_2
      )
    ) AS anon_2
    FROM (
      SELECT benchmark_3.district_id AS district_id,
      benchmark_3.id AS id,
      row_number() OVER (ORDER BY benchmark_3.district_id ASC, benchmark_3.id ASC) AS place
      FROM benchmark AS benchmark_3
      ORDER BY benchmark_3.district_id ASC,
      benchmark_3.id ASC
      LIMIT 0 + 1
    ) AS page1 HAVING true
  ),
  'paged' : (
    SELECT json_object(
      'pageInfo' : json_object(
        'hasPreviousPage' : false
      )
    ) AS anon_3
    FROM (
      SELECT row_number() OVER (ORDER BY school_1.name ASC, school_1.district_id ASC, school_1.id ASC) AS place
      FROM school AS school_1
      ORDER BY school_1.name ASC,
      school_1.district_id ASC,
      school_1.id ASC
      LIMIT 1 + 1
    ) AS page2 HAVING true
  ),
  'district' : (
    SELECT json_object(
      'schools' : json_object(
        'totalCount' : (
          SELECT count(*) AS count_3
          FROM school AS school_2
          WHERE school_2.district_id = district_1.id
        )
      ),
      'plans' : json_object(
        'groups' : (
          SELECT coalesce(json_agg(json_object(
            'count' : counted3.group_count
          ) ORDER BY counted3.group_count DESC, counted3.status), '[]'::json) AS coalesce_1
          FROM (
            SELECT accelerated_improvement_plan_1.status AS status,
            count(*) AS group_count,
            CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
            FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
            WHERE accelerated_improvement_plan_1.district_id = district_1.id
            GROUP BY accelerated_improvement_plan_1.status
            ORDER BY group_count DESC,
            status
            LIMIT 1000
          ) AS counted3
        )
      )
    ) AS anon_4
    FROM district AS district_1
    WHERE district_1.name = $2::VARCHAR
  )
) AS anon_1
