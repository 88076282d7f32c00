SELECT json_object(
  'benchmarks' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'dueOn' : page1.due_on,
        'initiative' : json_object(
          'position' : initiative_1.position,
          'strategicObjective' : json_object(
            'title' : strategic_objective_1.title
          )
        )
      ) ORDER BY page1.place) FILTER (WHERE page1.place <= 3), '[]'::json),
      'pageInfo' : json_object(
        'endCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('5b5b4021', CAST((array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key1 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key2 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key2 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key3 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key3 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key4 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key4 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))] AS TEXT), CAST((array_agg(CAST(page1.key5 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))[cardinality(array_agg(CAST(page1.key5 AS TEXT) ORDER BY page1.place) FILTER (WHERE page1.place <= 3))] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'hasNextPage' : coalesce(bool_or(page1.place > 3), false)
      )
    ) AS anon_2
    FROM (
      SELECT benchmark_1.district_id AS district_id,
      benchmark_1.id AS id,
      benchmark_1.initiative_id AS initiative_id,
      benchmark_1.due_on AS due_on,
      strategic_objective_2.title AS key1,
      initiative_2.position AS key2,
      benchmark_1.due_on AS key3,
      benchmark_1.district_id AS key4,
      benchmark_1.id AS key5,
      row_number() OVER (ORDER BY strategic_objective_2.title DESC NULLS LAST, initiative_2.position ASC NULLS LAST, benchmark_1.due_on DESC, benchmark_1.district_id DESC, benchmark_1.id DESC) AS place
      FROM benchmark AS benchmark_1
      LEFT OUTER
      JOIN initiative AS initiative_2 ON initiative_2.district_id = benchmark_1.district_id
      AND initiative_2.id = benchmark_1.initiative_id
      LEFT OUTER
      JOIN strategic_objective AS strategic_objective_2 ON strategic_objective_2.district_id = initiative_2.district_id
      AND strategic_objective_2.id = initiative_2.strategic_objective_id
      ORDER BY strategic_objective_2.title DESC NULLS LAST,
      initiative_2.position ASC NULLS LAST,
      benchmark_1.due_on DESC,
      benchmark_1.district_id DESC,
      benchmark_1.id DESC
      LIMIT 3 + 1
    ) AS page1
    LEFT OUTER
    JOIN initiative AS initiative_1 ON initiative_1.district_id = page1.district_id
    AND initiative_1.id = page1.initiative_id
    LEFT OUTER
    JOIN strategic_objective AS strategic_objective_1 ON strategic_objective_1.district_id = initiative_1.district_id
    AND strategic_objective_1.id = initiative_1.strategic_objective_id HAVING true
  ),
  'activities' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'position' : page2.position,
        'owner' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'label' : person_1.label
        ) END
      ) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 2), '[]'::json),
      'pageInfo' : json_object(
        'startCursor' : CASE WHEN (count(*) > 0) THEN replace(encode(convert_to(CAST(json_build_array('c01b6ff0', CAST((array_agg(CAST(page2.key1 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 2))[1] AS TEXT), CAST((array_agg(CAST(page2.key2 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 2))[1] AS TEXT), CAST((array_agg(CAST(page2.key3 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 2))[1] AS TEXT), CAST((array_agg(CAST(page2.key4 AS TEXT) ORDER BY page2.place DESC) FILTER (WHERE page2.place <= 2))[1] AS TEXT)) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END,
        'hasPreviousPage' : coalesce(bool_or(page2.place > 2), false)
      )
    ) AS anon_3
    FROM (
      SELECT activity_1.district_id AS district_id,
      activity_1.id AS id,
      activity_1.position AS position,
      activity_1.owner_id AS owner_id,
      person_2.label AS key1,
      activity_1.position AS key2,
      activity_1.district_id AS key3,
      activity_1.id AS key4,
      row_number() OVER (ORDER BY person_2.label DESC NULLS FIRST, activity_1.position DESC, activity_1.district_id DESC, activity_1.id DESC) AS place
      FROM activity AS activity_1
      LEFT OUTER
      JOIN person AS person_2 ON person_2.id = activity_1.owner_id
      ORDER BY person_2.label DESC NULLS FIRST,
      activity_1.position DESC,
      activity_1.district_id DESC,
      activity_1.id DESC
      LIMIT 2 + 1
    ) AS page2
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page2.owner_id HAVING true
  )
) AS anon_1
