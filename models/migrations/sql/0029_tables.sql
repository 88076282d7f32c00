-- Releases of tables, and where their bytes lie.

CREATE TABLE research_release (
    id UUID NOT NULL,
    release_version TEXT NOT NULL,
    released_on DATE NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    citation TEXT NOT NULL,
    note TEXT,
    sha256 TEXT NOT NULL,
    replaces_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_research_release PRIMARY KEY (id),
    CONSTRAINT ck_research_release_release_version CHECK (release_version ~ '^\d{4}-\d{2}-\d{2}$'),
    CONSTRAINT ck_research_release_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT uq_research_release_release_version UNIQUE (release_version),
    CONSTRAINT fk_research_release_replaces_id FOREIGN KEY(replaces_id) REFERENCES research_release (id),
    CONSTRAINT ck_research_release_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_research_release_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_research_release_replaces_id ON research_release (replaces_id);
CREATE TABLE research_release_file (
    id UUID NOT NULL,
    release_id UUID NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    record_type TEXT,
    rows INTEGER,
    added INTEGER,
    changed INTEGER,
    removed INTEGER,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_research_release_file PRIMARY KEY (id),
    CONSTRAINT uq_research_release_file_release_id_name UNIQUE (release_id, name),
    CONSTRAINT ck_research_release_file_name CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'),
    CONSTRAINT ck_research_release_file_bytes CHECK (bytes >= 0),
    CONSTRAINT ck_research_release_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_research_release_file_table CHECK ((rows IS NULL) = (record_type IS NULL)),
    CONSTRAINT fk_research_release_file_release_id FOREIGN KEY(release_id) REFERENCES research_release (id),
    CONSTRAINT ck_research_release_file_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_research_release_file_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_research_release_file_release_id ON research_release_file (release_id);

-- The bytes, in pieces: no file has to fit into memory, to be stored or to be read. Apart from the
-- records, so that nobody reads them by accident; `released.content` gives one piece.
CREATE SCHEMA released;
GRANT USAGE ON SCHEMA released TO PUBLIC;
CREATE TABLE released.piece (
    file_id uuid NOT NULL REFERENCES research_release_file (id),
    place integer NOT NULL CHECK (place >= 0),
    content bytea NOT NULL CHECK (length(content) BETWEEN 1 AND 1048576),
    PRIMARY KEY (file_id, place)
);
ALTER TABLE released.piece ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE released.piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE released.piece FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON released.piece TO CURRENT_USER USING (true) WITH CHECK (true);

-- A part of a piece of a file. Everyone may read all that is in there.
CREATE FUNCTION released.content(file uuid, number integer, first integer, size integer)
RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = public, pg_temp
RETURN (
    SELECT substring(content FROM first + 1 FOR size) FROM released.piece
    WHERE file_id = file AND place = number
);
