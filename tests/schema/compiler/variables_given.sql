SELECT json_object(
  'whole' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'statement' : page1.statement,
        'dueOn' : page1.due_on,
        'status' : page1.status
      )), '[]'::json),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'key' : json_object(
            'status' : counted2.status,
            'category' : counted2.category
          ),
          'count' : counted2.group_count
        ) ORDER BY counted2.group_count DESC, counted2.category, counted2.status), '[]'::json) AS coalesce_1
        FROM (
          SELECT benchmark_1.category AS category,
          benchmark_1.status AS status,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM benchmark AS benchmark_1
          WHERE benchmark_1.status = $1::VARCHAR
          OR benchmark_1.due_on < $2::DATE
          GROUP BY benchmark_1.category,
          benchmark_1.status
          ORDER BY group_count DESC,
          category,
          status
          LIMIT 1000
        ) AS counted2
      )
    ) AS anon_2
    FROM (
      SELECT benchmark_2.district_id AS district_id,
      benchmark_2.id AS id,
      benchmark_2.statement AS statement,
      benchmark_2.due_on AS due_on,
      benchmark_2.status AS status
      FROM benchmark AS benchmark_2
      LEFT OUTER
      JOIN initiative AS initiative_1 ON initiative_1.district_id = benchmark_2.district_id
      AND initiative_1.id = benchmark_2.initiative_id
      LEFT OUTER
      JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = initiative_1.district_id
      AND strategic_objective_1.id = initiative_1.strategic_objective_id
      WHERE benchmark_2.status = $1::VARCHAR
      OR benchmark_2.due_on < $2::DATE
      ORDER BY strategic_objective_1.title ASC NULLS LAST,
      benchmark_2.position DESC,
      benchmark_2.district_id DESC,
      benchmark_2.id DESC
      LIMIT $3::INTEGER
    ) AS page1 HAVING true
  ),
  'parts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'statement' : page3.statement,
        'dueOn' : page3.due_on,
        'status' : page3.status
      )), '[]'::json),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'key' : json_object(
            'status' : counted4.status,
            'category' : counted4.category
          ),
          'count' : counted4.group_count
        ) ORDER BY counted4.group_count DESC, counted4.status, counted4.category), '[]'::json) AS coalesce_2
        FROM (
          SELECT benchmark_3.status AS status,
          benchmark_3.category AS category,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM benchmark AS benchmark_3
          WHERE benchmark_3.category = $4::VARCHAR
          AND benchmark_3.due_on >= $5::DATE
          AND (lower(benchmark_3.statement) LIKE lower($6::VARCHAR) OR benchmark_3.status = any($7::TEXT[]))
          AND NOT coalesce(EXISTS (
            SELECT 1
            FROM initiative AS initiative_2
            WHERE initiative_2.district_id = benchmark_3.district_id
            AND initiative_2.id = benchmark_3.initiative_id
            AND initiative_2.position = $8::INTEGER
          ), false)
          GROUP BY benchmark_3.status,
          benchmark_3.category
          ORDER BY group_count DESC,
          status,
          category
          LIMIT 1000
        ) AS counted4
      )
    ) AS anon_3
    FROM (
      SELECT benchmark_4.district_id AS district_id,
      benchmark_4.id AS id,
      benchmark_4.statement AS statement,
      benchmark_4.due_on AS due_on,
      benchmark_4.status AS status
      FROM benchmark AS benchmark_4
      LEFT OUTER
      JOIN initiative AS initiative_3 ON initiative_3.district_id = benchmark_4.district_id
      AND initiative_3.id = benchmark_4.initiative_id
      WHERE benchmark_4.category = $4::VARCHAR
      AND benchmark_4.due_on >= $5::DATE
      AND (lower(benchmark_4.statement) LIKE lower($6::VARCHAR) OR benchmark_4.status = any($7::TEXT[]))
      AND NOT coalesce(EXISTS (
        SELECT 1
        FROM initiative AS initiative_4
        WHERE initiative_4.district_id = benchmark_4.district_id
        AND initiative_4.id = benchmark_4.initiative_id
        AND initiative_4.position = $8::INTEGER
      ), false)
      ORDER BY initiative_3.title ASC NULLS LAST,
      benchmark_4.due_on ASC,
      benchmark_4.district_id ASC,
      benchmark_4.id ASC
      LIMIT $9::INTEGER
    ) AS page3 HAVING true
  )
) AS anon_1
