-- Counts the versions of records.

CREATE TRIGGER version BEFORE UPDATE OF "school_year", "role", "schools", "total", "retained", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON statewide_retention FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "number", "released_at", "threshold", "note", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON statistics_release FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "release_id", "cube", "measure", "site_district_id", "phase", "cause", "group", "motive", "outcome", "rating", "school_year", "role", "scope", "value", "missing", "as_of_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON statistic_cell FOR EACH ROW EXECUTE FUNCTION keep.version();
