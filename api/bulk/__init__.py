"""Records in bulk over HTTP: exports of a type, files of bulk operations, imports, templates."""
