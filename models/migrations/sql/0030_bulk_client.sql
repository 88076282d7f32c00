-- An export beside requests is of the client by which it was asked for, as requests are: what it reads
-- are that client's ids, and what it costs is that client's.

ALTER TABLE bulk_operation ADD COLUMN client_id UUID
    CONSTRAINT fk_bulk_operation_client_id REFERENCES client (id);
CREATE INDEX ix_bulk_operation_client_id ON bulk_operation (client_id);

DROP TRIGGER version ON bulk_operation;
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "firm_id", "client_id", "scopes", "query", "variables", "format", "status", "records", "bytes", "sha256", "started_at", "finished_at", "expires_at", "error_code", "error_message", "feed_cursor", "stored_as", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON bulk_operation FOR EACH ROW EXECUTE FUNCTION keep.version();
DROP TRIGGER unchanged_1 ON bulk_operation;
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "person_id", "firm_id", "client_id", "scopes", "query", "variables", "format" ON bulk_operation FOR EACH ROW WHEN ((OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."firm_id" IS DISTINCT FROM NEW."firm_id" OR OLD."client_id" IS DISTINCT FROM NEW."client_id" OR OLD."scopes" IS DISTINCT FROM NEW."scopes" OR OLD."query" IS DISTINCT FROM NEW."query" OR OLD."variables" IS DISTINCT FROM NEW."variables" OR OLD."format" IS DISTINCT FROM NEW."format") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');

-- And whether its client is let in: what a client holds ends with it.
DROP FUNCTION jobs.bulk_operations;
CREATE FUNCTION jobs.bulk_operations(
    OUT id uuid, OUT person_id uuid, OUT firm_id uuid, OUT client_id uuid, OUT scopes text,
    OUT status text, OUT stored_as text, OUT expires_at timestamptz, OUT is_let_in boolean
) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT o.id, o.person_id, o.firm_id, o.client_id, o.scopes, o.status, o.stored_as, o.expires_at,
        coalesce(c.is_enabled, true)
    FROM bulk_operation o LEFT JOIN client c ON c.id = o.client_id WHERE (SELECT jobs.at_work());
END;
