SELECT json_object(
  'siteMatrix' : (
    SELECT coalesce(json_agg(json_object(
      '__typename' : 'SiteMatrixRow',
      'district' : json_object(
        'name' : district_1.name
      ),
      'innovation' : json_object(
        'name' : innovation_1.name
      ),
      'families' : anon_2.families,
      'moves' : anon_2.moves,
      'innovationRelatedMoves' : anon_2.innovation_related_moves,
      'rows' : (
        SELECT coalesce(json_agg(json_object(
          'outcome' : anon_3.outcome,
          'rating' : anon_3.rating,
          'basis' : anon_3.basis,
          'record' : CASE WHEN (outcome_rating_1.id IS NOT NULL) THEN json_object(
            'evidence' : outcome_rating_1.evidence
          ) END
        ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_2
        FROM ask.site_outcomes(anon_2.district_id, anon_2.site_id) WITH ORDINALITY AS anon_3
        LEFT OUTER
        JOIN outcome_rating AS outcome_rating_1 ON outcome_rating_1.district_id = anon_3.district_id
        AND outcome_rating_1.id = anon_3.rating_id
      ),
      'motives' : (
        SELECT coalesce(json_agg(json_object(
          'motive' : anon_4.motive,
          'group' : anon_4."group",
          'mentions' : anon_4.mentions
        ) ORDER BY anon_4.ordinality), '[]'::json) AS coalesce_3
        FROM ask.site_motives(anon_2.district_id, anon_2.site_id) WITH ORDINALITY AS anon_4
      )
    ) ORDER BY anon_2.ordinality), '[]'::json) AS coalesce_1
    FROM ask.site_matrix(CAST($1::TEXT[] AS TEXT[])) WITH ORDINALITY AS anon_2
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = anon_2.district_id
    LEFT OUTER
    JOIN innovation AS innovation_1 ON innovation_1.id = anon_2.innovation_id
  )
) AS anon_1
