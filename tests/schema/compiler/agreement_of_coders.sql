SELECT json_object(
  'studies' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'coderAgreement' : (
          SELECT coalesce(json_agg(json_object(
            'code' : CASE WHEN (code_1.id IS NOT NULL) THEN json_object(
              'name' : code_1.name,
              'kind' : code_1.kind
            ) END,
            'coders' : anon_3.coders,
            'transcripts' : anon_3.transcripts,
            'codePoints' : anon_3.code_points,
            'alpha' : CAST(trim_scale(anon_3.alpha) AS TEXT),
            'undefined' : anon_3.undefined,
            'pairs' : (
              SELECT coalesce(json_agg(json_object(
                'coder' : CASE WHEN (study_member_1.id IS NOT NULL) THEN json_object(
                  'label' : study_member_1.label
                ) END,
                'otherCoder' : CASE WHEN (study_member_2.id IS NOT NULL) THEN json_object(
                  'label' : study_member_2.label
                ) END,
                'codePoints' : anon_4.code_points,
                'kappa' : CAST(trim_scale(anon_4.kappa) AS TEXT),
                'undefined' : anon_4.undefined
              ) ORDER BY anon_4.ordinality), '[]'::json) AS coalesce_2
              FROM ask.coder_pair_agreement(anon_3.study_id, anon_3.code_id, anon_3.with_parts) WITH ORDINALITY AS anon_4
              LEFT OUTER
              JOIN study_member AS study_member_1 ON study_member_1.id = anon_4.coder_id
              LEFT OUTER
              JOIN study_member AS study_member_2 ON study_member_2.id = anon_4.other_coder_id
            )
          ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_1
          FROM ask.coder_agreement(page1.id, CAST($1::UUID AS UUID), CAST($2::BOOLEAN AS BOOLEAN)) WITH ORDINALITY AS anon_3
          LEFT OUTER
          JOIN code AS code_1 ON code_1.id = anon_3.code_id
        ),
        'codeCooccurrences' : (
          SELECT coalesce(json_agg(json_object(
            'code' : CASE WHEN (code_2.id IS NOT NULL) THEN json_object(
              'name' : code_2.name
            ) END,
            'otherCode' : CASE WHEN (code_3.id IS NOT NULL) THEN json_object(
              'name' : code_3.name
            ) END,
            'overlaps' : anon_5."overlaps",
            'codePointsOfBoth' : anon_5.code_points_of_both
          ) ORDER BY anon_5.ordinality), '[]'::json) AS coalesce_3
          FROM ask.code_cooccurrences(page1.id, CAST($3::UUID AS UUID), CAST($4::BOOLEAN AS BOOLEAN)) WITH ORDINALITY AS anon_5
          LEFT OUTER
          JOIN code AS code_2 ON code_2.id = anon_5.code_id
          LEFT OUTER
          JOIN code AS code_3 ON code_3.id = anon_5.other_code_id
        )
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT study_1.id AS id
      FROM study AS study_1
      WHERE lower(study_1.name) LIKE lower($5::VARCHAR)
      ORDER BY study_1.name ASC
      LIMIT 1
    ) AS page1 HAVING true
  )
) AS anon_1
