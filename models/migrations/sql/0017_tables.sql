CREATE TABLE reminder (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    reminded_on DATE NOT NULL,
    kind TEXT NOT NULL,
    due_on DATE NOT NULL,
    is_overdue BOOLEAN NOT NULL,
    title TEXT NOT NULL,
    school_id UUID,
    person_id UUID,
    record_id TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_reminder PRIMARY KEY (district_id, id),
    CONSTRAINT uq_reminder_once_a_day UNIQUE NULLS NOT DISTINCT (district_id, reminded_on, kind, due_on, school_id, person_id, record_id),
    CONSTRAINT fk_reminder_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_reminder_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_reminder_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_reminder_kind CHECK ("kind" IN ('BENCHMARK', 'ACTIVITY', 'HIGHLIGHT_REPORT', 'HIGHLIGHT_MEETING', 'LEADERSHIP_MEETING', 'SELF_ASSESSMENT', 'SCHOOL_PLAN_REVIEW', 'WALKTHROUGHS', 'QUARTERLY_REPORT', 'ANNUAL_SUMMARY')),
    CONSTRAINT fk_reminder_school_id FOREIGN KEY(district_id, school_id) REFERENCES school (district_id, id),
    CONSTRAINT ck_reminder_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_reminder_district_id_school_id ON reminder (district_id, school_id);
CREATE INDEX ix_reminder_person_id ON reminder (person_id);
CREATE INDEX ix_reminder_reminded_on_district_id_id ON reminder (reminded_on, district_id, id);
CREATE TABLE frozen_document (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    plan_id UUID,
    quarterly_report_id UUID,
    annual_summary_id UUID,
    kind TEXT GENERATED ALWAYS AS (CASE
 WHEN plan_id IS NOT NULL THEN 'SUBMITTED_PLAN'
 WHEN quarterly_report_id IS NOT NULL THEN 'QUARTERLY_REPORT'
 ELSE 'ANNUAL_SUMMARY' END) STORED NOT NULL,
    record_id UUID GENERATED ALWAYS AS (coalesce(plan_id, quarterly_report_id, annual_summary_id)) STORED NOT NULL,
    revision SMALLINT NOT NULL,
    title TEXT NOT NULL,
    frozen_on DATE NOT NULL,
    frozen_by_id UUID,
    html BYTEA NOT NULL,
    html_sha256 TEXT GENERATED ALWAYS AS (encode(sha256(html), 'hex')) STORED NOT NULL,
    pdf BYTEA NOT NULL,
    pdf_sha256 TEXT GENERATED ALWAYS AS (encode(sha256(pdf), 'hex')) STORED NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_frozen_document PRIMARY KEY (district_id, id),
    CONSTRAINT ck_frozen_document_record CHECK (num_nonnulls(plan_id, quarterly_report_id, annual_summary_id) = 1),
    CONSTRAINT ck_frozen_document_revision CHECK (revision >= 1),
    CONSTRAINT uq_frozen_document_district_id_record_id_revision UNIQUE (district_id, record_id, revision),
    CONSTRAINT fk_frozen_document_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_frozen_document_frozen_by_id FOREIGN KEY(frozen_by_id) REFERENCES person (id),
    CONSTRAINT ck_frozen_document_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_frozen_document_plan_id FOREIGN KEY(district_id, plan_id) REFERENCES accelerated_improvement_plan (district_id, id),
    CONSTRAINT fk_frozen_document_quarterly_report_id FOREIGN KEY(district_id, quarterly_report_id) REFERENCES quarterly_progress_report (district_id, id),
    CONSTRAINT fk_frozen_document_annual_summary_id FOREIGN KEY(district_id, annual_summary_id) REFERENCES annual_summary (district_id, id),
    CONSTRAINT ck_frozen_document_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_frozen_document_district_id_annual_summary_id ON frozen_document (district_id, annual_summary_id);
CREATE INDEX ix_frozen_document_district_id_plan_id ON frozen_document (district_id, plan_id);
CREATE INDEX ix_frozen_document_district_id_quarterly_report_id ON frozen_document (district_id, quarterly_report_id);
CREATE INDEX ix_frozen_document_frozen_by_id ON frozen_document (frozen_by_id);
CREATE TABLE evidence_file (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    evidence_id UUID NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    uploaded_by_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_evidence_file PRIMARY KEY (district_id, id),
    CONSTRAINT ck_evidence_file_file_name CHECK (length(file_name) BETWEEN 1 AND 255),
    CONSTRAINT ck_evidence_file_media_type CHECK (media_type IN ('application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'text/plain', 'image/png', 'image/jpeg', 'image/gif', 'image/webp')),
    CONSTRAINT ck_evidence_file_bytes CHECK (bytes > 0),
    CONSTRAINT ck_evidence_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT fk_evidence_file_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_evidence_file_uploaded_by_id FOREIGN KEY(uploaded_by_id) REFERENCES person (id),
    CONSTRAINT ck_evidence_file_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_evidence_file_evidence_id FOREIGN KEY(district_id, evidence_id) REFERENCES evidence (district_id, id),
    CONSTRAINT ck_evidence_file_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_evidence_file_district_id_evidence_id ON evidence_file (district_id, evidence_id);
CREATE INDEX ix_evidence_file_uploaded_by_id ON evidence_file (uploaded_by_id);
