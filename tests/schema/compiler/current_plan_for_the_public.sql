SELECT json_object(
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'currentPlan' : CASE WHEN (anon_3.id IS NOT NULL) THEN json_object(
          'title' : anon_3.title,
          'status' : anon_3.status,
          'keyIssues' : json_object(
            'totalCount' : (
              SELECT count(*) AS count_1
              FROM key_issue AS key_issue_1
              WHERE key_issue_1.district_id = anon_3.district_id
              AND key_issue_1.plan_id = anon_3.id
            )
          ),
          'supersedes' : CASE WHEN (accelerated_improvement_plan_1.id IS NOT NULL) THEN json_object(
            'status' : accelerated_improvement_plan_1.status
          ) END
        ) END
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      row_number() OVER (ORDER BY district_1.name ASC) AS place
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN LATERAL (
      SELECT accelerated_improvement_plan_2.district_id AS district_id,
      accelerated_improvement_plan_2.id AS id,
      accelerated_improvement_plan_2.status AS status,
      accelerated_improvement_plan_2.supersedes_id AS supersedes_id,
      accelerated_improvement_plan_2.title AS title
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_2
      WHERE accelerated_improvement_plan_2.district_id = page1.id
      AND (accelerated_improvement_plan_2.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
      ORDER BY (accelerated_improvement_plan_2.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
      accelerated_improvement_plan_2.id
      LIMIT 1
    ) AS anon_3 ON true
    LEFT OUTER
    JOIN accelerated_improvement_plan AS accelerated_improvement_plan_1 ON accelerated_improvement_plan_1.district_id = anon_3.district_id
    AND accelerated_improvement_plan_1.id = anon_3.supersedes_id HAVING true
  ),
  'running' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page2.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT district_2.id AS id,
      district_2.name AS name
      FROM district AS district_2
      WHERE EXISTS (
        SELECT 1
        FROM (
          SELECT accelerated_improvement_plan_3.district_id AS district_id,
          accelerated_improvement_plan_3.id AS id,
          accelerated_improvement_plan_3.title AS title,
          accelerated_improvement_plan_3.status AS status,
          accelerated_improvement_plan_3.visibility AS visibility,
          accelerated_improvement_plan_3.period_starts_on AS period_starts_on,
          accelerated_improvement_plan_3.period_ends_on AS period_ends_on,
          accelerated_improvement_plan_3.vision AS vision,
          accelerated_improvement_plan_3.mission AS mission,
          accelerated_improvement_plan_3.first_submitted_on AS first_submitted_on,
          accelerated_improvement_plan_3.submitted_on AS submitted_on,
          accelerated_improvement_plan_3.accepted_on AS accepted_on,
          accelerated_improvement_plan_3.ended_on AS ended_on,
          accelerated_improvement_plan_3.supersedes_id AS supersedes_id,
          accelerated_improvement_plan_3.created_at AS created_at,
          accelerated_improvement_plan_3.updated_at AS updated_at,
          accelerated_improvement_plan_3.version AS version,
          accelerated_improvement_plan_3.provenance_kind AS provenance_kind,
          accelerated_improvement_plan_3.provenance_source AS provenance_source,
          accelerated_improvement_plan_3.provenance_line AS provenance_line,
          accelerated_improvement_plan_3.provenance_file AS provenance_file,
          accelerated_improvement_plan_3.provenance_row AS provenance_row
          FROM accelerated_improvement_plan AS accelerated_improvement_plan_3
          WHERE accelerated_improvement_plan_3.district_id = district_2.id
          AND (accelerated_improvement_plan_3.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
          ORDER BY (accelerated_improvement_plan_3.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
          accelerated_improvement_plan_3.id
          LIMIT 1
        ) AS anon_5
        WHERE anon_5.status = any($1::TEXT[])
      )
      ORDER BY district_2.name ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'drafting' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_6
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name
      FROM district AS district_3
      WHERE EXISTS (
        SELECT 1
        FROM (
          SELECT accelerated_improvement_plan_4.district_id AS district_id,
          accelerated_improvement_plan_4.id AS id,
          accelerated_improvement_plan_4.title AS title,
          accelerated_improvement_plan_4.status AS status,
          accelerated_improvement_plan_4.visibility AS visibility,
          accelerated_improvement_plan_4.period_starts_on AS period_starts_on,
          accelerated_improvement_plan_4.period_ends_on AS period_ends_on,
          accelerated_improvement_plan_4.vision AS vision,
          accelerated_improvement_plan_4.mission AS mission,
          accelerated_improvement_plan_4.first_submitted_on AS first_submitted_on,
          accelerated_improvement_plan_4.submitted_on AS submitted_on,
          accelerated_improvement_plan_4.accepted_on AS accepted_on,
          accelerated_improvement_plan_4.ended_on AS ended_on,
          accelerated_improvement_plan_4.supersedes_id AS supersedes_id,
          accelerated_improvement_plan_4.created_at AS created_at,
          accelerated_improvement_plan_4.updated_at AS updated_at,
          accelerated_improvement_plan_4.version AS version,
          accelerated_improvement_plan_4.provenance_kind AS provenance_kind,
          accelerated_improvement_plan_4.provenance_source AS provenance_source,
          accelerated_improvement_plan_4.provenance_line AS provenance_line,
          accelerated_improvement_plan_4.provenance_file AS provenance_file,
          accelerated_improvement_plan_4.provenance_row AS provenance_row
          FROM accelerated_improvement_plan AS accelerated_improvement_plan_4
          WHERE accelerated_improvement_plan_4.district_id = district_3.id
          AND (accelerated_improvement_plan_4.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
          ORDER BY (accelerated_improvement_plan_4.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
          accelerated_improvement_plan_4.id
          LIMIT 1
        ) AS anon_7
        WHERE anon_7.status = $2::VARCHAR
      )
      ORDER BY district_3.name ASC
      LIMIT 50
    ) AS page3 HAVING true
  ),
  'without' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page4.name
      )), '[]'::json)
    ) AS anon_8
    FROM (
      SELECT district_4.id AS id,
      district_4.name AS name
      FROM district AS district_4
      WHERE NOT coalesce(EXISTS (
        SELECT 1
        FROM (
          SELECT accelerated_improvement_plan_5.district_id AS district_id,
          accelerated_improvement_plan_5.id AS id,
          accelerated_improvement_plan_5.title AS title,
          accelerated_improvement_plan_5.status AS status,
          accelerated_improvement_plan_5.visibility AS visibility,
          accelerated_improvement_plan_5.period_starts_on AS period_starts_on,
          accelerated_improvement_plan_5.period_ends_on AS period_ends_on,
          accelerated_improvement_plan_5.vision AS vision,
          accelerated_improvement_plan_5.mission AS mission,
          accelerated_improvement_plan_5.first_submitted_on AS first_submitted_on,
          accelerated_improvement_plan_5.submitted_on AS submitted_on,
          accelerated_improvement_plan_5.accepted_on AS accepted_on,
          accelerated_improvement_plan_5.ended_on AS ended_on,
          accelerated_improvement_plan_5.supersedes_id AS supersedes_id,
          accelerated_improvement_plan_5.created_at AS created_at,
          accelerated_improvement_plan_5.updated_at AS updated_at,
          accelerated_improvement_plan_5.version AS version,
          accelerated_improvement_plan_5.provenance_kind AS provenance_kind,
          accelerated_improvement_plan_5.provenance_source AS provenance_source,
          accelerated_improvement_plan_5.provenance_line AS provenance_line,
          accelerated_improvement_plan_5.provenance_file AS provenance_file,
          accelerated_improvement_plan_5.provenance_row AS provenance_row
          FROM accelerated_improvement_plan AS accelerated_improvement_plan_5
          WHERE accelerated_improvement_plan_5.district_id = district_4.id
          AND (accelerated_improvement_plan_5.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
          ORDER BY (accelerated_improvement_plan_5.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
          accelerated_improvement_plan_5.id
          LIMIT 1
        ) AS anon_9
        WHERE true
      ), false)
      ORDER BY district_4.name ASC
      LIMIT 50
    ) AS page4 HAVING true
  ),
  'ofSchool' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'district' : json_object(
          'currentPlan' : CASE WHEN (anon_11.id IS NOT NULL) THEN json_object(
            'status' : anon_11.status
          ) END
        )
      ) ORDER BY page5.place), '[]'::json)
    ) AS anon_10
    FROM (
      SELECT school_1.district_id AS district_id,
      school_1.id AS id,
      row_number() OVER (ORDER BY school_1.name ASC, school_1.district_id ASC, school_1.id ASC) AS place
      FROM school AS school_1
      ORDER BY school_1.name ASC,
      school_1.district_id ASC,
      school_1.id ASC
      LIMIT 1
    ) AS page5
    LEFT OUTER
    JOIN district AS district_5 ON district_5.id = page5.district_id
    LEFT OUTER
    JOIN LATERAL (
      SELECT accelerated_improvement_plan_6.district_id AS district_id,
      accelerated_improvement_plan_6.id AS id,
      accelerated_improvement_plan_6.status AS status
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_6
      WHERE accelerated_improvement_plan_6.district_id = district_5.id
      AND (accelerated_improvement_plan_6.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
      ORDER BY (accelerated_improvement_plan_6.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
      accelerated_improvement_plan_6.id
      LIMIT 1
    ) AS anon_11 ON true HAVING true
  )
) AS anon_1
