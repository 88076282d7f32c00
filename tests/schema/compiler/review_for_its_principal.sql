SELECT json_object(
  'schoolPlanReviews' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM school_plan_review AS school_plan_review_1
      ),
      'nodes' : coalesce(json_agg(json_object(
        'month' : page1.month,
        'status' : page1.status,
        'school' : json_object(
          'name' : school_1.name
        ),
        'areasInWork' : page1.areas_in_work,
        'evidence' : page1.evidence,
        'goal' : page1.goal,
        'steps' : page1.steps,
        'heldOn' : page1.held_on,
        'superintendent' : CASE WHEN (person_1.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_1.full_name
            FROM person_name AS person_name_1
            WHERE person_name_1.person_id = person_1.id
          ), person_1.label)
        ) END,
        'assistantSuperintendent' : CASE WHEN (person_2.id IS NOT NULL) THEN json_object(
          'name' : coalesce((
            SELECT person_name_2.full_name
            FROM person_name AS person_name_2
            WHERE person_name_2.person_id = person_2.id
          ), person_2.label)
        ) END,
        'items' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'status' : page2.status,
              'item' : CASE WHEN (school_plan_item_1.id IS NOT NULL) THEN json_object(
                'statement' : school_plan_item_1.statement,
                'status' : school_plan_item_1.status
              ) END
            ) ORDER BY page2.place), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT school_plan_review_item_1.district_id AS district_id,
            school_plan_review_item_1.id AS id,
            school_plan_review_item_1.item_id AS item_id,
            school_plan_review_item_1.status AS status,
            row_number() OVER (ORDER BY school_plan_review_item_1.district_id ASC, school_plan_review_item_1.id ASC) AS place
            FROM school_plan_review_item AS school_plan_review_item_1
            WHERE school_plan_review_item_1.district_id = page1.district_id
            AND school_plan_review_item_1.review_id = page1.id
            ORDER BY school_plan_review_item_1.district_id ASC,
            school_plan_review_item_1.id ASC
            LIMIT 50
          ) AS page2
          LEFT OUTER
          JOIN school_plan_item AS school_plan_item_1 ON school_plan_item_1.district_id = page2.district_id
          AND school_plan_item_1.id = page2.item_id HAVING true
        ),
        'memo' : CASE WHEN (school_plan_memo_1.id IS NOT NULL) THEN json_object(
          'salientPoints' : school_plan_memo_1.salient_points,
          'decisions' : school_plan_memo_1.decisions,
          'areasToImprove' : school_plan_memo_1.areas_to_improve,
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
      SELECT school_plan_review_2.district_id AS district_id,
      school_plan_review_2.id AS id,
      school_plan_review_2.school_id AS school_id,
      school_plan_review_2.month AS month,
      school_plan_review_2.status AS status,
      school_plan_review_2.areas_in_work AS areas_in_work,
      school_plan_review_2.evidence AS evidence,
      school_plan_review_2.goal AS goal,
      school_plan_review_2.steps AS steps,
      school_plan_review_2.held_on AS held_on,
      school_plan_review_2.superintendent_id AS superintendent_id,
      school_plan_review_2.assistant_superintendent_id AS assistant_superintendent_id,
      row_number() OVER (ORDER BY school_plan_review_2.month ASC, school_plan_review_2.district_id ASC, school_plan_review_2.id ASC) AS place
      FROM school_plan_review AS school_plan_review_2
      ORDER BY school_plan_review_2.month ASC,
      school_plan_review_2.district_id ASC,
      school_plan_review_2.id ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN school AS school_1 ON school_1.district_id = page1.district_id
    AND school_1.id = page1.school_id
    LEFT OUTER
    JOIN person AS person_1 ON person_1.id = page1.superintendent_id
    LEFT OUTER
    JOIN person AS person_2 ON person_2.id = page1.assistant_superintendent_id
    LEFT OUTER
    JOIN school_plan_memo AS school_plan_memo_1 ON school_plan_memo_1.district_id = page1.district_id
    AND school_plan_memo_1.review_id = page1.id
    LEFT OUTER
    JOIN person AS person_3 ON person_3.id = school_plan_memo_1.author_id HAVING true
  )
) AS anon_1
