SELECT json_object(
  'causalNetworks' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'title' : page1.title,
        'pictureUrl' : 'pictures/causal-networks/' || 'CausalNetwork_' || encode(uuid_send(page1.district_id) || uuid_send(page1.id), 'hex') || '.svg'
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT causal_network_1.district_id AS district_id,
      causal_network_1.id AS id,
      causal_network_1.title AS title
      FROM causal_network AS causal_network_1
      ORDER BY causal_network_1.district_id ASC,
      causal_network_1.id ASC
      LIMIT 50
    ) AS page1 HAVING true
  ),
  'statisticsReleases' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'number' : page2.number,
        'pictureUrl' : 'pictures/statistics-releases/' || 'StatisticsRelease_' || encode(uuid_send(page2.id), 'hex') || '.svg'
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT statistics_release_1.id AS id,
      statistics_release_1.number AS number
      FROM statistics_release AS statistics_release_1
      ORDER BY statistics_release_1.number ASC
      LIMIT 50
    ) AS page2 HAVING true
  ),
  'plan' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'pictureUrl' : 'pictures/plans/' || 'AcceleratedImprovementPlan_' || encode(uuid_send(page3.district_id) || uuid_send(page3.id), 'hex') || '.svg',
        'strategicObjectives' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'initiatives' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'benchmarks' : (
                      SELECT json_object(
                        'nodes' : coalesce(json_agg(json_object(
                          'pictureUrl' : 'pictures/benchmarks/' || 'Benchmark_' || encode(uuid_send(page6.district_id) || uuid_send(page6.id), 'hex') || '.svg'
                        )), '[]'::json)
                      ) AS anon_7
                      FROM (
                        SELECT benchmark_1.district_id AS district_id,
                        benchmark_1.id AS id
                        FROM benchmark AS benchmark_1
                        WHERE benchmark_1.district_id = page5.district_id
                        AND benchmark_1.initiative_id = page5.id
                        ORDER BY benchmark_1.position ASC
                        LIMIT 1
                      ) AS page6 HAVING true
                    )
                  )), '[]'::json)
                ) AS anon_6
                FROM (
                  SELECT initiative_1.district_id AS district_id,
                  initiative_1.id AS id
                  FROM initiative AS initiative_1
                  WHERE initiative_1.district_id = page4.district_id
                  AND initiative_1.strategic_objective_id = page4.id
                  ORDER BY initiative_1.position ASC
                  LIMIT 1
                ) AS page5 HAVING true
              )
            )), '[]'::json)
          ) AS anon_5
          FROM (
            SELECT strategic_objective_1.district_id AS district_id,
            strategic_objective_1.id AS id
            FROM strategic_objective AS strategic_objective_1
            WHERE strategic_objective_1.district_id = page3.district_id
            AND strategic_objective_1.plan_id = page3.id
            ORDER BY strategic_objective_1.position ASC
            LIMIT 1
          ) AS page4 HAVING true
        )
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT accelerated_improvement_plan_1.district_id AS district_id,
      accelerated_improvement_plan_1.id AS id
      FROM accelerated_improvement_plan AS accelerated_improvement_plan_1
      WHERE accelerated_improvement_plan_1.status = $1::VARCHAR
      ORDER BY accelerated_improvement_plan_1.district_id ASC,
      accelerated_improvement_plan_1.id ASC
      LIMIT 50
    ) AS page3 HAVING true
  )
) AS anon_1
