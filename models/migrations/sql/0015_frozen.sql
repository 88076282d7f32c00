-- What is frozen stays as it is, whoever asks: a correction is another document or file.
CREATE FUNCTION keep.frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'A % does not change.', replace(TG_TABLE_NAME, '_', ' ') USING ERRCODE = '23001';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON frozen_document
FOR EACH ROW EXECUTE FUNCTION keep.frozen();
CREATE TRIGGER frozen BEFORE UPDATE ON evidence_file
FOR EACH ROW EXECUTE FUNCTION keep.frozen();
