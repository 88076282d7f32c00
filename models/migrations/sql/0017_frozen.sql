-- What is frozen stays as it is, whoever asks: a correction is another document or file.
CREATE FUNCTION keep.frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'A % does not change.', replace(TG_TABLE_NAME, '_', ' ') USING ERRCODE = '23001';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OF district_id, id, plan_id, quarterly_report_id,
    annual_summary_id, revision, title, frozen_on, frozen_by_id, html, pdf
ON frozen_document FOR EACH ROW EXECUTE FUNCTION keep.frozen();
CREATE TRIGGER frozen BEFORE UPDATE OF district_id, id, evidence_id, file_name, media_type, bytes,
    sha256, uploaded_by_id
ON evidence_file FOR EACH ROW EXECUTE FUNCTION keep.frozen();
