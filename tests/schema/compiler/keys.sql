SELECT json_object(
  'name' : (
    SELECT json_object(
      'id' : 'District_' || encode(uuid_send(district_1.id), 'hex')
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $1::VARCHAR
  ),
  'whole' : (
    SELECT json_object(
      'name' : district_2.name
    ) AS anon_3
    FROM district AS district_2
    WHERE district_2.id = $2::UUID
  ),
  'part' : (
    SELECT json_object(
      'name' : district_3.name
    ) AS anon_4
    FROM district AS district_3
    WHERE district_3.name = $3::VARCHAR
  ),
  'none' : (
    SELECT json_object(
      'name' : district_4.name
    ) AS anon_5
    FROM district AS district_4
    WHERE district_4.state_code = $4::VARCHAR
  ),
  'federal' : (
    SELECT json_object(
      'name' : district_5.name
    ) AS anon_6
    FROM district AS district_5
    WHERE district_5.nces_id = $5::VARCHAR
  ),
  'firm' : (
    SELECT json_object(
      'name' : firm_1.name
    ) AS anon_7
    FROM firm AS firm_1
    WHERE firm_1.name = $6::VARCHAR
  ),
  'plan' : (
    SELECT json_object(
      'title' : accelerated_improvement_plan_1.title
    ) AS anon_8
    FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
    WHERE accelerated_improvement_plan_1.district_id = $7::UUID
    AND accelerated_improvement_plan_1.id = $8::UUID
  ),
  'otherType' : (
    SELECT json_object(
      'title' : accelerated_improvement_plan_2.title
    ) AS anon_9
    FROM accelerated_improvement_plan AS accelerated_improvement_plan_2
    WHERE accelerated_improvement_plan_2.district_id = $9::UUID
    AND accelerated_improvement_plan_2.id = $10::UUID
  )
) AS anon_1
