SELECT json_object(
  'highlightMeetings' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM highlight_meeting AS highlight_meeting_1
      ),
      'nodes' : coalesce(json_agg(json_object(
        'month' : page1.month,
        'status' : page1.status,
        'attendances' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'capacity' : page2.capacity,
              'invitedBy' : page2.invited_by,
              'attended' : page2.attended,
              'person' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
                'name' : coalesce((
                  SELECT person_name_1.full_name
                  FROM person_name AS person_name_1
                  WHERE person_name_1.person_id = person_1.id
                ), person_1.label)
              ) END
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT highlight_attendance_1.district_id AS district_id,
            highlight_attendance_1.id AS id,
            highlight_attendance_1.person_id AS person_id,
            highlight_attendance_1.capacity AS capacity,
            highlight_attendance_1.invited_by AS invited_by,
            highlight_attendance_1.attended AS attended,
            row_number() OVER (ORDER BY highlight_attendance_1.district_id ASC, highlight_attendance_1.id ASC) AS place
            FROM highlight_attendance AS highlight_attendance_1
            WHERE highlight_attendance_1.district_id = page1.district_id
            AND highlight_attendance_1.meeting_id = page1.id
            AND highlight_attendance_1.capacity = any($1::TEXT[])
            ORDER BY highlight_attendance_1.district_id ASC,
            highlight_attendance_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN person AS person_1 ON person_1.id = page2.person_id HAVING true
        ),
        'progressNotes' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'statement' : progress_note_1.statement,
              'initiative' : CASE WHEN (initiative_1.id IS NOT NULL) THEN json_object(
                'title' : initiative_1.title
              ) END
            ) ORDER BY progress_note_1.position ASC), '[]'::json)
          ) AS anon_4
          FROM progress_note AS progress_note_1
          LEFT OUTER
          JOIN initiative AS initiative_1 ON initiative_1.district_id = progress_note_1.district_id
          AND initiative_1.id = progress_note_1.initiative_id
          WHERE progress_note_1.district_id = page1.district_id
          AND progress_note_1.meeting_id = page1.id HAVING true
        ),
        'obstacles' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'statement' : obstacle_1.statement,
              'status' : obstacle_1.status,
              'mitigation' : obstacle_1.mitigation,
              'owner' : CASE WHEN (person_2.id IS NOT NULL) THEN json_object(
                'name' : coalesce((
                  SELECT person_name_2.full_name
                  FROM person_name AS person_name_2
                  WHERE person_name_2.person_id = person_2.id
                ), person_2.label)
              ) END
            ) ORDER BY obstacle_1.position ASC), '[]'::json)
          ) AS anon_5
          FROM obstacle AS obstacle_1
          LEFT OUTER
          JOIN person AS person_2 ON person_2.id = obstacle_1.owner_id
          WHERE obstacle_1.district_id = page1.district_id
          AND obstacle_1.meeting_id = page1.id HAVING true
        ),
        'dataPresentations' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_2
              FROM data_presentation AS data_presentation_1
              WHERE data_presentation_1.district_id = page1.district_id
              AND data_presentation_1.meeting_id = page1.id
            ),
            'nodes' : coalesce(json_agg(json_object(
              'kind' : page3.kind,
              'statement' : page3.statement,
              'benchmark' : CASE WHEN (benchmark_1.id IS NOT NULL) THEN json_object(
                'statement' : benchmark_1.statement,
                'status' : benchmark_1.status
              ) END,
              'measurement' : CASE WHEN (measurement_1.id IS NOT NULL) THEN json_object(
                'value' : CAST(trim_scale(measurement_1.value) AS TEXT)
              ) END
            ) ORDER BY page3.place), '[]'::json)
          ) AS anon_6
          FROM (
            SELECT data_presentation_2.district_id AS district_id,
            data_presentation_2.id AS id,
            data_presentation_2.benchmark_id AS benchmark_id,
            data_presentation_2.measurement_id AS measurement_id,
            data_presentation_2.kind AS kind,
            data_presentation_2.statement AS statement,
            row_number() OVER (ORDER BY data_presentation_2.position ASC) AS place
            FROM data_presentation AS data_presentation_2
            WHERE data_presentation_2.district_id = page1.district_id
            AND data_presentation_2.meeting_id = page1.id
            ORDER BY data_presentation_2.position ASC
            LIMIT 1
          ) AS page3
          LEFT OUTER
          JOIN benchmark AS benchmark_1 ON benchmark_1.district_id = page3.district_id
          AND benchmark_1.id = page3.benchmark_id
          LEFT OUTER
          JOIN measurement AS measurement_1 ON measurement_1.district_id = page3.district_id
          AND measurement_1.id = page3.measurement_id HAVING true
        ),
        'reports' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'progress' : page4.progress
            )), '[]'::json)
          ) AS anon_7
          FROM (
            SELECT highlight_report_1.district_id AS district_id,
            highlight_report_1.id AS id,
            highlight_report_1.progress AS progress
            FROM highlight_report AS highlight_report_1
            WHERE highlight_report_1.district_id = page1.district_id
            AND highlight_report_1.meeting_id = page1.id
            ORDER BY highlight_report_1.month ASC
            LIMIT 50
          ) AS page4 HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT highlight_meeting_2.district_id AS district_id,
      highlight_meeting_2.id AS id,
      highlight_meeting_2.month AS month,
      highlight_meeting_2.status AS status
      FROM highlight_meeting AS highlight_meeting_2
      ORDER BY highlight_meeting_2.month ASC,
      highlight_meeting_2.district_id ASC,
      highlight_meeting_2.id ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'monitoringVisits' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM monitoring_visit AS monitoring_visit_1
    )
  ),
  'obstacles' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'status' : counted5.status
        ),
        'count' : counted5.group_count
      ) ORDER BY counted5.group_count DESC, counted5.status), '[]'::json) AS coalesce_1
      FROM (
        SELECT obstacle_2.status AS status,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM obstacle AS obstacle_2
        GROUP BY obstacle_2.status
        ORDER BY group_count DESC,
        status
        LIMIT 1000
      ) AS counted5
    )
  )
) AS anon_1
