SELECT json_object(
  'plan' : (
    SELECT json_object(
      'title' : stood1.title,
      'status' : stood1.status,
      'keyIssues' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'statement' : page3.statement
          )), '[]'::json)
        ) AS anon_3
        FROM (
          SELECT stood2.district_id AS district_id,
          stood2.id AS id,
          stood2.statement AS statement
          FROM at.key_issue($1::TIMESTAMP WITH TIME ZONE) AS stood2
          WHERE stood2.district_id = stood1.district_id
          AND stood2.plan_id = stood1.id
          ORDER BY stood2.position ASC
          LIMIT 2
        ) AS page3 HAVING true
      ),
      'strategicObjectives' : (
        SELECT json_object(
          'nodes' : coalesce(json_agg(json_object(
            'title' : stood4.title,
            'initiatives' : (
              SELECT json_object(
                'totalCount' : (
                  SELECT count(*) AS count_1
                  FROM at.initiative($1::TIMESTAMP WITH TIME ZONE) AS stood7
                  WHERE stood7.district_id = stood4.district_id
                  AND stood7.strategic_objective_id = stood4.id
                  AND (EXISTS (
                    SELECT 1
                    FROM at.benchmark($1::TIMESTAMP WITH TIME ZONE) AS stood8
                    WHERE stood8.district_id = stood7.district_id
                    AND stood8.initiative_id = stood7.id
                    AND stood8.status = $2::VARCHAR
                  ))
                ),
                'nodes' : coalesce(json_agg(json_object(
                  'title' : stood5.title,
                  'activities' : (
                    SELECT json_object(
                      'nodes' : coalesce(json_agg(json_object(
                        'description' : page10.description,
                        'status' : page10.status,
                        'owner' : CASE WHEN (anon_7.id IS NOT NULL) THEN json_object(
                          'label' : anon_7.label
                        ) END
                      ) ORDER BY page10.place), '[]'::json)
                    ) AS anon_6
                    FROM (
                      SELECT stood9.district_id AS district_id,
                      stood9.id AS id,
                      stood9.description AS description,
                      stood9.owner_id AS owner_id,
                      stood9.status AS status,
                      row_number() OVER (ORDER BY stood9.position ASC) AS place
                      FROM at.activity($1::TIMESTAMP WITH TIME ZONE) AS stood9
                      WHERE stood9.district_id = stood5.district_id
                      AND stood9.initiative_id = stood5.id
                      ORDER BY stood9.position ASC
                      LIMIT 1
                    ) AS page10
                    LEFT OUTER
                    JOIN LATERAL (
                      SELECT stood11.id AS id,
                      stood11.label AS label
                      FROM at.person($1::TIMESTAMP WITH TIME ZONE) AS stood11
                      WHERE stood11.id = page10.owner_id
                      LIMIT 1
                    ) AS anon_7 ON true HAVING true
                  ),
                  'benchmarks' : json_object(
                    'groups' : (
                      SELECT coalesce(json_agg(json_object(
                        'key' : json_object(
                          'status' : counted13.status
                        ),
                        'count' : counted13.group_count
                      ) ORDER BY counted13.group_count DESC, counted13.status), '[]'::json) AS coalesce_1
                      FROM (
                        SELECT stood12.status AS status,
                        count(*) AS group_count,
                        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
                        FROM at.benchmark($1::TIMESTAMP WITH TIME ZONE) AS stood12
                        WHERE stood12.district_id = stood5.district_id
                        AND stood12.initiative_id = stood5.id
                        GROUP BY stood12.status
                        ORDER BY group_count DESC,
                        status
                        LIMIT 1000
                      ) AS counted13
                    )
                  )
                ) ORDER BY stood5.position ASC), '[]'::json)
              ) AS anon_5
              FROM at.initiative($1::TIMESTAMP WITH TIME ZONE) AS stood5
              WHERE stood5.district_id = stood4.district_id
              AND stood5.strategic_objective_id = stood4.id
              AND (EXISTS (
                SELECT 1
                FROM at.benchmark($1::TIMESTAMP WITH TIME ZONE) AS stood6
                WHERE stood6.district_id = stood5.district_id
                AND stood6.initiative_id = stood5.id
                AND stood6.status = $2::VARCHAR
              )) HAVING true
            )
          ) ORDER BY stood4.position ASC), '[]'::json)
        ) AS anon_4
        FROM at.strategic_objective($1::TIMESTAMP WITH TIME ZONE) AS stood4
        WHERE stood4.district_id = stood1.district_id
        AND stood4.plan_id = stood1.id HAVING true
      )
    ) AS anon_2
    FROM at.accelerated_improvement_plan($1::TIMESTAMP WITH TIME ZONE) AS stood1
    WHERE stood1.district_id = $3::UUID
    AND stood1.id = $4::UUID
  )
) AS anon_1
