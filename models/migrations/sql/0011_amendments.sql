-- When a plan was changed as approved: until then it is open to the amendment.

ALTER TABLE plan_amendment ADD COLUMN applied_on DATE;
UPDATE plan_amendment SET applied_on = decided_on WHERE status = 'APPROVED';
ALTER TABLE plan_amendment DROP CONSTRAINT ck_plan_amendment_dates;
ALTER TABLE plan_amendment ADD CONSTRAINT ck_plan_amendment_dates CHECK (decided_on >= requested_on AND applied_on >= decided_on);
ALTER TABLE plan_amendment ADD CONSTRAINT ck_plan_amendment_application CHECK (applied_on IS NULL OR status = 'APPROVED');
DROP TRIGGER version ON plan_amendment;
CREATE TRIGGER version BEFORE UPDATE OF "requested_by_id", "requested_on", "summary", "rationale", "status", "decided_by_id", "decided_on", "applied_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON plan_amendment FOR EACH ROW EXECUTE FUNCTION keep.version();
