-- Who read confidential records. Written by audit.disclose alone.

CREATE TABLE disclosure (
    id UUID NOT NULL,
    position BIGINT NOT NULL,
    disclosed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    way TEXT NOT NULL,
    person_id UUID,
    firm_id UUID,
    acting_district_id UUID,
    appointment_id UUID,
    state_appointment_id UUID,
    engagement_id UUID,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_disclosure PRIMARY KEY (id),
    CONSTRAINT fk_disclosure_appointment_id FOREIGN KEY(acting_district_id, appointment_id) REFERENCES appointment (district_id, id),
    CONSTRAINT fk_disclosure_engagement_id FOREIGN KEY(acting_district_id, engagement_id) REFERENCES engagement (district_id, id),
    CONSTRAINT ck_disclosure_caller CHECK (num_nonnulls(person_id, firm_id) <= 1),
    CONSTRAINT ck_disclosure_office CHECK (num_nonnulls(appointment_id, state_appointment_id, engagement_id) <= 1),
    CONSTRAINT uq_disclosure_position UNIQUE (position),
    CONSTRAINT fk_disclosure_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_disclosure_firm_id FOREIGN KEY(firm_id) REFERENCES firm (id),
    CONSTRAINT fk_disclosure_acting_district_id FOREIGN KEY(acting_district_id) REFERENCES district (id),
    CONSTRAINT fk_disclosure_state_appointment_id FOREIGN KEY(state_appointment_id) REFERENCES state_appointment (id),
    CONSTRAINT ck_disclosure_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_disclosure_way CHECK ("way" IN ('GRAPHQL', 'EXPORT', 'COMMAND')),
    CONSTRAINT ck_disclosure_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_disclosure_acting_district_id ON disclosure (acting_district_id);
CREATE INDEX ix_disclosure_appointment_id ON disclosure (appointment_id);
CREATE INDEX ix_disclosure_engagement_id ON disclosure (engagement_id);
CREATE INDEX ix_disclosure_firm_id ON disclosure (firm_id);
CREATE INDEX ix_disclosure_person_id ON disclosure (person_id);
CREATE INDEX ix_disclosure_state_appointment_id ON disclosure (state_appointment_id);

CREATE TABLE disclosed_record (
    id UUID NOT NULL,
    disclosure_id UUID NOT NULL,
    number INTEGER NOT NULL,
    record_type TEXT NOT NULL,
    use TEXT NOT NULL,
    record_key TEXT,
    person_id UUID,
    is_open BOOLEAN NOT NULL,
    person_digest TEXT,
    person_salt TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_disclosed_record PRIMARY KEY (id),
    CONSTRAINT uq_disclosed_record_disclosure_id_number UNIQUE (disclosure_id, number),
    CONSTRAINT ck_disclosed_record_person CHECK ((person_id IS NULL) = (person_salt IS NULL)),
    CONSTRAINT ck_disclosed_record_digest CHECK (person_digest IS NOT NULL OR person_id IS NULL),
    CONSTRAINT ck_disclosed_record_record CHECK ((use = 'ASKED') = (record_key IS NULL)),
    CONSTRAINT ck_disclosed_record_closed CHECK (is_open OR person_digest IS NOT NULL),
    CONSTRAINT fk_disclosed_record_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
    CONSTRAINT fk_disclosed_record_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_disclosed_record_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_disclosed_record_use CHECK ("use" IN ('READ', 'ASKED')),
    CONSTRAINT ck_disclosed_record_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_disclosed_record_disclosure_id ON disclosed_record (disclosure_id);
CREATE INDEX ix_disclosed_record_person_id ON disclosed_record (person_id);
CREATE INDEX ix_disclosed_record_record_key ON disclosed_record (record_key);

CREATE TRIGGER version BEFORE UPDATE OF "position", "disclosed_at", "way", "person_id", "firm_id", "acting_district_id", "appointment_id", "state_appointment_id", "engagement_id", "previous_hash", "hash", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON disclosure FOR EACH ROW EXECUTE FUNCTION keep.version();

CREATE TRIGGER version BEFORE UPDATE OF "disclosure_id", "number", "record_type", "use", "record_key", "person_id", "is_open", "person_digest", "person_salt", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON disclosed_record FOR EACH ROW EXECUTE FUNCTION keep.version();
