SELECT json_object(
  'codes' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'segments' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_1
              FROM coding AS coding_1
              WHERE coding_1.study_id = page1.study_id
              AND coding_1.code_id IN (
                SELECT anon_4.code_id
                FROM ask.codes_within(page1.id) AS anon_4
              )
              AND (EXISTS (
                SELECT 1
                FROM study_member AS study_member_1
                WHERE study_member_1.id = coding_1.coder_id
                AND study_member_1.label IS DISTINCT
                FROM $1::VARCHAR
              ))
            ),
            'nodes' : coalesce(json_agg(json_object(
              'startsAt' : page2.starts_at,
              'endsAt' : page2.ends_at,
              'excerpt' : (
                SELECT substr(coalesce((
                  SELECT transcript_original_1.text
                  FROM transcript_original AS transcript_original_1
                  WHERE transcript_original_1.district_id = transcript_1.district_id
                  AND transcript_original_1.id = transcript_1.original_id
                ), transcript_1.masked_text), page2.starts_at + 1, page2.ends_at - page2.starts_at) AS substr_1
                FROM transcript AS transcript_1
                WHERE transcript_1.district_id = page2.district_id
                AND transcript_1.id = page2.transcript_id
              ),
              'code' : CASE WHEN (code_1.id IS NOT NULL) THEN json_object(
                'name' : code_1.name
              ) END,
              'coder' : CASE WHEN (study_member_2.id IS NOT NULL) THEN json_object(
                'label' : study_member_2.label
              ) END,
              'district' : json_object(
                'name' : district_1.name
              ),
              'transcript' : CASE WHEN (transcript_2.id IS NOT NULL) THEN json_object(
                'interview' : CASE WHEN (interview_1.id IS NOT NULL) THEN json_object(
                  'heldOn' : interview_1.held_on,
                  'informantRole' : interview_1.informant_role
                ) END
              ) END
            ) ORDER BY page2.place) FILTER (WHERE page2.place <= 3), '[]'::json),
            'pageInfo' : json_object(
              'hasNextPage' : coalesce(bool_or(page2.place > 3), false),
              'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('7fe27e3c', CAST((array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))[cardinality(array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))] AS TEXT), CAST((array_agg(CAST(page2.key2 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))[cardinality(array_agg(CAST(page2.key2 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))] AS TEXT), CAST((array_agg(CAST(page2.key3 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))[cardinality(array_agg(CAST(page2.key3 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))] AS TEXT), CAST((array_agg(CAST(page2.key4 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))[cardinality(array_agg(CAST(page2.key4 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))] AS TEXT), CAST((array_agg(CAST(page2.key5 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))[cardinality(array_agg(CAST(page2.key5 AS TEXT) ORDER BY page2.place) FILTER (WHERE page2.place <= 3))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
            )
          ) AS anon_3
          FROM (
            SELECT coding_2.district_id AS district_id,
            coding_2.id AS id,
            coding_2.transcript_id AS transcript_id,
            coding_2.code_id AS code_id,
            coding_2.coder_id AS coder_id,
            coding_2.starts_at AS starts_at,
            coding_2.ends_at AS ends_at,
            coding_2.district_id AS key1,
            coding_2.transcript_id AS key2,
            coding_2.starts_at AS key3,
            coding_2.district_id AS key4,
            coding_2.id AS key5,
            row_number() OVER (ORDER BY coding_2.district_id ASC, coding_2.transcript_id ASC, coding_2.starts_at ASC, coding_2.district_id ASC, coding_2.id ASC) AS place
            FROM coding AS coding_2
            WHERE coding_2.study_id = page1.study_id
            AND coding_2.code_id IN (
              SELECT anon_5.code_id
              FROM ask.codes_within(page1.id) AS anon_5
            )
            AND (EXISTS (
              SELECT 1
              FROM study_member AS study_member_3
              WHERE study_member_3.id = coding_2.coder_id
              AND study_member_3.label IS DISTINCT
              FROM $1::VARCHAR
            ))
            ORDER BY coding_2.district_id ASC,
            coding_2.transcript_id ASC,
            coding_2.starts_at ASC,
            coding_2.district_id ASC,
            coding_2.id ASC
            LIMIT 3 + 1
          ) AS page2
          LEFT OUTER
          JOIN code AS code_1 ON code_1.id = page2.code_id
          LEFT OUTER
          JOIN study_member AS study_member_2 ON study_member_2.id = page2.coder_id
          LEFT OUTER
          JOIN district AS district_1 ON district_1.id = page2.district_id
          LEFT OUTER
          JOIN transcript AS transcript_2 ON transcript_2.district_id = page2.district_id
          AND transcript_2.id = page2.transcript_id
          LEFT OUTER
          JOIN interview AS interview_1 ON interview_1.district_id = transcript_2.district_id
          AND interview_1.id = transcript_2.interview_id HAVING true
        ),
        'cooccurrences' : (
          SELECT coalesce(json_agg(json_object(
            'otherCode' : CASE WHEN (code_2.id IS NOT NULL) THEN json_object(
              'name' : code_2.name
            ) END,
            'overlaps' : anon_6."overlaps",
            'transcripts' : anon_6.transcripts,
            'overlapShare' : CAST(trim_scale(anon_6.overlap_share) AS TEXT)
          ) ORDER BY anon_6.ordinality), '[]'::json) AS coalesce_1
          FROM ask.code_cooccurrences(page1.study_id, page1.id, CAST($2::BOOLEAN AS BOOLEAN)) WITH ORDINALITY AS anon_6
          LEFT OUTER
          JOIN code AS code_2 ON code_2.id = anon_6.other_code_id
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT code_3.id AS id,
      code_3.study_id AS study_id
      FROM code AS code_3
      WHERE code_3.name = $3::VARCHAR
      AND (EXISTS (
        SELECT 1
        FROM coding AS coding_3
        WHERE coding_3.study_id = code_3.study_id
        AND coding_3.code_id IN (
          SELECT anon_7.code_id
          FROM ask.codes_within(code_3.id) AS anon_7
        )
        AND true
      ))
      ORDER BY code_3.id ASC
      LIMIT 50
    ) AS page1 HAVING true
  )
) AS anon_1
