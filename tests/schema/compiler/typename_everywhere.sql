SELECT json_object(
  '__typename' : 'Query',
  'root' : 'Query',
  'district' : (
    SELECT json_object(
      '__typename' : 'District'
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $1::VARCHAR
  ),
  'node' : (
    SELECT json_object(
      '__typename' : 'District'
    ) AS anon_3
    FROM district AS district_2
    WHERE district_2.id = $2::UUID
  ),
  'plans' : (
    SELECT json_object(
      '__typename' : 'AcceleratedImprovementPlanConnection',
      'edges' : coalesce(json_agg(json_object(
        '__typename' : 'AcceleratedImprovementPlanEdge',
        'node' : json_object(
          '__typename' : 'AcceleratedImprovementPlan',
          'provenance' : json_object(
            '__typename' : 'Provenance',
            'kind' : page1.provenance_kind
          ),
          'district' : json_object(
            '__typename' : 'District'
          )
        )
      ) ORDER BY page1.place) FILTER (WHERE page1.place <= 1), '[]'::json),
      'nodes' : coalesce(json_agg(json_object(
        '__typename' : 'AcceleratedImprovementPlan',
        'keyIssues' : json_object(
          '__typename' : 'KeyIssueConnection'
        )
      ) ORDER BY page1.place) FILTER (WHERE page1.place <= 1), '[]'::json),
      'pageInfo' : json_object(
        '__typename' : 'PageInfo'
      ),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          '__typename' : 'AcceleratedImprovementPlanGroup',
          'key' : json_object(
            '__typename' : 'AcceleratedImprovementPlanGroupKey',
            'district' : CASE WHEN (district_3.id IS NOT NULL) THEN json_object(
              '__typename' : 'District'
            ) END
          )
        ) ORDER BY counted2.group_count DESC, counted2.status, counted2.district_id), '[]'::json) AS coalesce_1
        FROM (
          SELECT accelerated_improvement_plan_1.status AS status,
          district_4.id AS district_id,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
          LEFT OUTER
          JOIN district AS district_4 ON district_4.id = accelerated_improvement_plan_1.district_id
          GROUP BY accelerated_improvement_plan_1.status,
          district_4.id
          ORDER BY group_count DESC,
          status,
          district_id
          LIMIT 1000
        ) AS counted2
        LEFT OUTER
        JOIN district AS district_3 ON district_3.id = counted2.district_id
      )
    ) AS anon_4
    FROM (
      SELECT accelerated_improvement_plan_2.district_id AS district_id,
      accelerated_improvement_plan_2.id AS id,
      accelerated_improvement_plan_2.provenance_kind AS provenance_kind,
      row_number() OVER (ORDER BY accelerated_improvement_plan_2.district_id ASC, accelerated_improvement_plan_2.id ASC) AS place
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_2
      ORDER BY accelerated_improvement_plan_2.district_id ASC,
      accelerated_improvement_plan_2.id ASC
      LIMIT 1 + 1
    ) AS page1
    LEFT OUTER
    JOIN district AS district_5 ON district_5.id = page1.district_id HAVING true
  ),
  'enrollments' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'sum' : json_object(
          '__typename' : 'EnrollmentNumbers'
        ),
        'average' : json_object(
          '__typename' : 'EnrollmentNumbers',
          'pupils' : counted3.avg_pupils
        )
      ) ORDER BY counted3.group_count DESC, counted3."group"), '[]'::json) AS coalesce_2
      FROM (
        SELECT enrollment_1."group" AS "group",
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share,
        CAST(trim_scale(round(avg(enrollment_1.pupils), 4)) AS TEXT) AS avg_pupils
        FROM enrollment AS enrollment_1
        GROUP BY enrollment_1."group"
        ORDER BY group_count DESC,
        "group"
        LIMIT 1000
      ) AS counted3
    )
  )
) AS anon_1
