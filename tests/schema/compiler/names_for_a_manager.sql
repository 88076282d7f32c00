SELECT json_object(
  'people' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : coalesce((
          SELECT person_name_1.full_name
          FROM person_name AS person_name_1
          WHERE person_name_1.person_id = page1.id
        ), page1.label),
        'label' : page1.label,
        'personName' : CASE WHEN (person_name_2.id IS NOT NULL) THEN json_object(
          'fullName' : person_name_2.full_name
        ) END,
        'contact' : CASE WHEN (person_contact_1.id IS NOT NULL) THEN json_object(
          'email' : person_contact_1.email
        ) END,
        'appointments' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'title' : page2.title
            )), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT appointment_1.district_id AS district_id,
            appointment_1.id AS id,
            appointment_1.title AS title
            FROM appointment AS appointment_1
            WHERE appointment_1.person_id = page1.id
            ORDER BY appointment_1.district_id ASC,
            appointment_1.id ASC
            LIMIT 1
          ) AS page2 HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT person_1.id AS id,
      person_1.label AS label,
      row_number() OVER (ORDER BY person_1.label ASC, person_1.id ASC) AS place
      FROM person AS person_1
      WHERE EXISTS (
        SELECT 1
        FROM appointment AS appointment_2
        WHERE appointment_2.person_id = person_1.id
        AND (EXISTS (
          SELECT 1
          FROM district AS district_1
          WHERE district_1.id = appointment_2.district_id
          AND district_1.name = $1::VARCHAR
        ))
      )
      ORDER BY person_1.label ASC,
      person_1.id ASC
      LIMIT 4
    ) AS page1
    LEFT OUTER
    JOIN person_name AS person_name_2 ON person_name_2.person_id = page1.id
    LEFT OUTER
    JOIN person_contact AS person_contact_1 ON person_contact_1.person_id = page1.id HAVING true
  ),
  'named' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM person AS person_2
      WHERE lower(coalesce((
        SELECT person_name_3.full_name
        FROM person_name AS person_name_3
        WHERE person_name_3.person_id = person_2.id
      ), person_2.label)) LIKE lower($2::VARCHAR)
    )
  ),
  'activities' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'owner' : CASE WHEN (person_3.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_4.full_name
            FROM person_name AS person_name_4
            WHERE person_name_4.person_id = person_3.id
          ), person_3.label)
        ) END
      ) ORDER BY page3.place), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT activity_1.district_id AS district_id,
      activity_1.id AS id,
      activity_1.owner_id AS owner_id,
      row_number() OVER (ORDER BY activity_1.district_id ASC, activity_1.id ASC) AS place
      FROM activity AS activity_1
      WHERE EXISTS (
        SELECT 1
        FROM person AS person_4
        WHERE person_4.id = activity_1.owner_id
        AND true
      )
      ORDER BY activity_1.district_id ASC,
      activity_1.id ASC
      LIMIT 3
    ) AS page3
    LEFT OUTER
    JOIN person AS person_3 ON person_3.id = page3.owner_id HAVING true
  )
) AS anon_1
