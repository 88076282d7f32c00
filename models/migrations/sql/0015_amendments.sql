-- What an amendment would do to its plan, record by record.
ALTER TABLE plan_amendment ADD CONSTRAINT uq_plan_amendment_district_id_id_visibility_status
    UNIQUE (district_id, id, visibility, status);

CREATE TABLE plan_amendment_change (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    amendment_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    kind TEXT NOT NULL,
    part TEXT NOT NULL,
    subject TEXT,
    proposal TEXT,
    visibility TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_plan_amendment_change PRIMARY KEY (district_id, id),
    CONSTRAINT ck_plan_amendment_change_subject CHECK ((kind = 'ADD') OR (subject IS NOT NULL)),
    CONSTRAINT ck_plan_amendment_change_proposal CHECK ((kind = 'REMOVE') = (proposal IS NULL)),
    CONSTRAINT fk_plan_amendment_change_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT ck_plan_amendment_change_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_plan_amendment_change_position CHECK (position BETWEEN 1 AND 200),
    CONSTRAINT uq_plan_amendment_change_district_id_amendment_id_position UNIQUE (district_id, amendment_id, position),
    CONSTRAINT fk_plan_amendment_change_amendment_id FOREIGN KEY(district_id, amendment_id, visibility, status) REFERENCES plan_amendment (district_id, id, visibility, status) ON UPDATE CASCADE,
    CONSTRAINT ck_plan_amendment_change_kind CHECK ("kind" IN ('ADD', 'CHANGE', 'REMOVE')),
    CONSTRAINT ck_plan_amendment_change_part CHECK ("part" IN ('STRATEGIC_OBJECTIVE', 'INITIATIVE', 'ACTIVITY', 'BENCHMARK')),
    CONSTRAINT ck_plan_amendment_change_visibility CHECK ("visibility" IN ('PREPARATION', 'SUBMITTED', 'PUBLIC')),
    CONSTRAINT ck_plan_amendment_change_status CHECK ("status" IN ('REQUESTED', 'APPROVED', 'REFUSED')),
    CONSTRAINT ck_plan_amendment_change_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);

CREATE TRIGGER version BEFORE UPDATE OF "position", "kind", "part", "subject", "proposal", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_amendment_change FOR EACH ROW EXECUTE FUNCTION keep.version();

ALTER TABLE plan_amendment_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_amendment_change FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON plan_amendment_change TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reads ON plan_amendment_change FOR SELECT USING (((status = 'APPROVED' AND visibility = 'PUBLIC')) OR ((SELECT slice.holds('{PLAN_MONITOR,STATE_OFFICE}'))) OR (district_id IN (SELECT unnest(slice.districts('{DISTRICT_LEADER,DISTRICT_ADMINISTRATOR,PLAN_MANAGER}')))));
CREATE POLICY inserts ON plan_amendment_change FOR INSERT WITH CHECK ((((status = 'REQUESTED') AND district_id IN (SELECT unnest(slice.districts('{DISTRICT_LEADER,DISTRICT_ADMINISTRATOR,PLAN_MANAGER}'))))) AND (EXISTS (SELECT FROM plan_amendment parent WHERE parent.district_id = plan_amendment_change.district_id AND parent.id = plan_amendment_change.amendment_id AND parent.visibility = plan_amendment_change.visibility AND parent.status = plan_amendment_change.status)));
CREATE POLICY updates ON plan_amendment_change FOR UPDATE USING (((status = 'APPROVED' AND EXISTS (SELECT FROM plan_amendment parent WHERE parent.district_id = plan_amendment_change.district_id AND parent.id = plan_amendment_change.amendment_id AND parent.applied_on IS NULL)) AND (SELECT slice.holds('{STATE_OFFICE}')))) WITH CHECK ((((status = 'APPROVED' AND EXISTS (SELECT FROM plan_amendment parent WHERE parent.district_id = plan_amendment_change.district_id AND parent.id = plan_amendment_change.amendment_id AND parent.applied_on IS NULL)) AND (SELECT slice.holds('{STATE_OFFICE}')))) AND (EXISTS (SELECT FROM plan_amendment parent WHERE parent.district_id = plan_amendment_change.district_id AND parent.id = plan_amendment_change.amendment_id AND parent.visibility = plan_amendment_change.visibility AND parent.status = plan_amendment_change.status)));
CREATE POLICY deletes ON plan_amendment_change FOR DELETE USING (((status = 'REQUESTED') AND district_id IN (SELECT unnest(slice.districts('{DISTRICT_LEADER,DISTRICT_ADMINISTRATOR,PLAN_MANAGER}')))));
CREATE TRIGGER unchanged_1 BEFORE UPDATE OF "amendment_id", "position", "kind", "part", "proposal" ON plan_amendment_change FOR EACH ROW WHEN ((OLD."amendment_id" IS DISTINCT FROM NEW."amendment_id" OR OLD."position" IS DISTINCT FROM NEW."position" OR OLD."kind" IS DISTINCT FROM NEW."kind" OR OLD."part" IS DISTINCT FROM NEW."part" OR OLD."proposal" IS DISTINCT FROM NEW."proposal") AND (true)) EXECUTE FUNCTION keep.refuse('insufficient_privilege');

-- What an amendment changed of its plan: what differs between just before its approval and then.
SET LOCAL check_function_bodies TO off;
CREATE FUNCTION ask.amendment_differences(named jsonb, district uuid, amendment uuid)
RETURNS TABLE (
    kind text, record_type text, record_id text, place text, statement text, changes jsonb
)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
    SELECT d.kind, d.record_type, d.record_id, d.place, d.statement, d.changes
    FROM plan_amendment a
    JOIN past.plan_amendment asked
      ON asked.district_id = a.district_id AND asked.id = a.id AND asked.status = 'REQUESTED'
    CROSS JOIN LATERAL ask.plan_differences(
        named, a.district_id, a.plan_id, asked.ended_at - interval '1 microsecond', asked.ended_at
    ) WITH ORDINALITY d
    WHERE a.district_id = district AND a.id = amendment AND a.applied_on IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM past.plan_amendment later
        WHERE later.district_id = a.district_id AND later.id = a.id
          AND later.status = 'REQUESTED' AND later.ended_at > asked.ended_at
      )
    ORDER BY d.ordinality
$$;
SET LOCAL check_function_bodies TO on;
