SELECT json_object(
  'quarterlyReports' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'quarter' : page1.quarter,
        'planAsReported' : CASE WHEN (stood3.id IS NOT NULL) THEN json_object(
          'title' : stood3.title,
          'strategicObjectives' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'title' : stood4.title
              ) ORDER BY stood4.position ASC), '[]'::json)
            ) AS anon_3
            FROM at.strategic_objective(then2.moment) AS stood4
            WHERE stood4.district_id = stood3.district_id
            AND stood4.plan_id = stood3.id HAVING true
          )
        ) END,
        'sections' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'strategicObjective' : CASE WHEN (strategic_objective_1.id IS NOT NULL) THEN json_object(
                'title' : strategic_objective_1.title
              ) END,
              'strategicObjectiveAsReported' : CASE WHEN (stood6.id IS NOT NULL) THEN json_object(
                'title' : stood6.title,
                'initiatives' : json_object(
                  'totalCount' : (
                    SELECT count(*) AS count_1
                    FROM at.initiative(then5.moment) AS stood7
                    WHERE stood7.district_id = stood6.district_id
                    AND stood7.strategic_objective_id = stood6.id
                  )
                )
              ) END
            ) ORDER BY quarterly_section_1.position ASC), '[]'::json)
          ) AS anon_4
          FROM quarterly_section AS quarterly_section_1
          LEFT OUTER
          JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = quarterly_section_1.district_id
          AND strategic_objective_1.id = quarterly_section_1.strategic_objective_id
          LEFT OUTER
          JOIN ask.report_moment(quarterly_section_1.district_id, quarterly_section_1.report_id) AS then5(moment) ON true
          LEFT OUTER
          JOIN at.strategic_objective(then5.moment) AS stood6 ON quarterly_section_1.district_id = stood6.district_id
          AND quarterly_section_1.strategic_objective_id = stood6.id
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
    JOIN at.accelerated_improvement_plan(then2.moment) AS stood3 ON page1.district_id = stood3.district_id
    AND page1.plan_id = stood3.id HAVING true
  )
) AS anon_1
