-- Exports beside requests are of no client again.

DROP FUNCTION jobs.bulk_operations;
DROP TRIGGER version ON bulk_operation;
DROP TRIGGER unchanged_1 ON bulk_operation;
ALTER TABLE bulk_operation DROP COLUMN client_id;

CREATE TRIGGER version BEFORE UPDATE OF "person_id", "firm_id", "scopes", "query", "variables", "format", "status", "records", "bytes", "sha256", "started_at", "finished_at", "expires_at", "error_code", "error_message", "feed_cursor", "stored_as", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON bulk_operation FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "person_id", "firm_id", "scopes", "query", "variables", "format" ON bulk_operation FOR EACH ROW WHEN ((OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."firm_id" IS DISTINCT FROM NEW."firm_id" OR OLD."scopes" IS DISTINCT FROM NEW."scopes" OR OLD."query" IS DISTINCT FROM NEW."query" OR OLD."variables" IS DISTINCT FROM NEW."variables" OR OLD."format" IS DISTINCT FROM NEW."format") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');
CREATE FUNCTION jobs.bulk_operations(
    OUT id uuid, OUT person_id uuid, OUT firm_id uuid, OUT scopes text, OUT status text,
    OUT stored_as text, OUT expires_at timestamptz
) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT o.id, o.person_id, o.firm_id, o.scopes, o.status, o.stored_as, o.expires_at
    FROM bulk_operation o WHERE (SELECT jobs.at_work());
END;
