-- Each record's version counts the changes of its own columns.

CREATE TRIGGER version BEFORE UPDATE OF "name", "purpose", "method", "starts_on", "ends_on", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON study FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "parent_id", "kind", "name", "description", "position", "is_codable", "color", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON code FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "position", "question", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON research_question FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "measure", "at_least", "at_most", "is_approximate", "wording", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON study_figure FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "label", "collects_data", "analyses_data", "starts_on", "ends_on", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON study_member FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "title", "statement", "published_on", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON theme FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "held_on", "informant_role", "informant_kind", "pseudonym", "minutes", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON interview FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "title", "text", "written_on", "code_id", "theme_id", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON memo FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "held_on", "kind", "informant_role", "informant_kind", "minutes", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON observation FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "collected_on", "kind", "informant_role", "informant_kind", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON source_document FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "theme_id", "code_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON theme_code FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "text", "file_name", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON transcript_original FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "person_id", "name", "researcher_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON informant FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "deidentified_on", "masked_text", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON transcript FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "code_id", "coder_id", "starts_at", "ends_at", "coded_at", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON coding FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "kind", "starts_at", "ends_at", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON transcript_span FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "memo_id", "starts_at", "ends_at", "researcher_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON memo_reference FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "theme_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON theme_grounding FOR EACH ROW EXECUTE FUNCTION keep.version();
