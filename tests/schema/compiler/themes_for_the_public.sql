SELECT json_object(
  'themes' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM theme AS theme_1
        WHERE theme_1.provenance_kind = $1::VARCHAR
      ),
      'nodes' : coalesce(json_agg(json_object(
        'title' : page1.title,
        'statement' : page1.statement,
        'publishedOn' : page1.published_on,
        'study' : CASE WHEN (study_1.id IS NOT NULL) THEN json_object(
          'name' : study_1.name
        ) END,
        'codes' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_2
            FROM theme_code AS theme_code_1
            WHERE theme_code_1.theme_id = page1.id
          )
        ),
        'groundings' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_3
              FROM theme_grounding AS theme_grounding_1
              WHERE theme_grounding_1.theme_id = page1.id
            ),
            'nodes' : coalesce(json_agg(json_object(
              'coding' : json_object(
                'excerpt' : (
                  SELECT substr(coalesce((
                    SELECT transcript_original_1.text
                    FROM transcript_original AS transcript_original_1
                    WHERE transcript_original_1.district_id = transcript_1.district_id
                    AND transcript_original_1.id = transcript_1.original_id
                  ), transcript_1.masked_text), coding_1.starts_at + 1, coding_1.ends_at - coding_1.starts_at) AS substr_1
                  FROM transcript AS transcript_1
                  WHERE transcript_1.district_id = coding_1.district_id
                  AND transcript_1.id = coding_1.transcript_id
                )
              )
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT theme_grounding_2.district_id AS district_id,
            theme_grounding_2.id AS id,
            theme_grounding_2.coding_id AS coding_id,
            row_number() OVER (ORDER BY theme_grounding_2.district_id ASC, theme_grounding_2.id ASC) AS place
            FROM theme_grounding AS theme_grounding_2
            WHERE theme_grounding_2.theme_id = page1.id
            ORDER BY theme_grounding_2.district_id ASC,
            theme_grounding_2.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN coding AS coding_1 ON coding_1.district_id = page2.district_id
          AND coding_1.id = page2.coding_id HAVING true
        ),
        'memos' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_4
            FROM memo AS memo_1
            WHERE memo_1.theme_id = page1.id
          )
        ),
        'provenance' : json_object(
          'source' : page1.provenance_source,
          'line' : page1.provenance_line
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT theme_2.id AS id,
      theme_2.title AS title,
      theme_2.statement AS statement,
      theme_2.published_on AS published_on,
      theme_2.study_id AS study_id,
      theme_2.provenance_source AS provenance_source,
      theme_2.provenance_line AS provenance_line,
      row_number() OVER (ORDER BY theme_2.title DESC, theme_2.id DESC) AS place
      FROM theme AS theme_2
      WHERE theme_2.provenance_kind = $1::VARCHAR
      ORDER BY theme_2.title DESC,
      theme_2.id DESC
      LIMIT 2
    ) AS page1
    LEFT OUTER
    JOIN study AS study_1 ON study_1.id = page1.study_id HAVING true
  )
) AS anon_1
