SELECT json_object(
  'clients' : (
    SELECT json_object(
      'totalCount' : (
        SELECT count(*) AS count_1
        FROM client AS client_1
        WHERE client_1.kind = $1::VARCHAR
      ),
      'nodes' : coalesce(json_agg(json_object(
        'clientId' : CAST(page1.id AS TEXT),
        'name' : page1.name,
        'redirectUris' : page1.redirect_uris,
        'scopes' : page1.scopes,
        'keys' : (
          SELECT json_object(
            'nodes' : coalesce(json_agg(json_object(
              'kid' : page2.kid
            )), '[]'::json)
          ) AS anon_3
          FROM (
            SELECT client_key_1.id AS id,
            client_key_1.kid AS kid
            FROM client_key AS client_key_1
            WHERE client_key_1.client_id = page1.id
            ORDER BY client_key_1.kid ASC
            LIMIT 50
          ) AS page2 HAVING true
        ),
        'firm' : CASE WHEN (firm_1.id IS NOT NULL) THEN json_object(
          'name' : firm_1.name
        ) END,
        'viewerCan' : (
          SELECT json_array(CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'UPDATE',
            'allowed' : (NOT is_trusted)
          ) END, CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'DISABLE',
            'allowed' : (is_enabled)
          ) END, CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'ENABLE',
            'allowed' : (NOT is_enabled)
          ) END, CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'ROTATE_SECRET',
            'allowed' : (authentication IN ('CLIENT_SECRET_BASIC'))
          ) END, CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'END_SECRET',
            'allowed' : (authentication IN ('CLIENT_SECRET_BASIC'))
          ) END, CASE WHEN (((
            SELECT slice.holds('{STATE_OFFICE}')
          ))) THEN json_object(
            'action' : 'ADD_KEY',
            'allowed' : (authentication IN ('PRIVATE_KEY_JWT'))
          ) END) AS anon_4
          FROM (
            SELECT page1.id AS id,
            page1.name AS name,
            page1.kind AS kind,
            page1.authentication AS authentication,
            page1.firm_id AS firm_id,
            page1.redirect_uris AS redirect_uris,
            page1.post_logout_redirect_uris AS post_logout_redirect_uris,
            page1.scopes AS scopes,
            page1.is_trusted AS is_trusted,
            page1.is_enabled AS is_enabled,
            page1.created_at AS created_at,
            page1.updated_at AS updated_at,
            page1.version AS version,
            page1.provenance_kind AS provenance_kind,
            page1.provenance_source AS provenance_source,
            page1.provenance_line AS provenance_line,
            page1.provenance_file AS provenance_file,
            page1.provenance_row AS provenance_row
          ) AS client
        )
      ) ORDER BY page1.place), '[]'::json)
    ) AS anon_2
    FROM (
      SELECT client_2.id AS id,
      client_2.name AS name,
      client_2.kind AS kind,
      client_2.authentication AS authentication,
      client_2.firm_id AS firm_id,
      client_2.redirect_uris AS redirect_uris,
      client_2.post_logout_redirect_uris AS post_logout_redirect_uris,
      client_2.scopes AS scopes,
      client_2.is_trusted AS is_trusted,
      client_2.is_enabled AS is_enabled,
      client_2.created_at AS created_at,
      client_2.updated_at AS updated_at,
      client_2.version AS version,
      client_2.provenance_kind AS provenance_kind,
      client_2.provenance_source AS provenance_source,
      client_2.provenance_line AS provenance_line,
      client_2.provenance_file AS provenance_file,
      client_2.provenance_row AS provenance_row,
      row_number() OVER (ORDER BY client_2.name ASC) AS place
      FROM client AS client_2
      WHERE client_2.kind = $1::VARCHAR
      ORDER BY client_2.name ASC
      LIMIT 50
    ) AS page1
    LEFT OUTER
    JOIN firm AS firm_1 ON firm_1.id = page1.firm_id HAVING true
  )
) AS anon_1
