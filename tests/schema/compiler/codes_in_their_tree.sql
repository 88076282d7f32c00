SELECT json_object(
  'codes' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page1.name,
        'kind' : page1.kind,
        'children' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'name' : page2.name,
              'kind' : page2.kind,
              'children' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'name' : page3.name,
                    'codings' : (
                      SELECT json_object(
                        'totalCount' : (
                          SELECT count(*) AS count_1
                          FROM coding AS coding_1
                          WHERE coding_1.code_id = page3.id
                        ),
                        'nodes' : coalesce(json_agg(json_object(
                          'excerpt' : (
                            SELECT substr(coalesce((
                              SELECT transcript_original_1.text
                              FROM transcript_original AS transcript_original_1
                              WHERE transcript_original_1.district_id = transcript_1.district_id
                              AND transcript_original_1.id = transcript_1.original_id
                            ), transcript_1.masked_text), page4.starts_at + 1, page4.ends_at - page4.starts_at) AS substr_1
                            FROM transcript AS transcript_1
                            WHERE transcript_1.district_id = page4.district_id
                            AND transcript_1.id = page4.transcript_id
                          )
                        )), '[]'::json)
                      ) AS anon_5
                      FROM (
                        SELECT coding_2.district_id AS district_id,
                        coding_2.id AS id,
                        coding_2.transcript_id AS transcript_id,
                        coding_2.starts_at AS starts_at,
                        coding_2.ends_at AS ends_at
                        FROM coding AS coding_2
                        WHERE coding_2.code_id = page3.id
                        ORDER BY coding_2.starts_at ASC,
                        coding_2.district_id ASC,
                        coding_2.id ASC
                        LIMIT 2
                      ) AS page4 HAVING true
                    ),
                    'themes' : (
                      SELECT json_object(
                        'nodes' : coalesce(json_agg(json_object(
                          'theme' : json_object(
                            'title' : theme_1.title
                          )
                        ) ORDER BY page5.place), '[]'::json)
                      ) AS anon_6
                      FROM (
                        SELECT theme_code_1.id AS id,
                        theme_code_1.theme_id AS theme_id,
                        row_number() OVER (ORDER BY theme_code_1.id ASC) AS place
                        FROM theme_code AS theme_code_1
                        WHERE theme_code_1.code_id = page3.id
                        ORDER BY theme_code_1.id ASC
                        LIMIT 5
                      ) AS page5
                      LEFT OUTER
                      JOIN theme AS theme_1 ON theme_1.id = page5.theme_id HAVING true
                    )
                  )), '[]'::json)
                ) AS anon_4
                FROM (
                  SELECT code_1.id AS id,
                  code_1.name AS name
                  FROM code AS code_1
                  WHERE code_1.parent_id = page2.id
                  ORDER BY code_1.position ASC NULLS LAST,
                  code_1.id ASC
                  LIMIT 5
                ) AS page3 HAVING true
              )
            )), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT code_2.id AS id,
            code_2.kind AS kind,
            code_2.name AS name
            FROM code AS code_2
            WHERE code_2.parent_id = page1.id
            ORDER BY code_2.position ASC NULLS LAST,
            code_2.id ASC
            LIMIT 5
          ) AS page2 HAVING true
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT code_3.id AS id,
      code_3.kind AS kind,
      code_3.name AS name
      FROM code AS code_3
      WHERE code_3.kind = $1::VARCHAR
      AND code_3.name = $2::VARCHAR
      ORDER BY code_3.id ASC
      LIMIT 1
    ) AS page1 HAVING true
  )
) AS anon_1
