-- Counts the versions of records, and lets nothing that was published change, whoever asks. Pieces
-- stay, and so, by their keys, do the files and releases that they are of.

CREATE TRIGGER version BEFORE UPDATE OF "release_version", "released_on", "title", "publisher", "citation", "note", "sha256", "replaces_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON research_release FOR EACH ROW EXECUTE FUNCTION keep.version();
CREATE TRIGGER version BEFORE UPDATE OF "release_id", "name", "media_type", "bytes", "sha256", "record_type", "rows", "added", "changed", "removed", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON research_release_file FOR EACH ROW EXECUTE FUNCTION keep.version();

CREATE TRIGGER frozen BEFORE UPDATE OF id, release_version, released_on, title, publisher, citation,
    note, sha256, replaces_id
ON research_release FOR EACH ROW EXECUTE FUNCTION keep.frozen();
CREATE TRIGGER frozen BEFORE UPDATE OF id, release_id, name, media_type, bytes, sha256, record_type,
    rows, added, changed, removed
ON research_release_file FOR EACH ROW EXECUTE FUNCTION keep.frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON released.piece
FOR EACH ROW EXECUTE FUNCTION keep.frozen();
CREATE TRIGGER stays BEFORE TRUNCATE ON released.piece
FOR EACH STATEMENT EXECUTE FUNCTION keep.frozen();
