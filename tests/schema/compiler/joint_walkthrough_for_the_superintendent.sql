SELECT json_object(
  'walkthroughs' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'observedOn' : page1.observed_on,
        'observer' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END,
        'jointWith' : CASE WHEN (person_2.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_2.full_name
            FROM person_name AS person_name_2
            WHERE person_name_2.person_id = person_2.id
          ), person_2.label)
        ) END,
        'comments' : json_object(
          'totalCount' : (
            SELECT count(*) AS count_1
            FROM walkthrough_comment AS walkthrough_comment_1
            WHERE walkthrough_comment_1.district_id = page1.district_id
            AND walkthrough_comment_1.walkthrough_id = page1.id
          )
        ),
        'memo' : CASE WHEN (joint_walkthrough_memo_1.id IS NOT NULL) THEN json_object(
          'writtenOn' : joint_walkthrough_memo_1.written_on,
          'instructionSeen' : joint_walkthrough_memo_1.instruction_seen,
          'areasToImprove' : joint_walkthrough_memo_1.areas_to_improve,
          'planForImprovement' : joint_walkthrough_memo_1.plan_for_improvement,
          'author' : CASE WHEN (person_3.id IS NOT NULL) THEN json_object(
            'name' : coalesce((
              SELECT person_name_3.full_name
              FROM person_name AS person_name_3
              WHERE person_name_3.person_id = person_3.id
            ), person_3.label)
          ) END
        ) END
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT walkthrough_1.district_id AS district_id,
      walkthrough_1.id AS id,
      walkthrough_1.observer_id AS observer_id,
      walkthrough_1.joint_with_id AS joint_with_id,
      walkthrough_1.observed_on AS observed_on,
      row_number() OVER (ORDER BY walkthrough_1.district_id ASC, walkthrough_1.id ASC) AS place
      FROM walkthrough AS walkthrough_1
      ORDER BY walkthrough_1.district_id ASC,
      walkthrough_1.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page1.observer_id
    LEFT OUTER
    JOIN person AS person_2 ON person_2.id = page1.joint_with_id
    LEFT OUTER
    JOIN joint_walkthrough_memo AS joint_walkthrough_memo_1 ON joint_walkthrough_memo_1.district_id = page1.district_id
    AND joint_walkthrough_memo_1.walkthrough_id = page1.id
    LEFT OUTER
    JOIN person AS person_3 ON person_3.id = joint_walkthrough_memo_1.author_id HAVING true
  ),
  'byObserver' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'observer' : CASE WHEN (person_4.id IS NOT NULL) THEN json_object(
            'name' : coalesce((
              SELECT person_name_4.full_name
              FROM person_name AS person_name_4
              WHERE person_name_4.person_id = person_4.id
            ), person_4.label)
          ) END
        ),
        'sum' : json_object(
          'walkthroughs' : counted2.sum_walkthroughs
        )
      ) ORDER BY counted2.group_count DESC, counted2.observer_id), '[]'::json) AS coalesce_1
      FROM (
        SELECT person_5.id AS observer_id,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share,
        CAST(trim_scale(CAST(sum(walkthrough_count_1.walkthroughs) AS NUMERIC)) AS TEXT) AS sum_walkthroughs
        FROM walkthrough_count AS walkthrough_count_1
        LEFT OUTER
        JOIN person AS person_5 ON person_5.id = walkthrough_count_1.observer_id
        GROUP BY person_5.id
        ORDER BY group_count DESC,
        observer_id
        LIMIT 1000
      ) AS counted2
      LEFT OUTER
      JOIN person AS person_4 ON person_4.id = counted2.observer_id
    )
  )
) AS anon_1
