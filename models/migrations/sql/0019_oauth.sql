-- What the authorization server keeps: what it was shown, what it has given, what it has let pass.
--
-- Nobody's slice opens any of it. Each table opens in a transaction alone that states its office,
-- which no compiled statement and no caller's transaction does. Secrets stand here as hashes, and
-- what is looked up by one, as its SHA-256: who reads a table learns nothing to log in with.

CREATE SCHEMA oauth;

CREATE FUNCTION oauth.in_office() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('throughline.office', true), '') = 'authorization';

-- What happened. It is only ever added to.
CREATE TABLE oauth.event (
    id uuid PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL CHECK (kind ~ '^[A-Z_]+$'),
    client_id uuid,
    person_id uuid,
    address text,
    reason text
);
CREATE INDEX ix_event_happened_at ON oauth.event (happened_at);
CREATE INDEX ix_event_person_id ON oauth.event (person_id, happened_at);
CREATE INDEX ix_event_client_id ON oauth.event (client_id, happened_at);

-- How much of a limit has been used by whom: the moment at which all of it is there again.
CREATE TABLE oauth.allowance (
    name text NOT NULL,
    key bytea NOT NULL,
    whole_at timestamptz NOT NULL,
    PRIMARY KEY (name, key)
);
CREATE INDEX ix_allowance_whole_at ON oauth.allowance (whole_at);

-- A client's secrets as Argon2 hashes; several are good at once, so that they can be rotated.
CREATE TABLE oauth.client_secret (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    hash text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz
);
CREATE INDEX ix_client_secret_client_id ON oauth.client_secret (client_id);

-- The assertions by which clients have proved themselves: none is good twice.
CREATE TABLE oauth.assertion (
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    digest bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, digest)
);
CREATE INDEX ix_assertion_expires_at ON oauth.assertion (expires_at);

-- What one log-in has given one client: all tokens that come of it, and their end.
CREATE TABLE oauth.family (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES public.person (id) ON DELETE CASCADE,
    session_id uuid,
    scope text NOT NULL,
    nonce text,
    auth_time timestamptz NOT NULL,
    methods text[] NOT NULL DEFAULT '{}',
    begun_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX ix_family_client_id ON oauth.family (client_id);
CREATE INDEX ix_family_person_id ON oauth.family (person_id);
CREATE INDEX ix_family_session_id ON oauth.family (session_id);
CREATE INDEX ix_family_expires_at ON oauth.family (expires_at);

CREATE TABLE oauth.code (
    digest bytea PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES oauth.family (id) ON DELETE CASCADE,
    redirect_uri text NOT NULL,
    challenge text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX ix_code_family_id ON oauth.code (family_id);

CREATE TABLE oauth.refresh_token (
    digest bytea PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES oauth.family (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX ix_refresh_token_family_id ON oauth.refresh_token (family_id);

-- Access tokens that ended before their time, until they would have ended by themselves.
CREATE TABLE oauth.revoked (
    token_id uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_revoked_expires_at ON oauth.revoked (expires_at);

-- What a person has agreed to let a client do.
CREATE TABLE oauth.consent (
    person_id uuid NOT NULL REFERENCES public.person (id) ON DELETE CASCADE,
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    scopes text[] NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, client_id)
);
CREATE INDEX ix_consent_client_id ON oauth.consent (client_id);

-- The API's login may do to a table what a policy here says; see models/migrations/__init__.py.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class
        WHERE relnamespace = 'oauth'::regnamespace AND relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE oauth.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE oauth.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY owner ON oauth.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name
        );
        IF name <> 'event' THEN
            EXECUTE format(
                'CREATE POLICY office ON oauth.%I USING ((SELECT oauth.in_office()))'
                ' WITH CHECK ((SELECT oauth.in_office()))', name
            );
        END IF;
    END LOOP;
END $$;
CREATE POLICY reads ON oauth.event FOR SELECT USING ((SELECT oauth.in_office()));
CREATE POLICY inserts ON oauth.event FOR INSERT WITH CHECK ((SELECT oauth.in_office()));

-- A client, for the authorization server, whose slice it is not in.
CREATE FUNCTION oauth.client(wanted uuid) RETURNS SETOF client
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT * FROM client WHERE id = wanted AND oauth.in_office();
$$;

CREATE FUNCTION oauth.client_keys(wanted uuid) RETURNS SETOF client_key
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT * FROM client_key WHERE client_id = wanted AND oauth.in_office();
$$;

-- What is told of a person who has agreed to it.
CREATE FUNCTION oauth.person(wanted uuid)
RETURNS TABLE (label text, given_name text, family_name text, full_name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT p.label, n.given_name, n.family_name, n.full_name, c.email
    FROM person p
    LEFT JOIN person_name n ON n.person_id = p.id
    LEFT JOIN person_contact c ON c.person_id = p.id
    WHERE p.id = wanted AND oauth.in_office();
END;

-- A client that is no longer let in loses what it holds, by whatever way it was disabled.
CREATE FUNCTION oauth.end_families() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE oauth.family SET ended_at = now() WHERE client_id = NEW.id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER ends_families AFTER UPDATE OF is_enabled ON client
FOR EACH ROW WHEN (NOT NEW.is_enabled) EXECUTE FUNCTION oauth.end_families();
