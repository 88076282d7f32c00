-- Drafted from models/inquiry.py and models/inquiry_material.py; a test holds them together.

CREATE TABLE study (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    method TEXT,
    starts_on DATE,
    ends_on DATE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_study PRIMARY KEY (id),
    CONSTRAINT ck_study_dates CHECK (ends_on >= starts_on),
    CONSTRAINT uq_study_name UNIQUE (name),
    CONSTRAINT ck_study_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_study_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE TABLE code (
    id UUID NOT NULL,
    parent_id UUID,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    position SMALLINT,
    is_codable BOOLEAN DEFAULT true NOT NULL,
    color TEXT,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_code PRIMARY KEY (id),
    CONSTRAINT fk_code_study_id_parent_id FOREIGN KEY(study_id, parent_id) REFERENCES code (study_id, id),
    CONSTRAINT ck_code_color CHECK (color ~ '^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$'),
    CONSTRAINT uq_code_study_id_id UNIQUE (study_id, id),
    CONSTRAINT uq_code_study_id_parent_id_name UNIQUE NULLS NOT DISTINCT (study_id, parent_id, name),
    CONSTRAINT fk_code_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_code_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_code_kind CHECK ("kind" IN ('CATEGORY', 'SUB_CATEGORY', 'CODE')),
    CONSTRAINT ck_code_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_code_parent_id ON code (parent_id);
CREATE INDEX ix_code_study_id ON code (study_id);
CREATE TABLE research_question (
    id UUID NOT NULL,
    position SMALLINT NOT NULL,
    question TEXT NOT NULL,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_research_question PRIMARY KEY (id),
    CONSTRAINT ck_research_question_position CHECK (position BETWEEN 1 AND 100),
    CONSTRAINT uq_research_question_study_id_position UNIQUE (study_id, position),
    CONSTRAINT fk_research_question_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_research_question_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_research_question_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_research_question_study_id ON research_question (study_id);
CREATE TABLE study_figure (
    id UUID NOT NULL,
    measure TEXT NOT NULL,
    at_least NUMERIC(9, 1),
    at_most NUMERIC(9, 1),
    is_approximate BOOLEAN DEFAULT false NOT NULL,
    wording TEXT NOT NULL,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_study_figure PRIMARY KEY (id),
    CONSTRAINT ck_study_figure_bounds CHECK (at_most >= at_least),
    CONSTRAINT ck_study_figure_figure CHECK (num_nonnulls(at_least, at_most) > 0),
    CONSTRAINT uq_study_figure_study_id_measure UNIQUE (study_id, measure),
    CONSTRAINT fk_study_figure_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_study_figure_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_study_figure_measure CHECK ("measure" IN ('PERSONS_INTERVIEWED', 'INTERVIEWS', 'OBSERVATIONS', 'DOCUMENTS', 'DISTRICTS', 'RESEARCH_QUESTIONS', 'RESEARCHERS', 'MONTHS', 'MONTHS_ON_SITE', 'VISITS_PER_SITE', 'DAYS_PER_SITE', 'DAYS_PER_QUARTER', 'PAGES_OF_NOTES_PER_SITE', 'KEY_ACTORS')),
    CONSTRAINT ck_study_figure_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_study_figure_study_id ON study_figure (study_id);
CREATE TABLE study_member (
    id UUID NOT NULL,
    person_id UUID,
    label TEXT NOT NULL,
    collects_data BOOLEAN DEFAULT true NOT NULL,
    analyses_data BOOLEAN DEFAULT true NOT NULL,
    starts_on DATE,
    ends_on DATE,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_study_member PRIMARY KEY (id),
    CONSTRAINT ck_study_member_dates CHECK (ends_on >= starts_on),
    CONSTRAINT uq_study_member_study_id_id UNIQUE (study_id, id),
    CONSTRAINT uq_study_member_study_id_label UNIQUE (study_id, label),
    CONSTRAINT uq_study_member_study_id_person_id UNIQUE (study_id, person_id),
    CONSTRAINT fk_study_member_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_study_member_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_study_member_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_study_member_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_study_member_person_id ON study_member (person_id);
CREATE INDEX ix_study_member_study_id ON study_member (study_id);
CREATE TABLE theme (
    id UUID NOT NULL,
    title TEXT NOT NULL,
    statement TEXT NOT NULL,
    published_on DATE,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_theme PRIMARY KEY (id),
    CONSTRAINT uq_theme_study_id_id UNIQUE (study_id, id),
    CONSTRAINT uq_theme_study_id_title UNIQUE (study_id, title),
    CONSTRAINT fk_theme_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_theme_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_theme_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_theme_study_id ON theme (study_id);
CREATE TABLE interview (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    held_on DATE NOT NULL,
    informant_role TEXT NOT NULL,
    informant_kind TEXT NOT NULL,
    pseudonym TEXT,
    minutes SMALLINT,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_interview PRIMARY KEY (district_id, id),
    CONSTRAINT fk_interview_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_interview_minutes CHECK (minutes > 0),
    CONSTRAINT uq_interview_district_id_id_study_id UNIQUE (district_id, id, study_id),
    CONSTRAINT fk_interview_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_interview_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_interview_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_interview_informant_role CHECK ("informant_role" IN ('SUPERINTENDENT', 'ASSISTANT_SUPERINTENDENT', 'CENTRAL_OFFICE_ADMINISTRATOR', 'PRINCIPAL', 'TEACHER', 'SCHOOL_BOARD_MEMBER', 'PARENT', 'UNION_OFFICER', 'PLAN_MANAGER', 'FIRM_MEMBER', 'STATE_OFFICER', 'SEVERAL', 'OTHER')),
    CONSTRAINT ck_interview_informant_kind CHECK ("informant_kind" IN ('USER', 'ADMINISTRATOR', 'SUPPORTER', 'COMMUNITY')),
    CONSTRAINT ck_interview_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_interview_author_id ON interview (author_id);
CREATE INDEX ix_interview_held_on_district_id_id ON interview (held_on, district_id, id);
CREATE INDEX ix_interview_researcher_id ON interview (researcher_id);
CREATE INDEX ix_interview_study_id ON interview (study_id);
CREATE TABLE memo (
    id UUID NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    written_on DATE NOT NULL,
    code_id UUID,
    theme_id UUID,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_memo PRIMARY KEY (id),
    CONSTRAINT fk_memo_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT fk_memo_study_id_code_id FOREIGN KEY(study_id, code_id) REFERENCES code (study_id, id),
    CONSTRAINT fk_memo_study_id_theme_id FOREIGN KEY(study_id, theme_id) REFERENCES theme (study_id, id),
    CONSTRAINT uq_memo_study_id_researcher_id_id UNIQUE (study_id, researcher_id, id),
    CONSTRAINT fk_memo_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_memo_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_memo_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_memo_author_id ON memo (author_id);
CREATE INDEX ix_memo_code_id ON memo (code_id);
CREATE INDEX ix_memo_researcher_id ON memo (researcher_id);
CREATE INDEX ix_memo_study_id ON memo (study_id);
CREATE INDEX ix_memo_theme_id ON memo (theme_id);
CREATE TABLE observation (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    held_on DATE NOT NULL,
    kind TEXT NOT NULL,
    informant_role TEXT,
    informant_kind TEXT,
    minutes SMALLINT,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_observation PRIMARY KEY (district_id, id),
    CONSTRAINT fk_observation_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_observation_minutes CHECK (minutes > 0),
    CONSTRAINT uq_observation_district_id_id_study_id UNIQUE (district_id, id, study_id),
    CONSTRAINT fk_observation_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_observation_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_observation_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_observation_kind CHECK ("kind" IN ('CLASSROOM', 'MEETING', 'CONFERENCE', 'PROFESSIONAL_DEVELOPMENT', 'FULL_DAY')),
    CONSTRAINT ck_observation_informant_role CHECK ("informant_role" IN ('SUPERINTENDENT', 'ASSISTANT_SUPERINTENDENT', 'CENTRAL_OFFICE_ADMINISTRATOR', 'PRINCIPAL', 'TEACHER', 'SCHOOL_BOARD_MEMBER', 'PARENT', 'UNION_OFFICER', 'PLAN_MANAGER', 'FIRM_MEMBER', 'STATE_OFFICER', 'SEVERAL', 'OTHER')),
    CONSTRAINT ck_observation_informant_kind CHECK ("informant_kind" IN ('USER', 'ADMINISTRATOR', 'SUPPORTER', 'COMMUNITY')),
    CONSTRAINT ck_observation_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_observation_author_id ON observation (author_id);
CREATE INDEX ix_observation_held_on_district_id_id ON observation (held_on, district_id, id);
CREATE INDEX ix_observation_researcher_id ON observation (researcher_id);
CREATE INDEX ix_observation_study_id ON observation (study_id);
CREATE TABLE source_document (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    collected_on DATE NOT NULL,
    kind TEXT NOT NULL,
    informant_role TEXT,
    informant_kind TEXT,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_source_document PRIMARY KEY (district_id, id),
    CONSTRAINT fk_source_document_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT uq_source_document_district_id_id_study_id UNIQUE (district_id, id, study_id),
    CONSTRAINT fk_source_document_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_source_document_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_source_document_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_source_document_kind CHECK ("kind" IN ('PLAN', 'REPORT', 'MINUTES', 'MEMORANDUM', 'DATA', 'CURRICULUM', 'FIELD_NOTES', 'OTHER')),
    CONSTRAINT ck_source_document_informant_role CHECK ("informant_role" IN ('SUPERINTENDENT', 'ASSISTANT_SUPERINTENDENT', 'CENTRAL_OFFICE_ADMINISTRATOR', 'PRINCIPAL', 'TEACHER', 'SCHOOL_BOARD_MEMBER', 'PARENT', 'UNION_OFFICER', 'PLAN_MANAGER', 'FIRM_MEMBER', 'STATE_OFFICER', 'SEVERAL', 'OTHER')),
    CONSTRAINT ck_source_document_informant_kind CHECK ("informant_kind" IN ('USER', 'ADMINISTRATOR', 'SUPPORTER', 'COMMUNITY')),
    CONSTRAINT ck_source_document_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_source_document_author_id ON source_document (author_id);
CREATE INDEX ix_source_document_collected_on_district_id_id ON source_document (collected_on, district_id, id);
CREATE INDEX ix_source_document_researcher_id ON source_document (researcher_id);
CREATE INDEX ix_source_document_study_id ON source_document (study_id);
CREATE TABLE theme_code (
    id UUID NOT NULL,
    theme_id UUID NOT NULL,
    code_id UUID NOT NULL,
    study_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_theme_code PRIMARY KEY (id),
    CONSTRAINT fk_theme_code_study_id_theme_id FOREIGN KEY(study_id, theme_id) REFERENCES theme (study_id, id),
    CONSTRAINT fk_theme_code_study_id_code_id FOREIGN KEY(study_id, code_id) REFERENCES code (study_id, id),
    CONSTRAINT uq_theme_code_theme_id_code_id UNIQUE (theme_id, code_id),
    CONSTRAINT fk_theme_code_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_theme_code_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_theme_code_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_theme_code_code_id ON theme_code (code_id);
CREATE INDEX ix_theme_code_study_id ON theme_code (study_id);
CREATE INDEX ix_theme_code_theme_id ON theme_code (theme_id);
CREATE TABLE transcript_original (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    text TEXT NOT NULL,
    file_name TEXT,
    text_length INTEGER GENERATED ALWAYS AS (char_length(text)) STORED NOT NULL,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_transcript_original PRIMARY KEY (district_id, id),
    CONSTRAINT fk_transcript_original_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT uq_transcript_original_carried UNIQUE (district_id, id, text_length, study_id, researcher_id),
    CONSTRAINT fk_transcript_original_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_transcript_original_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_transcript_original_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT ck_transcript_original_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_transcript_original_author_id ON transcript_original (author_id);
CREATE INDEX ix_transcript_original_researcher_id ON transcript_original (researcher_id);
CREATE INDEX ix_transcript_original_study_id ON transcript_original (study_id);
CREATE TABLE informant (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    interview_id UUID,
    observation_id UUID,
    document_id UUID,
    person_id UUID,
    name TEXT,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_informant PRIMARY KEY (district_id, id),
    CONSTRAINT fk_informant_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_informant_source CHECK (num_nonnulls(interview_id, observation_id, document_id) = 1),
    CONSTRAINT ck_informant_known CHECK (num_nonnulls(person_id, name) = 1),
    CONSTRAINT fk_informant_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_informant_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_informant_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_informant_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_informant_interview_id FOREIGN KEY(district_id, interview_id, study_id) REFERENCES interview (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT fk_informant_observation_id FOREIGN KEY(district_id, observation_id, study_id) REFERENCES observation (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT fk_informant_document_id FOREIGN KEY(district_id, document_id, study_id) REFERENCES source_document (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT ck_informant_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_informant_author_id ON informant (author_id);
CREATE INDEX ix_informant_district_id_document_id ON informant (district_id, document_id);
CREATE INDEX ix_informant_district_id_interview_id ON informant (district_id, interview_id);
CREATE INDEX ix_informant_district_id_observation_id ON informant (district_id, observation_id);
CREATE INDEX ix_informant_person_id ON informant (person_id);
CREATE INDEX ix_informant_researcher_id ON informant (researcher_id);
CREATE INDEX ix_informant_study_id ON informant (study_id);
CREATE TABLE transcript (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    original_id UUID NOT NULL,
    interview_id UUID,
    observation_id UUID,
    document_id UUID,
    deidentified_on DATE,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    masked_text TEXT,
    author_id UUID,
    text_length INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_transcript PRIMARY KEY (district_id, id),
    CONSTRAINT fk_transcript_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_transcript_source CHECK (num_nonnulls(interview_id, observation_id, document_id) = 1),
    CONSTRAINT uq_transcript_district_id_original_id UNIQUE (district_id, original_id),
    CONSTRAINT uq_transcript_district_id_interview_id UNIQUE (district_id, interview_id),
    CONSTRAINT uq_transcript_district_id_observation_id UNIQUE (district_id, observation_id),
    CONSTRAINT uq_transcript_district_id_document_id UNIQUE (district_id, document_id),
    CONSTRAINT uq_transcript_district_id_id_study_id_text_length UNIQUE (district_id, id, study_id, text_length),
    CONSTRAINT uq_transcript_carried UNIQUE (district_id, id, study_id, text_length, researcher_id),
    CONSTRAINT fk_transcript_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_transcript_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_transcript_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_transcript_original_id FOREIGN KEY(district_id, original_id, text_length, study_id, researcher_id) REFERENCES transcript_original (district_id, id, text_length, study_id, researcher_id) ON UPDATE CASCADE,
    CONSTRAINT fk_transcript_interview_id FOREIGN KEY(district_id, interview_id, study_id) REFERENCES interview (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT fk_transcript_observation_id FOREIGN KEY(district_id, observation_id, study_id) REFERENCES observation (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT fk_transcript_document_id FOREIGN KEY(district_id, document_id, study_id) REFERENCES source_document (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT ck_transcript_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_transcript_author_id ON transcript (author_id);
CREATE INDEX ix_transcript_researcher_id ON transcript (researcher_id);
CREATE INDEX ix_transcript_study_id ON transcript (study_id);
CREATE TABLE coding (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    transcript_id UUID NOT NULL,
    code_id UUID NOT NULL,
    coder_id UUID NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    coded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    text_length INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_coding PRIMARY KEY (district_id, id),
    CONSTRAINT fk_coding_study_id_code_id FOREIGN KEY(study_id, code_id) REFERENCES code (study_id, id),
    CONSTRAINT fk_coding_study_id_coder_id FOREIGN KEY(study_id, coder_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_coding_range CHECK (0 <= starts_at AND starts_at < ends_at AND ends_at <= text_length),
    CONSTRAINT uq_coding_once UNIQUE (district_id, transcript_id, coder_id, code_id, starts_at, ends_at),
    CONSTRAINT uq_coding_district_id_id_study_id UNIQUE (district_id, id, study_id),
    CONSTRAINT uq_coding_district_id_id_study_id_coder_id UNIQUE (district_id, id, study_id, coder_id),
    CONSTRAINT fk_coding_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_coding_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_coding_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_coding_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length) REFERENCES transcript (district_id, id, study_id, text_length) ON UPDATE CASCADE,
    CONSTRAINT ck_coding_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_coding_author_id ON coding (author_id);
CREATE INDEX ix_coding_code_id ON coding (code_id);
CREATE INDEX ix_coding_coder_id ON coding (coder_id);
CREATE INDEX ix_coding_study_id ON coding (study_id);
CREATE TABLE transcript_span (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    transcript_id UUID NOT NULL,
    kind TEXT,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    text_length INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_transcript_span PRIMARY KEY (district_id, id),
    CONSTRAINT fk_transcript_span_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT ck_transcript_span_range CHECK (0 <= starts_at AND starts_at < ends_at AND ends_at <= text_length),
    CONSTRAINT uq_transcript_span_district_id_transcript_id_starts_at_ends_at UNIQUE (district_id, transcript_id, starts_at, ends_at),
    CONSTRAINT fk_transcript_span_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_transcript_span_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_transcript_span_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_transcript_span_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length, researcher_id) REFERENCES transcript (district_id, id, study_id, text_length, researcher_id) ON UPDATE CASCADE,
    CONSTRAINT ck_transcript_span_kind CHECK ("kind" IN ('PERSON', 'SCHOOL', 'PLACE', 'ORGANIZATION', 'MOMENT', 'OTHER_CLUE')),
    CONSTRAINT ck_transcript_span_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_transcript_span_author_id ON transcript_span (author_id);
CREATE INDEX ix_transcript_span_researcher_id ON transcript_span (researcher_id);
CREATE INDEX ix_transcript_span_study_id ON transcript_span (study_id);
CREATE TABLE memo_reference (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    memo_id UUID NOT NULL,
    transcript_id UUID,
    coding_id UUID,
    starts_at INTEGER,
    ends_at INTEGER,
    researcher_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    text_length INTEGER,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_memo_reference PRIMARY KEY (district_id, id),
    CONSTRAINT fk_memo_reference_study_id_researcher_id FOREIGN KEY(study_id, researcher_id) REFERENCES study_member (study_id, id),
    CONSTRAINT fk_memo_reference_study_id_researcher_id_memo_id FOREIGN KEY(study_id, researcher_id, memo_id) REFERENCES memo (study_id, researcher_id, id),
    CONSTRAINT ck_memo_reference_about CHECK (num_nonnulls(transcript_id, coding_id) = 1),
    CONSTRAINT ck_memo_reference_text_length CHECK ((transcript_id IS NULL) = (text_length IS NULL)),
    CONSTRAINT ck_memo_reference_both_ends CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
    CONSTRAINT ck_memo_reference_range CHECK (starts_at IS NULL OR (transcript_id IS NOT NULL AND 0 <= starts_at AND starts_at < ends_at AND ends_at <= text_length)),
    CONSTRAINT fk_memo_reference_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_memo_reference_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_memo_reference_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_memo_reference_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length) REFERENCES transcript (district_id, id, study_id, text_length) ON UPDATE CASCADE,
    CONSTRAINT fk_memo_reference_coding_id FOREIGN KEY(district_id, coding_id, study_id) REFERENCES coding (district_id, id, study_id) ON UPDATE CASCADE,
    CONSTRAINT ck_memo_reference_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_memo_reference_author_id ON memo_reference (author_id);
CREATE INDEX ix_memo_reference_district_id_coding_id ON memo_reference (district_id, coding_id);
CREATE INDEX ix_memo_reference_district_id_transcript_id ON memo_reference (district_id, transcript_id);
CREATE INDEX ix_memo_reference_memo_id ON memo_reference (memo_id);
CREATE INDEX ix_memo_reference_researcher_id ON memo_reference (researcher_id);
CREATE INDEX ix_memo_reference_study_id ON memo_reference (study_id);
CREATE TABLE theme_grounding (
    district_id UUID NOT NULL,
    id UUID NOT NULL,
    theme_id UUID NOT NULL,
    coding_id UUID NOT NULL,
    coder_id UUID NOT NULL,
    study_id UUID NOT NULL,
    author_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    provenance_kind TEXT DEFAULT 'ENTERED' NOT NULL,
    provenance_source TEXT,
    provenance_line INTEGER,
    provenance_file TEXT,
    provenance_row INTEGER,
    CONSTRAINT pk_theme_grounding PRIMARY KEY (district_id, id),
    CONSTRAINT fk_theme_grounding_study_id_theme_id FOREIGN KEY(study_id, theme_id) REFERENCES theme (study_id, id),
    CONSTRAINT uq_theme_grounding_district_id_coding_id_theme_id UNIQUE (district_id, coding_id, theme_id),
    CONSTRAINT fk_theme_grounding_district_id FOREIGN KEY(district_id) REFERENCES district (id),
    CONSTRAINT fk_theme_grounding_study_id FOREIGN KEY(study_id) REFERENCES study (id),
    CONSTRAINT ck_theme_grounding_provenance CHECK (CASE provenance_kind WHEN 'REPORTED' THEN provenance_source IS NOT NULL AND provenance_line IS NOT NULL WHEN 'IMPORTED' THEN provenance_file IS NOT NULL AND provenance_row IS NOT NULL ELSE true END),
    CONSTRAINT fk_theme_grounding_coding_id FOREIGN KEY(district_id, coding_id, study_id, coder_id) REFERENCES coding (district_id, id, study_id, coder_id) ON UPDATE CASCADE,
    CONSTRAINT ck_theme_grounding_provenance_kind CHECK ("provenance_kind" IN ('REPORTED', 'ILLUSTRATION', 'IMPORTED', 'ENTERED'))
);
CREATE INDEX ix_theme_grounding_author_id ON theme_grounding (author_id);
CREATE INDEX ix_theme_grounding_study_id ON theme_grounding (study_id);
CREATE INDEX ix_theme_grounding_theme_id ON theme_grounding (theme_id);
