SELECT json_object(
  'district' : (
    SELECT json_object(
      'quarterlyReports' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'schoolYear' : page1.school_year,
            'quarter' : page1.quarter,
            'revision' : page1.revision,
            'status' : page1.status,
            'correction' : page1.correction,
            'issuedOn' : page1.issued_on,
            'presentedOn' : page1.presented_on,
            'presentedAt' : page1.presented_at,
            'isTelevised' : page1.is_televised,
            'revises' : CASE WHEN (quarterly_progress_report_1.id IS NOT NULL) THEN json_object(
              'revision' : quarterly_progress_report_1.revision
            ) END,
            'revisedBy' : (
              SELECT json_object(
                'nodes' : coalesce(json_agg(json_object(
                  'revision' : page2.revision,
                  'correction' : page2.correction
                )), '[]'::json)
              ) AS anon_4
              FROM (
                SELECT quarterly_progress_report_2.district_id AS district_id,
                quarterly_progress_report_2.id AS id,
                quarterly_progress_report_2.revision AS revision,
                quarterly_progress_report_2.correction AS correction
                FROM quarterly_progress_report AS quarterly_progress_report_2
                WHERE quarterly_progress_report_2.district_id = page1.district_id
                AND quarterly_progress_report_2.revises_id = page1.id
                ORDER BY quarterly_progress_report_2.period_starts_on ASC,
                quarterly_progress_report_2.revision ASC,
                quarterly_progress_report_2.district_id ASC,
                quarterly_progress_report_2.id ASC
                LIMIT 50
              ) AS page2 HAVING true
            ),
            'findings' : (
              SELECT json_object(
                'nodes' : coalesce(json_agg(json_object(
                  'kind' : quarterly_finding_1.kind,
                  'statement' : quarterly_finding_1.statement,
                  'strategicObjective' : CASE WHEN (strategic_objective_1.id IS NOT NULL) THEN json_object(
                    'title' : strategic_objective_1.title
                  ) END,
                  'provenance' : json_object(
                    'kind' : quarterly_finding_1.provenance_kind,
                    'line' : quarterly_finding_1.provenance_line
                  )
                ) ORDER BY quarterly_finding_1.position ASC), '[]'::json)
              ) AS anon_5
              FROM quarterly_finding AS quarterly_finding_1
              LEFT OUTER
              JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = quarterly_finding_1.district_id
              AND strategic_objective_1.id = quarterly_finding_1.strategic_objective_id
              WHERE quarterly_finding_1.district_id = page1.district_id
              AND quarterly_finding_1.report_id = page1.id HAVING true
            ),
            'sections' : (
              SELECT json_object(
                'nodes' : coalesce(json_agg(json_object(
                  'quotedTitle' : page3.quoted_title,
                  'progress' : page3.progress,
                  'strategicObjective' : CASE WHEN (strategic_objective_2.id IS NOT NULL) THEN json_object(
                    'title' : strategic_objective_2.title
                  ) END,
                  'quotedBenchmarks' : (
                    SELECT json_object(
                      'nodes' : coalesce(json_agg(json_object(
                        'quotedStatement' : page4.quoted_statement,
                        'dueOn' : page4.due_on,
                        'standing' : page4.standing,
                        'benchmark' : CASE WHEN (benchmark_1.id IS NOT NULL) THEN json_object(
                          'dueOn' : benchmark_1.due_on,
                          'status' : benchmark_1.status
                        ) END
                      ) ORDER BY page4.place), '[]'::json)
                    ) AS anon_7
                    FROM (
                      SELECT quoted_benchmark_1.district_id AS district_id,
                      quoted_benchmark_1.id AS id,
                      quoted_benchmark_1.benchmark_id AS benchmark_id,
                      quoted_benchmark_1.quoted_statement AS quoted_statement,
                      quoted_benchmark_1.due_on AS due_on,
                      quoted_benchmark_1.standing AS standing,
                      row_number() OVER (ORDER BY quoted_benchmark_1.position ASC) AS place
                      FROM quoted_benchmark AS quoted_benchmark_1
                      WHERE quoted_benchmark_1.district_id = page3.district_id
                      AND quoted_benchmark_1.section_id = page3.id
                      ORDER BY quoted_benchmark_1.position ASC
                      LIMIT 50
                    ) AS page4
                    LEFT OUTER
                    JOIN benchmark AS benchmark_1 ON benchmark_1.district_id = page4.district_id
                    AND benchmark_1.id = page4.benchmark_id HAVING true
                  )
                ) ORDER BY page3.place), '[]'::json)
              ) AS anon_6
              FROM (
                SELECT quarterly_section_1.district_id AS district_id,
                quarterly_section_1.id AS id,
                quarterly_section_1.strategic_objective_id AS strategic_objective_id,
                quarterly_section_1.quoted_title AS quoted_title,
                quarterly_section_1.progress AS progress,
                row_number() OVER (ORDER BY quarterly_section_1.position ASC) AS place
                FROM quarterly_section AS quarterly_section_1
                WHERE quarterly_section_1.district_id = page1.district_id
                AND quarterly_section_1.report_id = page1.id
                ORDER BY quarterly_section_1.position ASC
                LIMIT 1
              ) AS page3
              LEFT OUTER
              JOIN strategic_objective AS strategic_objective_2 ON strategic_objective_2.district_id = page3.district_id
              AND strategic_objective_2.id = page3.strategic_objective_id HAVING true
            )
          ) ORDER BY page1.place), '[]'::json)
        ) AS anon_3
        FROM (
          SELECT quarterly_progress_report_3.district_id AS district_id,
          quarterly_progress_report_3.id AS id,
          quarterly_progress_report_3.school_year AS school_year,
          quarterly_progress_report_3.quarter AS quarter,
          quarterly_progress_report_3.revision AS revision,
          quarterly_progress_report_3.revises_id AS revises_id,
          quarterly_progress_report_3.correction AS correction,
          quarterly_progress_report_3.status AS status,
          quarterly_progress_report_3.issued_on AS issued_on,
          quarterly_progress_report_3.presented_on AS presented_on,
          quarterly_progress_report_3.presented_at AS presented_at,
          quarterly_progress_report_3.is_televised AS is_televised,
          row_number() OVER (ORDER BY quarterly_progress_report_3.period_starts_on ASC, quarterly_progress_report_3.revision ASC, quarterly_progress_report_3.district_id ASC, quarterly_progress_report_3.id ASC) AS place
          FROM quarterly_progress_report AS quarterly_progress_report_3
          WHERE quarterly_progress_report_3.district_id = district_1.id
          AND quarterly_progress_report_3.school_year = $1::INTEGER
          AND quarterly_progress_report_3.quarter <= $2::INTEGER
          ORDER BY quarterly_progress_report_3.period_starts_on ASC,
          quarterly_progress_report_3.revision ASC,
          quarterly_progress_report_3.district_id ASC,
          quarterly_progress_report_3.id ASC
          LIMIT 50
        ) AS page1
        LEFT OUTER
        JOIN quarterly_progress_report AS quarterly_progress_report_1 ON quarterly_progress_report_1.district_id = page1.district_id
        AND quarterly_progress_report_1.id = page1.revises_id HAVING true
      )
    ) AS anon_2
    FROM district AS district_1
    WHERE district_1.name = $3::VARCHAR
  ),
  'byStatus' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'status' : counted5.status
        ),
        'count' : counted5.group_count
      ) ORDER BY counted5.group_count DESC, counted5.status), '[]'::json) AS coalesce_1
      FROM (
        SELECT quarterly_progress_report_4.status AS status,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM quarterly_progress_report AS quarterly_progress_report_4
        GROUP BY quarterly_progress_report_4.status
        ORDER BY group_count DESC,
        status
        LIMIT 1000
      ) AS counted5
    )
  ),
  'annualSummaries' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'schoolYear' : page6.school_year,
        'status' : page6.status,
        'district' : json_object(
          'name' : district_2.name
        )
      ) ORDER BY page6.place), '[]'::json)
    ) AS anon_8
    FROM (
      SELECT annual_summary_1.district_id AS district_id,
      annual_summary_1.id AS id,
      annual_summary_1.school_year AS school_year,
      annual_summary_1.status AS status,
      row_number() OVER (ORDER BY annual_summary_1.school_year ASC, annual_summary_1.district_id ASC, annual_summary_1.id ASC) AS place
      FROM annual_summary AS annual_summary_1
      ORDER BY annual_summary_1.school_year ASC,
      annual_summary_1.district_id ASC,
      annual_summary_1.id ASC
      LIMIT 50
    ) AS page6
    LEFT OUTER
    JOIN district AS district_2 ON district_2.id = page6.district_id HAVING true
  )
) AS anon_1
