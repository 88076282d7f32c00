SELECT json_object(
  'causalNetworks' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'title' : page1.title,
        'site' : CASE WHEN (site_1.id IS NOT NULL) THEN json_object(
          'district' : json_object(
            'name' : district_1.name
          ),
          'families' : (
            SELECT json_object(
              'nodes' : coalesce(json_agg(json_object(
                'family' : page2.family
              )), '[]'::json)
            ) AS anon_3
            FROM (
              SELECT site_family_membership_1.district_id AS district_id,
              site_family_membership_1.id AS id,
              site_family_membership_1.family AS family
              FROM site_family_membership AS site_family_membership_1
              WHERE site_family_membership_1.district_id = site_1.district_id
              AND site_family_membership_1.site_id = site_1.id
              ORDER BY site_family_membership_1.family ASC
              LIMIT 50
            ) AS page2 HAVING true
          ),
          'author' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
            'label' : person_1.label
          ) END
        ) END,
        'variables' : (
          SELECT json_object(
            'totalCount' : (
              SELECT count(*) AS count_1
              FROM causal_variable AS causal_variable_1
              WHERE causal_variable_1.district_id = page1.district_id
              AND causal_variable_1.network_id = page1.id
            ),
            'nodes' : coalesce(json_agg(json_object(
              'position' : page3.position,
              'name' : page3.name,
              'rating' : page3.rating,
              'ratingNote' : page3.rating_note,
              'concept' : CASE WHEN (causal_concept_1.id IS NOT NULL) THEN json_object(
                'variables' : (
                  SELECT json_object(
                    'nodes' : coalesce(json_agg(json_object(
                      'name' : page4.name
                    )), '[]'::json)
                  ) AS anon_5
                  FROM (
                    SELECT causal_variable_2.district_id AS district_id,
                    causal_variable_2.id AS id,
                    causal_variable_2.name AS name
                    FROM causal_variable AS causal_variable_2
                    WHERE causal_variable_2.concept_id = causal_concept_1.id
                    AND (EXISTS (
                      SELECT 1
                      FROM causal_network AS causal_network_1
                      WHERE causal_network_1.district_id = causal_variable_2.district_id
                      AND causal_network_1.id = causal_variable_2.network_id
                      AND causal_network_1.title IS DISTINCT
                      FROM $1::VARCHAR
                    ))
                    ORDER BY causal_variable_2.position ASC,
                    causal_variable_2.district_id ASC,
                    causal_variable_2.id ASC
                    LIMIT 50
                  ) AS page4 HAVING true
                )
              ) END
            ) ORDER BY page3.place), '[]'::json)
          ) AS anon_4
          FROM (
            SELECT causal_variable_3.district_id AS district_id,
            causal_variable_3.id AS id,
            causal_variable_3.position AS position,
            causal_variable_3.name AS name,
            causal_variable_3.concept_id AS concept_id,
            causal_variable_3.rating AS rating,
            causal_variable_3.rating_note AS rating_note,
            row_number() OVER (ORDER BY causal_variable_3.position ASC) AS place
            FROM causal_variable AS causal_variable_3
            WHERE causal_variable_3.district_id = page1.district_id
            AND causal_variable_3.network_id = page1.id
            ORDER BY causal_variable_3.position ASC
            LIMIT 3
          ) AS page3
          LEFT OUTER
          JOIN causal_concept AS causal_concept_1 ON causal_concept_1.id = page3.concept_id HAVING true
        ),
        'links' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'cause' : json_object(
                'position' : causal_variable_4.position
              ),
              'effect' : json_object(
                'position' : causal_variable_5.position
              ),
              'sign' : page5.sign,
              'timeNote' : page5.time_note,
              'basis' : page5.basis,
              'citation' : page5.citation
            ) ORDER BY page5.place), '[]'::json)
          ) AS anon_6
          FROM (
            SELECT causal_link_1.district_id AS district_id,
            causal_link_1.id AS id,
            causal_link_1.cause_id AS cause_id,
            causal_link_1.effect_id AS effect_id,
            causal_link_1.sign AS sign,
            causal_link_1.time_note AS time_note,
            causal_link_1.basis AS basis,
            causal_link_1.citation AS citation,
            row_number() OVER (ORDER BY causal_link_1.district_id ASC, causal_link_1.id ASC) AS place
            FROM causal_link AS causal_link_1
            WHERE causal_link_1.district_id = page1.district_id
            AND causal_link_1.network_id = page1.id
            AND causal_link_1.sign = $2::VARCHAR
            ORDER BY causal_link_1.district_id ASC,
            causal_link_1.id ASC
            LIMIT 50
          ) AS page5
          LEFT OUTER
          JOIN causal_variable AS causal_variable_4 ON causal_variable_4.district_id = page5.district_id
          AND causal_variable_4.id = page5.cause_id
          LEFT OUTER
          JOIN causal_variable AS causal_variable_5 ON causal_variable_5.district_id = page5.district_id
          AND causal_variable_5.id = page5.effect_id HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT causal_network_2.district_id AS district_id,
      causal_network_2.id AS id,
      causal_network_2.site_id AS site_id,
      causal_network_2.title AS title,
      row_number() OVER (ORDER BY causal_network_2.district_id ASC, causal_network_2.id ASC) AS place
      FROM causal_network AS causal_network_2
      WHERE causal_network_2.title = $3::VARCHAR
      ORDER BY causal_network_2.district_id ASC,
      causal_network_2.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN site AS site_1 ON site_1.district_id = page1.district_id
    AND site_1.id = page1.site_id
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = site_1.district_id
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = site_1.author_id HAVING true
  )
) AS anon_1
