-- Cursors of the change feed: sealed, so that a client can neither read nor make one.
--
-- What a cursor says decides what a caller is told to have lost; one that could be made up would
-- ask what a caller saw on days that never were. The key never leaves the database.

CREATE SCHEMA feed;

CREATE TABLE feed.secret (key bytea NOT NULL, era uuid NOT NULL, kept_since bigint NOT NULL);
ALTER TABLE feed.secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed.secret FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON feed.secret TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO feed.secret
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), gen_random_uuid(), 0);

-- Bytes in a keystream of SHA-256 in counter mode; the same again gives the bytes back.
CREATE FUNCTION feed.veiled(said bytea, key bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT substr(string_agg(int8send(
        ('x' || encode(substr(padded, (block * 4 + word) * 8 + 1, 8), 'hex'))::bit(64)::bigint
        # ('x' || encode(substr(stream, word * 8 + 1, 8), 'hex'))::bit(64)::bigint
    ), '' ORDER BY block, word), 1, length(said))
    FROM (SELECT said || decode(repeat('00', 31), 'hex') AS padded) p,
        generate_series(0, (length(said) + 31) / 32 - 1) AS block,
        LATERAL (SELECT sha256(key || int4send(block)) AS stream) s,
        generate_series(0, 3) AS word
$$;

-- What vouches for bytes.
CREATE FUNCTION feed.mark(said bytea, key bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT
RETURN substr(sha256(key || sha256(key || said)), 1, 16);

CREATE FUNCTION feed.sealed(said text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    master bytea := (SELECT key FROM feed.secret);
    nonce bytea := uuid_send(gen_random_uuid());
    body bytea;
BEGIN
    body := nonce || feed.veiled(convert_to(said, 'UTF8'), sha256(master || '\x01' || nonce));
    body := feed.mark(body, sha256(master || '\x02')) || body;
    RETURN translate(encode(body, 'base64'), E'+/=\n', '-_');
END $$;

-- What was sealed; raises for all that was not.
CREATE FUNCTION feed.opened(cursor text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    master bytea := (SELECT key FROM feed.secret);
    body bytea;
    rest bytea;
BEGIN
    IF cursor !~ '^[A-Za-z0-9_-]+$' OR length(cursor) NOT BETWEEN 44 AND 10000
        OR length(cursor) % 4 = 1 THEN
        RAISE EXCEPTION 'This is no cursor.' USING ERRCODE = 'TL400';
    END IF;
    body := decode(
        translate(cursor, '-_', '+/') || repeat('=', (4 - length(cursor) % 4) % 4), 'base64'
    );
    rest := substr(body, 17);
    IF substr(body, 1, 16) <> feed.mark(rest, sha256(master || '\x02')) THEN
        RAISE EXCEPTION 'This is no cursor.' USING ERRCODE = 'TL400';
    END IF;
    RETURN convert_from(
        feed.veiled(substr(rest, 17), sha256(master || '\x01' || substr(rest, 1, 16))), 'UTF8'
    );
END $$;

-- Keep no cursor from before a moment: what the events and versions before it told is forgotten,
-- or about to be. Nothing forgets by itself.
CREATE FUNCTION feed.forget(before timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE feed.secret SET kept_since = greatest(kept_since, (
        SELECT coalesce(max(transaction_id), 0) FROM past.event WHERE happened_at <= before
    ));
END $$;
