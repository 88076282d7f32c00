SELECT json_object(
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'provenance' : json_object(
          'kind' : page1.provenance_kind,
          'source' : page1.provenance_source,
          'line' : page1.provenance_line
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.provenance_kind AS provenance_kind,
      district_1.provenance_source AS provenance_source,
      district_1.provenance_line AS provenance_line
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'plans' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'provenance' : json_object(
          'source' : page2.provenance_source,
          'file' : page2.provenance_file,
          'row' : page2.provenance_row
        ),
        'again' : json_object(
          'kind' : page2.provenance_kind
        )
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id,
      accelerated_improvement_plan_1.provenance_kind AS provenance_kind,
      accelerated_improvement_plan_1.provenance_source AS provenance_source,
      accelerated_improvement_plan_1.provenance_file AS provenance_file,
      accelerated_improvement_plan_1.provenance_row AS provenance_row
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE accelerated_improvement_plan_1.provenance_kind IS DISTINCT
      FROM $1::VARCHAR
      ORDER BY accelerated_improvement_plan_1.district_id ASC,
      accelerated_improvement_plan_1.id ASC
      LIMIT 1
    ) AS page2 HAVING true
  )
) AS anon_1
