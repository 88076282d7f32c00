SELECT json_object(
  'node' : (
    SELECT json_object(
      'id' : 'District_' || encode(uuid_send(district_1.id), 'hex'),
      '__typename' : 'District',
      'name' : district_1.name,
      'version' : district_1.version
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.id = $1::UUID
  ),
  'school' : (
    SELECT json_object(
      'called' : school_1.name,
      'level' : school_1.level
    ) AS anon_3
    FROM school AS school_1
    WHERE school_1.district_id = $2::UUID
    AND school_1.id = $3::UUID
  ),
  'nodes' : (
    SELECT coalesce(json_agg(coalesce(anon_4.found, anon_5.found, anon_6.found, anon_7.found) ORDER BY anon_8.place), '[]'::json) AS coalesce_1
    FROM (
      SELECT unnest($4::INTEGER[]) AS place
    ) AS anon_8
    LEFT OUTER
    JOIN (
      SELECT anon_9.place AS place,
      json_object(
        '__typename' : 'AcceleratedImprovementPlan',
        'id' : 'AcceleratedImprovementPlan_' || encode(uuid_send(accelerated_improvement_plan_1.district_id) || uuid_send(accelerated_improvement_plan_1.id), 'hex'),
        'status' : accelerated_improvement_plan_1.status,
        'district' : json_object(
          'name' : district_2.name
        )
      ) AS found
      FROM (
        SELECT unnest($5::INTEGER[]) AS place,
        unnest($6::UUID[]) AS district_id,
        unnest($7::UUID[]) AS id
      ) AS anon_9
      JOIN accelerated_improvement_plan AS accelerated_improvement_plan_1 ON accelerated_improvement_plan_1.district_id = anon_9.district_id
      AND accelerated_improvement_plan_1.id = anon_9.id
      LEFT OUTER
      JOIN district AS district_2 ON district_2.id = accelerated_improvement_plan_1.district_id
    ) AS anon_4 ON anon_4.place = anon_8.place
    LEFT OUTER
    JOIN (
      SELECT anon_10.place AS place,
      json_object(
        '__typename' : 'District',
        'id' : 'District_' || encode(uuid_send(district_3.id), 'hex'),
        'name' : district_3.name,
        'schools' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_1
            FROM school AS school_2
            WHERE school_2.district_id = district_3.id
          )
        )
      ) AS found
      FROM (
        SELECT unnest($8::INTEGER[]) AS place,
        unnest($9::UUID[]) AS id
      ) AS anon_10
      JOIN district AS district_3 ON district_3.id = anon_10.id
    ) AS anon_5 ON anon_5.place = anon_8.place
    LEFT OUTER
    JOIN (
      SELECT anon_11.place AS place,
      json_object(
        '__typename' : 'Firm',
        'id' : 'Firm_' || encode(uuid_send(firm_1.id), 'hex'),
        'name' : firm_1.name
      ) AS found
      FROM (
        SELECT unnest($10::INTEGER[]) AS place,
        unnest($11::UUID[]) AS id
      ) AS anon_11
      JOIN firm AS firm_1 ON firm_1.id = anon_11.id
    ) AS anon_6 ON anon_6.place = anon_8.place
    LEFT OUTER
    JOIN (
      SELECT anon_12.place AS place,
      json_object(
        '__typename' : 'School',
        'id' : 'School_' || encode(uuid_send(school_3.district_id) || uuid_send(school_3.id), 'hex'),
        'called' : school_3.name,
        'level' : school_3.level
      ) AS found
      FROM (
        SELECT unnest($12::INTEGER[]) AS place,
        unnest($13::UUID[]) AS district_id,
        unnest($14::UUID[]) AS id
      ) AS anon_12
      JOIN school AS school_3 ON school_3.district_id = anon_12.district_id
      AND school_3.id = anon_12.id
    ) AS anon_7 ON anon_7.place = anon_8.place
  ),
  'parts' : (
    SELECT coalesce(json_agg(coalesce(anon_13.found, anon_14.found) ORDER BY anon_15.place), '[]'::json) AS coalesce_2
    FROM (
      SELECT unnest($15::INTEGER[]) AS place
    ) AS anon_15
    LEFT OUTER
    JOIN (
      SELECT anon_16.place AS place,
      json_object(
        'name' : district_4.name,
        'schools' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_2
            FROM school AS school_4
            WHERE school_4.district_id = district_4.id
          )
        )
      ) AS found
      FROM (
        SELECT unnest($16::INTEGER[]) AS place,
        unnest($17::UUID[]) AS id
      ) AS anon_16
      JOIN district AS district_4 ON district_4.id = anon_16.id
    ) AS anon_13 ON anon_13.place = anon_15.place
    LEFT OUTER
    JOIN (
      SELECT anon_17.place AS place,
      json_object(
        'name' : firm_2.name
      ) AS found
      FROM (
        SELECT unnest($18::INTEGER[]) AS place,
        unnest($19::UUID[]) AS id
      ) AS anon_17
      JOIN firm AS firm_2 ON firm_2.id = anon_17.id
    ) AS anon_14 ON anon_14.place = anon_15.place
  ),
  'one' : (
    SELECT coalesce(json_agg(coalesce(anon_18.found) ORDER BY anon_19.place), '[]'::json) AS coalesce_3
    FROM (
      SELECT unnest($20::INTEGER[]) AS place
    ) AS anon_19
    LEFT OUTER
    JOIN (
      SELECT anon_20.place AS place,
      json_object(
        'name' : district_5.name,
        'schools' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_3
            FROM school AS school_5
            WHERE school_5.district_id = district_5.id
          )
        )
      ) AS found
      FROM (
        SELECT unnest($21::INTEGER[]) AS place,
        unnest($22::UUID[]) AS id
      ) AS anon_20
      JOIN district AS district_5 ON district_5.id = anon_20.id
    ) AS anon_18 ON anon_18.place = anon_19.place
  )
) AS anon_1
