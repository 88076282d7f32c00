-- Accounts with a password, second factors and sessions. None of it is GraphQL's, and none is
-- recorded in the past.

CREATE TABLE oauth.account (
    person_id uuid CONSTRAINT pk_account PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    email text NOT NULL CONSTRAINT uq_account_email UNIQUE,
    password_hash text NOT NULL,
    is_disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_account_email CHECK (email = lower(email) AND email LIKE '%_@_%')
);

CREATE TABLE oauth.second_factor (
    person_id uuid CONSTRAINT pk_second_factor PRIMARY KEY
        REFERENCES person (id) ON DELETE CASCADE,
    sealed_secret bytea NOT NULL,
    last_step bigint NOT NULL,
    confirmed_at timestamptz NOT NULL
);

CREATE TABLE oauth.session (
    id uuid CONSTRAINT pk_session PRIMARY KEY,
    token_digest bytea NOT NULL CONSTRAINT uq_session_token_digest UNIQUE,
    person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    methods text[] NOT NULL,
    since timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX ix_session_person_id ON oauth.session (person_id);
CREATE INDEX ix_session_expires_at ON oauth.session (expires_at);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{account,second_factor,session}'::text[] LOOP
        EXECUTE format('ALTER TABLE oauth.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE oauth.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY owner ON oauth.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name
        );
        EXECUTE format(
            'CREATE POLICY office ON oauth.%I USING ((SELECT oauth.in_office()))'
            ' WITH CHECK ((SELECT oauth.in_office()))', name
        );
    END LOOP;
END $$;

-- What a log-in has to know of a person: the label, and the roles held today. It is asked by the
-- authorization server, which is no caller; to anybody else it says nothing.
CREATE FUNCTION oauth.standing(person uuid, OUT label text, OUT roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.label, ARRAY(
        SELECT a.role FROM appointment a
        WHERE a.person_id = p.id
          AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
        UNION
        SELECT a.role FROM state_appointment a
        WHERE a.person_id = p.id
          AND a.starts_on <= slice.today() AND (a.ends_on IS NULL OR a.ends_on >= slice.today())
        ORDER BY 1
    )
    FROM person p WHERE p.id = $1 AND oauth.in_office()
$$;

-- Whose e-mail address it is; nobody's, if it is several persons'.
CREATE FUNCTION oauth.person_of_email(address text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (array_agg(person_id))[1] FROM person_contact
    WHERE lower(email) = lower(address) AND oauth.in_office()
    HAVING count(*) = 1
$$;

-- What clients were given in a session ends with it, by whatever way it was ended. A session that
-- merely runs out leaves them what they were given for longer.
CREATE FUNCTION oauth.end_families_of_session() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE oauth.family SET ended_at = now() WHERE session_id = NEW.id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER ends_families AFTER UPDATE OF ended_at ON oauth.session
FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION oauth.end_families_of_session();

-- An account that is closed, or has another password, takes its person's sessions with it.
CREATE FUNCTION oauth.end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE oauth.session SET ended_at = now() WHERE person_id = NEW.person_id AND ended_at IS NULL;
    UPDATE oauth.family SET ended_at = now() WHERE person_id = NEW.person_id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER ends_sessions AFTER UPDATE OF is_disabled, changed_at ON oauth.account
FOR EACH ROW WHEN (NEW.is_disabled OR NEW.changed_at <> OLD.changed_at)
EXECUTE FUNCTION oauth.end_sessions();
