-- Exports that run beside requests.

CREATE TABLE bulk_operation (
    id UUID NOT NULL,
    person_id UUID,
    firm_id UUID,
    scopes TEXT,
    query TEXT NOT NULL,
    variables TEXT,
    format TEXT NOT NULL,
    status TEXT DEFAULT 'CREATED' NOT NULL,
    records BIGINT DEFAULT 0 NOT NULL,
    bytes BIGINT,
    sha256 TEXT,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE,
    error_code TEXT,
    error_message TEXT,
    feed_cursor TEXT,
    stored_as TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_bulk_operation PRIMARY KEY (id),
    CONSTRAINT ck_bulk_operation_owner CHECK (num_nonnulls(person_id, firm_id) > 0),
    CONSTRAINT ck_bulk_operation_records CHECK (records >= 0),
    CONSTRAINT ck_bulk_operation_file CHECK ((status IN ('COMPLETED', 'EXPIRED')) = (num_nulls(bytes, sha256, expires_at, stored_as, feed_cursor) = 0)),
    CONSTRAINT ck_bulk_operation_failure CHECK ((status = 'FAILED') = (error_code IS NOT NULL)),
    CONSTRAINT ck_bulk_operation_finished CHECK (CASE WHEN status IN ('CREATED', 'RUNNING') THEN finished_at IS NULL WHEN status IN ('COMPLETED', 'FAILED', 'CANCELED', 'EXPIRED') THEN finished_at IS NOT NULL ELSE true END),
    CONSTRAINT fk_bulk_operation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_bulk_operation_firm_id FOREIGN KEY(firm_id) REFERENCES firm (id),
    CONSTRAINT ck_bulk_operation_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_bulk_operation_format CHECK ("format" IN ('JSONL', 'CSV', 'PARQUET')),
    CONSTRAINT ck_bulk_operation_status CHECK ("status" IN ('CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED', 'EXPIRED')),
    CONSTRAINT ck_bulk_operation_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);

CREATE INDEX ix_bulk_operation_firm_id ON bulk_operation (firm_id);
CREATE INDEX ix_bulk_operation_person_id ON bulk_operation (person_id);
CREATE INDEX ix_bulk_operation_status_id ON bulk_operation (status, id);

CREATE TRIGGER version BEFORE UPDATE OF "person_id", "firm_id", "scopes", "query", "variables", "format", "status", "records", "bytes", "sha256", "started_at", "finished_at", "expires_at", "error_code", "error_message", "feed_cursor", "stored_as", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON bulk_operation FOR EACH ROW EXECUTE FUNCTION keep.version();

ALTER TABLE bulk_operation ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_operation FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON bulk_operation TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON bulk_operation FOR SELECT USING ((person_id = (SELECT slice.person())) OR (firm_id = (SELECT slice.firm())));
CREATE POLICY inserts ON bulk_operation FOR INSERT WITH CHECK (((person_id = (SELECT slice.person())) OR (firm_id = (SELECT slice.firm()))) AND (person_id IS NULL OR EXISTS (SELECT FROM person parent WHERE parent.id = bulk_operation.person_id)));
CREATE POLICY updates ON bulk_operation FOR UPDATE USING ((person_id = (SELECT slice.person())) OR (firm_id = (SELECT slice.firm()))) WITH CHECK (((person_id = (SELECT slice.person())) OR (firm_id = (SELECT slice.firm()))) AND (person_id IS NULL OR EXISTS (SELECT FROM person parent WHERE parent.id = bulk_operation.person_id)));
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "person_id", "firm_id", "scopes", "query", "variables", "format" ON bulk_operation FOR EACH ROW WHEN ((OLD."person_id" IS DISTINCT FROM NEW."person_id" OR OLD."firm_id" IS DISTINCT FROM NEW."firm_id" OR OLD."scopes" IS DISTINCT FROM NEW."scopes" OR OLD."query" IS DISTINCT FROM NEW."query" OR OLD."variables" IS DISTINCT FROM NEW."variables" OR OLD."format" IS DISTINCT FROM NEW."format") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');
CREATE TRIGGER moves BEFORE UPDATE OF status ON bulk_operation FOR EACH ROW WHEN (OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (('COMPLETED', 'EXPIRED'), ('CREATED', 'CANCELED'), ('CREATED', 'FAILED'), ('CREATED', 'RUNNING'), ('RUNNING', 'CANCELED'), ('RUNNING', 'COMPLETED'), ('RUNNING', 'FAILED'))) EXECUTE FUNCTION keep.refuse('check_violation');

-- What a worker is told of an operation: whose it is, and what its file is called. Only the program
-- that does jobs is told.
CREATE FUNCTION jobs.bulk_operations(
    OUT id uuid, OUT person_id uuid, OUT firm_id uuid, OUT scopes text, OUT status text,
    OUT stored_as text, OUT expires_at timestamptz
) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT o.id, o.person_id, o.firm_id, o.scopes, o.status, o.stored_as, o.expires_at
    FROM bulk_operation o WHERE (SELECT jobs.at_work());
END;
