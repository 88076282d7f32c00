SELECT json_object(
  'walkthroughs' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM walkthrough AS walkthrough_1
      ),
      'nodes' : coalesce(json_agg(json_object(
        'observedOn' : page1.observed_on,
        'deliveredOn' : page1.delivered_on,
        'isSameDay' : page1.is_same_day,
        'observer' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END,
        'teacher' : CASE WHEN (person_2.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_2.full_name
            FROM person_name AS person_name_2
            WHERE person_name_2.person_id = person_2.id
          ), person_2.label)
        ) END,
        'tool' : CASE WHEN (walkthrough_tool_1.id IS NOT NULL) THEN json_object(
          'name' : walkthrough_tool_1.name,
          'edition' : walkthrough_tool_1.edition
        ) END,
        'comments' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'wasSeen' : page2.was_seen,
              'comment' : page2.comment,
              'toolStrategy' : CASE WHEN (walkthrough_tool_strategy_1.id IS NOT NULL) THEN json_object(
                'position' : walkthrough_tool_strategy_1.position,
                'strategy' : json_object(
                  'name' : instructional_strategy_1.name
                )
              ) END
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT walkthrough_comment_1.district_id AS district_id,
            walkthrough_comment_1.id AS id,
            walkthrough_comment_1.tool_strategy_id AS tool_strategy_id,
            walkthrough_comment_1.was_seen AS was_seen,
            walkthrough_comment_1.comment AS comment,
            row_number() OVER (ORDER BY walkthrough_tool_strategy_2.position ASC NULLS LAST, walkthrough_comment_1.district_id ASC, walkthrough_comment_1.id ASC) AS place
            FROM walkthrough_comment AS walkthrough_comment_1
            LEFT OUTER
            JOIN walkthrough_tool_strategy AS walkthrough_tool_strategy_2 ON walkthrough_tool_strategy_2.district_id = walkthrough_comment_1.district_id
            AND walkthrough_tool_strategy_2.id = walkthrough_comment_1.tool_strategy_id
            WHERE walkthrough_comment_1.district_id = page1.district_id
            AND walkthrough_comment_1.walkthrough_id = page1.id
            ORDER BY walkthrough_tool_strategy_2.position ASC NULLS LAST,
            walkthrough_comment_1.district_id ASC,
            walkthrough_comment_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN walkthrough_tool_strategy AS walkthrough_tool_strategy_1 ON walkthrough_tool_strategy_1.district_id = page2.district_id
          AND walkthrough_tool_strategy_1.id = page2.tool_strategy_id
          LEFT OUTER
          JOIN instructional_strategy AS instructional_strategy_1 ON instructional_strategy_1.district_id = walkthrough_tool_strategy_1.district_id
          AND instructional_strategy_1.id = walkthrough_tool_strategy_1.strategy_id HAVING true
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT walkthrough_2.district_id AS district_id,
      walkthrough_2.id AS id,
      walkthrough_2.tool_id AS tool_id,
      walkthrough_2.observer_id AS observer_id,
      walkthrough_2.teacher_id AS teacher_id,
      walkthrough_2.observed_on AS observed_on,
      walkthrough_2.delivered_on AS delivered_on,
      walkthrough_2.is_same_day AS is_same_day,
      row_number() OVER (ORDER BY walkthrough_2.observed_on ASC, walkthrough_2.district_id ASC, walkthrough_2.id ASC) AS place
      FROM walkthrough AS walkthrough_2
      ORDER BY walkthrough_2.observed_on ASC,
      walkthrough_2.district_id ASC,
      walkthrough_2.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page1.observer_id
    LEFT OUTER
    JOIN person AS person_2 ON person_2.id = page1.teacher_id
    LEFT OUTER
    JOIN walkthrough_tool AS walkthrough_tool_1 ON walkthrough_tool_1.district_id = page1.district_id
    AND walkthrough_tool_1.id = page1.tool_id HAVING true
  ),
  'walkthroughCounts' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM walkthrough_count AS walkthrough_count_1
    )
  ),
  'strategyCounts' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM strategy_count AS strategy_count_1
    )
  ),
  'walkthroughTools' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'edition' : page3.edition,
        'strategies' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_4
            FROM walkthrough_tool_strategy AS walkthrough_tool_strategy_3
            WHERE walkthrough_tool_strategy_3.district_id = page3.district_id
            AND walkthrough_tool_strategy_3.tool_id = page3.id
          )
        )
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT walkthrough_tool_2.district_id AS district_id,
      walkthrough_tool_2.id AS id,
      walkthrough_tool_2.edition AS edition
      FROM walkthrough_tool AS walkthrough_tool_2
      ORDER BY walkthrough_tool_2.district_id ASC,
      walkthrough_tool_2.id ASC
      LIMIT 50
    ) AS page3 HAVING true
  )
) AS anon_1
