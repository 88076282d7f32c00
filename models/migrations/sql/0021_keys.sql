-- The keys that this API signs with. The private half is sealed under a key that is not here.

CREATE TABLE oauth.signing_key (
    kid text PRIMARY KEY,
    jwk text NOT NULL CONSTRAINT ck_signing_key_public CHECK (
        CASE WHEN jwk IS JSON OBJECT THEN NOT jsonb_exists(jwk::jsonb, 'd') ELSE false END
    ),
    sealed bytea NOT NULL,
    made_at timestamptz NOT NULL,
    signs_from timestamptz NOT NULL
);
ALTER TABLE oauth.signing_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE oauth.signing_key FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON oauth.signing_key TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY office ON oauth.signing_key USING ((SELECT oauth.in_office()))
WITH CHECK ((SELECT oauth.in_office()));

-- Every process that serves listens; what it is told holds nothing but that something is new.
CREATE FUNCTION oauth.tell() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify(TG_ARGV[0], '');
    RETURN NULL;
END $$;
CREATE TRIGGER tells AFTER INSERT OR UPDATE OR DELETE ON oauth.signing_key
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_keys');

-- What can end a token before its time, by whatever way it is changed.
CREATE TRIGGER tells AFTER INSERT ON oauth.revoked
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_tokens');
CREATE TRIGGER tells AFTER UPDATE OF ended_at OR DELETE ON oauth.family
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_tokens');
CREATE TRIGGER tells AFTER UPDATE OF is_enabled OR DELETE ON client
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_tokens');
CREATE TRIGGER tells AFTER UPDATE OR DELETE ON person_login
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_tokens');

-- Whether a token of ours has ended before its time: itself, the log-in that it came of, or what
-- its client was let in for. Asked before there is a caller.
CREATE FUNCTION oauth.has_ended(token uuid, of_client uuid, of_family uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM oauth.revoked r WHERE r.token_id = token)
        OR (of_client IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.client c WHERE c.id = of_client AND c.is_enabled
        ))
        OR (of_family IS NOT NULL AND NOT EXISTS (
            SELECT FROM oauth.family f WHERE f.id = of_family AND f.ended_at IS NULL
        ));
END;
