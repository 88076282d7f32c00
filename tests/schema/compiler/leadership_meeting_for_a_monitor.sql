SELECT json_object(
  'leadershipMeetings' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'topic' : page1.topic,
        'segments' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'title' : leadership_segment_1.title,
              'responsible' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
                'name' : coalesce((
                  SELECT person_name_1.full_name
                  FROM person_name AS person_name_1
                  WHERE person_name_1.person_id = person_1.id
                ), person_1.label)
              ) END
            ) ORDER BY leadership_segment_1.position ASC), '[]'::json)
          ) AS anon_3
          FROM leadership_segment AS leadership_segment_1
          LEFT OUTER
          JOIN person AS person_1 ON person_1.id = leadership_segment_1.responsible_id
          WHERE leadership_segment_1.district_id = page1.district_id
          AND leadership_segment_1.meeting_id = page1.id HAVING true
        ),
        'packet' : CASE WHEN (leadership_packet_1.id IS NOT NULL) THEN json_object(
          'introduction' : leadership_packet_1.introduction
        ) END,
        'selfAssessments' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_1
            FROM self_assessment AS self_assessment_1
            WHERE self_assessment_1.district_id = page1.district_id
            AND self_assessment_1.meeting_id = page1.id
          )
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT leadership_meeting_1.district_id AS district_id,
      leadership_meeting_1.id AS id,
      leadership_meeting_1.topic AS topic,
      row_number() OVER (ORDER BY leadership_meeting_1.district_id ASC, leadership_meeting_1.id ASC) AS place
      FROM leadership_meeting AS leadership_meeting_1
      WHERE leadership_meeting_1.month = $1::DATE
      ORDER BY leadership_meeting_1.district_id ASC,
      leadership_meeting_1.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN leadership_packet AS leadership_packet_1 ON leadership_packet_1.district_id = page1.district_id
    AND leadership_packet_1.meeting_id = page1.id HAVING true
  )
) AS anon_1
