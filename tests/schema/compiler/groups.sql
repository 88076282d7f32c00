SELECT json_object(
  'benchmarks' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'status' : counted1.status,
          'category' : counted1.category,
          'level' : NULL
        ),
        'count' : counted1.group_count,
        'share' : counted1.group_share
      ) ORDER BY counted1.group_count DESC, counted1.status, counted1.category), '[]'::json) AS coalesce_1
      FROM (
        SELECT benchmark_1.status AS status,
        benchmark_1.category AS category,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM benchmark AS benchmark_1
        GROUP BY benchmark_1.status,
        benchmark_1.category
        ORDER BY group_count DESC,
        status,
        category
        LIMIT 1000
      ) AS counted1
    ),
    'byDistrict' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'district' : CASE WHEN (district_1.id IS NOT NULL) THEN json_object(
            'name' : district_1.name,
            'level' : district_1.level
          ) END
        ),
        'count' : counted2.group_count
      ) ORDER BY counted2.group_count DESC, counted2.district_id), '[]'::json) AS coalesce_2
      FROM (
        SELECT district_2.id AS district_id,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM benchmark AS benchmark_2
        LEFT OUTER
        JOIN district AS district_2 ON district_2.id = benchmark_2.district_id
        GROUP BY district_2.id
        ORDER BY group_count DESC,
        district_id
        LIMIT 1000
      ) AS counted2
      LEFT OUTER
      JOIN district AS district_1 ON district_1.id = counted2.district_id
    )
  ),
  'enrollments' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'group' : counted3."group"
        ),
        'count' : counted3.group_count,
        'sum' : json_object(
          'pupils' : counted3.sum_pupils,
          'share' : counted3.sum_share
        ),
        'average' : json_object(
          'pupils' : counted3.avg_pupils
        )
      ) ORDER BY counted3.group_count DESC, counted3."group"), '[]'::json) AS coalesce_3
      FROM (
        SELECT enrollment_1."group" AS "group",
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share,
        CAST(trim_scale(CAST(sum(enrollment_1.pupils) AS NUMERIC)) AS TEXT) AS sum_pupils,
        CAST(trim_scale(CAST(sum(enrollment_1.share) AS NUMERIC)) AS TEXT) AS sum_share,
        CAST(trim_scale(round(avg(enrollment_1.pupils), 4)) AS TEXT) AS avg_pupils
        FROM enrollment AS enrollment_1
        WHERE enrollment_1.school_year = $1::INTEGER
        AND (EXISTS (
          SELECT 1
          FROM school AS school_1
          WHERE school_1.district_id = enrollment_1.district_id
          AND school_1.id = enrollment_1.school_id
          AND lower(school_1.name) LIKE lower($2::VARCHAR)
        ))
        GROUP BY enrollment_1."group"
        ORDER BY group_count DESC,
        "group"
        LIMIT 1000
      ) AS counted3
    )
  ),
  'appointments' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'isCurrent' : counted4."isCurrent",
          'position' : counted4.position
        ),
        'count' : counted4.group_count
      ) ORDER BY counted4.group_count DESC, counted4."isCurrent", counted4.position), '[]'::json) AS coalesce_4
      FROM (
        SELECT appointment_1.starts_on <= (
          SELECT slice.today() AS today_1
        )
        AND (appointment_1.ends_on IS NULL OR appointment_1.ends_on >= (
          SELECT slice.today() AS today_1
        )) AS "isCurrent",
        appointment_1.position AS position,
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM appointment AS appointment_1
        GROUP BY appointment_1.starts_on <= (
          SELECT slice.today() AS today_1
        )
        AND (appointment_1.ends_on IS NULL OR appointment_1.ends_on >= (
          SELECT slice.today() AS today_1
        )),
        appointment_1.position
        ORDER BY group_count DESC,
        "isCurrent",
        position
        LIMIT 1000
      ) AS counted4
    )
  ),
  'planReviews' : json_object(
    'groups' : (
      SELECT coalesce(json_agg(json_object(
        'key' : json_object(
          'reviewedOn' : counted5."reviewedOn"
        ),
        'count' : counted5.group_count
      ) ORDER BY counted5.group_count DESC, counted5."reviewedOn"), '[]'::json) AS coalesce_5
      FROM (
        SELECT plan_review_1.reviewed_on AS "reviewedOn",
        count(*) AS group_count,
        CAST(count(*) AS FLOAT) / CAST(sum(count(*)) OVER () AS NUMERIC) AS group_share
        FROM plan_review AS plan_review_1
        GROUP BY plan_review_1.reviewed_on
        ORDER BY group_count DESC,
        "reviewedOn"
        LIMIT 1000
      ) AS counted5
    )
  )
) AS anon_1
