SELECT json_object(
  'causalPaths' : (
    SELECT coalesce(json_agg(json_object(
      'sign' : anon_2.sign,
      'length' : anon_2.length,
      'network' : CASE WHEN (causal_network_1.id IS NOT NULL) THEN json_object(
        'title' : causal_network_1.title,
        'site' : CASE WHEN (site_1.id IS NOT NULL) THEN json_object(
          'district' : json_object(
            'name' : district_1.name
          )
        ) END
      ) END,
      'steps' : (
        SELECT coalesce(json_agg(json_object(
          'variable' : CASE WHEN (causal_variable_1.id IS NOT NULL) THEN json_object(
            'position' : causal_variable_1.position,
            'name' : causal_variable_1.name
          ) END,
          'link' : CASE WHEN (causal_link_1.id IS NOT NULL) THEN json_object(
            'sign' : causal_link_1.sign,
            'timeNote' : causal_link_1.time_note
          ) END,
          'sign' : anon_3.sign
        ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_2
        FROM ask.path_steps(anon_2.district_id, anon_2.variable_ids, anon_2.link_ids) WITH ORDINALITY AS anon_3
        LEFT OUTER
        JOIN causal_variable AS causal_variable_1 ON causal_variable_1.district_id = anon_3.district_id
        AND causal_variable_1.id = anon_3.variable_id
        LEFT OUTER
        JOIN causal_link AS causal_link_1 ON causal_link_1.district_id = anon_3.district_id
        AND causal_link_1.id = anon_3.link_id
      )
    ) ORDER BY anon_2.ordinality), '[]'::json) AS coalesce_1
    FROM ask.concept_paths(CAST($1::UUID AS UUID), CAST($2::UUID AS UUID), CAST($3::UUID[] AS UUID[])) WITH ORDINALITY AS anon_2
    LEFT OUTER
    JOIN causal_network AS causal_network_1 ON causal_network_1.district_id = anon_2.district_id
    AND causal_network_1.id = anon_2.network_id
    LEFT OUTER
    JOIN site AS site_1 ON site_1.district_id = causal_network_1.district_id
    AND site_1.id = causal_network_1.site_id
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = site_1.district_id
  )
) AS anon_1
