SELECT json_object(
  'quarterlyReports' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'quarter' : page1.quarter,
        'planAsReported' : CASE WHEN (anon_3.id IS NOT NULL) THEN json_object(
          'title' : anon_3.title,
          'strategicObjectives' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'title' : stood4.title
              ) ORDER BY stood4.position ASC), '[]'::json)
            ) AS anon_4
            FROM at.strategic_objective(then2.moment) AS stood4
            WHERE stood4.district_id = anon_3.district_id
            AND stood4.plan_id = anon_3.id HAVING true
          )
        ) END,
        'sections' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'strategicObjective' : CASE WHEN (strategic_objective_1.id IS NOT NULL) THEN json_object(
                'title' : strategic_objective_1.title
              ) END,
              'strategicObjectiveAsReported' : CASE WHEN (anon_6.id IS NOT NULL) THEN json_object(
                'title' : anon_6.title,
                'initiatives' : json_object(
                  'totalCount' : (
                    SELECT count(*) AS count_1
                    FROM at.initiative(then5.moment) AS stood7
                    WHERE stood7.district_id = anon_6.district_id
                    AND stood7.strategic_objective_id = anon_6.id
                  )
                )
              ) END
            ) ORDER BY quarterly_section_1.position ASC), '[]'::json)
          ) AS anon_5
          FROM quarterly_section AS quarterly_section_1
          LEFT OUTER
          JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = quarterly_section_1.district_id
          AND strategic_objective_1.id = quarterly_section_1.strategic_objective_id
          LEFT OUTER
          JOIN ask.report_moment(quarterly_section_1.district_id, quarterly_section_1.report_id) AS then5(moment) ON true
          LEFT OUTER
          JOIN LATERAL (
            SELECT stood6.district_id AS district_id,
            stood6.id AS id,
            stood6.title AS title
            FROM at.strategic_objective(then5.moment) AS stood6
            WHERE quarterly_section_1.district_id = stood6.district_id
            AND quarterly_section_1.strategic_objective_id = stood6.id
            LIMIT 1
          ) AS anon_6 ON true
          WHERE quarterly_section_1.district_id = page1.district_id
          AND quarterly_section_1.report_id = page1.id HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT quarterly_progress_report_1.district_id AS district_id,
      quarterly_progress_report_1.id AS id,
      quarterly_progress_report_1.plan_id AS plan_id,
      quarterly_progress_report_1.quarter AS quarter,
      row_number() OVER (ORDER BY quarterly_progress_report_1.district_id ASC, quarterly_progress_report_1.id ASC) AS place
      FROM quarterly_progress_report AS quarterly_progress_report_1
      ORDER BY quarterly_progress_report_1.district_id ASC,
      quarterly_progress_report_1.id ASC
      LIMIT 2
    ) AS page1
    LEFT OUTER
    JOIN ask.report_moment(page1.district_id, page1.id) AS then2(moment) ON true
    LEFT OUTER
    JOIN LATERAL (
      SELECT stood3.district_id AS district_id,
      stood3.id AS id,
      stood3.title AS title
      FROM at.accelerated_improvement_plan(then2.moment) AS stood3
      WHERE page1.district_id = stood3.district_id
      AND page1.plan_id = stood3.id
      LIMIT 1
    ) AS anon_3 ON true HAVING true
  )
) AS anon_1
