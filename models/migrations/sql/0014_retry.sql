-- Answers to requests that came with a key of the client's, so that a retry gets the same.
CREATE SCHEMA retry;
GRANT USAGE ON SCHEMA retry TO PUBLIC;

CREATE TABLE retry.answer (
    subject uuid NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request bytea NOT NULL,
    answer bytea,
    asked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, key)
);
CREATE INDEX ix_answer_asked_at ON retry.answer (asked_at);
ALTER TABLE retry.answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE retry.answer FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON retry.answer TO CURRENT_USER USING (true) WITH CHECK (true);

-- Claims a key for the caller's request, and gives the answer that it had before, if it had one.
-- A second claim of the same key waits here until the transaction of the first has ended.
CREATE FUNCTION retry.claim(client_key text, request_digest bytea) RETURNS bytea
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who uuid := coalesce(slice.person(), slice.firm());
    kept retry.answer;
BEGIN
    DELETE FROM retry.answer WHERE (subject, key) IN (
        SELECT old.subject, old.key FROM retry.answer old
        WHERE old.asked_at < now() - interval '24 hours'
        ORDER BY old.asked_at LIMIT 100 FOR UPDATE SKIP LOCKED
    );
    DELETE FROM retry.answer
    WHERE subject = who AND key = client_key AND asked_at < now() - interval '24 hours';
    INSERT INTO retry.answer (subject, key, request) VALUES (who, client_key, request_digest)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO kept FROM retry.answer WHERE subject = who AND key = client_key;
    IF kept.request IS DISTINCT FROM request_digest THEN
        RAISE SQLSTATE 'TL409'
            USING MESSAGE = 'This idempotency key was used with another request.';
    END IF;
    RETURN kept.answer;
END $$;

-- Keeps the answer to the request that the caller has claimed the key for.
CREATE FUNCTION retry.keep(client_key text, given bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE retry.answer SET answer = given
    WHERE subject = coalesce(slice.person(), slice.firm()) AND key = client_key;
END;
