SELECT json_object(
  'rateLimit' : CASE WHEN (CAST($1::INTEGER AS INTEGER) IS NOT NULL) THEN json_object(
    'limit' : CAST($2::INTEGER AS INTEGER),
    'cost' : CAST($3::INTEGER AS INTEGER),
    'remaining' : CAST($4::INTEGER AS INTEGER),
    'used' : CAST($5::INTEGER AS INTEGER),
    'resetAt' : CAST($6::TIMESTAMP WITH TIME ZONE AS TIMESTAMP WITH TIME ZONE)
  ) END,
  'keyIssues' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'externalId' : (
          SELECT external_id_1.external_id
          FROM clients.external_id AS external_id_1
          WHERE external_id_1.record_type = 'key_issue'
          AND page1.id = external_id_1.record_id
        ),
        'version' : page1.version,
        'plan' : json_object(
          'externalId' : (
            SELECT external_id_2.external_id
            FROM clients.external_id AS external_id_2
            WHERE external_id_2.record_type = 'accelerated_improvement_plan'
            AND accelerated_improvement_plan_1.id = external_id_2.record_id
          )
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT key_issue_1.district_id AS district_id,
      key_issue_1.id AS id,
      key_issue_1.plan_id AS plan_id,
      key_issue_1.version AS version,
      row_number() OVER (ORDER BY key_issue_1.id ASC, key_issue_1.district_id ASC, key_issue_1.id ASC) AS place
      FROM key_issue AS key_issue_1
      ORDER BY key_issue_1.id ASC,
      key_issue_1.district_id ASC,
      key_issue_1.id ASC
      LIMIT 2
    ) AS page1
    LEFT OUTER
    JOIN accelerated_improvement_plan AS accelerated_improvement_plan_1 ON accelerated_improvement_plan_1.district_id = page1.district_id
    AND accelerated_improvement_plan_1.id = page1.plan_id HAVING true
  )
) AS anon_1
