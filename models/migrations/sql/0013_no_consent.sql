-- Without consent, as before.

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

DROP TRIGGER held_interview ON interview;
DROP TRIGGER is_own ON transcript;
DROP TRIGGER is_own ON transcript_span;
DROP TRIGGER is_own ON coding;
DROP TRIGGER is_own ON theme_grounding;
DROP TRIGGER is_own ON memo_reference;
DROP FUNCTION keep.is_own, keep.held_interview;

ALTER TABLE transcript DROP CONSTRAINT fk_transcript_interview_id;
ALTER TABLE coding DROP CONSTRAINT fk_coding_transcript_id;
ALTER TABLE transcript_span DROP CONSTRAINT fk_transcript_span_transcript_id;
ALTER TABLE memo_reference DROP CONSTRAINT fk_memo_reference_transcript_id;
ALTER TABLE memo_reference DROP CONSTRAINT fk_memo_reference_coding_id;
ALTER TABLE theme_grounding DROP CONSTRAINT fk_theme_grounding_coding_id;
ALTER TABLE interview DROP CONSTRAINT ck_interview_consent;
ALTER TABLE interview DROP CONSTRAINT uq_interview_district_id_id_study_id_is_withdrawn;
ALTER TABLE transcript DROP CONSTRAINT ck_transcript_withdrawn;
ALTER TABLE transcript DROP CONSTRAINT uq_transcript_coded;
ALTER TABLE transcript DROP CONSTRAINT uq_transcript_carried;
ALTER TABLE coding DROP CONSTRAINT uq_coding_district_id_id_study_id_is_withdrawn;
ALTER TABLE coding DROP CONSTRAINT uq_coding_carried;

DROP TRIGGER version ON interview;
ALTER TABLE transcript DROP COLUMN is_withdrawn, DROP COLUMN is_own;
ALTER TABLE transcript_span DROP COLUMN is_withdrawn, DROP COLUMN is_own;
ALTER TABLE coding DROP COLUMN is_withdrawn, DROP COLUMN is_own;
ALTER TABLE theme_grounding DROP COLUMN is_withdrawn, DROP COLUMN is_own;
ALTER TABLE memo_reference DROP COLUMN is_withdrawn, DROP COLUMN is_own;
ALTER TABLE interview DROP COLUMN is_withdrawn;
ALTER TABLE interview DROP COLUMN consent_given_on, DROP COLUMN consent_withdrawn_on;

ALTER TABLE transcript ADD CONSTRAINT uq_transcript_district_id_id_study_id_text_length UNIQUE (district_id, id, study_id, text_length);
ALTER TABLE transcript ADD CONSTRAINT uq_transcript_carried UNIQUE (district_id, id, study_id, text_length, researcher_id);
ALTER TABLE coding ADD CONSTRAINT uq_coding_district_id_id_study_id UNIQUE (district_id, id, study_id);
ALTER TABLE coding ADD CONSTRAINT uq_coding_district_id_id_study_id_coder_id UNIQUE (district_id, id, study_id, coder_id);
ALTER TABLE transcript ADD CONSTRAINT fk_transcript_interview_id FOREIGN KEY(district_id, interview_id, study_id) REFERENCES interview (district_id, id, study_id) ON UPDATE CASCADE;
ALTER TABLE coding ADD CONSTRAINT fk_coding_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length) REFERENCES transcript (district_id, id, study_id, text_length) ON UPDATE CASCADE;
ALTER TABLE transcript_span ADD CONSTRAINT fk_transcript_span_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length, researcher_id) REFERENCES transcript (district_id, id, study_id, text_length, researcher_id) ON UPDATE CASCADE;
ALTER TABLE memo_reference ADD CONSTRAINT fk_memo_reference_transcript_id FOREIGN KEY(district_id, transcript_id, study_id, text_length) REFERENCES transcript (district_id, id, study_id, text_length) ON UPDATE CASCADE;
ALTER TABLE memo_reference ADD CONSTRAINT fk_memo_reference_coding_id FOREIGN KEY(district_id, coding_id, study_id) REFERENCES coding (district_id, id, study_id) ON UPDATE CASCADE;
ALTER TABLE theme_grounding ADD CONSTRAINT fk_theme_grounding_coding_id FOREIGN KEY(district_id, coding_id, study_id, coder_id) REFERENCES coding (district_id, id, study_id, coder_id) ON UPDATE CASCADE;

CREATE TRIGGER version BEFORE UPDATE OF "held_on", "informant_role", "informant_kind", "pseudonym", "minutes", "researcher_id", "study_id", "provenance_kind", "provenance_source", "provenance_line", "provenance_file", "provenance_row"
ON interview FOR EACH ROW EXECUTE FUNCTION keep.version();

CREATE POLICY reads ON coding FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY inserts ON coding FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = coding.study_id)) AND (EXISTS (SELECT FROM code parent WHERE parent.study_id = coding.study_id AND parent.id = coding.code_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = coding.study_id AND parent.id = coding.coder_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = coding.district_id AND parent.id = coding.transcript_id AND parent.study_id = coding.study_id AND parent.text_length = coding.text_length)));
CREATE POLICY updates ON coding FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = coding.study_id)) AND (EXISTS (SELECT FROM code parent WHERE parent.study_id = coding.study_id AND parent.id = coding.code_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = coding.study_id AND parent.id = coding.coder_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = coding.district_id AND parent.id = coding.transcript_id AND parent.study_id = coding.study_id AND parent.text_length = coding.text_length)));
CREATE POLICY reads ON interview FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY reads ON memo_reference FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY inserts ON memo_reference FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (coding_id IS NULL OR EXISTS (SELECT FROM coding parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.coding_id AND parent.study_id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = memo_reference.study_id AND parent.id = memo_reference.researcher_id)) AND (EXISTS (SELECT FROM memo parent WHERE parent.study_id = memo_reference.study_id AND parent.researcher_id = memo_reference.researcher_id AND parent.id = memo_reference.memo_id)) AND (transcript_id IS NULL OR text_length IS NULL OR EXISTS (SELECT FROM transcript parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.transcript_id AND parent.study_id = memo_reference.study_id AND parent.text_length = memo_reference.text_length)));
CREATE POLICY updates ON memo_reference FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (coding_id IS NULL OR EXISTS (SELECT FROM coding parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.coding_id AND parent.study_id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = memo_reference.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = memo_reference.study_id AND parent.id = memo_reference.researcher_id)) AND (EXISTS (SELECT FROM memo parent WHERE parent.study_id = memo_reference.study_id AND parent.researcher_id = memo_reference.researcher_id AND parent.id = memo_reference.memo_id)) AND (transcript_id IS NULL OR text_length IS NULL OR EXISTS (SELECT FROM transcript parent WHERE parent.district_id = memo_reference.district_id AND parent.id = memo_reference.transcript_id AND parent.study_id = memo_reference.study_id AND parent.text_length = memo_reference.text_length)));
CREATE POLICY reads ON theme_grounding FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY inserts ON theme_grounding FOR INSERT WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM coding parent WHERE parent.district_id = theme_grounding.district_id AND parent.id = theme_grounding.coding_id AND parent.study_id = theme_grounding.study_id AND parent.coder_id = theme_grounding.coder_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = theme_grounding.study_id)) AND (EXISTS (SELECT FROM theme parent WHERE parent.study_id = theme_grounding.study_id AND parent.id = theme_grounding.theme_id)));
CREATE POLICY updates ON theme_grounding FOR UPDATE USING ((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) WITH CHECK (((((author_id IS NULL OR author_id = (SELECT slice.person()))) AND (SELECT slice.holds('{RESEARCH_OFFICE}'))) OR ((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}'))))) AND (EXISTS (SELECT FROM coding parent WHERE parent.district_id = theme_grounding.district_id AND parent.id = theme_grounding.coding_id AND parent.study_id = theme_grounding.study_id AND parent.coder_id = theme_grounding.coder_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = theme_grounding.study_id)) AND (EXISTS (SELECT FROM theme parent WHERE parent.study_id = theme_grounding.study_id AND parent.id = theme_grounding.theme_id)));
CREATE POLICY reads ON transcript FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY inserts ON transcript FOR INSERT WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (document_id IS NULL OR EXISTS (SELECT FROM source_document parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.document_id AND parent.study_id = transcript.study_id)) AND (interview_id IS NULL OR EXISTS (SELECT FROM interview parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.interview_id AND parent.study_id = transcript.study_id)) AND (observation_id IS NULL OR EXISTS (SELECT FROM observation parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.observation_id AND parent.study_id = transcript.study_id)) AND (EXISTS (SELECT FROM transcript_original parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.original_id AND parent.text_length = transcript.text_length AND parent.study_id = transcript.study_id AND parent.researcher_id = transcript.researcher_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript.study_id AND parent.id = transcript.researcher_id)));
CREATE POLICY updates ON transcript FOR UPDATE USING (((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (document_id IS NULL OR EXISTS (SELECT FROM source_document parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.document_id AND parent.study_id = transcript.study_id)) AND (interview_id IS NULL OR EXISTS (SELECT FROM interview parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.interview_id AND parent.study_id = transcript.study_id)) AND (observation_id IS NULL OR EXISTS (SELECT FROM observation parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.observation_id AND parent.study_id = transcript.study_id)) AND (EXISTS (SELECT FROM transcript_original parent WHERE parent.district_id = transcript.district_id AND parent.id = transcript.original_id AND parent.text_length = transcript.text_length AND parent.study_id = transcript.study_id AND parent.researcher_id = transcript.researcher_id)) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript.study_id AND parent.id = transcript.researcher_id)));
CREATE POLICY reads ON transcript_span FOR SELECT USING (((SELECT slice.holds('{RESEARCH_OFFICE}'))) OR (author_id = (SELECT slice.person())));
CREATE POLICY inserts ON transcript_span FOR INSERT WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript_span.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript_span.study_id AND parent.id = transcript_span.researcher_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = transcript_span.district_id AND parent.id = transcript_span.transcript_id AND parent.study_id = transcript_span.study_id AND parent.text_length = transcript_span.text_length AND parent.researcher_id = transcript_span.researcher_id)));
CREATE POLICY updates ON transcript_span FOR UPDATE USING (((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) WITH CHECK ((((author_id = (SELECT slice.person())) AND district_id IN (SELECT unnest(slice.districts('{PLAN_MONITOR}')))) OR (((author_id IS NULL OR author_id = (SELECT slice.person()))) AND study_id IN (SELECT unnest(slice.studies('{RESEARCH_OFFICE}'))))) AND (EXISTS (SELECT FROM study parent WHERE parent.id = transcript_span.study_id)) AND (EXISTS (SELECT FROM study_member parent WHERE parent.study_id = transcript_span.study_id AND parent.id = transcript_span.researcher_id)) AND (EXISTS (SELECT FROM transcript parent WHERE parent.district_id = transcript_span.district_id AND parent.id = transcript_span.transcript_id AND parent.study_id = transcript_span.study_id AND parent.text_length = transcript_span.text_length AND parent.researcher_id = transcript_span.researcher_id)));

CREATE OR REPLACE FUNCTION keep.spans_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE transcript t SET masked_text = NULL
    FROM (
        SELECT district_id, transcript_id FROM before
        UNION SELECT district_id, transcript_id FROM after
    ) touched
    WHERE t.district_id = touched.district_id AND t.id = touched.transcript_id
      AND t.deidentified_on IS NOT NULL;
    RETURN NULL;
END $$;
