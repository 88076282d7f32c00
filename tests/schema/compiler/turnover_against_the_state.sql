SELECT json_object(
  'turnoverComparison' : (
    SELECT coalesce(json_agg(json_object(
      'schoolYear' : anon_2.school_year,
      'role' : anon_2.role,
      'networkDistricts' : anon_2.network_districts,
      'networkTurnover' : CAST(trim_scale(anon_2.network_turnover) AS TEXT),
      'stateTurnover' : CAST(trim_scale(anon_2.state_turnover) AS TEXT),
      'difference' : CAST(trim_scale(anon_2.difference) AS TEXT)
    ) ORDER BY anon_2.ordinality), '[]'::json) AS coalesce_1
    FROM ask.turnover_comparison(CAST($1::INTEGER[] AS INTEGER[]), CAST($2::TEXT[] AS TEXT[])) WITH ORDINALITY AS anon_2
  ),
  'retentionStatistics' : (
    SELECT coalesce(json_agg(json_object(
      'district' : CASE WHEN (district_1.id IS NOT NULL) THEN json_object(
        'name' : district_1.name
      ) END,
      'role' : anon_3.role,
      'staff' : anon_3.staff,
      'turnover' : CAST(trim_scale(anon_3.turnover) AS TEXT)
    ) ORDER BY anon_3.ordinality), '[]'::json) AS coalesce_2
    FROM ask.retention_statistics(CAST($3::TEXT[] AS TEXT[]), CAST($4::UUID[] AS UUID[]), CAST($5::INTEGER[] AS INTEGER[]), CAST($6::TEXT[] AS TEXT[])) WITH ORDINALITY AS anon_3
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = anon_3.district_id
  )
) AS anon_1
