-- How much each client has used, by day. No person, no address, no document: four numbers.

CREATE TABLE clients.usage (
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    day date NOT NULL,
    operations bigint NOT NULL DEFAULT 0,
    points bigint NOT NULL DEFAULT 0,
    errors bigint NOT NULL DEFAULT 0,
    deliveries bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, day)
);
ALTER TABLE clients.usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients.usage FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON clients.usage TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY read ON clients.usage FOR SELECT TO PUBLIC USING (
    client_id = (SELECT slice.client()) OR (SELECT slice.holds('{STATE_OFFICE}'))
);
GRANT SELECT ON clients.usage TO PUBLIC;

-- Adds what a process has counted since it last did; of a client that is gone, nothing.
CREATE FUNCTION clients.add_usage(
    of_clients uuid[], of_operations bigint[], of_points bigint[], of_errors bigint[],
    of_deliveries bigint[]
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    INSERT INTO clients.usage AS u (client_id, day, operations, points, errors, deliveries)
    SELECT g.client_id, slice.today(), g.operations, g.points, g.errors, g.deliveries
    FROM unnest(of_clients, of_operations, of_points, of_errors, of_deliveries)
        AS g (client_id, operations, points, errors, deliveries)
    WHERE EXISTS (SELECT FROM client c WHERE c.id = g.client_id)
    ORDER BY g.client_id
    ON CONFLICT (client_id, day) DO UPDATE SET
        operations = u.operations + excluded.operations, points = u.points + excluded.points,
        errors = u.errors + excluded.errors, deliveries = u.deliveries + excluded.deliveries;
END;

-- What the caller's client has used, or any, for the state office; the latest day first.
CREATE FUNCTION ask.client_usage(of_client uuid, since date, until date)
RETURNS TABLE (
    id uuid, client_id text, day date, operations int, points int, errors int, deliveries int
)
LANGUAGE sql STABLE AS $$
    SELECT u.client_id, u.client_id::text, u.day, least(u.operations, 2147483647)::int,
        least(u.points, 2147483647)::int, least(u.errors, 2147483647)::int,
        least(u.deliveries, 2147483647)::int
    FROM clients.usage u
    WHERE (of_client IS NULL OR u.client_id = of_client)
      AND (since IS NULL OR u.day >= since) AND (until IS NULL OR u.day <= until)
    ORDER BY u.day DESC, u.client_id
    LIMIT 1000
$$;
CREATE FUNCTION ask.client_usage(since date, until date)
RETURNS TABLE (
    id uuid, client_id text, day date, operations int, points int, errors int, deliveries int
)
LANGUAGE sql STABLE AS $$
    SELECT * FROM ask.client_usage(NULL::uuid, since, until)
$$;
