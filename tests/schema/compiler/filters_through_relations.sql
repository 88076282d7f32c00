SELECT json_object(
  'benchmarks' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM benchmark AS benchmark_1
        WHERE (EXISTS (
          SELECT 1
          FROM district AS district_1
          WHERE district_1.id = benchmark_1.district_id
          AND lower(district_1.name) LIKE lower($1::VARCHAR)
          AND district_1.level = $2::INTEGER
        ))
        AND (EXISTS (
          SELECT 1
          FROM initiative AS initiative_1
          WHERE initiative_1.district_id = benchmark_1.district_id
          AND initiative_1.id = benchmark_1.initiative_id
          AND (EXISTS (
            SELECT 1
            FROM strategic_objective AS strategic_objective_1
            WHERE strategic_objective_1.district_id = initiative_1.district_id
            AND strategic_objective_1.id = initiative_1.strategic_objective_id
            AND strategic_objective_1.position = $3::INTEGER
            AND (EXISTS (
              SELECT 1
              FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
              WHERE accelerated_improvement_plan_1.district_id = strategic_objective_1.district_id
              AND accelerated_improvement_plan_1.id = strategic_objective_1.plan_id
              AND accelerated_improvement_plan_1.status = $4::VARCHAR
            ))
          ))
        ))
      ),
      'nodes' : coalesce(json_agg(json_object(
        'statement' : page1.statement
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT benchmark_2.district_id AS district_id,
      benchmark_2.id AS id,
      benchmark_2.statement AS statement
      FROM benchmark AS benchmark_2
      WHERE (EXISTS (
        SELECT 1
        FROM district AS district_2
        WHERE district_2.id = benchmark_2.district_id
        AND lower(district_2.name) LIKE lower($1::VARCHAR)
        AND district_2.level = $2::INTEGER
      ))
      AND (EXISTS (
        SELECT 1
        FROM initiative AS initiative_2
        WHERE initiative_2.district_id = benchmark_2.district_id
        AND initiative_2.id = benchmark_2.initiative_id
        AND (EXISTS (
          SELECT 1
          FROM strategic_objective AS strategic_objective_2
          WHERE strategic_objective_2.district_id = initiative_2.district_id
          AND strategic_objective_2.id = initiative_2.strategic_objective_id
          AND strategic_objective_2.position = $3::INTEGER
          AND (EXISTS (
            SELECT 1
            FROM accelerated_improvement_plan AS accelerated_improvement_plan_2
            WHERE accelerated_improvement_plan_2.district_id = strategic_objective_2.district_id
            AND accelerated_improvement_plan_2.id = strategic_objective_2.plan_id
            AND accelerated_improvement_plan_2.status = $4::VARCHAR
          ))
        ))
      ))
      ORDER BY benchmark_2.district_id ASC,
      benchmark_2.id ASC
      LIMIT 3
    ) AS page1 HAVING true
  ),
  'owned' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'description' : page2.description
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT activity_1.district_id AS district_id,
      activity_1.id AS id,
      activity_1.description AS description
      FROM activity AS activity_1
      WHERE EXISTS (
        SELECT 1
        FROM person AS person_1
        WHERE person_1.id = activity_1.owner_id
        AND lower(person_1.label) LIKE lower($5::VARCHAR)
      )
      ORDER BY activity_1.district_id ASC,
      activity_1.id ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'current' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT district_3.id AS id,
      district_3.name AS name
      FROM district AS district_3
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
          WHERE accelerated_improvement_plan_3.district_id = district_3.id
          AND (accelerated_improvement_plan_3.status IN ('ACCEPTED', 'IN_IMPLEMENTATION', 'DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK'))
          ORDER BY (accelerated_improvement_plan_3.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')) DESC,
          accelerated_improvement_plan_3.id
          LIMIT 1
        ) AS anon_5
        WHERE anon_5.status = $6::VARCHAR
      )
      ORDER BY district_3.name ASC
      LIMIT 50
    ) AS page3 HAVING true
  )
) AS anon_1
