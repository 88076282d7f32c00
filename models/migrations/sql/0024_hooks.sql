-- What webhooks work with: the secrets of endpoints, how far each has been told, and what is written
-- of its deliveries. It opens to our own statements alone, in the office of webhooks; whether a
-- caller may have something done is asked of the slices before.

CREATE SCHEMA hooks;

CREATE FUNCTION hooks.in_office() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('throughline.office', true), '') = 'webhooks';

-- A secret is sealed outside of the database. Until `good_until` it signs beside those made since.
CREATE TABLE hooks.secret (
    id uuid CONSTRAINT pk_secret PRIMARY KEY,
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    sealed bytea NOT NULL,
    made_at timestamptz NOT NULL,
    good_until timestamptz
);
CREATE INDEX ix_secret_endpoint_id ON hooks.secret (endpoint_id);

-- How far an endpoint has been told: a cursor of the change feed, as its owner.
CREATE TABLE hooks.standing (
    endpoint_id uuid CONSTRAINT pk_standing PRIMARY KEY
        REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    cursor text NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT '-infinity',
    failing_since timestamptz
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{secret,standing}'::text[] LOOP
        EXECUTE format('ALTER TABLE hooks.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE hooks.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY owner ON hooks.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name
        );
    END LOOP;
END $$;

-- Looking for changes ------------------------------------------------------------------------

-- Begin to tell an endpoint, from this moment on: as the caller, less what `read` leaves out.
CREATE FUNCTION hooks.begin_telling(endpoint uuid, record_types text[], names jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    scopes text := coalesce(current_setting('throughline.scopes', true), '');
BEGIN
    IF hooks.in_office() THEN
        PERFORM set_config('throughline.scopes', 'write', true);
        INSERT INTO hooks.standing (endpoint_id, cursor)
        SELECT endpoint, c.cursor
        FROM feed.changes(
            'now', 1, record_types, NULL, NULL, endpoint::text, false, false, names
        ) c
        WHERE c.kind IS NULL
        ON CONFLICT (endpoint_id) DO UPDATE SET cursor = excluded.cursor;
        PERFORM set_config('throughline.scopes', scopes, true);
    END IF;
END $$;

-- The endpoints that were not looked at since a moment, each with whom to ask as.
CREATE FUNCTION hooks.behind(moment timestamptz)
RETURNS TABLE (
    endpoint_id uuid, firm_id uuid, person_id uuid, client_id uuid, types text[], districts text[]
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.id, e.firm_id, e.person_id, e.client_id, e.types, e.districts
    FROM webhook_endpoint e JOIN hooks.standing s ON s.endpoint_id = e.id
    WHERE e.is_enabled AND s.looked_at < moment AND hooks.in_office()
    ORDER BY s.looked_at;
END;

-- Whether there is still somebody as whom to ask: a client that is let in, or an officer.
CREATE FUNCTION hooks.has_owner(endpoint webhook_endpoint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT hooks.in_office() AND NOT EXISTS (
        SELECT FROM client c WHERE c.id = (endpoint).client_id AND NOT c.is_enabled
    ) AND ((endpoint).person_id IS NULL OR EXISTS (
        SELECT FROM state_appointment a
        WHERE a.person_id = (endpoint).person_id AND a.role = 'STATE_OFFICE'
          AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
    ));
END;

-- Take an endpoint to look at, until the transaction ends: its cursor. None if somebody else has
-- it, or has looked since.
CREATE FUNCTION hooks.take(endpoint uuid, moment timestamptz, OUT cursor text, OUT has_owner boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.cursor, hooks.has_owner(e)
    FROM hooks.standing s JOIN webhook_endpoint e ON e.id = s.endpoint_id
    WHERE s.endpoint_id = endpoint AND s.looked_at < moment AND e.is_enabled AND hooks.in_office()
    FOR UPDATE OF s SKIP LOCKED
$$;

-- Write down what is to be told, and how far the endpoint has been told with it. Where there is
-- more, it stays behind.
CREATE FUNCTION hooks.told(endpoint uuid, cursor text, has_more boolean, changes jsonb) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO webhook_delivery (id, endpoint_id, firm_id, kind, record_type, record_key,
        changed_fields, happened_at, state, next_attempt_at)
    SELECT c.id, e.id, e.firm_id, c.kind, c.type, c.key, c.fields, c.happened_at, 'PENDING', now()
    FROM jsonb_to_recordset(changes)
        AS c (id uuid, kind text, type text, key text, fields text[], happened_at timestamptz)
    JOIN webhook_endpoint e ON e.id = endpoint
    WHERE hooks.in_office();
    SELECT count(jobs.enqueue('webhooks.deliver', c.id))
    FROM jsonb_to_recordset(changes) AS c (id uuid) WHERE hooks.in_office();
    UPDATE hooks.standing s
    SET cursor = told.cursor, looked_at = CASE WHEN has_more THEN s.looked_at ELSE now() END
    WHERE s.endpoint_id = endpoint AND hooks.in_office();
$$;

-- Delivering ---------------------------------------------------------------------------------

-- What is to be attempted of a delivery; nothing once it stands otherwise or is deleted.
CREATE FUNCTION hooks.attempt(delivery uuid)
RETURNS TABLE (
    endpoint_id uuid, firm_id uuid, person_id uuid, client_id uuid, url text, document text,
    is_enabled boolean, has_owner boolean, kind text, record_type text, record_key text,
    changed_fields text[], happened_at timestamptz, created_at timestamptz, attempts integer,
    next_attempt_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.id, e.firm_id, e.person_id, e.client_id, e.url, e.document, e.is_enabled,
        hooks.has_owner(e), d.kind, d.record_type, d.record_key, d.changed_fields, d.happened_at,
        d.created_at, d.attempts, d.next_attempt_at
    FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
    WHERE d.id = delivery AND d.state = 'PENDING' AND hooks.in_office();
END;

-- The secrets that sign at a moment, the newest first.
CREATE FUNCTION hooks.secrets(endpoint uuid, moment timestamptz) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT s.sealed FROM hooks.secret s
    WHERE s.endpoint_id = endpoint AND (s.good_until IS NULL OR s.good_until > moment)
      AND hooks.in_office()
    ORDER BY s.made_at DESC, s.id DESC;
END;

-- Write down what became of an attempt; gives since when nothing succeeds any more. A test says
-- nothing of that.
CREATE FUNCTION hooks.attempted(
    delivery uuid, moment timestamptz, becomes text, status integer, problem text,
    next_attempt_at timestamptz
) RETURNS timestamptz
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH attempted AS (
        UPDATE webhook_delivery d
        SET state = becomes, attempts = d.attempts + 1, attempted_at = moment,
            next_attempt_at = attempted.next_attempt_at, status = attempted.status,
            problem = attempted.problem,
            delivered_at = CASE becomes WHEN 'DELIVERED' THEN moment END
        WHERE d.id = delivery AND d.state = 'PENDING' AND hooks.in_office()
        RETURNING d.endpoint_id, d.kind
    )
    UPDATE hooks.standing s
    SET failing_since = CASE
        WHEN becomes = 'DELIVERED' THEN NULL
        WHEN a.kind = 'TEST' THEN s.failing_since
        ELSE coalesce(s.failing_since, moment) END
    FROM attempted a WHERE s.endpoint_id = a.endpoint_id
    RETURNING s.failing_since
$$;

-- Tell an endpoint nothing more, and put why before its owner; once.
CREATE FUNCTION hooks.disable(endpoint uuid, because text, moment timestamptz, notice uuid)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH disabled AS (
        UPDATE webhook_endpoint
        SET is_enabled = false, disabled_because = because, disabled_at = moment
        WHERE id = endpoint AND is_enabled AND hooks.in_office()
        RETURNING id, firm_id
    )
    INSERT INTO webhook_delivery (id, endpoint_id, firm_id, kind, state, happened_at)
    SELECT notice, id, firm_id, 'DISABLED', 'NOTED', moment FROM disabled
$$;

-- Who of the office changes an endpoint is asked as from then on: nobody sends to another place what
-- somebody else may see.
CREATE FUNCTION hooks.take_over() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.person_id := slice.person();
    RETURN NEW;
END $$;
CREATE TRIGGER takes_over BEFORE UPDATE ON webhook_endpoint FOR EACH ROW
WHEN (OLD.firm_id IS NULL AND slice.person() IS NOT NULL) EXECUTE FUNCTION hooks.take_over();

-- What owners have done -------------------------------------------------------------------------

-- Keep a new secret; those before stay good until then.
CREATE FUNCTION hooks.keep_secret(
    secret uuid, endpoint uuid, sealed bytea, moment timestamptz, others_until timestamptz
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    DELETE FROM hooks.secret s
    WHERE s.endpoint_id = endpoint AND s.good_until <= moment AND hooks.in_office();
    UPDATE hooks.secret s SET good_until = least(s.good_until, others_until)
    WHERE s.endpoint_id = endpoint AND hooks.in_office();
    INSERT INTO hooks.secret (id, endpoint_id, sealed, made_at)
    SELECT secret, endpoint, sealed, moment WHERE hooks.in_office();
END;

-- A delivery that tells of no change: a test, of some record if there is one, or RESTARTED.
CREATE FUNCTION hooks.say(
    delivery uuid, endpoint uuid, kind text, record_type text, record_key text
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO webhook_delivery
        (id, endpoint_id, firm_id, kind, record_type, record_key, state, next_attempt_at)
    SELECT delivery, e.id, e.firm_id, kind, record_type, record_key, 'PENDING', now()
    FROM webhook_endpoint e WHERE e.id = endpoint AND hooks.in_office();
    SELECT jobs.enqueue('webhooks.deliver', delivery) WHERE hooks.in_office();
$$;

-- Deliver anew, under the same ids: one delivery, or what was given up since a moment. Gives how many.
CREATE FUNCTION hooks.replay(deliveries uuid[]) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE webhook_delivery SET state = 'PENDING', attempts = 0, delivered_at = NULL,
        next_attempt_at = now()
    WHERE id = ANY (deliveries) AND state <> 'NOTED' AND hooks.in_office();
    SELECT count(jobs.enqueue('webhooks.deliver', d.id))::integer FROM webhook_delivery d
    WHERE d.id = ANY (deliveries) AND d.state = 'PENDING' AND hooks.in_office();
$$;

CREATE FUNCTION hooks.replay_failed(endpoint uuid, since timestamptz) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT hooks.replay(ARRAY(
        SELECT d.id FROM webhook_delivery d
        WHERE d.endpoint_id = endpoint AND d.state = 'FAILED' AND d.kind <> 'TEST'
          AND d.created_at >= since AND hooks.in_office()
    ))
$$;

-- Go on with what an endpoint was not told while it was disabled; it fails anew, if it does.
CREATE FUNCTION hooks.resume(endpoint uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE hooks.standing SET failing_since = NULL
    WHERE endpoint_id = endpoint AND hooks.in_office();
    SELECT count(jobs.enqueue('webhooks.deliver', d.id)) FROM webhook_delivery d
    WHERE d.endpoint_id = endpoint AND d.state = 'PENDING' AND hooks.in_office();
$$;

-- What an endpoint was told goes with it.
CREATE FUNCTION hooks.forget(endpoint uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    DELETE FROM webhook_delivery WHERE endpoint_id = endpoint AND hooks.in_office();
END;

-- Keeping up ----------------------------------------------------------------------------------

-- Delete what has been told for long, and what nobody wants any more. Gives how many.
CREATE FUNCTION hooks.prune(before timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH pruned AS (
        DELETE FROM webhook_delivery d
        USING webhook_endpoint e
        WHERE e.id = d.endpoint_id AND d.created_at < before
          AND (d.state <> 'PENDING' OR NOT e.is_enabled) AND hooks.in_office()
        RETURNING d.id
    )
    SELECT count(*) FROM pruned;
END;

-- Leave jobs for deliveries that are overdue and have none: whatever it was that lost it.
CREATE FUNCTION hooks.adopt(overdue_since timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(jobs.enqueue('webhooks.deliver', d.id))
    FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.is_enabled
    WHERE d.state = 'PENDING' AND d.next_attempt_at < overdue_since AND hooks.in_office()
      AND NOT EXISTS (
        SELECT FROM jobs.pgqueuer j
        WHERE j.entrypoint = 'webhooks.deliver' AND j.status IN ('queued', 'picked')
          AND j.payload = convert_to(d.id::text, 'UTF8')
    )
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA hooks FROM PUBLIC;
