SELECT json_object(
  'searchTranscripts' : (
    SELECT json_object(
      'edges' : coalesce(json_agg(json_object(
        'cursor' : replace(encode(convert_to(CAST(json_build_array('b94d9e98', CAST(page1.key1 AS TEXT), CAST(page1.key2 AS TEXT), CAST(page1.key3 AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', ''),
        'node' : json_object(
          'excerpts' : (
            SELECT coalesce(json_agg(json_object(
              'parts' : (
                SELECT coalesce(json_agg(json_object(
                  'text' : anon_3.text,
                  'isMatch' : anon_3.is_match
                ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_2
                FROM ask.excerpt_parts(anon_4.text, anon_4.starts_at, anon_4.match_starts, anon_4.match_ends) WITH ORDINALITY AS anon_3
              )
            ) ORDER BY anon_4.ordinality), '[]'::json) AS coalesce_1
            FROM ask.excerpts(page1.district_id, page1.id, CAST($1::VARCHAR AS TEXT), CAST($2::INTEGER AS INTEGER)) WITH ORDINALITY AS anon_4
          )
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT transcript_1.district_id AS district_id,
      transcript_1.id AS id,
      anon_5.fit AS key1,
      transcript_1.district_id AS key2,
      transcript_1.id AS key3
      FROM transcript AS transcript_1
      JOIN ask.transcripts_with(CAST($3::VARCHAR AS TEXT)) AS anon_5 ON transcript_1.district_id = anon_5.district_id
      AND transcript_1.id = anon_5.transcript_id
      ORDER BY anon_5.fit DESC,
      transcript_1.district_id DESC,
      transcript_1.id DESC
      LIMIT 50
    ) AS page1 HAVING true
  )
) AS anon_1
