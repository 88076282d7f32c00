SELECT json_object(
  'up' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'level' : page1.level,
        'name' : page1.name
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT school_1.district_id AS district_id,
      school_1.id AS id,
      school_1.name AS name,
      school_1.level AS level
      FROM school AS school_1
      ORDER BY school_1.level ASC NULLS LAST,
      school_1.district_id ASC,
      school_1.id ASC
      LIMIT 4
    ) AS page1 HAVING true
  ),
  'down' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'level' : page2.level,
        'name' : page2.name
      )), '[]'::json)
    ) AS anon_3
    FROM (
      SELECT school_2.district_id AS district_id,
      school_2.id AS id,
      school_2.name AS name,
      school_2.level AS level
      FROM school AS school_2
      ORDER BY school_2.level DESC NULLS LAST,
      school_2.district_id DESC,
      school_2.id DESC
      LIMIT 4
    ) AS page2 HAVING true
  ),
  'mixed' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'level' : page3.level,
        'name' : page3.name
      )), '[]'::json)
    ) AS anon_4
    FROM (
      SELECT school_3.district_id AS district_id,
      school_3.id AS id,
      school_3.name AS name,
      school_3.level AS level
      FROM school AS school_3
      ORDER BY school_3.level DESC NULLS LAST,
      school_3.name ASC,
      school_3.district_id ASC,
      school_3.id ASC
      LIMIT 4
    ) AS page3 HAVING true
  ),
  'missing' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'target' : CAST(trim_scale(page4.target) AS TEXT)
      ) ORDER BY page4.place DESC), '[]'::json)
    ) AS anon_5
    FROM (
      SELECT benchmark_1.district_id AS district_id,
      benchmark_1.id AS id,
      benchmark_1.target AS target,
      row_number() OVER (ORDER BY benchmark_1.target ASC NULLS FIRST, benchmark_1.district_id ASC, benchmark_1.id ASC) AS place
      FROM benchmark AS benchmark_1
      ORDER BY benchmark_1.target ASC NULLS FIRST,
      benchmark_1.district_id ASC,
      benchmark_1.id ASC
      LIMIT 2
    ) AS page4 HAVING true
  ),
  'byId' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'id' : 'Firm_' || encode(uuid_send(page5.id), 'hex')
      )), '[]'::json)
    ) AS anon_6
    FROM (
      SELECT firm_1.id AS id
      FROM firm AS firm_1
      ORDER BY firm_1.id DESC,
      firm_1.id DESC
      LIMIT 50
    ) AS page5 HAVING true
  ),
  'computed' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'isCurrent' : page6.starts_on <= (
          SELECT slice.today() AS today_1
        )
        AND (page6.ends_on IS NULL OR page6.ends_on >= (
          SELECT slice.today() AS today_1
        )),
        'startsOn' : page6.starts_on,
        'title' : page6.title
      )), '[]'::json)
    ) AS anon_7
    FROM (
      SELECT appointment_1.district_id AS district_id,
      appointment_1.id AS id,
      appointment_1.title AS title,
      appointment_1.starts_on AS starts_on,
      appointment_1.ends_on AS ends_on
      FROM appointment AS appointment_1
      ORDER BY (appointment_1.starts_on <= (
        SELECT slice.today() AS today_2
      ) AND (appointment_1.ends_on IS NULL OR appointment_1.ends_on >= (
        SELECT slice.today() AS today_2
      ))) ASC,
      appointment_1.starts_on ASC,
      appointment_1.title ASC NULLS LAST,
      appointment_1.district_id ASC,
      appointment_1.id ASC
      LIMIT 2
    ) AS page6 HAVING true
  ),
  'unordered' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'name' : page7.name
      )), '[]'::json)
    ) AS anon_8
    FROM (
      SELECT school_4.district_id AS district_id,
      school_4.id AS id,
      school_4.name AS name
      FROM school AS school_4
      ORDER BY school_4.name ASC,
      school_4.district_id ASC,
      school_4.id ASC
      LIMIT 2
    ) AS page7 HAVING true
  )
) AS anon_1
