SELECT json_object(
  'leadershipMeetings' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'topic' : page1.topic,
        'meetsOn' : page1.meets_on,
        'status' : page1.status,
        'facilitator' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END,
        'committee' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'person' : CASE WHEN (person_2.id IS NOT NULL) THEN json_object(
                'name' : coalesce((
                  SELECT person_name_2.full_name
                  FROM person_name AS person_name_2
                  WHERE person_name_2.person_id = person_2.id
                ), person_2.label)
              ) END
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT leadership_committee_member_1.district_id AS district_id,
            leadership_committee_member_1.id AS id,
            leadership_committee_member_1.person_id AS person_id,
            row_number() OVER (ORDER BY leadership_committee_member_1.district_id ASC, leadership_committee_member_1.id ASC) AS place
            FROM leadership_committee_member AS leadership_committee_member_1
            WHERE leadership_committee_member_1.district_id = page1.district_id
            AND leadership_committee_member_1.meeting_id = page1.id
            ORDER BY leadership_committee_member_1.district_id ASC,
            leadership_committee_member_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN person AS person_2 ON person_2.id = page2.person_id HAVING true
        ),
        'segments' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'title' : page3.title,
              'startsAt' : page3.starts_at,
              'endsAt' : page3.ends_at,
              'responsible' : CASE WHEN (person_3.id IS NOT NULL) THEN json_object(
                'name' : coalesce((
                  SELECT person_name_3.full_name
                  FROM person_name AS person_name_3
                  WHERE person_name_3.person_id = person_3.id
                ), person_3.label)
              ) END
            ) ORDER BY page3.place), '[]'::json)
          ) AS anon_4
          FROM (
            SELECT leadership_segment_1.district_id AS district_id,
            leadership_segment_1.id AS id,
            leadership_segment_1.title AS title,
            leadership_segment_1.starts_at AS starts_at,
            leadership_segment_1.ends_at AS ends_at,
            leadership_segment_1.responsible_id AS responsible_id,
            row_number() OVER (ORDER BY leadership_segment_1.position ASC) AS place
            FROM leadership_segment AS leadership_segment_1
            WHERE leadership_segment_1.district_id = page1.district_id
            AND leadership_segment_1.meeting_id = page1.id
            ORDER BY leadership_segment_1.position ASC
            LIMIT 2
          ) AS page3
          LEFT OUTER
          JOIN person AS person_3 ON person_3.id = page3.responsible_id HAVING true
        ),
        'packet' : CASE WHEN (leadership_packet_1.id IS NOT NULL) THEN json_object(
          'introduction' : leadership_packet_1.introduction,
          'contents' : leadership_packet_1.contents
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
      leadership_meeting_1.meets_on AS meets_on,
      leadership_meeting_1.topic AS topic,
      leadership_meeting_1.facilitator_id AS facilitator_id,
      leadership_meeting_1.status AS status,
      row_number() OVER (ORDER BY leadership_meeting_1.month ASC, leadership_meeting_1.district_id ASC, leadership_meeting_1.id ASC) AS place
      FROM leadership_meeting AS leadership_meeting_1
      WHERE leadership_meeting_1.month = any($1::DATE[])
      ORDER BY leadership_meeting_1.month ASC,
      leadership_meeting_1.district_id ASC,
      leadership_meeting_1.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page1.facilitator_id
    LEFT OUTER
    JOIN leadership_packet AS leadership_packet_1 ON leadership_packet_1.district_id = page1.district_id
    AND leadership_packet_1.meeting_id = page1.id HAVING true
  ),
  'selfAssessmentRatings' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'standard' : counted4.standard,
          'level' : counted4.level
        ),
        'count' : counted4.group_count,
        'share' : counted4.group_share
      ) ORDER BY counted4.group_count DESC, counted4.standard, counted4.level), '[]'::json) AS coalesce_1
      FROM (
        SELECT self_assessment_rating_1.standard AS standard,
        self_assessment_rating_1.level AS level,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM self_assessment_rating AS self_assessment_rating_1
        WHERE EXISTS (
          SELECT 1
          FROM self_assessment AS self_assessment_2
          WHERE self_assessment_2.district_id = self_assessment_rating_1.district_id
          AND self_assessment_2.id = self_assessment_rating_1.assessment_id
          AND self_assessment_2.month = $2::DATE
        )
        GROUP BY self_assessment_rating_1.standard,
        self_assessment_rating_1.level
        ORDER BY group_count DESC,
        standard,
        level
        LIMIT 1000
      ) AS counted4
    )
  )
) AS anon_1
