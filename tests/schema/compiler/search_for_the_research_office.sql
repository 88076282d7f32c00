SELECT json_object(
  'searchTranscripts' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM transcript AS transcript_1
        WHERE (transcript_1.district_id, transcript_1.id) IN (
          SELECT anon_3.district_id,
          anon_3.transcript_id
          FROM ask.transcripts_with(CAST($1::VARCHAR AS TEXT)) AS anon_3
        )
        AND (EXISTS (
          SELECT 1
          FROM interview AS interview_1
          WHERE interview_1.district_id = transcript_1.district_id
          AND interview_1.id = transcript_1.interview_id
          AND interview_1.informant_role = any($2::TEXT[])
        ))
      ),
      'nodes' : coalesce(json_agg(json_object(
        'interview' : CASE WHEN (interview_2.id IS NOT NULL) THEN json_object(
          'heldOn' : interview_2.held_on,
          'informantRole' : interview_2.informant_role,
          'pseudonym' : interview_2.pseudonym
        ) END,
        'excerpts' : (
          SELECT coalesce(json_agg(json_object(
            'startsAt' : anon_4.starts_at,
            'endsAt' : anon_4.ends_at,
            'parts' : (
              SELECT coalesce(json_agg(json_object(
                'text' : anon_5.text,
                'isMatch' : anon_5.is_match
              ) ORDER BY anon_5.ordinality), '[]'::json) AS coalesce_2
              FROM ask.excerpt_parts(anon_4.text, anon_4.starts_at, anon_4.match_starts, anon_4.match_ends) WITH ORDINALITY AS anon_5
            )
          ) ORDER BY anon_4.ordinality), '[]'::json) AS coalesce_1
          FROM ask.excerpts(page1.district_id, page1.id, CAST($3::VARCHAR AS TEXT), CAST($4::INTEGER AS INTEGER)) WITH ORDINALITY AS anon_4
        )
      ) ORDER BY page1.place) FILTER (WHERE page1.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'hasNextPage' : coalesce(bool_or(page1.place > 2), false),
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('b94d9e98', CAST((array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))[cardinality(array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))] AS TEXT), CAST((array_agg(CAST(page1.key2 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))[cardinality(array_agg(CAST(page1.key2 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))] AS TEXT), CAST((array_agg(CAST(page1.key3 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))[cardinality(array_agg(CAST(page1.key3 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 2))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END
      ),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'key' : json_object(
            'district' : CASE WHEN (district_1.id IS NOT NULL) THEN json_object(
              'name' : district_1.name
            ) END
          ),
          'count' : counted2.group_count
        ) ORDER BY counted2.group_count DESC, counted2.district_id), '[]'::json) AS coalesce_3
        FROM (
          SELECT district_2.id AS district_id,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM transcript AS transcript_2
          LEFT OUTER
          JOIN district AS district_2 ON district_2.id = transcript_2.district_id
          WHERE (transcript_2.district_id, transcript_2.id) IN (
            SELECT anon_6.district_id,
            anon_6.transcript_id
            FROM ask.transcripts_with(CAST($1::VARCHAR AS TEXT)) AS anon_6
          )
          AND (EXISTS (
            SELECT 1
            FROM interview AS interview_3
            WHERE interview_3.district_id = transcript_2.district_id
            AND interview_3.id = transcript_2.interview_id
            AND interview_3.informant_role = any($2::TEXT[])
          ))
          GROUP BY district_2.id
          ORDER BY group_count DESC,
          district_id
          LIMIT 1000
        ) AS counted2
        LEFT OUTER
        JOIN district AS district_1 ON district_1.id = counted2.district_id
      )
    ) AS anon_2
    FROM (
      SELECT transcript_3.district_id AS district_id,
      transcript_3.id AS id,
      transcript_3.interview_id AS interview_id,
      anon_7.fit AS key1,
      transcript_3.district_id AS key2,
      transcript_3.id AS key3,
      row_number() OVER (ORDER BY anon_7.fit DESC, transcript_3.district_id DESC, transcript_3.id DESC) AS place
      FROM transcript AS transcript_3
      JOIN ask.transcripts_with(CAST($1::VARCHAR AS TEXT)) AS anon_7 ON transcript_3.district_id = anon_7.district_id
      AND transcript_3.id = anon_7.transcript_id
      WHERE EXISTS (
        SELECT 1
        FROM interview AS interview_4
        WHERE interview_4.district_id = transcript_3.district_id
        AND interview_4.id = transcript_3.interview_id
        AND interview_4.informant_role = any($2::TEXT[])
      )
      ORDER BY anon_7.fit DESC,
      transcript_3.district_id DESC,
      transcript_3.id DESC
      LIMIT 2 + 1
    ) AS page1
    LEFT OUTER
    JOIN interview AS interview_2 ON interview_2.district_id = page1.district_id
    AND interview_2.id = page1.interview_id HAVING true
  ),
  'names' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM transcript AS transcript_4
      WHERE (transcript_4.district_id, transcript_4.id) IN (
        SELECT anon_8.district_id,
        anon_8.transcript_id
        FROM ask.transcripts_with(CAST($5::VARCHAR AS TEXT)) AS anon_8
      )
    )
  )
) AS anon_1
