CREATE TABLE school_condition_review (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    school_id UUID NOT NULL,
    condition TEXT NOT NULL,
    reviewed_on DATE NOT NULL,
    rating TEXT,
    findings TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_school_condition_review PRIMARY KEY (district_id, id),
    CONSTRAINT ck_school_condition_review_own_condition CHECK (condition <> 'DISTRICT_SYSTEMS'),
    CONSTRAINT uq_school_condition_review_condition UNIQUE (district_id, school_id, condition, reviewed_on),
    CONSTRAINT fk_school_condition_review_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT ck_school_condition_review_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_school_condition_review_school_id FOREIGN KEY(district_id, school_id) REFERENCES school (district_id, id),
    CONSTRAINT ck_school_condition_review_condition CHECK ("condition" IN ('DISTRICT_SYSTEMS', 'SCHOOL_LEADERSHIP', 'ALIGNED_CURRICULUM', 'EFFECTIVE_INSTRUCTION', 'STUDENT_ASSESSMENT', 'STAFFING_AUTHORITY', 'COLLABORATION', 'TIERED_INSTRUCTION', 'STUDENT_NEEDS', 'FAMILY_ENGAGEMENT', 'STRATEGIC_RESOURCES')),
    CONSTRAINT ck_school_condition_review_rating CHECK ("rating" IN ('LITTLE_EVIDENCE', 'DEVELOPING', 'PROVIDING', 'SUSTAINING')),
    CONSTRAINT ck_school_condition_review_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);

CREATE TRIGGER version BEFORE UPDATE OF "school_id", "condition", "reviewed_on", "rating", "findings", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON school_condition_review FOR EACH ROW EXECUTE FUNCTION keep.version();

ALTER TABLE school_condition_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE school_condition_review FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON school_condition_review TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON school_condition_review FOR SELECT USING (((SELECT slice.holds('{STATE_OFFICE}'))) OR (district_id IN (SELECT unnest(slice.districts('{DISTRICT_ADMINISTRATOR,DISTRICT_LEADER,PLAN_MANAGER,PLAN_MONITOR}')))) OR (school_id IN (SELECT unnest(slice.schools('{PRINCIPAL}')))));
