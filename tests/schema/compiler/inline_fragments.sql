SELECT json_object(
  'districts' : (
    SELECT json_object(
      'nodes' : coalesce(json_agg(json_object(
        'id' : 'District_' || encode(uuid_send(page1.id), 'hex'),
        'version' : page1.version,
        'provenance' : json_object(
          'kind' : page1.provenance_kind
        ),
        'name' : page1.name,
        'level' : page1.level,
        'isPseudonym' : page1.is_pseudonym
      )), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT district_1.id AS id,
      district_1.name AS name,
      district_1.is_pseudonym AS is_pseudonym,
      district_1.level AS level,
      district_1.version AS version,
      district_1.provenance_kind AS provenance_kind
      FROM district AS district_1
      ORDER BY district_1.name ASC
      LIMIT 1
    ) AS page1 HAVING true
  )
) AS anon_1
