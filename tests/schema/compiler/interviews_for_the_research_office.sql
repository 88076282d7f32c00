SELECT json_object(
  'interviews' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM interview AS interview_1
        WHERE interview_1.informant_role = $1::VARCHAR
        AND (EXISTS (
          SELECT 1
          FROM transcript AS transcript_1
          WHERE transcript_1.district_id = interview_1.district_id
          AND transcript_1.interview_id = interview_1.id
          AND (transcript_1.deidentified_on IS NULL) = $2::BOOLEAN
        ))
      ),
      'nodes' : coalesce(json_agg(json_object(
        'heldOn' : page1.held_on,
        'informantRole' : page1.informant_role,
        'informantKind' : page1.informant_kind,
        'pseudonym' : page1.pseudonym,
        'researcher' : CASE WHEN (study_member_1.id IS NOT NULL) THEN json_object(
          'label' : study_member_1.label,
          'person' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
            'name' : coalesce((
              SELECT person_name_1.full_name
              FROM person_name AS person_name_1
              WHERE person_name_1.person_id = person_1.id
            ), person_1.label)
          ) END
        ) END,
        'informants' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_2
            FROM informant AS informant_1
            WHERE informant_1.district_id = page1.district_id
            AND informant_1.interview_id = page1.id
          )
        ),
        'transcript' : CASE WHEN (transcript_2.id IS NOT NULL) THEN json_object(
          'text' : coalesce((
            SELECT transcript_original_1.text
            FROM transcript_original AS transcript_original_1
            WHERE transcript_original_1.district_id = transcript_2.district_id
            AND transcript_original_1.id = transcript_2.original_id
          ), transcript_2.masked_text),
          'textLength' : transcript_2.text_length,
          'original' : CASE WHEN (transcript_original_2.id IS NOT NULL) THEN json_object(
            'text' : transcript_original_2.text
          ) END,
          'spans' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'kind' : page2.kind,
                'startsAt' : page2.starts_at,
                'endsAt' : page2.ends_at
              )), '[]'::json)
            ) AS anon_3
            FROM (
              SELECT transcript_span_1.district_id AS district_id,
              transcript_span_1.id AS id,
              transcript_span_1.kind AS kind,
              transcript_span_1.starts_at AS starts_at,
              transcript_span_1.ends_at AS ends_at
              FROM transcript_span AS transcript_span_1
              WHERE transcript_span_1.district_id = transcript_2.district_id
              AND transcript_span_1.transcript_id = transcript_2.id
              ORDER BY transcript_span_1.starts_at ASC,
              transcript_span_1.district_id ASC,
              transcript_span_1.id ASC
              LIMIT 50
            ) AS page2 HAVING true
          ),
          'codings' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'startsAt' : page3.starts_at,
                'endsAt' : page3.ends_at,
                'excerpt' : (
                  SELECT substr(coalesce((
                    SELECT transcript_original_3.text
                    FROM transcript_original AS transcript_original_3
                    WHERE transcript_original_3.district_id = transcript_3.district_id
                    AND transcript_original_3.id = transcript_3.original_id
                  ), transcript_3.masked_text), page3.starts_at + 1, page3.ends_at - page3.starts_at) AS substr_1
                  FROM transcript AS transcript_3
                  WHERE transcript_3.district_id = page3.district_id
                  AND transcript_3.id = page3.transcript_id
                ),
                'code' : CASE WHEN (code_1.id IS NOT NULL) THEN json_object(
                  'name' : code_1.name,
                  'parent' : CASE WHEN (code_2.id IS NOT NULL) THEN json_object(
                    'name' : code_2.name
                  ) END
                ) END,
                'coder' : CASE WHEN (study_member_2.id IS NOT NULL) THEN json_object(
                  'label' : study_member_2.label
                ) END
              ) ORDER BY page3.place), '[]'::json)
            ) AS anon_4
            FROM (
              SELECT coding_1.district_id AS district_id,
              coding_1.id AS id,
              coding_1.transcript_id AS transcript_id,
              coding_1.code_id AS code_id,
              coding_1.coder_id AS coder_id,
              coding_1.starts_at AS starts_at,
              coding_1.ends_at AS ends_at,
              row_number() OVER (ORDER BY coding_1.starts_at ASC, coding_1.district_id ASC, coding_1.id ASC) AS place
              FROM coding AS coding_1
              WHERE coding_1.district_id = transcript_2.district_id
              AND coding_1.transcript_id = transcript_2.id
              AND (EXISTS (
                SELECT 1
                FROM study_member AS study_member_3
                WHERE study_member_3.id = coding_1.coder_id
                AND study_member_3.label = $3::VARCHAR
              ))
              ORDER BY coding_1.starts_at ASC,
              coding_1.district_id ASC,
              coding_1.id ASC
              LIMIT 50
            ) AS page3
            LEFT OUTER
            JOIN code AS code_1 ON code_1.id = page3.code_id
            LEFT OUTER
            JOIN code AS code_2 ON code_2.id = code_1.parent_id
            LEFT OUTER
            JOIN study_member AS study_member_2 ON study_member_2.id = page3.coder_id HAVING true
          )
        ) END
      ) ORDER BY page1.place), '[]'::json),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'key' : json_object(
            'informantRole' : counted4."informantRole"
          ),
          'count' : counted4.group_count
        ) ORDER BY counted4.group_count DESC, counted4."informantRole"), '[]'::json) AS coalesce_1
        FROM (
          SELECT interview_2.informant_role AS "informantRole",
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM interview AS interview_2
          WHERE interview_2.informant_role = $1::VARCHAR
          AND (EXISTS (
            SELECT 1
            FROM transcript AS transcript_4
            WHERE transcript_4.district_id = interview_2.district_id
            AND transcript_4.interview_id = interview_2.id
            AND (transcript_4.deidentified_on IS NULL) = $2::BOOLEAN
          ))
          GROUP BY interview_2.informant_role
          ORDER BY group_count DESC,
          "informantRole"
          LIMIT 1000
        ) AS counted4
      )
    ) AS anon_2
    FROM (
      SELECT interview_3.district_id AS district_id,
      interview_3.id AS id,
      interview_3.held_on AS held_on,
      interview_3.informant_role AS informant_role,
      interview_3.informant_kind AS informant_kind,
      interview_3.pseudonym AS pseudonym,
      interview_3.researcher_id AS researcher_id,
      row_number() OVER (ORDER BY interview_3.held_on ASC, interview_3.district_id ASC, interview_3.id ASC) AS place
      FROM interview AS interview_3
      WHERE interview_3.informant_role = $1::VARCHAR
      AND (EXISTS (
        SELECT 1
        FROM transcript AS transcript_5
        WHERE transcript_5.district_id = interview_3.district_id
        AND transcript_5.interview_id = interview_3.id
        AND (transcript_5.deidentified_on IS NULL) = $2::BOOLEAN
      ))
      ORDER BY interview_3.held_on ASC,
      interview_3.district_id ASC,
      interview_3.id ASC
      LIMIT 3
    ) AS page1
    LEFT OUTER
    JOIN study_member AS study_member_1 ON study_member_1.id = page1.researcher_id
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = study_member_1.person_id
    LEFT OUTER
    JOIN transcript AS transcript_2 ON transcript_2.district_id = page1.district_id
    AND transcript_2.interview_id = page1.id
    LEFT OUTER
    JOIN transcript_original AS transcript_original_2 ON transcript_original_2.district_id = transcript_2.district_id
    AND transcript_original_2.id = transcript_2.original_id HAVING true
  )
) AS anon_1
