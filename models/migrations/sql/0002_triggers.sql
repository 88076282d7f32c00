-- A version counts its record's own changes; keep.version() is of the first migration.

CREATE TRIGGER version BEFORE UPDATE OF "school_year", "status", "author_id", "summary", "successes", "impediments", "submitted_on", "published_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON annual_summary FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "month", "status", "scheduled_on", "held_on", "duration_minutes", "location", "monitor_id", "facilitator_id", "minutes_final_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON highlight_meeting FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "visited_on", "monitor_id", "is_full_day", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON monitoring_visit FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "person_id", "capacity", "invited_by", "attended", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON highlight_attendance FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "month", "meeting_id", "author_id", "issued_on", "progress", "obstacles", "next_steps", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON highlight_report FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "plan_id", "school_year", "quarter", "period_starts_on", "period_ends_on", "revision", "revises_id", "correction", "status", "author_id", "introduction", "overall_progress", "issued_on", "presented_on", "presented_at", "is_televised", "published_on", "url", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON quarterly_progress_report FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "author_id", "occasion", "school_id", "body", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON visit_note FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "kind", "strategic_objective_id", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON quarterly_finding FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "strategic_objective_id", "quoted_title", "quoted_statement", "progress", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON quarterly_section FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "position", "initiative_id", "statement", "status", "mitigation", "owner_id", "due_on", "resolved_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON obstacle FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "position", "initiative_id", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON progress_note FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "benchmark_id", "quoted_initiative", "category", "quoted_statement", "due_on", "standing", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON quoted_benchmark FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "meeting_id", "position", "benchmark_id", "measurement_id", "evidence_id", "kind", "statement", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON data_presentation FOR EACH ROW EXECUTE FUNCTION keep.version();
