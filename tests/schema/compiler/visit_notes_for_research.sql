SELECT json_object(
  'visitNotes' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM visit_note AS visit_note_1
      ),
      'nodes' : coalesce(json_agg(json_object(
        'visitedOn' : page1.visited_on,
        'occasion' : page1.occasion,
        'body' : page1.body,
        'school' : CASE WHEN (school_1.id IS NOT NULL) THEN json_object(
          'name' : school_1.name
        ) END,
        'author' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END,
        'visit' : CASE WHEN (monitoring_visit_1.id IS NOT NULL) THEN json_object(
          'visitedOn' : monitoring_visit_1.visited_on
        ) END
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT visit_note_2.district_id AS district_id,
      visit_note_2.id AS id,
      visit_note_2.visit_id AS visit_id,
      visit_note_2.visited_on AS visited_on,
      visit_note_2.author_id AS author_id,
      visit_note_2.occasion AS occasion,
      visit_note_2.school_id AS school_id,
      visit_note_2.body AS body,
      row_number() OVER (ORDER BY visit_note_2.visited_on ASC, visit_note_2.position ASC, visit_note_2.district_id ASC, visit_note_2.id ASC) AS place
      FROM visit_note AS visit_note_2
      ORDER BY visit_note_2.visited_on ASC,
      visit_note_2.position ASC,
      visit_note_2.district_id ASC,
      visit_note_2.id ASC
      LIMIT 3
    ) AS page1
    LEFT OUTER
    JOIN school AS school_1 ON school_1.district_id = page1.district_id
    AND school_1.id = page1.school_id
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page1.author_id
    LEFT OUTER
    JOIN monitoring_visit AS monitoring_visit_1 ON monitoring_visit_1.district_id = page1.district_id
    AND monitoring_visit_1.id = page1.visit_id HAVING true
  ),
  'monitoringVisits' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM monitoring_visit AS monitoring_visit_2
    )
  ),
  'byOccasion' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'occasion' : counted2.occasion
        ),
        'count' : counted2.group_count
      ) ORDER BY counted2.group_count DESC, counted2.occasion), '[]'::json) AS coalesce_1
      FROM (
        SELECT visit_note_3.occasion AS occasion,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM visit_note AS visit_note_3
        GROUP BY visit_note_3.occasion
        ORDER BY group_count DESC,
        occasion
        LIMIT 1000
      ) AS counted2
    )
  )
) AS anon_1
