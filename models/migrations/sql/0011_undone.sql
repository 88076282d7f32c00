-- Amendments as they were before 0011.

DROP TRIGGER version ON plan_amendment;
ALTER TABLE plan_amendment DROP COLUMN applied_on;
ALTER TABLE plan_amendment ADD CONSTRAINT ck_plan_amendment_dates
    CHECK (decided_on >= requested_on);
CREATE TRIGGER version BEFORE UPDATE OF "requested_by_id", "requested_on", "summary", "rationale", "status", "decided_by_id", "decided_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_amendment FOR EACH ROW EXECUTE FUNCTION keep.version();
