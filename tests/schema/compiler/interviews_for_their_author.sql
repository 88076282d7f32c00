SELECT json_object(
  'interviews' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'heldOn' : page1.held_on,
        'informants' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
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
            SELECT informant_1.district_id AS district_id,
            informant_1.id AS id,
            informant_1.person_id AS person_id,
            row_number() OVER (ORDER BY informant_1.district_id ASC, informant_1.id ASC) AS place
            FROM informant AS informant_1
            WHERE informant_1.district_id = page1.district_id
            AND informant_1.interview_id = page1.id
            ORDER BY informant_1.district_id ASC,
            informant_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN person AS person_1 ON person_1.id = page2.person_id HAVING true
        ),
        'transcript' : CASE WHEN (transcript_1.id IS NOT NULL) THEN json_object(
          'text' : coalesce((
            SELECT transcript_original_1.text
            FROM transcript_original AS transcript_original_1
            WHERE transcript_original_1.district_id = transcript_1.district_id
            AND transcript_original_1.id = transcript_1.original_id
          ), transcript_1.masked_text),
          'maskedText' : transcript_1.masked_text,
          'codings' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'excerpt' : (
                  SELECT substr(coalesce((
                    SELECT transcript_original_2.text
                    FROM transcript_original AS transcript_original_2
                    WHERE transcript_original_2.district_id = transcript_2.district_id
                    AND transcript_original_2.id = transcript_2.original_id
                  ), transcript_2.masked_text), page3.starts_at + 1, page3.ends_at - page3.starts_at) AS substr_1
                  FROM transcript AS transcript_2
                  WHERE transcript_2.district_id = page3.district_id
                  AND transcript_2.id = page3.transcript_id
                ),
                'code' : CASE WHEN (code_1.id IS NOT NULL) THEN json_object(
                  'name' : code_1.name
                ) END
              ) ORDER BY page3.place), '[]'::json)
            ) AS anon_4
            FROM (
              SELECT coding_1.district_id AS district_id,
              coding_1.id AS id,
              coding_1.transcript_id AS transcript_id,
              coding_1.code_id AS code_id,
              coding_1.starts_at AS starts_at,
              coding_1.ends_at AS ends_at,
              row_number() OVER (ORDER BY coding_1.starts_at ASC, coding_1.district_id ASC, coding_1.id ASC) AS place
              FROM coding AS coding_1
              WHERE coding_1.district_id = transcript_1.district_id
              AND coding_1.transcript_id = transcript_1.id
              ORDER BY coding_1.starts_at ASC,
              coding_1.district_id ASC,
              coding_1.id ASC
              LIMIT 2
            ) AS page3
            LEFT OUTER
            JOIN code AS code_1 ON code_1.id = page3.code_id HAVING true
          )
        ) END
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT interview_1.district_id AS district_id,
      interview_1.id AS id,
      interview_1.held_on AS held_on,
      row_number() OVER (ORDER BY interview_1.district_id ASC, interview_1.id ASC) AS place
      FROM interview AS interview_1
      WHERE EXISTS (
        SELECT 1
        FROM transcript AS transcript_3
        WHERE transcript_3.district_id = interview_1.district_id
        AND transcript_3.interview_id = interview_1.id
        AND (EXISTS (
          SELECT 1
          FROM transcript_span AS transcript_span_1
          WHERE transcript_span_1.district_id = transcript_3.district_id
          AND transcript_span_1.transcript_id = transcript_3.id
          AND transcript_span_1.kind = $1::VARCHAR
        ))
      )
      ORDER BY interview_1.district_id ASC,
      interview_1.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN transcript AS transcript_1 ON transcript_1.district_id = page1.district_id
    AND transcript_1.interview_id = page1.id HAVING true
  )
) AS anon_1
