SELECT json_object(
  'sites' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'district' : json_object(
          'name' : district_1.name
        ),
        'innovation' : json_object(
          'name' : innovation_1.name,
          'sponsorship' : innovation_1.sponsorship
        ),
        'publishedOn' : page1.published_on,
        'families' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'family' : page2.family,
              'basis' : page2.basis
            )), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT site_family_membership_1.district_id AS district_id,
            site_family_membership_1.id AS id,
            site_family_membership_1.family AS family,
            site_family_membership_1.basis AS basis
            FROM site_family_membership AS site_family_membership_1
            WHERE site_family_membership_1.district_id = page1.district_id
            AND site_family_membership_1.site_id = page1.id
            ORDER BY site_family_membership_1.family ASC
            LIMIT 50
          ) AS page2 HAVING true
        ),
        'outcomeRatings' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'outcome' : page3.outcome,
              'rating' : page3.rating,
              'basis' : page3.basis
            )), '[]'::json)
          ) AS anon_4
          FROM (
            SELECT outcome_rating_1.district_id AS district_id,
            outcome_rating_1.id AS id,
            outcome_rating_1.outcome AS outcome,
            outcome_rating_1.rating AS rating,
            outcome_rating_1.basis AS basis
            FROM outcome_rating AS outcome_rating_1
            WHERE outcome_rating_1.district_id = page1.district_id
            AND outcome_rating_1.site_id = page1.id
            ORDER BY outcome_rating_1.outcome ASC
            LIMIT 50
          ) AS page3 HAVING true
        ),
        'adoptionMotives' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'group' : page4."group",
              'motive' : page4.motive,
              'rank' : page4.rank,
              'degree' : page4.degree,
              'keyActor' : CASE WHEN (key_actor_1.id IS NOT NULL) THEN json_object(
                'pseudonym' : key_actor_1.pseudonym
              ) END
            ) ORDER BY page4.place), '[]'::json)
          ) AS anon_5
          FROM (
            SELECT adoption_motive_1.district_id AS district_id,
            adoption_motive_1.id AS id,
            adoption_motive_1.key_actor_id AS key_actor_id,
            adoption_motive_1."group" AS "group",
            adoption_motive_1.motive AS motive,
            adoption_motive_1.rank AS rank,
            adoption_motive_1.degree AS degree,
            row_number() OVER (ORDER BY adoption_motive_1.rank ASC NULLS LAST, adoption_motive_1.motive ASC, adoption_motive_1.district_id ASC, adoption_motive_1.id ASC) AS place
            FROM adoption_motive AS adoption_motive_1
            WHERE adoption_motive_1.district_id = page1.district_id
            AND adoption_motive_1.site_id = page1.id
            ORDER BY adoption_motive_1.rank ASC NULLS LAST,
            adoption_motive_1.motive ASC,
            adoption_motive_1.district_id ASC,
            adoption_motive_1.id ASC
            LIMIT 50
          ) AS page4
          LEFT OUTER
          JOIN key_actor AS key_actor_1 ON key_actor_1.district_id = page4.district_id
          AND key_actor_1.id = page4.key_actor_id HAVING true
        ),
        'keyActors' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'pseudonym' : page5.pseudonym,
              'group' : page5."group",
              'identity' : CASE WHEN (key_actor_identity_1.id IS NOT NULL) THEN json_object(
                'keyActor' : json_object(
                  'pseudonym' : key_actor_2.pseudonym
                )
              ) END,
              'careerTrajectory' : CASE WHEN (career_trajectory_1.id IS NOT NULL) THEN json_object(
                'innovationUse' : career_trajectory_1.innovation_use,
                'steps' : (
                  SELECT json_object(
                    'nodes' : coalesce(json_agg(json_object(
                      'position' : career_trajectory_step_1.position,
                      'step' : career_trajectory_step_1.step
                    ) ORDER BY career_trajectory_step_1.position ASC), '[]'::json)
                  ) AS anon_7
                  FROM career_trajectory_step AS career_trajectory_step_1
                  WHERE career_trajectory_step_1.district_id = career_trajectory_1.district_id
                  AND career_trajectory_step_1.trajectory_id = career_trajectory_1.id HAVING true
                )
              ) END,
              'jobMobility' : (
                SELECT json_object(
                  'nodes' : coalesce(json_agg(json_object(
                    'position' : job_mobility_key_actor_1.position,
                    'move' : CASE WHEN (job_mobility_event_1.id IS NOT NULL) THEN json_object(
                      'fromJob' : job_mobility_event_1.from_job,
                      'toJob' : job_mobility_event_1.to_job,
                      'phase' : job_mobility_event_1.phase,
                      'boundary' : job_mobility_event_1.boundary
                    ) END
                  ) ORDER BY job_mobility_key_actor_1.position ASC), '[]'::json)
                ) AS anon_8
                FROM job_mobility_key_actor AS job_mobility_key_actor_1
                LEFT OUTER
                JOIN job_mobility_event AS job_mobility_event_1 ON job_mobility_event_1.district_id = job_mobility_key_actor_1.district_id
                AND job_mobility_event_1.id = job_mobility_key_actor_1.move_id
                WHERE job_mobility_key_actor_1.district_id = page5.district_id
                AND job_mobility_key_actor_1.key_actor_id = page5.id HAVING true
              )
            ) ORDER BY page5.place), '[]'::json)
          ) AS anon_6
          FROM (
            SELECT key_actor_3.district_id AS district_id,
            key_actor_3.id AS id,
            key_actor_3.pseudonym AS pseudonym,
            key_actor_3."group" AS "group",
            row_number() OVER (ORDER BY key_actor_3.pseudonym ASC) AS place
            FROM key_actor AS key_actor_3
            WHERE key_actor_3.district_id = page1.district_id
            AND key_actor_3.site_id = page1.id
            ORDER BY key_actor_3.pseudonym ASC
            LIMIT 50
          ) AS page5
          LEFT OUTER
          JOIN key_actor_identity AS key_actor_identity_1 ON key_actor_identity_1.district_id = page5.district_id
          AND key_actor_identity_1.key_actor_id = page5.id
          LEFT OUTER
          JOIN key_actor AS key_actor_2 ON key_actor_2.district_id = key_actor_identity_1.district_id
          AND key_actor_2.id = key_actor_identity_1.key_actor_id
          LEFT OUTER
          JOIN career_trajectory AS career_trajectory_1 ON career_trajectory_1.district_id = page5.district_id
          AND career_trajectory_1.key_actor_id = page5.id HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT site_1.district_id AS district_id,
      site_1.id AS id,
      site_1.innovation_id AS innovation_id,
      site_1.published_on AS published_on,
      row_number() OVER (ORDER BY district_2.name ASC NULLS LAST, site_1.district_id ASC, site_1.id ASC) AS place
      FROM site AS site_1
      LEFT OUTER
      JOIN district AS district_2 ON district_2.id = site_1.district_id
      WHERE EXISTS (
        SELECT 1
        FROM district AS district_3
        WHERE district_3.id = site_1.district_id
        AND district_3.name = any($1::TEXT[])
      )
      ORDER BY district_2.name ASC NULLS LAST,
      site_1.district_id ASC,
      site_1.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = page1.district_id
    LEFT OUTER
    JOIN innovation AS innovation_1 ON innovation_1.id = page1.innovation_id HAVING true
  )
) AS anon_1
