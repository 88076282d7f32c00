SELECT json_object(
  'jobMobilityEvents' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'fromJob' : page1.from_job,
        'fromSchool' : CASE WHEN (school_1.id IS NOT NULL) THEN json_object(
          'name' : school_1.name
        ) END,
        'toJob' : page1.to_job,
        'toDistrict' : CASE WHEN (district_1.id IS NOT NULL) THEN json_object(
          'name' : district_1.name
        ) END,
        'movedOn' : page1.moved_on,
        'moverPerson' : CASE WHEN (job_mobility_person_1.id IS NOT NULL) THEN json_object(
          'person' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
            'label' : person_1.label
          ) END
        ) END,
        'moverKeyActor' : CASE WHEN (job_mobility_key_actor_1.id IS NOT NULL) THEN json_object(
          'keyActor' : CASE WHEN (key_actor_1.id IS NOT NULL) THEN json_object(
            'pseudonym' : key_actor_1.pseudonym,
            'group' : key_actor_1."group"
          ) END
        ) END,
        'assessment' : CASE WHEN (mobility_assessment_1.id IS NOT NULL) THEN json_object(
          'isWanted' : mobility_assessment_1.is_wanted,
          'isInnovationRelated' : mobility_assessment_1.is_innovation_related,
          'cause' : mobility_assessment_1.cause,
          'direction' : mobility_assessment_1.direction
        ) END
      ) ORDER BY page1.place), '[]'::json),
      'groups' : (
        SELECT coalesce(json_agg(json_object(
          'key' : json_object(
            'boundary' : counted2.boundary
          ),
          'count' : counted2.group_count
        ) ORDER BY counted2.group_count DESC, counted2.boundary), '[]'::json) AS coalesce_1
        FROM (
          SELECT job_mobility_event_1.boundary AS boundary,
          count(*) AS group_count,
          CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
          FROM job_mobility_event AS job_mobility_event_1
          WHERE EXISTS (
            SELECT 1
            FROM district AS district_2
            WHERE district_2.id = job_mobility_event_1.district_id
            AND district_2.name = $1::VARCHAR
          )
          GROUP BY job_mobility_event_1.boundary
          ORDER BY group_count DESC,
          boundary
          LIMIT 1000
        ) AS counted2
      )
    ) AS anon_2
    FROM (
      SELECT job_mobility_event_2.district_id AS district_id,
      job_mobility_event_2.id AS id,
      job_mobility_event_2.from_job AS from_job,
      job_mobility_event_2.from_district_id AS from_district_id,
      job_mobility_event_2.from_school_id AS from_school_id,
      job_mobility_event_2.to_job AS to_job,
      job_mobility_event_2.to_district_id AS to_district_id,
      job_mobility_event_2.moved_on AS moved_on,
      row_number() OVER (ORDER BY job_mobility_event_2.from_job ASC NULLS LAST, job_mobility_event_2.to_job ASC NULLS LAST, job_mobility_event_2.district_id ASC, job_mobility_event_2.id ASC) AS place
      FROM job_mobility_event AS job_mobility_event_2
      WHERE EXISTS (
        SELECT 1
        FROM district AS district_3
        WHERE district_3.id = job_mobility_event_2.district_id
        AND district_3.name = $1::VARCHAR
      )
      ORDER BY job_mobility_event_2.from_job ASC NULLS LAST,
      job_mobility_event_2.to_job ASC NULLS LAST,
      job_mobility_event_2.district_id ASC,
      job_mobility_event_2.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN school AS school_1 ON school_1.district_id = page1.from_district_id
    AND school_1.id = page1.from_school_id
    LEFT OUTER
    JOIN district AS district_1 ON district_1.id = page1.to_district_id
    LEFT OUTER
    JOIN job_mobility_person AS job_mobility_person_1 ON job_mobility_person_1.district_id = page1.district_id
    AND job_mobility_person_1.move_id = page1.id
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = job_mobility_person_1.person_id
    LEFT OUTER
    JOIN job_mobility_key_actor AS job_mobility_key_actor_1 ON job_mobility_key_actor_1.district_id = page1.district_id
    AND job_mobility_key_actor_1.move_id = page1.id
    LEFT OUTER
    JOIN key_actor AS key_actor_1 ON key_actor_1.district_id = job_mobility_key_actor_1.district_id
    AND key_actor_1.id = job_mobility_key_actor_1.key_actor_id
    LEFT OUTER
    JOIN mobility_assessment AS mobility_assessment_1 ON mobility_assessment_1.district_id = page1.district_id
    AND mobility_assessment_1.move_id = page1.id HAVING true
  )
) AS anon_1
