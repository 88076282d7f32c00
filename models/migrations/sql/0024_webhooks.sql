-- Endpoints that are told of changes, and the deliveries to them.

CREATE TABLE webhook_endpoint (
    id UUID NOT NULL,
    firm_id UUID,
    person_id UUID,
    client_id UUID,
    url TEXT NOT NULL,
    description TEXT,
    types TEXT[] DEFAULT '{}'::text[] NOT NULL,
    districts TEXT[] DEFAULT '{}'::text[] NOT NULL,
    document TEXT NOT NULL,
    is_enabled BOOLEAN DEFAULT true NOT NULL,
    disabled_because TEXT,
    disabled_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_webhook_endpoint PRIMARY KEY (id),
    CONSTRAINT ck_webhook_endpoint_owner CHECK (num_nonnulls(firm_id, person_id) = 1),
    CONSTRAINT ck_webhook_endpoint_enabled CHECK (CASE WHEN is_enabled THEN num_nonnulls(disabled_because, disabled_at) = 0 ELSE num_nulls(disabled_because, disabled_at) = 0 END),
    CONSTRAINT fk_webhook_endpoint_firm_id FOREIGN KEY(firm_id) REFERENCES firm (id),
    CONSTRAINT fk_webhook_endpoint_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_webhook_endpoint_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT ck_webhook_endpoint_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_webhook_endpoint_disabled_because CHECK ("disabled_because" IN ('BY_OWNER', 'GONE', 'FAILING', 'OWNER_LEFT')),
    CONSTRAINT ck_webhook_endpoint_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_webhook_endpoint_client_id ON webhook_endpoint (client_id);
CREATE INDEX ix_webhook_endpoint_firm_id ON webhook_endpoint (firm_id);
CREATE INDEX ix_webhook_endpoint_person_id ON webhook_endpoint (person_id);
CREATE TABLE webhook_delivery (
    id UUID NOT NULL,
    endpoint_id UUID NOT NULL,
    firm_id UUID,
    kind TEXT NOT NULL,
    record_type TEXT,
    record_key TEXT,
    changed_fields TEXT[] DEFAULT '{}'::text[] NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE,
    state TEXT NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    attempted_at TIMESTAMP WITH TIME ZONE,
    next_attempt_at TIMESTAMP WITH TIME ZONE,
    delivered_at TIMESTAMP WITH TIME ZONE,
    status INTEGER,
    problem TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (id),
    CONSTRAINT ck_webhook_delivery_state_due CHECK ((state = 'PENDING') = (next_attempt_at IS NOT NULL)),
    CONSTRAINT ck_webhook_delivery_state_delivered CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
    CONSTRAINT ck_webhook_delivery_record CHECK (num_nonnulls(record_type, record_key) <> 1),
    CONSTRAINT fk_webhook_delivery_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES webhook_endpoint (id),
    CONSTRAINT fk_webhook_delivery_firm_id FOREIGN KEY(firm_id) REFERENCES firm (id),
    CONSTRAINT ck_webhook_delivery_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_webhook_delivery_kind CHECK ("kind" IN ('CREATED', 'UPDATED', 'DELETED', 'ENTERED_SLICE', 'LEFT_SLICE', 'TEST', 'RESTARTED', 'DISABLED')),
    CONSTRAINT ck_webhook_delivery_state CHECK ("state" IN ('PENDING', 'DELIVERED', 'FAILED', 'NOTED')),
    CONSTRAINT ck_webhook_delivery_problem CHECK ("problem" IN ('REFUSED', 'REDIRECTED', 'GONE', 'TIMED_OUT', 'UNREACHABLE', 'ADDRESS_REFUSED', 'DOCUMENT_REFUSED', 'NO_PAYLOAD')),
    CONSTRAINT ck_webhook_delivery_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_webhook_delivery_created_at_id ON webhook_delivery (created_at, id);
CREATE INDEX ix_webhook_delivery_endpoint_id ON webhook_delivery (endpoint_id);
CREATE INDEX ix_webhook_delivery_firm_id ON webhook_delivery (firm_id);
CREATE TRIGGER version BEFORE UPDATE OF "firm_id", "person_id", "client_id", "url", "description", "types", "districts", "document", "is_enabled", "disabled_because", "disabled_at", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON webhook_endpoint FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "endpoint_id", "firm_id", "kind", "record_type", "record_key", "changed_fields", "happened_at", "state", "attempts", "attempted_at", "next_attempt_at", "delivered_at", "status", "problem", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON webhook_delivery FOR EACH ROW EXECUTE FUNCTION keep.version();
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON webhook_delivery TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON webhook_delivery FOR SELECT USING (((firm_id IS NULL) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm())));
ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_endpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON webhook_endpoint TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON webhook_endpoint FOR SELECT USING (((firm_id IS NULL) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm())));
CREATE POLICY inserts ON webhook_endpoint FOR INSERT WITH CHECK ((((firm_id IS NULL AND person_id = (SELECT slice.person())) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm()))) AND (person_id IS NULL OR EXISTS (SELECT FROM person parent WHERE parent.id = webhook_endpoint.person_id)));
CREATE POLICY updates ON webhook_endpoint FOR UPDATE USING (((firm_id IS NULL) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm()))) WITH CHECK ((((firm_id IS NULL) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm()))) AND (person_id IS NULL OR EXISTS (SELECT FROM person parent WHERE parent.id = webhook_endpoint.person_id)));
CREATE POLICY deletes ON webhook_endpoint FOR DELETE USING (((firm_id IS NULL) AND (SELECT slice.holds('{STATE_OFFICE}'))) OR (firm_id = (SELECT slice.firm())));
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "firm_id", "client_id" ON webhook_endpoint FOR EACH ROW WHEN ((OLD."firm_id" IS DISTINCT FROM NEW."firm_id" OR OLD."client_id" IS DISTINCT FROM NEW."client_id") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');
