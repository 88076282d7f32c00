SELECT json_object(
  'isNull' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_1
      FROM benchmark AS benchmark_1
      WHERE (benchmark_1.level IS NULL) = $1::BOOLEAN
    )
  ),
  'isNotNull' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_2
      FROM benchmark AS benchmark_2
      WHERE (benchmark_2.level IS NULL) = $2::BOOLEAN
    )
  ),
  'eqNull' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_3
      FROM benchmark AS benchmark_3
      WHERE benchmark_3.target IS NULL
    )
  ),
  'neNull' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_4
      FROM benchmark AS benchmark_4
      WHERE benchmark_4.target IS NOT NULL
    )
  ),
  'neWord' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_5
      FROM benchmark AS benchmark_5
      WHERE benchmark_5.level IS DISTINCT
      FROM $3::VARCHAR
    )
  ),
  'not' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_6
      FROM benchmark AS benchmark_6
      WHERE NOT coalesce(benchmark_6.level = $4::VARCHAR, false)
    )
  ),
  'flag' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_7
      FROM district AS district_1
      WHERE (district_1.is_charter IS NULL) = $5::BOOLEAN
    )
  ),
  'noSchool' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_8
      FROM accountability_rating AS accountability_rating_1
      WHERE NOT coalesce(EXISTS (
        SELECT 1
        FROM school AS school_1
        WHERE school_1.district_id = accountability_rating_1.district_id
        AND school_1.id = accountability_rating_1.school_id
        AND true
      ), false)
    )
  ),
  'school' : json_object(
    'totalCount' : (
      SELECT count(*) AS count_9
      FROM accountability_rating AS accountability_rating_2
      WHERE EXISTS (
        SELECT 1
        FROM school AS school_2
        WHERE school_2.district_id = accountability_rating_2.district_id
        AND school_2.id = accountability_rating_2.school_id
        AND true
      )
    )
  )
) AS anon_1
