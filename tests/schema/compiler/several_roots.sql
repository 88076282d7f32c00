SELECT json_object(
  'district' : (
    SELECT json_object(
      'name' : district_1.name
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $1::VARCHAR
  ),
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name
      FROM district AS district_2
      ORDER BY district_2.name ASC
      LIMIT 1
    ) AS page1 HAVING true
  ),
  'school' : (
    SELECT json_object(
      'name' : school_1.name
    ) AS anon_4
    FROM school AS school_1
    WHERE school_1.state_code = $2::VARCHAR
  ),
  'firms' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM firm AS firm_1
    )
  ),
  'plans' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'title' : page2.title,
        'status' : page2.status
      )), '[]'::json)
    ) AS anon_5
    FROM (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id,
      accelerated_improvement_plan_1.title AS title,
      accelerated_improvement_plan_1.status AS status
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE EXISTS (
        SELECT 1
        FROM district AS district_3
        WHERE district_3.id = accelerated_improvement_plan_1.district_id
        AND district_3.name = $3::VARCHAR
      )
      ORDER BY accelerated_improvement_plan_1.district_id ASC,
      accelerated_improvement_plan_1.id ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'node' : (
    SELECT json_object(
      'id' : 'Firm_' || encode(uuid_send(firm_2.id), 'hex')
    ) AS anon_6
    FROM firm AS firm_2
    WHERE firm_2.id = $4::UUID
  ),
  'nodes' : (
    SELECT coalesce(json_agg(CAST(NULL AS JSON) ORDER BY anon_7.place), '[]'::json) AS coalesce_1
    FROM (
      SELECT unnest($5::INTEGER[]) AS place
    ) AS anon_7
  )
) AS anon_1
