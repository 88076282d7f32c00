-- The registered client by which a caller asks: stated beside the caller as throughline.client, empty
-- where there is none. It opens nothing; what a client keeps here is its own.

CREATE FUNCTION slice.client() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('throughline.client', true), '')::uuid;

-- Keys of one client mean nothing to another of the same person or firm: neither is told the answer
-- that the other had, nor refused because the other was first.
ALTER TABLE retry.answer ADD COLUMN client uuid;
ALTER TABLE retry.answer DROP CONSTRAINT answer_pkey;
ALTER TABLE retry.answer ADD CONSTRAINT answer_key
UNIQUE NULLS NOT DISTINCT (subject, key, client);

CREATE OR REPLACE FUNCTION retry.claim(client_key text, request_digest bytea) RETURNS bytea
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who uuid := coalesce(slice.person(), slice.firm());
    by_client uuid := slice.client();
    kept retry.answer;
BEGIN
    DELETE FROM retry.answer WHERE ctid = ANY (ARRAY(
        SELECT old.ctid FROM retry.answer old
        WHERE old.asked_at < now() - interval '24 hours'
        ORDER BY old.asked_at LIMIT 100 FOR UPDATE SKIP LOCKED
    ));
    DELETE FROM retry.answer
    WHERE subject = who AND client IS NOT DISTINCT FROM by_client AND key = client_key
        AND asked_at < now() - interval '24 hours';
    INSERT INTO retry.answer (subject, client, key, request)
    VALUES (who, by_client, client_key, request_digest)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO kept FROM retry.answer
    WHERE subject = who AND client IS NOT DISTINCT FROM by_client AND key = client_key;
    IF kept.request IS DISTINCT FROM request_digest THEN
        RAISE SQLSTATE 'TL409'
            USING MESSAGE = 'This idempotency key was used with another request.';
    END IF;
    RETURN kept.answer;
END $$;

CREATE OR REPLACE FUNCTION retry.keep(client_key text, given bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE retry.answer SET answer = given
    WHERE subject = coalesce(slice.person(), slice.firm())
        AND client IS NOT DISTINCT FROM slice.client() AND key = client_key;
END;
