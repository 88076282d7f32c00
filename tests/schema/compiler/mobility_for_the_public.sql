SELECT json_object(
  'mobilityStatistics' : (
    SELECT coalesce(json_agg(json_object(
      'group' : anon_2."group",
      'measure' : anon_2.measure,
      'value' : CAST(trim_scale(anon_2.value) AS TEXT),
      'missing' : anon_2.missing,
      'asOf' : CASE WHEN (statistics_release_1.id IS NOT NULL) THEN json_object(
        'number' : statistics_release_1.number
      ) END
    ) ORDER BY anon_2.ordinality), '[]'::json) AS coalesce_1
    FROM ask.mobility_statistics(CAST($1::TEXT[] AS TEXT[]), CAST($2::UUID[] AS UUID[]), CAST($3::TEXT[] AS TEXT[]), CAST($4::TEXT[] AS TEXT[]), CAST($5::TEXT[] AS TEXT[])) WITH ORDINALITY AS anon_2
    LEFT OUTER
    JOIN statistics_release AS statistics_release_1 ON statistics_release_1.id = anon_2.as_of_id
  )
) AS anon_1
