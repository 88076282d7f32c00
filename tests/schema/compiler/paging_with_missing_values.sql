SELECT json_object(
  'up' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'target' : CAST(trim_scale(page1.target) AS TEXT)
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT benchmark_1.district_id AS district_id,
      benchmark_1.id AS id,
      benchmark_1.target AS target
      FROM benchmark AS benchmark_1
      WHERE benchmark_1.target > $1::NUMERIC
      OR benchmark_1.target IS NULL
      AND $1::NUMERIC IS NOT NULL
      OR benchmark_1.target IS NOT DISTINCT
      FROM $1::NUMERIC
      AND benchmark_1.statement > $2::VARCHAR
      OR benchmark_1.target IS NOT DISTINCT
      FROM $1::NUMERIC
      AND benchmark_1.statement = $2::VARCHAR
      AND benchmark_1.district_id > $3::UUID
      OR benchmark_1.target IS NOT DISTINCT
      FROM $1::NUMERIC
      AND benchmark_1.statement = $2::VARCHAR
      AND benchmark_1.district_id = $3::UUID
      AND benchmark_1.id > $4::UUID
      ORDER BY benchmark_1.target ASC NULLS LAST,
      benchmark_1.statement ASC,
      benchmark_1.district_id ASC,
      benchmark_1.id ASC
      LIMIT 2
    ) AS page1 HAVING true
  ),
  'below' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'target' : CAST(trim_scale(page2.target) AS TEXT)
      ) ORDER BY page2.place DESC), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT benchmark_2.district_id AS district_id,
      benchmark_2.id AS id,
      benchmark_2.target AS target,
      row_number() OVER (ORDER BY benchmark_2.target DESC NULLS FIRST, benchmark_2.statement DESC, benchmark_2.district_id DESC, benchmark_2.id DESC) AS place
      FROM benchmark AS benchmark_2
      WHERE benchmark_2.target < $5::NUMERIC
      OR $5::NUMERIC IS NULL
      AND benchmark_2.target IS NOT NULL
      OR benchmark_2.target IS NOT DISTINCT
      FROM $5::NUMERIC
      AND benchmark_2.statement < $6::VARCHAR
      OR benchmark_2.target IS NOT DISTINCT
      FROM $5::NUMERIC
      AND benchmark_2.statement = $6::VARCHAR
      AND benchmark_2.district_id < $7::UUID
      OR benchmark_2.target IS NOT DISTINCT
      FROM $5::NUMERIC
      AND benchmark_2.statement = $6::VARCHAR
      AND benchmark_2.district_id = $7::UUID
      AND benchmark_2.id < $8::UUID
      ORDER BY benchmark_2.target DESC NULLS FIRST,
      benchmark_2.statement DESC,
      benchmark_2.district_id DESC,
      benchmark_2.id DESC
      LIMIT 2
    ) AS page2 HAVING true
  )
) AS anon_1
