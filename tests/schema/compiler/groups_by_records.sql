SELECT json_object(
  'activities' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'owner' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
            'name' : coalesce((
              SELECT person_name_1.full_name
              FROM person_name AS person_name_1
              WHERE person_name_1.person_id = person_1.id
            ), person_1.label)
          ) END
        ),
        'count' : counted1.group_count
      ) ORDER BY counted1.group_count DESC, counted1.owner_id), '[]'::json) AS coalesce_1
      FROM (
        SELECT person_2.id AS owner_id,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM activity AS activity_1
        LEFT OUTER
        JOIN person AS person_2 ON person_2.id = activity_1.owner_id
        GROUP BY person_2.id
        ORDER BY group_count DESC,
        owner_id
        LIMIT 1000
      ) AS counted1
      LEFT OUTER
      JOIN person AS person_1 ON person_1.id = counted1.owner_id
    )
  ),
  'accountabilityRatings' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'school' : CASE WHEN (school_1.id IS NOT NULL) THEN json_object(
            'name' : school_1.name
          ) END
        ),
        'count' : counted2.group_count
      ) ORDER BY counted2.group_count DESC, counted2.school_district_id, counted2.school_id), '[]'::json) AS coalesce_2
      FROM (
        SELECT school_2.district_id AS school_district_id,
        school_2.id AS school_id,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM accountability_rating AS accountability_rating_1
        LEFT OUTER
        JOIN school AS school_2 ON school_2.district_id = accountability_rating_1.district_id
        AND school_2.id = accountability_rating_1.school_id
        GROUP BY school_2.district_id,
        school_2.id
        ORDER BY group_count DESC,
        school_district_id,
        school_id
        LIMIT 1000
      ) AS counted2
      LEFT OUTER
      JOIN school AS school_1 ON school_1.district_id = counted2.school_district_id
      AND school_1.id = counted2.school_id
    )
  )
) AS anon_1
