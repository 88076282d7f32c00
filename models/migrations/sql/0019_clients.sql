-- The programs that log people in, or themselves.

CREATE TABLE client (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    authentication TEXT NOT NULL,
    firm_id UUID,
    redirect_uris TEXT[] DEFAULT '{}'::text[] NOT NULL,
    post_logout_redirect_uris TEXT[] DEFAULT '{}'::text[] NOT NULL,
    scopes TEXT[] DEFAULT '{}'::text[] NOT NULL,
    is_trusted BOOLEAN DEFAULT false NOT NULL,
    is_enabled BOOLEAN DEFAULT true NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_client PRIMARY KEY (id),
    CONSTRAINT ck_client_firm CHECK ((kind = 'SERVICE') = (firm_id IS NOT NULL)),
    CONSTRAINT ck_client_proof CHECK ((kind = 'PORTAL') = (authentication = 'NONE')),
    CONSTRAINT ck_client_redirects CHECK ((kind = 'SERVICE') = (redirect_uris = '{}')),
    CONSTRAINT ck_client_scopes CHECK (scopes <@ '{openid,profile,email,offline_access,read,write,research}'),
    CONSTRAINT ck_client_trusted CHECK (NOT (is_trusted AND kind = 'SERVICE')),
    CONSTRAINT uq_client_name UNIQUE (name),
    CONSTRAINT fk_client_firm_id FOREIGN KEY(firm_id) REFERENCES firm (id),
    CONSTRAINT ck_client_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_client_kind CHECK ("kind" IN ('PORTAL', 'CONFIDENTIAL', 'SERVICE')),
    CONSTRAINT ck_client_authentication CHECK ("authentication" IN ('NONE', 'CLIENT_SECRET_BASIC', 'PRIVATE_KEY_JWT')),
    CONSTRAINT ck_client_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_client_firm_id ON client (firm_id);
CREATE TABLE client_key (
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    kid TEXT NOT NULL,
    jwk TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_client_key PRIMARY KEY (id),
    CONSTRAINT uq_client_key_client_id_kid UNIQUE (client_id, kid),
    CONSTRAINT ck_client_key_public CHECK (CASE WHEN jwk IS JSON OBJECT THEN jsonb_exists(CAST(jwk AS jsonb), 'kty') AND NOT jsonb_exists_any(CAST(jwk AS jsonb), '{d,p,q,dp,dq,qi,oth,k}') ELSE false END),
    CONSTRAINT fk_client_key_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT ck_client_key_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_client_key_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_client_key_client_id ON client_key (client_id);
CREATE TRIGGER version BEFORE UPDATE OF "name", "kind", "authentication", "firm_id", "redirect_uris", "post_logout_redirect_uris", "scopes", "is_trusted", "is_enabled", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON client FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "client_id", "kid", "jwk", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON client_key FOR EACH ROW EXECUTE FUNCTION keep.version();
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
ALTER TABLE client FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON client TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON client FOR SELECT USING (((SELECT slice.holds('{STATE_OFFICE}'))));
CREATE POLICY inserts ON client FOR INSERT WITH CHECK ((((SELECT slice.holds('{STATE_OFFICE}')))));
CREATE POLICY updates ON client FOR UPDATE USING (((SELECT slice.holds('{STATE_OFFICE}')))) WITH CHECK ((((SELECT slice.holds('{STATE_OFFICE}')))));
ALTER TABLE client_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE client_key FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON client_key TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON client_key FOR SELECT USING (((SELECT slice.holds('{STATE_OFFICE}'))));
CREATE POLICY inserts ON client_key FOR INSERT WITH CHECK ((((SELECT slice.holds('{STATE_OFFICE}')))) AND (EXISTS (SELECT FROM client parent WHERE parent.id = client_key.client_id)));
CREATE POLICY deletes ON client_key FOR DELETE USING (((SELECT slice.holds('{STATE_OFFICE}'))));
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "kind", "authentication", "firm_id" ON client FOR EACH ROW WHEN ((OLD."kind" IS DISTINCT FROM NEW."kind" OR OLD."authentication" IS DISTINCT FROM NEW."authentication" OR OLD."firm_id" IS DISTINCT FROM NEW."firm_id") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');
