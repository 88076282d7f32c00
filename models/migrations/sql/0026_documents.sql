-- What the registered clients keep here beside records: documents, ids of their own, their usage.
-- Nobody's slice opens the schema; what a request may ask of it are its functions.

CREATE SCHEMA clients;
GRANT USAGE ON SCHEMA clients TO PUBLIC;

-- Documents that clients have sent with their hash, so that the hash alone does from then on.
CREATE TABLE clients.document (
    hash bytea PRIMARY KEY,
    source text NOT NULL,
    used_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ck_document_hash CHECK (hash = sha256(convert_to(source, 'UTF8')))
);
CREATE INDEX ix_document_used_at ON clients.document (used_at);

-- Documents that were registered for a client before it was let out, by the ids that it has for them.
CREATE TABLE clients.trusted_document (
    client_id uuid NOT NULL REFERENCES public.client (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    hash bytea NOT NULL,
    source text NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, name),
    CONSTRAINT ck_trusted_document_hash CHECK (hash = sha256(convert_to(source, 'UTF8')))
);
CREATE INDEX ix_trusted_document_hash ON clients.trusted_document (hash);

-- The clients that run no document but their registered ones.
CREATE TABLE clients.restricted (
    client_id uuid PRIMARY KEY REFERENCES public.client (id) ON DELETE CASCADE
);

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class
        WHERE relnamespace = 'clients'::regnamespace AND relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE clients.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE clients.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY owner ON clients.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name
        );
    END LOOP;
END $$;

CREATE TRIGGER tells AFTER INSERT OR UPDATE OR DELETE ON clients.trusted_document
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_documents');
CREATE TRIGGER tells AFTER INSERT OR UPDATE OR DELETE ON clients.restricted
FOR EACH STATEMENT EXECUTE FUNCTION oauth.tell('throughline_documents');

-- The registered document of that hash or that id. Whoever asks by no client may run those of all.
CREATE FUNCTION clients.registered(of_client uuid, of_hash bytea, of_name text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.source FROM clients.trusted_document t JOIN client c ON c.id = t.client_id
    WHERE (t.hash = of_hash OR (of_client IS NOT NULL AND t.name = of_name))
      AND (of_client IS NULL OR t.client_id = of_client) AND c.is_enabled
    LIMIT 1
$$;

CREATE FUNCTION clients.document(of_hash bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT d.source FROM clients.document d WHERE d.hash = of_hash;
END;

CREATE FUNCTION clients.is_restricted(of_client uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM clients.restricted r WHERE r.client_id = of_client);
END;

-- Keeps a document, and lets go of those that were used longest ago where there are too many or
-- they are too long together.
CREATE FUNCTION clients.keep_document(of_source text, most int, most_bytes bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO clients.document AS kept (hash, source)
    VALUES (sha256(convert_to(of_source, 'UTF8')), of_source)
    ON CONFLICT (hash) DO UPDATE SET used_at = now()
    WHERE kept.used_at < now() - interval '1 hour';
    DELETE FROM clients.document WHERE hash = ANY (ARRAY(
        SELECT d.hash FROM clients.document d JOIN (
            SELECT o.hash, row_number() OVER latest AS place,
                sum(octet_length(o.source)) OVER latest AS bytes
            FROM clients.document o
            WINDOW latest AS (ORDER BY o.used_at DESC, o.hash)
        ) ranked USING (hash)
        WHERE ranked.place > most OR ranked.bytes > most_bytes
        FOR UPDATE OF d SKIP LOCKED
    ));
END $$;

-- These were used within the last hour or so.
CREATE FUNCTION clients.use_documents(hashes bytea[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE clients.document SET used_at = now()
    WHERE hash = ANY (hashes) AND used_at < now() - interval '1 hour';
END;
