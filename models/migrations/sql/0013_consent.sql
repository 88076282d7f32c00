-- Consent: an interview whose consent is withdrawn leaves every reader but its author, and so does
-- all that hangs on it. Each table repeats whether it is, so that a policy looks at the row alone.

DROP POLICY reads ON coding;
DROP POLICY inserts ON coding;
DROP POLICY updates ON coding;
DROP POLICY reads ON interview;
DROP POLICY reads ON memo_reference;
DROP POLICY inserts ON memo_reference;
DROP POLICY updates ON memo_reference;
DROP POLICY reads ON theme_grounding;
DROP POLICY inserts ON theme_grounding;
DROP POLICY updates ON theme_grounding;
DROP POLICY reads ON transcript;
DROP POLICY inserts ON transcript;
DROP POLICY updates ON transcript;
DROP POLICY reads ON transcript_span;
DROP POLICY inserts ON transcript_span;
DROP POLICY updates ON transcript_span;

ALTER TABLE transcript DROP CONSTRAINT fk_transcript_interview_id;
ALTER TABLE coding DROP CONSTRAINT fk_coding_transcript_id;
ALTER TABLE transcript_span DROP CONSTRAINT fk_transcript_span_transcript_id;
ALTER TABLE memo_reference DROP CONSTRAINT fk_memo_reference_transcript_id;
ALTER TABLE memo_reference DROP CONSTRAINT fk_memo_reference_coding_id;
ALTER TABLE theme_grounding DROP CONSTRAINT fk_theme_grounding_coding_id;
ALTER TABLE transcript DROP CONSTRAINT uq_transcript_district_id_id_study_id_text_length;
ALTER TABLE transcript DROP CONSTRAINT uq_transcript_carried;
ALTER TABLE coding DROP CONSTRAINT uq_coding_district_id_id_study_id;
ALTER TABLE coding DROP CONSTRAINT uq_coding_district_id_id_study_id_coder_id;

ALTER TABLE interview
    ADD COLUMN consent_given_on date,
    ADD COLUMN consent_withdrawn_on date;
ALTER TABLE interview
    ADD COLUMN is_withdrawn boolean
    GENERATED ALWAYS AS (consent_withdrawn_on IS NOT NULL) STORED NOT NULL;
ALTER TABLE transcript
    ADD COLUMN is_withdrawn boolean DEFAULT false NOT NULL,
    ADD COLUMN is_own boolean DEFAULT true NOT NULL;
ALTER TABLE transcript_span
    ADD COLUMN is_withdrawn boolean DEFAULT false NOT NULL,
    ADD COLUMN is_own boolean DEFAULT true NOT NULL;
ALTER TABLE coding
    ADD COLUMN is_withdrawn boolean DEFAULT false NOT NULL,
    ADD COLUMN is_own boolean DEFAULT true NOT NULL;
ALTER TABLE theme_grounding
    ADD COLUMN is_withdrawn boolean DEFAULT false NOT NULL,
    ADD COLUMN is_own boolean DEFAULT true NOT NULL;
ALTER TABLE memo_reference
    ADD COLUMN is_withdrawn boolean DEFAULT false NOT NULL,
    ADD COLUMN is_own boolean DEFAULT true NOT NULL;

ALTER TABLE interview ADD CONSTRAINT ck_interview_consent CHECK (consent_withdrawn_on >= consent_given_on);
ALTER TABLE interview ADD CONSTRAINT uq_interview_district_id_id_study_id_is_withdrawn UNIQUE (district_id, id, study_id, is_withdrawn);
ALTER TABLE transcript ADD CONSTRAINT ck_transcript_withdrawn CHECK (interview_id IS NOT NULL OR NOT is_withdrawn);
ALTER TABLE transcript ADD CONSTRAINT uq_transcript_coded UNIQUE (district_id, id, study_id, text_length, is_withdrawn);
ALTER TABLE transcript ADD CONSTRAINT uq_transcript_carried UNIQUE (district_id, id, study_id, text_length, researcher_id, is_withdrawn);
ALTER TABLE coding ADD CONSTRAINT uq_coding_district_id_id_study_id_is_withdrawn UNIQUE (district_id, id, study_id, is_withdrawn);
ALTER TABLE coding ADD CONSTRAINT uq_coding_carried UNIQUE (district_id, id, study_id, coder_id, is_withdrawn);
ALTER TABLE transcript ADD CONSTRAINT fk_transcript_interview_id FOREIGN KEY(district_id, interview_id, study_id, is_withdrawn) REFERENCES interview (district_id, id, study_id, is_withdrawn) ON UPDATE CASCADE;
ALTER TABLE coding ADD CONSTRAINT fk_coding_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length, is_withdrawn) REFERENCES transcript (district_id, id, study_id, text_length, is_withdrawn) ON UPDATE CASCADE;
ALTER TABLE transcript_span ADD CONSTRAINT fk_transcript_span_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length, researcher_id, is_withdrawn) REFERENCES transcript (district_id, id, study_id, text_length, researcher_id, is_withdrawn) ON UPDATE CASCADE;
ALTER TABLE memo_reference ADD CONSTRAINT fk_memo_reference_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length, is_withdrawn) REFERENCES transcript (district_id, id, study_id, text_length, is_withdrawn) ON UPDATE CASCADE;
ALTER TABLE memo_reference ADD CONSTRAINT fk_memo_reference_coding_id FOREIGN KEY(district_id, coding_id, study_id, is_withdrawn) REFERENCES coding (district_id, id, study_id, is_withdrawn) ON UPDATE CASCADE;
ALTER TABLE theme_grounding ADD CONSTRAINT fk_theme_grounding_coding_id FOREIGN KEY(district_id, coding_id, study_id, coder_id, is_withdrawn) REFERENCES coding (district_id, id, study_id, coder_id, is_withdrawn) ON UPDATE CASCADE;

DROP TRIGGER version ON interview;
CREATE TRIGGER version BEFORE UPDATE OF "held_on", "informant_role", "informant_kind", "pseudonym", "minutes", "consent_given_on", "consent_withdrawn_on", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON interview FOR EACH ROW EXECUTE FUNCTION keep.version();

-- What hangs on an interview is its holder's own, or of another member of the study.
CREATE FUNCTION keep.is_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made jsonb := to_jsonb(NEW);
    maker uuid := coalesce(made ->> 'coder_id', made ->> 'researcher_id')::uuid;
    text_id uuid := (made ->> 'transcript_id')::uuid;
BEGIN
    IF text_id IS NULL AND made ->> 'coding_id' IS NOT NULL THEN
        SELECT c.transcript_id INTO text_id FROM coding c
        WHERE c.district_id = NEW.district_id AND c.id = (made ->> 'coding_id')::uuid;
    END IF;
    IF TG_TABLE_NAME = 'transcript' THEN
        NEW.is_own := NOT EXISTS (
            SELECT FROM interview i WHERE i.district_id = NEW.district_id
                AND i.id = NEW.interview_id AND i.researcher_id <> maker
        );
    ELSE
        NEW.is_own := NOT EXISTS (
            SELECT FROM transcript t
            JOIN interview i ON i.district_id = t.district_id AND i.id = t.interview_id
            WHERE t.district_id = NEW.district_id AND t.id = text_id AND i.researcher_id <> maker
        );
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_own BEFORE INSERT OR UPDATE ON transcript
FOR EACH ROW EXECUTE FUNCTION keep.is_own();
CREATE TRIGGER is_own BEFORE INSERT OR UPDATE ON transcript_span
FOR EACH ROW EXECUTE FUNCTION keep.is_own();
CREATE TRIGGER is_own BEFORE INSERT OR UPDATE ON coding
FOR EACH ROW EXECUTE FUNCTION keep.is_own();
CREATE TRIGGER is_own BEFORE INSERT OR UPDATE ON theme_grounding
FOR EACH ROW EXECUTE FUNCTION keep.is_own();
CREATE TRIGGER is_own BEFORE INSERT OR UPDATE ON memo_reference
FOR EACH ROW EXECUTE FUNCTION keep.is_own();

-- Whoever holds an interview now decides for what hangs on it already.
CREATE FUNCTION keep.held_interview() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    texts uuid[] := ARRAY(
        SELECT t.id FROM transcript t
        WHERE t.district_id = NEW.district_id AND t.interview_id = NEW.id
    );
    codings uuid[] := ARRAY(
        SELECT c.id FROM coding c
        WHERE c.district_id = NEW.district_id AND c.transcript_id = ANY (texts)
    );
BEGIN
    UPDATE transcript t SET is_own = is_own
    WHERE t.district_id = NEW.district_id AND t.id = ANY (texts);
    UPDATE transcript_span s SET is_own = is_own
    WHERE s.district_id = NEW.district_id AND s.transcript_id = ANY (texts);
    UPDATE coding c SET is_own = is_own
    WHERE c.district_id = NEW.district_id AND c.id = ANY (codings);
    UPDATE theme_grounding g SET is_own = is_own
    WHERE g.district_id = NEW.district_id AND g.coding_id = ANY (codings);
    UPDATE memo_reference m SET is_own = is_own
    WHERE m.district_id = NEW.district_id
        AND (m.transcript_id = ANY (texts) OR m.coding_id = ANY (codings));
    RETURN NULL;
END $$;

CREATE TRIGGER held_interview AFTER UPDATE OF researcher_id ON interview
FOR EACH ROW WHEN (NEW.researcher_id <> OLD.researcher_id)
EXECUTE FUNCTION keep.held_interview();

UPDATE transcript SET is_own = is_own;
UPDATE transcript_span SET is_own = is_own;
UPDATE coding SET is_own = is_own;
UPDATE theme_grounding SET is_own = is_own;
UPDATE memo_reference SET is_own = is_own;

CREATE POLICY reads ON coding FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((is_own OR NOT is_withdrawn) AND author_id = (SELECT slice.person())));
CREATE POLICY inserts ON coding FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = coding.study_id)) AND (EXISTS (SELECT FROM code parent WHERE parent.study_id = coding.study_id AND parent.id = coding.code_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = coding.study_id AND parent.id = coding.coder_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = coding.district_id AND parent.id = coding.transcript_id AND parent.study_id = coding.study_id AND parent.text_length = coding.text_length AND parent.is_withdrawn = coding.is_withdrawn)));
CREATE POLICY updates ON coding FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = coding.study_id)) AND (EXISTS (SELECT FROM code parent WHERE parent.study_id = coding.study_id AND parent.id = coding.code_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = coding.study_id AND parent.id = coding.coder_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = coding.district_id AND parent.id = coding.transcript_id AND parent.study_id = coding.study_id AND parent.text_length = coding.text_length AND parent.is_withdrawn = coding.is_withdrawn)));
CREATE POLICY reads ON interview FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY reads ON memo_reference FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((is_own OR NOT is_withdrawn) AND author_id = (SELECT slice.person())));
CREATE POLICY inserts ON memo_reference FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (coding_id IS NULL OR EXISTS (SELECT FROM coding parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.coding_id AND parent.study_id = memo_reference.study_id AND parent.is_withdrawn = memo_reference.is_withdrawn)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = memo_reference.study_id AND parent.id = memo_reference.researcher_id)) AND (EXISTS (SELECT FROM memo parent WHERE parent.study_id = memo_reference.study_id AND parent.researcher_id = memo_reference.researcher_id AND parent.id = memo_reference.memo_id)) AND (transcript_id IS NULL OR text_length IS NULL OR EXISTS (SELECT FROM transcript parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.transcript_id AND parent.study_id = memo_reference.study_id AND parent.text_length = memo_reference.text_length AND parent.is_withdrawn = memo_reference.is_withdrawn)));
CREATE POLICY updates ON memo_reference FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (coding_id IS NULL OR EXISTS (SELECT FROM coding parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.coding_id AND parent.study_id = memo_reference.study_id AND parent.is_withdrawn = memo_reference.is_withdrawn)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = memo_reference.study_id AND parent.id = memo_reference.researcher_id)) AND (EXISTS (SELECT FROM memo parent WHERE parent.study_id = memo_reference.study_id AND parent.researcher_id = memo_reference.researcher_id AND parent.id = memo_reference.memo_id)) AND (transcript_id IS NULL OR text_length IS NULL OR EXISTS (SELECT FROM transcript parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.transcript_id AND parent.study_id = memo_reference.study_id AND parent.text_length = memo_reference.text_length AND parent.is_withdrawn = memo_reference.is_withdrawn)));
CREATE POLICY reads ON theme_grounding FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((is_own OR NOT is_withdrawn) AND author_id = (SELECT slice.person())));
CREATE POLICY inserts ON theme_grounding FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM coding parent WHERE parent.district_id = theme_grounding.district_id AND parent.id = theme_grounding.coding_id AND parent.study_id = theme_grounding.study_id AND parent.coder_id = theme_grounding.coder_id AND parent.is_withdrawn = theme_grounding.is_withdrawn)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = theme_grounding.study_id)) AND (EXISTS (SELECT FROM theme parent WHERE parent.study_id = theme_grounding.study_id AND parent.id = theme_grounding.theme_id)));
CREATE POLICY updates ON theme_grounding FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM coding parent WHERE parent.district_id = theme_grounding.district_id AND parent.id = theme_grounding.coding_id AND parent.study_id = theme_grounding.study_id AND parent.coder_id = theme_grounding.coder_id AND parent.is_withdrawn = theme_grounding.is_withdrawn)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = theme_grounding.study_id)) AND (EXISTS (SELECT FROM theme parent WHERE parent.study_id = theme_grounding.study_id AND parent.id = theme_grounding.theme_id)));
CREATE POLICY reads ON transcript FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((is_own OR NOT is_withdrawn) AND author_id = (SELECT slice.person())));
CREATE POLICY inserts ON transcript FOR INSERT WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (document_id IS NULL OR EXISTS (SELECT FROM source_document parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.document_id AND parent.study_id = transcript.study_id)) AND (interview_id IS NULL OR EXISTS (SELECT FROM interview parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.interview_id AND parent.study_id = transcript.study_id AND parent.is_withdrawn = transcript.is_withdrawn)) AND (observation_id IS NULL OR EXISTS (SELECT FROM observation parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.observation_id AND parent.study_id = transcript.study_id)) AND (EXISTS (SELECT FROM transcript_original parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.original_id AND parent.text_length = transcript.text_length AND parent.study_id = transcript.study_id AND parent.researcher_id = transcript.researcher_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript.study_id AND parent.id = transcript.researcher_id)));
CREATE POLICY updates ON transcript FOR UPDATE USING (((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (document_id IS NULL OR EXISTS (SELECT FROM source_document parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.document_id AND parent.study_id = transcript.study_id)) AND (interview_id IS NULL OR EXISTS (SELECT FROM interview parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.interview_id AND parent.study_id = transcript.study_id AND parent.is_withdrawn = transcript.is_withdrawn)) AND (observation_id IS NULL OR EXISTS (SELECT FROM observation parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.observation_id AND parent.study_id = transcript.study_id)) AND (EXISTS (SELECT FROM transcript_original parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.original_id AND parent.text_length = transcript.text_length AND parent.study_id = transcript.study_id AND parent.researcher_id = transcript.researcher_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript.study_id AND parent.id = transcript.researcher_id)));
CREATE POLICY reads ON transcript_span FOR SELECT USING (((NOT is_withdrawn) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((is_own OR NOT is_withdrawn) AND author_id = (SELECT slice.person())));
CREATE POLICY inserts ON transcript_span FOR INSERT WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript_span.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript_span.study_id AND parent.id = transcript_span.researcher_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = transcript_span.district_id AND parent.id = transcript_span.transcript_id AND parent.study_id = transcript_span.study_id AND parent.text_length = transcript_span.text_length AND parent.researcher_id = transcript_span.researcher_id AND parent.is_withdrawn = transcript_span.is_withdrawn)));
CREATE POLICY updates ON transcript_span FOR UPDATE USING (((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript_span.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript_span.study_id AND parent.id = transcript_span.researcher_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = transcript_span.district_id AND parent.id = transcript_span.transcript_id AND parent.study_id = transcript_span.study_id AND parent.text_length = transcript_span.text_length AND parent.researcher_id = transcript_span.researcher_id AND parent.is_withdrawn = transcript_span.is_withdrawn)));

-- A text is masked anew where its spans have moved, and not because consent was withdrawn.
CREATE OR REPLACE FUNCTION keep.spans_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE transcript t SET masked_text = NULL
    FROM (
        SELECT b.district_id, b.transcript_id FROM before b JOIN after a USING (district_id, id)
        WHERE (b.starts_at, b.ends_at, b.transcript_id)
            IS DISTINCT FROM (a.starts_at, a.ends_at, a.transcript_id)
        UNION
        SELECT a.district_id, a.transcript_id FROM before b JOIN after a USING (district_id, id)
        WHERE b.transcript_id <> a.transcript_id
    ) touched
    WHERE t.district_id = touched.district_id AND t.id = touched.transcript_id
      AND t.deidentified_on IS NOT NULL;
    RETURN NULL;
END $$;
