-- The answers to retried requests as they were kept before callers had clients.

DELETE FROM retry.answer WHERE client IS NOT NULL;
ALTER TABLE retry.answer DROP CONSTRAINT answer_key;
ALTER TABLE retry.answer ADD PRIMARY KEY (subject, key);
-- Claims a key for the caller's request, and gives the answer that it had before, if it had one.
-- A second claim of the same key waits here until the transaction of the first has ended.
CREATE OR REPLACE FUNCTION retry.claim(client_key text, request_digest bytea) RETURNS bytea
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
CREATE OR REPLACE FUNCTION retry.keep(client_key text, given bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE retry.answer SET answer = given
    WHERE subject = coalesce(slice.person(), slice.firm()) AND key = client_key;
END;

ALTER TABLE retry.answer DROP COLUMN client;
DROP FUNCTION slice.client;
