CREATE TRIGGER version BEFORE UPDATE OF "reminded_on", "kind", "due_on", "is_overdue", "title", "school_id", "person_id", "record_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON reminder FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "plan_id", "quarterly_report_id", "annual_summary_id", "revision", "title", "frozen_on", "frozen_by_id", "html", "pdf", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON frozen_document FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "evidence_id", "file_name", "media_type", "bytes", "sha256", "uploaded_by_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON evidence_file FOR EACH ROW EXECUTE FUNCTION keep.version();
